"""What the counted households produce, by the codes of the household form: the one place that knows how the seed keeps it."""

from dataclasses import dataclass

import numpy as np

from seed.indicators.census import Census
from seed.indicators.resources.commodities import Question
from seed.odds import Bools
from seed.produce import commodities
from seed.produce.rows import Rows

TABLES = {Question.FOOD: "pangan", Question.FRUIT: "buah", Question.HERBS: "obat", Question.PLANTATION: "kebun",
          Question.FOREST: "hutan", Question.ANIMALS: "ternak", Question.FISH: "ikan", Question.PROCESSING: "olahan-ternak"}
TONS = {commodities.UNITS["kg"]: .001, commodities.UNITS["buah"]: .0011}
"""By unit; tons, heads, litres, cubic metres and poles stay as they are. Of pieces only coconuts are counted."""
WORDS = {
    commodities.CONSUMER: "Dijual langsung ke konsumen", commodities.MARKET: "Dijual ke pasar",
    commodities.COOPERATIVE: "Dijual melalui KUD", commodities.TRADER: "Dijual melalui tengkulak",
    commodities.RETAILER: "Dijual melalui pengecer", commodities.BARN: "Dijual ke lumbung desa/kelurahan"}


@dataclass(frozen=True, slots=True)
class Produce:
    """Of one commodity: how many households have it, how much in a year (tons; animals by head), and rupiah for all of it."""

    owners: int
    amount: float
    value: int


def produce(census: Census, question: Question) -> dict[int, Produce]:
    """By the commodity's code."""
    if question is Question.TOOLS:
        return _gear(census)
    rows = _rows(census, question)
    tons = rows.amount * np.select([rows.unit == unit for unit in TONS], list(TONS.values()), 1.0)
    codes, place = np.unique(rows.code, return_inverse=True)
    sums = zip(codes.tolist(), np.bincount(place).tolist(), np.bincount(place, weights=tons).tolist(),
               np.bincount(place, weights=rows.value).tolist(), strict=True)
    return {code: Produce(owners, amount, round(value)) for code, owners, amount, value in sums}


def growers(census: Census, question: Question) -> Bools:
    """Which of the village's households have something of it."""
    homes = census.village.homes
    return homes.farms.produce[TABLES[question]].has(len(homes.filled))


def ways(census: Census, question: Question) -> set[str]:
    """How the households sell it, in the words of the sheets pt-pasar-…"""
    return {WORDS[market] for market in np.unique(_rows(census, question).sold).tolist() if market in WORDS}


def _rows(census: Census, question: Question) -> Rows:
    return census.village.homes.farms.produce[TABLES[question]].of(_counted(census))


def _gear(census: Census) -> dict[int, Produce]:
    fishing = census.village.homes.farms.fishing
    here = _counted(census)[fishing.gear_of]
    return {code: Produce(int(np.count_nonzero(kind)), int(fishing.pieces[here][kind].sum()), 0)
            for code in np.unique(fishing.gear[here]).tolist() if (kind := fishing.gear[here] == code).any()}


def _counted(census: Census) -> Bools:
    counted = np.zeros(len(census.village.homes.filled), dtype=np.bool_)
    counted[census.households] = True
    return counted
