"""The house: whose it is (question 3), its water (8, 9, 60), walls, floor and roof (65 to 67), toilet and meals (75, 76).

Tables are sorted from poor to rich, and every draw leans on the household's means.
"""

from collections.abc import Mapping

import numpy as np

from seed.chance.json_pieces import Pieces
from seed.chance.odds import Bools, Ints, Odds, Rng
from seed.homes.farms import Farms
from seed.homes.households import Households
from seed.homes.welfare import Means, even, leaning
from seed.land.areas import Area, Setting

OWN, PARENTS, FAMILY, RENTED, LENT = 169, 170, 171, 172, 173
YOUNG = Odds.of({RENTED: 6, LENT: 3, FAMILY: 9, PARENTS: 30, OWN: 52})
SETTLED = Odds.of({LENT: 2, RENTED: 2, FAMILY: 3, PARENTS: 5, OWN: 88})
OLD = Odds.of({LENT: 1, RENTED: .5, FAMILY: 2.5, OWN: 96})
RENTED_IN_TOWN = .4
"""Share of those in a town who would live with parents or relatives: they rent instead."""

RAIN, TANK, REFILL, RESERVOIR, HYDRANT, SPRING, PIPED, PIPE, SEEPAGE, DUG_WELL, PUMP, RIVER = (
    503, 504, 505, 502, 498, 495, 499, 500, 1741, 496, 497, 501)
WATER: Mapping[Setting, Mapping[int, float]] = {
    Setting.COAST: {RIVER: .3, SPRING: 2, RAIN: .2, HYDRANT: 2, SEEPAGE: .5, DUG_WELL: 46, PIPE: 2, PUMP: 25, PIPED: 16, TANK: 1,
                    REFILL: 5},
    Setting.TOWN: {HYDRANT: 1, DUG_WELL: 22, PUMP: 24, PIPED: 46, REFILL: 7},
    Setting.RICE: {RIVER: .5, SPRING: 5, HYDRANT: .7, SEEPAGE: .5, DUG_WELL: 52, PIPE: 4, PUMP: 25, PIPED: 10, REFILL: 2.3},
    Setting.PLANTATION: {RIVER: 1.5, RAIN: .2, SPRING: 36, HYDRANT: 2, SEEPAGE: 1, DUG_WELL: 28, PIPE: 20, PUMP: 6, PIPED: 5,
                         REFILL: .3},
    Setting.FOREST: {RIVER: 2, RAIN: .5, SPRING: 34, HYDRANT: 2, SEEPAGE: 1.5, DUG_WELL: 34, PIPE: 15, PUMP: 7, PIPED: 3.5,
                     REFILL: .5}}
UNLIKE = .4
"""By how much villages differ: standard deviation of the logarithm of a source's weight."""
DOUBTFUL = (RIVER, RAIN, RESERVOIR, SEEPAGE)
GOOD, TASTES, COLOURED, SMELLS = 1, 2, 3, 4
CLEAN, CLEAN_IF_DOUBTFUL = .95, .55
"""Shares of the households whose water is clean: from good sources, and from DOUBTFUL ones."""
SECOND = .17
"""Share that would draw from a second source too."""
BRACKISH = {Setting.COAST: .07}
"""Share of the wells near the shore whose water tastes of salt."""

LEAVES, CLAY, BAMBOO, WOOD, BRICK = 740, 738, 737, 736, 735
WALLS = {
    Setting.COAST: Odds.of({LEAVES: .1, BAMBOO: 10, WOOD: 11, BRICK: 79}),
    Setting.TOWN: Odds.of({BAMBOO: 1.5, WOOD: 3.5, BRICK: 95}),
    Setting.RICE: Odds.of({CLAY: .1, BAMBOO: 7, WOOD: 7, BRICK: 86}),
    Setting.PLANTATION: Odds.of({CLAY: .2, BAMBOO: 14, WOOD: 11, BRICK: 75}),
    Setting.FOREST: Odds.of({LEAVES: .1, CLAY: .2, BAMBOO: 18, WOOD: 14, BRICK: 68})}
EARTH, PLANKS, CEMENT, TILES = 744, 743, 742, 741
FLOORS = {
    Setting.COAST: Odds.of({EARTH: 11, PLANKS: .6, CEMENT: 40, TILES: 48}),
    Setting.TOWN: Odds.of({EARTH: 2, CEMENT: 24, TILES: 74}),
    Setting.RICE: Odds.of({EARTH: 9, CEMENT: 42, TILES: 49}),
    Setting.PLANTATION: Odds.of({EARTH: 15, PLANKS: .3, CEMENT: 46, TILES: 39}),
    Setting.FOREST: Odds.of({EARTH: 19, PLANKS: .4, CEMENT: 47, TILES: 33})}
LIKE_THE_MEANS, LIKE_THE_HOUSE = .85, .9
"""How closely a house goes with the means, and each of its parts with the house."""
LIGHT_WALLS = (LEAVES, CLAY, BAMBOO)
"""In such a house nobody lays tiles."""
GRASS, LONTAR, TIN, ASBESTOS, ROOF_TILES = 7752, 751, 746, 747, 745
ROOFS = {
    Setting.COAST: Odds.of({LONTAR: .1, GRASS: .2, TIN: 1, ASBESTOS: 5, ROOF_TILES: 94}),
    Setting.TOWN: Odds.of({TIN: .5, ASBESTOS: 6, ROOF_TILES: 93.5}),
    Setting.RICE: Odds.of({GRASS: .1, TIN: .7, ASBESTOS: 3, ROOF_TILES: 96}),
    Setting.PLANTATION: Odds.of({GRASS: .2, TIN: 3, ASBESTOS: 5, ROOF_TILES: 92}),
    Setting.FOREST: Odds.of({GRASS: .5, TIN: 3, ASBESTOS: 4, ROOF_TILES: 92})}

OUTSIDE, SHARED, SIMPLE, TOILET = 845, 846, 844, 843
TOILETS = {
    Setting.COAST: Odds.of({OUTSIDE: 11, SHARED: 6, SIMPLE: 12, TOILET: 71}),
    Setting.TOWN: Odds.of({OUTSIDE: 2, SHARED: 5, SIMPLE: 5, TOILET: 88}),
    Setting.RICE: Odds.of({OUTSIDE: 10, SHARED: 3, SIMPLE: 13, TOILET: 74}),
    Setting.PLANTATION: Odds.of({OUTSIDE: 16, SHARED: 6, SIMPLE: 18, TOILET: 60}),
    Setting.FOREST: Odds.of({OUTSIDE: 19, SHARED: 4, SIMPLE: 20, TOILET: 57})}
MEALS = Odds.of({847: .4, 848: 11, 849: 87, 850: 1.6})

DRINKING, WASHING, IRRIGATION, TO_THE_RIVER, FISH_FARMING = 511, 512, 513, 514, 510
PADDY = 7
IRRIGATED = {Setting.COAST: .6, Setting.TOWN: .75, Setting.RICE: .82, Setting.PLANTATION: .55, Setting.FOREST: .4}
"""Share of the paddy growers whose water comes from a river."""


def tenure(rng: Rng, families: Households, means: Means, area: Area) -> Ints:
    """Question 3: the older, the more often one's own."""
    age, chance = families.people.age[families.head], means.lean(rng, .25)
    drawn = np.select([age < 35, age < 60], [YOUNG.at(chance), SETTLED.at(chance)], OLD.at(chance))
    moves = np.isin(drawn, (PARENTS, FAMILY)) & (rng.random(families.size) < RENTED_IN_TOWN) & (area.setting == Setting.TOWN)
    return np.where(moves, RENTED, drawn)


def water(rng: Rng, means: Means, area: Area) -> tuple[Ints, dict[int, Bools]]:
    """Questions 8 and 9: where the drinking water comes from, and what it is like."""
    weights = WATER[area.setting]
    differ = np.exp(rng.normal(0, UNLIKE, len(weights))).tolist()
    odds = Odds.of({source: weight * much for (source, weight), much in zip(weights.items(), differ, strict=True)})
    source = odds.at(means.lean(rng, .5))
    chance, kind = rng.random((2, len(source)))
    salty = (rng.random(len(source)) < BRACKISH.get(area.setting, 0)) & np.isin(source, (DUG_WELL, PUMP))
    clean = (chance < np.where(np.isin(source, DOUBTFUL), CLEAN_IF_DOUBTFUL, CLEAN)) & ~salty
    coloured, smells = ~clean & ~salty & (kind < .7), ~clean & ~salty & (kind > .9)
    return source, {GOOD: clean, TASTES: salty | ~clean & (kind > .55) & ~smells, COLOURED: coloured, SMELLS: smells}


def other_water(rng: Rng, source: Ints, area: Area) -> Pieces:
    """The table of further sources: a household in eight has one, seldom the same as its first. '' where there is none."""
    weights = WATER[area.setting]
    other = Odds.of({each: weight for each, weight in weights.items() if each not in DOUBTFUL}).draw(rng, len(source))
    has = (rng.random(len(source)) < SECOND) & (other != source)
    clean = np.where(rng.random(len(source)) < CLEAN, GOOD, COLOURED)
    return [f'"air-lain":[{{"water":"{water}","condition":"{state}"}}]' if is_told else ""
            for water, state, is_told in zip(other.tolist(), clean.tolist(), has.tolist(), strict=True)]


def building(rng: Rng, means: Means, area: Area) -> dict[str, Ints]:
    """Questions 65 to 67 and 75. What a house is like hangs together, more than income tells."""
    house = leaning(rng, means.score, LIKE_THE_MEANS)

    def drawn(tables: Mapping[Setting, Odds]) -> Ints:
        return tables[area.setting].at(even(leaning(rng, house, LIKE_THE_HOUSE)))

    wall, floor = drawn(WALLS), drawn(FLOORS)
    floor = np.where(np.isin(wall, LIGHT_WALLS) & (floor == TILES), CEMENT, floor)
    return {"65": wall, "66": floor, "67": drawn(ROOFS), "75": drawn(TOILETS)}


def meals(rng: Rng, means: Means) -> Ints:
    """Question 76: how often each household eats in a day."""
    return MEALS.at(means.lean(rng, .6))


def river(rng: Rng, farms: Farms, area: Area, source: Ints, toilet: Ints) -> dict[int, Bools]:
    """Question 60: what the household uses rivers and reservoirs for."""
    size = len(source)
    paddy = farms.produce["pangan"].kind(PADDY).has(size)
    outside, chance = toilet == OUTSIDE, rng.random((3, size))
    inland = farms.fishing.fishes & ~farms.fishing.at_sea
    return {
        FISH_FARMING: farms.fishing.pond & (chance[0] < .7) | inland, DRINKING: source == RIVER,
        WASHING: outside & (chance[1] < .55) | (source == RIVER), IRRIGATION: paddy & (chance[2] < IRRIGATED[area.setting]),
        TO_THE_RIVER: outside & (chance[0] < .75)}
