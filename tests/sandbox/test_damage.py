"""A damaged copy stops its own seat: it is named, set aside and never made anew under its number; all others go on."""

import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import func, select

from sandbox.actions import note
from sandbox.deeds import RAISE_HAND
from sandbox.errors import StoreFull, TemplateNotReady
from sandbox.platform.db import read
from sandbox.platform.models import Audit, Feed
from sandbox.practice.models import Household
from sandbox.settings import Settings
from sandbox.store import damage, feed, generations, sweep
from sandbox.store.base import MarkMissing, Pin, SandboxDamaged
from sandbox.store.opening import open_store
from sandbox.store.sqlite import SqliteStore
from tests import damaged
from tests.conftest import NOON, TEMPLATE, a_household, a_template

pytestmark = pytest.mark.sqlite  # of files

ONE, TWO = Pin(1, 1, TEMPLATE), Pin(2, 1, TEMPLATE)
BY_KIND = pytest.mark.parametrize("spoil", damaged.KINDS, ids=lambda kind: kind.__name__)


@dataclass
class Told:
    """What the store said of damaged copies."""

    calls: list[tuple[str, str, damage.Flaw]] = field(default_factory=list)

    def __call__(self, pin, file, flaw):
        self.calls.append((pin.key, file, flaw))
        return "Temurejo (Sekdes)"


@pytest.fixture
def told():
    return Told()


@pytest.fixture
def store(tmp_path, told):
    a_template(tmp_path / "templates", households=40)
    store = SqliteStore(tmp_path / "sandboxes", tmp_path / "templates", tell=told)
    add(store, ONE, 50)
    add(store, TWO, 50)
    store.close()  # so that what is spoilt is on the disk
    yield store
    store.close()


def add(store, pin, serial):
    with store.open(pin, write=True) as session:
        session.add(a_household(serial))
        session.commit()


def count(store, pin):
    with store.open(pin) as session:
        return len(session.scalars(select(Household)).all())


@BY_KIND
def test_a_damaged_copy_is_named_with_its_seat_file_and_remedy(store, told, spoil):
    spoil(store.path(ONE))
    with pytest.raises(SandboxDamaged) as caught:
        count(store, ONE)
    for word in ("Temurejo (Sekdes)", "1/g1.sqlite", "Salinan baru"):
        assert word in str(caught.value)
    assert told.calls[0][:2] == ("1/1", "1/g1.sqlite")
    assert count(store, TWO) == 41


@BY_KIND
def test_a_damaged_copy_is_set_aside_whole_and_its_number_is_not_used_for_a_fresh_one(store, spoil):
    path = store.path(ONE)
    spoil(path)
    content = path.read_bytes() if path.is_file() else None
    for _ in range(3):
        with pytest.raises(SandboxDamaged):
            count(store, ONE)
    kept = damage.aside(path)
    assert (kept.read_bytes() if kept.is_file() else None) == content
    assert not path.exists()
    assert store.exists(ONE)


@BY_KIND
def test_damage_is_met_by_a_write_as_by_a_read(store, spoil):
    spoil(store.path(ONE))
    with pytest.raises(SandboxDamaged):
        for serial in range(60, 70):
            add(store, ONE, serial)


def test_a_damaged_copy_in_the_cache_is_not_opened_from_there(store):
    assert count(store, ONE) == 41
    damaged.bad_header(store.path(ONE))
    other = SqliteStore(store.folder, store.template_folder)
    with pytest.raises(SandboxDamaged):
        count(other, ONE)
    with pytest.raises(SandboxDamaged):
        count(store, ONE)


def test_a_copy_put_back_by_hand_is_read_again(store):
    path = store.path(ONE)
    whole = path.read_bytes()
    damaged.halved(path)
    with pytest.raises(SandboxDamaged):
        count(store, ONE)
    path.write_bytes(whole)
    assert count(store, ONE) == 41


def test_what_is_set_aside_twice_lies_under_two_names(store):
    path = store.path(ONE)
    for _ in range(2):
        damaged.bad_header(path)
        with pytest.raises(SandboxDamaged):
            count(store, ONE)
    assert {file.name for file in path.parent.iterdir()} == {"g1.sqlite.rusak", "g1.sqlite.rusak2"}


def test_an_error_of_another_database_sets_no_copy_aside(store, told):
    damaged.bad_header(store.path(TWO))
    with pytest.raises(SandboxDamaged), store.open(ONE):
        count(store, TWO)
    assert [file for _pin, file, _flaw in told.calls] == ["2/g1.sqlite"]
    assert count(store, ONE) == 41


@pytest.fixture
def unprivileged():
    """A folder in the open, and from its first file on nobody's rights instead of root's."""
    if os.name == "nt":
        pytest.skip("Windows has no such rights")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        mine = os.geteuid()
        if mine == 0:
            os.seteuid(65534)
        try:
            yield folder
        finally:
            os.seteuid(mine)


def test_a_copy_without_rights_is_named_but_stays_where_it_is_for_it_may_be_whole(unprivileged):
    a_template(unprivileged / "templates")
    store = SqliteStore(unprivileged / "sandboxes", unprivileged / "templates")
    add(store, ONE, 50)
    store.close()
    store.path(ONE).chmod(0)
    with pytest.raises(SandboxDamaged, match="hak baca"):
        count(store, ONE)
    assert count(store, TWO) == 3
    store.path(ONE).chmod(0o600)
    assert count(store, ONE) == 4
    store.close()
    store.path(ONE).parent.chmod(0)
    with pytest.raises(SandboxDamaged, match="hak baca"):
        count(store, ONE)
    store.path(ONE).parent.chmod(0o700)
    store.close()


def test_where_nothing_can_be_written_at_all_no_single_copy_is_blamed(unprivileged):
    a_template(unprivileged / "templates")
    (unprivileged / "sandboxes").mkdir()
    (unprivileged / "sandboxes").chmod(0o500)
    store = SqliteStore(unprivileged / "sandboxes", unprivileged / "templates")
    with pytest.raises(StoreFull):
        count(store, ONE)


@BY_KIND
def test_a_damaged_mark_is_told_before_a_number_rises_and_nothing_is_copied_from_it(store, spoil):
    source = store.mark(ONE, "m")
    mark = store.folder / "1" / "mark-m.sqlite"
    store.require_source(1, source)
    spoil(mark)
    with pytest.raises(MarkMissing):
        store.require_source(1, source)
    with pytest.raises(SandboxDamaged, match=r"1/mark-m\.sqlite"):
        count(store, Pin(1, 2, TEMPLATE, source))
    assert [path.name for path in store.folder.glob("1/g2*")] == []


def test_a_mark_that_is_gone_makes_no_copy_and_is_named(store):
    with pytest.raises(SandboxDamaged, match=r"mark-m\.sqlite: tidak ada"):
        count(store, Pin(1, 2, TEMPLATE, "mark:m"))


def test_a_mark_of_a_damaged_copy_is_refused_as_the_copy_is(store):
    damaged.scribbled(store.path(ONE))
    with pytest.raises(SandboxDamaged):
        store.mark(ONE, "m")


def gone(path: Path) -> None:
    path.unlink()


def its_sidecar_scribbled(path: Path) -> None:
    path.with_suffix(".json").write_text('{"sha', encoding="utf-8")


@pytest.mark.parametrize("spoil", [*damaged.KINDS, gone, its_sidecar_scribbled], ids=lambda kind: kind.__name__)
def test_a_damaged_template_is_taken_out_of_use_and_served_again_once_it_is_made_anew(store, spoil):
    spoil(store.template_folder / f"{TEMPLATE}.sqlite")
    fresh = Pin(3, 1, TEMPLATE)
    with pytest.raises(TemplateNotReady):
        count(store, fresh)
    assert not store.ready(TEMPLATE)
    assert not store.exists(fresh)
    for file in store.template_folder.glob(f"{TEMPLATE}.sqlite"):
        file.unlink()  # as the builder does
    a_template(store.template_folder, households=40)
    assert count(store, fresh) == 40


@pytest.mark.parametrize("spoil", damaged.KINDS, ids=lambda kind: kind.__name__)
def test_the_feed_catches_up_with_everybody_but_the_damaged(hall, spoil):
    for sandbox in (1, 2):
        with hall.store.open(generations.pin(sandbox)):
            pass
    note(hall.store, hall.desk(2, 2), RAISE_HAND)
    unfed(hall)
    hall.store.close()
    spoil(hall.store.path(generations.pin(1)))
    strangers = damaged.strangers(hall.folder / "sandboxes")
    assert feed.catch_up(hall.store, 0.0) == 1
    assert all(file.read_bytes() == b"punya orang" for file in strangers)


def unfed(hall):
    with hall.app.app_context(), read() as session:
        session.execute(Feed.__table__.delete())
        session.commit()


def test_what_is_not_ours_and_what_was_set_aside_is_never_swept(hall):
    with hall.store.open(generations.pin(1)):
        pass
    hall.store.close()
    damaged.bad_header(hall.store.path(generations.pin(1)))
    with pytest.raises(SandboxDamaged), hall.store.open(generations.pin(1)) as session:
        session.scalars(select(Household)).all()
    kept = [*damaged.strangers(hall.folder / "sandboxes"), hall.folder / "sandboxes" / "1" / "g1.sqlite.rusak"]
    (hall.folder / "sandboxes" / "1" / "g7.sqlite").mkdir()
    sweep.sweep(hall.store, now=NOON.timestamp() * 2)
    assert all(file.exists() for file in kept)


def test_damage_is_written_once_into_the_audit_log_with_the_seats_name(hall):
    store = open_store(Settings(hall.folder), stamp=0, clock=hall.clock)
    with hall.store.open(generations.pin(1)):
        pass
    hall.store.close()
    damaged.bad_header(hall.store.path(generations.pin(1)))
    for _ in range(3):
        with pytest.raises(SandboxDamaged, match=r"Temurejo \(Sekdes\)"), store.open(generations.pin(1)):
            pass
    with read() as session:
        assert session.scalar(select(func.count(Audit.id)).where(Audit.deed == damage.DAMAGED)) == 1
