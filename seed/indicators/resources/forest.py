"""The forest: whose it is, what it yields, its state, and what its use has done."""

from sandbox.practice.sheets import sheet
from seed.indicators.book import Book
from seed.indicators.census import Census
from seed.indicators.resources.commodities import FOREST, Question
from seed.indicators.resources.harvest import produce, ways
from seed.indicators.resources.land import Ground
from seed.indicators.resources.markets import channels

STATE_OWNED = ("Hutan konservasi", "Hutan mangrove", "Suaka alam", "Suaka margasatwa")
COMPANY = ("Hutan lindung", "Hutan produksi tetap", "Hutan produksi terbatas", "Hutan asli", "Hutan sekunder", "Hutan buatan")
"""Of the state's forest company, in Java."""
KINDS = {"Hutan bakau/mangrove": ("Hutan mangrove",), "Hutan produksi": ("Hutan produksi tetap", "Hutan produksi terbatas"),
         "Hutan lindung": ("Hutan lindung",),
         "Hutan suaka margasatwa": ("Suaka margasatwa",), "Hutan suaka alam": ("Suaka alam",)}
SPOILT = .18
EFFECTS = {
    "Longsor/erosi": ("landslide", .6), "Terjadinya kekeringan/sulit air": ("drought", .5), "Kebakaran hutan": ("drought", .4),
    "Terjadinya lahan kritis": ("drought", .25), "Hilangnya sumber mata air": ("drought", .2)}
"""What harms a forest does where that danger is, and how likely; elsewhere a tenth of it."""


TEAK_BELOW = 350
"""Metres above the sea; above it pines are planted, which give wood and resin."""
TEAK, MAHOGANY, PINE, RESIN = .42, .06, .55, .04
"""A year from a hectare of production forest: cubic metres, and tons of resin."""
PEOPLES_WOOD, BAMBOO, HONEY = 2.6, 45, 1.2
"""Cubic metres, stems and litres a year from a hectare of the people's own forest."""


def owners(book: Book, census: Census, ground: Ground) -> None:
    """The parts are all of the forest (rule P19)."""
    book.put("pt-hutan-pemilikan", {
        "Milik negara": ground.ha(*STATE_OWNED), "Perhutani/instansi sektoral": ground.ha(*COMPANY),
        "Milik adat/ulayat": ground.ha("Hutan adat"), "Milik masyarakat perorangan": ground.ha("Hutan rakyat")})


def states(book: Book, census: Census, ground: Ground) -> None:
    """Good and spoilt are all of each kind (rule P18)."""
    spoilt = census.fixed("forest states").uniform(0, SPOILT, len(KINDS)).tolist()
    lines = {}
    for (title, uses), share in zip(KINDS.items(), spoilt, strict=True):
        area = ground.ha(*uses)
        bad = round(area * share, 2)
        lines[title] = (round(area - bad, 2), bad, None)
    book.put("pt-kondisi-hutan", lines)


def effects(book: Book, census: Census, ground: Ground) -> None:
    rng, hazards = census.fixed("forest effects"), census.village.area.hazards
    forest = ground.on("pt-tanah-hutan") > 0
    felt = {title for (title, (danger, chance)), draw in zip(EFFECTS.items(), rng.random(len(EFFECTS)).tolist(), strict=True)
            if forest and draw < chance * (1 if danger in hazards else .1)}
    book.put("pt-dampak-hutan", {title: "Ya" if title in felt else "Tidak" for title in sheet("pt-dampak-hutan").by_title})


def products(book: Book, census: Census, ground: Ground) -> None:
    """What the households gather, and what the company and the owners of woods cut."""
    yields = dict.fromkeys(sheet("pt-hasil-hutan").by_title, 0.0)
    for code, found in produce(census, Question.FOREST).items():
        if code in FOREST:
            yields[FOREST[code]] += found.amount
    grown = ground.ha("Hutan produksi tetap", "Hutan produksi terbatas")
    luck = census.dice("forest products").uniform(.85, 1.15, 6).tolist()
    if census.village.area.altitude < TEAK_BELOW:
        cut = {"Jati": grown * TEAK * luck[0], "Mahoni": grown * MAHOGANY * luck[1]}
    else:
        cut = {"Kayu": grown * PINE * luck[0], "Damar": grown * RESIN * luck[1]}
    own = ground.ha("Hutan rakyat")
    cut["Kayu"] = cut.get("Kayu", 0) + own * PEOPLES_WOOD * luck[2]
    cut |= {"Bambu": round(own * BAMBOO * luck[3]), "Madu lebah": own * HONEY * luck[4]}
    for title, amount in cut.items():
        yields[title] += amount
    book.put("pt-hasil-hutan", {title: round(amount, 2) for title, amount in yields.items()})
    told = ways(census, Question.FOREST) or {"Dijual melalui tengkulak"}
    channels(book, "pt-pasar-hutan", told if any(yields.values()) else ())
