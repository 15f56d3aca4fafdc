"""What people live on (tp-mp-*): every occupation of member question 9 in one line of one sheet (rule T10).

Lines that pt-mata-pencaharian has too (Petani, Nelayan, Montir …) hold the same codes, so that both forms agree. The form asks
owners that the question doesn't know: an entrepreneur (Wiraswasta) is told by what question 18 says he owns, a day labourer by
what the village lives on.
"""

from collections.abc import Mapping

import numpy as np

from seed import work
from seed.areas import Setting
from seed.indicators.book import Book
from seed.indicators.census import Census, Inhabitants
from seed.indicators.progress.tally import table
from seed.odds import Ints

FARMS, PLANTATIONS, ANIMALS, FISHERIES, FORESTS = (f"tp-mp-{sector}" for sector in (
    "pertanian", "perkebunan", "peternakan", "perikanan", "kehutanan"))
MINES, TRADE, CRAFTS, FACTORIES, SERVICES = (f"tp-mp-{sector}" for sector in (
    "pertambangan", "perdagangan", "industri-kecil", "industri-besar", "jasa"))

Codes = tuple[int, ...]
NOBODY: Codes = ()
GOVERNING: Codes = (93, 94, 97, 98, 99, 100, 101, 102, 103, 109, 110)
"""Parliaments, ministries, heads of regions."""

SHEETS: Mapping[str, Mapping[str, Codes]] = {
    FARMS: {"Petani": (work.FARMER,), "Pemilik usaha tani": NOBODY, "Buruh tani": (work.FARM_HAND,)},
    PLANTATIONS: {"Karyawan perusahaan perkebunan": NOBODY, "Pemilik usaha perkebunan": NOBODY, "Buruh perkebunan": NOBODY},
    ANIMALS: {"Peternakan perorangan": (work.HERDER,), "Pemilik usaha peternakan": NOBODY, "Buruh usaha peternakan": NOBODY},
    FISHERIES: {"Nelayan": (10,), "Pemilik usaha perikanan": NOBODY, "Buruh usaha perikanan": NOBODY},
    FORESTS: {"Pengumpul hasil hutan": NOBODY, "Pemilik usaha hasil hutan": NOBODY, "Buruh usaha hasil hutan": NOBODY},
    MINES: {"Penambang galian C perorangan": (23,), "Pemilik usaha pertambangan": NOBODY, "Buruh usaha pertambangan": NOBODY},
    TRADE: {"Pedagang perorangan/pengumpul hasil bumi": (work.SHOPKEEPER, work.PEDLAR), "Pemilik usaha perdagangan": (56,),
            "Buruh jasa perdagangan hasil bumi": (57,)},
    CRAFTS: {"Montir": (work.MECHANIC, 89, 91), "Tukang batu": (work.MASON,), "Tukang kayu": (work.CARPENTER,),
             "Tukang sumur": (81,), "Pemulung": (75,), "Tukang jahit": (work.TAILOR,), "Tukang kue": (work.CAKE_MAKER,),
             "Tukang anyaman": (77,), "Tukang rias": (80,), "Pengrajin industri rumah tangga lainnya": (7, 76),
             "Lainnya": (26, 83, 88, 90)},
    FACTORIES: {"Karyawan perusahaan swasta": (work.EMPLOYEE, work.PRIVATE_EMPLOYEE),
                "Karyawan perusahaan pemerintah": (work.STATE_EMPLOYEE,), "Pemilik perusahaan": (18, 55), "Lainnya": NOBODY},
    SERVICES: {
        "Pemilik usaha jasa transportasi dan perhubungan": (58,), "Buruh usaha jasa transportasi dan perhubungan": (59,),
        "Pemilik usaha informasi dan komunikasi": (60,), "Buruh usaha jasa informasi dan komunikasi": (61,), "Kontraktor": (62,),
        "Pemilik usaha jasa hiburan dan pariwisata": (63,), "Buruh usaha jasa hiburan dan pariwisata": (64,),
        "Pemilik usaha hotel dan penginapan lainnya": (65,), "Buruh usaha hotel dan penginapan lainnya": (66,),
        "Pemilik usaha warung, rumah makan dan restoran": (work.FOOD_STALL,),
        "Pegawai Negeri Sipil": (work.CIVIL_SERVANT, *GOVERNING), "TNI": (work.SOLDIER,), "POLRI": (work.POLICE,),
        "Dokter swasta": (12, 86), "Bidan swasta": (14,), "Perawat swasta": (work.NURSE, 96),
        "Dukun/paranormal/supranatural": (30, 68), "Jasa pengobatan alternatif": (15, 69), "Dosen swasta": (20, 107),
        "Guru swasta": (work.TEACHER, 92), "Pensiunan TNI/POLRI": NOBODY, "Pensiunan PNS": (work.PENSIONER,),
        "Pensiunan swasta": NOBODY, "Pengacara": (28,), "Notaris": (29,), "Jasa konsultansi manajemen dan teknis": (31, 35, 82),
        "Seniman/artis": (21,), "Pembantu rumah tangga": (work.MAID,), "Sopir": (work.DRIVER,),
        "Buruh migran perempuan": (work.MIGRANT_WOMAN,), "Buruh migran laki-laki": (work.MIGRANT_MAN,),
        "Usaha jasa pengerah tenaga kerja": (71,), "Wiraswasta lainnya": (work.ENTREPRENEUR,),
        "Tidak mempunyai mata pencaharian tetap": (work.NO_STEADY_WORK, work.DAY_LABOURER),
        "Jasa penyewaan peralatan pesta": (74,), "Lainnya": (work.VILLAGE_OFFICIAL, 84, 85, 87, 104, 105, 106, 108, 112)},
}

Line = tuple[str, str]
"""Sheet and title."""
LINES: tuple[Line, ...] = (("", ""), *((sheet, title) for sheet, lines in SHEETS.items() for title in lines))
"""The first is nobody's: who has no work."""
NUMBER = {line: number for number, line in enumerate(LINES)}
OF_OCCUPATION = table({code: NUMBER[sheet, title] for sheet, lines in SHEETS.items() for title, codes in lines.items()
                       for code in codes})

OWNERS: Mapping[Line, Codes] = {
    (ANIMALS, "Pemilik usaha peternakan"): (20, 25), (FISHERIES, "Pemilik usaha perikanan"): (26,),
    (PLANTATIONS, "Pemilik usaha perkebunan"): (27,), (FORESTS, "Pemilik usaha hasil hutan"): (75,),
    (TRADE, "Pemilik usaha perdagangan"): (10, 11, 18, 19, 21, 22, 23, 24, 29, 44, 45),
    (CRAFTS, "Pengrajin industri rumah tangga lainnya"): (3, 4, 5, 6, 7, 8, 34),
    (SERVICES, "Pemilik usaha jasa transportasi dan perhubungan"): (12, 13, 14, 15, 16, 32),
    (SERVICES, "Pemilik usaha jasa hiburan dan pariwisata"): tuple(range(35, 43)),
    (SERVICES, "Pemilik usaha hotel dan penginapan lainnya"): (59, 60, 61, 62, 64, 65, 66, 67, 68),
    (SERVICES, "Pemilik usaha warung, rumah makan dan restoran"): (9,), (SERVICES, "Jasa penyewaan peralatan pesta"): (74,)}
"""Of entrepreneurs, by their business (question 18); the others are Wiraswasta lainnya."""
OF_BUSINESS = table({code: NUMBER[line] for line, codes in OWNERS.items() for code in codes},
                    default=NUMBER[SERVICES, "Wiraswasta lainnya"])

BY_SETTING: Mapping[Setting, Mapping[int, Line]] = {
    Setting.PLANTATION: {work.DAY_LABOURER: (PLANTATIONS, "Buruh perkebunan"),
                         work.PRIVATE_EMPLOYEE: (PLANTATIONS, "Karyawan perusahaan perkebunan")},
    Setting.COAST: {work.DAY_LABOURER: (FISHERIES, "Buruh usaha perikanan")},
    Setting.FOREST: {work.DAY_LABOURER: (FORESTS, "Buruh usaha hasil hutan")}}
"""What those codes mean where a village lives on its plantation, the sea or the forest."""


def line_of(village: Inhabitants, who: Ints) -> Ints:
    """The place in LINES of each of these people; 0 for who has no work."""
    of_occupation = OF_OCCUPATION.copy()
    for code, line in BY_SETTING.get(village.area.setting, {}).items():
        of_occupation[code] = NUMBER[line]
    occupation = village.lives.occupation[who]
    return np.where(occupation == work.ENTREPRENEUR, OF_BUSINESS[village.lives.business[who]], of_occupation[occupation])


def fill(book: Book, census: Census) -> None:
    counts = iter(np.bincount(line_of(census.village, census.people), minlength=len(LINES)).tolist()[1:])
    for sheet, lines in SHEETS.items():
        book.put(sheet, {title: next(counts) for title in lines})
