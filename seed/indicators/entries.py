"""Rows of the tables sheet_entry and cell for a village's two years."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import count
from operator import itemgetter
from typing import Any

from sandbox.practice.sheets.sheet import SheetPlace, places
from sandbox.words.folding import folded
from seed.indicators.book import Book

ENTRY_COLUMNS = ("id", "sheet", "period", "number", "title", "folded", "as_of", "filled", "version", "saved_at", "saved_by")
CELL_COLUMNS = ("sheet", "period", "row", "column", "number", "text")
SAVED_BY = "Data awal"
STORED = "%Y-%m-%d %H:%M:%S.%f"


def entry_rows(books: Sequence[Book], as_of: date) -> Iterator[tuple[Any, ...]]:
    """A row of sheet_entry, in the order of ENTRY_COLUMNS: of the running year for every sheet, of last year for those begun.

    Last year's were saved in December, this year's in the weeks before the training.
    """
    ids = count(1)
    for book in books:
        filled = Counter(map(itemgetter(0), book.cells))
        for nth, place in enumerate(places().values()):
            if filled[place.sheet.id] or book.period == as_of.year:
                yield next(ids), *_row(place, book.period, filled[place.sheet.id], _saved(book.period, as_of, nth))


def _row(place: SheetPlace, period: int, filled: int, saved_at: datetime) -> tuple[Any, ...]:
    """All but the id. What was entered is the state of the day on which it was saved; a sheet that is not begun has none."""
    as_of = max(saved_at.date(), date(period, 1, 1)).isoformat() if filled else None
    title, number = place.sheet.title, place.called
    return (place.sheet.id, period, number, title, folded(f"{title} {number}"), as_of, filled, 1, saved_at.strftime(STORED),
            SAVED_BY)


def _saved(period: int, as_of: date, nth: int) -> datetime:
    """A working hour: the sheets were entered in their order, some a day."""
    day = date(period, 12, 19) if period < as_of.year else as_of - timedelta(days=3)
    return datetime(day.year, day.month, day.day, 1) - timedelta(days=nth // 24) + timedelta(minutes=nth * 4 % 360)
