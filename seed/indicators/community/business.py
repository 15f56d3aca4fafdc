"""Businesses: those that members own or live on, and besides them as many shops and services as a village of this size has
(rule P36).
"""

from collections.abc import Mapping
from math import ceil

from seed.homes.houses import RENTED
from seed.indicators.book import Book
from seed.indicators.community.business_kinds import SHEETS, BusinessKind
from seed.indicators.community.institutions import BUMDES
from seed.indicators.community.luck import Luck
from seed.indicators.community.site import Site, has_ground
from seed.lives import trades

BusinessFigures = tuple[int, int, int]
"""The columns of all these sheets: units, kinds of goods or activities, people at work or members."""
NONE: BusinessFigures = (0, 0, 0)
FULL_TOWN = 1500
"""Households. A smaller kelurahan has but a part of the town's banks and markets."""
VILLAGE_BUSINESS = "BUMDes"
WISMA, ASRAMA, MESS = 60, 61, 64
"""Codes of member question 18."""


def put(book: Book, site: Site, luck: Luck) -> None:
    """Put all sheets of businesses.

    After those of institutions and of places to visit, which name the village's own business, restaurants and hotels.
    """
    for sheet_id, lines_of in SHEETS.items():
        lines = _lines(book, site, luck, lines_of)
        if sheet_id == "pt-lembaga-ekonomi":
            lines[VILLAGE_BUSINESS] = _village_business(book, luck)
        if sheet_id == "pt-industri":
            lines["Rumah makan dan restoran"] = _at_least(lines["Rumah makan dan restoran"], _visited(book, "Restoran"))
        book.put(sheet_id, lines)
    _put_lodgings(book, site, luck)


def _lines(book: Book, site: Site, luck: Luck, lines_of: Mapping[str, BusinessKind]) -> dict[str, BusinessFigures]:
    """The columns of every line of a sheet: businesses that members own or live on, and others by chance and size."""
    pull = min(1.0, site.households / FULL_TOWN) if site.is_town else 1.0
    found = {}
    for title, trade in lines_of.items():
        owned = ceil(max(site.owners(*trade.owned), site.workers(*trade.worked)) / trade.shared_by)
        odds = trade.odds[0] * pull if site.is_urban else trade.odds[1]
        units = max(owned, int(luck.yes(odds))) if not trade.ground else int(has_ground(book, trade.ground))
        if trade.houses:
            units = max(units, luck.about(site.households / trade.houses))
        found[title] = _line(luck, units, trade.kinds, trade.hands) if units else NONE
    return found


def _line(luck: Luck, units: int, kinds: int, hands: tuple[float, float]) -> BusinessFigures:
    """The columns of so many units. `hands`: workers of one, from and to; somebody works even where hardly a hand is needed."""
    goods = max(1, min(units, kinds) if kinds < 4 else luck.number(kinds // 2, kinds))
    return units, goods, max(1, round(units * luck.between(*hands)))


def _village_business(book: Book, luck: Luck) -> BusinessFigures:
    """The columns of the village's own business, as the sheet of institutions tells of it."""
    title = "pt-lembaga-masyarakat", BUMDES
    units, activities, officers = (book.whole(*title, column)
                                   for column in ("Jumlah lembaga", "Jumlah jenis kegiatan", "Jumlah pengurus"))
    return (units, activities, officers + luck.number(0, 6)) if units else NONE


def _visited(book: Book, title: str) -> int:
    """How many of that place to visit, restaurant or hotel there are."""
    return book.whole("pt-hiburan-wisata", title)


def _at_least(line: BusinessFigures, units: int) -> BusinessFigures:
    """The columns, of at least so many units."""
    if line[0] >= units:
        return line
    return units, max(line[1], 1), max(line[2], units * 3)


def _put_lodgings(book: Book, site: Site, luck: Luck) -> None:
    """Hotels are those of pt-hiburan-wisata; a house that a family rents is let by somebody."""
    hotels = sum(_visited(book, f"Hotel bintang {stars}") for stars in range(1, 6))
    tourists = _visited(book, "Tempat wisata") > 0
    units = {
        "Losmen": max(_visited(book, "Hotel melati"), site.owners(trades.INN)), "Wisma": site.owners(WISMA),
        "Asrama": site.owners(ASRAMA),
        "Persewaan kamar": max(site.owners(trades.ROOMS), luck.number(3, 18) if site.is_town else luck.number(0, 3)),
        "Kontrakan rumah": max(site.owners(trades.HOUSES), site.homes_with("3", RENTED)), "Mess": site.owners(MESS),
        "Hotel": hotels, "Home stay": max(site.owners(trades.HOMESTAY), luck.number(0, 5) if tourists else 0),
        "Villa": site.owners(trades.VILLA), "Town house": 0}
    hands = {"Losmen": (3, 6), "Hotel": (10, 30), "Home stay": (1, 2)}
    book.put("pt-jasa-penginapan", {title: _line(luck, count, 1, hands.get(title, (.3, 1))) if count else NONE
                                    for title, count in units.items()})
