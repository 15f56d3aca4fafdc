"""Rivers, lakes, swamps and springs, and where the households' water comes from."""

from math import ceil

import numpy as np

from seed.homes import houses
from seed.indicators.book import Book
from seed.indicators.census import Census
from seed.indicators.counting import homes_by
from seed.indicators.resources.land import Ground
from seed.indicators.words import GOOD, yes_to
from seed.land.areas import Setting

SOURCES = {
    "Mata air": (houses.SPRING, 0), "Sumur gali": (houses.DUG_WELL, 1.1), "Sumur pompa": (houses.PUMP, 1.05),
    "Hidran umum": (houses.HYDRANT, 12), "PAM": (houses.PIPED, 0), "Pipa": (houses.PIPE, 60), "Sungai": (houses.RIVER, 0),
    "Embung": (houses.RESERVOIR, 0), "Bak penampung air hujan": (houses.RAIN, 1),
    "Beli dari tangki swasta": (houses.TANK, 150), "Depot isi ulang": (houses.REFILL, 120),
    "Sumber lain": (houses.SEEPAGE, 30)}
"""Code of household question 8, and how many households share one; 0: one or a few serve all."""
DIRTY = ("Sungai", "Embung")
"""Sources whose water is coloured."""
SPRINGS = {Setting.COAST: 1, Setting.TOWN: 1, Setting.RICE: 3, Setting.PLANTATION: 7, Setting.FOREST: 8}
"""Springs of a village, at most."""
FLOWS = ("Kecil", "Sedang", "Besar")
DRY, DAM, POND = (.35, .45, .2), .12, .15
"""Chances of each of FLOWS, of a dam, and of a pond."""
SWAMP_USES = ("Perikanan darat maupun laut", "Air baku untuk pengolahan air minum", "Cuci dan mandi", "Irigasi",
              "Buang air besar", "Sayuran", "Pembudidayaan hutan mangrove", "Lain-lain")
LAKE_USES = ("Pemanfaatan: perikanan", "Pemanfaatan: air minum/air baku", "Pemanfaatan: cuci dan mandi", "Pemanfaatan: irigasi",
             "Pemanfaatan: buang air besar", "Pemanfaatan: pembangkit listrik", "Pemanfaatan: prasarana transportasi",
             "Pemanfaatan: lainnya", "Kondisi: tercemar", "Kondisi: pendangkalan", "Kondisi: keruh", "Kondisi: berlumpur")
RIVER_STATES = ("Tercemar", "Pendangkalan/pengendapan lumpur tinggi", "Keruh", "Jernih dan tidak tercemar",
                "Berkurangnya biota sungai", "Kering")
RIVERS = (.05, .35, .7, .9)
"""Below these chances: no river, one, two, three; above, four."""
HOT_SPRING = .08
"""The chance of one where there is a volcano."""


def rivers(book: Book) -> int:
    """How many flow through the village. After streams."""
    return book.whole("pt-air-sungai", "Jumlah sungai")


def springs(census: Census) -> int:
    """How many springs the village has."""
    most = SPRINGS[census.village.area.setting]
    return int(census.fixed("springs").integers(0, most + 1))


def flows(book: Book, census: Census, ground: Ground) -> None:
    """How much water there is; what isn't there stays empty. After streams."""
    rng = census.fixed("flows")
    drawn = [FLOWS[level] for level in rng.choice(3, size=6, p=DRY).tolist()]
    dam, pond = rng.random(2).tolist()
    lake = bool(ground.ha("Situ/waduk/danau"))
    there = (rivers(book) > 0, lake, springs(census) > 0, lake and dam < .5 or dam < DAM, pond < POND, False)
    titles = ("Sungai", "Danau", "Mata air", "Bendungan/waduk/situ", "Embung-embung", "Jebakan air")
    book.put("pt-air-potensi", {title: flow if here else None
                                for title, here, flow in zip(titles, there, drawn, strict=True)})


def drinking_water(book: Book, census: Census, ground: Ground) -> None:
    """Households by their answer to question 8. Condition and quality are told of what is used."""
    users = homes_by(census, "8")
    lines: dict[str, tuple[int, int, str | None, str | None]] = {}
    for title, (code, sharing) in SOURCES.items():
        households = users.get(code, 0)
        units = ceil(households / sharing) if sharing else min(households, 1)
        if title == "Mata air":
            units = max(units, springs(census))
        quality = "Berwarna" if title in DIRTY else GOOD
        lines[title] = (units, households, GOOD, quality) if units else (0, 0, None, None)
    book.put("pt-air-bersih", lines)


def streams(book: Book, census: Census, ground: Ground) -> None:
    """A river is clear, or it is muddy, shallow or dirty."""
    rng = census.fixed("streams")
    count = int(np.searchsorted(RIVERS, rng.random(), side="right"))
    town = census.village.area.setting is Setting.TOWN
    dirty, muddy, shallow, poor = (rng.random(4) < (.35 if town else .06, .35, .3, .2)).tolist()
    dry = "drought" in census.village.area.hazards and bool(rng.random() < .4)
    states = (dirty, shallow, muddy or dirty, not (dirty or muddy or shallow), poor, dry)
    book.put("pt-air-sungai", {"Jumlah sungai": count, **yes_to(
        RIVER_STATES, [state for state, true in zip(RIVER_STATES, states, strict=True) if count and true])})


def swamp(book: Book, census: Census, ground: Ground) -> None:
    """Put its area, from the land use, and what it is used for."""
    area = ground.ha("Tanah rawa")
    rng = census.fixed("swamp")
    used = [use for use, chance, draw in zip(SWAMP_USES, (.6, 0, .1, .4, 0, .3, 0, .1), rng.random(8).tolist(), strict=True)
            if area and draw < chance]
    if area and ground.ha("Hutan mangrove"):
        used.append("Pembudidayaan hutan mangrove")
    book.put("pt-air-rawa", {"Luas rawa": area, **yes_to(SWAMP_USES, used)})


def lake(book: Book, census: Census, ground: Ground) -> None:
    """Put its area, from the land use, what it is used for, and what is wrong with it."""
    area = ground.ha("Situ/waduk/danau")
    rng = census.fixed("lake")
    chances = (.7, .2, .15, .8, .02, .03, .02, .15, .05, .4, .3, .2)
    used = [use for use, chance, draw in zip(LAKE_USES, chances, rng.random(12).tolist(), strict=True) if area and draw < chance]
    book.put("pt-air-danau", {"Luas": area, **yes_to(LAKE_USES, used)})


def hot_springs(book: Book, census: Census, ground: Ground) -> None:
    """Only where there is a volcano; geysers nowhere."""
    rng, area = census.fixed("hot springs"), census.village.area
    there = "volcano" in area.hazards and bool(rng.random() < HOT_SPRING)
    book.put("pt-air-panas", {"Gunung berapi": (1, "Wisata", "Pemerintah") if there else (0, None, None),
                              "Geiser": (0, None, None)})
