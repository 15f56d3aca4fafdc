"""Immunisation of the babies and nutrition of the under-fives (rules T20, T24), from household questions 73 and 78."""

from collections.abc import Mapping
from datetime import date

import numpy as np

from seed.chance.odds import Bools, Ints
from seed.homes.homes import NONE
from seed.indicators.book import Book
from seed.indicators.census import Census
from seed.indicators.counting import counts_by_code, gathered, homes_by

BABIES: Mapping[int, tuple[str, str, tuple[int, ...]]] = {
    2: ("Bayi usia 2 bulan", "Bayi 2 bulan imunisasi DPT-1, BCG dan Polio-1", (822, 823, 824)),
    3: ("Bayi usia 3 bulan", "Bayi 3 bulan imunisasi DPT-2 dan Polio-2", (825, 826)),
    4: ("Bayi usia 4 bulan", "Bayi 4 bulan imunisasi DPT-3 dan Polio-3", (828, 827)),
    9: ("Bayi usia 9 bulan", "Bayi 9 bulan imunisasi campak", (829,))}
"""By age in completed months: the lines of all babies and of those vaccinated, and the codes of question 73 that these need."""
ALL_GIVEN, SMALLPOX = 831, 830
UNDER = 5
"""Years: children below this age are weighed."""
WELL = 859
NUTRITION: Mapping[str, tuple[int, ...]] = {
    "Balita bergizi buruk": (858,), "Balita bergizi baik": (WELL,), "Balita bergizi kurang": (860,),
    "Balita bergizi lebih": (861,)}
"""Codes of question 78 by line."""


def fill(book: Book, census: Census) -> None:
    _immunisation(book, census)
    _nutrition(book, census)


def _immunisation(book: Book, census: Census) -> None:
    people, lines = census.village.people, {}
    infants = census.people[census.age == 0]
    months = completed_months(people.born[infants], census.day)
    for age, (babies, given, codes) in BABIES.items():
        home = people.household[infants[months == age]]
        lines[babies] = len(home)
        lines[given] = int(np.count_nonzero(_given(census, codes)[home]))
    book.put("tp-imunisasi", lines | {"Bayi yang sudah imunisasi cacar": homes_by(census, "73").get(SMALLPOX, 0)})


def _given(census: Census, codes: tuple[int, ...]) -> Bools:
    """Which households of the village tick all these codes, or that all is given."""
    answered = census.village.homes.answered
    return answered("73", ALL_GIVEN) | np.logical_and.reduce([answered("73", code) for code in codes])


def _nutrition(book: Book, census: Census) -> None:
    """Every child by the answer of its household. One that has grown since, in a household without an answer now, was well."""
    children = census.people[census.age < UNDER]
    answers = census.village.homes.coded["78"][census.village.people.household[children]]
    counts = counts_by_code(np.where(answers == NONE, WELL, answers))
    book.put("tp-gizi-balita", {"Balita": len(children)} | gathered(NUTRITION, counts))


def completed_months(born: Ints, day: date) -> Ints:
    """Ages on `day`, in months; `born` in days since 1970."""
    dates = born.astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    day_of_month = (dates - months).astype(np.int64) + 1
    return (day.year - 1970) * 12 + day.month - 1 - months.astype(np.int64) - (day_of_month > day.day)
