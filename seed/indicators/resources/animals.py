"""Livestock: owners and heads counted from the households, and what follows from them."""

from collections.abc import Mapping

from sandbox.practice.sheets.sheet import sheet
from seed.indicators.book import Book
from seed.indicators.census import Census
from seed.indicators.resources.commodities import ANIMALS, CRACKLING, HONEY, MILK, NESTS, SWIFTLETS, ProduceTable
from seed.indicators.resources.harvest import Produce, produce, ways
from seed.indicators.resources.land import Ground
from seed.indicators.resources.markets import channels

LARGE, SMALL = ("Sapi", "Kerbau", "Kuda"), ("Kambing", "Domba")
MEAT = {"Sapi": 28, "Kerbau": 25, "Babi": 30, "Ayam kampung": .7, "Ayam broiler": 9, "Bebek": .8, "Kambing": 4.5, "Domba": 4.5,
        "Angsa": 1, "Kelinci": 2.5}
"""Kilograms a year for each head that is kept."""
EGGS = {"Ayam kampung": 2.2, "Bebek": 7.8, "Burung puyuh": 2.6, "Angsa": 1.5}
"""Kilograms a year for each bird."""
HIDES = {"Sapi": 3, "Kerbau": 3, "Kambing": .6, "Domba": .6}
IN_A_HOUSE = 350
"""Swiftlets in one house that was built for them."""
KILO = .001
"""In tons, the unit in which produce is counted."""
FODDER_LAND, FODDER_YIELD = .035, (38, 62)
"""Hectares for a head of cattle; tons a hectare."""
PASTURES = {"Milik masyarakat umum": .25, "Milik perusahaan peternakan (ranch)": 0, "Milik perorangan": .5, "Sewa pakai": .15,
            "Milik pemerintah": .1, "Milik masyarakat adat": 0, "Lainnya": 0}
PASTURE = .012
"""Hectares for a head of cattle or four goats."""
WORKSHOPS = {
    "Dendeng": ("Sapi", .002), "Abon": ("Sapi", .003), "Penyamakan kulit": ("Sapi", 0), "Biogas": ("Sapi", .006),
    "Telur asin": ("Bebek", .03), "Kerajinan tangan": ("Sapi", .001)}
"""By line: the owners of which animal run such a workshop, and what share of them."""
CHANCE = .6
"""Added at most before the number of workshops is rounded down: how few owners make one likely."""
TOLD = {"Madu lebah": HONEY, "Kerupuk kulit": CRACKLING}
"""Lines of the same sheet that are counted from the households, by code of question 53."""


def herds(book: Book, census: Census, ground: Ground) -> None:
    """Owners and heads of each animal, counted from the households (rule P20)."""
    kept = {ANIMALS[code]: (found.owners, round(found.amount)) for code, found in produce(census, ProduceTable.ANIMALS).items()
            if code in ANIMALS}
    if nests := produce(census, ProduceTable.PROCESSING).get(NESTS):
        kept[SWIFTLETS] = (nests.owners, nests.owners * IN_A_HOUSE)
    book.put("pt-ternak-populasi", dict.fromkeys(ANIMALS.values(), (0, 0)) | kept)


def products(book: Book, census: Census, ground: Ground) -> None:
    """Milk, honey and nests as the households told; what they eat themselves is counted too. After herds and forest.products."""
    heads, told = _heads(book), produce(census, ProduceTable.PROCESSING)
    luck = census.dice("livestock").uniform(.92, 1.08, 3).tolist()
    book.put("pt-ternak-produksi", {
        **dict.fromkeys(sheet("pt-ternak-produksi").by_title, 0.0),
        "Susu": _amount(told, MILK), "Kulit": _sum(HIDES, heads, luck[0]), "Telur": _sum(EGGS, heads, luck[1]),
        "Daging": _sum(MEAT, heads, luck[2]),
        "Madu": round(book.number("pt-hasil-hutan", "Madu lebah") + _amount(told, HONEY), 2),
        "Air liur burung walet": round(_amount(told, NESTS) / KILO, 2)})
    channels(book, "pt-pasar-ternak", ways(census, ProduceTable.ANIMALS, ProduceTable.PROCESSING) if any(heads.values()) else ())


def fodder(book: Book, census: Census, ground: Ground) -> None:
    """Grass land and pastures within the dry fields of the village; what is missing is bought elsewhere."""
    heads, rng = _heads(book), census.fixed("fodder")
    large, small = sum(heads[kind] for kind in LARGE), sum(heads[kind] for kind in SMALL)
    room = ground.ha("Tegal/ladang", "Pekarangan") / 4
    grass = round(min(large * FODDER_LAND, room) * float(rng.uniform(.6, 1)), 2)
    pasture = round(min((large + small / 4) * PASTURE, room) * float(rng.uniform(.5, 1)), 2)
    lines = {title: round(pasture * share, 2) for title, share in PASTURES.items()}
    book.put("pt-ternak-lahan", lines)
    book.put("pt-ternak-pakan", {
        "Luas tanaman pakan ternak": grass,
        "Produksi hijauan makanan ternak": round(float(census.dice("fodder").uniform(*FODDER_YIELD)), 2) if grass else 0.0,
        "Luas lahan gembalaan": round(sum(lines.values()), 2),
        "Dipasok dari luar desa/kelurahan": round(large * .4 * float(rng.uniform(0, 1)), 2),
        "Disubsidi dinas": 0.0, "Lainnya": 0.0})


def workshops(book: Book, census: Census, ground: Ground) -> None:
    """What is made of animals: never more workshops than owners of such animals. After herds."""
    draws = census.fixed("workshops").random(len(WORKSHOPS)).tolist()
    lines = {}
    for (title, (animal, share)), draw in zip(WORKSHOPS.items(), draws, strict=True):
        owners = book.whole("pt-ternak-populasi", animal)
        lines[title] = min(owners, int(owners * share + draw * CHANCE))
    told = produce(census, ProduceTable.PROCESSING)
    book.put("pt-ternak-usaha", lines | {title: told[code].owners if code in told else 0 for title, code in TOLD.items()})


def _heads(book: Book) -> dict[str, int]:
    """Heads by animal, as herds put them."""
    return {title: book.whole("pt-ternak-populasi", title, 2) for title in ANIMALS.values()}


def _amount(told: Mapping[int, Produce], code: int) -> float:
    """How much of that product the households told."""
    return round(told[code].amount, 2) if code in told else 0.0


def _sum(rates: dict[str, float], heads: dict[str, int], luck: float) -> float:
    """The product of all animals, from the rate of a head."""
    return round(sum(heads[kind] * rate for kind, rate in rates.items()) * luck, 2)
