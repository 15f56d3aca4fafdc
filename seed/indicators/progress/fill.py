"""All sheets of this group, in the order of the form."""

from seed.indicators.book import Book
from seed.indicators.census import Census
from seed.indicators.progress import (
    assets,
    education,
    habits,
    health,
    incomes,
    infants,
    livelihoods,
    mothers,
    population,
    product,
    welfare,
)


def fill(book: Book, census: Census, before: Book | None) -> None:
    """Put the sheets of one year. `before`: last year's book; None while last year itself is filled."""
    population.fill(book, census, before)
    for part in (welfare, product, incomes, livelihoods, assets, education, mothers, infants, health, habits):
        part.fill(book, census)
