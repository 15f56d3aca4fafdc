"""What a household is by its members, one entry a household: its size, who works at what, whom it has of some age."""

from dataclasses import dataclass

import numpy as np

from seed.chance.odds import Bools, Floats, Ints
from seed.lives import trades, work
from seed.lives.members import Lives
from seed.people.people import NOBODY, People


@dataclass(frozen=True, slots=True)
class Households:
    """The households of a village, in columns with one entry each, beside the people of whom they consist."""

    people: People
    lives: Lives
    size: int
    head: Ints
    """Index of each household's head among the people."""
    members: Ints
    """How many members each has."""
    workers: Ints
    """Households × occupations (question 9): how many members have it."""
    owners: Ints
    """Households × businesses (question 18): how many members own one."""

    @classmethod
    def of(cls, people: People, lives: Lives) -> "Households":
        size = int(people.household[-1]) + 1
        return cls(people, lives, size, np.flatnonzero(people.position == 1), np.bincount(people.household, minlength=size),
                   _table(people.household, lives.occupation, size, work.MOST_CODES),
                   _table(people.household, lives.business, size, trades.MOST_CODES))

    def any(self, flags: Bools) -> Bools:
        """Which households have a member with the flag."""
        return np.bincount(self.people.household[flags], minlength=self.size) > 0

    def sum(self, numbers: Floats) -> Floats:
        """The sum over each household's members of a number that every person has."""
        return np.bincount(self.people.household, weights=numbers, minlength=self.size).astype(np.float64)

    def works(self, *occupations: int) -> Bools:
        """Which households have somebody in one of these occupations."""
        return self.workers[:, occupations].sum(axis=1) > 0

    def owns(self, *businesses: int) -> Bools:
        """Which households have somebody with one of these businesses."""
        return self.owners[:, businesses].sum(axis=1) > 0

    def mothers(self, children: Bools) -> Ints:
        """Indices of the people who are mothers of the chosen children and on a card of the village; one may occur twice."""
        mothers = self.people.mother[children]
        return mothers[mothers != NOBODY]


def _table(household: Ints, code: Ints, size: int, codes: int) -> Ints:
    """Households × codes: how many members have each code."""
    return np.bincount(household * codes + code, minlength=size * codes).reshape(size, codes)
