"""What people live on (tp-mp-*): every occupation of member question 9 in one line of one sheet (rule T10).

Lines that pt-mata-pencaharian has too (Petani, Nelayan, Montir …) hold the same codes, so that both forms agree. The form asks
owners that the question doesn't know: an entrepreneur (Wiraswasta) or businessman is told by what question 18 says he owns, a day
labourer by what the village lives on.
"""

from collections.abc import Mapping
from functools import cache

import numpy as np

from seed.chance.odds import Ints
from seed.indicators.book import Book
from seed.indicators.census import Census, Inhabitants
from seed.indicators.counting import Codes, column
from seed.indicators.occupations import (
    ACCOUNTANT,
    ANNOUNCER,
    ARCHITECT,
    BRIDAL_DRESSER,
    BROKER,
    COOK,
    DENTAL_ARTISAN,
    HOTEL_HAND,
    JOURNALIST,
    LINES,
    MANAGER,
    MEDIA_HAND,
    PILOT,
    RECRUITER,
    SCAVENGER,
    SEAMAN,
    TOUR_HAND,
    TRANSPORT_HAND,
    alike,
)
from seed.land.areas import Setting
from seed.lives import trades as own
from seed.lives import work

FARMS, PLANTATIONS, ANIMALS, FISHERIES, FORESTS = (f"tp-mp-{sector}" for sector in (
    "pertanian", "perkebunan", "peternakan", "perikanan", "kehutanan"))
MINES, TRADE, CRAFTS, FACTORIES, SERVICES = (f"tp-mp-{sector}" for sector in (
    "pertambangan", "perdagangan", "industri-kecil", "industri-besar", "jasa"))

NO_CODE: Codes = ()
"""Of lines that no occupation alone leads to."""

SHEETS: Mapping[str, Mapping[str, Codes]] = {
    FARMS: {**alike("Petani", "Buruh tani"), "Pemilik usaha tani": NO_CODE},
    PLANTATIONS: {"Karyawan perusahaan perkebunan": NO_CODE, "Pemilik usaha perkebunan": NO_CODE, "Buruh perkebunan": NO_CODE},
    ANIMALS: {"Peternakan perorangan": (work.HERDER,), "Pemilik usaha peternakan": NO_CODE, "Buruh usaha peternakan": NO_CODE},
    FISHERIES: {**alike("Nelayan"), "Pemilik usaha perikanan": NO_CODE, "Buruh usaha perikanan": NO_CODE},
    FORESTS: {"Pengumpul hasil hutan": NO_CODE, "Pemilik usaha hasil hutan": NO_CODE, "Buruh usaha hasil hutan": NO_CODE},
    MINES: {"Penambang galian C perorangan": (work.MINER,), "Pemilik usaha pertambangan": NO_CODE,
            "Buruh usaha pertambangan": NO_CODE},
    TRADE: {"Pedagang perorangan/pengumpul hasil bumi": (work.SHOPKEEPER, work.PEDLAR),
            "Pemilik usaha perdagangan": (work.PRODUCE_TRADER,), "Buruh jasa perdagangan hasil bumi": (work.PRODUCE_HAND,)},
    CRAFTS: {**alike("Montir", "Tukang kayu"), "Tukang batu": (work.MASON,), "Tukang sumur": (work.WELL_DIGGER,),
             "Pemulung": (SCAVENGER,), "Tukang jahit": (work.TAILOR,), "Tukang kue": (work.CAKE_MAKER,),
             "Tukang anyaman": (work.WEAVER,), "Tukang rias": (BRIDAL_DRESSER,),
             "Pengrajin industri rumah tangga lainnya": (work.CRAFTSMAN, work.HOME_CRAFTSMAN),
             "Lainnya": (work.LAUNDRESS, COOK, work.BARBER, DENTAL_ARTISAN)},
    FACTORIES: {"Karyawan perusahaan swasta": (work.EMPLOYEE, work.PRIVATE_EMPLOYEE),
                **alike("Karyawan perusahaan pemerintah"), "Pemilik perusahaan": (work.BUSINESSMAN, work.OWNER),
                "Lainnya": NO_CODE},
    SERVICES: {
        "Pemilik usaha jasa transportasi dan perhubungan": (work.CARRIER,),
        "Buruh usaha jasa transportasi dan perhubungan": (TRANSPORT_HAND,),
        "Pemilik usaha informasi dan komunikasi": (work.MEDIA_OWNER,),
        "Buruh usaha jasa informasi dan komunikasi": (MEDIA_HAND,), "Kontraktor": (work.CONTRACTOR,),
        "Pemilik usaha jasa hiburan dan pariwisata": (work.TOUR_OWNER,), "Buruh usaha jasa hiburan dan pariwisata": (TOUR_HAND,),
        "Pemilik usaha hotel dan penginapan lainnya": (work.HOTELIER,), "Buruh usaha hotel dan penginapan lainnya": (HOTEL_HAND,),
        "Pemilik usaha warung, rumah makan dan restoran": (work.FOOD_STALL,),
        **alike("Pegawai Negeri Sipil", "TNI", "POLRI", "Dokter swasta", "Bidan swasta", "Perawat swasta", "Dosen swasta",
                "Guru swasta", "Pengacara", "Notaris", "Seniman/artis", "Pembantu rumah tangga", "Sopir",
                "Buruh migran perempuan", "Buruh migran laki-laki"),
        "Dukun/paranormal/supranatural": LINES["Dukun tradisional"], "Jasa pengobatan alternatif": (work.HEALER, work.MASSEUR),
        "Pensiunan TNI/POLRI": NO_CODE, "Pensiunan PNS": (work.PENSIONER,), "Pensiunan swasta": NO_CODE,
        "Jasa konsultansi manajemen dan teknis": (ARCHITECT, MANAGER, work.CONSULTANT),
        "Usaha jasa pengerah tenaga kerja": (RECRUITER,),
        "Wiraswasta lainnya": (work.ENTREPRENEUR,),
        "Tidak mempunyai mata pencaharian tetap": (work.NO_STEADY_WORK, work.DAY_LABOURER),
        "Jasa penyewaan peralatan pesta": (work.PARTY_HIRER,),
        "Lainnya": (work.VILLAGE_OFFICIAL, work.TEMPORARY_CLERK, BROKER, JOURNALIST, PILOT, ANNOUNCER, SEAMAN, work.GUARD,
                    ACCOUNTANT)},
}

SheetLine = tuple[str, str]
"""Sheet and title."""
PLACES: tuple[SheetLine, ...] = (("", ""), *((sheet, title) for sheet, lines in SHEETS.items() for title in lines))
"""All lines; the first is none, of who has no work."""
NUMBER = {line: number for number, line in enumerate(PLACES)}
"""The place in PLACES of each line."""
OF_OCCUPATION = column({code: NUMBER[sheet, title] for sheet, lines in SHEETS.items() for title, codes in lines.items()
                       for code in codes}, work.MOST_CODES)
"""The place in PLACES by code of question 9."""

OWNERS: Mapping[SheetLine, Codes] = {
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
"""By line: codes of question 18 whose owners stand there."""
CRAFTSMEN = (own.CRAFTS, own.CLOTHES, own.FOOD, own.HOUSEWARE, own.BUILDING, own.FARM_TOOLS, own.WOOD)
"""An entrepreneur with one of these is a craftsman; a businessman owns a firm."""


def _by_business(other: SheetLine, craft: SheetLine) -> Ints:
    """The place in PLACES by business (question 18). `craft`: the line of CRAFTSMEN; `other`: of all other businesses."""
    lines = {**OWNERS, craft: CRAFTSMEN}
    return column({code: NUMBER[line] for line, codes in lines.items() for code in codes}, own.MOST_CODES, NUMBER[other])


FIRM = (FACTORIES, "Pemilik perusahaan")
OF_ENTREPRENEUR = _by_business((SERVICES, "Wiraswasta lainnya"), (CRAFTS, "Pengrajin industri rumah tangga lainnya"))
OF_BUSINESSMAN = _by_business(FIRM, FIRM)

BY_SETTING: Mapping[Setting, Mapping[int, SheetLine]] = {
    Setting.PLANTATION: {work.DAY_LABOURER: (PLANTATIONS, "Buruh perkebunan"),
                         work.PRIVATE_EMPLOYEE: (PLANTATIONS, "Karyawan perusahaan perkebunan")},
    Setting.COAST: {work.DAY_LABOURER: (FISHERIES, "Buruh usaha perikanan")},
    Setting.FOREST: {work.DAY_LABOURER: (FORESTS, "Buruh usaha hasil hutan")}}
"""What those codes mean where a village lives on its plantation, the sea or the forest."""


@cache
def _lines(setting: Setting) -> Ints:
    """Places in PLACES, by occupation and business."""
    of_occupation = OF_OCCUPATION.copy()
    for code, line in BY_SETTING.get(setting, {}).items():
        of_occupation[code] = NUMBER[line]
    lines = np.repeat(of_occupation[:, None], len(OF_ENTREPRENEUR), axis=1)
    lines[work.ENTREPRENEUR] = OF_ENTREPRENEUR
    lines[[work.BUSINESSMAN, work.OWNER]] = OF_BUSINESSMAN
    return lines


def line_of(village: Inhabitants) -> Ints:
    """The place in PLACES of all people of the village; 0 for who has no work."""
    return _lines(village.area.setting)[village.lives.occupation, village.lives.business]


def fill(book: Book, census: Census) -> None:
    """Put all sheets tp-mp-*: how many people stand in each line."""
    counts = iter(np.bincount(census.of(line_of(census.village)), minlength=len(PLACES)).tolist()[1:])
    for sheet, lines in SHEETS.items():
        book.put(sheet, {title: next(counts) for title in lines})
