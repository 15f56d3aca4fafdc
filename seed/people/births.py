"""When children are born: a woman's first child, the gaps after it, and her husband's age. Days since 1970 in and out.

Every birth is derived from a mother's, so that no parent can be too young.
"""

import numpy as np

from seed.chance.odds import Bools, Floats, Ints, OddsTable, Rng

YEAR = 365.2425
"""The mean number of days in a year."""
YOUNGEST_MOTHER = 17.5
"""Years at the first birth. Her husband is at most YOUNGER_HUSBAND years younger, so nobody is a parent before 15."""
YOUNGEST_WIFE, YOUNGEST_HUSBAND, OLDEST_HUSBAND, YOUNGER_HUSBAND = 18.5, 19.0, 95.0, 2.0
LAST_BIRTH = (36.5, 44.5)
"""Years of age between which the last birth of a woman lies."""
TWINS = .011
"""Share of the births after a family's first: on the same day as the one before."""

COHORTS = (1956, 1973)
"""Women born before, between and after these years had ever fewer children, ever further apart."""
BIRTHS = OddsTable.of_odds([
    {0: 5, 1: 8, 2: 16, 3: 22, 4: 20, 5: 14, 6: 9, 7: 6}, {0: 5, 1: 15, 2: 38, 3: 25, 4: 11, 5: 4, 6: 2},
    {0: 5, 1: 23, 2: 46, 3: 19, 4: 5, 5: 2}])
GAPS = np.array([.9, 1.27, 1.8])
"""Half of the mean gap between two births, in years, on top of the shortest."""
SHORTEST_GAP = 1.15


def days(years: float | Floats) -> Ints:
    """So many years in whole days, rounded down."""
    return np.floor(np.asarray(years) * YEAR).astype(np.int64)


def husbands(rng: Rng, wife: Ints, today: int) -> Ints:
    """Birthdays of husbands for wives born on `wife`: mostly some years older, one in twelve younger than she."""
    of_wife = (today - wife) / YEAR
    age = of_wife - YOUNGER_HUSBAND + rng.gamma(2.9, 1.9, len(wife))
    age = np.where(age < YOUNGEST_HUSBAND, 2 * YOUNGEST_HUSBAND - age, age)
    between = of_wife + rng.random(len(wife)) * (OLDEST_HUSBAND - of_wife)
    return today - days(np.where(age > OLDEST_HUSBAND, between, age))


def wives(rng: Rng, husband: Ints, today: int) -> Ints:
    """Birthdays of wives for husbands born on `husband`, who are grown up."""
    of_husband = (today - husband) / YEAR
    age = of_husband + YOUNGER_HUSBAND - rng.gamma(2.9, 1.9, len(husband))
    between = YOUNGEST_WIFE + rng.random(len(husband)) * (of_husband - YOUNGEST_WIFE)
    return today - days(np.where(age < YOUNGEST_WIFE, between, age))


def earliest_births(mother: Ints) -> Ints:
    """The first day on which a woman may have a child."""
    return mother + days(YOUNGEST_MOTHER) + 3


def first_births(rng: Rng, mother: Ints, waiting: float) -> Ints:
    """When the first child of each woman, born on `mother`, is born, or would be. `waiting`: as in Customs."""
    return earliest_births(mother) + days(waiting * rng.gamma(2.5, 1.85, len(mother)))


def all_births(rng: Rng, mother: Ints, first: Ints, places: int, more: float, today: int) -> tuple[Ints, Bools]:
    """Birthdays of every woman's children, women × `places`, the eldest first; and which of them there are. Twins share theirs.

    `first`: the birthday of her first. `more`: how many children above the usual a woman has on average, between -1 and 1.
    """
    size = len(mother)
    cohort = np.searchsorted(COHORTS, 1970 + mother / YEAR)
    number = BIRTHS.draw(rng, cohort)
    number = np.where(rng.random(size) < abs(more), number + (1 if more > 0 else -1), number)
    gaps = days(SHORTEST_GAP + GAPS[cohort][:, None] * rng.standard_exponential((2, size, places)).sum(axis=0))
    twin = rng.random((size, places)) < TWINS
    twin[:, 2:] &= ~twin[:, 1:-1]
    gaps[twin] = 0
    gaps[:, 0] = 0
    born = first[:, None] + gaps.cumsum(axis=1)
    oldest = days(rng.uniform(*LAST_BIRTH, size))
    return born, (np.arange(places) < number[:, None]) & (born < today - 14) & (born - mother[:, None] < oldest[:, None])
