"""From the occupations of member question 9 to the forty lines of pt-mata-pencaharian.

The members' form has a hundred occupations. One that has no line of its own is counted in the line of who lives and earns most
like it: who owns a business among the entrepreneurs, who works in somebody's business among the employees, who has no steady work
among the day labourers. So the lines add up to the population (rule P25).
"""

import numpy as np

from seed.odds import Ints

LINES: dict[str, tuple[int, ...]] = {
    "Petani": (1,),
    "Buruh tani": (2,),
    "Buruh migran perempuan": (3,),
    "Buruh migran laki-laki": (4,),
    "Pegawai Negeri Sipil": (5, 93, 94, 97, 98, 99, 100, 101, 102, 103, 109, 110),  # and who governs or sits in a parliament
    "Karyawan swasta": (6, 32, 61, 64, 66, 83, 84, 87, 104, 105, 106, 108, 112),    # honorary clerk, cook, seaman, guard …
    "Pengrajin": (7, 76, 77),
    "Pedagang barang kelontong": (8,),
    "Pedagang keliling": (22,),
    "Peternak": (9,),
    "Nelayan": (10,),
    "Montir": (11, 89, 91),                                                         # welder, electrician
    "Dokter swasta": (12, 86),
    "Perawat swasta": (13, 96),                                                     # pharmacist
    "Bidan swasta": (14,),
    "Ahli pengobatan alternatif": (15, 69, 90),                                     # dental artisan
    "TNI": (16,),
    "POLRI": (17,),
    "Pengusaha kecil, menengah dan besar": (18, 55, 56, 58, 60, 62, 63, 65, 71),
    "Guru swasta": (19, 92),                                                        # who teaches religion
    "Dosen swasta": (20, 107),
    "Seniman/artis": (21,),
    "Penambang": (23,),
    "Tukang kayu": (24,),
    "Tukang batu": (25, 81),                                                        # well digger
    "Tukang cuci": (26,),
    "Pembantu rumah tangga": (27,),
    "Pengacara": (28,),
    "Notaris": (29,),
    "Dukun tradisional": (30, 68),
    "Arsitektur/desainer": (31,),
    "Karyawan perusahaan pemerintah": (33,),
    "Wiraswasta": (34, 35, 67, 74, 78, 79, 80, 82, 85, 88),                         # food stall, tailor, cake maker, barber …
    "Sopir": (70,),
    "Buruh harian lepas": (36, 42, 57, 59, 75),
    "Purnawirawan/pensiunan": (40,),
    "Perangkat desa": (41,),
    "Ibu rumah tangga": (39,),
    "Pelajar": (38,),
    "Belum bekerja": (0, 37),                                                       # and who has no answer
}
"""Codes by line, in the order of the form."""
CODES = 113
IDLE = (0, 37, 38, 39, 40)
"""Not yet, pupil, housewife, pensioner: of working age, but at no work. Who has no steady work does work."""


def _line_of_code() -> Ints:
    found = np.full(CODES, len(LINES) - 1, dtype=np.int64)
    for line, codes in enumerate(LINES.values()):
        found[list(codes)] = line
    return found


LINE_OF_CODE = _line_of_code()
"""The place in LINES of every code."""
