"""Awareness of state and nation (tp-pol-bernegara): activities, and who crosses the border. No border of the state is near."""

from seed.chance.odds import Rng
from seed.indicators.book import Book
from seed.indicators.census import Census
from seed.indicators.governance.draws import happened, none_of
from seed.land.areas import Setting
from seed.lives import work

VALUES = ("nilai Pancasila", "Bhinneka Tunggal Ika", "kesatuan bangsa lainnya")
NEVER = (
    "Warga yang minta suaka/lari ke luar negeri", "Warga melintasi perbatasan negara secara tidak resmi",
    "Pertempuran dengan kelompok pengacau keamanan di perbatasan",
    "Serangan pengacau terhadap fasilitas umum dan milik masyarakat", "Kasus yang merongrong keutuhan NKRI tahun ini",
    "Korban akibat serangan kelompok pengacau keamanan", "Masalah ketenagakerjaan di perbatasan antar negara",
    "Kejahatan di desa/kelurahan perbatasan antar negara", "Sengketa perbatasan antar negara",
    "Kasus perbatasan negara yang dilaporkan ke pemerintah atasan", "Kasus disintegrasi bangsa yang difasilitasi penyelesaiannya",
    "Penangkapan nelayan asing di perairan desa/kelurahan")
"""Lines that are always 0."""
QUARRELS = {"Sengketa perbatasan antar desa sampai antar provinsi": .04}
"""How often each happens in a year, on average."""
CAUGHT_ABROAD = "Penangkapan warga desa/kelurahan di wilayah negara lain"
"""Fishermen who went too far."""


def fill_nation(book: Book, census: Census) -> None:
    rng = census.dice("governance nation")
    migrants = census.workers[work.MIGRANT_MAN] + census.workers[work.MIGRANT_WOMAN]
    at_sea = .02 if census.village.area.setting == Setting.COAST else 0
    book.put("tp-pol-bernegara", none_of(NEVER) | _activities(rng) | happened(rng, QUARRELS | {CAUGHT_ABROAD: at_sea}) | {
        "Warga melintasi perbatasan negara secara resmi": migrants})


def _activities(rng: Rng) -> dict[str, int]:
    """Kinds of activity for each of VALUES, and how many there were in all: each kind at least once."""
    kinds = rng.integers((1, 0, 1), (4, 3, 4))
    times = kinds + rng.binomial(3 * kinds, .3)
    return {f"{word} kegiatan pemantapan {value}": count
            for word, counts in (("Jenis", kinds), ("Jumlah", times))
            for value, count in zip(VALUES, counts.tolist(), strict=True)}
