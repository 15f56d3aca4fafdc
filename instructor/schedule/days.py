"""The days of a training with their figures, and the sum of them. Pure.

A day's people are counted where they were invited. Results are those of closed days; an open day has none.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property

from instructor.schedule.makeup import Makeup
from sandbox.platform.models import GroupState


@dataclass(frozen=True, slots=True)
class ScheduledDay:
    """One day: how many villages and people, who came, and who has earned the certificate."""

    group_id: int
    number: int
    held_on: date
    state: GroupState
    opened_at: datetime | None
    closed_at: datetime | None
    villages: int
    invited: int
    again: int
    """How many of the invited missed an earlier day (susulan)."""
    present: int | None
    """Who was there, so far on an open day; None before it was opened."""
    earned: int | None
    """Who of those present has earned the certificate; None unless the day is closed."""

    @property
    def absent(self) -> int | None:
        return None if self.present is None else self.invited - self.present

    @property
    def is_open(self) -> bool:
        return self.state is GroupState.OPEN

    @property
    def is_closed(self) -> bool:
        return self.state is GroupState.CLOSED


@dataclass(frozen=True)
class Schedule:
    """All days, by number."""

    days: tuple[ScheduledDay, ...]
    districts: int
    """Subdistricts that the villages are from."""
    makeups: tuple[Makeup, ...] = ()
    ends: time = time(16)
    """At which hour a day ends, as the training says."""

    @cached_property
    def closed(self) -> tuple[ScheduledDay, ...]:
        return tuple(day for day in self.days if day.is_closed)

    @property
    def open_day(self) -> ScheduledDay | None:
        return next((day for day in self.days if day.is_open), None)

    @property
    def next_day(self) -> ScheduledDay | None:
        """The day to be opened next."""
        return next((day for day in self.days if day.state is GroupState.PLANNED), None)

    @property
    def coming(self) -> tuple[ScheduledDay, ...]:
        """The days on which somebody may still be invited: the open one and those after it."""
        return tuple(day for day in self.days if not day.is_closed)

    @property
    def villages(self) -> int:
        return sum(day.villages for day in self.days)

    @property
    def invited(self) -> int:
        """People, each once: a second invitation is no second person."""
        return sum(day.invited - day.again for day in self.days)

    @property
    def again(self) -> int:
        return sum(day.again for day in self.days)

    @property
    def came_later(self) -> int:
        """Who missed a day and came on a later one."""
        return sum(makeup.came for makeup in self.makeups)

    @property
    def undecided(self) -> tuple[Makeup, ...]:
        """Who missed a day and has no other yet."""
        return tuple(makeup for makeup in self.makeups if makeup.again is None)

    @property
    def present(self) -> int:
        """Of the days until now."""
        return _sum(day.present for day in self.days)

    @property
    def absent(self) -> int:
        """Of the days until now, the open one so far."""
        return _sum(day.absent for day in self.days)

    @property
    def earned(self) -> int:
        return _sum(day.earned for day in self.closed)

    @property
    def judged(self) -> int:
        """Present on closed days: of so many the certificate is counted."""
        return _sum(day.present for day in self.closed)


def _sum(numbers: Iterable[int | None]) -> int:
    return sum(number or 0 for number in numbers)
