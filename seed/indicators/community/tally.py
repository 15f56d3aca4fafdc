"""Counts of men and women by code or age, for a whole column at once."""

from dataclasses import dataclass

import numpy as np

from seed.indicators.census import Census
from seed.odds import Bools, Ints

Pair = tuple[int, int, None]
"""Men and women; their sum, the third column of the form, is computed."""


def men_and_women(codes: Ints, woman: Bools, size: int) -> list[list[int]]:
    """Men and women of every code from 0 to size - 1. `codes` are smaller than `size`."""
    return np.bincount(codes * 2 + woman, minlength=size * 2).reshape(-1, 2).tolist()


def pair(counts: list[int]) -> Pair:
    return counts[0], counts[1], None


@dataclass(frozen=True, slots=True)
class Tally:
    """A census, and who of it is a woman: asked for once, for all the sheets."""

    census: Census
    woman: Bools

    def by_code(self, column: Ints, size: int) -> list[list[int]]:
        """Men and women of every code of a column of the village's people."""
        return men_and_women(self.census.of(column), self.woman, size)

    def by_age(self, oldest: int) -> list[list[int]]:
        """Men and women of every age in years; the last entry has all of `oldest` and older."""
        return men_and_women(self.census.age.clip(0, oldest), self.woman, oldest + 1)

    def pair_of(self, chosen: Bools) -> Pair:
        """Men and women among those who are counted."""
        women = int(np.count_nonzero(chosen & self.woman))
        return int(np.count_nonzero(chosen)) - women, women, None

    def everybody(self) -> Pair:
        women = int(np.count_nonzero(self.woman))
        return len(self.woman) - women, women, None


def tally(census: Census) -> Tally:
    return Tally(census, census.woman)
