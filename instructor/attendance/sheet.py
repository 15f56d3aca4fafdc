"""The page's list: villages with somebody missing first, in table order within, and the counts above it. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from instructor.attendance.register import Attended, Half, Register
from sandbox.seats import Seat
from sandbox.words.folding import folded
from sandbox.words.texts import LaterText
from sandbox.words.texts import lazy_gettext as _l


class WhoCame(StrEnum):
    """Which people the list is of, as addresses say it."""

    MISSING = "belum"
    MORNING = "pagi"
    AFTERNOON = "siang"
    BY_HAND = "tangan"
    SEEN = "hadir"
    ABSENT = "tidak-hadir"


@dataclass(frozen=True, slots=True)
class AttendedSeat:
    """One person's line."""

    seat: Seat
    attended: Attended
    is_meant: bool
    """Whether they are one of those whom the chosen filter counts."""


@dataclass(frozen=True, slots=True)
class AttendedVillage:
    """A village and its people."""

    name: str
    district: str
    table: int
    people: tuple[AttendedSeat, ...]

    @property
    def is_meant(self) -> bool:
        return any(person.is_meant for person in self.people)


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter with its count."""

    chosen: WhoCame
    count: int
    words: LaterText


@dataclass(frozen=True, slots=True)
class AttendanceList:
    """What the page shows: `first` are the villages that the filter means, `rest` all others."""

    chips: tuple[Chip, ...]
    first: tuple[AttendedVillage, ...]
    rest: tuple[AttendedVillage, ...]


def sheet(seats: Sequence[Seat], register: Register, half: Half, *, chosen: WhoCame = WhoCame.MISSING, search: str = "",
          keep: Collection[int] = ()) -> AttendanceList:
    """The list of these people. `half`: the half of the day that is asked about now.

    `search` is part of a village's, subdistrict's or person's name; people to `keep` stay where the missing ones are, though
    they are not missing any more: nobody's row jumps under the hand that has just pressed it.
    """
    people = [AttendedSeat(seat, register.of(seat.trainee_id), seat.trainee_id in keep or _is_meant(
        register.of(seat.trainee_id), chosen, half)) for seat in seats]
    villages = [village for village in _villages(people) if _is_found(village, folded(search))]
    return AttendanceList(tuple(_chips(seats, register, chosen, half)),
                          tuple(village for village in villages if village.is_meant),
                          tuple(village for village in villages if not village.is_meant))


def _chips(seats: Sequence[Seat], register: Register, chosen: WhoCame, half: Half) -> list[Chip]:
    words = {WhoCame.MISSING: _l("belum hadir pagi") if half is Half.MORNING else _l("belum hadir siang"),
             WhoCame.MORNING: _l("hadir pagi"), WhoCame.AFTERNOON: _l("hadir siang"),
             WhoCame.BY_HAND: _l("dicatat dengan tangan"), WhoCame.SEEN: _l("hadir hari itu"),
             WhoCame.ABSENT: _l("tidak hadir sama sekali")}
    shown = [each for each in WhoCame if each not in (WhoCame.SEEN, WhoCame.ABSENT) or each is chosen]
    return [Chip(each, sum(_is_meant(register.of(seat.trainee_id), each, half) for seat in seats), words[each]) for each in shown]


def _is_meant(person: Attended, chosen: WhoCame, half: Half) -> bool:
    return {WhoCame.MISSING: person.mark(half) is None, WhoCame.MORNING: person.morning is not None,
            WhoCame.AFTERNOON: person.afternoon is not None, WhoCame.BY_HAND: person.by_hand, WhoCame.SEEN: person.seen,
            WhoCame.ABSENT: not person.seen}[chosen]


def _villages(people: Sequence[AttendedSeat]) -> list[AttendedVillage]:
    by_code: dict[str, list[AttendedSeat]] = {}
    for person in people:
        by_code.setdefault(person.seat.village_code, []).append(person)
    return [AttendedVillage(pair[0].seat.village_name, pair[0].seat.district, pair[0].seat.table_number, tuple(pair))
            for pair in by_code.values()]


def _is_found(village: AttendedVillage, search: str) -> bool:
    names = (village.name, village.district, *(person.seat.name for person in village.people))
    return not search or any(search in folded(name) for name in names)
