"""What the village makes and sells in a year, by sector (tp-pdd-*), and the total of these sheets (rules T07, T08).

Farming has no sheet here: Potensi carries its value and costs. A building counts in the year in which it is put up.
"""

from collections.abc import Mapping
from functools import cache

from sandbox.practice.sheets.sheet import sheet
from seed.chance.odds import Rng
from seed.indicators.book import Book
from seed.indicators.census import Census
from seed.indicators.progress import further
from seed.indicators.progress.trades import Yield, yields
from seed.indicators.rupiah import MILLION, prices, rounded

MATERIALS = .8
"""Share of the costs that raw materials make up. The rest is bahan penolong."""
INDUSTRIES = {"Subsektor industri pakaian": "pakaian", "Subsektor industri pangan": "pangan",
              "Industri pengolahan non migas": "non migas", "Industri lainnya": "lainnya"}
OIL = "Industri pengolahan migas"
TRADERS = {"Subsektor perdagangan besar": "besar", "Subsektor perdagangan eceran": "eceran",
           "Subsektor hotel dan penginapan": "hotel", "Subsektor restoran": "restoran"}
"""By line: the name of the trade in TRADES."""
SERVICES = {
    "tp-pdd-jasa": {"Subsektor jasa pemerintahan umum": "pemerintahan", "Subsektor jasa swasta": "jasa swasta",
                    "Subsektor jasa hiburan dan rekreasi": "hiburan", "Subsektor jasa perorangan dan rumah tangga": "perorangan"},
    "tp-pdd-angkutan": {"Subsektor angkutan": "angkutan", "Subsektor jasa penunjang angkutan": "penunjang angkutan",
                        "Subsektor komunikasi": "komunikasi"},
    "tp-pdd-listrik": {"Subsektor listrik": "listrik", "Subsektor gas": "gas", "Subsektor air minum": "air minum"}}
"""By sheet and line: the name of the trade in TRADES, or pemerintahan."""
MILLION_A_DEAL = {"Subsektor bank": .6, "Subsektor lembaga keuangan bukan bank": .25, "Subsektor sewa bangunan": 1.6,
                  "Subsektor jasa perusahaan": .8}
"""Millions of rupiah of one transaction, by which their number follows from the turnover."""

NEW_HOUSES, HOUSE_MILLION = (.012, .022), (38, 62)
"""Share of all houses that are put up in a year, and millions of rupiah that one costs; both from and to."""
PUBLIC_BUILDINGS = (1, 3)
UPKEEP, BUILDING_EXTRA = .06, .46
"""Shares of the worth of what is put up that upkeep and further costs take."""

TOTAL = "tp-pdd-total"
SHEETS = tuple(f"tp-pdd-{sector}" for sector in (
    "pertambangan", "kerajinan", "industri", "kehutanan", "perdagangan", "bangunan", "keuangan", "jasa", "angkutan", "listrik"))
SUMS = {
    "Nilai produksi": ("Nilai produksi", "Nilai produksi tahun ini", "Total nilai produksi tahun ini",
                       "Total nilai bangunan yang ada"),
    "Nilai transaksi": ("Nilai transaksi",),
    "Nilai biaya": ("Nilai bahan baku", "Nilai bahan penolong", "Total nilai bahan baku yang digunakan",
                    "Total nilai bahan penolong yang digunakan", "Biaya yang dikeluarkan", "Biaya pemeliharaan yang dikeluarkan"),
    "Nilai biaya lainnya": ("Biaya antara", "Biaya antara lainnya", "Biaya lainnya", "Total biaya antara yang dihabiskan")}
"""Lines of the total, by the titles of the columns or lines that they add up."""


def fill(book: Book, census: Census) -> None:
    rng = census.dice("product")
    found = yields(census, rng)
    _making(book, "pertambangan", "Jumlah jenis bahan tambang dan galian", further.mining(book, census, found))
    _making(book, "kerajinan", "Jumlah jenis kerajinan rumah tangga", found["kerajinan"])
    _industry(book, found)
    _making(book, "kehutanan", "Jumlah jenis usaha kehutanan", further.forestry(book, census))
    _trade(book, found)
    _building(book, census, rng)
    _finance(book, further.finance(book, census, found))
    _services(book, found | {"pemerintahan": further.government(census)})
    _total(book)


def _materials(made: Yield) -> tuple[int, int]:
    """Rupiah for raw materials and for other ones."""
    raw = rounded(made.costs * MATERIALS)
    return raw, made.costs - raw


def _making(book: Book, sector: str, kinds: str, made: Yield) -> None:
    """Put the sheet of a sector that makes something. `kinds`: the title of its line with the number of kinds."""
    raw, other = _materials(made)
    book.put(f"tp-pdd-{sector}", {
        "Total nilai produksi tahun ini": made.turnover, "Total nilai bahan baku yang digunakan": raw,
        "Total nilai bahan penolong yang digunakan": other, "Total biaya antara yang dihabiskan": made.extra, kinds: made.kinds})


def _industry(book: Book, found: Mapping[str, Yield]) -> None:
    made = {title: found[name] for title, name in INDUSTRIES.items()}
    book.put("tp-pdd-industri", {OIL: (0,) * 5} | {
        title: (one.kinds, one.turnover, *_materials(one), one.extra) for title, one in made.items()})


def _trade(book: Book, found: Mapping[str, Yield]) -> None:
    sold = {title: found[name] for title, name in TRADERS.items()}
    book.put("tp-pdd-perdagangan", {
        title: (one.kinds, one.turnover, one.assets, one.costs, one.extra, one.turnover - one.costs - one.extra)
        for title, one in sold.items()})


def _building(book: Book, census: Census, rng: Rng) -> None:
    """Put buildings of this year: houses, and what the village, its schools and mosques put up."""
    houses = round(len(census.households) * float(rng.uniform(*NEW_HOUSES)))
    built = houses + int(rng.integers(*PUBLIC_BUILDINGS, endpoint=True))
    worth = built * float(rng.uniform(*HOUSE_MILLION)) * MILLION * prices(census)
    book.put("tp-pdd-bangunan", {
        "Jumlah bangunan yang ada tahun ini": built, "Biaya pemeliharaan yang dikeluarkan": rounded(worth * UPKEEP),
        "Total nilai bangunan yang ada": rounded(worth), "Biaya antara lainnya": rounded(worth * BUILDING_EXTRA)})


def _finance(book: Book, found: Mapping[str, Yield]) -> None:
    book.put("tp-pdd-keuangan", {
        title: (one.kinds, round(one.turnover / (MILLION_A_DEAL[title] * MILLION)), one.turnover, one.costs, one.extra)
        for title, one in found.items()})


def _services(book: Book, found: Mapping[str, Yield]) -> None:
    for sheet_id, lines in SERVICES.items():
        given = {title: found[name] for title, name in lines.items()}
        book.put(sheet_id, {title: (one.kinds, one.assets, one.made, one.resold, one.costs + one.extra)
                            for title, one in given.items()})


def _total(book: Book) -> None:
    """Put the sums over all sheets of this group, and what is left as income. After all of them."""
    made, turned_over, costs, extra = (sum(int(book.cells.get(place) or 0) for place in places) for places in _places())
    book.put(TOTAL, dict(zip(SUMS, (made, turned_over, costs, extra), strict=True)) | {
        "Jumlah pendapatan": made + turned_over - costs - extra})


@cache
def _places() -> tuple[tuple[tuple[str, int, int], ...], ...]:
    """The cells that each line of SUMS adds up."""
    cells = [((sheet_id, line.number, number), {line.title, column.label})
             for sheet_id in SHEETS for line in sheet(sheet_id).lines for number, column in enumerate(line.columns, start=1)]
    return tuple(tuple(place for place, titles in cells if titles & set(summed)) for summed in SUMS.values())
