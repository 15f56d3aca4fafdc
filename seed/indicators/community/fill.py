"""All sheets of this group, in the order of the form."""

from seed.indicators.book import Book
from seed.indicators.census import Census
from seed.indicators.community import (
    elections,
    energy,
    government,
    health,
    institutions,
    labour,
    office,
    population,
    schooling,
    schools,
    water,
)
from seed.indicators.community.luck import Luck
from seed.indicators.community.site import site


def fill(book: Book, census: Census, before: Book | None) -> None:
    """Put the sheets of one year. `before` is not needed: what stays the same has the same dice every year."""
    for people in (population, schooling, labour):
        people.put(book, census)
    place = site(census.village)

    def luck(topic: str) -> Luck:
        return Luck(census.fixed(topic))

    government.put(book, place, luck("government"))
    elections.put(book, census, luck("elections"))
    institutions.put(book, place, luck("institutions"))
    schools.put(book, census, place, luck("schools"))
    office.put(book, place, luck("office"))
    health.put(book, place, luck("health"))
    water.put(book, census, place, luck("water"))
    energy.put(book, census, place, luck("energy"))
