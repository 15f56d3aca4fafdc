"""A platform database of the revision before comes up with all that it holds, and a copy of it stays beside."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from sandbox import seats
from sandbox.platform import db as platform
from sandbox.platform import schema
from sandbox.platform.models import Audit, Feed, Rotation, Sandbox
from tests.conftest import NOON, bare_platform

pytestmark = pytest.mark.sqlite  # of files


def moment(minutes: int) -> str:
    return (NOON + timedelta(minutes=minutes)).astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


NIK = "3510621208910001"


def audit_row(minutes: int, deed: str, group: int, **detail: object) -> tuple[object, ...]:
    return moment(minutes), 1, deed, f"group:{group}", json.dumps(detail)


HALL = """
insert into training values (1, 'Pelatihan', 1, :now);
insert into training_group values (1, 1, 1, '2026-03-02', 'closed', :now, :noon, null, '[]'),
    (2, 1, 2, '2026-03-03', 'open', :noon, null, null, '[]'), (3, 1, 3, '2026-03-04', 'planned', null, null, null, '[]');
insert into village values ('35.10.01.2001', 'Satu', 'desa', 'K', '35.10.01', 1, 1, '[["35.10.01.2002", "Lain"]]'),
    ('35.10.02.2002', 'Dua', 'desa', 'K', '35.10.02', 2, 1, '[]');
insert into sandbox values (1, 1, '35.10.01.2001', 't1', 2, 2, 'template', 1, 'mark:a', 'left', :noon),
    (2, 1, '35.10.01.2001', 't1', 1, 1, 'template', null, null, null, null),
    (3, 2, '35.10.02.2002', 't2', 2, 3, 'template', 1, 'template', 'entered', :noon);
insert into trainee values (1, '35.10.01.2001', 1, 1, 'sekdes', 'A', 1), (2, '35.10.01.2001', 1, 2, 'operator', 'B', 2),
    (3, '35.10.02.2002', 2, 3, 'sekdes', 'C', 1);
"""
LOG = [
    audit_row(-60, "rotate", 2, left=1, entered=2, number=2, resets=["gone"]),
    audit_row(-50, "results", 1, attempts=0),
    audit_row(-40, "undo_rotate", 1, left=2, entered=1),
    audit_row(-30, "close", 3),
    audit_row(0, "close", 1),
    audit_row(0, "rotate", 2, left=1, entered=2, number=2, resets=["entered", "left"]),
    audit_row(5, "results", 1, attempts=4),
    audit_row(6, "room_message", 2, text="Bu Siti, kemari", people=1),
]


FEED = [
    (NIK, json.dumps({"number": "3510 6212 0891 0001", "card": NIK, "reference": "K-2026-0012", "met": ["a"]})),
    ("household/12345678", json.dumps({"said": "NIK 3510.6212.0891.0001 ditolak, HP 081234567890", "wait": 3})),
    ("K-2026-0012", json.dumps({"number": "…0001", "hash": NIK * 4, "reason": "2 anak, RT 01"}))]


@pytest.fixture
def migrated(tmp_path):
    """An app whose database was made by revision 0002, filled by it, and has just been prepared."""
    app = bare_platform(tmp_path)
    (tmp_path / "gladi.sqlite").touch()
    with app.app_context():
        schema.upgrade("0002")
        platform.db.engine.dispose()
    with closing(sqlite3.connect(tmp_path / "gladi.sqlite")) as connection:
        connection.executescript(HALL.replace(":now", f"'{moment(-90)}'").replace(":noon", f"'{moment(0)}'"))
        connection.executemany("insert into audit (at, account_id, deed, target, detail) values (?, ?, ?, ?, ?)", LOG)
        connection.executemany(f"insert into feed values (?, 1, 1, ?, '{moment(0)}', '{moment(0)}', 1, 'save', 'household', ?, "
                               "'done', null, null, null, ?, null)",
                               [(number, number, *row) for number, row in enumerate(FEED, 1)])
        connection.commit()
    assert schema.prepare(app) is True
    with app.app_context():
        yield app


def test_a_rotation_of_the_log_is_a_row_with_its_undo(migrated):
    with platform.read() as session:
        rows = session.scalars(select(Rotation).order_by(Rotation.id)).all()
    told = [(row.closed_id, row.opened_id, row.reset_id, row.at, row.undone_at) for row in rows]
    at = [NOON + timedelta(minutes=minutes) for minutes in (-60, -40, -30, 0)]
    assert told == [
        (1, 2, "gone", at[0], at[1]),
        (3, None, None, at[2], None),
        (1, 2, "entered", at[3], None),
    ]


def test_every_seat_keeps_its_village_group_and_copy(migrated):
    found = {seat.trainee_id: seat for seat in (*seats.seats(1), *seats.seats(2))}
    assert {(seat.key, seat.group_id, seat.pin.sandbox, seat.card_version) for seat in found.values()} == {
        ("35.10.01.2001/sekdes", 1, 1, 1), ("35.10.01.2001/operator", 1, 2, 2), ("35.10.02.2002/sekdes", 2, 3, 1)}
    with platform.read() as session:
        first, _, third = session.scalars(select(Sandbox).order_by(Sandbox.id)).all()
    assert (first.generation, first.previous, first.previous_source, first.reset_id) == (2, 1, "mark:a", "entered")
    assert (third.generation, third.made, third.template, third.renewed_at) == (2, 3, "t2", NOON)


def test_a_copy_that_its_closed_group_left_unrenewed_is_renewed(migrated):
    assert seats.seat(2).pin.generation == 2


def test_a_copy_of_the_database_before_the_step_stays_beside_it(migrated, tmp_path):
    with closing(sqlite3.connect(tmp_path / "gladi-before-0002.sqlite")) as connection:
        assert connection.execute("select count(*) from trainee where group_id = 1").fetchone() == (2,)
        assert connection.execute("select version_num from alembic_version").fetchone() == ("0002",)


def test_numbers_of_people_are_gone_from_the_feed_and_all_else_stays(migrated):
    with platform.read() as session:
        rows = session.execute(select(Feed.record, Feed.detail).order_by(Feed.seq)).all()
    assert [tuple(row) for row in rows] == [
        ("…0001", {"number": "…0001", "card": "…0001", "reference": "K-2026-0012", "met": ["a"]}),
        ("household/12345678", {"said": "NIK … ditolak, HP …", "wait": 3}),
        ("K-2026-0012", {"number": "…0001", "hash": NIK * 4, "reason": "2 anak, RT 01"})]


def test_the_log_holds_no_words_to_people_and_only_grows_all_the_same(migrated):
    with platform.read() as session:
        row = session.scalars(select(Audit).where(Audit.deed == "room_message")).one()
    assert row.detail == {"people": 1}
    with pytest.raises(IntegrityError, match="only grows"), platform.write() as session:
        session.get_one(Audit, row.id).deed = "x"


def test_nothing_refers_to_what_is_not_there(migrated, tmp_path):
    with closing(sqlite3.connect(tmp_path / "gladi.sqlite")) as connection:
        assert connection.execute("pragma foreign_key_check").fetchall() == []


def test_moments_are_what_the_models_would_have_written():
    assert datetime.fromisoformat(moment(0)).replace(tzinfo=UTC) == NOON


def test_the_newest_migration_is_told_by_its_file_as_alembic_tells_it():
    scripts = ScriptDirectory(str(schema.MIGRATIONS))
    assert schema.newest() == scripts.get_current_head()
