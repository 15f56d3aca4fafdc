"""One day's people: who came, and who has earned the certificate. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from instructor.attendance.register import Register
from sandbox.seats import Seat


class Listed(StrEnum):
    """Which of the day's people are listed, as addresses say it."""

    ALL = "semua"
    EARNED = "layak"
    NOT_EARNED = "belum-layak"


@dataclass(frozen=True, slots=True)
class DayPerson:
    """One person on that day. `earned` None: the day is not closed, so nothing is said of it."""

    seat: Seat
    seen: bool | None
    """None before the day was opened."""
    earned: bool | None


@dataclass(frozen=True, slots=True)
class DayVillage:
    """A village and those of its people who are listed."""

    code: str
    table: int
    name: str
    district: str
    people: tuple[DayPerson, ...]


def villages(seats: Sequence[Seat], register: Register | None, earned: frozenset[int] | None,
             which: Listed = Listed.ALL) -> list[DayVillage]:
    """The day's villages by table. `earned`: who has the certificate; None unless the day is closed."""
    found: dict[str, list[DayPerson]] = {}
    for seat in seats:
        seen = None if register is None else register.of(seat.trainee_id).seen
        person = DayPerson(seat, seen, None if earned is None else bool(seen) and seat.trainee_id in earned)
        if _is_listed(person, which):
            found.setdefault(seat.village_code, []).append(person)
    return [DayVillage(code, people[0].seat.table_number, people[0].seat.village_name, people[0].seat.district, tuple(people))
            for code, people in found.items()]


def _is_listed(person: DayPerson, which: Listed) -> bool:
    if which is Listed.ALL:
        return True
    return bool(person.earned) if which is Listed.EARNED else bool(person.seen) and not person.earned
