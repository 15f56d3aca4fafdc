"""Who holds an office in the village (member question 16) and who belongs to which society (question 17)."""

from dataclasses import dataclass

import numpy as np

from seed import schooling, work
from seed.odds import Ints, Rng
from seed.people import People
from seed.pieces import pick
from seed.places import Geography
from seed.regions import Region

KADES, SEKDES, KAUR, KADUS, STAFF = 1, 2, 3, 4, 5
BPD = (6, 7, 8, 9, 9, 9, 9)
RT_HEAD, RW_HEAD = 1, 3
PKK, YOUTH, FAITH, FARMERS = 8, 11, 19, 25


@dataclass(frozen=True, slots=True)
class Offices:
    """`pieces`: question 16 of everybody; `officials`: whose work it is, with the code of their occupation."""

    pieces: list[str]
    officials: Ints
    work_code: int

    def occupation(self, drawn: Ints) -> Ints:
        """The occupations, with those of the officials."""
        occupation = drawn.copy()
        occupation[self.officials] = self.work_code
        return occupation


def offices(rng: Rng, region: Region, people: People, school: Ints, houses: Geography) -> Offices:
    """One Kepala Desa/Lurah, one secretary, their staff, one head a hamlet, and in a desa a council (BPD)."""
    fit = np.flatnonzero((people.age >= 25) & (people.age < 58) & np.isin(school, (schooling.SLTA, *schooling.HIGHER))
                         & (people.position <= 2))
    chosen = rng.permutation(fit)
    paid = [KADES, SEKDES, *[KAUR] * 3, *[STAFF] * 3]
    seats = paid + [KADUS] * len(houses.hamlets) + (list(BPD) if region.kind == "desa" else [])
    seats = seats[:len(chosen)]
    pieces = ['"16":[]'] * people.size
    for person, seat in zip(chosen.tolist(), seats, strict=False):
        pieces[person] = f'"16":["{seat}"]'
    officials = chosen[:min(len(paid), len(chosen))]
    return Offices(pieces, officials, work.VILLAGE_OFFICIAL if region.kind == "desa" else work.CIVIL_SERVANT)


def societies(rng: Rng, people: People, occupation: Ints, houses: Geography) -> list[str]:
    """Head of an RT or RW: the first and second house of it. Others by age, sex and work; most belong to none."""
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
    pieces = ['"17":[]', *(f'"17":["{code}"]' for code in range(1, 49))]
    return pick(pieces, kind)
