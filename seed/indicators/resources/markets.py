"""How the village's produce is sold: the sheets pt-pasar-…"""

from collections.abc import Collection

from sandbox.practice.sheets.sheet import sheet
from seed.indicators.book import Book
from seed.indicators.words import yes_to

UNSOLD = "Tidak dijual"


def channels(book: Book, sheet_id: str, ways: Collection[str]) -> None:
    """Ya for each way in which something is sold. Where nothing is, only Tidak dijual is true (rule P17)."""
    book.put(sheet_id, yes_to(sheet(sheet_id).by_title, ways or (UNSOLD,)))
