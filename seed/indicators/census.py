"""Who is counted for one year: the village's people and households as they are, or as they were at the end of last year.

A census is a selection (indices, which may repeat) of the village's people and households, and the day on which they are counted.
Last year's leaves out who was born or came since, and counts those who died or moved away since as copies of people like them.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np

from seed.areas import Area
from seed.homes import Homes
from seed.members import Lives
from seed.odds import Bools, Ints, Rng, stream
from seed.people import People, completed_years
from seed.places import Geography
from seed.regions import Region


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


@dataclass(frozen=True, slots=True)
class Census:
    """`people` and `households` are indices into the columns of `village`; ages are those of `day`."""

    village: Inhabitants
    period: int
    day: date
    people: Ints
    households: Ints
    age: Ints
    """Completed years on `day`, an entry for each of `people`."""

    @property
    def woman(self) -> Bools:
        return self.village.people.woman[self.people]

    def of(self, column: Ints) -> Ints:
        """A column of the village's people (lives.school …), an entry for each who is counted."""
        return column[self.people]

    def at_home(self, column: Ints) -> Ints:
        """A column of the village's households (homes.coded["8"] …), an entry for each that is counted."""
        return column[self.households]

    def by_sex(self, chosen: Bools) -> tuple[int, int]:
        """How many men and women of the chosen ones: an entry for each who is counted."""
        women = int(np.count_nonzero(chosen & self.woman))
        return int(np.count_nonzero(chosen)) - women, women

    def count(self, column: Ints, codes: int | tuple[int, ...]) -> tuple[int, int]:
        """Men and women whose code in that column of the village's people is one of these."""
        return self.by_sex(np.isin(self.of(column), codes))

    def homes_with(self, question: str, code: int) -> int:
        """How many households answered the question with that code: one of a choice, or ticked among several."""
        homes = self.village.homes
        if question in homes.coded:
            return int(np.count_nonzero(self.at_home(homes.coded[question]) == code))
        ticked = homes.ticked[question].get(code)
        return 0 if ticked is None else int(np.count_nonzero(ticked[self.households]))

    def fixed(self, topic: str) -> Rng:
        """Dice of what is the same every year: land, buildings. The same topic gives the same throws wherever it is asked."""
        return stream(f"sheets {topic}", self.village.region.code, self.village.seed)

    def dice(self, topic: str) -> Rng:
        """Dice of what differs from year to year."""
        return stream(f"sheets {topic} {self.period}", self.village.region.code, self.village.seed)


def this_year(village: Inhabitants) -> Census:
    """Everybody, on the training day."""
    return Census(village, village.as_of.year, village.as_of, np.arange(village.people.size),
                  np.arange(len(village.homes.filled)), village.people.age)


DEATHS, ARRIVALS, DEPARTURES = .0075, .006, .006
"""Of the population, in a whole year."""


def last_year(village: Inhabitants) -> Census:
    """Those of 31 December of the year before the training day."""
    day = date(village.as_of.year - 1, 12, 31)
    rng = stream("last year", village.region.code, village.seed, village.as_of)
    share = (village.as_of - day).days / 365.25
    size, everybody = village.people.size, np.arange(village.people.size)
    there = village.people.born <= day.toordinal() - date(1970, 1, 1).toordinal()
    came = rng.random(size) < ARRIVALS * share
    odds = np.where(there, np.exp(.085 * village.people.age), 0)
    dead = rng.choice(everybody, size=rng.binomial(size, DEATHS * share), p=odds / odds.sum())
    gone = rng.choice(everybody[there], size=rng.binomial(size, DEPARTURES * share))
    people = np.concatenate([everybody[there & ~came], dead, gone])
    households = np.arange(len(village.homes.filled))
    households = households[rng.random(len(households)) >= ARRIVALS * share]
    return Census(village, day.year, day, people, households, completed_years(village.people.born[people], day))
