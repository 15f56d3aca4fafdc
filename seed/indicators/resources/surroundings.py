"""Parks, sights, air and noise."""

from seed.indicators.book import Book
from seed.indicators.census import Census
from seed.indicators.resources.land import Ground
from seed.indicators.resources.land_use import VILLAGE_LAND
from seed.indicators.words import ACTIVE, NO, NOT_THERE, PASSIVE, THERE, YES
from seed.land.areas import Setting

M2 = 10_000
"""Square metres in a hectare."""
NONE = (NOT_THERE, 0.0, None)
CITY_WOOD = .15
"""Share of a town's park land that is a wood, where it has one."""
SEEN, LARGEST_SIGHT = .75, 12
"""Chance that a park or sight is used; hectares of the largest sight."""
QUIET = {Setting.TOWN: (.05, .45, .5, 0)}
"""How likely it is loud, middling, a little noisy, quiet."""
ELSEWHERE_QUIET = (0, .08, .37, .55)
NOISE = {"Kebisingan tingkat tinggi": "Lalu lintas jalan raya", "Kebisingan tingkat sedang": "Lalu lintas kendaraan bermotor",
         "Kebisingan tingkat ringan": "Kendaraan bermotor dan penggilingan padi", "Tidak bising": "Tidak ada"}
HARM = ("Sulit beristirahat", "Mengganggu percakapan", "Tidak ada", "Tidak ada")
SMOKE = {
    "Pabrik (kapur, marmer, dll)": ("Debu dan asap", "Batuk ringan", "Swasta"),
    "Kendaraan bermotor": ("Asap kendaraan", "Batuk dan mata perih", "Perorangan"),
    "Pembakaran hutan/lahan": ("Asap", "Batuk ringan", "Perorangan"),
    "Gambut": ("", "", ""),
}
"""By source of foul air: what it gives off, what it does to health, whose it is."""


def parks(book: Book, census: Census, ground: Ground) -> None:
    """Divides the park land of the land use; in a town the town's park comes first, in a desa the village's."""
    rng = census.fixed("parks")
    open_land, used = ground.ha("Ruang publik/taman kota") * M2, bool(rng.random() < SEEN)
    wood, play = (CITY_WOOD if rng.random() < .2 else 0), (.2 if rng.random() < .5 else 0)
    town = census.village.area.setting is Setting.TOWN
    rest = open_land * (1 - play - (wood if town else 0))
    common = ground.ha(*VILLAGE_LAND) * M2
    book.put("pt-ruang-publik", {
        "Taman kota": _place(rest if town else 0, used), "Taman bermain": _place(open_land * play, used),
        "Hutan kota": _place(open_land * wood if town else 0, used), "Taman desa/kelurahan": _place(0 if town else rest, used),
        "Tanah kas desa": _place(common, True), "Tanah adat": NONE})


def sights(book: Book, census: Census, ground: Ground) -> None:
    """Put the sights that are likely in such a place, with their hectares."""
    rng = census.fixed("sights")
    chances = _sight_chances(census, ground)
    seen, size, lively = rng.random(len(chances)), rng.uniform(.05, 1, len(chances)) ** 2, rng.random(len(chances))
    most = min(LARGEST_SIGHT, ground.hectares / 50)
    book.put("pt-wisata", {
        title: _place(most * share, active < SEEN) if chance > draw else NONE
        for (title, chance), draw, share, active
        in zip(chances.items(), seen.tolist(), size.tolist(), lively.tolist(), strict=True)})


def air(book: Book, census: Census, ground: Ground) -> None:
    """Put how many places foul the air, and how."""
    rng, setting = census.fixed("air"), census.village.area.setting
    dry = setting in (Setting.FOREST, Setting.PLANTATION)
    counts = (int(rng.random() < .1), int(rng.integers(1, 5)) if setting is Setting.TOWN else int(rng.random() < .3),
              int(rng.integers(0, 3)) if dry else 0, 0)
    book.put("pt-udara", {line: (count, *SMOKE[line]) if count else (0, None, None, None)
                          for line, count in zip(SMOKE, counts, strict=True)})


def noise(book: Book, census: Census, ground: Ground) -> None:
    """Put how loud it is: one of the four lines is true."""
    odds = QUIET.get(census.village.area.setting, ELSEWHERE_QUIET)
    level = int(census.fixed("noise").choice(len(odds), p=odds))
    book.put("pt-kebisingan", {line: (YES, source, HARM[number]) if number == level else (NO, None, None)
                               for number, (line, source) in enumerate(NOISE.items())})


def _place(size: float, active: bool) -> tuple[str, float, str | None]:
    """The columns of a park or sight: whether it is there, its size, and whether it is used; NONE without a size."""
    size = round(size, 2)
    return (THERE, size, ACTIVE if active else PASSIVE) if size else NONE


def _sight_chances(census: Census, ground: Ground) -> dict[str, float]:
    """The chance of each sight in this village."""
    area = census.village.area
    hilly, forest, estate = area.altitude > 250, area.setting is Setting.FOREST, area.setting is Setting.PLANTATION
    return {
        "Laut (wisata pulau, pantai, dll)": .55 if area.is_coastal else 0,
        "Danau (wisata air, hutan wisata, dll)": .35 if ground.ha("Situ/waduk/danau") else 0,
        "Gunung (wisata hutan, taman nasional, dll)": .3 if area.altitude > 600 else .1 if forest else 0,
        "Agrowisata": .3 if estate else .06, "Hutan khusus": .08 if forest else 0, "Goa": .08 if forest else .02,
        "Cagar budaya": .06, "Arung jeram": .08 if estate or hilly else 0, "Situs sejarah dan museum": .05,
        "Air terjun": .3 if hilly else 0, "Padang savana": .04 if ground.ha("Hutan konservasi") else 0}
