"""What the counted households produce, by the codes of the household form: the one place that knows how the seed keeps it."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from seed.chance.odds import Bools, Ints
from seed.homes.produce import commodities
from seed.homes.produce.rows import Rows
from seed.indicators.census import Census, Inhabitants
from seed.indicators.resources.commodities import ProduceTable

TONS = np.ones(max(commodities.UNITS.values()) + 1)
TONS[commodities.UNITS["kg"]], TONS[commodities.UNITS["buah"]] = .001, .0011
"""Tons by code of the unit; tons, heads, litres, cubic metres and poles stay as they are. Of pieces only coconuts are counted."""
SELDOM = .04
"""What fewer of those who sell something do is not told as a way in which the village sells it."""
WAYS = {
    commodities.CONSUMER: "Dijual langsung ke konsumen", commodities.MARKET: "Dijual ke pasar",
    commodities.COOPERATIVE: "Dijual melalui KUD", commodities.TRADER: "Dijual melalui tengkulak",
    commodities.RETAILER: "Dijual melalui pengecer", commodities.BARN: "Dijual ke lumbung desa/kelurahan"}


@dataclass(frozen=True, slots=True)
class Produce:
    """What the counted households had of one commodity in a year."""

    owners: int
    """Households that have it."""
    amount: float
    """Tons; of animals heads, of the forest's and the animals' products what their unit is (1 kg is .001)."""
    value: float
    """Rupiah for all of it."""
    hectares: float
    """On which it grows: of field crops, summed over the harvests."""


def produce(census: Census, table: ProduceTable) -> dict[int, Produce]:
    """What the counted households produce of that table, by the commodity's code."""
    rows = _rows(census, table)
    here = census.counts_home[rows.household]
    code = rows.code[here]
    sums = [_sums(code, numbers[here]) for numbers in (rows.amount * TONS[rows.unit], rows.value, rows.hectares)]
    owners = np.bincount(code)
    return {kind: Produce(int(owners[kind]), *(float(each[kind]) for each in sums)) for kind in np.flatnonzero(owners).tolist()}


def known(grown: Mapping[int, Produce], titles: Mapping[int, str]) -> dict[int, Produce]:
    """What a sheet has a line for: `titles` by code."""
    return {code: found for code, found in grown.items() if code in titles}


def growers(census: Census, table: ProduceTable) -> Bools:
    """Which of the village's households have a row in that table."""
    return _rows(census, table).has(len(census.village.homes.filled))


def ways(census: Census, *tables: ProduceTable) -> set[str]:
    """How the households sell it, in the words of the sheets pt-pasar-…"""
    every = (_rows(census, table) for table in tables)
    return told(np.concatenate([rows.sold[census.counts_home[rows.household]] for rows in every]))


def told(markets: Ints) -> set[str]:
    """The words for all of these markets (codes, one a row) but the rarest. What is not sold is left out."""
    sold = markets[markets != commodities.NOT_SOLD]
    counts = np.bincount(sold)
    return {WAYS[market] for market in np.flatnonzero(counts >= max(1, SELDOM * len(sold))).tolist()} if len(sold) else set()


def gear(census: Census) -> dict[int, int]:
    """Pieces of gear by the code of question 58, of fishermen who go to sea; what catches fish in a river is not counted."""
    fishing = census.village.homes.farms.fishing
    if not fishing.at_sea:
        return {}
    here = census.counts_home[fishing.gear_of]
    pieces = _sums(fishing.gear[here], fishing.pieces[here])
    return {kind: int(pieces[kind]) for kind in np.flatnonzero(pieces).tolist()}


def from_salt_ponds(census: Census) -> float:
    """Tons of fish and shrimps from the salt ponds of households."""
    rows, farms = _rows(census, ProduceTable.FISH), census.village.homes.farms
    here = (census.counts_home & farms.fishing.brackish)[rows.household]
    return float((rows.amount * TONS[rows.unit])[here].sum())


def mined(village: Inhabitants) -> dict[int, bool]:
    """What its households dig, by the code of question 48, and whether any of them owns the ground."""
    mines = village.homes.farms.mines
    found = dict.fromkeys(mines.code.tolist(), False)
    return found | dict.fromkeys(mines.code[mines.hectares > 0].tolist(), True)


def _rows(census: Census, table: ProduceTable) -> Rows:
    return census.village.homes.farms.produce[table]


def _sums(code: Ints, numbers: np.ndarray) -> np.ndarray:
    """The sum of the numbers for each code, which is the index."""
    return np.bincount(code, weights=numbers)
