"""Who lives in a house without being of its core: nephews and cousins, a grandmother, an aunt, lodgers and help."""

from dataclasses import dataclass

import numpy as np

from seed.chance.odds import Bools, Floats, Ints, Odds, Rng
from seed.land.areas import Setting
from seed.people.customs import CUSTOMS


@dataclass(frozen=True, slots=True)
class Sort:
    """One sort of guest. `relation`: the code of member question 2; `woman`: the share of women."""

    relation: int
    woman: float
    ages: tuple[float, float]
    """Years of the youngest and oldest."""
    from_head: tuple[float, float] | None = None
    """How much older than the head, from and to; None: of any of these ages."""
    head_older_by: float = -100
    """The head is at least so many years older."""
    widowed: float = 0
    """Share of those over 30 who are widowed."""


PAMAN, TANTE, KAKEK, NENEK, SEPUPU, KEPONAKAN, TEMAN, FAMILI_LAIN, LAINNYA = 8, 9, 12, 13, 14, 15, 16, 19, 22
SORTS = (
    Sort(PAMAN, 0, (30, 84), (5, 22), widowed=.5),
    Sort(TANTE, 1, (30, 84), (5, 22), widowed=.6),
    Sort(KAKEK, 0, (62, 95), (44, 60), widowed=1),
    Sort(NENEK, 1, (58, 95), (40, 58), widowed=1),
    Sort(SEPUPU, .5, (16, 42), (-12, 6)),
    Sort(KEPONAKAN, .5, (4, 27), head_older_by=9),
    Sort(TEMAN, .42, (18, 34)),
    Sort(FAMILI_LAIN, .55, (12, 76), widowed=.55),
    Sort(LAINNYA, .62, (17, 58), widowed=.4),
)
RELATIVES = Odds.of({0: 4, 1: 8, 2: 4, 3: 14, 4: 9, 5: 38, 6: 1, 7: 18, 8: 4})
LODGERS = Odds.of({0: 2, 1: 4, 2: 1, 3: 5, 4: 12, 5: 24, 6: 14, 7: 14, 8: 24})
"""Indices of SORTS: in a village, and in a town."""

RELATIONS = np.array([sort.relation for sort in SORTS])
WOMEN, WIDOWED = np.array([(sort.woman, sort.widowed) for sort in SORTS]).T
LIMITS = np.array([sort.ages for sort in SORTS])
FROM_HEAD = np.array([sort.from_head or (np.nan, np.nan) for sort in SORTS])
HEAD_OLDER_BY = np.array([sort.head_older_by for sort in SORTS])
"""The fields of SORTS in columns; nan where `from_head` is None."""


@dataclass(frozen=True, slots=True)
class Guests:
    """The guest of each household, in columns; there is one only where `present` says so."""

    present: Bools
    relation: Ints
    age: Floats
    """Years; it need not be a whole number."""
    woman: Bools
    widowed: Bools


def guests(rng: Rng, setting: Setting, head: Floats) -> Guests:
    """A guest for some of the households. `head`: the age of each household's head in years."""
    size = len(head)
    sort = (LODGERS if setting is Setting.TOWN else RELATIVES).draw(rng, size)
    low, high = LIMITS[sort].T
    older_from, older_to = FROM_HEAD[sort].T
    chance = rng.random(size)
    age = np.where(np.isnan(older_from), low + chance * (high - low), head + older_from + chance * (older_to - older_from))
    fits = (age >= low) & (age <= high) & (head - age >= HEAD_OLDER_BY[sort])
    return Guests(present=fits & (rng.random(size) < CUSTOMS[setting].guests), relation=RELATIONS[sort], age=age,
                  woman=rng.random(size) < WOMEN[sort], widowed=(age > 30) & (rng.random(size) < WIDOWED[sort]))
