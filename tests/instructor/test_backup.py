"""A backup holds all that a hall keeps, and comes back wholly or not at all, wherever it is interrupted."""

import json
import os
import shutil
import sqlite3
import threading
import zipfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from instructor.backup import keeping, making, restoring
from instructor.backup.errors import DataThere, NewerGladi, NoBackup, NoRoomForIt, NothingToKeep, NotWritten
from instructor.backup.keeping import Backup
from sandbox.accounts import secret, staff
from sandbox.clock import WIB
from sandbox.store import generations

pytestmark = pytest.mark.sqlite  # of files

AT = datetime(2026, 11, 28, 9, 30, tzinfo=UTC)
NEWEST = "9999"


@pytest.fixture
def kept(opened, tmp_path):
    """An instance in which two people worked, one of them in a second copy; and its backup."""
    opened.noted("raise_hand", 1)
    opened.noted("raise_hand", 2)
    generations.renew(opened.seat(2).pin.sandbox, now=AT)
    opened.noted("lower_hand", 2)
    instance = opened.services.settings.instance
    return instance, making.make(instance, tmp_path / "b.zip", at=AT).path


def contents(instance: Path) -> dict[str, object]:
    """What databases and secret of an instance say, side files and page layout aside."""
    found: dict[str, object] = {"secret": (instance / "secret.key").read_bytes()}
    for path in [instance / "gladi.sqlite", *instance.glob("sandboxes/*/*.sqlite")]:
        with closing(sqlite3.connect(path)) as connection:
            found[str(path.relative_to(instance))] = "\n".join(connection.iterdump())
    return found


def restore(backup: Path, instance: Path, *, replace: bool = False, **told) -> restoring.Laid | None:
    restoring.stage(backup, instance, newest_schema=NEWEST, now=AT, replace=replace, **told)
    return restoring.finish(instance)


def test_an_empty_folder_becomes_the_same_instance(kept, tmp_path):
    instance, backup = kept
    told = []
    restore(backup, tmp_path / "new", progress=lambda done, of: told.append((done, of)))
    assert told == [(done, 5) for done in range(5)]
    assert contents(tmp_path / "new") == contents(instance)
    assert len(contents(instance)) == 5  # secret, platform, two copies of seat 2, one of seat 1
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == ["gladi.sqlite", "sandboxes", "secret.key"]


def test_a_copy_made_after_the_platform_was_read_is_left_out(opened, kept, tmp_path, monkeypatch):
    """Its number would be given out again: somebody would get a used copy as a fresh one."""
    instance, _backup = kept
    add, added = making._add, []

    def and_then_a_reset(out, source, name, copy):
        found = add(out, source, name, copy)
        if not added:
            generations.renew(opened.seat(1).pin.sandbox, now=AT)
            opened.noted("raise_hand", 1)
        added.append(name)
        return found

    monkeypatch.setattr(making, "_add", and_then_a_reset)
    backup = making.make(instance, tmp_path / "late.zip", at=AT).path
    assert "sandboxes/1/g2.sqlite" not in making.members(backup)
    assert "sandboxes/1/g1.sqlite" in making.members(backup)


def test_a_copy_that_cannot_be_read_is_named_and_keeps_nobody_elses_out(kept, tmp_path):
    instance, _backup = kept
    (instance / "sandboxes/1/g1.sqlite").write_bytes(b"\0" * 8192)
    found = making.make(instance, tmp_path / "c.zip", at=AT)
    assert found.left_out == ("sandboxes/1/g1.sqlite",)
    assert "sandboxes/2/g1.sqlite" in making.members(found.path)


def test_there_must_be_something_to_keep(tmp_path):
    with pytest.raises(NothingToKeep):
        making.make(tmp_path, tmp_path / "b.zip", at=AT)
    assert list(tmp_path.iterdir()) == []


def test_data_that_is_there_stays_unless_it_is_to_be_replaced(opened, kept):
    instance, backup = kept
    opened.noted("raise_hand", 3)
    before = contents(instance)
    with pytest.raises(DataThere):
        restore(backup, instance)
    assert contents(instance) == before
    laid = restore(backup, instance, replace=True)
    assert "sandboxes/3/g1.sqlite" not in contents(instance)
    assert laid is not None
    assert contents(laid.before) == before


class Cut(Exception):
    """The power went."""


def moments(monkeypatch, number: int) -> None:
    """Let the power go at that rename, counted over all that are done from now on."""
    rename, done = Path.rename, []

    def counted(self, target):
        done.append(target)
        if len(done) > number:
            raise Cut
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", counted)


def test_interrupted_anywhere_it_is_wholly_the_old_or_wholly_the_new(kept, tmp_path, monkeypatch):
    instance, backup = kept
    restore(backup, tmp_path / "now")
    (tmp_path / "now/secret.key").write_text("0" * 64)  # so that old and new differ
    old, new = contents(tmp_path / "now"), contents(instance)
    for number in range(20):
        here = tmp_path / f"cut{number}"
        shutil.copytree(tmp_path / "now", here)
        with monkeypatch.context() as patch:
            moments(patch, number)
            try:
                restore(backup, here, replace=True)
                break
            except Cut:
                pass
        if restoring.waiting(here) is None:  # not staged: nothing has changed
            assert contents(here) == old
        else:
            laid = restoring.finish(here)  # the next start
            assert laid is not None
            assert (contents(here), contents(laid.before)) == (new, old)
    assert number > 5


def changed(backup: Path, target: Path, **changes) -> Path:
    """That backup with other members: None takes one away, bytes replace or add one."""
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(target, "w") as out:
        for name, content in ({name: old.read(name) for name in old.namelist()} | changes).items():
            if content is not None:
                out.writestr(name, content)
    return target


def listing(backup: Path, **changes) -> bytes:
    with zipfile.ZipFile(backup) as file:
        return json.dumps(json.loads(file.read(making.LISTED)) | changes).encode()


def test_two_who_choose_a_backup_at_once_are_both_answered(kept, tmp_path):
    instance, backup = kept
    restore(backup, tmp_path / "here")
    together, errors = threading.Barrier(3), []

    def choose():
        together.wait()
        try:
            restoring.stage(backup, tmp_path / "here", newest_schema=NEWEST, now=AT, replace=True)
        except OSError as error:
            errors.append(error)

    for each in (people := [threading.Thread(target=choose) for _ in range(3)]):
        each.start()
    for each in people:
        each.join()
    assert errors == []
    assert restoring.finish(tmp_path / "here") is not None
    assert contents(tmp_path / "here") == contents(instance)
    assert list((tmp_path / "here").glob(".*")) == []


def test_what_a_kill_left_half_written_goes_with_the_next_one_and_nobodys_work_does(kept, tmp_path):
    instance, backup = kept
    for name in (f"{making.UNFINISHED}old", f"{making.UNFINISHED}b.zip.1.tmp", f"{restoring.UNFINISHED}old", ".punya-orang"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "copy.sqlite").write_bytes(b"x")
        os.utime(tmp_path / name, (AT.timestamp(), 0))
    for name in (f"{making.UNFINISHED}new", f"{restoring.UNFINISHED}new"):
        (tmp_path / name).mkdir()
    making.make(instance, tmp_path / "c.zip", at=AT)
    restoring.stage(backup, tmp_path, newest_schema=NEWEST, now=AT, replace=True)
    assert sorted(path.name for path in tmp_path.glob(".*")) == [
        f"{making.UNFINISHED}new", f"{restoring.UNFINISHED}new", ".punya-orang"]


MEMBERS = b"PK\x01\x02"
"""How an entry of a zip's list begins: 6 bytes on stand the version it takes, 8 on its flags, 10 on how it is packed."""


def altered(backup, target, place, *values):
    """Every entry of the zip's own list with these bytes at that place."""
    before, *entries = backup.read_bytes().split(MEMBERS)
    made = (each[:place - 4] + bytes(values) + each[place - 4 + len(values):] for each in entries)
    target.write_bytes(MEMBERS.join([before, *made]))


def flipped(backup, target):
    """Some bits of the first member, as a bad stick turns them."""
    content = bytearray(backup.read_bytes())
    content[300:330] = bytes(byte ^ 0xFF for byte in content[300:330])
    target.write_bytes(content)


BROKEN = {
    "flipped bits": flipped,
    "encrypted": lambda backup, target: altered(backup, target, 8, 1),
    "packed otherwise": lambda backup, target: altered(backup, target, 10, 97),
    "packed as nobody here does": lambda backup, target: altered(backup, target, 10, 12),
    "of a later zip": lambda backup, target: altered(backup, target, 6, 99),
    "a name that is no text": lambda backup, target: (altered(backup, target, 9, 8), altered(target, target, 46, 0xFF)),
    "list within lists": lambda backup, target: changed(backup, target, **{making.LISTED: b"[" * 100_000}),
    "no zip": lambda backup, target: target.write_bytes(b"PK\x03\x04 no"),
    "cut off": lambda backup, target: target.write_bytes(backup.read_bytes()[:-300]),
    "no list": lambda backup, target: changed(backup, target, **{making.LISTED: None}),
    "list is no JSON": lambda backup, target: changed(backup, target, **{making.LISTED: b"{"}),
    "other format": lambda backup, target: changed(backup, target, **{making.LISTED: listing(backup, format=2)}),
    "no moment": lambda backup, target: changed(backup, target, **{making.LISTED: listing(backup, at="kemarin")}),
    "one is missing": lambda backup, target: changed(backup, target, **{"secret.key": None}),
    "one too many": lambda backup, target: changed(backup, target, **{"sandboxes/9/g1.sqlite": b"x"}),
    "another content": lambda backup, target: changed(backup, target, **{"gladi.sqlite": b"SQLite format 3\0"}),
    "a way out": lambda backup, target: changed(
        backup, target, **{"../luar": b"x", making.LISTED: listing(backup, files={"../luar": "0"})}),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_whole_backup_changes_nothing(kept, tmp_path, name):
    _instance, backup = kept
    bad, here = tmp_path / "bad.zip", tmp_path / "here"
    BROKEN[name](backup, bad)
    with pytest.raises(NoBackup) as error:
        restore(bad, here)
    assert "Tidak ada yang diubah." in str(error.value)
    assert not here.exists() or list(here.iterdir()) == []
    assert not (tmp_path / "luar").exists()


def test_one_of_a_newer_gladi_or_too_large_for_the_disk_is_refused(kept, tmp_path, monkeypatch):
    _instance, backup = kept
    with pytest.raises(NewerGladi):
        restoring.stage(backup, tmp_path / "here", newest_schema="0001", now=AT)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: shutil._ntuple_diskusage(10**9, 10**9, 1000))
    with pytest.raises(NoRoomForIt):
        restore(backup, tmp_path / "here")
    monkeypatch.undo()
    BROKEN["cut off"](backup, tmp_path / "bad.zip")
    with pytest.raises(NoBackup):
        restore(tmp_path / "bad.zip", tmp_path / "here")
    restore(backup, tmp_path / "here")  # a whole one, by the Gladi that made it, with room for it
    assert (tmp_path / "here" / "gladi.sqlite").is_file()


def test_a_backup_that_cannot_be_written_is_told_and_another_place_takes_it(kept, tmp_path):
    instance, _backup = kept
    (tmp_path / "berkas").touch()
    with pytest.raises(NotWritten):
        making.make(instance, tmp_path / "berkas" / "b.zip", at=AT)
    assert making.make(instance, tmp_path / "lain.zip", at=AT).path.is_file()


def made_at(*hours: float) -> list[Backup]:
    """Evenings' backups so many hours before AT."""
    return [Backup(Path(f"{hour}.zip"), AT - timedelta(hours=hour), True, 1) for hour in hours]


@pytest.mark.parametrize(("clock", "last", "due"), [
    ("16:59", "09:00", False), ("17:00", "09:00", True), ("17:00", "17:00", False), ("23:00", "17:05", False)])
def test_one_is_made_every_evening(clock, last, due):
    day = datetime(2026, 11, 28, tzinfo=WIB)
    now, before = (day + timedelta(hours=int(each[:2]), minutes=int(each[3:])) for each in (clock, last))
    assert keeping.is_due(now, [before], day - timedelta(days=9)) is due
    asked = Backup(Path("x"), now, False, 1)  # which is none
    assert keeping.is_due(now, keeping.evenings([asked]), before) is due


def test_a_computer_that_is_off_in_the_evening_makes_one_after_a_day():
    assert keeping.is_due(AT, keeping.evenings(made_at(24.1)), AT)
    assert not keeping.is_due(AT, keeping.evenings(made_at(23.0)), AT - timedelta(days=9))


def test_seven_evenings_are_kept_and_what_was_asked_for_stays():
    asked = Backup(Path("asked"), AT - timedelta(days=90), False, 1)
    assert [each.path.name for each in keeping.too_many([*made_at(*range(0, 216, 24)), asked])] == ["168.zip", "192.zip"]


def test_one_that_a_power_cut_ended_is_no_longer_told_as_going_on(tmp_path):
    (tmp_path / keeping.FOLDER).mkdir()
    (tmp_path / keeping.FOLDER / keeping.MAKING).write_text("3 9")
    (tmp_path / secret.NAME).touch()
    os.utime(tmp_path / secret.NAME, (AT.timestamp(), AT.timestamp()))
    assert keeping.going_on(tmp_path).is_asked
    keeping.Keeper(tmp_path, keeping.InFolder(tmp_path)).look(AT)
    assert keeping.going_on(tmp_path) == keeping.Going(False)


def test_the_page_asks_for_one_and_lays_one_ready(opened, kept):
    instance, backup = kept
    staff.create("kantor", "Kantor", "organiser", "x" * 12)
    office = opened.browser("staff:2:1")
    office.post("/papan/cadangan")
    assert keeping.going_on(instance).is_asked
    assert "Sebentar lagi dibuat" in office.get("/papan/cadangan").get_data(as_text=True)
    name = "gladi-2026-11-28-163000.zip"
    shutil.copy(backup, instance / keeping.FOLDER / name)
    assert "16.30" in office.get("/papan/cadangan").get_data(as_text=True)
    assert office.get(f"/papan/cadangan/{name}").data == backup.read_bytes()
    before = contents(instance)
    office.post(f"/papan/cadangan/{name}/pulihkan")
    assert "siap dipasang" in office.get("/papan/cadangan").get_data(as_text=True)
    office.post("/papan/cadangan/tidak-jadi")
    assert restoring.finish(instance) is None
    assert contents(instance).keys() == before.keys()
    office.post(f"/papan/cadangan/{name}/hapus")  # nobody said yes
    assert office.get(f"/papan/cadangan/{name}").status_code == 200
    office.post(f"/papan/cadangan/{name}/hapus", data={"yakin": "ya"})
    assert office.get(f"/papan/cadangan/{name}").status_code == 404
    there = ("gladi-2026-11-28-173000-malam.zip", "gladi-2026-11-27-173000-malam (1).zip", "Salinan gladi-2026-11-26-163000.zip")
    for name in there:  # the evening's own, and what browsers and file managers call one that came back from a stick
        BROKEN["other format"](backup, instance / keeping.FOLDER / name)
    found = [(each.path.name, each.is_nightly) for each in keeping.backups(instance)]
    assert found == [*zip(there, (True, False, False), strict=True)]
    assert "versi lain atau program lain" in office.post(f"/papan/cadangan/{name}/pulihkan", follow_redirects=True).text
    for wrong in ("..%2Fgladi.sqlite", "secret.key", "gladi-2026-11-28-163001.zip"):
        assert office.get(f"/papan/cadangan/{wrong}").status_code == 404
