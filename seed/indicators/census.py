"""Who is counted for one year: the village's people and households as they are, or as they were at the end of last year.

A census is a selection (indices, which may repeat) of the village's people and households, and the day on which they are counted.
Last year's leaves out who was born or came since, and counts those who died or moved away since as copies of people like them.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

import numpy as np

from seed.chance.odds import LAST_AGE, Bools, Ints, Rng, steps, stream
from seed.homes.homes import Homes
from seed.land.areas import Area, Setting
from seed.land.places import Geography
from seed.land.regions import Region
from seed.lives.members import Lives
from seed.lives.work import ATTENDS, MOST_CODES
from seed.people.people import People, completed_years, today

Column = TypeVar("Column", Ints, Bools)


@dataclass(frozen=True, slots=True)
class Inhabitants:
    """All that the seed knows of a village's people and houses, in columns."""

    region: Region
    area: Area
    seed: int
    as_of: date
    people: People
    lives: Lives
    houses: Geography
    homes: Homes
    names: list[str]
    styles: Ints
    """What sort of name everybody bears: seed/people/origins.py."""


@dataclass(frozen=True)
class Census:
    """`people` and `households` are indices into the columns of `village`; ages are those of `day`."""

    village: Inhabitants
    period: int
    day: date
    people: Ints
    households: Ints
    age: Ints
    """Completed years on `day`, an entry for each of `people`."""

    @cached_property
    def woman(self) -> Bools:
        """An entry for each of `people`; likewise the next two."""
        return self.village.people.woman[self.people]

    @cached_property
    def home(self) -> Ints:
        """The household, counted or not, in which each person lives."""
        return self.village.people.household[self.people]

    @cached_property
    def attends(self) -> Bools:
        """Who attends a school, kindergartens aside."""
        return ATTENDS[self.of(self.village.lives.school)]

    @cached_property
    def workers(self) -> list[int]:
        """How many have each occupation, by code of member question 9."""
        return np.bincount(self.of(self.village.lives.occupation), minlength=MOST_CODES).tolist()

    @cached_property
    def counts_home(self) -> Bools:
        """Which of the village's households are counted."""
        counted = np.zeros(len(self.village.homes.filled), dtype=np.bool_)
        counted[self.households] = True
        return counted

    @property
    def is_past(self) -> bool:
        """Whether this is last year's."""
        return self.period < self.village.as_of.year

    def of(self, column: Column) -> Column:
        """A column of the village's people (lives.school …), an entry for each who is counted."""
        return column[self.people]

    def at_home(self, column: Column) -> Column:
        """A column of the village's households (homes.coded["8"] …), an entry for each that is counted."""
        return column[self.households]

    def by_sex(self, chosen: Bools) -> tuple[int, int]:
        """How many men and women of the chosen ones: an entry for each who is counted."""
        women = int(np.count_nonzero(chosen & self.woman))
        return int(np.count_nonzero(chosen)) - women, women

    def homes_with(self, question: str, *codes: int) -> int:
        """How many households gave one of these answers: one of a choice, or ticked among several."""
        return int(np.count_nonzero(self.village.homes.answered(question, *codes)[self.households]))

    def fixed(self, topic: str) -> Rng:
        """Dice of what is the same every year: land, buildings. The same topic gives the same throws wherever it is asked."""
        return stream(f"sheets {topic}", self.village.region.code, self.village.seed)

    def dice(self, topic: str) -> Rng:
        """Dice of what differs from year to year."""
        return stream(f"sheets {topic} {self.period}", self.village.region.code, self.village.seed)


def this_year(village: Inhabitants) -> Census:
    """All people and households of the village, on the training day."""
    return Census(village, village.as_of.year, village.as_of, np.arange(village.people.size),
                  np.arange(len(village.homes.filled)), village.people.age)


DEATHS = (.0008 + .0025 * np.exp(.0865 * (np.arange(LAST_AGE + 1) - 40))) * .87
DEATHS[0] = .013
"""By age, the share who die in a year; near the life tables of East Java."""
OF_MEN, OF_WOMEN = 1.18, .84
"""By how much DEATHS are multiplied for men and for women."""
ARRIVALS = {Setting.COAST: .016, Setting.TOWN: .022, Setting.RICE: .016, Setting.PLANTATION: .016, Setting.FOREST: .015}
DEPARTURES = {Setting.COAST: .006, Setting.TOWN: .013, Setting.RICE: .006, Setting.PLANTATION: .007, Setting.FOREST: .006}
"""Shares of the households that come and that go in a year. More come: the young found homes of their own, and others die out."""
MOVES = np.array([0, .016, .004, 0])[steps(17, 30, 50)]
"""By age, the share of those who head no household who come, or go, alone in a year."""


def last_year(village: Inhabitants) -> Census:
    """Who lived there on 31 December before the training day. Every household that is counted has its head among the people."""
    day = date(village.as_of.year - 1, 12, 31)
    rng = stream("last year", village.region.code, village.seed, village.as_of)
    span = (village.as_of - day).days / 365.25
    people, setting = village.people, village.area.setting
    size, home, heads_none = people.size, people.household, people.position > 1
    came = rng.random(people.households) < ARRIVALS[setting] * span
    left = ~came & (rng.random(people.households) < DEPARTURES[setting] * span)
    there = (people.born <= today(day)) & ~came[home] & ~(heads_none & (rng.random(size) < MOVES[people.age] * span))
    gone = there & (left[home] | (heads_none & (rng.random(size) < MOVES[people.age] * span)))
    dead = _dead(rng, people, there, span)
    counted = np.concatenate([np.flatnonzero(there), np.flatnonzero(gone), dead])
    homes = np.concatenate([np.flatnonzero(~came), np.flatnonzero(left), home[dead[~heads_none[dead]]]])
    return Census(village, day.year, day, counted, homes, completed_years(people.born[counted], day))


def _dead(rng: Rng, people: People, there: Bools, span: float) -> Ints:
    """People like those who died since. None of them heads a larger household, for that would have another head now."""
    like = there & ((people.position > 1) | (np.bincount(people.household) == 1)[people.household])
    found = []
    for sex, risk in ((~people.woman, OF_MEN), (people.woman, OF_WOMEN)):
        odds = DEATHS[people.age] * risk * span
        candidates = np.flatnonzero(like & sex)
        likely = odds[candidates]
        found.append(rng.choice(candidates, size=rng.poisson(odds[there & sex].sum()), p=likely / likely.sum()))
    return np.concatenate(found)
