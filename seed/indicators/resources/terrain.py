"""Height, climate, soil and lie of the land, and how far the towns are."""

import numpy as np

from seed.chance.odds import Rng
from seed.chance.shares import apportioned
from seed.indicators.book import Book
from seed.indicators.census import Census
from seed.indicators.resources.land import Ground
from seed.indicators.resources.water import rivers
from seed.land.areas import Setting

RAIN = ((0, 300, 900), (1450, 2100, 3100))
"""Rain by height: metres above the sea, and millimetres a year there."""
COOLER = .006
"""Degrees that a metre of height takes."""
LANDSCAPE = {
    "Dataran rendah": ((0, 100, 400, 700), (95, 85, 25, 0)),
    "Berbukit-bukit": ((0, 100, 400, 900), (2, 12, 55, 30)),
    "Dataran tinggi/pegunungan": ((300, 800), (0, 60)),
}
"""Weights of the parts of a village: heights in metres, and the weight at each."""
MOUNTAIN_SIDE, SHORE = 25, 6
"""Weights of these parts where there are any."""
ON_FOOT, MINUTES = 4.5, .05
"""Kilometres an hour; and the shortest time that is told, in hours."""
SPEEDS = ((0, 10, 60, 300), (26, 32, 40, 46))
"""By motor: kilometres of the way, and kilometres an hour: the farther, the better the road."""
BUSES = {"Ke ibu kota kecamatan": 7, "Ke ibu kota kabupaten/kota": 9, "Ke ibu kota provinsi": 4}
"""By line: public vehicles to there, below this number; twice as many in a town."""


def climate(book: Book, census: Census, ground: Ground) -> None:
    """Put rain, warmth and moisture, which follow from the height."""
    rng, altitude = census.fixed("climate"), census.village.area.altitude
    rain = round(float(np.interp(altitude, *RAIN) * rng.uniform(.85, 1.15)))
    book.put("pt-iklim", {
        "Curah hujan": float(rain), "Jumlah bulan hujan": int(np.interp(rain, (1200, 3000), (5, 8))) + int(rng.integers(0, 2)),
        "Kelembapan udara": float(rng.integers(74, 87)),
        "Suhu rata-rata harian": round(28 - COOLER * altitude + float(rng.uniform(-.6, .6)), 1),
        "Tinggi tempat dari permukaan laut": float(altitude)})


def soil(book: Book, census: Census, ground: Ground) -> None:
    """Put colour, texture, slope and waste land: mostly black on high slopes, sand by the sea, grey clay in the plains."""
    rng, area = census.fixed("soil"), census.village.area
    colours = ("Hitam", "Merah", "Abu-abu", "Kuning")
    odds = (.6, .25, .1, .05) if area.altitude > 250 else (.3, .1, .5, .1)
    textures = (.25, .65, .1) if area.is_coastal else (.75, .1, .15)
    steep = float(np.interp(area.altitude, (0, 100, 400, 900), (1, 3, 12, 28)) * rng.uniform(.6, 1.4))
    poor = (.02, .01) if "drought" in area.hazards else (.004, .003)
    book.put("pt-kesuburan-tanah", {
        "Warna tanah": colours[int(rng.choice(4, p=odds))],
        "Tekstur tanah": ("Lempungan", "Pasiran", "Debuan")[int(rng.choice(3, p=textures))],
        "Tingkat kemiringan tanah": round(steep, 1), "Lahan kritis": _part(rng, ground, poor[0], chance=.5),
        "Lahan terlantar": _part(rng, ground, poor[1], chance=.4)})


def erosion(book: Book, census: Census, ground: Ground) -> None:
    """Put hectares by how worn they are; together they are the whole village (rule P09)."""
    rng, area = census.fixed("erosion"), census.village.area
    worn = float(np.interp(area.altitude, (0, 200, 800), (.01, .04, .1))) * (1.5 if "landslide" in area.hazards else 1)
    light, middle = _part(rng, ground, worn, chance=.9), _part(rng, ground, worn / 4, chance=.6)
    heavy = _part(rng, ground, worn / 15, chance=.6 if "landslide" in area.hazards else .15)
    book.put("pt-erosi", {
        "Luas tanah erosi ringan": light, "Luas tanah erosi sedang": middle, "Luas tanah erosi berat": heavy,
        "Luas tanah yang tidak ada erosi": round(ground.hectares - light - middle - heavy, 2)})


def landscape(book: Book, census: Census, ground: Ground) -> None:
    """Plain, hills, mountains, slope and shore divide the village; swamp and rivers lie within them. After water.streams."""
    rng, area = census.fixed("landscape"), census.village.area
    parts = {title: float(np.interp(area.altitude, *curve)) for title, curve in LANDSCAPE.items()}
    parts["Lereng gunung"] = MOUNTAIN_SIDE if "volcano" in area.hazards and area.altitude > 150 else 0
    parts["Tepi pantai/pesisir"] = SHORE if area.is_coastal else 0
    shares = apportioned(np.array(list(parts.values())) * rng.uniform(.8, 1.2, len(parts)), ground.total)
    water = rivers(book) * ground.hectares * float(rng.uniform(.002, .005))
    book.put("pt-bentang", {
        **{title: share / 100 for title, share in zip(parts, shares.tolist(), strict=True)},
        "Kawasan rawa": ground.ha("Tanah rawa"), "Kawasan gambut": ground.ha("Lahan gambut"), "Aliran sungai": round(water, 2),
        "Bantaran sungai": round(water * .6, 2), "Lain-lain": 0.0})


def location(book: Book, census: Census, ground: Ground) -> None:
    """Put the areas of special places. None exceeds the village; flooded and flood-free are all of it (rules P11, P12).

    After landscape and surroundings.sights, which it repeats.
    """
    rng, area = census.fixed("location"), census.village.area
    flooded = _part(rng, ground, .08, chance=1) if "flood" in area.hazards else 0.0
    strip = [round(ground.hectares * share, 2) for share in rng.uniform(.003, .015, 3).tolist()]
    names = [name for name, _ in area.borders]
    others = {district for _, district in area.borders} - {"", census.village.region.district}
    town = area.setting is Setting.TOWN
    book.put("pt-letak", {
        "Kawasan perkantoran": ground.ha("Perkantoran pemerintah"),
        "Kawasan pertokoan/bisnis": ground.ha("Pertokoan", "Fasilitas pasar"),
        "Kawasan campuran": round(ground.ha("Pemukiman") * float(rng.uniform(.1, .3)), 2) if town else 0.0,
        "Kawasan industri": _part(rng, ground, .003, chance=.12), "Kepulauan": 0.0,
        "Pantai/pesisir": book.number("pt-bentang", "Tepi pantai/pesisir"), "Kawasan hutan": ground.on("pt-tanah-hutan"),
        "Taman suaka": ground.ha("Hutan konservasi", "Suaka alam", "Suaka margasatwa"), "Kawasan wisata": _tourism(book),
        "Perbatasan dengan negara lain": 0.0,
        "Perbatasan dengan provinsi lain": strip[0] if _begins(names, "Provinsi") else 0.0,
        "Perbatasan dengan kabupaten lain": strip[1] if _begins(names, "Kabupaten", "Kota ") else 0.0,
        "Perbatasan antar kecamatan lain": strip[2] if _begins(names, "Kecamatan") or others else 0.0,
        "DAS/bantaran sungai": book.number("pt-bentang", "Bantaran sungai"), "Rawan banjir": flooded,
        "Bebas banjir": round(ground.hectares - flooded, 2),
        "Potensial tsunami": _part(rng, ground, .12, chance=1) if "tsunami" in area.hazards else 0.0,
        "Rawan jalur gempa bumi": ground.hectares if "earthquake" in area.hazards else 0.0})


def distances(book: Book, census: Census, ground: Ground) -> None:
    """To the capitals of subdistrict, regency and province: on foot never faster than by motor (rule P13)."""
    rng, village = census.fixed("distances"), census.village
    town = village.area.setting is Setting.TOWN
    near, far = (.2, 1.2) if village.region.is_centre else (.8, 3.5) if town else (1.5, 11)
    kilometres = (min(float(rng.uniform(near, far)), max(village.area.regency_km, .5)), village.area.regency_km,
                  village.area.province_km)
    book.put("pt-orbitasi", {
        line: (round(km, 1), _hours(km, float(np.interp(km, *SPEEDS))), _hours(km, ON_FOOT),
               int(rng.integers(0, most * (1 + town))))
        for (line, most), km in zip(BUSES.items(), kilometres, strict=True)})


def _begins(names: list[str], *words: str) -> bool:
    """Whether one of the names begins with one of these words."""
    return any(name.startswith(words) for name in names)


def _hours(kilometres: float, speed: float) -> float:
    """Hours for the way, at least MINUTES."""
    return round(max(kilometres / speed, MINUTES), 2)


def _part(rng: Rng, ground: Ground, share: float, *, chance: float) -> float:
    """Hectares: around that share of the village by the `chance`, else 0."""
    size, likely = rng.uniform(.4, 1.6), rng.random()
    return round(ground.hectares * share * float(size), 2) if likely < chance else 0.0


def _tourism(book: Book) -> float:
    """Hectares of all sights of pt-wisata."""
    area = 2
    return round(sum(value for (sheet_id, _, column), value in book.cells.items()
                     if sheet_id == "pt-wisata" and column == area and not isinstance(value, str)), 2)
