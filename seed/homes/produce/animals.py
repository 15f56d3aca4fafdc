"""Animals (questions 38 to 42) and what they give (53 to 57)."""

import numpy as np

from seed.chance.odds import Bools, Floats, Ints, Rng
from seed.homes.households import Households
from seed.homes.produce.commodities import catalogue
from seed.homes.produce.rows import Rows, rows
from seed.land.areas import Area
from seed.lives import work
from seed.people.origins import ISLAM

COW, BUFFALO, HORSE, GOAT, SHEEP, PIG, DOG = 122, 123, 128, 129, 130, 124, 135
HEN, DUCK, GOOSE, PIGEON, RABBIT, BROILER, QUAIL = 125, 127, 131, 244, 133, 126, 132
LARGE = (COW, BUFFALO, HORSE)
SMALL = (GOAT, SHEEP, PIG, HEN, DUCK, GOOSE, RABBIT, BROILER, QUAIL)
"""Ternak besar and ternak kecil of question 68."""
HERD = {COW: (1, 3), BUFFALO: (1, 2), HORSE: (1, 1), GOAT: (2, 6), SHEEP: (2, 7), HEN: (3, 20), DUCK: (4, 25), GOOSE: (2, 5),
        PIGEON: (4, 16), RABBIT: (3, 12), BROILER: (1500, 5000), QUAIL: (300, 1500), PIG: (1, 4), DOG: (1, 2)}
"""Fewest and most heads of a household that keeps them."""
FARMERS, HERDERS, MOST = 1.5, 4.0, .9
"""How many times more often than others they keep an animal, and how many of them do at most."""
NOT_FOR_MUSLIMS = {PIG: .2, DOG: .25}
"""Shares of the other households that keep them."""
EGGS, MILK, HONEY, NEST, CRACKLING = 228, 226, 230, 232, 248
LAYING = {HEN: 1.2, DUCK: 7.0, QUAIL: 2.2}
"""Kilograms of eggs a year for each bird of the flock."""
WITH_EGGS, DAIRY = .3, .12
"""Shares of those with enough hens, and of those with two cows, who say that they have eggs, or milk."""
DAIRY_FROM = 500
"""Metres above the sea from which on cows are kept for milk."""
BEES, SWIFTLETS, COOKS = .002, .001, .0006
"""Shares of the households."""


def herds(rng: Rng, area: Area, families: Households) -> Rows:
    """The table ternak: animals by what the setting usually keeps, more with farmers and herders."""
    known = catalogue("ternak")
    percent, codes = known.fitting(area), known.code.tolist()
    share = np.outer(np.where(families.works(work.HERDER), HERDERS, np.where(families.works(work.FARMER), FARMERS, 1)),
                     percent / 100).clip(max=MOST)
    others = families.lives.faith[families.head] != ISLAM
    for code, of_others in NOT_FOR_MUSLIMS.items():
        share[others, codes.index(code)] = of_others
    household, item = np.nonzero(rng.random(share.shape) < share)
    fewest, most = np.array([HERD[code] for code in codes]).T
    heads = rng.integers(fewest[item], most[item], endpoint=True)
    return rows(rng, "ternak", household, item, heads)


def products(rng: Rng, area: Area, families: Households, herds: Rows) -> Rows:
    """Eggs, milk, honey, swiftlets' nests, crackling: one row a household at most."""
    size = families.size
    eggs = sum((kilos * _heads(herds, bird, size) for bird, kilos in LAYING.items()), start=np.zeros(size))
    cows = _heads(herds, COW, size)
    chance, luck = rng.random((3, size)), rng.random(size)
    milks = (cows >= 2) & (chance[0] < DAIRY) & (area.altitude >= DAIRY_FROM)
    gathers = (eggs >= 8) & (chance[1] < WITH_EGGS)
    kinds: list[tuple[int, Bools, Floats]] = [
        (MILK, milks, cows), (EGGS, gathers & ~milks, eggs), (HONEY, chance[2] < BEES, .5 + luck),
        (NEST, chance[2] > 1 - SWIFTLETS, .5 + luck), (CRACKLING, abs(chance[2] - .5) < COOKS / 2, .5 + luck)]
    code, scale = np.zeros(size, dtype=np.int64), np.zeros(size)
    for product, has, much in kinds:
        here = has & (code == 0)
        code[here], scale[here] = product, much[here]
    household = np.flatnonzero(code)
    return rows(rng, "olahan-ternak", household, _items("olahan-ternak", code[household]), scale[household])


def _heads(herds: Rows, animal: int, size: int) -> Floats:
    """How many of that animal each of the households has."""
    return herds.sums(herds.amount * (herds.code == animal), size)


def _items(table: str, codes: Ints) -> Ints:
    """The places of codes in the catalogue of that table."""
    known = catalogue(table)
    place = np.zeros(int(known.code.max()) + 1, dtype=np.int64)
    place[known.code] = np.arange(len(known.code))
    return place[codes]
