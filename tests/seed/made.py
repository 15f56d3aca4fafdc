"""Households made to measure: many alike, so that what follows from one fact of their life can be seen."""

from dataclasses import fields, replace
from datetime import date

import numpy as np

from seed.chance.dates import parts
from seed.homes.homes import Homes, homes
from seed.land.areas import Area, Setting
from seed.lives.members import Lives
from seed.people.people import NOBODY, People

AS_OF = date(2026, 3, 2)
TODAY = (AS_OF - date(1970, 1, 1)).days
HOUSEWIFE, PUPIL, NOT_YET, NO_CONTRACEPTION, ISLAM, SD = 39, 38, 37, 9, 1, 5


def an_area(setting: Setting = Setting.RICE, **changes) -> Area:
    known = Area(
        setting=setting, households=500, hectares=5000.0, altitude=120, latitude=-8.2, longitude=114.2, regency="Kabupaten",
        province="Provinsi", regency_km=20, province_km=290, work={}, crops={}, hazards=frozenset(), borders=(("", ""),) * 4)
    return replace(known, **changes)


def couples(count: int, work: int, *, school: int = SD, head_age: int = 42, wife_age: int = 38, child_days: int = 10 * 365,
            contraception: int = NO_CONTRACEPTION) -> tuple[People, Lives]:
    """So many households of a man, his wife and a child that is `child_days` old."""
    size = 3 * count
    born = np.tile([TODAY - head_age * 366, TODAY - wife_age * 366, TODAY - child_days], count)
    first = np.arange(0, size, 3)
    father, mother = np.full(size, NOBODY), np.full(size, NOBODY)
    father[2::3], mother[2::3] = first, first + 1
    people = People(
        household=np.repeat(np.arange(count), 3), place=np.tile([0, 1, 2], count), position=np.tile([1, 2, 3], count),
        woman=np.tile([False, True, False], count), born=born, birthday=parts(born),
        age=np.tile([head_age, wife_age, child_days // 365], count),
        relation=np.tile([1, 3, 4], count), marital=np.tile([1, 1, 2], count), father=father, mother=mother,
        kin=np.arange(size), foreign=np.zeros(size, dtype=bool))
    of_child = PUPIL if child_days > 7 * 365 else NOT_YET
    known = {"school": np.tile([school, school, 1], count), "occupation": np.tile([work, HOUSEWIFE, of_child], count),
             "faith": np.full(size, ISLAM), "contraception": np.tile([NO_CONTRACEPTION, contraception, NO_CONTRACEPTION], count),
             "peoples": ("Jawa",)}
    return people, Lives(**{column.name: known.get(column.name, np.zeros(size, np.int64)) for column in fields(Lives)})


def answers_of(area: Area, people: People, lives: Lives, seed: int = 7) -> Homes:
    return homes(np.random.default_rng(seed), area, people, lives, TODAY)
