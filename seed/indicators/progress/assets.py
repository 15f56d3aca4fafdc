"""What people and families own: land, transport, tools, houses and other things (rules T11 to T14, X07).

From household questions 62 to 68. Where the form counts people, a household's owner is its head.
"""

from collections.abc import Mapping

from seed.chance.odds import Rng
from seed.indicators.book import Book
from seed.indicators.census import Census
from seed.indicators.counting import Codes, gathered, homes_by, people_by

LANDLESS = "Tidak memiliki tanah"
LAND: Mapping[str, Codes] = {
    "Memiliki tanah kurang dari 0,2 ha": (1744, 705), "Memiliki tanah 0,21-0,3 ha": (706,), "Memiliki tanah 0,31-0,4 ha": (707,),
    "Memiliki tanah 0,41-0,5 ha": (708,), "Memiliki tanah 0,51-0,6 ha": (709,), "Memiliki tanah 0,61-0,7 ha": (710,),
    "Memiliki tanah 0,71-0,8 ha": (711,), "Memiliki tanah 0,81-0,9 ha": (712,), "Memiliki tanah 0,91-1,0 ha": (713,),
    "Memiliki tanah 1,00-5,0 ha": (714,), "Memiliki tanah 5,00-10 ha": (715,), "Memiliki tanah lebih dari 10 ha": ()}
"""Codes of question 62 by line; the question ends at more than 5 ha."""

PASSENGER_SHIP = 758
TRANSPORT: Mapping[str, Codes] = {
    "Ojek": (716,), "Becak": (717,), "Cidemo/andong/dokar": (718,), "Bus": (), "Mini bus": (721,),
    "Helikopter dan/atau pesawat": (), "Lainnya": (719, 720, 722, 723)}
"""Codes of question 63 by line; what it calls a bus is in a village a small one."""
MORE_UNITS = .06
"""Share of the owners who have a second one."""

TOOLS: Mapping[str, Codes] = {
    "Penggilingan padi": (724,), "Traktor": (725,), "Pabrik pengolahan hasil pertanian": (726,), "Kapal penangkap ikan": (727,),
    "Alat pengolahan hasil perikanan": (728,), "Alat pengolahan hasil peternakan": (729,),
    "Alat pengolahan hasil perkebunan": (730,), "Alat pengolahan hasil hutan": (731,),
    "Alat produksi dan pengolah hasil pertambangan": (732,),
    "Alat produksi industri kerajinan keluarga skala kecil dan menengah": (733,),
    "Alat produksi dan pengolahan hasil industri migas": (734,)}
BUSINESS_TOOLS: Mapping[str, Codes] = {
    "Alat produksi dan pengolah hasil pariwisata": (59, 60, 65, 66, 67),
    "Alat produksi dan pengolah hasil industri jasa perdagangan": (21, 24)}
"""What question 64 doesn't ask: codes of member question 18 by line."""

WALLS: Mapping[str, Codes] = {"Tembok": (735,), "Kayu": (736,), "Bambu": (737,), "Tanah liat": (738,),
                              "Pelepah kelapa/lontar/gebang": (739,), "Dedaunan": (740,), "Lainnya": ()}
FLOORS: Mapping[str, Codes] = {"Keramik": (741,), "Semen": (742,), "Kayu": (743,), "Tanah": (744,), "Lainnya": ()}
ROOFS: Mapping[str, Codes] = {"Genteng": (745,), "Seng": (746,), "Asbes": (747,), "Beton": (), "Bambu": (749,), "Kayu": (750,),
                              "Daun lontar/gebang/enau": (751,), "Daun ilalang": (7752,), "Lainnya": ()}
"""Codes of questions 65 to 67 by line."""

BELONGINGS: Mapping[str, Codes] = {
    "TV dan elektronik lainnya": (753,), "Sepeda motor/sejenisnya": (754,), "Mobil dan sejenisnya": (755,),
    "Perahu bermotor": (756,), "Kapal barang": (757,), "Kapal penumpang": (PASSENGER_SHIP,), "Kapal pesiar": (759,),
    "Helikopter": (760,), "Pesawat terbang": (761,), "Ternak besar": (762,), "Ternak kecil": (763,),
    "Hiasan emas/berlian": (764,), "Buku tabungan bank": (765,), "Buku surat berharga": (766,), "Sertifikat deposito": (767,),
    "Sertifikat tanah": (768,), "Sertifikat bangunan": (769,), "Perusahaan industri besar": (770,),
    "Perusahaan industri menengah": (771,), "Perusahaan industri kecil": (772,), "Usaha perikanan": (773,),
    "Usaha peternakan": (774,), "Usaha perkebunan": (775,), "Usaha pasar swalayan": (776,), "Usaha di pasar swalayan": (777,),
    "Usaha di pasar tradisional": (778,), "Usaha di pasar desa": (779,), "Usaha transportasi/pengangkutan": (780,),
    "Aset telekomunikasi": (782, 783, 784, 785), "Saham di perusahaan": (781,), "Lainnya": (786, 787)}
"""Codes of question 68 by line: families that tick any of them are counted."""


def fill(book: Book, census: Census) -> None:
    _land(book, census)
    _transport(book, census, census.dice("transport"))
    book.put("tp-aset-produksi", gathered(TOOLS, homes_by(census, "64"))
             | gathered(BUSINESS_TOOLS, people_by(census, census.village.lives.business)))
    for sheet, question, lines in (("dinding", "65", WALLS), ("lantai", "66", FLOORS), ("atap", "67", ROOFS)):
        book.put(f"tp-rumah-{sheet}", gathered(lines, homes_by(census, question)))
    book.put("tp-aset-lainnya", {title: census.homes_with("68", *codes) for title, codes in BELONGINGS.items()} | {
        "Jumlah keluarga seluruhnya": len(census.households)})


def _land(book: Book, census: Census) -> None:
    """Put all people by their land: an owner is the head of a household with land, everybody else is without."""
    owners = gathered(LAND, homes_by(census, "62"))
    people = book.whole("tp-penduduk", "Jumlah penduduk tahun ini", "Total")
    book.put("tp-aset-tanah", {LANDLESS: people - sum(owners.values())} | owners)


def _transport(book: Book, census: Census, rng: Rng) -> None:
    """Put owners and what they own: for some a second one."""
    owners = {title: census.homes_with("63", *codes) for title, codes in TRANSPORT.items()} | {
        "Kapal motor": census.homes_with("68", PASSENGER_SHIP)}
    second = rng.binomial(list(owners.values()), MORE_UNITS).tolist()
    book.put("tp-aset-transportasi", {
        title: (count, count + more) for (title, count), more in zip(owners.items(), second, strict=True)})
