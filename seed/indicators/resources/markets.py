"""How the village's produce is sold: the sheets pt-pasar-…"""

from collections.abc import Collection

from sandbox.practice.sheets import sheet
from seed.indicators.book import Book

UNSOLD = "Tidak dijual"


def channels(book: Book, sheet_id: str, ways: Collection[str]) -> None:
    """Ya for each way in which something is sold. Where nothing is, only Tidak dijual is true (rule P17)."""
    true = ways or (UNSOLD,)
    book.put(sheet_id, {title: "Ya" if title in true else "Tidak" for title in sheet(sheet_id).by_title})
