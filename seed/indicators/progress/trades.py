"""The village's businesses by trade: what its people own (member question 18) or, without a business, work as (question 9).

Turnover and costs are rough figures of our own for about 2013, in rupiah a year; the shares are of the turnover.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from seed import work
from seed.indicators.census import Census
from seed.indicators.progress.tally import HIGHEST_CODE, prices, thousands
from seed.odds import Rng

MILLION = 1_000_000
Codes = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Trade:
    businesses: Codes
    occupations: Codes
    million: float
    """Turnover of one business a year."""
    costs: float
    """Materials, or what is bought to be sold again."""
    extra: float
    """Further costs (biaya antara)."""
    assets: float
    """How many years' turnover the buildings and tools are worth."""
    resold: float = 0
    """Of the turnover of a service: what it only passes on (a transaction, no product of its own)."""


TRADES: Mapping[str, Trade] = {
    "kerajinan": Trade((3,), (7, 76, 77), 18, .42, .08, 0),
    "pakaian": Trade((4, 48), (work.TAILOR,), 21, .38, .07, 0),
    "pangan": Trade((5, 29), (work.CAKE_MAKER,), 38, .55, .09, 0),
    "non migas": Trade((6, 7, 8, 34), (89,), 54, .5, .1, 0),
    "lainnya": Trade((30, 31, 33, 46, 50, 51), (work.CARPENTER, 91), 24, .35, .06, 0),
    "tambang": Trade((), (23,), 30, .12, .18, 0),
    "besar": Trade((21, 22, 23, 24), (56,), 260, .86, .05, .25),
    "eceran": Trade((10, 11, 18, 19, 20), (work.SHOPKEEPER, work.PEDLAR), 72, .8, .05, .35),
    "hotel": Trade((59, 60, 61, 64, 65, 66, 67, 68), (65,), 85, .25, .12, 6),
    "restoran": Trade((9,), (work.FOOD_STALL,), 66, .6, .06, .5),
    "bangunan": Trade((47,), (work.MASON, 62), 30, .52, .08, 0),
    "keuangan": Trade((1, 2, 28, 70, 71), (), 90, .1, .06, 0),
    "sewa": Trade((62, 63), (), 6, .08, .04, 0),
    "jasa perusahaan": Trade((54, 55, 56, 57, 58, 69), (28, 29, 31, 35, 82, 85, 112), 48, .15, .08, 0),
    "jasa swasta": Trade((30, 72), (12, 13, 14, 19, 20, 84, 108), 16, .18, .04, .4),
    "hiburan": Trade(tuple(range(35, 43)), (21, 63), 20, .25, .05, .8),
    "perorangan": Trade((49, 52, 74), (15, 26, work.MAID, 30, 68, 69, 74, 80, 83, 88, 90), 11, .15, .04, .3),
    "angkutan": Trade((12, 13, 14, 15), (58, work.DRIVER), 44, .5, .08, 1.6),
    "penunjang angkutan": Trade((16, 32), (work.MECHANIC,), 34, .48, .06, .7, .3),
    "komunikasi": Trade((), (60, 61, 87, 105), 40, .72, .04, .3, .8),
    "listrik": Trade((43,), (), 26, .5, .06, 1.2),
    "gas": Trade((44,), (), 60, .88, .02, .15, .9),
    "air minum": Trade((45,), (), 45, .4, .06, 1.5, .1)}

OCCUPATIONS_FROM = HIGHEST_CODE + 1
"""Businesses and occupations in one row of numbers: a business by its code, an occupation by its code and this."""
KEYS = {name: (*trade.businesses, *(code + OCCUPATIONS_FROM for code in trade.occupations)) for name, trade in TRADES.items()}
IS_TRADE = np.isin(np.arange(OCCUPATIONS_FROM), [code for trade in TRADES.values() for code in trade.businesses])


@dataclass(frozen=True, slots=True)
class Yield:
    """A trade of one village in one year. Money in rupiah."""

    businesses: int
    kinds: int
    turnover: int
    costs: int
    extra: int
    assets: int
    resold: int

    @property
    def made(self) -> int:
        """Of the turnover, what is a product of its own."""
        return self.turnover - self.resold


def yields(census: Census, rng: Rng) -> dict[str, Yield]:
    """Every trade, none left out. A person counts for one trade."""
    lives = census.village.lives
    business = census.of(lives.business)
    keys = np.where(IS_TRADE[business], business, census.of(lives.occupation) + OCCUPATIONS_FROM)
    counts = np.bincount(keys, minlength=2 * OCCUPATIONS_FROM).tolist()
    luck = (rng.uniform(.85, 1.15, len(TRADES)) * prices(census)).tolist()
    found = {}
    for (name, trade), good in zip(TRADES.items(), luck, strict=True):
        kinds = [counts[key] for key in KEYS[name] if counts[key]]
        found[name] = yielded(trade, sum(kinds), len(kinds), good)
    return found


def yielded(trade: Trade, businesses: int, kinds: int, luck: float) -> Yield:
    """`luck`: how good the year was, its prices included."""
    turnover = businesses * trade.million * MILLION * luck
    return Yield(businesses, kinds, *(thousands(turnover * share) for share in (
        1, trade.costs, trade.extra, trade.assets, trade.resold)))
