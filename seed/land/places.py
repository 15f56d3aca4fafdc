"""Where in a village a household lives: hamlet, RW, RT and an address that all houses of its RT share but for the number.

Names of hamlets and streets come from regions/local.csv.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from seed.chance.odds import Ints, Rng
from seed.land import local
from seed.land.regions import Region

HOUSEHOLDS_A_HAMLET, HOUSEHOLDS_A_RW, HOUSEHOLDS_A_RT = 660, 175, 49
"""Households of each on average, as in the demo district (regions/published.csv)."""
FEWEST_HAMLETS, MOST_HAMLETS = 2, 9
NAMED = {"desa": .45, "kelurahan": .95}
"""Share of the RT whose street has a name. Elsewhere the hamlet is the address."""
NUMERALS = ("", " II", " III", " IV", " V", " VI", " VII", " VIII", " IX", " X")


@dataclass(frozen=True, slots=True)
class Geography:
    """One entry a household, in the order of the houses."""

    hamlets: list[str]
    """Dusun, or Lingkungan of a kelurahan; the oldest comes first."""
    hamlet: Ints
    """Index into `hamlets`."""
    rw: Ints
    """Numbered through the village, from 1."""
    rt: Ints
    """Numbered within the RW, from 1."""
    addresses: list[str]

    @property
    def hamlet_count(self) -> int:
        return len(self.hamlets)

    @property
    def rw_count(self) -> int:
        return int(self.rw.max())

    @property
    def rt_count(self) -> int:
        return len(np.unique(self.rw * 100 + self.rt))


def geography(rng: Rng, region: Region, households: int) -> Geography:
    """Where each of so many households lives: hamlets by its size, RW and RT within them, addresses along the streets."""
    count = int(np.clip(round(households / HOUSEHOLDS_A_HAMLET), FEWEST_HAMLETS, MOST_HAMLETS))
    hamlets = _hamlets(rng, region, count)
    shares = rng.uniform(.7, 1.4, len(hamlets)).cumsum()
    house = (np.arange(households) + .5) / households
    hamlet = np.searchsorted(shares / shares[-1], house, side="right").clip(max=len(hamlets) - 1)
    rw, rt = _neighbourhoods(hamlet, len(hamlets), max(count, round(households / HOUSEHOLDS_A_RW)))
    return Geography(hamlets, hamlet, rw, rt, _addresses(rng, region, hamlets, hamlet, rw, rt))


def _hamlets(rng: Rng, region: Region, count: int) -> list[str]:
    """The first of the list is where a village begins, nearly everywhere; the others are drawn, none named like the village."""
    known = [(name, weight) for name, weight in local.rows(region.code, "hamlet") if name != region.name]
    if not known:
        return [f"{region.name}{numeral}" for numeral in NUMERALS[:count]]
    weights = np.array([weight for _, weight in known[1:]])
    more = min(count - 1, len(weights))
    drawn = rng.choice(len(weights), size=more, replace=False, p=weights / weights.sum()).tolist() if more else []
    return [known[0][0], *(known[1 + index][0] for index in drawn)]


def _neighbourhoods(hamlet: Ints, count: int, rws: int) -> tuple[Ints, Ints]:
    """RW and RT of each house. `rws` are shared among the `count` hamlets by their houses; every hamlet has at least one."""
    rw, rt = np.zeros_like(hamlet), np.zeros_like(hamlet)
    before = 0
    for index in range(count):
        here = np.flatnonzero(hamlet == index)
        own = max(1, round(rws * len(here) / len(hamlet)))
        along = np.arange(len(here)) / max(1, len(here)) * own
        rts = max(2, round(len(here) / own / HOUSEHOLDS_A_RT))
        rw[here] = before + along.astype(np.int64) + 1
        rt[here] = ((along % 1) * rts).astype(np.int64) + 1
        before += own
    return rw, rt


def _addresses(rng: Rng, region: Region, hamlets: Sequence[str], hamlet: Ints, rw: Ints, rt: Ints) -> list[str]:
    """All RT of a hamlet take their streets from one theme; in an RT without a street's name the hamlet is the address."""
    word = "Lingkungan" if region.kind == "kelurahan" else "Dusun"
    first, nth = _first_houses(rw, rt)
    named = rng.random(len(first)) < NAMED[region.kind]
    streets = _streets(rng, region, hamlets, hamlet[first])
    of_rt = [f"Jl. {street} No. " if has_name else f"{word} {hamlets[place]}"
             for street, has_name, place in zip(streets, named.tolist(), hamlet[first].tolist(), strict=True)]
    number = (np.arange(len(nth)) - first[nth] + 1).tolist()
    has_number = named[nth].tolist()
    return [f"{of_rt[index]}{house}" if numbered else of_rt[index]
            for index, house, numbered in zip(nth.tolist(), number, has_number, strict=True)]


def _first_houses(rw: Ints, rt: Ints) -> tuple[Ints, Ints]:
    """The first house of each RT, in their order, and for every house the index of its RT in that."""
    begins = np.r_[True, (np.diff(rw) != 0) | (np.diff(rt) != 0)]
    return np.flatnonzero(begins), np.cumsum(begins) - 1


def _streets(rng: Rng, region: Region, hamlets: Sequence[str], hamlet_of_rt: Ints) -> list[str]:
    """A street for each RT, no two alike. One of the oldest hamlet lies along the main road, which is named after the village."""
    themes = local.rows(region.code, "streets") or (("Raya", 1.0),)
    weights = np.array([weight for _, weight in themes])
    chosen = rng.choice(len(themes), size=len(hamlets), p=weights / weights.sum()).tolist()
    turn = rng.integers(100, size=len(hamlets)).tolist()
    streets, used = [], dict[str, int]()
    for nth, place in enumerate(hamlet_of_rt.tolist()):
        words = themes[chosen[place]][0].split("; ")
        turn[place] += 1
        name = f"Raya {region.name}" if nth == 0 else words[turn[place] % len(words)]
        streets.append(name + _numeral(used.get(name, 0)))
        used[name] = used.get(name, 0) + 1
    return streets


def _numeral(before: int) -> str:
    """What tells a street from the `before` others of its name: nothing if it is the first."""
    return NUMERALS[before] if before < len(NUMERALS) else f" {before + 1}"
