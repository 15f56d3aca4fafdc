"""Stones, sand and clay: what lies in the ground, who digs it and how it is sold."""

from seed.indicators.book import Book
from seed.indicators.census import Census
from seed.indicators.resources.commodities import MINERALS
from seed.indicators.resources.harvest import mined
from seed.indicators.resources.land import Ground
from seed.indicators.resources.markets import channels
from seed.indicators.resources.water import rivers
from seed.indicators.words import NOT_THERE
from seed.land.areas import Setting

ROWS = ("Batu kali", "Batu kapur", "Pasir", "Emas", "Kuningan", "Aluminium", "Perunggu", "Belerang", "Batu marmer", "Batu cadas",
        "Batu apung", "Pasir kwarsa", "Batubara", "Batu granit", "Batu gamping", "Mangan", "Batu trass", "Batu putih",
        "Pasir batu", "Pasir besi", "Bijih besi", "Batu gunung", "Gips", "Minyak bumi", "Gas alam", "Perak", "Timah", "Tembaga",
        "Uranium", "Bouksit", "Garam", "Nikel", "Tanah liat")
NONE = (NOT_THERE, None, None)
IDLE, WORKED = "Ada tapi belum produktif", "Ada dan sudah produktif"
IN_USE = .55
"""Share of the deposits that are worked."""
SCALES, OWNERS = ("Kecil", "Sedang", "Besar"), ("Perorangan", "Pemerintah", "Swasta")
SCALE_ODDS, OWNER_ODDS = (.85, .13, .02), (.75, .18, .07)
SOLD_TO = ("Dijual langsung ke konsumen", "Dijual melalui pengecer", "Dijual ke perusahaan")
SOLD = (.8, .4, .15)
"""Chance of each of SOLD_TO."""


def deposits(book: Book, census: Census, ground: Ground) -> None:
    """Put what lies there, and how it is sold. Scale and owner are told only of what is there. What households dig is there.

    After water.streams, by which there are rivers.
    """
    rng, odds = census.fixed("minerals"), _odds(census, has_river=rivers(book) > 0)
    there = [title for title, draw in zip(odds, rng.random(len(odds)).tolist(), strict=True) if draw < odds[title]]
    scales = rng.choice(SCALES, size=len(there), p=SCALE_ODDS).tolist()
    owners = rng.choice(OWNERS, size=len(there), p=OWNER_ODDS).tolist()
    worked = (rng.random(len(there)) < IN_USE).tolist()
    found = {title: (WORKED if used else IDLE, scale, owner)
             for title, used, scale, owner in zip(there, worked, scales, owners, strict=True)}
    dug = {MINERALS[code]: (WORKED, "Kecil", OWNERS[0] if owned else OWNERS[1]) for code, owned in mined(census.village).items()}
    found |= dug
    book.put("pt-galian-deposit", {title: found.get(title, NONE) for title in ROWS})
    draws = rng.random(len(SOLD)).tolist()
    ways = [way for way, chance, draw in zip(SOLD_TO, SOLD, draws, strict=True) if draw < chance] or [SOLD_TO[0]]
    channels(book, "pt-pasar-galian", ways if dug or any(worked) else ())


def _odds(census: Census, *, has_river: bool) -> dict[str, float]:
    """The chance that each mineral lies in this village's ground; what is not named lies nowhere."""
    area = census.village.area
    stony = area.altitude > 100 and has_river
    dry_coast = area.is_coastal
    if area.setting is Setting.TOWN:
        return {"Pasir": .08, "Tanah liat": .08}
    return {"Batu kali": .6 if stony else .1, "Pasir": .45 if stony else .15, "Pasir batu": .2 if stony else 0,
            "Batu gunung": .25 if area.altitude > 300 else 0, "Batu kapur": .12 if dry_coast else .02,
            "Batu gamping": .1 if dry_coast else .01, "Pasir besi": .1 if dry_coast else 0, "Garam": .08 if dry_coast else 0,
            "Batu cadas": .08 if stony else 0, "Belerang": .08 if "volcano" in area.hazards and area.altitude > 600 else 0,
            "Tanah liat": .45 if area.setting is Setting.RICE else .2}
