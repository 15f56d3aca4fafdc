"""Farm land and its owners, field crops, fruit, medicinal plants and plantation crops.

What grows is counted from the households; how much land it takes is scaled from their harvest to the land of the village, because
many fields belong to people from elsewhere (rules P14-P16).
"""

from collections.abc import Mapping

import numpy as np

from seed.chance.odds import Bools, Rng
from seed.homes.belongings import LANDLESS
from seed.homes.produce.commodities import catalogue
from seed.indicators.book import Book, Value
from seed.indicators.census import Census
from seed.indicators.counting import how_many
from seed.indicators.resources.commodities import FOOD, FRUIT, HERBS, PLANTATION, RICE, ProduceTable
from seed.indicators.resources.harvest import TONS, Produce, growers, known, produce, ways
from seed.indicators.resources.land import Ground
from seed.indicators.resources.markets import channels
from seed.indicators.rupiah import rounded
from seed.land.areas import Setting
from seed.lives.work import FARM_HAND, FARMER

HARVESTS = {"Sawah irigasi teknis": 2.3, "Sawah irigasi 1/2 teknis": 1.9, "Sawah tadah hujan": 1.2, "Sawah pasang surut": 1,
            "Tegal/ladang": 1.1}
"""Harvests a year, by kind of field."""
DRY_FIELDS = "Tegal/ladang"
PLANTED = (.82, .97)
"""Between which shares of the land bear."""
FIELD_COSTS, TREE_COSTS = (.11, .05, .05, .24), (.09, .02, .04, .22)
"""Shares of the value that fertiliser, seed, pesticide and the rest cost: on fields, and of trees."""
LUCK, LAST_YEAR = (.94, 1.06), (.91, .99)
"""By how much last year's yields, and its prices, are multiplied, this year's being 1."""
ROUNDED = 10_000
"""Rupiah to which prices and costs are rounded."""
ESTATES_YIELD = 1.15
"""By how much an estate's hectare yields more than is usual."""
ESTATES_SELL = "Dijual melalui tengkulak"
NO_FIELD = (0.0, 0.0, 0, None, 0, 0, 0, 0, None)
NO_PLANTATION = (0.0, 0.0, *NO_FIELD)
SMALLER = {"pt-lahan-pangan": "Memiliki kurang 10 ha", "pt-lahan-buah": "Memiliki kurang dari 10 ha",
           "pt-lahan-kebun": "Memiliki kurang dari 5 ha"}
LARGER = "Memiliki 10-50 ha"
BOUND = 10
"""Hectares from which on an owner stands in LARGER."""


def farmers(book: Book, census: Census, ground: Ground) -> None:
    """Families by the land that they own. Without land are those who work on that of others, or have trees on it."""
    village, farms = census.village, census.village.homes.farms
    size = len(farms.hectares)
    on_land = (village.lives.occupation == FARMER) | (village.lives.occupation == FARM_HAND)
    workers = np.bincount(village.people.household[on_land], minlength=size) > 0
    landless = workers & (farms.hectares == 0)
    on_estates = village.area.setting is Setting.PLANTATION
    nobody = np.zeros(size, dtype=np.bool_)
    orchard = growers(census, ProduceTable.FRUIT)
    has_ground = ~village.homes.answered("62", LANDLESS)    # LANDLESS: not even the plot of the house
    _owners(book, census, "pt-lahan-pangan", farms.food > 0, nobody if on_estates else landless)
    _owners(book, census, "pt-lahan-buah", orchard & has_ground, orchard & ~has_ground)
    _owners(book, census, "pt-lahan-kebun", farms.plantation > 0, landless if on_estates else nobody)


def field_crops(book: Book, census: Census, ground: Ground) -> None:
    """Rice on wet fields only; the area planted is at most what the land bears with its harvests a year."""
    rng = census.dice("field crops")
    grown = known(produce(census, ProduceTable.FOOD), FOOD)
    planted = float(rng.uniform(*PLANTED))
    bearing = {title: ground.ha(title) * harvests * planted for title, harvests in HARVESTS.items()}
    areas = _scaled({code: found.hectares for code, found in grown.items()}, sum(bearing.values()))
    if RICE in areas:
        areas[RICE] = round(min(areas[RICE], sum(bearing.values()) - bearing[DRY_FIELDS]), 2)
    lines: dict[str, tuple[Value, ...]] = dict.fromkeys(FOOD.values(), NO_FIELD)
    for code, hectares in areas.items():
        tons, price = _harvest(rng, census, grown[code])
        costs = _costs(rng, hectares * tons * price, FIELD_COSTS)
        if hectares:
            lines[FOOD[code]] = (hectares, tons, price, None, *costs, None)
    book.put("pt-hasil-pangan", lines)


def fruit(book: Book, census: Census, ground: Ground) -> None:
    """Fruit stands in yards and at the edges of fields."""
    _gardens(book, census, "pt-hasil-buah", ProduceTable.FRUIT, FRUIT, ground.ha("Pekarangan", DRY_FIELDS, "Perkebunan rakyat"))
    channels(book, "pt-pasar-pangan-buah", ways(census, ProduceTable.FOOD, ProduceTable.FRUIT))


def herbs(book: Book, census: Census, ground: Ground) -> None:
    """Medicinal plants stand in yards."""
    _gardens(book, census, "pt-apotik-hidup", ProduceTable.HERBS, HERBS, ground.ha("Pekarangan"))


def plantations(book: Book, census: Census, ground: Ground) -> None:
    """Estates of the state and of companies grow what the place is known for; the people's gardens what the households told."""
    rng, typical = census.dice("plantations"), _typical(census)
    grown = known(produce(census, ProduceTable.PLANTATION), PLANTATION) or typical
    own = _scaled({code: found.hectares for code, found in grown.items()},
                  ground.ha("Perkebunan rakyat", "Perkebunan perorangan") * float(rng.uniform(*PLANTED)))
    estates = _scaled({code: found.hectares for code, found in typical.items()},
                      ground.ha("Perkebunan negara", "Perkebunan swasta") * float(census.fixed("estates").uniform(*PLANTED)))
    lines: dict[str, tuple[Value, ...]] = dict.fromkeys(PLANTATION.values(), NO_PLANTATION)
    for code in dict.fromkeys((*estates, *own)):
        tons, price = _harvest(rng, census, grown.get(code) or typical[code])
        company, people = estates.get(code, 0.0), own.get(code, 0.0)
        better = round(_harvest(rng, census, typical[code])[0] * ESTATES_YIELD, 2) if company else 0.0
        tons = tons if people else 0.0
        costs = _costs(rng, (company * better + people * tons) * price, TREE_COSTS)
        if company or people:
            lines[PLANTATION[code]] = (company, better, people, tons, price, None, *costs, None)
    book.put("pt-hasil-kebun", lines)
    channels(book, "pt-pasar-kebun", ways(census, ProduceTable.PLANTATION) or ({ESTATES_SELL} if estates else ()))


def _owners(book: Book, census: Census, sheet_id: str, owns: Bools, landless: Bools) -> None:
    """Put one sheet of owners by size of their land. `owns`, `landless`: flags of the village's households."""
    hectares = census.village.homes.farms.hectares
    large = how_many(census.at_home(owns & (hectares >= BOUND)))
    lines = dict.fromkeys(_size_classes(sheet_id), 0)
    lines[SMALLER[sheet_id]] = how_many(census.at_home(owns)) - large
    lines[LARGER] = large
    lines["Jumlah keluarga tidak memiliki tanah"] = how_many(census.at_home(landless))
    book.put(sheet_id, lines)


def _size_classes(sheet_id: str) -> tuple[str, ...]:
    """The lines of larger farms, which no family of the village has."""
    if sheet_id == "pt-lahan-pangan":
        return "Memiliki 50-100 ha", "Memiliki lebih dari 100 ha"
    return "Memiliki 50-100 ha", "Memiliki 100-500 ha", "Memiliki 500-1000 ha", "Memiliki lebih dari 1000 ha"


def _typical(census: Census) -> dict[int, Produce]:
    """What the place is known for, as if a household had a hectare for every unit of its weight."""
    crops, items = catalogue(ProduceTable.PLANTATION), census.village.area.crops.items()
    found = {}
    for code, weight in items:
        if code in PLANTATION and weight > 0:
            item = crops.item(code)
            units = float(crops.yields[item]) * weight
            found[code] = Produce(1, units * float(TONS[crops.unit[item]]), units * int(crops.price[item]), weight)
    return found


def _scaled(needs: Mapping[int, float], hectares: float) -> dict[int, float]:
    """Hectares by commodity, together about that many, in proportion to what the households need: rounded down, but none to
    nothing unless the whole is so small that PLANTED leaves no room for it."""
    whole, least = sum(needs.values()), .01 if hectares > len(needs) / 3 else 0.0
    return {code: max(int(hectares * need / whole * 100) / 100, least) for code, need in needs.items()}


def _harvest(rng: Rng, census: Census, grown: Produce) -> tuple[float, int]:
    """Tons a hectare, and rupiah a ton: as the households harvest and sell this year; a little different last year."""
    luck, cheaper = (rng.uniform((LUCK[0], LAST_YEAR[0]), (LUCK[1], LAST_YEAR[1])) if census.is_past else np.ones(2)).tolist()
    return _tons(grown, luck), rounded(grown.value / grown.amount * cheaper, ROUNDED)


def _tons(grown: Produce, luck: float) -> float:
    """A hectare; never less than what can be written. A bed behind the house is told as the least area that can be written."""
    return max(round(grown.amount / max(grown.hectares, .01) * luck, 2), .01)


def _costs(rng: Rng, value: float, shares: tuple[float, ...]) -> list[int]:
    """What is spent on a crop of that value, in rupiah, by the shares of FIELD_COSTS or TREE_COSTS."""
    return [rounded(value * share * luck, ROUNDED)
            for share, luck in zip(shares, rng.uniform(.8, 1.2, len(shares)).tolist(), strict=True)]


def _gardens(book: Book, census: Census, sheet_id: str, table: ProduceTable, titles: Mapping[int, str], room: float) -> None:
    """Put the lines of fruit or herbs: hectares as the households told them, but no more than `room`; and tons a hectare."""
    grown = known(produce(census, table), titles)
    luck = float(census.dice(sheet_id).uniform(*LUCK)) if census.is_past else 1.0
    crowded = max(1.0, sum(found.hectares for found in grown.values()) / max(room, .01))
    lines: dict[str, tuple[Value, ...]] = dict.fromkeys(titles.values(), (0.0, 0.0))
    for code, found in grown.items():
        lines[titles[code]] = (max(round(found.hectares / crowded, 2), .01), _tons(found, luck))
    book.put(sheet_id, lines)
