"""For whom something is printed: one person, a village, a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from sandbox import seats
from sandbox.platform.db import read
from sandbox.platform.groups import is_mine, open_now, present_training
from sandbox.platform.models import Group, RosterImport, Training
from sandbox.seats import Seat


@dataclass(frozen=True, slots=True)
class PrintedDay:
    """A day of the training that is on."""

    id: int
    number: int
    held_on: date
    training: str
    lang: str
    """The language of its papers; empty: that of whoever prints them."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The seats that were chosen, in the order in which they are printed, and how they were chosen.

    At most one of `person` and `village` is set; none of them means the whole day.
    """

    days: Sequence[PrintedDay]
    day: PrintedDay | None
    person: Seat | None
    village: str
    seats: Sequence[Seat]
    of_day: Sequence[Seat]
    """Everybody of that day, whom one may choose from; empty where one person was chosen, or a list."""
    imported: int = 0
    """The number of the applied list whose new people these are, of any day; 0 for none."""

    @property
    def villages(self) -> list[list[Seat]]:
        """The seats by village, in their order."""
        return _by_village(self.seats)

    @property
    def villages_of_day(self) -> list[Seat]:
        """One seat of each village that may be chosen."""
        return [village[0] for village in _by_village(self.of_day)]


def choose(*, person: int = 0, village: str = "", number: int | None = None, imported: int = 0) -> Chosen:
    """Those who came with an applied list (`imported`); else that person's seat; else that village's; else those of the group of
    that number, or of the open one, or of the first.

    Whoever is not there gives no seats.
    """
    found, opened = _days()
    if imported:
        came = seats.some(_who_came_with(imported))
        first = next((each for each in found if came and each.number == came[0].group_number), None)
        return Chosen(found, first, None, "", came, [], imported)
    one = seats.seat(person) if person else None
    number = one.group_number if one is not None else number or opened
    day = next((each for each in found if each.number == number), None)
    if one is not None:
        return Chosen(found, day, one, "", [one], [])
    here = [] if person or day is None else seats.seats(day.id)
    return Chosen(found, day, None, village, [seat for seat in here if village in ("", seat.village_code)], here)


def _who_came_with(imported: int) -> list[int]:
    with read() as session:
        applied = session.get(RosterImport, imported)
    if applied is None or not is_mine(applied.training_id):
        return []
    return [each["came"] for each in applied.changes if each["came"]]


def _by_village(seats_of: Sequence[Seat]) -> list[list[Seat]]:
    found: dict[str, list[Seat]] = {}
    for seat in seats_of:
        found.setdefault(seat.village_code, []).append(seat)
    return list(found.values())


def _days() -> tuple[list[PrintedDay], int]:
    """Every day of the training that is on, and the number of the open one, or else 1."""
    with read() as session:
        rows = session.execute(
            select(Group.id, Group.number, Group.held_on, Training.title, Training.lang)
            .join(Training, Training.id == Group.training_id).where(Group.training_id == present_training())
            .order_by(Group.number)).all()
        opened = open_now(session)
    return [PrintedDay(*row) for row in rows], opened.number if opened is not None else 1
