"""What people live on, and who is of working age and works: counted from member question 9 (rules P25 and P27)."""

import numpy as np

from seed.indicators.book import Book
from seed.indicators.community import schooling
from seed.indicators.community.occupations import IDLE, LINE_OF_CODE, LINES
from seed.indicators.community.tally import Tally, pair

YOUNGEST, OLDEST = 18, 56
"""Working age of the form."""


def put(book: Book, tally: Tally) -> None:
    census = tally.census
    lives, age = census.village.lives, census.age
    livelihoods = tally.by_code(LINE_OF_CODE[lives.occupation], len(LINES))
    book.put("pt-mata-pencaharian", dict(zip(LINES, map(pair, livelihoods), strict=True)))
    grown = (age >= YOUNGEST) & (age <= OLDEST)
    idle = np.isin(census.of(lives.occupation), IDLE)
    attending = np.isin(census.of(lives.school), schooling.ATTENDING)
    book.put("pt-tenaga-kerja", {
        "Penduduk usia 0-6 tahun": tally.pair_of(age <= 6),
        "Penduduk usia 7-18 tahun yang masih sekolah": tally.pair_of((age >= 7) & (age <= 18) & attending),
        "a. Penduduk usia 18-56 tahun yang bekerja": tally.pair_of(grown & ~idle),
        "b. Penduduk usia 18-56 tahun yang belum/tidak bekerja": tally.pair_of(grown & idle),
        # The 56-year-olds are counted above; here those after them, so that nobody is counted twice.
        "Penduduk usia 56 tahun ke atas": tally.pair_of(age > OLDEST)})
