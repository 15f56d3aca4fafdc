"""What counts as having been there. Pure. Times are the wall's, in the
hall's zone: lunch is a pause of the hall, and a night's stop too, but neither moves noon.

Morning (pagi): the first login or deed of the day, or an entry of staff, before 12.00. Afternoon (siang): the first login or
deed from 12.30 on, or an entry of staff. A half that staff wrote down stays as they wrote it, whatever logins come later.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from sandbox.clock import WIB
from sandbox.words.texts import lazy_gettext as _l

MORNING_ENDS = time(12, 0)
AFTERNOON_BEGINS = time(12, 30)


class Half(StrEnum):
    """A half of the day, as it stands in the database and in addresses."""

    MORNING = "pagi"
    AFTERNOON = "siang"

    @property
    def label(self) -> str:
        return str(HALVES[self])


HALVES = {Half.MORNING: _l("pagi"), Half.AFTERNOON: _l("siang")}


@dataclass(frozen=True, slots=True)
class Window:
    """The day of one group."""

    day: date

    @property
    def begins(self) -> datetime:
        return datetime.combine(self.day, time(), WIB)

    @property
    def morning_ends(self) -> datetime:
        return datetime.combine(self.day, MORNING_ENDS, WIB)

    @property
    def afternoon_begins(self) -> datetime:
        return datetime.combine(self.day, AFTERNOON_BEGINS, WIB)

    @property
    def ends(self) -> datetime:
        return self.begins + timedelta(days=1)

    def half(self, now: datetime) -> Half:
        """Which half is asked about at `now`: the afternoon from 12.00 on, and once the day is over."""
        return Half.MORNING if now < self.morning_ends else Half.AFTERNOON


def window(*, held_on: date, opened_at: datetime, until: datetime) -> Window:
    """The day on which a group was really held: as planned, unless it was opened later, or closed (or is looked at) before it.

    `until`: when it was closed, or now. A group that is opened on the evening before is looked at on its own day from midnight.
    """
    opened, last = opened_at.astimezone(WIB).date(), until.astimezone(WIB).date()
    return Window(max(opened, min(held_on, last)))


@dataclass(frozen=True, slots=True)
class Signs:
    """What Gladi itself saw of one person on the day."""

    first: datetime | None = None
    """The first login or deed."""
    afternoon: datetime | None = None
    """The first from 12.30 on."""


@dataclass(frozen=True, slots=True)
class HandEntry:
    """A half that staff wrote down."""

    id: int
    half: Half
    at: datetime
    by: str
    """Who wrote it; empty for a command."""


@dataclass(frozen=True, slots=True)
class Mark:
    """That a person was there in one half of the day. `entry`: written down by hand."""

    at: datetime
    entry: HandEntry | None = None


@dataclass(frozen=True, slots=True)
class Attended:
    """One person on one day."""

    morning: Mark | None = None
    afternoon: Mark | None = None
    seen: bool = False
    """Whether they were there at all, at whatever hour."""

    def mark(self, half: Half) -> Mark | None:
        return self.morning if half is Half.MORNING else self.afternoon

    @property
    def by_hand(self) -> bool:
        """Whether any half of it was written down by staff."""
        return any(mark is not None and mark.entry is not None for mark in (self.morning, self.afternoon))


NOT_SEEN = Attended()


def attended(signs: Signs, entries: Iterable[HandEntry], day: Window) -> Attended:
    """One person's day. `entries` are those that stand, in the order in which they were written; the first of a half counts."""
    written: dict[Half, HandEntry] = {}
    for entry in entries:
        written.setdefault(entry.half, entry)
    morning = signs.first if signs.first is not None and signs.first < day.morning_ends else None
    return Attended(_mark(written.get(Half.MORNING), morning), _mark(written.get(Half.AFTERNOON), signs.afternoon),
                    signs.first is not None or bool(written))


def _mark(entry: HandEntry | None, seen: datetime | None) -> Mark | None:
    if entry is not None:
        return Mark(entry.at, entry)
    return None if seen is None else Mark(seen)


@dataclass(frozen=True, slots=True)
class Register:
    """All who were invited on one day, by trainee id."""

    day: Window
    people: Mapping[int, Attended]

    def of(self, trainee_id: int) -> Attended:
        return self.people.get(trainee_id, NOT_SEEN)

    @property
    def present(self) -> int:
        return sum(each.seen for each in self.people.values())
