"""Education by age, and of those of working age: counted from member question 8 (rules P26, P28 and X06).

Two lines ask what the members' form doesn't know: who began SLTP or SLTA and left it. They are a share of those whose last
certificate is the one before.
"""

import numpy as np

from seed.indicators.book import Book
from seed.indicators.community.tally import Pair, Tally, men_and_women, pair
from seed.odds import Bools, Ints

NOT_YET, KINDERGARTEN, NEVER, SD, SD_LEFT, SLTP, ILLITERATE = 1, 2, 3, 5, 6, 8, 29
ATTENDING = (4, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27)
FINISHED = {"Tamat SD/sederajat": (5,), "Tamat SMP/sederajat": (8,), "Tamat SMA/sederajat": (10,), "Tamat D-1/sederajat": (12,),
            "Tamat D-2/sederajat": (14,), "Tamat D-3/sederajat": (30,), "Tamat S-1/sederajat": (16, 18),
            "Tamat S-2/sederajat": (20,), "Tamat S-3/sederajat": (22,), "Tamat SLB A": (24,), "Tamat SLB B": (26,),
            "Tamat SLB C": (28,)}
"""D-4 has no line; it is a first degree as S-1 is."""
CODES = 31

NOTHING, LEFT_SD, PRIMARY, JUNIOR, SENIOR, DIPLOMA, BACHELOR, MASTER, DOCTOR = range(9)
LEVELS = {LEFT_SD: (4, 6, 23, 25, 27), PRIMARY: (5, 7, 24, 26, 28), JUNIOR: (8, 9), SENIOR: (10, 11, 13, 15, 17),
          DIPLOMA: (12, 14, 16, 30), BACHELOR: (18, 19), MASTER: (20, 21), DOCTOR: (22,)}
"""What somebody has finished, by code; whoever attends a school has finished the one before."""


def _level_of_code() -> Ints:
    found = np.zeros(CODES, dtype=np.int64)
    for level, codes in LEVELS.items():
        found[list(codes)] = level
    return found


LEVEL_OF_CODE = _level_of_code()
LEFT_JUNIOR, LEFT_SENIOR = (.09, .17), (.06, .14)
"""Of those with a certificate of SD or SLTP: the share that began the next school."""


def put(book: Book, tally: Tally) -> None:
    census = tally.census
    school, age = census.of(census.village.lives.school), census.age
    book.put("pt-pendidikan", _by_age(tally, school, age) | _finished(tally))
    grown = (age >= 18) & (age <= 56)
    quality = men_and_women(LEVEL_OF_CODE[school[grown]].clip(max=DIPLOMA), tally.woman[grown], DIPLOMA + 1)
    book.put("pt-kualitas-kerja", dict(zip((
        "Usia 18-56 tahun yang buta aksara dan huruf/angka latin", "Usia 18-56 tahun yang tidak tamat SD",
        "Usia 18-56 tahun yang tamat SD", "Usia 18-56 tahun yang tamat SLTP", "Usia 18-56 tahun yang tamat SLTA",
        "Usia 18-56 tahun yang tamat perguruan tinggi"), map(pair, quality), strict=True)))


def _by_age(tally: Tally, school: Ints, age: Ints) -> dict[str, Pair]:
    small, pupil, grown = (age >= 3) & (age <= 6), (age >= 7) & (age <= 18), (age >= 18) & (age <= 56)
    never = (school == NEVER) | (school == ILLITERATE)
    rng = tally.census.fixed("schooling")

    def some(chosen: Bools, bounds: tuple[float, float]) -> Pair:
        share = rng.uniform(*bounds)
        men, women, _ = tally.pair_of(chosen)
        return round(men * share), round(women * share), None

    return {
        "Usia 3-6 tahun belum masuk TK": tally.pair_of(small & (school == NOT_YET)),
        "Usia 3-6 tahun sedang TK/play group": tally.pair_of(small & (school == KINDERGARTEN)),
        "Usia 7-18 tahun tidak pernah sekolah": tally.pair_of(pupil & never),
        "Usia 7-18 tahun sedang sekolah": tally.pair_of(pupil & np.isin(school, ATTENDING)),
        "Usia 18-56 tahun tidak pernah sekolah": tally.pair_of(grown & never),
        "Usia 18-56 tahun pernah SD tetapi tidak tamat": tally.pair_of(grown & (school == SD_LEFT)),
        "Usia 12-56 tahun tidak tamat SLTP": some((age >= 12) & (age <= 56) & (school == SD), LEFT_JUNIOR),
        "Usia 18-56 tahun tidak tamat SLTA": some(grown & (school == SLTP), LEFT_SENIOR)}


def _finished(tally: Tally) -> dict[str, Pair]:
    counts = tally.by_code(tally.census.village.lives.school, CODES)
    return {title: (sum(counts[code][0] for code in codes), sum(counts[code][1] for code in codes), None)
            for title, codes in FINISHED.items()}
