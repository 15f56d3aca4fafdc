"""People and families, this year and last (rules T01 to T04, X01, X02, X04). Totals and growth follow by themselves."""

import numpy as np

from seed.indicators.book import Book
from seed.indicators.census import Census

PEOPLE, FAMILIES = "tp-penduduk", "tp-keluarga"
LINES = {PEOPLE: ("Jumlah penduduk tahun ini", "Jumlah penduduk tahun lalu"),
         FAMILIES: ("Jumlah kepala keluarga tahun ini", "Jumlah kepala keluarga tahun lalu")}
GROWTH = (.005, .011)
"""Between what shares people and families grew in the year before last, which nobody counted."""

Sexes = tuple[int, int]
"""Men and women, or families headed by a man and by a woman."""


def fill(book: Book, census: Census, before: Book | None) -> None:
    village = census.village
    women = int(np.count_nonzero(census.at_home(village.people.woman[village.people.position == 1])))
    growth = 1 + float(census.dice("growth").uniform(*GROWTH))
    for sheet, counted in ((PEOPLE, census.by_sex(np.ones(len(census.people), bool))),
                           (FAMILIES, (len(census.households) - women, women))):
        now, year_ago = LINES[sheet]
        book.put(sheet, {now: (*counted, None), year_ago: (*_year_ago(before, sheet, counted, growth), None)})


def _year_ago(before: Book | None, sheet: str, counted: Sexes, growth: float) -> Sexes:
    """The figures of the year before: what last year's sheet gave as its "tahun ini"; without it, `counted` less the growth."""
    if before is None:
        return round(counted[0] / growth), round(counted[1] / growth)
    return before.whole(sheet, LINES[sheet][0], 1), before.whole(sheet, LINES[sheet][0], 2)
