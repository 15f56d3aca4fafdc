"""What the platform knows of the open group, read at one moment: seats, pauses, agenda."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from sqlalchemy import String, cast, func, null, select, union_all

from instructor.board import stretches
from instructor.board.stretches import Stretch
from sandbox import seats
from sandbox.clock import Pause, hall_time, is_paused
from sandbox.platform import groups
from sandbox.platform.db import asked, read
from sandbox.platform.models import Attendance, Audit, Feed, Group, GroupState, Trainee, Village
from sandbox.seats import Seat
from sandbox.store.damage import DAMAGED, Flaw
from sandbox.store.damage import target as damage_target
from sandbox.words.texts import LaterText
from sandbox.words.texts import lazy_gettext as _l
from scenarios.day import course, opening
from scenarios.day.course import Course, Exercise
from scenarios.day.opening import DAY, Acts
from scenarios.results.fold import Row, SeatKey
from scenarios.results.rows import rows

ToldDamages = Mapping[tuple[str | None, int], Mapping[str, Any]]
"""By what was damaged and its generation: what the audit log says of it."""


@dataclass(frozen=True, slots=True)
class Damaged:
    """A seat whose present copy can't be read: what the store told of it (sandbox/store/damage.py)."""

    trainee_id: int
    seat: str
    file: str
    why: LaterText

    @property
    def words(self) -> LaterText:
        return _l("Salinan desa %(seat)s tidak bisa dibaca (%(file)s: %(why)s). Yang lain berjalan terus. Buat yang baru: di "
                  "halaman peserta ini, Lainnya, lalu Salinan baru. File yang lama tetap disimpan.",
                  seat=self.seat, file=self.file, why=self.why)


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
    course: Course
    damaged: tuple[Damaged, ...] = ()
    recorded: frozenset[int] = frozenset()
    """Trainee ids of those whom staff wrote down as present."""
    acts: Acts = field(default_factory=dict)
    """What of the day was opened, closed or given an end."""

    def now(self, wall: datetime) -> datetime:
        """Hall time at that wall time."""
        return hall_time(wall, self.pauses)

    def ends_at(self, block_title: str) -> datetime | None:
        """When that block, or the whole day before it, closes by itself; wall time. None where nobody has set an end."""
        block = next((each.id for each in self.course.blocks if each.title == block_title), DAY)
        return opening.ends_at(self.acts, block)

    def is_paused(self, wall: datetime) -> bool:
        return is_paused(wall, self.pauses)

    @property
    def hall_opened_at(self) -> datetime | None:
        """The opening in hall time."""
        return None if self.opened_at is None else self.now(self.opened_at)

    @property
    def exercises(self) -> Sequence[Exercise]:
        """The day's exercises, in its order."""
        return self.course.exercises

    @cached_property
    def stretches(self) -> list[Stretch]:
        """The day in parts that fit the grid."""
        return stretches.stretches(self.course)

    @property
    def by_id(self) -> Mapping[str, Exercise]:
        return self.course.by_id

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
    """The open group of the training that is on; None if there is none."""
    with read() as session:
        group = groups.open_now(session)
        return None if group is None else _hall(group, seats.seats(group.id))


def hall_around(trainee_id: int) -> tuple[Hall, Seat] | None:
    """The group, open or not, in which that trainee sits or sat, and the seat.

    None for nobody, and for who left without ever having come in.
    """
    with read() as session:
        group = session.scalar(select(Group).join(Village, Village.group_id == Group.id).join(Trainee).where(
            Trainee.id == trainee_id))
        here = None if group is None else _hall(group, seats.everybody(group.id))
    seat = next((seat for seat in here.seats if seat.trainee_id == trainee_id), None) if here is not None else None
    return None if here is None or seat is None else (here, seat)


def marks() -> tuple[int, int]:
    """The last number of the feed and of the audit log: a poll compares them with those that it saw."""
    # No session: every process asks this twenty times a second.
    last: tuple[int | None, ...] = tuple(asked(_MARKS, {})[0])
    seq, audit = last
    return seq or 0, audit or 0


_MARKS = select(select(func.max(Feed.seq)).scalar_subquery(), select(func.max(Audit.id)).scalar_subquery())


def rows_after(seq: int, until: int) -> list[Row]:
    """The feed's rows above `seq`, up to `until`, in order."""
    return rows(Feed.seq > seq, Feed.seq <= until)


def rows_of_group(group_id: int, until: int | None = None) -> list[Row]:
    """Every row of the group's sandboxes, of every generation, up to feed number `until`, if one is given."""
    return rows(Feed.sandbox_id.in_(groups.sandboxes_of(group_id)), *([] if until is None else [Feed.seq <= until]))


def rows_of_seat(seat: Seat) -> list[Row]:
    """Every row of the copies in which this person has worked, of every generation; a companion's rows among them."""
    return rows(Feed.sandbox_id.in_(seat.sandboxes))


def _hall(group: Group, people: Sequence[Seat]) -> Hall:
    here = tuple(people)
    told, recorded = _told(group.id)
    return Hall(group.id, group.number, group.held_on, group.state, group.opened_at, here,
                tuple(seats.pauses(group.id)), course.course(group.agenda), tuple(_damaged(here, told)), recorded,
                opening.acts(json.dumps(group.openings)))


def _told(group_id: int) -> tuple[ToldDamages, frozenset[int]]:
    """What was told of damaged copies, and who of the group was recorded as present, asked in one statement."""
    with read() as session:
        rows = session.execute(union_all(
            select(Audit.target, Audit.detail).where(Audit.deed == DAMAGED),
            select(cast(Attendance.trainee_id, String), null()).where(
                Attendance.group_id == group_id, Attendance.half.is_not(None), Attendance.taken_back_at.is_(None)))).all()
    damages = {(target, detail["generation"]): detail for target, detail in rows if detail is not None}
    return damages, frozenset(int(trainee) for trainee, detail in rows if detail is None)


def _damaged(here: Iterable[Seat], told: ToldDamages) -> Iterator[Damaged]:
    """Of these seats, those whose present generation was told to be unreadable: a new generation ends it."""
    for seat in here:
        if (detail := told.get((damage_target(seat.pin.sandbox), seat.pin.generation))) is not None:
            yield Damaged(seat.trainee_id, f"{seat.village_name} ({seat.role_label})", detail["file"], Flaw(detail["why"]).label)
