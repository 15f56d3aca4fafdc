"""Lighting: every family has one kind (rule P35)."""

from seed.indicators.book import Book
from seed.indicators.census import Census
from seed.indicators.community.luck import Luck
from seed.indicators.community.site import Site
from seed.land.areas import Setting

WITHOUT_GRID = {Setting.COAST: .004, Setting.TOWN: .001, Setting.RICE: .003, Setting.PLANTATION: .02, Setting.FOREST: .025}
"""Share of the families that no line of PLN reaches, at most."""


def put(book: Book, census: Census, site: Site, luck: Luck) -> None:
    """Put the families by kind of lighting: nearly all by PLN, the others by what they have."""
    families = len(census.households)
    without = round(families * WITHOUT_GRID[site.setting] * luck.between(0, 1))
    own, oil = round(without * luck.between(.3, .6)), round(without * luck.between(.2, .4))
    book.put("pt-energi", {
        "Listrik PLN": families - without, "Diesel umum": 0, "Genset pribadi": own, "Lampu minyak tanah/jarak/kelapa": oil,
        "Kayu bakar": 0, "Batu bara": 0, "Tanpa penerangan": without - own - oil})
