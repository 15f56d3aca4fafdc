"""Counting people and households by their codes, a whole column at once."""

from collections.abc import Mapping

import numpy as np

from seed.chance.odds import Bools, Ints
from seed.indicators.census import Census

Codes = tuple[int, ...]
Counts = Mapping[int, int]
"""How many, by code; a code that nobody has may be left out."""
Pair = tuple[int, int, None]
"""Men and women as the columns of a line; the third column, their sum, is computed by the sheet."""


def how_many(chosen: Bools) -> int:
    """How many are chosen."""
    return int(np.count_nonzero(chosen))


def counts_by_code(codes: Ints) -> dict[int, int]:
    """How often each code occurs; what is answered with none (below 0) is not counted."""
    counts = np.bincount(codes[codes >= 0])
    found = np.flatnonzero(counts)
    return dict(zip(found.tolist(), counts[found].tolist(), strict=True))


def people_by(census: Census, column: Ints) -> dict[int, int]:
    """People by the code of a column of the village's people (lives.school …)."""
    return counts_by_code(census.of(column))


def homes_by(census: Census, question: str) -> dict[int, int]:
    """Households by their answer; where several answers may be ticked a household counts for each."""
    homes = census.village.homes
    if question in homes.coded:
        return counts_by_code(census.at_home(homes.coded[question]))
    return {code: how_many(ticked[census.households]) for code, ticked in homes.ticked[question].items()}


def gathered(lines: Mapping[str, Codes], counts: Counts) -> dict[str, int]:
    """By title: how many have one of its codes."""
    return {title: sum(counts.get(code, 0) for code in codes) for title, codes in lines.items()}


def column(values: Mapping[int, int], size: int, default: int = 0) -> Ints:
    """A column to look up what belongs to a code. `size`: one more than the highest code."""
    found = np.full(size, default, dtype=np.int64)
    for code, value in values.items():
        found[code] = value
    return found


def pair(counts: list[int] | tuple[int, int]) -> Pair:
    """The columns of a line, from the numbers of men and women."""
    return counts[0], counts[1], None


def men_and_women(codes: Ints, woman: Bools, size: int) -> list[list[int]]:
    """Men and women of every code from 0 to size - 1. `codes` are smaller than `size`."""
    return np.bincount(codes * 2 + woman, minlength=size * 2).reshape(-1, 2).tolist()


def sexes_by(census: Census, column: Ints, size: int) -> list[list[int]]:
    """Men and women of every code of a column of the village's people."""
    return men_and_women(census.of(column), census.woman, size)


def pair_of(census: Census, chosen: Bools) -> Pair:
    """Men and women among those who are counted and chosen."""
    return pair(census.by_sex(chosen))
