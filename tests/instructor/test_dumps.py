"""A hall in PostgreSQL as one file, and back: wholly or not at all, and what was there before is kept."""

import json
import socket
from datetime import datetime, time, timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from instructor.backup import commands, dumping
from instructor.backup.by_turns import InDatabase
from instructor.backup.errors import NotWritten
from sandbox.accounts import staff
from sandbox.clock import WIB
from sandbox.platform import db as platform
from sandbox.platform.models import Feed, Training
from sandbox.platform.postgres import dumps
from sandbox.platform.postgres.dumps import DatabaseFilled, NoDump, NoTool, StillServed
from sandbox.words.roles import ORGANISER
from tests import databases
from tests.conftest import NOON

pytestmark = pytest.mark.parametrize("database", [databases.POSTGRESQL], indirect=True)


@pytest.fixture
def engine(opened):
    """Of a hall in which somebody raised a hand."""
    opened.noted("raise_hand", 1)
    return platform.db.engine


def hands(engine):
    """How many times a hand was raised: as the feed has it, and as the journal in the copy."""
    with engine.connect() as connection:
        return tuple(connection.exec_driver_sql(f"SELECT count(*) FROM {where} WHERE action = 'raise_hand'").scalar_one()
                     for where in ("platform.feed", "practice.journal"))


def test_a_dump_comes_back_over_what_was_done_since_which_is_kept(engine, opened, tmp_path):
    made = dumping.make(engine, tmp_path / "hall.dump")
    opened.noted("raise_hand", 2)
    with pytest.raises(DatabaseFilled):
        dumping.put_back(engine, made.path, replace=False, at=NOON)
    with platform.read(), pytest.raises(StillServed):  # that connection is a node's
        dumping.put_back(engine, made.path, replace=True, at=NOON)
    assert hands(engine) == (2, 2)
    opened.store.close()
    moved = dumping.put_back(engine, made.path, replace=True, at=NOON)
    assert hands(engine) == (1, 1)
    opened.noted("raise_hand", 2)
    assert hands(engine) == (2, 2)
    with engine.connect() as connection:
        assert connection.exec_driver_sql(f"SELECT count(*) FROM {moved[0]}.feed WHERE action = 'raise_hand'").scalar_one() == 2
        with pytest.raises(DBAPIError):  # the wall came back too
            connection.exec_driver_sql("SET LOCAL ROLE gladi_app")
            connection.exec_driver_sql("SELECT count(*) FROM practice.household")


def test_an_empty_database_becomes_the_same_hall_and_a_file_that_is_cut_changes_nothing(
        engine, opened, postgresql, tmp_path, monkeypatch):
    made = dumping.make(engine, tmp_path / "hall.dump")
    (tmp_path / "cut.dump").write_bytes(made.path.read_bytes()[:made.bytes * 2 // 3])
    (tmp_path / "none.dump").write_text("PGDMP")
    monkeypatch.setenv("GLADI_INSTANCE", str(tmp_path))
    with postgresql.database() as url:
        monkeypatch.setenv("GLADI_DATABASE_URL", url.render_as_string(hide_password=False))
        for name in ("cut", "none"):
            assert isinstance(CliRunner().invoke(commands.restore, [str(tmp_path / f"{name}.dump")]).exception, NoDump)
        back = CliRunner().invoke(commands.restore, [str(made.path), "--json"])
        assert back.exception is None
        told = json.loads(back.output)
        assert (told["files"], told["bytes"], told["before"]) == (1, made.bytes, None)
        here = commands._engine(commands.Settings.load())
        assert hands(here) == (1, 1)
        here.dispose()


def test_the_office_takes_a_dump_by_its_page_and_is_told_what_lacks(engine, opened, tmp_path, monkeypatch):
    staff.create("budi", "Budi", ORGANISER, "sandi")
    office = opened.browser("staff:2:1")
    assert "/papan/cadangan/unduh" in office.get("/papan/cadangan").text
    sent = office.post("/papan/cadangan/unduh")
    (tmp_path / "sent.dump").write_bytes(sent.data)
    assert dumps.revision(tmp_path / "sent.dump")
    assert office.post("/papan/cadangan").status_code == 404
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(dumps, "DEBIAN", tmp_path)
    refused = office.post("/papan/cadangan/unduh")
    assert (refused.status_code, NoTool.code in refused.text) == (409, True)
    with pytest.raises(NoTool):
        dumping.make(engine, tmp_path / "other.dump")
    monkeypatch.undo()
    with pytest.raises(NotWritten):
        dumping.make(engine, tmp_path / "gone/hall.dump")
    assert not list(tmp_path.glob(".gladi-backup-*"))
    with platform.read() as session:
        assert session.scalar(select(func.count(Feed.seq))) == 1


def test_of_two_nodes_one_makes_the_evening_s_and_the_other_one_s_turn_is_the_next_day(engine, opened):
    evening = datetime.combine(NOON.date(), time(17, 30), WIB)
    with platform.write() as session:
        session.get_one(Training, 1).created_at = evening - timedelta(hours=9)
    one, other = InDatabase(engine), InDatabase(engine)
    assert [not one.is_due(evening - timedelta(hours=1)), one.is_due(evening), other.is_due(evening)] == [True, True, False]
    one.over(None, evening)  # it came to nothing
    assert other.is_due(evening)
    other.over("gladi-2026-03-02-173000-malam.dump", evening)
    assert [one.is_due(evening), one.is_due(evening + timedelta(days=1))] == [False, True]
    one.over(None, evening)
    staff.create("budi", "Budi", ORGANISER, "sandi")
    office = opened.browser("staff:2:1")
    assert f"gladi-2026-03-02-173000-malam.dump di komputer {socket.gethostname()}" in office.get("/papan/cadangan").text
    assert "membuat cadangan" in office.get("/papan/catatan").text
