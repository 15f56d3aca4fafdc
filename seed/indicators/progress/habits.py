"""Water and habits of the families (tp-air-bersih, tp-phbs-*), from household questions 8 and 75 to 77 (rule T23)."""

from collections.abc import Mapping

from seed.indicators.book import Book
from seed.indicators.census import Census
from seed.indicators.progress.tally import gathered, homes_by

WATER: Mapping[str, tuple[int, ...]] = {
    "Menggunakan sumur gali": (496,), "Pelanggan PAM": (499,), "Menggunakan penampung air hujan": (503,),
    "Menggunakan sumur pompa": (497,), "Menggunakan perpipaan air kran": (500,), "Menggunakan hidran umum": (498,),
    "Menggunakan air sungai": (501,), "Menggunakan embung": (502,), "Menggunakan mata air": (495, 1741),
    "Tidak mendapat akses air minum dari air laut": (), "Tidak mendapat akses air minum dari sumber di atas": (504, 505)}
"""Question 8; who buys drinking water has none of these sources."""
TOILETS: Mapping[str, tuple[int, ...]] = {
    "Memiliki WC yang sehat": (843,), "Memiliki WC kurang memenuhi standar kesehatan": (844,),
    "Biasa buang air besar di sungai/parit/kebun/hutan": (845,), "Menggunakan fasilitas MCK umum": (846,)}
MEALS: Mapping[str, tuple[int, ...]] = {
    "Makan sehari 1 kali": (847,), "Makan sehari 2 kali": (848,), "Makan sehari 3 kali": (849,),
    "Makan sehari lebih dari 3 kali": (850,), "Belum tentu sehari makan 1 kali": (851,)}
CUSTOMARY = .05
"""From this share of the families on, a village says yes."""
CURES: Mapping[str, tuple[int, ...]] = {
    "Dukun terlatih": (852,), "Dokter/puskesmas/mantri/perawat/bidan/posyandu": (853,),
    "Obat tradisional dari dukun pengobatan alternatif": (854,), "Paranormal": (855,),
    "Obat tradisional dari keluarga sendiri": (856,), "Tidak diobati": (857,)}
MANY = .25


def fill(book: Book, census: Census) -> None:
    families = len(census.households)
    book.put("tp-air-bersih", gathered(WATER, homes_by(census, "8")))
    book.put("tp-phbs-bab", gathered(TOILETS, homes_by(census, "75")))
    meals, cures = gathered(MEALS, homes_by(census, "76")), gathered(CURES, homes_by(census, "77"))
    book.put("tp-phbs-makan", {title: "Ya" if count >= CUSTOMARY * families else "Tidak" for title, count in meals.items()})
    book.put("tp-phbs-berobat", {
        title: "Banyak" if count >= MANY * families else "Sedikit" if count else "Tidak ada" for title, count in cures.items()})
