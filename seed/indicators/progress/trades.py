"""The village's businesses by trade: what its people own (member question 18) or, without a business, work as (question 9).

Turnover and costs are rough figures of our own for about 2013, in rupiah a year; the shares are of the turnover.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from seed.chance.odds import Rng
from seed.indicators.census import Census
from seed.indicators.counting import Codes
from seed.indicators.occupations import (
    ACCOUNTANT,
    ARCHITECT,
    BRIDAL_DRESSER,
    BROKER,
    COOK,
    JOURNALIST,
    MANAGER,
    MEDIA_HAND,
    SHAMAN,
)
from seed.indicators.rupiah import MILLION, prices, rounded
from seed.lives import trades as own
from seed.lives import work

POWER = 43
"""Code of member question 18: who sells electric power."""


@dataclass(frozen=True, slots=True)
class Trade:
    """A trade: who counts for it, and what one business turns over and spends. Owners by question 18, others by question 9."""

    businesses: Codes
    occupations: Codes
    million: float
    """Turnover of one business, in millions of rupiah a year."""
    costs: float
    """Share of the turnover for materials, or for what is bought to be sold again."""
    extra: float
    """Share of the turnover for further costs (biaya antara)."""
    assets: float
    """How many years' turnover the buildings and tools are worth."""
    resold: float = 0
    """Share of the turnover of a service that it only passes on (a transaction, no product of its own)."""


TRADES: Mapping[str, Trade] = {
    "tambang": Trade((), (work.MINER,), 30, .12, .18, 0),
    "kerajinan": Trade((own.CRAFTS,), (work.CRAFTSMAN, work.HOME_CRAFTSMAN, work.WEAVER), 18, .42, .08, 0),
    "pakaian": Trade((own.CLOTHES, own.TAILOR), (work.TAILOR,), 21, .38, .07, 0),
    "pangan": Trade((own.FOOD, own.DRINKS), (work.CAKE_MAKER,), 38, .55, .09, 0),
    "non migas": Trade((own.HOUSEWARE, own.BUILDING, own.FARM_TOOLS, own.WOOD), (work.WELDER,), 54, .5, .1, 0),
    "lainnya": Trade((own.CARPENTER, own.REPAIRS, own.SMITH), (work.CARPENTER,), 24, .35, .06, 0),
    "besar": Trade((own.PRODUCE_MARKET, own.ISLAND_TRADE, own.MIDDLEMAN), (work.PRODUCE_TRADER,), 260, .86, .05, .25),
    "eceran": Trade((own.SUPERMARKET, own.SHOP, own.DAILY_MARKET, own.WEEKLY_MARKET, own.CATTLE_MARKET),
                    (work.SHOPKEEPER, work.PEDLAR), 72, .8, .05, .35),
    "hotel": Trade((own.INN, own.HOTEL, own.HOMESTAY, own.VILLA), (work.HOTELIER,), 85, .25, .12, 6),
    "restoran": Trade((own.RESTAURANT,), (work.FOOD_STALL,), 66, .6, .06, .5),
    "jasa perusahaan": Trade(
        (own.NOTARY, own.LAWYER, own.CONSULTANT, own.ENGINEER, own.DEEDS),
        (work.LAWYER, work.NOTARY, ARCHITECT, MANAGER, work.CONSULTANT, BROKER, ACCOUNTANT), 48, .15, .08, 0),
    "jasa swasta": Trade(
        (), (work.DOCTOR, work.NURSE, work.MIDWIFE, work.TEACHER, work.LECTURER, work.TEMPORARY_CLERK, work.GUARD),
        16, .18, .04, .4),
    "hiburan": Trade((own.DRAMA, own.MUSIC, own.CHOIR), (work.ARTIST, work.TOUR_OWNER), 20, .25, .05, .8),
    "perorangan": Trade((own.BARBER, own.MASSAGE, own.PARTY_HIRE),
                        (work.HEALER, work.LAUNDRESS, work.MAID, SHAMAN, work.MASSEUR, work.PARTY_HIRER, BRIDAL_DRESSER, COOK,
                         work.BARBER), 11, .15, .04, .3),
    "angkutan": Trade((own.TRANSPORT,), (work.CARRIER, work.DRIVER), 44, .5, .08, 1.6),
    "penunjang angkutan": Trade((own.CARRIER, own.PARKING), (work.MECHANIC,), 34, .48, .06, .7, .3),
    "komunikasi": Trade((), (work.MEDIA_OWNER, MEDIA_HAND, JOURNALIST), 40, .72, .04, .3, .8),
    "listrik": Trade((POWER,), (), 26, .5, .06, 1.2),
    "gas": Trade((own.FUEL,), (), 60, .88, .02, .15, .9),
    "air minum": Trade((own.WATER,), (), 45, .4, .06, 1.5, .1)}

OCCUPATIONS_FROM = own.MOST_CODES
"""Businesses and occupations in one row of numbers: a business by its code, an occupation by its code and this."""
KEYS = {name: (*trade.businesses, *(code + OCCUPATIONS_FROM for code in trade.occupations)) for name, trade in TRADES.items()}
"""By trade: the numbers of its businesses and occupations in that row."""
IS_TRADE = np.isin(np.arange(OCCUPATIONS_FROM), [code for trade in TRADES.values() for code in trade.businesses])
"""By code of question 18: whether a trade counts that business."""


@dataclass(frozen=True, slots=True)
class Yield:
    """What a trade of one village turned over and spent in one year, in rupiah."""

    businesses: int
    kinds: int
    turnover: int
    costs: int
    extra: int
    assets: int
    resold: int

    @property
    def made(self) -> int:
        """The part of the turnover that is a product of its own."""
        return self.turnover - self.resold


def yields(census: Census, rng: Rng) -> dict[str, Yield]:
    """What every trade of TRADES yielded, by its name. A person counts for one trade."""
    lives = census.village.lives
    business = census.of(lives.business)
    keys = np.where(IS_TRADE[business], business, census.of(lives.occupation) + OCCUPATIONS_FROM)
    counts = np.bincount(keys, minlength=OCCUPATIONS_FROM + work.MOST_CODES).tolist()
    luck = (rng.uniform(.85, 1.15, len(TRADES)) * prices(census)).tolist()
    found = {}
    for (name, trade), good in zip(TRADES.items(), luck, strict=True):
        kinds = [counts[key] for key in KEYS[name] if counts[key]]
        found[name] = yielded(trade, sum(kinds), len(kinds), good)
    return found


def yielded(trade: Trade, businesses: int, kinds: int, luck: float) -> Yield:
    """What so many businesses of the trade yield. `luck`: how good the year was, its prices included."""
    turnover = businesses * trade.million * MILLION * luck
    return Yield(businesses, kinds, *(rounded(turnover * share) for share in (
        1, trade.costs, trade.extra, trade.assets, trade.resold)))
