"""Land, crops, trees and animals of every household: questions 10 to 59 and 62. A table without rows is answered: none."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from seed import work
from seed.odds import Bools, Ints, Rng
from seed.pieces import Pieces

FOOD, PLANTATION = 950, 951
AREAS = np.array([.1, .2, .3, .4, .5, .6, .7, .8, .9, 1.0, 5.0])
AREA_CODES = np.array([1744, 705, 706, 707, 708, 709, 710, 711, 712, 713, 714, 715])
"""Question 62, by the upper bounds of AREAS; LANDLESS for none."""
LANDLESS = 704
SMALL, MIDDLE, LARGE = 1732, 1733, 1734
"""Question 11: below 0.5 ha, to 1.0 ha, above."""
KG, TON, PIECES, HEADS = 960, 966, 1013, 1745
MARKET, TRADER = 489, 491


@dataclass(frozen=True, slots=True)
class Crop:
    """What one hectare (or tree, or animal) gives and brings."""

    code: int
    unit: int
    yields: float
    price: int
    sold: int


RICE = Crop(7, TON, 10.4, 5_200_000, TRADER)
MAIZE = Crop(1, TON, 6.1, 4_300_000, TRADER)
CHILI = Crop(11, TON, 5.5, 14_000_000, MARKET)
FIELDS = (RICE, MAIZE, CHILI)
PLANTATIONS = (Crop(80, PIECES, 5200, 2_500, TRADER), Crop(82, KG, 720, 26_000, TRADER), Crop(83, KG, 260, 95_000, TRADER))
"""Coconut, coffee, clove."""
FRUITS = (Crop(43, KG, 24, 4_000, MARKET), Crop(32, KG, 45, 6_000, MARKET), Crop(33, KG, 38, 5_000, MARKET),
          Crop(37, KG, 30, 3_000, MARKET))
"""Banana, mango, rambutan, papaya."""
HEN = Crop(125, HEADS, 1, 55_000, MARKET)
GOAT = Crop(129, HEADS, 1, 1_300_000, MARKET)
COW = Crop(122, HEADS, 1, 14_500_000, TRADER)


@dataclass(frozen=True, slots=True)
class Farms:
    """One entry a household."""

    hectares: np.ndarray
    on_plantation: Bools
    hens: Ints
    goats: Ints
    cows: Ints

    @property
    def grows_food(self) -> Bools:
        return (self.hectares > 0) & ~self.on_plantation


def farms(rng: Rng, urban: bool, occupations: dict[int, Bools], size: int) -> Farms:
    """`occupations`: for an occupation's code, which households have somebody in it."""
    farmer, herder = occupations[work.FARMER], occupations[work.HERDER]
    owns = rng.random(size) < np.where(farmer, .86, .02 if urban else .12)
    hectares = np.where(owns, np.exp(rng.normal(-1.05, .75, size)).clip(.03, 7).round(2), 0)
    rural = farmer | herder | (rng.random(size) < (.06 if urban else .38))
    hens = np.where(rural & (rng.random(size) < .55), rng.integers(3, 22, size), 0)
    goats = np.where(rural & (rng.random(size) < np.where(herder, .6, .16)), rng.integers(2, 8, size), 0)
    cows = np.where((farmer | herder) & (rng.random(size) < np.where(herder, .8, .2)), rng.integers(1, 4, size), 0)
    return Farms(hectares, owns & (rng.random(size) < .13), hens, goats, cows)


def land_asset(farms: Farms, own_house: Bools) -> Ints:
    """Question 62: fields, or at least the plot of the family's own house."""
    by_area = AREA_CODES[np.searchsorted(AREAS, farms.hectares, side="right")]
    return np.where(farms.hectares > 0, by_area, np.where(own_house, AREA_CODES[0], LANDLESS))


def columns(rng: Rng, farms: Farms) -> dict[str, Pieces]:
    """The tables that have rows, by id, in the order of the form."""
    size = len(farms.hectares)
    crop = np.searchsorted([.72, .9], rng.random(size)).tolist()
    second = (rng.random(size) < .3).tolist()
    trees = np.where((farms.hectares > 0) & (rng.random(size) < .35), rng.integers(2, 15, size), 0)
    fruit = rng.integers(len(FRUITS), size=size).tolist()
    luck = rng.uniform(.75, 1.2, size)
    # Plain floats and ints: a numpy one is many times slower where it is handled alone.
    harvest, kilos = (farms.hectares * luck).tolist(), (trees * luck).tolist()
    area, count = farms.hectares.tolist(), trees.tolist()
    plantation = farms.on_plantation.tolist()
    herds = list(zip(farms.hens.tolist(), farms.goats.tolist(), farms.cows.tolist(), strict=True))
    return {
        "lahan": _where("lahan", farms.hectares > 0, lambda i: _land(area[i], plantation[i])),
        "pangan": _where("pangan", farms.grows_food, lambda i: _fields(FIELDS[crop[i]], second[i], harvest[i])),
        "buah": _where("buah", trees > 0, lambda i: _trees(FRUITS[fruit[i]], count[i], kilos[i])),
        "kebun": _where("kebun", farms.on_plantation, lambda i: _row(28, PLANTATIONS[crop[i]], harvest[i])),
        "ternak": _where("ternak", farms.hens + farms.goats + farms.cows > 0, lambda i: _animals(herds[i])),
    }


def _where(table: str, has_rows: Bools, rows: Callable[[int], str]) -> Pieces:
    pieces = [""] * len(has_rows)
    for index in np.flatnonzero(has_rows).tolist():
        pieces[index] = f'"{table}":[{rows(index)}]'
    return pieces


def _land(hectares: float, is_plantation: bool) -> str:
    size = SMALL if hectares < .5 else MIDDLE if hectares <= 1 else LARGE
    return f'{{"10":"{PLANTATION if is_plantation else FOOD}","11":"{size}"}}'


def _fields(main: Crop, second: bool, hectares: float) -> str:
    if not second or main is MAIZE:
        return _row(12, main, hectares)
    return _row(12, main, hectares * .7) + "," + _row(12, MAIZE, hectares * .3)


def _row(first: int, crop: Crop, amount: float) -> str:
    """A row of a produce table whose five questions begin at `first`: commodity, amount, unit, value, where sold."""
    produced = round(amount * crop.yields, 1) if crop.unit == TON else round(amount * crop.yields)
    produced = max(produced, .1 if crop.unit == TON else 1)
    worth = round(produced * crop.price / 1000) * 1000
    return (f'{{"{first}":"{crop.code}","{first + 1}":{produced},"{first + 2}":"{crop.unit}",'
            f'"{first + 3}":{worth},"{first + 4}":"{crop.sold}"}}')


def _trees(fruit: Crop, trees: int, amount: float) -> str:
    """`amount`: the trees by their luck."""
    kilos = max(1, round(amount * fruit.yields))
    return f'{{"17":"{fruit.code}","18":{trees},"19":{kilos},"20":"{fruit.unit}","21":{kilos * fruit.price},"22":"{fruit.sold}"}}'


def _animals(herds: tuple[int, int, int]) -> str:
    return ",".join(_row(38, animal, count) for animal, count in zip((HEN, GOAT, COW), herds, strict=True) if count)
