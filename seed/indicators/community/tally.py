"""Counts of men and women by code or age, for a whole column at once."""

import numpy as np

from seed.indicators.census import Census
from seed.odds import Bools, Ints

Pair = tuple[int, int, None]
"""Men and women; their sum, the third column of the form, is computed."""


def men_and_women(codes: Ints, woman: Bools, size: int) -> list[list[int]]:
    """Men and women of every code from 0 to size - 1. `codes` are smaller than `size`."""
    return np.bincount(codes * 2 + woman, minlength=size * 2).reshape(-1, 2).tolist()


def by_code(census: Census, column: Ints, size: int) -> list[list[int]]:
    """Men and women of every code of a column of the village's people."""
    return men_and_women(census.of(column), census.woman, size)


def by_age(census: Census, oldest: int) -> list[list[int]]:
    """Men and women of every age in years; the last entry has all of `oldest` and older."""
    return men_and_women(census.age.clip(0, oldest), census.woman, oldest + 1)


def pair(counts: list[int]) -> Pair:
    return counts[0], counts[1], None


def pair_of(census: Census, chosen: Bools) -> Pair:
    """Men and women among those who are counted."""
    men, women = census.by_sex(chosen)
    return men, women, None
