"""What the household owns: land (question 62), vehicles (63), tools (64), schools (61) and everything else (68).

What the members do for a living decides first, means second: a fisherman has a boat, a tailor a sewing machine, and nobody
poor a rice mill.
"""

import numpy as np

from seed.chance.odds import Bools, Floats, Ints, Odds, Rng
from seed.homes.farms import Farms
from seed.homes.households import Households
from seed.homes.houses import OWN
from seed.homes.produce import animals
from seed.homes.produce.fishing import MOTOR_BOAT, ROWING_BOAT, SHIP
from seed.homes.produce.mining import MINER
from seed.homes.welfare import Means
from seed.land.areas import Area, Setting
from seed.lives import work
from seed.people.origins import ISLAM

AREAS = np.array([.1, .2, .3, .4, .5, .6, .7, .8, .9, 1.0, 5.0])
AREA_CODES = np.array([1744, 705, 706, 707, 708, 709, 710, 711, 712, 713, 714, 715])
"""Question 62, by the upper bounds of AREAS; LANDLESS for none."""
LANDLESS = 704
YARD = (.01, .05)
"""Hectares of one's own house."""

# Occupations (member question 9) and businesses (18) that say what is owned.
CRAFTS, TRADERS, GRAIN_MERCHANT, CARRIER = (7, 76, 77, 78, 79, 24, 89), (8, 22, 67), 56, 58
SMALL_INDUSTRY, FACTORY_OWNERS = (3, 4, 5, 6, 7, 8, 34), (18, 55)
STALLS, TRANSPORT, ANIMAL_BUSINESS, FISH_BUSINESS, PLANTATION_BUSINESS = (9, 10, 11, 18), 12, 25, 26, 27

OJEK, BECAK, CART, ROWING, BUS, BICYCLE = 716, 717, 718, 719, 721, 722
MILL, TRACTOR, CANNERY, FISHING_SHIP, FISH_TOOLS, ANIMAL_TOOLS, PULPER, SAW, MINE_TOOLS, CRAFT_TOOLS = (
    724, 725, 726, 727, 728, 729, 730, 731, 732, 733)
TV, MOTORCYCLE, CAR, MOTOR, LARGE_ANIMALS, SMALL_ANIMALS, GOLD, SAVINGS, SECURITIES, DEPOSIT = (
    753, 754, 755, 756, 762, 763, 764, 765, 766, 767)
LAND_CERTIFICATE, BUILDING_CERTIFICATE, MEDIUM_INDUSTRY, INDUSTRY = 768, 769, 771, 772
FISHERY, STOCK_FARM, PLANTATION, SUPERMARKET, IN_SUPERMARKET, AT_MARKET, AT_VILLAGE_MARKET, CARRYING, SHARES = (
    773, 774, 775, 776, 777, 778, 779, 780, 781)
TELEPHONE, MOBILE, CDMA, DISH, NEWSPAPER = 782, 783, 784, 786, 787

SHARE = {TV: .92, MOTORCYCLE: .8, CAR: .05, GOLD: .16, SAVINGS: .42, SECURITIES: .006, DEPOSIT: .009, BUILDING_CERTIFICATE: .05,
         SHARES: .001, TELEPHONE: .02, MOBILE: .9, CDMA: .03, DISH: .09, NEWSPAPER: .012}
"""Shares of the households that own each, the richer ones first."""
WEIGHT, LUXURIES, OF_LUXURIES = .7, (CAR, SECURITIES, DEPOSIT, SHARES, TELEPHONE), .9
"""How closely owning goes with the means, from 0 to 1; of luxuries more closely."""
TWICE_IN_TOWN = (CAR, BUILDING_CERTIFICATE, TELEPHONE, NEWSPAPER)
"""Owned by twice as many in a town."""
CERTIFIED = .5
"""Share of the landowners with a certificate of it."""
LEARNED = Odds.of({678: 60, 672: 22, 677: 8, 698: 6, 700: 4})
SCHOOLS, OF_ISLAM = .0012, (678, 677)
"""Share of the households that run a place of learning; and codes of those for the Koran, which only Muslims run."""


def land(rng: Rng, farms: Farms, tenure: Ints) -> Ints:
    """Question 62: fields and the plot of the family's own house."""
    yard = np.where(tenure == OWN, rng.uniform(*YARD, len(tenure)), 0)
    hectares = (farms.hectares + yard).round(2)
    return np.where(hectares > 0, AREA_CODES[np.searchsorted(AREAS, hectares, side="right")], LANDLESS)


def vehicles(rng: Rng, area: Area, families: Households, farms: Farms, means: Means) -> dict[int, Bools]:
    """Question 63: what carries people or goods for pay, boats and bicycles."""
    chance, town, poor = rng.random((4, families.size)), area.setting == Setting.TOWN, means.score < 0
    hired = families.works(work.DRIVER, work.DAY_LABOURER, work.NO_STEADY_WORK)
    return {
        OJEK: hired & (chance[0] < .05) & (means.score > -1), BECAK: poor & hired & (chance[0] > (.93 if town else .985)),
        CART: (area.setting != Setting.TOWN) & (chance[1] < .002), ROWING: farms.fishing.boat == ROWING_BOAT,
        BUS: families.owns(TRANSPORT) & (chance[2] < .4) | families.works(CARRIER)
        | families.works(work.DRIVER) & (means.score > 1.2),
        BICYCLE: chance[3] < .34}


def tools(rng: Rng, families: Households, farms: Farms, means: Means) -> dict[int, Bools]:
    """Question 64: machines and tools, by what the members do."""
    chance, well_off, fishing = rng.random((7, families.size)), means.score > .9, farms.fishing
    merchant = families.works(GRAIN_MERCHANT)
    return {
        MILL: well_off & ~fishing.fishes & ((farms.food > .5) & (chance[0] < .08) | merchant & (chance[0] < .3)),
        TRACTOR: (means.score > .5) & (farms.food > .7) & (chance[1] < .15),
        CANNERY: well_off & (means.score > 1.8) & (farms.hectares > .5) & (chance[2] < .02),
        FISHING_SHIP: fishing.boat == SHIP, FISH_TOOLS: fishing.fishes & fishing.at_sea & (chance[2] < .07),
        ANIMAL_TOOLS: (families.works(work.HERDER) | families.owns(ANIMAL_BUSINESS)) & (chance[3] < .08),
        PULPER: (farms.plantation > .6) & (chance[4] < .14),
        SAW: (farms.forest > .2) & (chance[5] < .15) | families.works(work.CARPENTER) & (chance[5] < .05),
        MINE_TOOLS: families.works(MINER) & (chance[6] < .35),
        CRAFT_TOOLS: (families.works(*CRAFTS) | families.owns(*SMALL_INDUSTRY)) & (chance[6] < .7)}


def schools(rng: Rng, families: Households, means: Means) -> dict[int, Bools]:
    """Question 61: by code, which households run that place of learning."""
    runs = (rng.random(families.size) < 2 * SCHOOLS) & (means.score > 0)
    drawn, muslim = LEARNED.draw(rng, families.size), families.lives.faith[families.head] == ISLAM
    return {code: runs & (drawn == code) & (muslim | (code not in OF_ISLAM)) for code in LEARNED.codes.tolist()}


def belongings(rng: Rng, area: Area, families: Households, farms: Farms, means: Means, *, landless: Bools,
               vehicles: dict[int, Bools]) -> dict[int, Bools]:
    """Question 68, in the order of the form."""
    town = area.setting == Setting.TOWN
    has = {code: means.lean(rng, OF_LUXURIES if code in LUXURIES else WEIGHT)
           > 1 - share * (2 if town and code in TWICE_IN_TOWN else 1)
           for code, share in SHARE.items()}
    has[MOTORCYCLE] |= vehicles[OJEK]
    has[LAND_CERTIFICATE] = ~landless & (means.lean(rng, .5) > 1 - CERTIFIED)
    has[BUILDING_CERTIFICATE] &= ~landless
    has |= _herds(farms) | {MOTOR: farms.fishing.boat == MOTOR_BOAT}
    has |= _businesses(rng, families, farms, means, vehicles)
    return {code: has[code] for code in sorted(has)}


def _herds(farms: Farms) -> dict[int, Bools]:
    """Whether there are large and small animals, as the table of animals has them."""
    return {LARGE_ANIMALS: farms.heads_of(*animals.LARGE) > 0, SMALL_ANIMALS: farms.heads_of(*animals.SMALL) > 0}


def _businesses(rng: Rng, families: Households, farms: Farms, means: Means, vehicles: dict[int, Bools]) -> dict[int, Bools]:
    """Firms, farms and stalls, by what the members own and work as."""
    chance = rng.random(families.size)
    trades = families.works(*TRADERS) | families.owns(*STALLS)
    flocks: Floats = farms.heads_of(animals.BROILER, animals.QUAIL)
    factory = families.works(*FACTORY_OWNERS) & (means.score > 1)
    return {
        MEDIUM_INDUSTRY: factory & (chance < .15),
        INDUSTRY: families.owns(*SMALL_INDUSTRY) | families.works(7, 76) & (chance < .6) | factory & (chance > .6),
        FISHERY: farms.fishing.pond | (farms.fishing.boat == SHIP) | families.owns(FISH_BUSINESS),
        STOCK_FARM: families.owns(ANIMAL_BUSINESS) | families.works(work.HERDER) | (flocks > 0),
        PLANTATION: (farms.plantation > 1) | families.owns(PLANTATION_BUSINESS),
        SUPERMARKET: trades & (means.score > 2.2) & (chance < .3), IN_SUPERMARKET: trades & (means.score > 1.6) & (chance > .985),
        AT_MARKET: trades & (chance < .3), AT_VILLAGE_MARKET: trades & (chance >= .3) & (chance < .5),
        CARRYING: vehicles[BUS] | families.owns(TRANSPORT) | families.works(CARRIER)}
