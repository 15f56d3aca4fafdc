"""The occupations of member question 9 as the sheets tell them: names of the rarer ones, and the lines of pt-mata-pencaharian.

The members' form has a hundred occupations. One that has no line of its own is counted in the line of who lives and earns most
like it: who owns a business among the entrepreneurs, who works in somebody's business among the employees, who has no steady work
among the day labourers. So the lines add up to the population (rule P25). Lines that Tingkat Perkembangan has too hold the same
codes there (`alike`).
"""

import numpy as np

from seed.indicators.counting import Codes, column
from seed.lives import work

SHAMAN, ARCHITECT, MANAGER, TRANSPORT_HAND, MEDIA_HAND, TOUR_HAND, HOTEL_HAND = 30, 31, 35, 59, 61, 64, 66
PARANORMAL, RECRUITER, SCAVENGER, BRIDAL_DRESSER, COOK, BROKER, PSYCHIATRIST, JOURNALIST = 68, 71, 75, 80, 83, 85, 86, 87
DENTAL_ARTISAN, ELECTRICIAN, PREACHER, LEGISLATOR, PHARMACIST = 90, 91, 92, 93, 96
PILOT, ANNOUNCER, SEAMAN, RESEARCHER, ACCOUNTANT = 104, 105, 106, 107, 112
GOVERNING: Codes = (LEGISLATOR, 94, 97, 98, 99, 100, 101, 102, 103, 109, 110)
"""Parliaments, ministries, heads of regions."""

LINES: dict[str, Codes] = {
    "Petani": (work.FARMER,),
    "Buruh tani": (work.FARM_HAND,),
    "Buruh migran perempuan": (work.MIGRANT_WOMAN,),
    "Buruh migran laki-laki": (work.MIGRANT_MAN,),
    "Pegawai Negeri Sipil": (work.CIVIL_SERVANT, *GOVERNING),
    "Karyawan swasta": (work.EMPLOYEE, work.PRIVATE_EMPLOYEE, MEDIA_HAND, TOUR_HAND, HOTEL_HAND, COOK, work.TEMPORARY_CLERK,
                        JOURNALIST, PILOT, ANNOUNCER, SEAMAN, work.GUARD, ACCOUNTANT),
    "Pengrajin": (work.CRAFTSMAN, work.HOME_CRAFTSMAN, work.WEAVER),
    "Pedagang barang kelontong": (work.SHOPKEEPER,),
    "Pedagang keliling": (work.PEDLAR,),
    "Peternak": (work.HERDER,),
    "Nelayan": (work.FISHERMAN,),
    "Montir": (work.MECHANIC, work.WELDER, ELECTRICIAN),
    "Dokter swasta": (work.DOCTOR, PSYCHIATRIST),
    "Perawat swasta": (work.NURSE, PHARMACIST),
    "Bidan swasta": (work.MIDWIFE,),
    "Ahli pengobatan alternatif": (work.HEALER, work.MASSEUR, DENTAL_ARTISAN),
    "TNI": (work.SOLDIER,),
    "POLRI": (work.POLICE,),
    "Pengusaha kecil, menengah dan besar": (
        work.BUSINESSMAN, work.OWNER, work.PRODUCE_TRADER, work.CARRIER, work.MEDIA_OWNER, work.CONTRACTOR, work.TOUR_OWNER,
        work.HOTELIER, RECRUITER),
    "Guru swasta": (work.TEACHER, PREACHER),
    "Dosen swasta": (work.LECTURER, RESEARCHER),
    "Seniman/artis": (work.ARTIST,),
    "Penambang": (work.MINER,),
    "Tukang kayu": (work.CARPENTER,),
    "Tukang batu": (work.MASON, work.WELL_DIGGER),
    "Tukang cuci": (work.LAUNDRESS,),
    "Pembantu rumah tangga": (work.MAID,),
    "Pengacara": (work.LAWYER,),
    "Notaris": (work.NOTARY,),
    "Dukun tradisional": (SHAMAN, PARANORMAL),
    "Arsitektur/desainer": (ARCHITECT,),
    "Karyawan perusahaan pemerintah": (work.STATE_EMPLOYEE,),
    "Wiraswasta": (work.ENTREPRENEUR, MANAGER, work.FOOD_STALL, work.PARTY_HIRER, work.TAILOR, work.CAKE_MAKER, BRIDAL_DRESSER,
                   work.CONSULTANT, BROKER, work.BARBER),
    "Sopir": (work.DRIVER,),
    "Buruh harian lepas": (work.NO_STEADY_WORK, work.DAY_LABOURER, work.PRODUCE_HAND, TRANSPORT_HAND, SCAVENGER),
    "Purnawirawan/pensiunan": (work.PENSIONER,),
    "Perangkat desa": (work.VILLAGE_OFFICIAL,),
    "Ibu rumah tangga": (work.HOUSEWIFE,),
    "Pelajar": (work.PUPIL,),
    "Belum bekerja": (0, work.NOT_YET),  # and who has no answer
}
"""The codes of question 9 that each line counts, by its title, in the order of the form."""
IS_IDLE = np.isin(np.arange(work.MOST_CODES), (0, work.NOT_YET, work.PUPIL, work.HOUSEWIFE, work.PENSIONER))
"""By code of question 9: whether who gives it has no work. Who has no steady work does work."""
LINE_OF_CODE = column({code: line for line, codes in enumerate(LINES.values()) for code in codes},
                      work.MOST_CODES, default=len(LINES) - 1)
"""The place in LINES of every code."""


def alike(*titles: str) -> dict[str, Codes]:
    """These lines of LINES."""
    return {title: LINES[title] for title in titles}
