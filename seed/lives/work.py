"""Member question 9, occupation: by sex, education, stage of life, setting, and by what the village is known for.

How frequent each occupation is stands in occupations.csv: weights of men and of women of a rice village, and by how much they
are multiplied elsewhere, with education, and in the course of life. The weights are ours.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from sandbox.files.listings import read_list
from seed.chance.odds import Floats, Ints, OddsTable, Rng, steps
from seed.land.areas import Area, Setting
from seed.land.regions import Region
from seed.lives import schooling
from seed.people.families import BELUM_KAWIN
from seed.people.people import People

FILE = Path(__file__).parent / "occupations.csv"

FARMER, FARM_HAND, MIGRANT_WOMAN, MIGRANT_MAN, CIVIL_SERVANT, EMPLOYEE, CRAFTSMAN, SHOPKEEPER, HERDER, FISHERMAN = range(1, 11)
MECHANIC, DOCTOR, NURSE, MIDWIFE, HEALER, SOLDIER, POLICE, BUSINESSMAN, TEACHER, LECTURER, ARTIST = range(11, 22)
PEDLAR, MINER, CARPENTER, MASON, LAUNDRESS, MAID, LAWYER, NOTARY = range(22, 30)
PRIVATE_EMPLOYEE, STATE_EMPLOYEE, ENTREPRENEUR = 32, 33, 34
NO_STEADY_WORK, NOT_YET, PUPIL, HOUSEWIFE, PENSIONER, VILLAGE_OFFICIAL, DAY_LABOURER = range(36, 43)
OWNER, PRODUCE_TRADER, PRODUCE_HAND, CARRIER = 55, 56, 57, 58
MEDIA_OWNER, CONTRACTOR, TOUR_OWNER, HOTELIER, FOOD_STALL, MASSEUR, DRIVER, PARTY_HIRER = 60, 62, 63, 65, 67, 69, 70, 74
HOME_CRAFTSMAN, WEAVER, TAILOR, CAKE_MAKER, WELL_DIGGER, CONSULTANT, TEMPORARY_CLERK = 76, 77, 78, 79, 81, 82, 84
BARBER, WELDER, GUARD = 88, 89, 108

MOST_CODES = 113
SEXES, LEVELS, STAGES = ("men", "women"), ("low", "middle", "high", "degree"), ("youth", "single", "prime", "older", "old")
"""Columns of the file, in the order of the classes. Levels: up to SD, SLTP, SLTA, more. Stages: unmarried and younger than 24,
unmarried, others; from 58, from 70.
"""
STAGE = np.array([0, 1, 3, 4])[steps(24, 58, 70)]
"""By age, which of STAGES somebody unmarried is in."""
SCHOOL_AGE, SERVING = 15, 20
"""Younger people have no work, or don't serve the state."""
RETIRED, PENSIONED = 60, 45
"""Nobody keeps an office of the state beyond this age, or has a pension before that one."""

LEVEL = np.zeros(schooling.D3 + 1, dtype=np.int64)
"""By code of question 8: which of LEVELS."""
LEVEL[[schooling.SLTP, schooling.IN_SLTA]] = 1
LEVEL[[schooling.SLTA, schooling.IN_S1, schooling.IN_D3]] = 2
LEVEL[list(schooling.HIGHER)] = 3
OF_THE_STATE = np.isin(np.arange(MOST_CODES), (CIVIL_SERVANT, SOLDIER, POLICE, PENSIONER))
"""By occupation: whether the state pays."""
ATTENDS = np.isin(np.arange(schooling.D3 + 1), schooling.ATTENDING)
"""By code of question 8: whether somebody goes to school."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The file's columns by name (`of`), an entry for each of the occupations `codes`."""

    codes: list[int]
    of: dict[str, Floats]


def official(region: Region) -> int:
    """The occupation of who works in the village's office."""
    return VILLAGE_OFFICIAL if region.kind == "desa" else CIVIL_SERVANT


def occupation(rng: Rng, area: Area, people: People, school: Ints, disabled: Ints) -> Ints:
    """A code for everybody. A child has none; an official or pensioner is grown up (rule D20).

    `disabled`: 0, or a code of question 13 or 14; half of these have no work.
    """
    stage = STAGE[people.age]
    stage[(people.marital != BELUM_KAWIN) & (stage < 2)] = 2
    classes = (people.woman * len(LEVELS) + LEVEL[school]) * len(STAGES) + stage
    drawn = np.where(ATTENDS[school], PUPIL, NOT_YET)
    works = np.flatnonzero((people.age >= SCHOOL_AGE) & (drawn != PUPIL))
    drawn[works] = _table(area).draw(rng, classes[works])
    drawn[(drawn == CIVIL_SERVANT) & (people.age >= RETIRED)] = PENSIONER
    drawn[OF_THE_STATE[drawn] & (people.age < SERVING)] = EMPLOYEE
    drawn[(drawn == PENSIONER) & (people.age < PENSIONED)] = ENTREPRENEUR
    idle = works[(disabled[works] > 0) & (rng.random(len(works)) < .5)]
    drawn[idle] = np.where(people.age[idle] < 45, NOT_YET, NO_STEADY_WORK)
    drawn[people.foreign] = np.where(people.woman[people.foreign], HOUSEWIFE, ENTREPRENEUR)
    return drawn


def _table(area: Area) -> OddsTable:
    """Odds of the occupations in this area. A person's class is sex × LEVELS × STAGES."""
    weights = _weights()
    here = weights.of[area.setting.value] * np.array([area.work.get(code, 1.0) for code in weights.codes])
    return OddsTable.of(weights.codes, _classes() * here)


@cache
def _classes() -> Floats:
    """Weights of classes × occupations in a rice village."""
    of = _weights().of
    return np.array([of[sex] * of[level] * of[stage] for sex in SEXES for level in LEVELS for stage in STAGES])


@cache
def _weights() -> Weights:
    columns = (*SEXES, *LEVELS, *STAGES, *(setting.value for setting in Setting))
    rows = read_list(FILE, ("code", *columns), lambda row: (row.whole("code"), [row.decimal(name) for name in columns]),
                     most=MOST_CODES)
    table = np.array([weights for _, weights in rows])
    return Weights([code for code, _ in rows], dict(zip(columns, table.T, strict=True)))
