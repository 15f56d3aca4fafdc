"""Counting by code, and sharing out whole numbers."""

from collections.abc import Mapping, Sequence

import numpy as np

from seed.indicators.book import Book
from seed.indicators.census import Census
from seed.odds import Ints

Counts = dict[int, int]
"""How many, by code; a code that nobody has is left out."""
CHEAPER = .94
"""Prices and incomes of last year, this year's being 1."""
HIGHEST_CODE = 112
"""Of occupations (member question 9); businesses (question 18) end at 75."""


def by_code(codes: Ints) -> Counts:
    """How often each code occurs; what is answered with none (below 0) is not counted."""
    counts = np.bincount(codes[codes >= 0])
    found = np.flatnonzero(counts)
    return dict(zip(found.tolist(), counts[found].tolist(), strict=True))


def people_by(census: Census, column: Ints) -> Counts:
    """People by the code of a column of the village's people (lives.school …)."""
    return by_code(census.of(column))


def homes_by(census: Census, question: str) -> Counts:
    """Households by their answer; where several answers may be ticked a household counts for each."""
    homes = census.village.homes
    if question in homes.coded:
        return by_code(census.at_home(homes.coded[question]))
    return {code: int(np.count_nonzero(ticked[census.households])) for code, ticked in homes.ticked[question].items()}


def table(values: Mapping[int, int], default: int = 0) -> Ints:
    """A column to look up what belongs to a code of member question 9 or 18."""
    found = np.full(HIGHEST_CODE + 1, default)
    for code, value in values.items():
        found[code] = value
    return found


def gathered(lines: Mapping[str, tuple[int, ...]], counts: Mapping[int, int]) -> dict[str, int]:
    """By title: how many have one of its codes."""
    return {title: sum(counts.get(code, 0) for code in codes) for title, codes in lines.items()}


def shared(total: int, weights: Sequence[float]) -> list[int]:
    """Whole parts that add up to `total`, as the weights are to each other. The largest remainders are rounded up."""
    exact = [total * weight / sum(weights) for weight in weights]
    parts = [int(part) for part in exact]
    largest = sorted(range(len(parts)), key=lambda index: parts[index] - exact[index])
    for index in largest[:total - sum(parts)]:
        parts[index] += 1
    return parts


def prices(census: Census) -> float:
    """By what the money of this year is multiplied for the census's year."""
    return CHEAPER if census.day.year < census.village.as_of.year else 1.0


def thousands(rupiah: float) -> int:
    """Money as somebody writes it into a sheet."""
    return round(rupiah / 1000) * 1000


def whole(book: Book, sheet: str, line: str, *columns: str | int) -> int:
    """What another sheet says in that line, its columns added up; the first column where none is named."""
    return int(sum(book.number(sheet, line, column) for column in columns or (1,)))
