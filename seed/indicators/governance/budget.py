"""The village's budget (APB Desa, or anggaran kelurahan) and how its head accounts for it.

Amounts are of about 2013: a village lived on its allocation (ADD), the lease of its own land and what the regency, province and
ministry added. A kelurahan is paid for by the regency. The totals are computed (rule T31).
"""

from collections.abc import Mapping

from seed.chance.odds import Rng
from seed.indicators.book import Book, Value
from seed.indicators.census import Census
from seed.indicators.governance.draws import happened, some_of
from seed.indicators.rupiah import rounded
from seed.indicators.words import there
from seed.land.areas import Setting

SHEET = "tp-pem-apb"
GROWTH = 1.07
"""By how much the budget grows from last year to this."""
LEASE = 5_500_000
"""Rupiah that a hectare of village land brings in a year."""
FROM_REGENCY, FROM_PROVINCE, FROM_STATE = (
    "Bantuan pemerintah kabupaten/kota", "Bantuan pemerintah provinsi", "Bantuan pemerintah pusat")
OWN, ALLOCATION, SHARED = "Pendapatan asli desa", "Alokasi Dana Desa", "APBD kabupaten/kota"
GIFTS = {FROM_REGENCY: (.6, 20e6, 120e6), FROM_PROVINCE: (.35, 15e6, 100e6), FROM_STATE: (.4, 50e6, 220e6),
         "Swadaya masyarakat": (.95, 8e6, 60e6), "Sumber pendapatan lain yang sah dan tidak mengikat": (.35, 2e6, 18e6)}
"""The chance that it comes in a year, and between which amounts in rupiah."""
FROM_COMPANIES = "Sumber pendapatan dari perusahaan"
COMPANIES = {Setting.PLANTATION: .35, Setting.TOWN: .2, Setting.FOREST: .15, Setting.COAST: .15, Setting.RICE: .08}
"""The chance that a company gives something in a year."""
REPORTED_BY = 4
"""The month by which the head has accounted for the year before."""


def fill_budget(book: Book, census: Census) -> None:
    """Put where the money comes from and what it is spent on, then how the head accounts for it."""
    fixed, rng = census.fixed("governance budget"), census.dice("governance budget")
    is_desa = census.village.region.kind == "desa"
    grown = GROWTH ** (census.period - census.village.as_of.year)
    sources = (_of_desa(book, census, fixed, grown) if is_desa else _of_kelurahan(census, fixed, grown)) | _gifts(census, rng)
    spent = rounded(sum(sources.values()) * rng.uniform(.965, 1))
    staff = rounded(spent * (fixed.uniform(.36, .5) if is_desa else fixed.uniform(.58, .72)))
    book.put(SHEET, {**sources, "Belanja publik/pembangunan": spent - staff, "Belanja aparatur/pegawai": staff})
    book.put("tp-pem-tanggung-jawab", _accounts(census, rng, is_desa))


def _of_desa(book: Book, census: Census, fixed: Rng, grown: float) -> dict[str, int]:
    """A desa's own income in rupiah. `grown`: 1 for this year, less for the year before."""
    houses = census.village.area.households
    level, share, market = fixed.uniform((.92, .8, 4e6), (1.08, 1.3, 25e6)).tolist()
    leased = LEASE * book.number("pt-tanah-fasilitas", "Kas desa/kelurahan")
    return {ALLOCATION: rounded((130e6 + 45_000 * houses) * level * grown),
            SHARED: rounded((6e6 + 7_000 * houses) * share * grown), OWN: rounded((market + leased * share) * grown)}


def _of_kelurahan(census: Census, fixed: Rng, grown: float) -> dict[str, int]:
    """What the regency pays for a kelurahan, in rupiah; `grown` as for a desa."""
    level = fixed.uniform(.85, 1.2)
    return {SHARED: rounded((340e6 + 32_000 * census.village.area.households) * level * grown), ALLOCATION: 0, OWN: 0}


def _gifts(census: Census, rng: Rng) -> dict[str, int]:
    """What comes in one year and not in another."""
    companies = COMPANIES[census.village.area.setting]
    gifts: Mapping[str, tuple[float, float, float]] = GIFTS | {FROM_COMPANIES: (companies, 3e6, 40e6)}
    chances, least, most = zip(*gifts.values(), strict=True)
    comes, amounts = rng.random(len(gifts)) < chances, rng.uniform(least, most)
    return {title: rounded(amount, 500_000) if is_given else 0
            for title, amount, is_given in zip(gifts, amounts.tolist(), comes.tolist(), strict=True)}


def _accounts(census: Census, rng: Rng, is_desa: bool) -> dict[str, Value]:
    """A kelurahan has no council to account to; the state of that report stays empty."""
    reported = census.day.month >= REPORTED_BY
    news, media = rng.integers((1, 1), (5, 4)).tolist()
    received = happened(rng, {"Pengaduan masyarakat yang diterima": 2 + len(census.people) / 2000})
    state = "Belum disampaikan" if not reported else "Diterima" if rng.random() < .97 else "Ditolak"
    return {
        "Laporan keterangan pertanggungjawaban kepala desa kepada BPD": there(reported and is_desa),
        "Status laporan keterangan pertanggungjawaban": state if is_desa else None,
        "Informasi penyelenggaraan tugas kepada masyarakat": news, "Laporan kinerja kepada bupati/walikota": there(reported),
        "Jenis media informasi kinerja kepada masyarakat": media, **received,
        **some_of(rng, received["Pengaduan masyarakat yang diterima"], {"Pengaduan masyarakat yang diselesaikan": .88})}
