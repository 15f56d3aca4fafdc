"""Water and habits of the families (tp-air-bersih, tp-phbs-*), from household questions 8 and 75 to 77 (rule T23)."""

from collections.abc import Mapping

from seed.homes import houses
from seed.indicators.book import Book
from seed.indicators.census import Census
from seed.indicators.counting import gathered, homes_by
from seed.indicators.words import FEW, MANY, NOT_THERE, yes

WATER: Mapping[str, tuple[int, ...]] = {
    "Menggunakan sumur gali": (houses.DUG_WELL,), "Pelanggan PAM": (houses.PIPED,),
    "Menggunakan penampung air hujan": (houses.RAIN,), "Menggunakan sumur pompa": (houses.PUMP,),
    "Menggunakan perpipaan air kran": (houses.PIPE,), "Menggunakan hidran umum": (houses.HYDRANT,),
    "Menggunakan air sungai": (houses.RIVER,), "Menggunakan embung": (houses.RESERVOIR,),
    "Menggunakan mata air": (houses.SPRING, houses.SEEPAGE), "Tidak mendapat akses air minum dari air laut": (),
    "Tidak mendapat akses air minum dari sumber di atas": (houses.TANK, houses.REFILL)}
"""Codes of question 8 by line; who buys drinking water has none of these sources."""
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
FROM_MANY = .25
"""From this share of the families on, a village says many."""


def fill(book: Book, census: Census) -> None:
    families = len(census.households)
    book.put("tp-air-bersih", gathered(WATER, homes_by(census, "8")))
    book.put("tp-phbs-bab", gathered(TOILETS, homes_by(census, "75")))
    meals, cures = gathered(MEALS, homes_by(census, "76")), gathered(CURES, homes_by(census, "77"))
    book.put("tp-phbs-makan", {title: yes(count >= CUSTOMARY * families) for title, count in meals.items()})
    book.put("tp-phbs-berobat", {
        title: MANY if count >= FROM_MANY * families else FEW if count else NOT_THERE for title, count in cures.items()})
