"""All sheets of this group, in the order of the form."""

from seed.indicators.book import Book
from seed.indicators.census import Census
from seed.indicators.community import (
    business,
    custom,
    elections,
    energy,
    government,
    health,
    institutions,
    labour,
    leisure,
    media,
    office,
    order,
    population,
    roads,
    schooling,
    schools,
    transport,
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

    # Businesses come last: they repeat what the sheets of institutions and of leisure say of theirs.
    government.put(book, place, luck("government"))
    elections.put(book, census, luck("elections"))
    institutions.put(book, place, luck("institutions"))
    schools.put(book, census, place, luck("schools"))
    custom.put(book, place, luck("custom"))
    order.put(book, place, luck("watch"))
    roads.put(book, place, luck("roads"))
    transport.put(book, place, luck("transport"))
    media.put(book, census, place, luck("media"))
    water.put(book, census, place, luck("water"))
    office.put(book, place, luck("office"))
    leisure.put(book, place, luck("leisure"))
    health.put(book, place, luck("health"))
    energy.put(book, census, place, luck("energy"))
    business.put(book, place, luck("business"))
