"""Villages dealt out over the planned days: as many people on each as can be, subdistricts together or mixed. Pure.

What a village weighs is how many people come from it. The same villages give the same days however they stood before, so
that dealing out twice changes nothing. Whoever stays on a day keeps the table, since cards may be printed already.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import count

from sandbox.words.texts import LaterText


class SpreadManner(StrEnum):
    """How subdistricts come to the days, as addresses and commands say it."""

    TOGETHER = "kecamatan"
    """A subdistrict comes on one day, unless the days would be uneven."""
    MIXED = "campur"
    """Each day has villages of as many subdistricts as can be."""


@dataclass(frozen=True, slots=True)
class DayPlace:
    """Where a village is expected: which day (its group's id) and at which table."""

    group_id: int
    table: int


@dataclass(frozen=True, slots=True)
class SpreadVillage:
    """A village on a planned day. `held`: why it may not be moved; None where it may."""

    id: int
    code: str
    name: str
    district: str
    district_code: str
    weight: int
    place: DayPlace
    held: LaterText | None = None


def spread(villages: Sequence[SpreadVillage], days: Sequence[int], manner: SpreadManner) -> dict[int, DayPlace]:
    """Where every village is expected then, by its id. `days`: the planned days' group ids, in order; at least one.

    Where the days are as good already, nobody moves.
    """
    free = sorted((each for each in villages if each.held is None), key=_by_district)
    loads = dict.fromkeys(days, 0)
    for each in villages:
        if each.held is not None:
            loads[each.place.group_id] += each.weight
    dealt = _together(free, loads) if manner is SpreadManner.TOGETHER else _mixed(free, loads)
    present = {each.id: each.place.group_id for each in villages}
    then = present | _called(dealt, present, [day for day in days if day not in {
        each.place.group_id for each in villages if each.held is not None}])
    return _seated(villages, then if _flaws(villages, then, days, manner) < _flaws(villages, present, days, manner) else present)


def _called(dealt: Mapping[int, int], present: Mapping[int, int], free: Sequence[int]) -> dict[int, int]:
    """The same villages together, on that of the free days where most of them are already: fewer move."""
    together = Counter((day, present[id_]) for id_, day in dealt.items() if day in free and present[id_] in free)
    named: dict[int, int] = {}
    for (day, then), _count in sorted(together.items(), key=lambda each: (-each[1], each[0])):
        if day not in named and then not in named.values():
            named[day] = then
    rest = iter([day for day in free if day not in named.values()])
    named |= {day: next(rest) for day in free if day not in named}
    return {id_: named.get(day, day) for id_, day in dealt.items()}


def _flaws(villages: Iterable[SpreadVillage], found: Mapping[int, int], days: Iterable[int],
           manner: SpreadManner) -> tuple[int, int]:
    """How uneven these days are, then how far from that manner: what is as good already is left alone."""
    loads, of_district = dict.fromkeys(days, 0), defaultdict(set)
    for each in villages:
        loads[found[each.id]] += each.weight
        of_district[each.district_code].add(found[each.id])
    parted = sum(map(len, of_district.values()))
    return max(loads.values()) - min(loads.values()), parted if manner is SpreadManner.TOGETHER else -parted


def _by_district(village: SpreadVillage) -> tuple[str, str, int]:
    return village.district_code, village.name, village.id


def _mixed(villages: Iterable[SpreadVillage], loads: dict[int, int]) -> dict[int, int]:
    """One after the other to the day with the fewest people, among these to the one with the fewest of its subdistrict."""
    order, of_district, found = {day: at for at, day in enumerate(loads)}, Counter[tuple[int, str]](), {}
    for each in villages:
        day = min(loads, key=lambda day: (loads[day], of_district[day, each.district_code], order[day]))
        loads[day] += each.weight
        of_district[day, each.district_code] += 1
        found[each.id] = day
    return found


def _together(villages: Sequence[SpreadVillage], loads: dict[int, int]) -> dict[int, int]:
    """Whole subdistricts, the largest first, each to the day with the fewest people; then single villages, until it is even."""
    districts: dict[str, list[SpreadVillage]] = defaultdict(list)
    for each in villages:
        districts[each.district_code].append(each)
    sizes = {code: sum(each.weight for each in members) for code, members in districts.items()}
    days = list(loads)
    dealt: dict[str, int] = {}
    for code in sorted(sizes, key=lambda code: (-sizes[code], code)):
        dealt[code] = min(days, key=lambda day: loads[day])
        loads[dealt[code]] += sizes[code]
    while (better := next(_better(dealt, sizes, loads), None)) is not None:
        for code, day in better.items():
            loads[dealt[code]] -= sizes[code]
            loads[day] += sizes[code]
            dealt[code] = day
    found = {each.id: dealt[each.district_code] for each in villages}
    _level(villages, found, loads)
    return found


def _better(dealt: Mapping[str, int], sizes: Mapping[str, int], loads: Mapping[int, int]) -> Iterator[dict[str, int]]:
    """Single subdistricts moved, or two exchanged, that make two days more even."""
    codes = sorted(dealt)
    for code in codes:
        for day in loads:
            if sizes[code] and 0 < sizes[code] < loads[dealt[code]] - loads[day]:
                yield {code: day}
    for code in codes:
        for other in codes:
            one, two = dealt[code], dealt[other]
            if one != two and 0 < sizes[code] - sizes[other] < loads[one] - loads[two]:
                yield {code: two, other: one}


def _level(villages: Sequence[SpreadVillage], found: dict[int, int], loads: dict[int, int]) -> None:
    """Single villages from the fullest day to the emptiest, as long as that makes the two more even."""
    while True:
        full, empty = max(loads, key=lambda day: loads[day]), min(loads, key=lambda day: loads[day])
        beside = {each.district_code for each in villages if found[each.id] == empty}
        going = [each for each in villages if found[each.id] == full and 0 < each.weight < loads[full] - loads[empty]]
        if not going:
            return
        goes = min(going, key=lambda each: (each.district_code not in beside, -each.weight, each.district_code, each.name))
        found[goes.id] = empty
        loads[full] -= goes.weight
        loads[empty] += goes.weight


def _seated(villages: Sequence[SpreadVillage], days: Mapping[int, int]) -> dict[int, DayPlace]:
    """A table for everybody: who stays on the day keeps theirs, who comes gets the first that is free."""
    found = {each.id: each.place for each in villages if days[each.id] == each.place.group_id}
    taken = set(found.values())
    coming = sorted((each for each in villages if each.id not in found), key=_by_district)
    for each in coming:
        place = next(place for table in count(1) if (place := DayPlace(days[each.id], table)) not in taken)
        taken.add(place)
        found[each.id] = place
    return found
