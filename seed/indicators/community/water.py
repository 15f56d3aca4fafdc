"""Clean water, sanitation and irrigation: the wells and toilets of the households, and the rice fields' canals."""

from seed.indicators.book import Book, Value
from seed.indicators.census import Census
from seed.indicators.community.luck import Luck
from seed.indicators.community.site import Site
from seed.indicators.words import BROKEN, GOOD, there

SOURCES = {
    "Sumur pompa": "Sumur pompa", "Sumur gali": "Sumur gali", "Hidran umum": "Hidran umum", "PAH": "Bak penampung air hujan",
    "Tangki air bersih": "Beli dari tangki swasta", "Embung": "Embung", "Mata air": "Mata air"}
"""Lines of this form, and what pt-air-bersih calls them."""
NEAR_TOILET, GOOD_TOILET, SHARED_TOILET = 844, 843, 846
"""Codes of household question 75."""
HOUSES_A_SHARED_TOILET = 14
"""Households that share one."""
IRRIGATED = ("Sawah irigasi teknis", "Sawah irigasi 1/2 teknis")
METRES_A_HECTARE = {"Saluran primer": (2, 5), "Saluran sekunder": (6, 12), "Saluran tersier": (18, 35)}
"""Length of each kind of canal, from and to."""
HECTARES_A_GATE = {"Pintu sadap": (30, 60), "Pintu pembagi air": (15, 35)}
"""Hectares that one gate serves, from and to."""


def put(book: Book, census: Census, site: Site, luck: Luck) -> None:
    _put_water(book, site, luck)
    _put_sanitation(book, census, site, luck)
    _put_irrigation(book, luck)


def _put_water(book: Book, site: Site, luck: Luck) -> None:
    """Wells and pipes are those of pt-air-bersih, which is counted from the households."""
    lines: dict[str, Value] = {title: book.whole("pt-air-bersih", source) for title, source in SOURCES.items()}
    plant = int(luck.yes(.2 if site.is_urban else .07))
    book.put("pt-prasarana-air", lines | {"Bangunan pengolahan air bersih/minum": plant})


def _put_sanitation(book: Book, census: Census, site: Site, luck: Luck) -> None:
    shared = site.homes_with("75", SHARED_TOILET)
    drained = luck.yes(.95 if site.is_town else .75)
    lines: dict[str, Value] = {
        "Saluran drainase/pembuangan air limbah": there(drained),
        "Sumur resapan air rumah tangga": luck.about(site.households * .12, .8),
        "MCK umum": max(1, round(shared / HOUSES_A_SHARED_TOILET)) if shared else 0,
        "Pemilik jamban keluarga": census.homes_with("75", GOOD_TOILET, NEAR_TOILET)}
    if drained:
        lines["Kondisi saluran drainase"] = luck.word(GOOD, GOOD, GOOD, "Kurang memadai", "Mampet", BROKEN)
    book.put("pt-sanitasi", lines)


def _put_irrigation(book: Book, luck: Luck) -> None:
    """Put canals and gates by the area of irrigated rice fields. What has no length has no condition."""
    hectares = sum(book.number("pt-tanah-sawah", title) for title in IRRIGATED)
    lines: dict[str, tuple[Value, ...]] = {}
    for title, bounds in METRES_A_HECTARE.items():
        metres = float(round(hectares * luck.between(*bounds)))
        lines[title] = (metres, luck.word(GOOD, GOOD, GOOD, BROKEN)) if metres else (0.0, None)
    for title, bounds in HECTARES_A_GATE.items():
        gates = float(round(hectares / luck.between(*bounds)))
        lines[title] = (gates, luck.word(GOOD, GOOD, GOOD, BROKEN)) if gates else (0.0, None)
    book.put("pt-irigasi", lines)
