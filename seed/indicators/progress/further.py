"""What yields something but is no business of the village's people: deposits and forests, banks, rented houses, public offices.

Counted where the forms count them: deposits, forest products, banks and cooperatives in Potensi, rents and offices in the DDK.
"""

from collections.abc import Mapping, Sequence

from sandbox.practice.sheets.sheet import sheet
from seed.homes.houses import RENTED
from seed.indicators.book import Book
from seed.indicators.census import Census
from seed.indicators.progress.trades import TRADES, Trade, Yield, yielded
from seed.indicators.resources.minerals import WORKED
from seed.indicators.rupiah import prices, rounded
from seed.lives.work import CIVIL_SERVANT, VILLAGE_OFFICIAL

DEPOSITS = "pt-galian-deposit"
FEWEST_MINERS = 2
"""Miners of a deposit that is worked, at least; they may live in another village."""

FOREST = "pt-hasil-hutan"
PRICES: Mapping[str, int] = {
    "Kayu": 1_100_000, "Madu lebah": 70_000, "Rotan": 4_500_000, "Damar": 9_000_000, "Bambu": 7_000, "Jati": 3_800_000,
    "Nilam": 6_000_000, "Lontar": 60_000, "Sagu": 3_000_000, "Enau": 4_000_000, "Mahoni": 1_700_000, "Cemara": 800_000,
    "Kayu cendana": 30_000_000, "Kayu gaharu": 40_000_000, "Sarang burung": 50_000_000, "Meranti": 2_400_000,
    "Kayu besi": 3_500_000, "Kayu ulin": 3_500_000, "Kemenyan": 30_000_000, "Gambir": 15_000_000, "Minyak kayu putih": 150_000,
    "Gula enau": 13_000_000, "Gula lontar": 12_000_000, "Arang": 2_600_000}
"""Rupiah for each unit of the line, about 2013."""
FELLING = Trade((), (), 1, costs=.2, extra=.12, assets=0)
"""Costs of felling and gathering; the turnover is counted."""

BANKS = ("Bank perkreditan rakyat", "Bank pemerintah")
NOT_BANKS = ("Jasa asuransi", "Lembaga keuangan non bank", "Pegadaian")
COOPERATIVES = ("Koperasi Unit Desa", "Koperasi simpan pinjam", "Kelompok simpan pinjam")
BRANCH = Trade((), (), 900, costs=.35, extra=.12, assets=0)
"""A bank's branch: its turnover is interest and fees."""
LENDER = Trade((), (), 90, costs=.1, extra=.06, assets=0)
RENT = Trade((), (), 3.2, costs=.08, extra=.04, assets=0)
OFFICE = Trade((), (), 24, costs=.3, extra=.06, assets=2.5, resold=.2)
"""What an official or civil servant of the village stands for."""


def mining(book: Book, census: Census, found: Mapping[str, Yield]) -> Yield:
    """What mining yields: nothing, unless Potensi has a deposit that is worked. `found`: the yields of trades.yields."""
    kinds = sum(1 for line in sheet(DEPOSITS).lines if book.get(DEPOSITS, line.title) == WORKED)
    miners = max(found["tambang"].businesses, FEWEST_MINERS * kinds) if kinds else 0
    return yielded(TRADES["tambang"], miners, kinds, prices(census))


def forestry(book: Book, census: Census) -> Yield:
    """What the forest products of Potensi are worth, and their costs."""
    cut = [book.number(FOREST, title) * price for title, price in PRICES.items()]
    worth = rounded(sum(cut) * prices(census))
    return Yield(0, _kinds(cut), worth, rounded(worth * FELLING.costs), rounded(worth * FELLING.extra), 0, 0)


def finance(book: Book, census: Census, found: Mapping[str, Yield]) -> dict[str, Yield]:
    """What banks, other lenders, rented houses and services to firms yield, by line of tp-pdd-keuangan."""
    banks = _units(book, "pt-lembaga-keuangan", BANKS)
    others = _units(book, "pt-lembaga-keuangan", NOT_BANKS) + _units(book, "pt-lembaga-ekonomi", COOPERATIVES)
    rented = [census.homes_with("3", RENTED)]
    counted = {"Subsektor bank": (BRANCH, banks), "Subsektor lembaga keuangan bukan bank": (LENDER, others),
               "Subsektor sewa bangunan": (RENT, rented)}
    return {title: yielded(trade, sum(units), _kinds(units), prices(census)) for title, (trade, units) in counted.items()} | {
        "Subsektor jasa perusahaan": found["jasa perusahaan"]}


def government(census: Census) -> Yield:
    """What the village's officials and civil servants stand for."""
    counts = [census.workers[code] for code in (VILLAGE_OFFICIAL, CIVIL_SERVANT)]
    return yielded(OFFICE, sum(counts), _kinds(counts), prices(census))


def _units(book: Book, sheet_id: str, lines: Sequence[str]) -> list[int]:
    """Businesses by line, as Potensi has them."""
    return [book.whole(sheet_id, line, "Jumlah unit") for line in lines]


def _kinds(amounts: Sequence[float]) -> int:
    """How many of the amounts are not 0."""
    return sum(1 for amount in amounts if amount)
