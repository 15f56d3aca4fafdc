"""Who holds an office in the village: member question 16."""

import numpy as np

from seed.chance.odds import Bools, Floats, Ints, Rng
from seed.land.places import Geography
from seed.land.regions import Region
from seed.lives import schooling
from seed.people.families import SUAMI
from seed.people.people import People

KADES, SEKDES, KAUR, KADUS, STAFF = 1, 2, 3, 4, 5
BPD_HEAD, BPD_DEPUTY, BPD_CLERK, BPD_MEMBER = 6, 7, 8, 9
PAID = (KADES, SEKDES, KAUR, STAFF)
"""Whose occupation it is in every village; council members have work of their own."""

OFFICE_AGES = (25, 58)
"""Years: from, and below."""
STAFF_A_HOUSEHOLD = 1 / 900
WOMEN = .25
"""Women who come forward for an office for each man who does."""


def paid(region: Region) -> tuple[int, ...]:
    """Offices that are their holders' occupation: those of hamlet heads in a desa only."""
    return (*PAID, KADUS) if region.kind == "desa" else PAID


def council_size(households: int) -> int:
    """Members of the BPD: an odd number from 5 to 9 by the number of people (law 6/2014)."""
    return 5 if households < 700 else 7 if households < 2200 else 9


def offices(rng: Rng, region: Region, people: People, school: Ints, houses: Geography) -> Ints:
    """Question 16: one Kepala Desa/Lurah, one secretary, their staff, one head a hamlet, and in a desa a council (BPD)."""
    office = np.zeros(people.size, dtype=np.int64)
    eager = rng.random(people.size) * np.where(people.woman, WOMEN, 1)
    fit = ((people.age >= OFFICE_AGES[0]) & (people.age < OFFICE_AGES[1]) & (people.position <= 2) & ~people.foreign
           & (people.relation != SUAMI) & ~np.isin(school, schooling.ATTENDING))
    schooled = fit & np.isin(school, (schooling.SLTA, *schooling.HIGHER))
    hamlet = houses.hamlet[people.household]
    for number in range(len(houses.hamlets)):
        _appoint(office, eager, [KADUS], fit & (hamlet == number) & (school != schooling.NEVER), people)
    staff = 2 + round(people.households * STAFF_A_HOUSEHOLD)
    graduate = np.isin(school, schooling.HIGHER)
    leads = schooled & (people.age >= 32) & (graduate if region.kind == "kelurahan" else True)
    _appoint(office, eager, [KADES], leads if leads.any() else schooled, people)
    _appoint(office, eager, [SEKDES, *[KAUR] * (6 if region.kind == "desa" else 4), *[STAFF] * staff], schooled, people)
    if region.kind == "desa":
        members = council_size(people.households)
        _appoint(office, eager, [BPD_HEAD, BPD_DEPUTY, BPD_CLERK, *[BPD_MEMBER] * (members - 4)], schooled, people)
        _appoint(office, eager, [BPD_MEMBER], schooled & people.woman, people)
    return office


def _appoint(office: Ints, eager: Floats, seats: list[int], fit: Bools, people: People) -> None:
    """The most eager of those who fit take the seats, one a household."""
    taken = people.household[office > 0]
    free = np.flatnonzero(fit & ~np.isin(people.household, taken))
    ranked = free[np.argsort(-eager[free], kind="stable")]
    chosen = ranked[np.sort(np.unique(people.household[ranked], return_index=True)[1])][:len(seats)]
    office[chosen] = seats[:len(chosen)]
