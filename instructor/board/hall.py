"""What the platform knows of the open group, read at one moment: seats, pauses, agenda."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from sqlalchemy import func, select

from instructor.board.course import Exercise, course
from instructor.board.fold import Row, SeatKey
from sandbox import seats
from sandbox.clock import Pause, hall_time, is_paused
from sandbox.journal import Deed, Outcome
from sandbox.platform import groups
from sandbox.platform.db import db, read
from sandbox.platform.models import Audit, Feed, Group, GroupState
from sandbox.seats import Seat


@dataclass(frozen=True)
class Hall:
    """One group as read at one moment. Times of the group are wall time."""

    group_id: int
    number: int
    held_on: date
    state: GroupState
    opened_at: datetime | None
    seats: tuple[Seat, ...]
    pauses: tuple[Pause, ...]
    exercises: tuple[Exercise, ...]

    def now(self, wall: datetime) -> datetime:
        """Hall time at that wall time."""
        return hall_time(wall, self.pauses)

    def is_paused(self, wall: datetime) -> bool:
        return is_paused(wall, self.pauses)

    @property
    def hall_opened_at(self) -> datetime | None:
        """The opening in hall time."""
        return None if self.opened_at is None else self.now(self.opened_at)

    @cached_property
    def by_id(self) -> dict[str, Exercise]:
        return {exercise.id: exercise for exercise in self.exercises}

    @cached_property
    def by_key(self) -> dict[SeatKey, Seat]:
        """Seats by person and present generation."""
        return {seat_key(seat): seat for seat in self.seats}

    @property
    def village_count(self) -> int:
        return len({seat.village_code for seat in self.seats})


def seat_key(seat: Seat) -> SeatKey:
    """Where the board keeps the state of that seat."""
    return SeatKey(seat.pin.sandbox, seat.pin.generation, seat.trainee_id)


def open_hall() -> Hall | None:
    """The open group; None if there is none."""
    with read() as session:
        group = groups.open_now(session)
    return None if group is None else _hall(group)


def hall_of(group_id: int) -> Hall:
    """Any group. Raises NoResultFound."""
    with read() as session:
        group = session.execute(select(Group).where(Group.id == group_id)).scalar_one()
    return _hall(group)


def marks() -> tuple[int, int]:
    """The last number of the feed, and of the audit: what a poll compares."""
    with db.engine.connect() as connection:  # no session: every process asks this twenty times a second
        seq, audit = connection.execute(_MARKS).one()
    return seq or 0, audit or 0


_MARKS = select(select(func.max(Feed.seq)).scalar_subquery(), select(func.max(Audit.id)).scalar_subquery())


def rows_after(seq: int, until: int) -> list[Row]:
    """The feed's rows above `seq`, up to `until`, in order."""
    with read() as session:
        found = session.execute(select(*_COLUMNS).where(Feed.seq > seq, Feed.seq <= until).order_by(Feed.seq)).all()
    return [_row(row) for row in found]


def rows_of_group(group_id: int, until: int) -> list[Row]:
    """Every row of the group's sandboxes, of every generation, up to feed number `until`."""
    return list(_select(Feed.sandbox_id.in_(groups.sandboxes_of(group_id)), Feed.seq <= until))


def rows_of_sandbox(sandbox: int, generation: int | None = None) -> list[Row]:
    """Every row of one sandbox (of one generation), in the journal's order."""
    which = [Feed.sandbox_id == sandbox] + ([] if generation is None else [Feed.generation == generation])
    return list(_select(*which))


def _select(*where: Any) -> Iterator[Row]:
    with read() as session:
        found = session.execute(
            select(*_COLUMNS).where(*where).order_by(Feed.sandbox_id, Feed.generation, Feed.journal_id)).all()
    return (_row(row) for row in found)


_COLUMNS = (Feed.sandbox_id, Feed.generation, Feed.journal_id, Feed.at, Feed.wall_at, Feed.person, Feed.action, Feed.form,
            Feed.record, Feed.outcome, Feed.code, Feed.attempt, Feed.fault, Feed.detail, Feed.key)


def _row(row: Sequence[Any]) -> Row:
    sandbox, generation, id_, at, wall_at, person, action, form, record, outcome, code, attempt, fault, detail, key = row
    return Row(sandbox, generation, Deed(id_, at, wall_at, person, action, form, record, Outcome(outcome), code, attempt,
                                         fault, detail or {}, key))


def _hall(group: Group) -> Hall:
    return Hall(group.id, group.number, group.held_on, group.state, group.opened_at, tuple(seats.seats(group.id)),
                tuple(seats.pauses(group.id)), course(group.agenda))
