"""The template file: the same bytes for the same village, complete or not there, and ready to be copied."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask_babel import Babel
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from sandbox import translations
from sandbox.base import Practice
from sandbox.machine import child
from sandbox.practice import version
from sandbox.practice.models import Submission
from sandbox.practice.submissions.stages import Stage
from sandbox.practice.submissions.submissions import has_changed, sent_record, stage_of
from sandbox.store import templates
from seed.building import builder
from seed.building.template import find
from seed.building.worker import Job, failure_line, info_of
from seed.errors import NoRoom, OtherList, SeedError
from tests.seed.villages import AS_OF, SEED, a_village, by_size, column, opened, smallest

NOON = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)


def schema(path: Path) -> list[tuple[str, str]]:
    """Every table and index of a file, with its SQL."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name").fetchall()
    return [(name, " ".join(sql.split())) for name, sql in rows]


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_file())


def test_the_same_inputs_give_the_same_bytes(tmp_path):
    first, second = a_village(tmp_path / "a"), a_village(tmp_path / "b")
    assert first.sha256 == second.sha256
    assert first.path.read_bytes() == second.path.read_bytes()


@pytest.mark.parametrize("other", [{"seed": 2}, {"as_of": date(2026, 3, 3)}])
def test_another_seed_or_day_gives_another_village(tmp_path, other):
    names = [column(a_village(tmp_path, **given), "SELECT name FROM person") for given in ({}, other)]
    assert names[0] != names[1]


def test_a_village_is_as_large_on_every_day(tmp_path):
    assert a_village(tmp_path).households == a_village(tmp_path, as_of=date(2027, 1, 1)).households


def test_the_store_finds_it_under_the_name_that_both_agree_on(tmp_path):
    info = a_village(tmp_path)
    found = templates.find(tmp_path, templates.template_name(info.code, AS_OF, SEED, version.present().name))
    assert (found.path, found.sha256) == (info.path, info.sha256)


def test_nothing_but_file_and_sidecar_is_left_and_clones_open_in_wal(tmp_path):
    info = a_village(tmp_path)
    assert files(tmp_path) == [info.path.name.replace(".sqlite", ".json"), info.path.name]
    assert info.path.read_bytes()[18:20] == b"\x02\x02"    # the header's mark of WAL
    with closing(opened(info)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert connection.execute("PRAGMA user_version").fetchone()[0] == version.stamp()
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_it_has_the_tables_and_indexes_that_the_models_declare(tmp_path):
    declared = create_engine(f"sqlite:///{tmp_path / 'declared.sqlite'}")
    Practice.metadata.create_all(declared)
    declared.dispose()
    assert schema(a_village(tmp_path).path) == schema(tmp_path / "declared.sqlite")


def test_some_households_were_validated_before_the_training_as_they_stand(tmp_path):
    engine = create_engine(f"sqlite:///{a_village(tmp_path).path}")
    with Session(engine) as session:
        submissions = session.scalars(select(Submission).order_by(Submission.reference)).all()
        assert 8 <= len(submissions) <= 14
        assert [one.reference for one in submissions] == [f"K-2026-{n:04d}" for n in range(1, len(submissions) + 1)]
        for one in submissions:
            assert stage_of(one, NOON) is Stage.VALIDATED
            assert not has_changed(session, one)
            record = sent_record(session, one)
            assert (record.number, record.title) == (one.number, one.title)
            assert one.receipt is not None
            assert one.receipt.issued_at == one.queued_at < NOON
    engine.dispose()


def test_on_new_years_day_last_years_submissions_bear_last_years_number(tmp_path):
    references = column(a_village(tmp_path, as_of=date(2027, 1, 1)), "SELECT reference FROM submission")
    assert references
    assert all(str(reference).startswith("K-2026-") for reference in references)


def test_a_template_that_is_there_is_not_built_again(tmp_path):
    first = a_village(tmp_path)
    before = first.path.stat().st_mtime_ns
    assert a_village(tmp_path) == first
    assert first.path.stat().st_mtime_ns == before


@pytest.mark.parametrize("changes", [{"name": "Ejaan Baru"}, {"district": "Kecamatan Baru"}, {"siblings": ()}])
def test_a_template_from_another_list_is_told_and_stays(tmp_path, changes):
    info = a_village(tmp_path)
    other = replace(smallest(), **changes)
    with pytest.raises(OtherList, match=other.name):
        a_village(tmp_path, other)
    with pytest.raises(OtherList):
        builder.build_many([other], as_of=AS_OF, seed=SEED, folder=tmp_path, on_done=lambda _: None)
    assert a_village(tmp_path) == info
    assert a_village(tmp_path / "lain", other).path.is_file()


@pytest.mark.parametrize("damage", [
    lambda path, sidecar: sidecar.unlink(), lambda path, sidecar: path.unlink(), lambda path, sidecar: os.truncate(path, 4096),
    lambda path, sidecar: sidecar.write_text("{"), lambda path, sidecar: sidecar.write_text(json.dumps({"sha256": "0"})),
], ids=["no sidecar", "no file", "short file", "torn sidecar", "foreign sidecar"])
def test_a_damaged_template_is_not_usable_and_is_built_anew(tmp_path, damage):
    info = a_village(tmp_path)
    damage(info.path, info.path.with_name(info.path.name.replace(".sqlite", ".json")))
    assert find(smallest(), as_of=AS_OF, seed=SEED, folder=tmp_path) is None
    assert a_village(tmp_path) == info


# Builds in processes of their own, forked off one that has read what it needs: each dies at the nth call of one of os's
# functions, with no chance to tidy up, or meets a disk that takes no file longer than so many bytes.
APART = """
import json, os, resource, signal, sys
from pathlib import Path
from seed.errors import NoRoom
from tests.seed.villages import a_village, smallest

def die_at(name, nth):
    real, calls = getattr(os, name), []
    def dies(*args):
        calls.append(args)
        if len(calls) == nth:
            os._exit(9)
        return real(*args)
    setattr(os, name, dies)

def fill_up(room):
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

smallest()
for folder, what, value in json.loads(sys.argv[1]):
    if not (child := os.fork()):
        fill_up(value) if what == "full" else die_at(what, value)
        try:
            a_village(Path(folder))
        except NoRoom as error:
            print(error, file=sys.stderr, flush=True)
            os._exit(1)
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
KILLED = [("fsync", 1), ("replace", 1), ("fsync", 2), ("replace", 2)]
posix_only = pytest.mark.skipif(os.name == "nt", reason="Windows has no fork, and no limit on a file's size")


@pytest.fixture
def apart(tmp_path_factory):
    """Builds a village once in each of the given ways; folder and exit status by way, and what was said."""
    def run(ways):
        folders = {way: tmp_path_factory.mktemp("apart") for way in ways}
        done = subprocess.run([sys.executable, "-c", APART, json.dumps([(str(folder), *way) for way, folder in folders.items()])],
                              cwd=child.ROOT, check=True, capture_output=True, text=True,
                              env={**os.environ, "OPENBLAS_NUM_THREADS": "1"})
        return dict(zip(ways, zip(folders.values(), map(int, done.stdout.split()), strict=True), strict=True)), done.stderr
    return run


@posix_only
def test_a_killed_build_leaves_nothing_usable_and_the_next_one_tidies_up(apart):
    ends, _ = apart(KILLED)
    for way, (folder, status) in ends.items():
        assert status == 9, way
        assert files(folder), way
        assert find(smallest(), as_of=AS_OF, seed=SEED, folder=folder) is None, way
        info = a_village(folder)
        assert files(folder) == [info.path.name.replace(".sqlite", ".json"), info.path.name], way


def test_a_folder_that_cannot_be_written_to_is_told_in_one_line(tmp_path):
    (tmp_path / "berkas").write_text("bukan folder")
    with pytest.raises(NoRoom) as caught:
        a_village(tmp_path / "berkas")
    assert "berkas" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert a_village(tmp_path / "lain").path.is_file()


@posix_only
def test_a_full_disk_midway_is_told_and_leaves_nothing(apart):
    ends, told = apart([("full", room) for room in (100_000, 0)])
    assert [line.startswith("Data latihan tidak bisa disimpan di") for line in told.splitlines()] == [True, True]
    assert [(files(folder), status) for folder, status in ends.values()] == [([], 1)] * 2


def test_the_reason_of_a_builder_is_told_in_the_language_of_the_command(tmp_path):
    app = Flask("coba")
    Babel(app, default_locale="en", default_translation_directories=str(Path(translations.__file__).parent))
    with app.app_context(), pytest.raises(NoRoom, match="the disk is full"):
        info_of(failure_line(NoRoom(folder=tmp_path, why="ruang simpan penuh")))


@pytest.fixture(scope="module")
def side_by_side(tmp_path_factory):
    """The smallest village, asked for twice at once, and two more, built by two workers: the folder, and what was told."""
    folder, done = tmp_path_factory.mktemp("side"), []
    builder.build_many([smallest(), *by_size()[:3]], as_of=AS_OF, seed=SEED, folder=folder, on_done=done.append, workers=2)
    return folder, done


def test_many_are_built_side_by_side_and_told_one_by_one(side_by_side):
    folder, done = side_by_side
    assert sorted(info.code for info in done) == sorted(region.code for region in [smallest(), *by_size()[:3]])
    assert all(info in done for info in (find(region, as_of=AS_OF, seed=SEED, folder=folder) for region in by_size()[:3]))
    again = []
    builder.build_many(by_size()[:3], as_of=AS_OF, seed=SEED, folder=folder, on_done=again.append, workers=2)
    assert sorted(again, key=str) == sorted(set(done), key=str)


def test_a_village_that_two_build_at_once_is_made_once(side_by_side):
    _, done = side_by_side
    first, second = (info for info in done if info.code == smallest().code)
    assert first == second


def test_a_worker_makes_the_same_bytes_as_this_process(side_by_side, tmp_path):
    _, done = side_by_side
    assert a_village(tmp_path).sha256 in {info.sha256 for info in done}


def test_the_builder_stops_with_the_error_of_a_village(tmp_path):
    (tmp_path / "berkas").write_text("bukan folder")
    with pytest.raises(NoRoom):
        builder.build_many(by_size()[:3], as_of=AS_OF, seed=SEED, folder=tmp_path / "berkas", on_done=pytest.fail, workers=2)


def test_a_worker_that_was_killed_is_told(tmp_path):
    with builder.Worker() as worker:
        worker.process.kill()
        with pytest.raises(SeedError, match="berhenti di tengah jalan"):
            worker.build(Job(smallest(), AS_OF, SEED, tmp_path))


def test_a_template_is_small(tmp_path):
    middle = by_size()[108]
    assert a_village(tmp_path, middle).bytes <= 4.25 * 1024**2


def test_sqlite_reads_the_times_that_were_stored(tmp_path):
    with closing(sqlite3.connect(a_village(tmp_path).path)) as connection:
        assert connection.execute("SELECT COUNT(*) FROM household WHERE datetime(saved_at) IS NULL").fetchone()[0] == 0
