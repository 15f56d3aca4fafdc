"""What a household has: income and spending (questions 1 and 2), its welfare class (4) and the help that it gets (5 to 7).

One hidden number lies under all of it, the household's means: 0 is the middle of a regency, 1 and -1 as far from it as a typical
household. It comes from the income (what the members earn, and what land, animals and fish leave), the head's schooling, and what
nobody asks about: savings, debts, luck.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from sandbox.files.listings import read_list
from seed.chance.odds import Floats, Ints, Rng
from seed.homes.households import Households
from seed.lives import schooling, work

FILE = Path(__file__).parent / "incomes.csv"
"""Rupiah a month that an occupation brings, about 2013, when the minimum wage of such a regency was 1.1 million. Of farmers,
herders and fishermen it is what they earn beside their harvest, herd or catch."""
WOMEN, YOUTHS, ELDERS = .8, .65, .65
"""The part of that income that women, those under 20 and those of 66 and more earn. What the state pays is the same for all."""
LUCK = .3
"""Standard deviation of the logarithm by which a household earns more or less than its occupations bring."""
SUPPORT = (350_000, 800_000)
"""Rupiah a month, from and to, that relatives send where less than the first is earned."""
LEAST, MOST = 250_000, 60_000_000
"""Rupiah a month: no household has less or more."""

MIDDLE, SPREAD = 13.62, .62
"""Middle and standard deviation of the logarithm of rupiah a month for each member, members counted by NEEDS."""
NEEDS = .7
"""The exponent of the number of members by which an income is divided: a second member needs less than the first."""
INCOME, SCHOOL, UNKNOWN = .82, .32, .54
"""Weights of the income, the head's schooling and what nobody asks about in the hidden number."""
BOUNDS = (-1.13, -.36, .64)
"""Scores between the four classes of question 4: about 13, 23, 38 and 26 of a hundred households."""
JUDGEMENT = .15
"""The cadre who classifies the families sees the house, not the means."""
SALARIED = (work.CIVIL_SERVANT, work.SOLDIER, work.POLICE, work.PENSIONER, work.STATE_EMPLOYEE)
"""They get no help for the poor and have the health insurance of the state's servants."""
RICE, CASH, INSURANCE = (.94, .72, .12, .01), (.85, .5, .04, 0), (.9, .76, .42, .55)
"""Shares of each class (question 4) that get it. Cash (BLT/BLSM) only goes to those who get the rice."""


@dataclass(frozen=True, slots=True)
class Means:
    """What every household has, in columns with one entry each."""

    score: Floats
    """The hidden number: 0 in the middle, 1 a typical distance above."""
    grade: Ints
    """Question 4, the poorest class first."""
    income: Ints
    """Rupiah a month (question 1); `spending` likewise (2)."""
    spending: Ints
    rice: Ints
    """1 for yes, 0 for no (question 5); so for `cash` (6) and `insurance` (7)."""
    cash: Ints
    insurance: Ints

    def lean(self, rng: Rng, weight: float) -> Floats:
        """A chance in (0, 1) for each household, the higher the richer it is: `weight` 0 is blind, 1 decides. It is as even as a
        plain chance over a whole regency, so the shares of a table that is sorted from poor to rich stay what they are."""
        return even(leaning(rng, self.score, weight))


def leaning(rng: Rng, score: Floats, weight: float) -> Floats:
    """Standard normal numbers that go with those of `score` as closely as `weight` says: 0 not at all, 1 wholly."""
    return weight * score + np.sqrt(1 - weight ** 2) * rng.normal(size=len(score))


def even(normal: Floats) -> Floats:
    """Chances in (0, 1) from standard normal numbers: a curve within two ten-thousandths of their distribution."""
    return 1 / (1 + np.exp(-normal * (1.5976 + .07056 * normal * normal)))


def means(rng: Rng, families: Households, of_farms: Floats) -> Means:
    """Draw what every household has. `of_farms`: rupiah a year that land, animals and fish leave it."""
    earned = _earned(rng, families) + of_farms / 12
    supported = np.where(earned < SUPPORT[0], rng.uniform(*SUPPORT, families.size), 0)
    income = (earned + supported).clip(LEAST, MOST)
    score = _score(rng, families, income)
    grade = np.searchsorted(BOUNDS, score + rng.normal(0, JUDGEMENT, families.size))
    spent = income * (rng.uniform(.72, 1.0, families.size) - .05 * score).clip(.5, 1.1)
    return Means(score, grade, _told(income), _told(spent), *_help(rng, families, grade))


def _earned(rng: Rng, families: Households) -> Floats:
    """Rupiah a month that each household's members earn, land, animals and fish aside."""
    people, occupation = families.people, families.lives.occupation
    part = np.where(people.woman, WOMEN, 1) * np.select([people.age < 20, people.age > 65], [YOUTHS, ELDERS], 1)
    each = _incomes()[occupation] * np.where(np.isin(occupation, SALARIED), 1, part)
    return families.sum(each) * np.exp(rng.normal(0, LUCK, families.size))


def _score(rng: Rng, families: Households, income: Floats) -> Floats:
    """The hidden number of each household. `income`: rupiah a month."""
    school = families.lives.school[families.head]
    learned = np.select([np.isin(school, schooling.HIGHER), school == schooling.SLTA, school == schooling.SLTP,
                         school == schooling.SD], [1.6, .8, .1, -.4], -1)
    of_income = ((np.log(income / families.members ** NEEDS) - MIDDLE) / SPREAD).clip(-3, 3)
    return INCOME * of_income + SCHOOL * learned + UNKNOWN * rng.normal(size=families.size)


def _help(rng: Rng, families: Households, grade: Ints) -> tuple[Ints, Ints, Ints]:
    """Who gets rice, cash and insurance: 1 or 0 for each household."""
    chance, salaried = rng.random((3, families.size)), families.works(*SALARIED)
    rice = (chance[0] < np.array(RICE)[grade]) & ~salaried
    cash = rice & (chance[1] < np.array(CASH)[grade])
    insurance = salaried | (chance[2] < np.array(INSURANCE)[grade])
    return rice.astype(np.int64), cash.astype(np.int64), insurance.astype(np.int64)


def _told(rupiah: Floats) -> Ints:
    """Amounts as people tell them: to 50,000 rupiah, from two million on to 100,000, from ten million on to 500,000."""
    step = np.select([rupiah < 2e6, rupiah < 1e7], [50_000, 100_000], 500_000)
    return (np.round(rupiah / step) * step).astype(np.int64)


@cache
def _incomes() -> Floats:
    """Rupiah a month, by occupation code."""
    incomes = np.zeros(work.MOST_CODES)
    rows = read_list(FILE, ("code", "rupiah"), lambda row: (row.whole("code"), row.whole("rupiah")), most=work.MOST_CODES)
    for code, rupiah in rows:
        incomes[code] = rupiah
    return incomes
