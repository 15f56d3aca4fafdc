"""A village's two years: last year's sheets complete, this year's with gaps that wait for the trainee."""

from collections.abc import Callable

from sandbox.practice.sheets.sheet import all_sheets
from seed.chance.odds import Rng, stream
from seed.indicators.book import Book
from seed.indicators.census import Census, Inhabitants, last_year, this_year
from seed.indicators.community.fill import fill as community
from seed.indicators.governance.fill import fill as governance
from seed.indicators.progress.fill import fill as progress
from seed.indicators.resources.fill import fill as resources

FILLERS: tuple[Callable[[Book, Census, Book | None], None], ...] = (resources, community, progress, governance)
"""Potensi before Tingkat Perkembangan, which repeats some of its figures."""
WHOLE, PART = .5, .2
"""Shares of this year's sheets that are entered whole, and that are begun. The others are empty."""
TOTALS_ACROSS = {"pt-tanah-ringkasan": "pt-tanah-", "tp-pdd-total": "tp-pdd-"}
"""Sheets with totals over others, and how the ids of those begin: no total stands where a part is missing."""


def two_years(village: Inhabitants) -> tuple[Book, Book]:
    """Last year's book and this year's with its gaps."""
    before, now = whole_years(village)
    _open_gaps(now, stream("sheets", village.region.code, village.seed, village.as_of))
    return before, now


def whole_years(village: Inhabitants) -> tuple[Book, Book]:
    """Last year's book and this year's, as if everything were entered."""
    before = _filled(last_year(village), None)
    return before, _filled(this_year(village), before)


def _filled(census: Census, before: Book | None) -> Book:
    """The book of one year, all sheets entered. `before`: last year's, or None while that is filled."""
    book = Book(census.period)
    for fill in FILLERS:
        fill(book, census, before)
    return book


def _open_gaps(book: Book, rng: Rng) -> None:
    """Empty half of the sheets, or some lines of a sheet, as somebody leaves them who is called away."""
    opened = set()
    for sheet in all_sheets():
        chance = rng.random()
        if chance < WHOLE:
            continue
        entered = int(len(sheet.lines) * rng.uniform(.3, .8)) if chance < WHOLE + PART else 0
        book.forget(sheet.id, first=entered + 1)
        opened.add(sheet.id)
    for total, parts in TOTALS_ACROSS.items():
        if any(sheet_id.startswith(parts) for sheet_id in opened):
            book.forget_computed(total)
