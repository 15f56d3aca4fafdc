"""What the sheets of institutions and buildings ask again and again. All of it is told of the village as it stands on the
training day, so that both years have the same schools, mosques and wells.
"""

from dataclasses import dataclass

import numpy as np

from seed.chance.odds import Ints
from seed.indicators.book import Book
from seed.indicators.census import Inhabitants
from seed.indicators.counting import how_many
from seed.land.areas import Setting
from seed.lives import offices, trades, work

OFFICE_CODES, SOCIETY_CODES, FAITH_CODES = 10, 49, 8
"""One more than the highest code of member questions 16, 17 and 4."""
COUNCIL = (offices.BPD_HEAD, offices.BPD_DEPUTY, offices.BPD_CLERK, offices.BPD_MEMBER)
"""Offices of the council (BPD), in their order."""


@dataclass(frozen=True, slots=True)
class Site:
    """The village on the training day, as these sheets ask for it."""

    village: Inhabitants
    people: int
    households: int
    hamlets: int
    rws: int
    rts: int
    offices: list[int]
    """How many members hold each office, by code; likewise the next ones."""
    societies: list[int]
    occupations: list[int]
    businesses: list[int]
    faiths: list[int]

    @property
    def setting(self) -> Setting:
        return self.village.area.setting

    @property
    def is_desa(self) -> bool:
        return self.village.region.kind == "desa"

    @property
    def is_town(self) -> bool:
        return self.setting is Setting.TOWN

    @property
    def is_centre(self) -> bool:
        return self.village.region.is_centre

    @property
    def is_urban(self) -> bool:
        """Where people from other villages come for shops, schools and offices."""
        return self.is_town or self.is_centre

    def homes_with(self, question: str, *codes: int) -> int:
        """How many of all households gave one of these answers."""
        return how_many(self.village.homes.answered(question, *codes))

    def holders(self, *offices: int) -> list[int]:
        """Indices of who holds these offices: office by office, in the order of the people."""
        held = self.village.lives.office
        return [index for office in offices for index in np.flatnonzero(held == office).tolist()]

    def members(self, *societies: int) -> int:
        """How many people are in one of these societies (question 17)."""
        return sum(self.societies[code] for code in societies)

    def workers(self, *occupations: int) -> int:
        """How many people have one of these occupations (question 9)."""
        return sum(self.occupations[code] for code in occupations)

    def owners(self, *businesses: int) -> int:
        """How many people own one of these businesses (question 18)."""
        return sum(self.businesses[code] for code in businesses)


def has_ground(book: Book, title: str) -> bool:
    """Whether the village has public land of that kind: what stands on it is there then, and not without it."""
    return book.number("pt-tanah-fasilitas", title) > 0


def site(village: Inhabitants) -> Site:
    lives, houses = village.lives, village.houses
    return Site(
        village=village, people=village.people.size, households=len(village.homes.filled), hamlets=houses.hamlet_count,
        rws=houses.rw_count, rts=houses.rt_count, offices=_counts(lives.office, OFFICE_CODES),
        societies=_counts(lives.society, SOCIETY_CODES), occupations=_counts(lives.occupation, work.MOST_CODES),
        businesses=_counts(lives.business, trades.MOST_CODES), faiths=_counts(lives.faith, FAITH_CODES))


def _counts(codes: Ints, size: int) -> list[int]:
    """How often each code from 0 to size - 1 occurs."""
    return np.bincount(codes, minlength=size).tolist()
