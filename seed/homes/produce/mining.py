"""Sand, stone and clay (questions 48 to 52): the few who dig on land of their own, and those who carry sulphur from a volcano."""

from dataclasses import dataclass

import numpy as np

from seed.chance.json_pieces import Pieces
from seed.chance.odds import Floats, Ints, Odds, Rng
from seed.homes.households import Households
from seed.homes.produce.commodities import MARKET_CODES, catalogue
from seed.homes.produce.rows import joined_pieces
from seed.land.areas import Area

MINER = 23
"""Code of member question 9."""
WITH_A_PIT = .3
"""Share of the miners' households with a pit of their own; the others dig for wages."""
SULPHUR = 202
SULPHUR_CARRIERS, SULPHUR_FROM = .7, 400
"""Where a volcano is near: of the miners' households, and metres above the sea."""
PIT = Odds.of({5: 30, 10: 30, 20: 22, 35: 12, 50: 6})
"""Hundredths of a hectare of a pit."""


@dataclass(frozen=True, slots=True)
class Mines:
    """The rows of the table galian, in columns; `household` is the index of the household."""

    household: Ints
    code: Ints
    hectares: Floats
    """Question 49; 0 where nobody of the village owns the ground. Nothing is owned by custom (question 50)."""
    unit: Ints
    sold: Ints


def mines(rng: Rng, area: Area, families: Households) -> Mines:
    """Draw who of the miners' households digs on his own account, and what."""
    known = catalogue("galian")
    miners = np.flatnonzero(families.works(MINER))
    sulphur = "volcano" in area.hazards and area.altitude >= SULPHUR_FROM
    chance = rng.random(len(miners))
    carries = (chance < SULPHUR_CARRIERS) & sulphur
    household = miners[carries | (chance > 1 - WITH_A_PIT)]
    carries = carries[carries | (chance > 1 - WITH_A_PIT)]
    size = len(household)
    item = np.where(carries, known.item(SULPHUR), known.odds(known.fitting(area)).draw(rng, size))
    sold = MARKET_CODES[(rng.random(size)[:, None] >= known.sold[item]).sum(axis=1)]
    return Mines(household, known.code[item], np.where(carries, 0, PIT.draw(rng, size) / 100), known.unit[item], sold)


def pieces(mines: Mines, size: int) -> Pieces:
    """The table galian as a piece of each household's answers."""
    columns = zip(mines.code.tolist(), mines.hectares.tolist(), mines.unit.tolist(), mines.sold.tolist(), strict=True)
    return joined_pieces("galian", mines.household, [
        f'{{"48":"{code}","49":{hectares:g},"50":0,"51":"{unit}","52":"{sold}"}}'
        for code, hectares, unit, sold in columns], size)
