"""Rows of the tables sheet_entry and cell for a village's two years."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import count
from operator import itemgetter
from typing import Any

from sandbox.practice.sheets.sheet import all_sheets
from seed.indicators.book import Book

ENTRY_COLUMNS = ("id", "sheet", "period", "filled", "version", "saved_at", "saved_by")
CELL_COLUMNS = ("sheet", "period", "row", "column", "number", "text")
SAVED_BY = "Data awal"
STORED = "%Y-%m-%d %H:%M:%S.%f"


def entry_rows(books: Sequence[Book], as_of: date) -> Iterator[tuple[Any, ...]]:
    """A row of sheet_entry, in the order of ENTRY_COLUMNS, for every sheet that is begun.

    Last year's were saved in December, this year's in the weeks before the training.
    """
    order = {sheet.id: number for number, sheet in enumerate(all_sheets())}
    ids = count(1)
    for book in books:
        filled = Counter(map(itemgetter(0), book.cells))
        for sheet_id in sorted(filled, key=order.__getitem__):
            yield next(ids), sheet_id, book.period, filled[sheet_id], 1, _saved(book.period, as_of, order[sheet_id]), SAVED_BY


def _saved(period: int, as_of: date, nth: int) -> str:
    """A working hour: the sheets were entered in their order, some a day."""
    day = date(period, 12, 19) if period < as_of.year else as_of - timedelta(days=3)
    at = datetime(day.year, day.month, day.day, 1) - timedelta(days=nth // 24) + timedelta(minutes=nth * 4 % 360)
    return at.strftime(STORED)
