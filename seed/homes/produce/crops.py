"""What grows: food crops (questions 12 to 16), fruit (17 to 22), medicinal plants (23 to 27), plantation crops (28 to 32) and
products of the forest (33 to 37). Only on land of that kind, rule D27; fruit and medicinal plants stand in yards.
"""

import numpy as np

from seed.chance.odds import Floats, Ints, Rng
from seed.homes.households import Households
from seed.homes.produce.commodities import catalogue
from seed.homes.produce.rows import Rows, joined_rows, rows, several
from seed.land.areas import Area, Setting

PADDY = (7, 8)
TWICE, THRICE = .68, .14
"""Shares of the paddy fields that are harvested two and three times a year. Other crops bear once."""
SECOND_CROP = .42
"""Share of the farms on which something else is planted in another season."""
ORCHARDS = .035
"""Share of the farms with fruit trees in rows, instead of a few in the yard."""
FRUIT = {Setting.COAST: .26, Setting.TOWN: .09, Setting.RICE: .32, Setting.PLANTATION: .4, Setting.FOREST: .42}
MEDICINE = {Setting.COAST: .05, Setting.TOWN: .06, Setting.RICE: .08, Setting.PLANTATION: .11, Setting.FOREST: .11}
"""Shares of the households in whose yard there is fruit, and medicinal plants."""
MIXED = .28
"""Share of the plantations with a second crop in the same garden."""


def fields(rng: Rng, area: Area, hectares: Floats) -> Rows:
    """Food crops: a main crop, often one more in another season; at most three harvests a year (rule P15)."""
    known = catalogue("pangan")
    household = np.flatnonzero(hectares > 0)
    size, weights = len(household), known.fitting(area)
    first = known.odds(weights).draw(rng, size)
    other = known.odds(weights * ~np.isin(known.code, PADDY)).draw(rng, size)
    chance = rng.random(size)
    paddy = np.isin(known.code[first], PADDY)
    harvests = np.where(paddy, np.select([chance < THRICE, chance < THRICE + TWICE], [3, 2], 1), 1)
    sown = hectares[household] * np.where(paddy, 1, np.minimum(known.land[first], rng.uniform(.6, 1, size)))
    main = _grown(rng, "pangan", household, first, (sown * harvests).round(2))
    again = (harvests < 3) & (rng.random(size) < SECOND_CROP) & (other != first)
    part = hectares[household] * np.minimum(known.land[other], rng.uniform(.25, 1, size))
    return joined_rows(main, _grown(rng, "pangan", household[again], other[again], part[again].clip(.01).round(2)))


def fruit(rng: Rng, area: Area, families: Households, farmed: Floats) -> Rows:
    """Fruit trees in yards and some orchards. `farmed`: hectares of food crops of each household."""
    known = catalogue("buah")
    orchard = (farmed > .1) & (rng.random(families.size) < ORCHARDS)
    household = np.flatnonzero(orchard | (rng.random(families.size) < FRUIT[area.setting]))
    household, item = several(rng, known.odds(known.fitting(area)), household, (.32, .2))
    trees = np.where(orchard[household], _trees_of(.5 * farmed[household], known.land[item]), rng.geometric(.28, len(household)))
    return rows(rng, "buah", household, item, trees, hectares=trees * known.land[item], count=trees)


def _trees_of(hectares: Floats, each: Floats) -> Ints:
    """How many trees of `each` hectares stand on so many hectares."""
    return np.round(hectares / each).clip(5, 400).astype(np.int64)


def medicine(rng: Rng, area: Area, families: Households) -> Rows:
    """A bed of medicinal plants in the yard."""
    known = catalogue("obat")
    household = np.flatnonzero(rng.random(families.size) < MEDICINE[area.setting])
    household, item = several(rng, known.odds(known.fitting(area)), household, (.4, .3))
    beds = np.exp(rng.normal(0, .6, len(household)))
    return rows(rng, "obat", household, item, beds, hectares=beds * known.land[item])


def plantations(rng: Rng, area: Area, hectares: Floats) -> Rows:
    """Plantation crops, by what is known of the village (area.crops)."""
    known = catalogue("kebun")
    local = np.array([area.crops.get(code, 0) for code in known.code.tolist()], dtype=float)
    odds = known.odds(local if local.any() else known.fitting(area))
    return _shared(rng, "kebun", *several(rng, odds, np.flatnonzero(hectares > 0), (MIXED,)), hectares)


def woods(rng: Rng, area: Area, hectares: Floats) -> Rows:
    """What the household's own wood (hutan rakyat) gives."""
    known = catalogue("hutan")
    household, item = several(rng, known.odds(known.fitting(area)), np.flatnonzero(hectares > 0), (.35, .15))
    return _shared(rng, "hutan", household, item, hectares)


def _shared(rng: Rng, table: str, household: Ints, item: Ints, hectares: Floats) -> Rows:
    """Rows that share the land of their household evenly. `hectares`: of each household."""
    each = hectares[household] / np.bincount(household, minlength=len(hectares))[household]
    return _grown(rng, table, household, item, each)


def _grown(rng: Rng, table: str, household: Ints, item: Ints, hectares: Floats) -> Rows:
    """Rows whose amount follows from the hectares of each."""
    return rows(rng, table, household, item, hectares, hectares=hectares)
