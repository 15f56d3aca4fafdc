"""Who holds an office in the village (member question 16) and who belongs to which society (question 17)."""

import numpy as np

from seed import schooling, work
from seed.odds import Ints, Rng
from seed.people import People
from seed.places import Geography

KADES, SEKDES, KAUR, KADUS, STAFF = 1, 2, 3, 4, 5
BPD = (6, 7, 8, 9, 9, 9, 9)
RT_HEAD, RW_HEAD = 1, 3
PKK, YOUTH, FAITH, FARMERS = 8, 11, 19, 25


PAID = (KADES, SEKDES, KAUR, STAFF)
"""Whose occupation it is; hamlet heads and council members have their own."""


def offices(rng: Rng, people: People, school: Ints, hamlets: int, *, has_council: bool) -> Ints:
    """Question 16: one Kepala Desa/Lurah, one secretary, their staff, one head a hamlet, and in a desa a council (BPD)."""
    fit = np.flatnonzero((people.age >= 25) & (people.age < 58) & np.isin(school, (schooling.SLTA, *schooling.HIGHER))
                         & (people.position <= 2))
    seats = [KADES, SEKDES, *[KAUR] * 3, *[STAFF] * 3, *[KADUS] * hamlets, *(BPD if has_council else ())]
    chosen = rng.permutation(fit)[:len(seats)]
    office = np.zeros(people.size, dtype=np.int64)
    office[chosen] = seats[:len(chosen)]
    return office


def societies(rng: Rng, people: People, occupation: Ints, houses: Geography) -> Ints:
    """Question 17. Head of an RT or RW: the first and second house of it. Others by age, sex and work; most belong to none."""
    chance = rng.random(people.size)
    adult = people.age >= 20
    kind = np.select(
        [np.isin(occupation, work.ON_THE_LAND) & (chance < .25),
         people.woman & adult & (people.age < 65) & (people.marital == 1) & (chance > .88),
         (people.age >= 17) & (people.age < 30) & (people.marital == 2) & (chance > .92),
         adult & (chance > .97)], [FARMERS, PKK, YOUTH, FAITH], 0)
    heads = np.flatnonzero(people.position == 1)
    place = houses.rw * 100 + houses.rt
    first_of_rt = np.unique(place, return_index=True)[1]
    first_of_rw = np.unique(houses.rw, return_index=True)[1] + 1
    kind[heads[first_of_rw.clip(max=len(heads) - 1)]] = RW_HEAD
    kind[heads[first_of_rt]] = RT_HEAD
    return kind
