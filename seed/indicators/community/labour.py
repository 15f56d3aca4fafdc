"""What people live on, and who is of working age and works: counted from member question 9 (rules P25 and P27)."""


from seed.indicators.book import Book
from seed.indicators.census import Census
from seed.indicators.counting import pair, pair_of, sexes_by
from seed.indicators.occupations import IS_IDLE, LINE_OF_CODE, LINES

YOUNGEST, OLDEST = 18, 56
"""Working age of the form, in years, both included."""


def put(book: Book, census: Census) -> None:
    lives, age = census.village.lives, census.age
    livelihoods = sexes_by(census, LINE_OF_CODE[lives.occupation], len(LINES))
    book.put("pt-mata-pencaharian", dict(zip(LINES, map(pair, livelihoods), strict=True)))
    grown = (age >= YOUNGEST) & (age <= OLDEST)
    idle = IS_IDLE[census.of(lives.occupation)]
    book.put("pt-tenaga-kerja", {
        "Penduduk usia 0-6 tahun": pair_of(census, age <= 6),
        "Penduduk usia 7-18 tahun yang masih sekolah": pair_of(census, (age >= 7) & (age <= 18) & census.attends),
        "a. Penduduk usia 18-56 tahun yang bekerja": pair_of(census, grown & ~idle),
        "b. Penduduk usia 18-56 tahun yang belum/tidak bekerja": pair_of(census, grown & idle),
        # The 56-year-olds are counted above; here those after them, so that nobody is counted twice.
        "Penduduk usia 56 tahun ke atas": pair_of(census, age > OLDEST)})
