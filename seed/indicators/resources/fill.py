"""All sheets of this group, each after those that it repeats something of."""

from collections.abc import Callable

from seed.indicators.book import Book
from seed.indicators.census import Census
from seed.indicators.resources import animals, crops, fish, forest, land, minerals, surroundings, terrain, village, water
from seed.indicators.resources.land import Ground

Put = Callable[[Book, Census, Ground], None]
LASTING: tuple[Put, ...] = (
    land.uses, water.streams, water.flows, water.swamp, water.lake, water.hot_springs, terrain.climate, terrain.soil,
    terrain.erosion, terrain.landscape, surroundings.parks, surroundings.sights, terrain.location, terrain.distances,
    forest.owners, forest.states, forest.effects, minerals.deposits, surroundings.air, surroundings.noise)
"""Land and nature, drawn from census.fixed."""
SAME = (
    *land.TITLES, "pt-tanah-ringkasan", "pt-air-sungai", "pt-air-potensi", "pt-air-rawa", "pt-air-danau", "pt-air-panas",
    "pt-iklim", "pt-kesuburan-tanah", "pt-erosi", "pt-bentang", "pt-ruang-publik", "pt-wisata", "pt-letak", "pt-orbitasi",
    "pt-hutan-pemilikan", "pt-kondisi-hutan", "pt-dampak-hutan", "pt-galian-deposit", "pt-pasar-galian", "pt-udara",
    "pt-kebisingan")
"""Their sheets: this year's are last year's."""
YEARLY: tuple[Put, ...] = (
    village.about, crops.farmers, crops.field_crops, crops.fruit, crops.herbs, crops.plantations, forest.products, animals.herds,
    animals.products, animals.fodder, animals.workshops, fish.fish, water.drinking_water)


def fill(book: Book, census: Census, before: Book | None) -> None:
    """Put the sheets of one year. `before`: last year's book; None while last year itself is filled."""
    ground = land.ground(census)
    if before is not None:
        book.copy(before, SAME)
    for put in YEARLY if before is not None else LASTING + YEARLY:
        put(book, census, ground)
