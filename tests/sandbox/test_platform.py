"""The platform database: migrations equal the models, seats are found, a power cut is a pause."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from threading import Thread

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from flask import Flask
from sqlalchemy import delete, func, select, text, update
from sqlalchemy.exc import IntegrityError, OperationalError

from sandbox import seats
from sandbox.errors import StoreBusy
from sandbox.platform import audit, schema
from sandbox.platform import db as platform
from sandbox.platform.db import read, write
from sandbox.platform.models import Audit, Group, GroupPause, GroupState, Sandbox, Trainee, Training, Village
from sandbox.server.signs import beat
from tests.conftest import AS_OF, CODE, NOON, TEMPLATE, bare_platform


@pytest.mark.sqlite
def test_the_migrations_build_exactly_the_models(tmp_path):
    app = bare_platform(tmp_path)
    schema.prepare(app)
    with app.app_context(), platform.db.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), platform.db.metadata) == []


@pytest.mark.sqlite
def test_preparing_twice_changes_nothing(tmp_path):
    app = bare_platform(tmp_path)
    assert [schema.prepare(app), schema.prepare(app)] == [True, False]


@pytest.mark.sqlite
def test_a_day_that_was_pinned_before_its_skills_keeps_its_exercises(tmp_path):
    app = bare_platform(tmp_path)
    (tmp_path / "gladi.sqlite").touch()
    with app.app_context():
        schema.upgrade("0008")
        with platform.db.engine.begin() as connection:
            connection.execute(text("insert into training (id, title, seed, created_at, citizens_see) values (1, '', 1, 0, '')"))
            for number, agenda in ((1, '[{"id": "a"}]'), (2, "[]")):
                connection.execute(text("insert into training_group (id, training_id, number, held_on, state, agenda) "
                                        "values (:n, 1, :n, '2026-03-02', 'planned', :a)"), {"n": number, "a": agenda})
    schema.prepare(app)
    with app.app_context(), read() as session:
        assert session.scalars(select(Group.agenda).order_by(Group.id)).all() == [{"exercises": [{"id": "a"}]}, {}]


def test_a_seat_is_found_by_village_and_role(hall):
    seat = seats.find(CODE, "operator")
    assert seat is not None
    assert (seat.trainee_id, seat.key, seat.pin.generation) == (2, "35.10.02.2003/operator", 1)
    assert seats.find(CODE, "camat") is None


@pytest.mark.sqlite
@pytest.mark.parametrize("change", [update(Audit).values(deed="pause"), delete(Audit)])
def test_the_audit_log_refuses_to_change_or_lose_a_row(hall, change):
    with platform.write() as session:
        session.add(Audit(at=NOON, account_id=1, deed="reset", target="trainee:1", detail={}))
    with pytest.raises(IntegrityError, match="the audit log only grows"), platform.write() as session:
        session.execute(change)
    with platform.read() as session:
        assert session.scalars(select(Audit.deed)).all() == ["reset"]


def a_second_training(*, state):
    """The same village in a training made later, with one seat: its operator's, number 9."""
    with platform.write() as session:
        session.add(Training(id=2, title="Tahun depan", seed=2, created_at=NOON))
        session.flush()
        session.add(Group(id=2, training_id=2, number=1, held_on=AS_OF.replace(year=2027), state=state, agenda={}))
        session.flush()
        session.add(Village(id=9, training_id=2, code=CODE, name="Temurejo", kind="desa", district="Bangorejo",
                            district_code="35.10.02", group_id=2, table_number=1))
        session.flush()
        session.add(Sandbox(id=9, village_id=9, template=TEMPLATE))
        session.flush()
        session.add(Trainee(id=9, village_id=9, sandbox_id=9, role="operator", name="Yang lain"))


def seat_of_the_card():
    seat = seats.find(CODE, "operator")
    assert seat is not None
    return seat.trainee_id, seat.seed


def test_a_card_leads_to_the_training_whose_group_is_open_also_when_a_later_one_is_planned(hall):
    a_second_training(state=GroupState.PLANNED)
    assert seat_of_the_card() == (2, 1)
    assert [seat.trainee_id for seat in seats.seats(2)] == [9]


def test_a_card_leads_to_the_later_training_once_the_earlier_is_over(hall):
    a_second_training(state=GroupState.PLANNED)
    with platform.write() as session:
        session.execute(update(Group).where(Group.id == 1).values(state=GroupState.CLOSED))
    assert seat_of_the_card() == (9, 2)


def test_a_village_takes_part_in_a_training_once(hall):
    with pytest.raises(IntegrityError), platform.write() as session:
        session.add(Village(training_id=1, code=CODE, name="Temurejo", kind="desa", district="Bangorejo",
                            district_code="35.10.02", group_id=1, table_number=7))


def test_a_village_is_in_no_group_of_another_training(hall):
    a_second_training(state=GroupState.PLANNED)
    with pytest.raises(IntegrityError), platform.write() as session:
        session.execute(update(Village).where(Village.id == 9).values(group_id=1))


def how_many_changes(session):
    return session.scalar(select(func.count(Audit.id)))


def test_a_read_within_a_read_is_of_the_same_moment(hall):
    with read() as session:
        before = how_many_changes(session)
        with write() as writing:
            audit.record(writing, "pause", "group:1", by=0, at=NOON)
        with read() as within:
            assert how_many_changes(within) == before
    with read() as later:
        assert how_many_changes(later) == before + 1


def test_a_long_silence_while_a_group_was_open_is_a_pause_and_a_short_one_is_not(hall):
    later = NOON + timedelta(minutes=7)
    assert [beat.beat(NOON), beat.beat(NOON + timedelta(seconds=6)), beat.beat(later)] == [0, 0, 1]
    with platform.read() as session:
        (pause,) = session.scalars(select(GroupPause)).all()
    assert (pause.began_at, pause.ended_at, pause.why) == (NOON + timedelta(seconds=6), later, "listrik")


@pytest.mark.sqlite
def test_while_another_program_holds_the_lock_every_writer_is_told_and_gives_the_turn_back(hall, monkeypatch):
    monkeypatch.setattr(platform, "BUSY_FOR", 0.05)
    told = []

    def add():
        with hall.app.app_context():
            try:
                with platform.write():
                    told.append("written")
            except StoreBusy:
                told.append("busy")

    with closing(sqlite3.connect(hall.folder / "gladi.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        writers = [Thread(target=add) for _ in range(6)]
        for each in writers:
            each.start()
        for each in writers:
            each.join()
        other.execute("ROLLBACK")
    assert told == ["busy"] * 6
    add()
    assert told[6:] == ["written"]


@pytest.mark.sqlite
def test_who_only_looks_at_a_hall_leaves_its_log_where_it_is(tmp_path):
    """A bot, or a tool beside the hall, may be the last to close the file: of a database put in its place meanwhile, too."""
    hall = bare_platform(tmp_path)
    schema.prepare(hall)
    looking = Flask("looking")
    platform.init_app(looking, hall.config["SQLALCHEMY_DATABASE_URI"], reads_only=True)
    with looking.app_context():
        with read() as session:
            assert session.scalar(select(func.count()).select_from(Training)) == 0
            with hall.app_context():
                platform.db.engine.dispose()
        with pytest.raises(OperationalError, match="readonly"), write() as session:
            session.execute(delete(Audit))
        platform.db.engine.dispose()
    assert (tmp_path / "gladi.sqlite-wal").stat().st_size > 0
