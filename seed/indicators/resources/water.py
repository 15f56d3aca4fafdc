"""Rivers, lakes, swamps and springs, and where the households' water comes from."""

from collections.abc import Collection
from math import ceil

import numpy as np

from seed.areas import Setting
from seed.indicators.book import Book
from seed.indicators.census import Census
from seed.indicators.resources.land import Ground

SOURCES = {
    "Mata air": (495, 0), "Sumur gali": (496, 1.1), "Sumur pompa": (497, 1.05), "Hidran umum": (498, 12), "PAM": (499, 0),
    "Pipa": (500, 60), "Sungai": (501, 0), "Embung": (502, 0), "Bak penampung air hujan": (503, 1),
    "Beli dari tangki swasta": (504, 150), "Depot isi ulang": (505, 120), "Sumber lain": (1741, 30),
}
"""Code of household question 8, and how many households share one; 0: one or a few serve all."""
DIRTY = ("Sungai", "Embung")
SPRINGS = {Setting.COAST: 1, Setting.TOWN: 1, Setting.RICE: 3, Setting.PLANTATION: 7, Setting.FOREST: 8}
"""At most."""
FLOWS = ("Kecil", "Sedang", "Besar")
DRY, DAM, POND = (.35, .45, .2), .12, .15
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


def rivers(book: Book) -> int:
    """How many flow through the village. After streams."""
    return int(book.number("pt-air-sungai", "Jumlah sungai"))


def springs(census: Census) -> int:
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
    users = np.bincount(census.at_home(census.village.homes.coded["8"]).clip(0), minlength=1742)
    lines: dict[str, tuple[int, int, str | None, str | None]] = {}
    for title, (code, sharing) in SOURCES.items():
        households = int(users[code])
        units = ceil(households / sharing) if sharing else min(households, 1)
        if title == "Mata air":
            units = max(units, springs(census))
        quality = "Berwarna" if title in DIRTY else "Baik"
        lines[title] = (units, households, "Baik", quality) if units else (0, 0, None, None)
    book.put("pt-air-bersih", lines)


def streams(book: Book, census: Census, ground: Ground) -> None:
    """A river is clear, or it is muddy, shallow or dirty."""
    rng = census.fixed("streams")
    count = int(np.searchsorted(RIVERS, rng.random(), side="right"))
    town = census.village.area.setting is Setting.TOWN
    dirty, muddy, shallow, poor = (rng.random(4) < (.35 if town else .06, .35, .3, .2)).tolist()
    dry = "drought" in census.village.area.hazards and bool(rng.random() < .4)
    states = (dirty, shallow, muddy or dirty, not (dirty or muddy or shallow), poor, dry)
    book.put("pt-air-sungai", {"Jumlah sungai": count, **_yes(
        RIVER_STATES, [state for state, true in zip(RIVER_STATES, states, strict=True) if count and true])})


def swamp(book: Book, census: Census, ground: Ground) -> None:
    area = ground.ha("Tanah rawa")
    rng = census.fixed("swamp")
    used = [use for use, chance, draw in zip(SWAMP_USES, (.6, 0, .1, .4, 0, .3, 0, .1), rng.random(8).tolist(), strict=True)
            if area and draw < chance]
    if area and ground.ha("Hutan mangrove"):
        used.append("Pembudidayaan hutan mangrove")
    book.put("pt-air-rawa", {"Luas rawa": area, **_yes(SWAMP_USES, used)})


def lake(book: Book, census: Census, ground: Ground) -> None:
    area = ground.ha("Situ/waduk/danau")
    rng = census.fixed("lake")
    chances = (.7, .2, .15, .8, .02, .03, .02, .15, .05, .4, .3, .2)
    used = [use for use, chance, draw in zip(LAKE_USES, chances, rng.random(12).tolist(), strict=True) if area and draw < chance]
    book.put("pt-air-danau", {"Luas": area, **_yes(LAKE_USES, used)})


def hot_springs(book: Book, census: Census, ground: Ground) -> None:
    """Only where there is a volcano; geysers nowhere."""
    rng, area = census.fixed("hot springs"), census.village.area
    there = "volcano" in area.hazards and bool(rng.random() < HOT_SPRING)
    book.put("pt-air-panas", {"Gunung berapi": (1, "Wisata", "Pemerintah") if there else (0, None, None),
                              "Geiser": (0, None, None)})


def _yes(titles: Collection[str], true: Collection[str]) -> dict[str, str]:
    """Ya for those that are true, Tidak for the others."""
    return {title: "Ya" if title in true else "Tidak" for title in titles}
