"""Who lives with whom. A grid: one row a household, one column a place in the family (head, wife, first child …).

Everybody's birth is derived from the birth of the household's woman (its wife, widow or late wife), so that no parent can be
too young. Days are whole days since 1970; YEAR is their mean number in a year.
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from seed.odds import Bools, Ints, Odds, Rng

YEAR = 365.2425
OLDEST = 97
"""Years. Nobody of the village is older."""
YOUNGEST_MOTHER = 18.0
"""Years at the first birth. With a husband at most 1.5 years younger nobody is a parent before 16."""
OLDEST_MOTHER = 44.0


class Kind(IntEnum):
    """What sort of household it is."""

    COUPLE = 0
    LONE_PARENT = 1
    ALONE = 2
    WITH_PARENTS = 3
    WITH_MARRIED_CHILD = 4


KINDS = Odds.of({Kind.COUPLE: .64, Kind.LONE_PARENT: .09, Kind.ALONE: .09, Kind.WITH_PARENTS: .11, Kind.WITH_MARRIED_CHILD: .07})


class Place(IntEnum):
    """A column of the grid: the order on the family card."""

    HEAD = 0
    WIFE = 1
    CHILD = 2
    """The first of six; the eldest comes first."""
    IN_LAW = 8
    GRANDCHILD = 9
    """The first of three."""
    FATHER = 12
    MOTHER = 13
    SIBLING = 14


CHILDREN = slice(Place.CHILD, Place.IN_LAW)
GRANDCHILDREN = slice(Place.GRANDCHILD, Place.FATHER)
PLACES = len(range(Place.SIBLING + 1))

# Codes of member questions 2 and 3.
KEPALA, ISTRI, ANAK, AYAH, IBU, ADIK, MERTUA, CUCU, MENANTU = 1, 3, 4, 6, 7, 11, 17, 18, 21
KAWIN, BELUM_KAWIN, JANDA_DUDA = 1, 2, 3


@dataclass(slots=True)
class Grid:
    """Households × places. A place that is not `present` holds leftovers."""

    present: Bools
    woman: Bools
    born: Ints
    relation: Ints
    marital: Ints
    parents_of_wife: Bools
    """For each household: the parents in it are the wife's."""

    @property
    def size(self) -> int:
        return len(self.present)


def families(rng: Rng, households: int, today: int) -> Grid:
    """A village's households on the day `today`."""
    kind = KINDS.draw(rng, households)
    wife = today - _days(_woman_age(rng, kind))
    husband = _husband_of(rng, wife)
    grid = _empty(households)
    _place_couple(rng, grid, kind, wife, husband, today)
    first = _first_birth(rng, kind, wife, today)
    _place_children(rng, grid, kind, wife, first, today)
    _place_married_child(rng, grid, kind, today)
    _place_parents(rng, grid, kind, today)
    _place_sibling(rng, grid, kind, today)
    grid.present &= today - grid.born <= _days(np.array(OLDEST + 0.9))
    grid.present[:, Place.HEAD] = True
    return grid


def _empty(households: int) -> Grid:
    shape = (households, PLACES)
    return Grid(np.zeros(shape, bool), np.zeros(shape, bool), np.zeros(shape, np.int64), np.zeros(shape, np.int64),
                np.full(shape, BELUM_KAWIN, np.int64), np.zeros(households, bool))


def _days(years: np.ndarray) -> Ints:
    return np.floor(np.asarray(years) * YEAR).astype(np.int64)


def _woman_age(rng: Rng, kind: Ints) -> np.ndarray:
    """Years, of the wife, widow or late wife of each household."""
    size = len(kind)
    alone = np.where(rng.random(size) < .75, 48 + 42 * rng.beta(2.2, 2.0, size), 20.5 + 22 * rng.random(size))
    return np.choose(kind, [
        20.5 + 63 * rng.beta(1.9, 2.7, size), 26 + 58 * rng.beta(2.3, 2.2, size), alone,
        20.5 + 30 * rng.beta(2.0, 2.0, size), 43 + 40 * rng.beta(2.0, 2.4, size)])


def _husband_of(rng: Rng, wife: Ints) -> Ints:
    return wife - _days(rng.normal(3.2, 3.0, len(wife)).clip(-1.4, 13))


def _place_couple(rng: Rng, grid: Grid, kind: Ints, wife: Ints, husband: Ints, today: int) -> None:
    size = grid.size
    age = (today - wife) / YEAR
    elders_together = rng.random(size) < (1.35 - age / 90).clip(0, 1)
    couple = (kind == Kind.COUPLE) | (kind == Kind.WITH_PARENTS) | ((kind == Kind.WITH_MARRIED_CHILD) & elders_together)
    woman_head = ~couple & (rng.random(size) < np.where((kind == Kind.ALONE) & (age < 45), .45, .74))
    single = (kind == Kind.ALONE) & (age < 45)
    grid.present[:, Place.HEAD] = True
    grid.present[:, Place.WIFE] = couple
    grid.woman[:, Place.HEAD] = woman_head
    grid.woman[:, Place.WIFE] = True
    too_old = today - husband > _days(np.array(OLDEST))
    grid.born[:, Place.HEAD] = np.where(woman_head, wife, np.where(too_old, wife, husband))
    grid.born[:, Place.WIFE] = wife
    grid.relation[:, Place.HEAD] = KEPALA
    grid.relation[:, Place.WIFE] = ISTRI
    grid.marital[:, Place.HEAD] = np.where(couple, KAWIN, np.where(single, BELUM_KAWIN, JANDA_DUDA))
    grid.marital[:, Place.WIFE] = KAWIN


def _first_birth(rng: Rng, kind: Ints, wife: Ints, today: int) -> Ints:
    """The day of the first birth. Early enough for a married child where the household has one."""
    age = YOUNGEST_MOTHER + rng.gamma(2.2, 2.0, len(wife)).clip(0, 18)
    latest = np.where(kind == Kind.WITH_MARRIED_CHILD, (today - wife) / YEAR - 21, 60)
    return wife + _days(np.minimum(age, latest)) + 3


def _place_children(rng: Rng, grid: Grid, kind: Ints, wife: Ints, first: Ints, today: int) -> None:
    size, places = grid.size, CHILDREN.stop - CHILDREN.start
    births = np.choose(np.searchsorted([1960, 1982], 1970 + wife / YEAR),
                       [rng.poisson(3.4, size), rng.poisson(2.5, size), rng.poisson(2.1, size)])
    births = np.maximum(births, (kind == Kind.LONE_PARENT) | (kind == Kind.WITH_MARRIED_CHILD))
    gaps = _days(1.4 + rng.gamma(2.4, 1.4, (size, places)))
    gaps[:, 0] = 0
    born = first[:, None] + gaps.cumsum(axis=1)
    leaves = _days(rng.normal(23, 3.5, (size, places)).clip(18, 34))
    stays_long = rng.random((size, places)) < .05
    at_home = (today - born < leaves) | (stays_long & (today - born < _days(np.array(42.0))))
    exists = (np.arange(places) < births[:, None]) & (born < today - 14) & (born - wife[:, None] < _days(np.array(OLDEST_MOTHER)))
    grid.present[:, CHILDREN] = exists & at_home & (kind != Kind.ALONE)[:, None]
    grid.woman[:, CHILDREN] = rng.random((size, places)) < np.where(today - born > _days(np.array(19.0)), .42, .487)
    grid.born[:, CHILDREN] = born
    grid.relation[:, CHILDREN] = ANAK


def _place_married_child(rng: Rng, grid: Grid, kind: Ints, today: int) -> None:
    """The eldest child with husband or wife and up to three children."""
    here = kind == Kind.WITH_MARRIED_CHILD
    size, places = grid.size, GRANDCHILDREN.stop - GRANDCHILDREN.start
    daughter, child = grid.woman[:, Place.CHILD], grid.born[:, Place.CHILD]
    gap = _days(rng.normal(3.2, 3.0, size).clip(-1.4, 12))
    in_law = np.where(daughter, child - gap, np.minimum(child + gap, today - _days(np.array(18.5))))
    mother = np.where(daughter, child, in_law)
    gaps = _days(1.6 + rng.gamma(2.4, 1.6, (size, places)))
    gaps[:, 0] = 0
    first = mother + _days(YOUNGEST_MOTHER + rng.gamma(2.0, 1.8, size)) + 3
    born = first[:, None] + gaps.cumsum(axis=1)
    exists = (born < today - 14) & (born - mother[:, None] < _days(np.array(OLDEST_MOTHER)))
    at_home = today - born < _days(np.array(21.0))
    wanted = np.arange(places) < rng.integers(1, places + 1, size)[:, None]
    grid.present[:, Place.CHILD] |= here
    grid.marital[here, Place.CHILD] = KAWIN
    grid.present[:, Place.IN_LAW] = here
    grid.woman[:, Place.IN_LAW] = ~daughter
    grid.born[:, Place.IN_LAW] = in_law
    grid.relation[:, Place.IN_LAW] = MENANTU
    grid.marital[:, Place.IN_LAW] = KAWIN
    grid.present[:, GRANDCHILDREN] = here[:, None] & exists & at_home & wanted
    grid.woman[:, GRANDCHILDREN] = rng.random((size, places)) < .487
    grid.born[:, GRANDCHILDREN] = born
    grid.relation[:, GRANDCHILDREN] = CUCU


def _place_parents(rng: Rng, grid: Grid, kind: Ints, today: int) -> None:
    """Father and mother of the head, or of the wife."""
    size = grid.size
    here = kind == Kind.WITH_PARENTS
    grid.parents_of_wife = here & (rng.random(size) < .35)
    child = np.where(grid.parents_of_wife, grid.born[:, Place.WIFE], grid.born[:, Place.HEAD])
    mother = child - _days(YOUNGEST_MOTHER + 1 + rng.gamma(2.5, 2.2, size).clip(0, 18))
    father = _husband_of(rng, mother)
    young_enough = _days(np.array(OLDEST - 1.0))
    mother_here = here & (rng.random(size) < .82) & (today - mother < young_enough)
    father_here = here & (~mother_here | (rng.random(size) < .42)) & (today - father < young_enough)
    both = mother_here & father_here
    for place, born, present in ((Place.FATHER, father, father_here), (Place.MOTHER, mother, mother_here)):
        grid.present[:, place] = present
        grid.born[:, place] = born
        grid.woman[:, place] = place is Place.MOTHER
        grid.relation[:, place] = np.where(grid.parents_of_wife, MERTUA, AYAH if place is Place.FATHER else IBU)
        grid.marital[:, place] = np.where(both, KAWIN, JANDA_DUDA)


def _place_sibling(rng: Rng, grid: Grid, kind: Ints, today: int) -> None:
    """A younger, unmarried brother or sister of the head, at least 15, where no parent lives in the house."""
    size = grid.size
    born = grid.born[:, Place.HEAD] + _days(1.5 + 11 * rng.random(size))
    age = (today - born) / YEAR
    chosen = (kind == Kind.COUPLE) | (kind == Kind.ALONE)
    grid.present[:, Place.SIBLING] = chosen & (age > 15) & (age < 45) & (rng.random(size) < .07)
    grid.woman[:, Place.SIBLING] = rng.random(size) < .45
    grid.born[:, Place.SIBLING] = born
    grid.relation[:, Place.SIBLING] = ADIK
