"""Member question 9, occupation: by age, sex, education, and by what the village lives on."""

from dataclasses import dataclass

import numpy as np

from seed import schooling
from seed.odds import Bools, Ints, Odds, Rng
from seed.regions import Region

FARMER, FARM_HAND, CIVIL_SERVANT, EMPLOYEE, SHOPKEEPER, HERDER = 1, 2, 5, 6, 8, 9
NO_STEADY_WORK, NOT_YET, PUPIL, HOUSEWIFE, PENSIONER, VILLAGE_OFFICIAL, DAY_LABOURER = 36, 37, 38, 39, 40, 41, 42
MIGRANT_WOMAN, MIGRANT_MAN, MECHANIC, NURSE, SOLDIER, POLICE = 3, 4, 11, 13, 16, 17
TEACHER, PEDLAR, CARPENTER, MASON = 19, 22, 24, 25
MAID, PRIVATE_EMPLOYEE, STATE_EMPLOYEE, ENTREPRENEUR, FOOD_STALL, DRIVER, TAILOR, CAKE_MAKER = 27, 32, 33, 34, 67, 70, 78, 79
TEMPORARY_CLERK, GUARD = 84, 108


@dataclass(frozen=True, slots=True)
class Livelihood:
    """What grown-up men and women of a kind of village live on."""

    men: Odds
    women: Odds


RURAL = Livelihood(
    men=Odds.of({FARMER: 25, FARM_HAND: 22, DAY_LABOURER: 10, EMPLOYEE: 8, ENTREPRENEUR: 9, MASON: 5, CARPENTER: 4, DRIVER: 4,
                 PEDLAR: 2, SHOPKEEPER: 3, HERDER: 2, MECHANIC: 2, PRIVATE_EMPLOYEE: 2, MIGRANT_MAN: 1, NO_STEADY_WORK: 1}),
    women=Odds.of({HOUSEWIFE: 48, FARM_HAND: 16, FARMER: 11, SHOPKEEPER: 7, ENTREPRENEUR: 6, EMPLOYEE: 4, TAILOR: 2,
                   CAKE_MAKER: 2, MIGRANT_WOMAN: 2, MAID: 1, FOOD_STALL: 1}))
URBAN = Livelihood(
    men=Odds.of({EMPLOYEE: 24, ENTREPRENEUR: 20, DAY_LABOURER: 14, DRIVER: 6, MASON: 6, PRIVATE_EMPLOYEE: 8, SHOPKEEPER: 7,
                 PEDLAR: 4, CARPENTER: 3, MECHANIC: 3, GUARD: 2, FARM_HAND: 1, FARMER: 1, NO_STEADY_WORK: 1}),
    women=Odds.of({HOUSEWIFE: 55, EMPLOYEE: 12, SHOPKEEPER: 10, ENTREPRENEUR: 9, FOOD_STALL: 4, TAILOR: 3, CAKE_MAKER: 3, MAID: 3,
                   MIGRANT_WOMAN: 1}))

GRADUATES = Odds.of({CIVIL_SERVANT: 28, TEACHER: 18, EMPLOYEE: 18, ENTREPRENEUR: 16, TEMPORARY_CLERK: 10, STATE_EMPLOYEE: 5,
                     NURSE: 3, SOLDIER: 1, POLICE: 1})
YOUNG = Odds.of({NOT_YET: 46, DAY_LABOURER: 14, FARM_HAND: 10, EMPLOYEE: 20, NO_STEADY_WORK: 10})
OLD_MEN = Odds.of({FARMER: 40, FARM_HAND: 18, NO_STEADY_WORK: 22, ENTREPRENEUR: 9, PENSIONER: 6, DAY_LABOURER: 5})
OLD_WOMEN = Odds.of({HOUSEWIFE: 58, FARMER: 14, FARM_HAND: 10, NO_STEADY_WORK: 14, SHOPKEEPER: 4})

ON_THE_LAND = (FARMER, HERDER)


def livelihood(region: Region) -> Livelihood:
    """By the kind of village; coast, plantation and forest edge would be further rows here."""
    return URBAN if region.kind == "kelurahan" else RURAL


def official(region: Region) -> int:
    """The occupation of who works in the village's office."""
    return VILLAGE_OFFICIAL if region.kind == "desa" else CIVIL_SERVANT


def occupation(rng: Rng, region: Region, ages: Ints, woman: Bools, unmarried: Bools, school: Ints) -> Ints:
    """A code for everybody. A child has none; an official or pensioner is grown up (rule D20)."""
    size, odds = len(ages), livelihood(region)
    drawn = np.where(woman, odds.women.draw(rng, size), odds.men.draw(rng, size))
    old = ages >= 66
    drawn = np.where(old, np.where(woman, OLD_WOMEN.draw(rng, size), OLD_MEN.draw(rng, size)), drawn)
    graduate = np.isin(school, schooling.HIGHER)
    drawn = np.where(graduate, np.where(ages >= 60, PENSIONER, GRADUATES.draw(rng, size)), drawn)
    drawn = np.where(unmarried & (ages < 24), YOUNG.draw(rng, size), drawn)
    drawn = np.where(unmarried & (drawn == HOUSEWIFE), EMPLOYEE, drawn)
    drawn = np.where(ages < 15, NOT_YET, drawn)
    return np.where(np.isin(school, schooling.ATTENDING), PUPIL, drawn)
