"""Land tax (PBB), fees and levies (tp-pol-pajak), for those who pay them by member question 15.

A realisation never exceeds its target (rule T27).
"""

import numpy as np

from seed.indicators.book import Book
from seed.indicators.census import Census
from seed.indicators.governance.draws import happened, some_of
from seed.indicators.rupiah import rounded
from seed.land.areas import Setting
from seed.lives.members import TAXES

Combinations = list[tuple[tuple[int, ...], int]]
"""Codes of question 15 that are ticked together, and how many people tick just these."""
LAND_TAX = {1}
FEES = {5, 6}
TAX = {code for codes in TAXES for code in codes} - FEES
"""Codes of question 15."""
LISTED = 100
"""Rupiah to which amounts on the lists are rounded."""
LAND_TAX_EACH = {Setting.TOWN: 62_000, Setting.COAST: 27_000, Setting.RICE: 41_000, Setting.PLANTATION: 33_000,
                 Setting.FOREST: 24_000}
"""Rupiah a year that a payer of land tax owes."""
FEE_EACH = 36_000
"""Rupiah a year that a payer of fees owes."""
LEVY_EACH = 6_000
"""Rupiah a year of a household for each kind of levy: letters, the village's feast."""


def fill_taxes(book: Book, census: Census) -> None:
    fixed, rng = census.fixed("governance taxes"), census.dice("governance taxes")
    counts = _by_combination(census)
    land, taxed, fee = (_paying(counts, codes) for codes in (LAND_TAX, TAX, FEES))
    kinds_of_fee = sum(_paying(counts, {code}) > 0 for code in FEES)
    target = rounded(land * LAND_TAX_EACH[census.village.area.setting] * fixed.uniform(.75, 1.3), LISTED)
    fees = rounded(fee * FEE_EACH * fixed.uniform(.8, 1.2), LISTED)
    kinds = int(fixed.integers(0, 4))
    levies = rounded(kinds * len(census.households) * LEVY_EACH * fixed.uniform(.7, 1.3), LISTED)
    paid = rng.uniform((.78, .7, .65), (1, .98, .95)).tolist()
    illegal = happened(rng, {"Kasus pungutan liar": .05})
    book.put("tp-pol-pajak", {
        "Jenis pajak yang dipungut desa/kelurahan": int(land > 0), "Wajib pajak": taxed,
        "Target PBB": target, "Realisasi PBB": rounded(target * paid[0], LISTED),
        "Tindakan terhadap penunggak PBB": int(rng.binomial(4, .8 * (1 - paid[0]))),
        "Jenis retribusi yang dipungut": kinds_of_fee, "Wajib retribusi": fee,
        "Target retribusi": fees, "Realisasi retribusi": rounded(fees * paid[1], LISTED),
        "Jenis pungutan resmi lainnya": kinds, "Target pungutan resmi": levies,
        "Realisasi pungutan resmi": rounded(levies * paid[2], LISTED),
        **illegal, **some_of(rng, illegal["Kasus pungutan liar"], {"Penyelesaian kasus pungutan liar": .8})})


def _by_combination(census: Census) -> Combinations:
    """How many answer question 15 with each of its combinations of codes."""
    counts = np.bincount(census.of(census.village.lives.taxes), minlength=len(TAXES)).tolist()
    return list(zip(TAXES, counts, strict=True))


def _paying(counts: Combinations, any_of: set[int]) -> int:
    """How many pay at least one of these."""
    return sum(count for codes, count in counts if any_of.intersection(codes))
