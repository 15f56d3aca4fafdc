"""The platform database: migrations equal the models, seats are found, a power cut is a pause."""

from datetime import timedelta

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import select

from sandbox import seats
from sandbox.platform import db as platform
from sandbox.platform import schema
from sandbox.platform.models import GroupPause
from sandbox.server import beat
from tests.conftest import CODE, NOON, a_platform


def test_the_migrations_build_exactly_the_models(tmp_path):
    app = a_platform(tmp_path)
    with app.app_context(), platform.db.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), platform.db.metadata) == []


def test_preparing_twice_changes_nothing(tmp_path):
    assert schema.prepare(a_platform(tmp_path)) is False


def test_a_seat_is_found_by_village_and_role(hall):
    seat = seats.find(CODE, "operator")
    assert seat is not None
    assert (seat.trainee_id, seat.key, seat.pin.generation) == (2, "35.10.02.2003/operator", 1)
    assert seats.find(CODE, "camat") is None


def test_a_long_silence_while_a_group_was_open_is_a_pause_and_a_short_one_is_not(hall):
    later = NOON + timedelta(minutes=7)
    assert [beat.beat(NOON), beat.beat(NOON + timedelta(seconds=6)), beat.beat(later)] == [0, 0, 1]
    with platform.read() as session:
        (pause,) = session.scalars(select(GroupPause)).all()
    assert (pause.began_at, pause.ended_at, pause.why) == (NOON + timedelta(seconds=6), later, "listrik")
