"""What can grow, graze, be caught or dug: commodities.csv, one row a commodity of a table of the household form.

table, code, name   as in the official lists; ikan is split into ikan-laut, -tambak, -kolam and -sungai
unit                the unit in which a household answers
yields              units a year from one hectare (pangan: a harvest), tree, garden or animal; what is counted itself has 1
price               rupiah a unit, at the farm or the landing place, about 2013
margin              the part of the value that is left as income when all is paid
sold                how it is sold: a row of MARKETS
coast … forest      weights by the village's setting; of ternak: the percentage of households that keep it
lowest, highest     metres above the sea between which it grows
land                hectares of one tree or garden; of pangan: the largest part of a farm that is planted with it

Yields and prices are orders of magnitude of East Java about 2013, made for practice and not for statistics.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from sandbox.files.listings import ListRow, read_list
from seed.chance.odds import Floats, Ints, Odds
from seed.land.areas import Area, Setting

FILE = Path(__file__).parent / "commodities.csv"
UNITS = {"kg": 960, "ton": 966, "buah": 1013, "ekor": 1745, "liter": 962, "m3": 961, "batang": 1746}
FRACTIONS = (UNITS["ton"], UNITS["m3"])
"""Units in which one answers with a decimal."""

TRADER, MARKET, RETAILER, CONSUMER, COOPERATIVE, BARN, NOT_SOLD = 491, 489, 492, 488, 490, 493, 494
MARKET_CODES = np.array([TRADER, MARKET, RETAILER, CONSUMER, COOPERATIVE, BARN, NOT_SOLD])
MARKETS = {
    "grain": (66, 6, 6, 2, 4, 4, 12), "bulk": (62, 18, 8, 4, 3, 0, 5), "fresh": (34, 46, 12, 8, 0, 0, 0),
    "yard": (18, 30, 8, 12, 0, 0, 32), "garden": (4, 12, 2, 4, 0, 0, 78), "estate": (78, 8, 4, 2, 6, 0, 2),
    "mill": (12, 0, 0, 0, 86, 0, 2), "timber": (72, 8, 8, 10, 0, 0, 2), "wood": (10, 22, 8, 42, 0, 0, 18),
    "large": (58, 34, 0, 8, 0, 0, 0), "poultry": (14, 34, 2, 18, 0, 0, 32), "flock": (82, 6, 10, 2, 0, 0, 0),
    "pet": (0, 0, 0, 0, 0, 0, 1), "eggs": (8, 40, 18, 34, 0, 0, 0), "milk": (16, 0, 0, 6, 78, 0, 0),
    "swiftlet": (90, 0, 0, 10, 0, 0, 0), "snack": (16, 40, 34, 10, 0, 0, 0), "landing": (66, 22, 6, 4, 2, 0, 0),
    "pond": (30, 30, 12, 22, 0, 0, 6), "quarry": (44, 2, 6, 48, 0, 0, 0)}
"""By the word in column `sold`: weights of MARKET_CODES."""


SETTINGS = tuple(setting.value for setting in Setting)
WHOLES = ("price", "lowest", "highest")
DECIMALS = ("yields", "margin", "land", *SETTINGS)
MOST_ROWS = 1000


@dataclass(frozen=True, slots=True)
class Commodity:
    """A row of the file."""

    table: str
    code: int
    unit: int
    """Its code."""
    sold: str
    wholes: Mapping[str, int]
    """By column of WHOLES."""
    decimals: Mapping[str, float]
    """By column of DECIMALS."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The commodities of one table in columns; an `item` is a place in them."""

    code: Ints
    unit: Ints
    yields: Floats
    price: Ints
    margin: Floats
    sold: Floats
    """Bounds of the odds over MARKET_CODES, a row a commodity."""
    weights: Mapping[str, Floats]
    """By setting: how frequent each commodity is there, whatever the height."""
    lowest: Ints
    highest: Ints
    land: Floats

    def item(self, code: int) -> int:
        """The place of a code. Raises ValueError for one that the table lacks."""
        return self.code.tolist().index(code)

    def fitting(self, area: Area) -> Floats:
        """Weights in a village of that setting and height."""
        return self.weights[area.setting.value] * ((self.lowest <= area.altitude) & (area.altitude <= self.highest))

    def odds(self, weights: Floats) -> Odds:
        """Odds over the items. Where nothing has a weight, all are alike."""
        return Odds.of(dict(enumerate(weights if weights.any() else np.ones(len(weights)))))


def codes_of(table: str) -> set[int]:
    """Codes of a table of the form: 'ikan' has those of ikan-laut and the others."""
    return {each.code for each in _commodities() if each.table == table or each.table.startswith(f"{table}-")}


@cache
def catalogue(table: str) -> Catalogue:
    """The commodities of commodities.csv that belong to this table."""
    rows = [each for each in _commodities() if each.table == table]
    heights = np.array([MARKETS[each.sold] for each in rows], dtype=float).cumsum(axis=1)
    wholes = {name: np.array([each.wholes[name] for each in rows]) for name in WHOLES}
    decimals = {name: np.array([each.decimals[name] for each in rows]) for name in DECIMALS}
    return Catalogue(
        code=np.array([each.code for each in rows]), unit=np.array([each.unit for each in rows]),
        sold=heights / heights[:, -1:], weights={name: decimals.pop(name) for name in SETTINGS}, **wholes, **decimals)


@cache
def _commodities() -> list[Commodity]:
    columns = ("table", "code", "unit", "sold", *WHOLES, *DECIMALS)
    return read_list(FILE, columns, _commodity, most=MOST_ROWS)


def _commodity(row: ListRow) -> Commodity:
    return Commodity(
        row.filled("table"), row.whole("code"), UNITS.get(row.one_of("unit", UNITS), 0), row.one_of("sold", MARKETS),
        {name: row.whole(name) for name in WHOLES}, {name: row.decimal(name) for name in DECIMALS})
