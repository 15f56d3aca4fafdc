"""The forest: whose it is, what it yields, its state, and what its use has done."""

from sandbox.practice.sheets.sheet import sheet
from seed.indicators.book import Book
from seed.indicators.census import Census
from seed.indicators.resources.commodities import FOREST, ProduceTable
from seed.indicators.resources.harvest import produce, ways
from seed.indicators.resources.land import Ground
from seed.indicators.resources.markets import channels
from seed.indicators.words import yes_to

STATE_OWNED = ("Hutan konservasi", "Hutan mangrove", "Suaka alam", "Suaka margasatwa")
COMPANY = ("Hutan lindung", "Hutan produksi tetap", "Hutan produksi terbatas", "Hutan asli", "Hutan sekunder", "Hutan buatan")
"""Uses of land that in Java belong to the state's forest company (Perhutani)."""
KINDS = {"Hutan bakau/mangrove": ("Hutan mangrove",), "Hutan produksi": ("Hutan produksi tetap", "Hutan produksi terbatas"),
         "Hutan lindung": ("Hutan lindung",),
         "Hutan suaka margasatwa": ("Suaka margasatwa",), "Hutan suaka alam": ("Suaka alam",)}
"""Lines of the sheet on the forest's state, and the uses of land that each has."""
SPOILT = .18
"""Share of a kind of forest that is spoilt, at most."""
EFFECTS = {
    "Longsor/erosi": ("landslide", .6), "Terjadinya kekeringan/sulit air": ("drought", .5), "Kebakaran hutan": ("drought", .4),
    "Terjadinya lahan kritis": ("drought", .25), "Hilangnya sumber mata air": ("drought", .2)}
"""What harms a forest does where that danger is, and how likely; elsewhere a tenth of it."""


TEAK_BELOW = 350
"""Metres above the sea; above it pines are planted, which give wood and resin."""
COMPANY_CUTS_BELOW, COMPANY_CUTS_ABOVE = {"Jati": .42, "Mahoni": .06}, {"Kayu": .55, "Damar": .04}
"""A year from a hectare of production forest: cubic metres, and tons of resin."""
STEMS = ("Bambu", "Lontar")
"""Counted in pieces, so without decimals."""
COMPANY_SELLS = "Dijual langsung ke konsumen"


def owners(book: Book, census: Census, ground: Ground) -> None:
    """Hectares by owner; together they are all of the forest (rule P19)."""
    book.put("pt-hutan-pemilikan", {
        "Milik negara": ground.ha(*STATE_OWNED), "Perhutani/instansi sektoral": ground.ha(*COMPANY),
        "Milik adat/ulayat": ground.ha("Hutan adat"), "Milik masyarakat perorangan": ground.ha("Hutan rakyat")})


def states(book: Book, census: Census, ground: Ground) -> None:
    """Good and spoilt hectares of each kind; together they are all of it (rule P18)."""
    spoilt = census.fixed("forest states").uniform(0, SPOILT, len(KINDS)).tolist()
    lines = {}
    for (title, uses), share in zip(KINDS.items(), spoilt, strict=True):
        area = ground.ha(*uses)
        bad = round(area * share, 2)
        lines[title] = (round(area - bad, 2), bad, None)
    book.put("pt-kondisi-hutan", lines)


def effects(book: Book, census: Census, ground: Ground) -> None:
    """What harm came of the use of the forest, by the dangers of the place."""
    rng, hazards = census.fixed("forest effects"), census.village.area.hazards
    forest = ground.on("pt-tanah-hutan") > 0
    felt = {title for (title, (danger, chance)), draw in zip(EFFECTS.items(), rng.random(len(EFFECTS)).tolist(), strict=True)
            if forest and draw < chance * (1 if danger in hazards else .1)}
    book.put("pt-dampak-hutan", yes_to(sheet("pt-dampak-hutan").by_title, felt))


def products(book: Book, census: Census, ground: Ground) -> None:
    """What the households' woods give, scaled to all woods of the people, and what the company cuts."""
    gathered = {code: found for code, found in produce(census, ProduceTable.FOREST).items() if code in FOREST}
    luck = census.dice("forest products").uniform(.85, 1.15, 2).tolist()
    own, told = ground.ha("Hutan rakyat"), sum(found.hectares for found in gathered.values())
    yields = dict.fromkeys(sheet("pt-hasil-hutan").by_title, 0.0)
    for code, found in gathered.items():
        yields[FOREST[code]] += found.amount * max(1.0, own / told)
    grown = ground.ha("Hutan produksi tetap", "Hutan produksi terbatas")
    low = census.village.area.altitude < TEAK_BELOW
    for (title, rate), share in zip((COMPANY_CUTS_BELOW if low else COMPANY_CUTS_ABOVE).items(), luck, strict=True):
        yields[title] += grown * rate * share
    book.put("pt-hasil-hutan", {title: round(amount, 0 if title in STEMS else 2) for title, amount in yields.items()})
    channels(book, "pt-pasar-hutan", (ways(census, ProduceTable.FOREST) or {COMPANY_SELLS}) if any(yields.values()) else ())
