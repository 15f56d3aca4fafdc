"""Fish: kinds and tons as the households told, the gear for them, and ponds of the land use."""

from seed.indicators.book import Book
from seed.indicators.census import Census
from seed.indicators.resources.commodities import FRESH_FISH, GEAR, POND_FISH, SEA_FISH, ProduceTable
from seed.indicators.resources.harvest import from_salt_ponds, gear, produce, ways
from seed.indicators.resources.land import Ground
from seed.indicators.resources.markets import channels

SALT_PONDS = {"Bandeng": .55, "Udang/lobster": .4, "Nener": .02}
FRESH_PONDS = {"Lele": 1.6, "Nila": 1.1, "Gurame": .5, "Mas": .2}
"""Tons a year from a hectare of ponds of the land use."""
CAUGHT_BY = {"Jermal": .05, "Pancing": .25, "Pukat": .55, "Jala": .15}
"""In what proportion the catch from the sea is shared among the gear that there is."""
LITTLE = .1
"""Tons that rounding may leave over."""
CAUGHT_IN = {"Karamba": .1, "Danau": .15, "Rawa": .05, "Sungai": .12, "Sawah": .05, "Jala": .04, "Pancingan": .04}
"""Shares of the fresh-water fish, where there is such a place; the rest comes from ponds."""


def fish(book: Book, census: Census, ground: Ground) -> None:
    """The kinds are all that was caught or bred: by gear in the sea, in salt ponds and in fresh water."""
    luck = float(census.dice("fish").uniform(.9, 1.1))
    tons = dict.fromkeys((*SEA_FISH.values(), *POND_FISH.values(), *FRESH_FISH.values()), 0.0)
    for code, found in produce(census, ProduceTable.FISH).items():
        if title := SEA_FISH.get(code) or POND_FISH.get(code) or FRESH_FISH.get(code):
            tons[title] += found.amount
    ponds, coastal = ground.ha("Usaha perikanan"), census.village.area.is_coastal
    bred = {title: ponds * yields * luck for title, yields in (SALT_PONDS if coastal else FRESH_PONDS).items()}
    tons = {title: round(amount + bred.get(title, 0), 2) for title, amount in tons.items()}
    book.put("pt-ikan-jenis", tons)
    fresh = round(sum(tons[title] for title in FRESH_FISH.values()), 2)
    _from_the_sea(book, census, round(sum(tons.values()) - fresh, 2),
                  from_salt_ponds(census) + (sum(bred.values()) if coastal else 0), ponds if coastal else 0.0)
    _from_fresh_water(book, census, ground, fresh, 0.0 if coastal else ponds)
    channels(book, "pt-pasar-ikan", (ways(census, ProduceTable.FISH) or {"Dijual ke pasar"}) if any(tons.values()) else ())


def _from_the_sea(book: Book, census: Census, tons: float, salt: float, ponds: float) -> None:
    """`salt` of the tons come from salt ponds; the catch is shared among the gear of the households, at least a line."""
    salt = tons if tons - salt < LITTLE else round(salt, 2)
    pieces = dict.fromkeys(GEAR.values(), 0) | {GEAR[code]: count for code, count in gear(census).items()}
    if salt < tons and not any(pieces[title] for title in CAUGHT_BY):
        pieces["Pancing"] = 1
    shares = _shared(round(tons - salt, 2), {title: share for title, share in CAUGHT_BY.items() if pieces[title]})
    in_cages = round(salt * .1, 2) if pieces["Karamba"] else 0.0
    lines = {title: (pieces[title], shares.get(title, 0.0)) for title in CAUGHT_BY}
    book.put("pt-ikan-laut", {"Karamba": (pieces["Karamba"], in_cages), "Tambak": (ponds, round(salt - in_cages, 2)), **lines})


def _from_fresh_water(book: Book, census: Census, ground: Ground, fresh: float, ponds: float) -> None:
    """Put where `fresh` tons come from: wild waters that there are, and `ponds` hectares of ponds."""
    rng = census.fixed("fresh water")
    lake, swamp = ground.ha("Situ/waduk/danau"), ground.ha("Tanah rawa")
    sizes = {"Karamba": float(rng.integers(0, 6)) if lake else 0.0, "Empang/kolam": max(ponds, round(fresh / 40, 2)),
             "Danau": lake, "Rawa": swamp, "Sungai": book.number("pt-bentang", "Aliran sungai"),
             "Sawah": round(ground.on("pt-tanah-sawah") * .01, 2), "Jala": float(rng.integers(2, 20)) if fresh else 0.0,
             "Pancingan": float(rng.integers(10, 90)) if fresh else 0.0}
    wild = {title: share for title, share in CAUGHT_IN.items() if sizes[title]}
    shares = _shared(fresh, wild | {"Empang/kolam": 1 - sum(wild.values())} if fresh else {})
    book.put("pt-ikan-tawar", {title: (size, shares.get(title, 0.0)) for title, size in sizes.items()})


def _shared(tons: float, shares: dict[str, float]) -> dict[str, float]:
    """Tons by title in proportion to the shares; the last takes what rounding leaves."""
    whole = sum(shares.values())
    parts = {title: round(tons * share / whole, 2) for title, share in shares.items()}
    if parts:
        last = list(parts)[-1]
        parts[last] = round(tons - sum(parts.values()) + parts[last], 2)
    return parts
