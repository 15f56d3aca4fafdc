"""Clean water, sanitation and irrigation: what the households say of their water and toilets, and the rice fields' canals."""

from seed.areas import Setting
from seed.indicators.book import Book, Value
from seed.indicators.census import Census
from seed.indicators.community.luck import BROKEN, GOOD, Luck
from seed.indicators.community.site import Site

SPRING, DUG_WELL, PUMP, HYDRANT, RESERVOIR, RAIN, TANKER = 495, 496, 497, 498, 502, 503, 504
"""Codes of household question 8."""
NEAR_TOILET, GOOD_TOILET, SHARED_TOILET = 844, 843, 846
"""Of household question 75."""
HOUSES_A_SHARED_TOILET, HOUSES_A_HYDRANT, HOUSES_A_SPRING, HOUSES_A_TANK = 14, 22, 70, 12
SLOPES = {Setting.COAST: .3, Setting.TOWN: .2, Setting.RICE: .5, Setting.PLANTATION: .8, Setting.FOREST: .9}
"""The chance that there is a spring that nobody's question names."""
IRRIGATED = ("Sawah irigasi teknis", "Sawah irigasi 1/2 teknis")
METRES_A_HECTARE = {"Saluran primer": (2, 5), "Saluran sekunder": (6, 12), "Saluran tersier": (18, 35)}
HECTARES_A_GATE = {"Pintu sadap": (30, 60), "Pintu pembagi air": (15, 35)}


def put(book: Book, census: Census, site: Site, luck: Luck) -> None:
    _put_water(book, site, luck)
    _put_sanitation(book, census, site, luck)
    _put_irrigation(book, site, luck)


def _put_water(book: Book, site: Site, luck: Luck) -> None:
    """A neighbour's well serves several houses."""
    def units(code: int, houses: float) -> int:
        users = site.homes_with("8", code)
        return max(1, round(users / houses)) if users else 0

    book.put("pt-prasarana-air", {
        "Sumur pompa": units(PUMP, luck.between(1, 1.2)), "Sumur gali": units(DUG_WELL, luck.between(1, 1.4)),
        "Hidran umum": units(HYDRANT, HOUSES_A_HYDRANT), "PAH": units(RAIN, 1), "Tangki air bersih": units(TANKER, HOUSES_A_TANK),
        "Embung": max(units(RESERVOIR, 100), int(luck.yes(.06))),
        "Mata air": max(units(SPRING, HOUSES_A_SPRING), int(luck.yes(SLOPES[site.setting]))),
        "Bangunan pengolahan air bersih/minum": int(luck.yes(.2 if site.is_urban else .07))})


def _put_sanitation(book: Book, census: Census, site: Site, luck: Luck) -> None:
    shared = site.homes_with("75", SHARED_TOILET)
    drained = luck.yes(.95 if site.is_town else .75)
    lines: dict[str, Value] = {
        "Saluran drainase/pembuangan air limbah": "Ada" if drained else "Tidak ada",
        "Sumur resapan air rumah tangga": luck.about(site.households * .12, .8),
        "MCK umum": max(1, round(shared / HOUSES_A_SHARED_TOILET)) if shared else 0,
        "Pemilik jamban keluarga": census.homes_with("75", GOOD_TOILET) + census.homes_with("75", NEAR_TOILET)}
    if drained:
        lines["Kondisi saluran drainase"] = luck.word(GOOD, GOOD, GOOD, "Kurang memadai", "Mampet", BROKEN)
    book.put("pt-sanitasi", lines)


def _put_irrigation(book: Book, site: Site, luck: Luck) -> None:
    """By the area of irrigated rice fields. What has no length has no condition."""
    hectares = sum(book.number("pt-tanah-sawah", title) for title in IRRIGATED)
    lines: dict[str, tuple[Value, ...]] = {}
    for title, bounds in METRES_A_HECTARE.items():
        metres = float(round(hectares * luck.between(*bounds)))
        lines[title] = (metres, luck.word(GOOD, GOOD, GOOD, BROKEN)) if metres else (0.0, None)
    for title, bounds in HECTARES_A_GATE.items():
        gates = float(round(hectares / luck.between(*bounds)))
        lines[title] = (gates, luck.word(GOOD, GOOD, GOOD, BROKEN)) if gates else (0.0, None)
    book.put("pt-irigasi", lines)
