"""The store: clones nobody sees half-made, an LRU that never takes a used connection, a session that is nobody else's."""

import errno
import multiprocessing
import os
import signal
import sqlite3
import time
from functools import partial

import pytest
from sqlalchemy import select

from sandbox.errors import StoreFull, TemplateNotReady
from sandbox.practice.models import Household
from sandbox.store import clone, generations
from sandbox.store.base import MarkExists, Pin, SandboxDamaged
from sandbox.store.sqlite import SqliteStore
from tests import databases
from tests.conftest import NOON, TEMPLATE, a_household, a_template, undone

APART = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
"""How another process is begun here; one that is forked has nothing to import."""


@pytest.fixture
def store(tmp_path):
    a_template(tmp_path / "templates")
    store = databases.store(tmp_path, connections=4)
    yield store
    store.close()


def count(store, pin):
    with store.open(pin) as session:
        return len(session.scalars(select(Household)).all())


def add(store, pin, serial):
    with store.open(pin, write=True) as session:
        session.add(a_household(serial))
        session.commit()


@pytest.mark.both
def test_the_first_touch_makes_the_copy(store):
    pin = Pin(1, 1, TEMPLATE)
    assert not store.exists(pin)
    assert count(store, pin) == 3
    assert store.exists(pin)


@pytest.mark.both
def test_a_copy_is_made_ahead_once_and_holds_what_was_written_since(store):
    pin = Pin(1, 1, TEMPLATE)
    store.make(pin)
    assert store.exists(pin)
    add(store, pin, 50)
    store.make(pin)
    assert count(store, pin) == 4


@pytest.mark.both
def test_two_sandboxes_share_nothing(store):
    one, two = Pin(1, 1, TEMPLATE), Pin(2, 1, TEMPLATE)
    add(store, one, 50)
    assert (count(store, one), count(store, two)) == (4, 3)


@pytest.mark.both
def test_what_was_not_committed_is_rolled_back(store):
    pin = Pin(1, 1, TEMPLATE)
    with store.open(pin, write=True) as session:
        session.add(a_household(50))
        session.flush()
    assert count(store, pin) == 3


@pytest.mark.both
def test_a_session_that_asks_nothing_gives_a_clean_connection_back(store):
    pin = Pin(1, 1, TEMPLATE)
    for write in (False, True):
        with store.open(pin, write=write):
            pass
    assert count(store, pin) == 3


@pytest.mark.both
def test_an_error_in_the_session_rolls_back_and_frees_the_lock(store):
    pin = Pin(1, 1, TEMPLATE)
    with pytest.raises(ZeroDivisionError), store.open(pin, write=True) as session:
        session.add(a_household(50))
        session.flush()
        _ = 1 // 0
    add(store, pin, 51)
    assert count(store, pin) == 4


@pytest.mark.both
def test_a_missing_template_is_not_ready(store):
    with pytest.raises(TemplateNotReady), store.open(Pin(1, 1, "35.10.99.2001-2026-03-02-1-v1")):
        pass


def test_a_damaged_template_is_refused_and_leaves_nothing(store, tmp_path):
    with open(tmp_path / "templates" / f"{TEMPLATE}.sqlite", "r+b") as file:
        file.seek(5000)
        file.write(b"broken")
    pin = Pin(1, 1, TEMPLATE)
    with pytest.raises(TemplateNotReady), store.open(pin):
        pass
    assert list((tmp_path / "sandboxes").rglob("*.*")) == []


@pytest.mark.sqlite
def test_no_room_is_said_and_leaves_nothing(store, tmp_path, monkeypatch):
    def full(*_args):
        raise OSError(errno.ENOSPC, "no space left")

    monkeypatch.setattr(os, "copy_file_range", full, raising=False)
    with pytest.raises(StoreFull), store.open(Pin(1, 1, TEMPLATE)):
        pass
    assert list((tmp_path / "sandboxes").rglob("*.*")) == []


@pytest.mark.sqlite
def test_a_full_disk_during_a_save_is_said_and_loses_nothing(store):
    pin = Pin(1, 1, TEMPLATE)
    assert count(store, pin) == 3
    with pytest.raises(StoreFull), store.open(pin, write=True) as session:
        pages = session.connection().exec_driver_sql("PRAGMA page_count").scalar_one()
        session.connection().exec_driver_sql(f"PRAGMA max_page_count={pages}")
        session.add_all(a_household(serial) for serial in range(100, 3000))
        session.commit()
    assert count(store, pin) == 3


def test_where_the_kernel_cannot_copy_plain_reading_and_writing_does(store, monkeypatch):
    def cannot(*_args):
        raise OSError(errno.EXDEV, "other file system")

    monkeypatch.setattr(os, "copy_file_range", cannot, raising=False)
    assert count(store, Pin(1, 1, TEMPLATE)) == 3


def _first_touch(folder, barrier):
    store = databases.store(folder, connections=3)  # on PostgreSQL no connection of the process that it comes from
    barrier.wait()
    with store.open(Pin(7, 1, TEMPLATE), write=True) as session:
        session.add(a_household(1000 + os.getpid() % 1000))
        session.commit()
    store.close()


@pytest.mark.both
def test_two_processes_that_come_first_at_once_get_one_copy(store, tmp_path):
    apart = multiprocessing.get_context(APART)
    barrier = apart.Barrier(2)
    processes = [apart.Process(target=_first_touch, args=(tmp_path, barrier)) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(300)
    assert [process.exitcode for process in processes] == [0, 0]
    assert count(store, Pin(7, 1, TEMPLATE)) == 5
    assert list((tmp_path / "sandboxes").rglob("*.tmp")) == []


def _die_between_copy_and_publish(folder):
    def die(*_args):
        os.kill(os.getpid(), signal.SIGKILL)

    clone.publish = die
    with SqliteStore(folder / "sandboxes", folder / "templates").open(Pin(1, 1, TEMPLATE)):
        pass


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
def test_killed_between_copy_and_publish_leaves_no_half_village(store, tmp_path):
    process = multiprocessing.get_context(APART).Process(target=_die_between_copy_and_publish, args=(tmp_path,))
    process.start()
    process.join(300)
    assert process.exitcode == -signal.SIGKILL
    assert not store.exists(Pin(1, 1, TEMPLATE))
    assert count(store, Pin(1, 1, TEMPLATE)) == 3


@pytest.mark.sqlite
def test_eviction_never_closes_a_connection_in_use(store):
    pins = [Pin(number, 1, TEMPLATE) for number in range(1, 7)]
    with store.open(pins[0], write=True) as session:
        session.add(a_household(50))
        for pin in pins[1:]:
            assert count(store, pin) == 3
        session.commit()
    assert count(store, pins[0]) == 4
    assert len(store.cache) <= 4


def test_a_process_remembers_of_a_sandbox_the_generation_that_it_met_last(store):
    def memory(generation):
        with store.open(Pin(1, generation, TEMPLATE)) as session:
            return session.info["memory"]

    memory(1)["known"] = "of the first"
    assert memory(1) == {"known": "of the first"}
    memory(2)["known"] = "of the second"
    assert memory(2) == {"known": "of the second"}
    assert memory(1) == {}


@pytest.mark.both
def test_a_mark_keeps_its_moment_and_its_name_is_used_once(store):
    pin = Pin(1, 1, TEMPLATE)
    add(store, pin, 50)
    source = store.mark(pin, "awal")
    add(store, pin, 51)
    assert count(store, Pin(1, 2, TEMPLATE, source)) == 4
    with pytest.raises(MarkExists):
        store.mark(pin, "awal")


@pytest.mark.both
def test_a_mark_can_be_renewed_while_the_old_generation_is_being_written(store):
    pin = Pin(1, 1, TEMPLATE)
    source = store.mark(pin, "awal")
    with store.open(pin, write=True) as session:
        session.add(a_household(50))
        session.flush()
        add(store, Pin(1, 2, TEMPLATE, source), 60)
        session.commit()
    assert (count(store, pin), count(store, Pin(1, 2, TEMPLATE, source))) == (4, 4)
    with store.open(Pin(1, 2, TEMPLATE, source)) as session:
        assert session.scalar(select(Household).where(Household.number.endswith("0050"))) is None


def test_a_template_is_never_written(store, tmp_path):
    path = tmp_path / "templates" / f"{TEMPLATE}.sqlite"
    before = path.read_bytes()
    add(store, Pin(1, 1, TEMPLATE), 50)
    assert path.read_bytes() == before


@pytest.mark.sqlite
def test_a_vanished_file_is_an_error_and_never_an_empty_village(store):
    pin = Pin(1, 1, TEMPLATE)
    path = store.path(pin)
    path.parent.mkdir(parents=True)
    sqlite3.connect(path).close()
    with pytest.raises(SandboxDamaged), store.open(pin) as session:
        session.scalars(select(Household)).all()


@pytest.mark.both
def test_reset_undo_and_reset_again_never_serve_a_used_copy(hall):
    used = {generations.pin(1).generation}
    for _ in range(4):
        reset = generations.renew(1, now=NOON)
        pin = generations.pin(1)
        assert pin.generation not in used
        assert count(hall.store, pin) == 3
        add(hall.store, pin, 50)
        used.add(pin.generation)
        undone(reset.reset_id)
        assert generations.pin(1).generation == 1


@pytest.mark.both
def test_undo_brings_back_the_work_as_it_was(hall):
    add(hall.store, generations.pin(1), 50)
    reset = generations.reset_group(1, now=NOON)
    assert count(hall.store, generations.pin(1)) == 3
    assert undone(reset.reset_id) == 2
    assert count(hall.store, generations.pin(1)) == 4


@pytest.mark.both
def test_undo_of_a_never_touched_renewal_still_comes_from_its_mark(hall):
    add(hall.store, generations.pin(1), 50)
    source = hall.store.mark(generations.pin(1), "awal")
    generations.renew(1, source=source, now=NOON)
    reset = generations.renew(1, now=NOON)
    undone(reset.reset_id)
    assert count(hall.store, generations.pin(1)) == 4


def test_a_reset_is_all_or_nothing_and_counts(hall: object):
    before = [generations.pin(n).generation for n in (1, 2)]
    reset = generations.reset_all(now=NOON)
    assert reset.sandboxes == 2
    assert [generations.pin(n).generation for n in (1, 2)] == [g + 1 for g in before]


@pytest.mark.both
def test_the_store_knows_what_was_touched(store):
    add(store, Pin(3, 2, TEMPLATE), 50)
    now = time.time()
    assert list(store.touched_since(now - 60)) == [(3, 2)]
    assert list(store.touched_since(now + 60)) == []


@pytest.mark.sqlite
def test_a_full_disk_while_a_moment_is_kept_is_told_and_leaves_nothing(store, monkeypatch):
    def full(_source, _target):
        raise OSError(errno.ENOSPC, "No space left on device")

    pin = Pin(1, 1, TEMPLATE)
    assert count(store, pin) == 3
    monkeypatch.setattr(os, "link", full)
    with pytest.raises(StoreFull):
        store.mark(pin, "awal")
    assert [path.name for path in (store.folder / "1").glob("mark-*")] == []


@pytest.mark.sqlite
@pytest.mark.parametrize("ended", [True, False], ids=["SQLite rolled back", "SQLite goes on"])
def test_a_commit_that_found_no_room_leaves_no_open_transaction_behind(store, ended):
    pin = Pin(1, 1, TEMPLATE)
    assert count(store, pin) == 3
    with pytest.raises(StoreFull), store.open(pin, write=True) as session:
        session.add(a_household(50))
        session.flush()
        raw = session.connection().connection.dbapi_connection
        raw.commit = partial(no_room, raw.rollback if ended else lambda: None)
        session.commit()
    assert count(store, pin) == 3
    add(store, pin, 51)
    assert count(store, pin) == 4


def no_room(first):
    first()
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorcode = sqlite3.SQLITE_FULL
    raise error
