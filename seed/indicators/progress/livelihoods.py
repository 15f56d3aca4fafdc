"""What people live on (tp-mp-*): every occupation of member question 9 in one line of one sheet (rule T10).

Lines that pt-mata-pencaharian has too (Petani, Nelayan, Montir …) hold the same codes, so that both forms agree. The form asks
owners that the question doesn't know: an entrepreneur (Wiraswasta) or businessman is told by what question 18 says he owns, a day
labourer by what the village lives on.
"""

from collections.abc import Mapping
from functools import cache

import numpy as np

from seed import trades as own
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
    FISHERIES: {"Nelayan": (work.FISHERMAN,), "Pemilik usaha perikanan": NOBODY, "Buruh usaha perikanan": NOBODY},
    FORESTS: {"Pengumpul hasil hutan": NOBODY, "Pemilik usaha hasil hutan": NOBODY, "Buruh usaha hasil hutan": NOBODY},
    MINES: {"Penambang galian C perorangan": (work.MINER,), "Pemilik usaha pertambangan": NOBODY,
            "Buruh usaha pertambangan": NOBODY},
    TRADE: {"Pedagang perorangan/pengumpul hasil bumi": (work.SHOPKEEPER, work.PEDLAR),
            "Pemilik usaha perdagangan": (work.PRODUCE_TRADER,), "Buruh jasa perdagangan hasil bumi": (work.PRODUCE_HAND,)},
    CRAFTS: {"Montir": (work.MECHANIC, work.WELDER, 91), "Tukang batu": (work.MASON,), "Tukang kayu": (work.CARPENTER,),
             "Tukang sumur": (work.WELL_DIGGER,), "Pemulung": (75,), "Tukang jahit": (work.TAILOR,),
             "Tukang kue": (work.CAKE_MAKER,), "Tukang anyaman": (work.WEAVER,), "Tukang rias": (80,),
             "Pengrajin industri rumah tangga lainnya": (work.CRAFTSMAN, work.HOME_CRAFTSMAN),
             "Lainnya": (work.LAUNDRESS, 83, work.BARBER, 90)},
    FACTORIES: {"Karyawan perusahaan swasta": (work.EMPLOYEE, work.PRIVATE_EMPLOYEE),
                "Karyawan perusahaan pemerintah": (work.STATE_EMPLOYEE,),
                "Pemilik perusahaan": (work.BUSINESSMAN, work.OWNER), "Lainnya": NOBODY},
    SERVICES: {
        "Pemilik usaha jasa transportasi dan perhubungan": (work.CARRIER,),
        "Buruh usaha jasa transportasi dan perhubungan": (59,), "Pemilik usaha informasi dan komunikasi": (work.MEDIA_OWNER,),
        "Buruh usaha jasa informasi dan komunikasi": (61,), "Kontraktor": (work.CONTRACTOR,),
        "Pemilik usaha jasa hiburan dan pariwisata": (work.TOUR_OWNER,), "Buruh usaha jasa hiburan dan pariwisata": (64,),
        "Pemilik usaha hotel dan penginapan lainnya": (work.HOTELIER,), "Buruh usaha hotel dan penginapan lainnya": (66,),
        "Pemilik usaha warung, rumah makan dan restoran": (work.FOOD_STALL,),
        "Pegawai Negeri Sipil": (work.CIVIL_SERVANT, *GOVERNING), "TNI": (work.SOLDIER,), "POLRI": (work.POLICE,),
        "Dokter swasta": (work.DOCTOR, 86), "Bidan swasta": (work.MIDWIFE,), "Perawat swasta": (work.NURSE, 96),
        "Dukun/paranormal/supranatural": (30, 68), "Jasa pengobatan alternatif": (work.HEALER, work.MASSEUR),
        "Dosen swasta": (work.LECTURER, 107), "Guru swasta": (work.TEACHER, 92), "Pensiunan TNI/POLRI": NOBODY,
        "Pensiunan PNS": (work.PENSIONER,), "Pensiunan swasta": NOBODY, "Pengacara": (work.LAWYER,), "Notaris": (work.NOTARY,),
        "Jasa konsultansi manajemen dan teknis": (31, 35, work.CONSULTANT), "Seniman/artis": (work.ARTIST,),
        "Pembantu rumah tangga": (work.MAID,), "Sopir": (work.DRIVER,), "Buruh migran perempuan": (work.MIGRANT_WOMAN,),
        "Buruh migran laki-laki": (work.MIGRANT_MAN,), "Usaha jasa pengerah tenaga kerja": (71,),
        "Wiraswasta lainnya": (work.ENTREPRENEUR,),
        "Tidak mempunyai mata pencaharian tetap": (work.NO_STEADY_WORK, work.DAY_LABOURER),
        "Jasa penyewaan peralatan pesta": (work.PARTY_HIRER,),
        "Lainnya": (work.VILLAGE_OFFICIAL, work.TEMPORARY_CLERK, 85, 87, 104, 105, 106, work.GUARD, 112)},
}

Line = tuple[str, str]
"""Sheet and title."""
LINES: tuple[Line, ...] = (("", ""), *((sheet, title) for sheet, lines in SHEETS.items() for title in lines))
"""The first is nobody's: who has no work."""
NUMBER = {line: number for number, line in enumerate(LINES)}
OF_OCCUPATION = table({code: NUMBER[sheet, title] for sheet, lines in SHEETS.items() for title, codes in lines.items()
                       for code in codes})

OWNERS: Mapping[Line, Codes] = {
    (ANIMALS, "Pemilik usaha peternakan"): (own.LIVESTOCK, own.CATTLE_MARKET),
    (FISHERIES, "Pemilik usaha perikanan"): (own.FISHERY,), (PLANTATIONS, "Pemilik usaha perkebunan"): (own.ESTATE,),
    (TRADE, "Pemilik usaha perdagangan"): (
        own.SUPERMARKET, own.SHOP, own.DAILY_MARKET, own.WEEKLY_MARKET, own.PRODUCE_MARKET, own.ISLAND_TRADE, own.MIDDLEMAN,
        own.DRINKS, own.FUEL, own.WATER),
    (SERVICES, "Pemilik usaha jasa transportasi dan perhubungan"): (own.TRANSPORT, own.CARRIER, own.PARKING),
    (SERVICES, "Pemilik usaha jasa hiburan dan pariwisata"): (own.DRAMA, own.MUSIC, own.CHOIR),
    (SERVICES, "Pemilik usaha hotel dan penginapan lainnya"): (own.INN, own.ROOMS, own.HOTEL, own.HOMESTAY, own.VILLA),
    (SERVICES, "Pemilik usaha warung, rumah makan dan restoran"): (own.RESTAURANT,),
    (SERVICES, "Jasa penyewaan peralatan pesta"): (own.PARTY_HIRE,)}
CRAFTSMEN = (own.CRAFTS, own.CLOTHES, own.FOOD, own.HOUSEWARE, own.BUILDING, own.FARM_TOOLS, own.WOOD)
"""An entrepreneur with one of these is a craftsman; a businessman owns a firm."""


def _by_business(other: Line, craft: Line) -> Ints:
    """Lines by business; `other`: of who has none of those above."""
    lines = {**OWNERS, craft: CRAFTSMEN}
    return table({code: NUMBER[line] for line, codes in lines.items() for code in codes}, default=NUMBER[other])


FIRM = (FACTORIES, "Pemilik perusahaan")
OF_ENTREPRENEUR = _by_business((SERVICES, "Wiraswasta lainnya"), (CRAFTS, "Pengrajin industri rumah tangga lainnya"))
OF_BUSINESSMAN = _by_business(FIRM, FIRM)

BY_SETTING: Mapping[Setting, Mapping[int, Line]] = {
    Setting.PLANTATION: {work.DAY_LABOURER: (PLANTATIONS, "Buruh perkebunan"),
                         work.PRIVATE_EMPLOYEE: (PLANTATIONS, "Karyawan perusahaan perkebunan")},
    Setting.COAST: {work.DAY_LABOURER: (FISHERIES, "Buruh usaha perikanan")},
    Setting.FOREST: {work.DAY_LABOURER: (FORESTS, "Buruh usaha hasil hutan")}}
"""What those codes mean where a village lives on its plantation, the sea or the forest."""


@cache
def _lines(setting: Setting) -> Ints:
    """Places in LINES, by occupation and business."""
    of_occupation = OF_OCCUPATION.copy()
    for code, line in BY_SETTING.get(setting, {}).items():
        of_occupation[code] = NUMBER[line]
    lines = np.repeat(of_occupation[:, None], len(OF_ENTREPRENEUR), axis=1)
    lines[work.ENTREPRENEUR] = OF_ENTREPRENEUR
    lines[[work.BUSINESSMAN, work.OWNER]] = OF_BUSINESSMAN
    return lines


def line_of(village: Inhabitants) -> Ints:
    """The place in LINES of all people of the village; 0 for who has no work."""
    return _lines(village.area.setting)[village.lives.occupation, village.lives.business]


def fill(book: Book, census: Census) -> None:
    counts = iter(np.bincount(census.of(line_of(census.village)), minlength=len(LINES)).tolist()[1:])
    for sheet, lines in SHEETS.items():
        book.put(sheet, {title: next(counts) for title in lines})
