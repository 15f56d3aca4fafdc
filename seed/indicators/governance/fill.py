"""All sheets of this group, in the order of the form."""

from seed.indicators.book import Book
from seed.indicators.census import Census


def fill(book: Book, census: Census, before: Book | None) -> None:
    """Put the sheets of one year. `before`: last year's book; None while last year itself is filled."""
