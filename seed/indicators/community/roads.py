"""Roads by who maintains them, surface and condition; bridges (rule P34). Lengths follow from the village's houses and its land
outside the forest.
"""

from collections.abc import Mapping

from seed.indicators.book import Book
from seed.indicators.community.luck import Luck
from seed.indicators.community.site import Site
from seed.land.areas import Setting

ASPHALT, MACADAM, EARTH, GRAVEL, CONCRETE = (
    "Panjang jalan aspal", "Panjang jalan makadam", "Panjang jalan tanah", "Panjang jalan sirtu",
    "Panjang jalan konblok/semen/beton")
Shares = Mapping[str, float]
VILLAGE: Mapping[Setting, Shares] = {
    Setting.COAST: {ASPHALT: 42, MACADAM: 12, EARTH: 16, GRAVEL: 8, CONCRETE: 22},
    Setting.TOWN: {ASPHALT: 55, MACADAM: 2, EARTH: 1, GRAVEL: 2, CONCRETE: 40},
    Setting.RICE: {ASPHALT: 40, MACADAM: 16, EARTH: 18, GRAVEL: 10, CONCRETE: 16},
    Setting.PLANTATION: {ASPHALT: 26, MACADAM: 28, EARTH: 28, GRAVEL: 10, CONCRETE: 8},
    Setting.FOREST: {ASPHALT: 24, MACADAM: 26, EARTH: 34, GRAVEL: 8, CONCRETE: 8}}
"""Weights of the surfaces of the village's own roads."""
BETWEEN: Shares = {ASPHALT: 85, MACADAM: 8, EARTH: 0, GRAVEL: 3, CONCRETE: 4}
REGENCY: Shares = {ASPHALT: 97, MACADAM: 0, EARTH: 0, GRAVEL: 0, CONCRETE: 3}
STATE: Shares = {ASPHALT: 100, MACADAM: 0, EARTH: 0, GRAVEL: 0, CONCRETE: 0}
"""Weights of the surfaces of roads between villages, of the regency, and of province and state."""
WHOLE = {ASPHALT: (.65, .95), MACADAM: (.35, .75), EARTH: (.3, .7), GRAVEL: (.4, .8), CONCRETE: (.8, 1.0)}
"""Between which shares of a surface are in good condition."""
KM_A_HOUSE, KM_A_HECTARE = .0045, .005
"""Kilometres of the village's own roads for each household and each hectare outside the forest."""
KM_A_BRIDGE = 2.5
"""Kilometres of the village's own roads for each bridge."""


def put(book: Book, site: Site, luck: Luck) -> None:
    across = (site.village.area.hectares / 100) ** .5
    """Kilometres from side to side."""
    open_land = site.village.area.hectares - book.number("pt-tanah-hutan", "Luas tanah hutan")
    village = (KM_A_HOUSE * site.households + KM_A_HECTARE * open_land) * luck.between(.7, 1.3)
    urban = site.is_urban
    _put_roads(book, luck, "pt-jalan-desa", village, VILLAGE[site.setting])
    _put_roads(book, luck, "pt-jalan-antar-desa", across * luck.between(.4, 1.2), BETWEEN)
    _put_roads(book, luck, "pt-jalan-kabupaten", across * luck.between(.3, 1.3) if luck.yes(.85) else 0, REGENCY)
    _put_roads(book, luck, "pt-jalan-provinsi", across * luck.between(.4, 1) if luck.yes(.25 if urban else .06) else 0, STATE)
    _put_roads(book, luck, "pt-jalan-negara", across * luck.between(.4, 1) if luck.yes(.35 if urban else .1) else 0, STATE)
    _put_bridges(book, site, luck, village)


def _put_roads(book: Book, luck: Luck, sheet_id: str, kilometres: float, shares: Shares) -> None:
    """Put the kilometres of one sheet, shared among the surfaces. The columns: good, broken; their sum is computed."""
    weights = {title: share * luck.between(.5, 1.5) for title, share in shares.items()}
    whole = sum(weights.values())
    lines = {}
    for title, weight in weights.items():
        length = round(kilometres * weight / whole, 1)
        good = round(length * luck.between(*WHOLE[title]), 1)
        lines[title] = (good, round(length - good, 1), None)
    book.put(sheet_id, lines)


def _put_bridges(book: Book, site: Site, luck: Luck, kilometres: float) -> None:
    count = luck.about(2 + kilometres / KM_A_BRIDGE, .5)
    iron, wood = luck.number(0, 1), 0 if site.is_town else luck.number(0, 2)
    kinds = {"Jembatan beton": max(0, count - iron - wood), "Jembatan besi": iron, "Jembatan kayu": wood}
    lines = {}
    for title, units in kinds.items():
        broken = round(units * luck.between(0, .3))
        lines[title] = (units - broken, broken, None)
    book.put("pt-jembatan", lines)
