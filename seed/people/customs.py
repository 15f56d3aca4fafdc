"""How people of each setting live together: which kinds of household there are, when children come and when they leave.

The points of AGES were fitted so that the district's age pyramid comes near the census (see tests/seed/test_demography.py).
"""

from dataclasses import dataclass
from enum import IntEnum
from functools import cache

import numpy as np

from seed.chance.odds import Curve, Odds
from seed.land.areas import Setting


class HouseholdKind(IntEnum):
    """What sort of household it is."""

    COUPLE = 0
    """With or without children."""
    LONE_PARENT = 1
    ALONE = 2
    YOUNG_ALONE = 3
    """Unmarried, sometimes with brothers, sisters or friends."""
    WITH_PARENTS = 4
    WITH_MARRIED_CHILD = 5
    WITH_GRANDCHILDREN = 6
    """Grandparents whose grandchildren's parents are on no card of the village: they work elsewhere."""


@dataclass(frozen=True, slots=True)
class Customs:
    """How the people of one setting live together."""

    marrying: float
    """Years that girls marry later, or earlier, than usual."""
    waiting: float
    """How much longer (× the usual) a woman waits from youth to her first child."""
    births: float
    """Children more, or less, than the usual a woman."""
    older: float
    """By how much older its households are: the density of ages is tilted by exp(older) for each 40 years."""
    leaving: float
    """Years more, or less, than the usual that children stay at home."""
    guests: float
    """Share of the households with somebody who is not of the family's core."""
    foreign: float
    """Couples of a million of whom one is a foreigner."""


_KINDS = {
    Setting.COAST: (.652, .080, .078, .012, .073, .087, .018),
    Setting.TOWN: (.598, .090, .084, .062, .076, .078, .012),
    Setting.RICE: (.599, .078, .116, .014, .087, .085, .021),
    Setting.PLANTATION: (.649, .078, .088, .014, .075, .079, .017),
    Setting.FOREST: (.594, .078, .119, .010, .088, .090, .021)}
"""Shares of the households, in the order of HouseholdKind."""
CUSTOMS = {
    Setting.COAST: Customs(marrying=-.2, waiting=.82, births=.22, older=-.36, leaving=-.5, guests=.035, foreign=60),
    Setting.TOWN: Customs(marrying=1.6, waiting=1.18, births=-.12, older=-.33, leaving=1.2, guests=.085, foreign=260),
    Setting.RICE: Customs(marrying=0, waiting=1.0, births=0, older=-.16, leaving=0, guests=.035, foreign=40),
    Setting.PLANTATION: Customs(marrying=-.2, waiting=.88, births=.08, older=-.36, leaving=-.7, guests=.03, foreign=30),
    Setting.FOREST: Customs(marrying=-.1, waiting=.92, births=.03, older=-.1, leaving=-.4, guests=.035, foreign=30)}

MIDDLE_AGE = 45
YOUTH, SETTLED = 20, 36
"""Until when customs of marrying tell fully in the ages of wives, and from when on they don't."""
AGES: dict[HouseholdKind, dict[float, float]] = {
    HouseholdKind.COUPLE: {17.4: 0, 19: 4.5, 20: 7, 23: 11, 27: 13.5, 35: 13.5, 40: 13.5, 45: 13, 50: 11.5, 55: 8.5, 60: 5,
                           65: 3.2, 70: 2.4, 75: 1.4, 80: .7, 88: 0},
    HouseholdKind.LONE_PARENT: {20: 0, 27: 2, 35: 7, 45: 10, 55: 8, 65: 5, 75: 2, 86: 0},
    HouseholdKind.ALONE: {35: 0, 45: 2, 55: 5, 65: 8, 72: 10, 80: 9, 86: 4, 93: 0},
    HouseholdKind.YOUNG_ALONE: {18: 0, 20: 6, 24: 10, 30: 6, 38: 1.5, 45: 0},
    HouseholdKind.WITH_PARENTS: {19: 0, 25: 6, 32: 10, 40: 12, 50: 8, 60: 0},
    HouseholdKind.WITH_MARRIED_CHILD: {40: 0, 46: 5, 52: 9, 60: 8, 70: 7, 78: 6, 84: 2, 92: 0},
    HouseholdKind.WITH_GRANDCHILDREN: {48: 0, 55: 8, 65: 10, 72: 4, 82: 0},
}
"""Ages of the wife, widow or late wife of each household."""


@cache
def kinds(setting: Setting) -> Odds:
    """How frequent each HouseholdKind is in the setting."""
    return Odds.of(dict(zip(HouseholdKind, _KINDS[setting], strict=True)))


@cache
def ages(setting: Setting, kind: HouseholdKind) -> Curve:
    """Ages in years of the woman (wife, widow or late wife) of a household of that kind and setting."""
    tilt, knots, heights = CUSTOMS[setting].older / 40, np.array(list(AGES[kind])), np.array(list(AGES[kind].values()))
    later = np.interp(knots, (YOUTH, SETTLED), (CUSTOMS[setting].marrying, 0))
    return Curve.of(knots + later, heights * np.exp(tilt * (knots - MIDDLE_AGE)))
