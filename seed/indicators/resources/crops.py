"""Farm land and its owners, field crops, fruit, medicinal plants and plantation crops.

What grows is counted from the households; how much land it takes is scaled from their harvest to the land of the village, because
many fields belong to people from elsewhere (rules P14-P16).
"""

from collections.abc import Mapping, Sequence

import numpy as np

from seed.areas import Setting
from seed.indicators.book import Book, Value
from seed.indicators.census import Census
from seed.indicators.resources.commodities import FOOD, FRUIT, HERBS, PLANTATION, RICE, Crop, Question
from seed.indicators.resources.harvest import Produce, growers, produce, ways
from seed.indicators.resources.land import Ground
from seed.indicators.resources.markets import channels
from seed.odds import Bools, Rng
from seed.work import FARM_HAND, FARMER

HARVESTS = {"Sawah irigasi teknis": 2.3, "Sawah irigasi 1/2 teknis": 1.9, "Sawah tadah hujan": 1.2, "Sawah pasang surut": 1,
            "Tegal/ladang": 1.1}
"""A year."""
DRY_FIELDS = "Tegal/ladang"
PLANTED = (.82, .97)
"""Share of the land that bears."""
FIELD_COSTS, TREE_COSTS = (.11, .05, .05, .24), (.09, .02, .04, .22)
"""Of the value: fertiliser, seed, pesticide, the rest."""
LAST_YEAR = (.91, .99)
"""Prices of last year, in those of this."""
ROUNDED = 10_000
ESTATES_YIELD = 1.15
"""Of what the people's gardens yield."""
NO_FIELD = (0.0, 0.0, 0, None, 0, 0, 0, 0, None)
NO_PLANTATION = (0.0, 0.0, *NO_FIELD)
SMALLER = {"pt-lahan-pangan": "Memiliki kurang 10 ha", "pt-lahan-buah": "Memiliki kurang dari 10 ha",
           "pt-lahan-kebun": "Memiliki kurang dari 5 ha"}
LARGER = "Memiliki 10-50 ha"
BOUND = 10


def farmers(book: Book, census: Census, ground: Ground) -> None:
    """Families by the land that they own. Without land are those who work on that of others, or have trees in a yard only."""
    village, farms = census.village, census.village.homes.farms
    size = len(farms.hectares)
    on_land = np.isin(village.lives.occupation, (FARMER, FARM_HAND))
    workers = np.bincount(village.people.household[on_land], minlength=size) > 0
    landless = workers & (farms.hectares == 0)
    on_estates = village.area.setting is Setting.PLANTATION
    nobody = np.zeros(size, dtype=np.bool_)
    orchard = growers(census, Question.FRUIT)
    _owners(book, census, "pt-lahan-pangan", farms.food > 0, nobody if on_estates else landless)
    _owners(book, census, "pt-lahan-buah", orchard & (farms.hectares > 0), orchard & (farms.hectares == 0))
    _owners(book, census, "pt-lahan-kebun", farms.plantation > 0, landless if on_estates else nobody)


def field_crops(book: Book, census: Census, ground: Ground) -> None:
    """Rice on wet fields only; the area planted is at most what the land bears with its harvests a year."""
    rng = census.dice("field crops")
    grown = _known(produce(census, Question.FOOD), FOOD)
    bearing = {title: ground.ha(title) * harvests * float(rng.uniform(*PLANTED)) for title, harvests in HARVESTS.items()}
    areas = _scaled(grown, FOOD, sum(bearing.values()))
    wet = sum(bearing.values()) - bearing[DRY_FIELDS]
    if RICE in areas:
        areas[RICE] = round(min(areas[RICE], wet), 2)
    lines: dict[str, Sequence[Value]] = {crop.title: NO_FIELD for crop in FOOD.values()}
    for code, hectares in areas.items():
        tons, price = _harvest(rng, census, FOOD[code], grown[code])
        costs = _costs(rng, hectares * tons * price, FIELD_COSTS)
        lines[FOOD[code].title] = (hectares, tons, price, None, *costs, None) if hectares else NO_FIELD
    book.put("pt-hasil-pangan", lines)


def fruit(book: Book, census: Census, ground: Ground) -> None:
    """As the households told it: fruit stands in yards and at the edges of fields."""
    _gardens(book, census, "pt-hasil-buah", Question.FRUIT, FRUIT, ground.ha("Pekarangan", DRY_FIELDS, "Perkebunan rakyat"))
    channels(book, "pt-pasar-pangan-buah", ways(census, Question.FOOD) | ways(census, Question.FRUIT))


def herbs(book: Book, census: Census, ground: Ground) -> None:
    _gardens(book, census, "pt-apotik-hidup", Question.HERBS, HERBS, ground.ha("Pekarangan"))


def plantations(book: Book, census: Census, ground: Ground) -> None:
    """Estates of the state and of companies grow what the place is known for; the people's gardens what the households told."""
    rng = census.dice("plantations")
    grown = _known(produce(census, Question.PLANTATION), PLANTATION)
    own = _scaled(grown or _typical(census), PLANTATION, ground.ha("Perkebunan rakyat", "Perkebunan perorangan")
                  * float(rng.uniform(*PLANTED)))
    estates = _scaled(_typical(census), PLANTATION, ground.ha("Perkebunan negara", "Perkebunan swasta")
                      * float(census.fixed("estates").uniform(*PLANTED)))
    lines: dict[str, Sequence[Value]] = {crop.title: NO_PLANTATION for crop in PLANTATION.values()}
    for code in estates | own:
        company, people = estates.get(code, 0.0), own.get(code, 0.0)
        tons, price = _harvest(rng, census, PLANTATION[code], grown.get(code))
        better = round(tons * ESTATES_YIELD, 2)
        costs = _costs(rng, (company * better + people * tons) * price, TREE_COSTS)
        if company or people:
            lines[PLANTATION[code].title] = (company, better if company else 0.0, people, tons if people else 0.0, price, None,
                                             *costs, None)
    book.put("pt-hasil-kebun", lines)
    channels(book, "pt-pasar-kebun", ways(census, Question.PLANTATION))


def _owners(book: Book, census: Census, sheet_id: str, owns: Bools, landless: Bools) -> None:
    hectares = census.village.homes.farms.hectares
    large = int(np.count_nonzero((owns & (hectares >= BOUND))[census.households]))
    lines = dict.fromkeys(_size_classes(sheet_id), 0)
    lines[SMALLER[sheet_id]] = int(np.count_nonzero(owns[census.households])) - large
    lines[LARGER] = large
    lines["Jumlah keluarga tidak memiliki tanah"] = int(np.count_nonzero(landless[census.households]))
    book.put(sheet_id, lines)


def _size_classes(sheet_id: str) -> tuple[str, ...]:
    if sheet_id == "pt-lahan-pangan":
        return "Memiliki 50-100 ha", "Memiliki lebih dari 100 ha"
    return "Memiliki 50-100 ha", "Memiliki 100-500 ha", "Memiliki 500-1000 ha", "Memiliki lebih dari 1000 ha"


def _known(grown: Mapping[int, Produce], crops: Mapping[int, Crop]) -> dict[int, Produce]:
    """Without what the sheet has no line for."""
    return {code: found for code, found in grown.items() if code in crops and found.amount > 0}


def _typical(census: Census) -> dict[int, Produce]:
    """What the place is known for, as if a household harvested its weight in hectares."""
    return {code: Produce(1, weight * PLANTATION[code].yields, 0) for code, weight in census.village.area.crops.items()
            if code in PLANTATION and weight > 0}


def _scaled(grown: Mapping[int, Produce], crops: Mapping[int, Crop], hectares: float) -> dict[int, float]:
    """Hectares by commodity, together that many, in proportion to what the households' harvests need. Never more, by rounding."""
    needs = {code: found.amount / crops[code].yields for code, found in grown.items()}
    whole = sum(needs.values())
    return {code: int(hectares * need / whole * 100) / 100 for code, need in needs.items()}


def _harvest(rng: Rng, census: Census, crop: Crop, grown: Produce | None) -> tuple[float, int]:
    """Tons a hectare, and rupiah a ton: as the households sold, a little less last year."""
    luck, cheaper = rng.uniform(.94, 1.06), rng.uniform(*LAST_YEAR)
    price = grown.value / grown.amount if grown and grown.value else crop.price
    if census.period < census.village.as_of.year:
        price *= float(cheaper)
    return round(crop.yields * float(luck), 2), round(price / ROUNDED) * ROUNDED


def _costs(rng: Rng, value: float, shares: tuple[float, ...]) -> list[int]:
    return [round(value * share * luck / ROUNDED) * ROUNDED
            for share, luck in zip(shares, rng.uniform(.8, 1.2, len(shares)).tolist(), strict=True)]


def _gardens(book: Book, census: Census, sheet_id: str, question: Question, crops: Mapping[int, Crop], room: float) -> None:
    grown, luck = _known(produce(census, question), crops), census.dice(sheet_id).uniform(.92, 1.08, len(crops)).tolist()
    needed = sum(found.amount / crops[code].yields for code, found in grown.items())
    crowded = max(1.0, needed / room) if room else 0.0
    lines = {}
    for (code, crop), share in zip(crops.items(), luck, strict=True):
        hectares = round(grown[code].amount / crop.yields / crowded, 2) if code in grown and crowded else 0.0
        lines[crop.title] = (hectares, round(crop.yields * share, 2)) if hectares else (0.0, 0.0)
    book.put(sheet_id, lines)
