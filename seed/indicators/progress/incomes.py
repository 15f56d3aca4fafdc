"""What the families earn in a year, from household question 1 and the occupations (rule T09)."""

from collections.abc import Mapping

import numpy as np

from seed.chance.odds import Ints
from seed.indicators.book import Book
from seed.indicators.census import Census
from seed.indicators.progress import livelihoods
from seed.indicators.rupiah import prices, rounded

MONTHS = 12
SECTORS: Mapping[str, tuple[str, ...]] = {
    "Pertanian": (livelihoods.FARMS,), "Perkebunan": (livelihoods.PLANTATIONS,), "Peternakan": (livelihoods.ANIMALS,),
    "Perikanan": (livelihoods.FISHERIES,), "Kerajinan": (livelihoods.CRAFTS,), "Pertambangan": (livelihoods.MINES,),
    "Kehutanan": (livelihoods.FORESTS,), "Industri kecil, menengah dan besar": (livelihoods.FACTORIES,),
    "Jasa dan perdagangan": (livelihoods.TRADE, livelihoods.SERVICES)}
"""By line: the sheets of livelihoods in which the head of a family of that sector stands."""
SECTOR_OF_SHEET = {sheet: number for number, sheets in enumerate(SECTORS.values()) for sheet in sheets}
NONE = len(SECTORS)
LABOUR = ("Buruh", "Karyawan", "Pembantu", "Tidak mempunyai")
"""How the titles of lines begin whose people work for others."""
SECTOR_OF_LINE = np.array([SECTOR_OF_SHEET.get(sheet, NONE) for sheet, _ in livelihoods.PLACES])
LABOURS = np.array([title.startswith(LABOUR) for _, title in livelihoods.PLACES])
"""Sector of each of livelihoods.PLACES, NONE for no sector; and whether its people work for others."""
HEADS_WEIGHT = 1.5
"""How much the head brings home for each rupiah of another earner."""


def fill(book: Book, census: Census) -> None:
    lines = livelihoods.line_of(census.village)
    _by_sector(book, census, lines)
    _all_families(book, census, lines)


def _by_sector(book: Book, census: Census, lines: Ints) -> None:
    """Families by the work of their head, those of labourers apart; income a head of all families of the sector."""
    village, households = census.village, census.households
    line = lines[village.people.position == 1][households]
    sector, labours = SECTOR_OF_LINE[line], LABOURS[line]
    members = np.bincount(census.home, minlength=len(village.homes.filled))[households]
    group = 2 * sector + labours
    families, people = (np.bincount(group, weights=weights, minlength=2 * NONE + 2).astype(int).tolist()
                        for weights in (None, members))
    earned = np.bincount(sector, weights=_year_incomes(census), minlength=NONE).tolist()
    book.put("tp-kapita-sektor", {
        title: (families[2 * number], people[2 * number], families[2 * number + 1], people[2 * number + 1],
                rounded(earned[number] / max(1, people[2 * number] + people[2 * number + 1])))
        for number, title in enumerate(SECTORS)})


def _all_families(book: Book, census: Census, lines: Ints) -> None:
    """Put what the heads earn, and what others earn, over all families."""
    earned = _year_incomes(census)
    of_heads = earned * _share_of_head(census, lines)
    book.put("tp-pendapatan-riil", {
        "Jumlah kepala keluarga": book.whole("tp-keluarga", "Jumlah kepala keluarga tahun ini", "Total"),
        "Jumlah anggota keluarga": book.whole("tp-penduduk", "Jumlah penduduk tahun ini", "Total"),
        "Jumlah pendapatan kepala keluarga": rounded(float(of_heads.sum())),
        "Jumlah pendapatan anggota keluarga yang bekerja": rounded(float((earned - of_heads).sum()))})


def _year_incomes(census: Census) -> np.ndarray:
    """Rupiah a year of each counted household."""
    return census.at_home(census.village.homes.coded["1"]) * (MONTHS * prices(census))


def _share_of_head(census: Census, lines: Ints) -> np.ndarray:
    """The head's share of each counted household's income. Where nobody has work, all is the head's. `lines`: of line_of."""
    people = census.village.people
    works = lines > 0
    head = people.position == 1
    others = _each(census, people.household[works & ~head])
    heads = HEADS_WEIGHT * _each(census, people.household[works & head])
    return np.divide(heads, heads + others, out=np.ones(len(heads)), where=heads + others > 0)


def _each(census: Census, household: Ints) -> Ints:
    """How often each counted household occurs."""
    return np.bincount(household, minlength=len(census.village.homes.filled))[census.households]
