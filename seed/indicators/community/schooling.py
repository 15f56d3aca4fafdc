"""Education by age, and of those of working age: counted from member question 8 (rules P26, P28 and X06).

Two lines ask what the members' form doesn't know: who began SLTP or SLTA and left it. They are a share of those whose last
certificate is the one before.
"""


from seed.chance.odds import Bools, Ints
from seed.indicators.book import Book
from seed.indicators.census import Census
from seed.indicators.counting import Pair, column, men_and_women, pair, pair_of, sexes_by
from seed.lives import schooling

FINISHED = {
    "Tamat SD/sederajat": (schooling.SD,), "Tamat SMP/sederajat": (schooling.SLTP,), "Tamat SMA/sederajat": (schooling.SLTA,),
    "Tamat D-1/sederajat": (schooling.D1,), "Tamat D-2/sederajat": (schooling.D2,), "Tamat D-3/sederajat": (schooling.D3,),
    "Tamat S-1/sederajat": (schooling.D4, schooling.S1), "Tamat S-2/sederajat": (schooling.S2,),
    "Tamat S-3/sederajat": (schooling.S3,), "Tamat SLB A": (schooling.SLB_A,), "Tamat SLB B": (schooling.SLB_B,),
    "Tamat SLB C": (schooling.SLB_C,)}
"""Codes of question 8 by line. D-4 has no line; it is a first degree as S-1 is."""

LEFT_SD, PRIMARY, JUNIOR, SENIOR, DIPLOMA, BACHELOR, MASTER, DOCTOR = range(1, 9)
LEVELS = {
    LEFT_SD: (schooling.IN_SD, schooling.SD_LEFT, schooling.IN_SLB_A, schooling.IN_SLB_B, schooling.IN_SLB_C),
    PRIMARY: (schooling.SD, schooling.IN_SLTP, schooling.SLB_A, schooling.SLB_B, schooling.SLB_C),
    JUNIOR: (schooling.SLTP, schooling.IN_SLTA),
    SENIOR: (schooling.SLTA, schooling.IN_D1, schooling.IN_D2, schooling.IN_D3, schooling.IN_S1),
    DIPLOMA: (schooling.D1, schooling.D2, schooling.D3, schooling.D4), BACHELOR: (schooling.S1, schooling.IN_S2),
    MASTER: (schooling.S2, schooling.IN_S3), DOCTOR: (schooling.S3,)}
"""What somebody has finished, by code; whoever attends a school has finished the one before. 0: nothing."""
LEVEL_OF_CODE = column({code: level for level, codes in LEVELS.items() for code in codes}, schooling.D3 + 1)
LEFT_JUNIOR, LEFT_SENIOR = (.09, .17), (.06, .14)
"""Between which shares of those whose last certificate is of SD, or of SLTP, began the next school and left it."""


def put(book: Book, census: Census) -> None:
    school, age = census.of(census.village.lives.school), census.age
    book.put("pt-pendidikan", _by_age(census, school, age) | _finished(census))
    grown = (age >= 18) & (age <= 56)
    quality = men_and_women(LEVEL_OF_CODE[school[grown]].clip(max=DIPLOMA), census.woman[grown], DIPLOMA + 1)
    book.put("pt-kualitas-kerja", dict(zip((
        "Usia 18-56 tahun yang buta aksara dan huruf/angka latin", "Usia 18-56 tahun yang tidak tamat SD",
        "Usia 18-56 tahun yang tamat SD", "Usia 18-56 tahun yang tamat SLTP", "Usia 18-56 tahun yang tamat SLTA",
        "Usia 18-56 tahun yang tamat perguruan tinggi"), map(pair, quality), strict=True)))


def _by_age(census: Census, school: Ints, age: Ints) -> dict[str, Pair]:
    small, pupil, grown = (age >= 3) & (age <= 6), (age >= 7) & (age <= 18), (age >= 18) & (age <= 56)
    never = (school == schooling.NEVER) | (school == schooling.ILLITERATE)
    rng = census.fixed("schooling")

    def some(chosen: Bools, bounds: tuple[float, float]) -> Pair:
        share = rng.uniform(*bounds)
        men, women = census.by_sex(chosen)
        return round(men * share), round(women * share), None

    return {
        "Usia 3-6 tahun belum masuk TK": pair_of(census, small & (school == schooling.NOT_YET)),
        "Usia 3-6 tahun sedang TK/play group": pair_of(census, small & (school == schooling.KINDERGARTEN)),
        "Usia 7-18 tahun tidak pernah sekolah": pair_of(census, pupil & never),
        "Usia 7-18 tahun sedang sekolah": pair_of(census, pupil & census.attends),
        "Usia 18-56 tahun tidak pernah sekolah": pair_of(census, grown & never),
        "Usia 18-56 tahun pernah SD tetapi tidak tamat": pair_of(census, grown & (school == schooling.SD_LEFT)),
        "Usia 12-56 tahun tidak tamat SLTP": some((age >= 12) & (age <= 56) & (school == schooling.SD), LEFT_JUNIOR),
        "Usia 18-56 tahun tidak tamat SLTA": some(grown & (school == schooling.SLTP), LEFT_SENIOR)}


def _finished(census: Census) -> dict[str, Pair]:
    """Men and women by the school that they have finished."""
    counts = sexes_by(census, census.village.lives.school, schooling.D3 + 1)
    return {title: (sum(counts[code][0] for code in codes), sum(counts[code][1] for code in codes), None)
            for title, codes in FINISHED.items()}
