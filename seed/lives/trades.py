"""What people own and pay by their work: businesses (member question 18) and taxes (question 15)."""

from functools import cache

import numpy as np

from seed.chance.odds import Ints, OddsTable, Rng
from seed.land.areas import Area, Setting
from seed.lives import work
from seed.people.people import People

COOPERATIVE, LOANS, CRAFTS, CLOTHES, FOOD, HOUSEWARE, BUILDING, FARM_TOOLS = range(1, 9)
RESTAURANT, SUPERMARKET, SHOP, TRANSPORT = range(9, 13)
CARRIER, WELLS, DAILY_MARKET, WEEKLY_MARKET, CATTLE_MARKET, PRODUCE_MARKET, ISLAND_TRADE = range(16, 23)
MIDDLEMAN, LIVESTOCK, FISHERY, ESTATE, SAVINGS, DRINKS = range(24, 30)
PARKING, WOOD, DRAMA, MUSIC, CHOIR, FUEL, WATER = 32, 34, 37, 41, 42, 44, 45
CARPENTER, MASON, TAILOR, BARBER, REPAIRS, SMITH, MASSAGE = range(46, 53)
NOTARY, LAWYER, CONSULTANT, ENGINEER, DEEDS, INN = range(54, 60)
ROOMS, HOUSES, HOTEL, HOMESTAY, VILLA, PARTY_HIRE = 62, 63, 65, 66, 67, 74

MOST_CODES = 76

BUSINESSES: dict[tuple[int, ...], dict[int, float]] = {
    (work.SHOPKEEPER,): {SHOP: .86, SUPERMARKET: .04, DAILY_MARKET: .06},
    (work.ENTREPRENEUR,): {
        SHOP: .17, FOOD: .1, TRANSPORT: .07, MIDDLEMAN: .06, REPAIRS: .06, FUEL: .06, DAILY_MARKET: .05, SUPERMARKET: .05,
        DRINKS: .05, CLOTHES: .03, BUILDING: .03, HOUSES: .03, ROOMS: .02, HOUSEWARE: .02, WOOD: .02, CARRIER: .02,
        PARTY_HIRE: .02, SAVINGS: .02, LIVESTOCK: .02, WATER: .02, PARKING: .01, COOPERATIVE: .01, LOANS: .01},
    (work.BUSINESSMAN, work.OWNER): {
        SUPERMARKET: .16, FOOD: .14, MIDDLEMAN: .1, TRANSPORT: .1, BUILDING: .1, CARRIER: .05, WOOD: .05, FISHERY: .05,
        ESTATE: .05, LIVESTOCK: .05, HOUSES: .05, WATER: .04, ISLAND_TRADE: .03},
    (work.FARMER,): {ESTATE: .03, MIDDLEMAN: .012, LIVESTOCK: .02, FARM_TOOLS: .002},
    (work.FISHERMAN,): {FISHERY: .32},
    (work.HERDER,): {LIVESTOCK: .88, CATTLE_MARKET: .02},
    (work.PEDLAR,): {DAILY_MARKET: .3, WEEKLY_MARKET: .06},
    (work.FOOD_STALL,): {FOOD: .4, SHOP: .25, DRINKS: .15, RESTAURANT: .1},
    (work.CAKE_MAKER,): {FOOD: .9},
    (work.TAILOR,): {TAILOR: .85, CLOTHES: .07},
    (work.CARPENTER,): {CARPENTER: .5, WOOD: .04, HOUSEWARE: .03},
    (work.MASON,): {MASON: .42},
    (work.MECHANIC,): {REPAIRS: .2, PARKING: .03},
    (work.DRIVER,): {TRANSPORT: .12},
    (work.BARBER,): {BARBER: .9},
    (work.WELDER,): {SMITH: .7},
    (work.WELL_DIGGER,): {WELLS: .6},
    (work.CRAFTSMAN, work.WEAVER): {CRAFTS: .6},
    (work.HOME_CRAFTSMAN,): {CRAFTS: .35, HOUSEWARE: .3},
    (work.PRODUCE_TRADER,): {MIDDLEMAN: .65, PRODUCE_MARKET: .15, ISLAND_TRADE: .04},
    (work.CARRIER,): {TRANSPORT: .75, CARRIER: .1},
    (work.MEDIA_OWNER,): {REPAIRS: .35},
    (work.CONTRACTOR,): {BUILDING: .3, ENGINEER: .2},
    (work.TOUR_OWNER,): {HOMESTAY: .3, MUSIC: .05},
    (work.HOTELIER,): {HOMESTAY: .35, INN: .2, HOTEL: .15, VILLA: .1},
    (work.PARTY_HIRER,): {PARTY_HIRE: .95},
    (work.HEALER, work.MASSEUR): {MASSAGE: .6},
    (work.LAWYER,): {LAWYER: .9},
    (work.NOTARY,): {NOTARY: .6, DEEDS: .3},
    (work.CONSULTANT,): {CONSULTANT: .7},
    (work.ARTIST,): {MUSIC: .25, CHOIR: .03, DRAMA: .02},
    (work.PENSIONER,): {SHOP: .06, HOUSES: .05},
    (work.CIVIL_SERVANT,): {HOUSES: .03, COOPERATIVE: .01},
    (work.HOUSEWIFE,): {SHOP: .025, FOOD: .015, SAVINGS: .003}}
"""Shares of the people with an occupation (codes of question 9) who own a business (codes of question 18)."""
TIMES: dict[Setting, dict[int, float]] = {
    Setting.PLANTATION: {ESTATE: 3}, Setting.FOREST: {ESTATE: 2, WOOD: 2}, Setting.TOWN: {ROOMS: 3, HOUSES: 2, ESTATE: .2}}
"""How many times as frequent a business is there."""
CLASSES = {code: row for row, codes in enumerate(BUSINESSES, start=1) for code in codes}
CLASS_OF = np.array([CLASSES.get(code, 0) for code in range(work.MOST_CODES)])
"""By occupation: 0, or which row of BUSINESSES it belongs to, from 1."""

LAND, INCOME, COMPANY, VEHICLE, TIDINESS, SAFETY = 1, 2, 3, 4, 5, 6
KINDS_OF_TAX = (LAND, INCOME, COMPANY, VEHICLE, TIDINESS, SAFETY)
TAXES: tuple[tuple[int, ...], ...] = tuple(
    tuple(code for bit, code in enumerate(KINDS_OF_TAX) if mask >> bit & 1) for mask in range(1 << len(KINDS_OF_TAX)))
"""Every combination of the codes of question 15."""
LAND_SHARE, VEHICLE_SHARE = (.86, .1), (.55, .2)
"""Shares who pay land tax and vehicle tax: of the heads, and of the others from 20 on who work."""
FEE_SHARE = {Setting.TOWN: .55, Setting.COAST: .06, Setting.RICE: .04, Setting.PLANTATION: .02, Setting.FOREST: .01}
"""Share of the heads who pay for the rubbish."""
GUARDED = .3
"""Share of those who pay for the rubbish who pay a watchman too."""
OWNERS = (work.OWNER, work.CONTRACTOR, work.HOTELIER)
EARN_MUCH = (work.CIVIL_SERVANT, work.SOLDIER, work.POLICE, work.STATE_EMPLOYEE, work.BUSINESSMAN, work.DOCTOR, work.NOTARY,
             work.LAWYER, work.CARRIER, *OWNERS)
EARNS = np.where(np.isin(np.arange(work.MOST_CODES), EARN_MUCH), .6, .02)
OWNS_COMPANY = np.isin(np.arange(work.MOST_CODES), OWNERS) * .5
WORKS = ~np.isin(np.arange(work.MOST_CODES), (0, work.NOT_YET, work.PUPIL, work.HOUSEWIFE, work.NO_STEADY_WORK))
"""By occupation: the chance to pay income tax, the chance to pay tax on a company, and whether it is work at all."""


def businesses(rng: Rng, area: Area, occupation: Ints) -> Ints:
    """Everybody's code of question 18; 0: none."""
    found, classes = np.zeros_like(occupation), CLASS_OF[occupation]
    owners = np.flatnonzero(classes)
    found[owners] = _table(area.setting).draw(rng, classes[owners])
    return found


@cache
def _table(setting: Setting) -> OddsTable:
    """Odds of the codes of question 18; 0: none. A person's class is CLASS_OF the occupation."""
    times = TIMES.get(setting, {})
    rows = [{code: share * times.get(code, 1) for code, share in row.items()} for row in ({}, *BUSINESSES.values())]
    return OddsTable.of_odds([{0: max(0, 1 - sum(row.values()))} | row for row in rows])


def taxes(rng: Rng, area: Area, people: People, occupation: Ints) -> Ints:
    """Everybody's taxes (question 15), as an index into TAXES."""
    chance = rng.random((5, people.size))
    head, works = people.position == 1, WORKS[occupation]
    grown_up = head | works & (people.age >= 20)
    fee = head & (chance[3] < FEE_SHARE[area.setting])
    paid = {LAND: grown_up & (chance[0] < np.where(head, *LAND_SHARE)), INCOME: works & (chance[1] < EARNS[occupation]),
            COMPANY: chance[1] < OWNS_COMPANY[occupation], VEHICLE: grown_up & (chance[2] < np.where(head, *VEHICLE_SHARE)),
            TIDINESS: fee, SAFETY: fee & (chance[4] < GUARDED)}
    found = np.zeros(people.size, dtype=np.int64)
    for bit, code in enumerate(KINDS_OF_TAX):
        found |= paid[code].astype(np.int64) << bit
    return found
