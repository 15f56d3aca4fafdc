"""What the land of a village is used for: the seven sheets pt-tanah-…, and `Ground`, by which other sheets know it.

Homes and public places take what so many households need; the rest is divided as is usual for the setting. All is then rounded
to hundredths of a hectare such that it adds up to the area of the village exactly (rules P01-P08).
"""

from dataclasses import dataclass

import numpy as np

from seed.chance.shares import apportioned
from seed.indicators.book import Book
from seed.indicators.census import Census, Inhabitants
from seed.indicators.resources import land_use
from seed.indicators.resources.land_use import ESTATES, FARMED, MARKET, PARK, VILLAGE_LAND, LandWeights
from seed.land.areas import Area, Setting

TITLES = {
    "pt-tanah-sawah": ("Sawah irigasi teknis", "Sawah irigasi 1/2 teknis", "Sawah tadah hujan", "Sawah pasang surut"),
    "pt-tanah-kering": ("Tegal/ladang", "Pemukiman", "Pekarangan"),
    "pt-tanah-basah": ("Tanah rawa", "Pasang surut", "Lahan gambut", "Situ/waduk/danau"),
    "pt-tanah-perkebunan": ("Perkebunan rakyat", "Perkebunan negara", "Perkebunan swasta", "Perkebunan perorangan"),
    "pt-tanah-fasilitas": (
        "Tanah bengkok", "Tanah titi sara", "Kebun desa", "Sawah desa", "Lapangan olahraga", "Perkantoran pemerintah",
        "Ruang publik/taman kota", "Tempat pemakaman desa/umum", "Tempat pembuangan sampah",
        "Bangunan sekolah/perguruan tinggi", "Pertokoan", "Fasilitas pasar", "Terminal", "Jalan", "Daerah tangkapan air",
        "Usaha perikanan", "Sutet/aliran listrik tegangan tinggi"),
    "pt-tanah-hutan": (
        "Hutan lindung", "Hutan produksi tetap", "Hutan produksi terbatas", "Hutan konservasi", "Hutan adat", "Hutan asli",
        "Hutan sekunder", "Hutan buatan", "Hutan mangrove", "Suaka alam", "Suaka margasatwa", "Hutan rakyat"),
}
"""The lines that are typed, by sheet. Every area of the village stands in exactly one of them."""
ALL = tuple(title for titles in TITLES.values() for title in titles)
SPREAD = .3
"""Standard deviation of the logarithm by which a use differs between villages."""
MOST_BUILT = {Setting.TOWN: .8}
"""Homes and public places together take at most this share of the village; elsewhere half."""
LOCATIONS, PARTLY_OUTSIDE = ("Di dalam desa", "Sebagian di luar desa"), .12
"""Where the village's own land lies, and the chance of the second."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What the village's land is used for: hundredths of a hectare, by line of TITLES."""

    uses: dict[str, int]
    total: int

    def ha(self, *titles: str) -> float:
        """Hectares of these uses together."""
        return sum(self.uses[title] for title in titles) / 100

    def on(self, sheet_id: str) -> float:
        """Hectares of all uses of a sheet of TITLES."""
        return self.ha(*TITLES[sheet_id])

    @property
    def hectares(self) -> float:
        return self.total / 100


def ground(census: Census) -> Ground:
    """Divide the village's land among the uses; the same every year."""
    village, rng = census.village, census.fixed("land")
    total = round(village.area.hectares * 100)
    luck, chance = np.exp(rng.normal(0, SPREAD, len(ALL))), rng.random(len(ALL)).tolist()
    weights = dict.fromkeys(ALL, 0.0)
    _draw(weights, _public(village), luck.tolist(), chance)
    _draw(weights, _homes(village), np.sqrt(luck).tolist(), chance)  # what each household needs differs less
    most = MOST_BUILT.get(village.area.setting, .5) * village.area.hectares
    if (wanted := sum(weights.values())) > most:
        weights = {title: hectares * most / wanted for title, hectares in weights.items()}
    left = village.area.hectares - sum(weights.values())
    rest = dict.fromkeys(ALL, 0.0)
    _draw(rest, _farms_and_nature(village.area), luck.tolist(), chance)
    _leave_to_estates(rest, land_use.MOST_FARMED[village.area.setting] * village.area.households / left)
    share = left / sum(rest.values())
    parts = np.array([weights[title] + rest[title] * share for title in ALL])
    return Ground(dict(zip(ALL, apportioned(parts, total).tolist(), strict=True)), total)


def uses(book: Book, census: Census, ground: Ground) -> None:
    """The sheets of land use. The two computed figures of the summary come from several sheets, so they are put here."""
    for sheet_id, titles in TITLES.items():
        lines: dict[str, float | str] = {title: ground.ha(title) for title in titles}
        if sheet_id == "pt-tanah-fasilitas" and ground.ha(*VILLAGE_LAND):
            lines["Lokasi tanah kas desa"] = LOCATIONS[int(census.fixed("village land").random() < PARTLY_OUTSIDE)]
        book.put(sheet_id, lines)
    used = sum(ground.uses.values())
    book.put("pt-tanah-ringkasan", {"Luas desa/kelurahan": ground.hectares, "Total luas entri data": used / 100,
                                    "Selisih luas": (ground.total - used) / 100})


def _public(village: Inhabitants) -> LandWeights:
    """Usual hectares of public places. The centre of the subdistrict surely has the market, only a desa VILLAGE_LAND."""
    region, sizes = village.region, land_use.PUBLIC[village.area.setting]
    kept = {title: place for title, place in sizes.items() if region.kind == "desa" or title not in VILLAGE_LAND}
    return kept | ({MARKET: (sizes[MARKET][0], 1)} if region.is_centre else {})


def _homes(village: Inhabitants) -> LandWeights:
    """Usual hectares of what every household needs: its plot, roads, schools, graves."""
    return {title: (hectares * village.area.households / 1000, 1)
            for title, hectares in land_use.A_THOUSAND_HOUSEHOLDS[village.area.setting].items()}


def _farms_and_nature(area: Area) -> LandWeights:
    """Usual parts of what is left. A national park next door reaches into the village."""
    table = land_use.REST[area.setting]
    if any(name.startswith(PARK) for name, _ in area.borders):
        return table | {"Hutan konservasi": (table.get("Hutan konservasi", (6, 1))[0], 1)}
    return table


def _leave_to_estates(rest: dict[str, float], most: float) -> None:
    """Fields and gardens keep at most the share `most`, if there is an estate or forest for what is more."""
    farmed, theirs = sum(rest[title] for title in FARMED), sum(rest[title] for title in ESTATES)
    excess = farmed - most * sum(rest.values())
    if theirs and excess > 0:
        for titles, factor in ((FARMED, 1 - excess / farmed), (ESTATES, 1 + excess / theirs)):
            rest |= {title: rest[title] * factor for title in titles}


def _draw(weights: dict[str, float], table: LandWeights, luck: list[float], chance: list[float]) -> None:
    """Set in `weights` the size of each use of the table that the village has. `luck`, `chance`: in the order of ALL."""
    for number, title in enumerate(ALL):
        size, likely = table.get(title, (0, 0))
        if chance[number] < likely:
            weights[title] = size * luck[number]
