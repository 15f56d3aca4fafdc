"""Work of those aged 18 to 56, and the welfare classes of the families (rules T05, T06, X05)."""

import numpy as np

from seed.indicators.book import Book
from seed.indicators.census import Census
from seed.indicators.counting import column, homes_by
from seed.lives import work

YOUNGEST, OLDEST = 18, 56
IDLE, AT_SCHOOL, AT_HOME, UNSTEADY, STEADY = range(5)
KINDS = column({0: IDLE, work.NOT_YET: IDLE, work.PENSIONER: IDLE, work.PUPIL: AT_SCHOOL, work.HOUSEWIFE: AT_HOME,
               work.NO_STEADY_WORK: UNSTEADY, work.DAY_LABOURER: UNSTEADY},
               work.MOST_CODES, STEADY)
"""By code of question 9: which of these five."""
THREE_PLUS = (.1, .25)
"""Between which shares of the families of class 3 and 3 plus, which the DDK does not tell apart, are of class 3 plus."""


def fill(book: Book, census: Census) -> None:
    _work(book, census)
    _classes(book, census)


def _work(book: Book, census: Census) -> None:
    """Put people of working age by what they do: who has no work and is neither at school nor at home is in no line."""
    lives = census.village.lives
    of_age = census.people[(census.age >= YOUNGEST) & (census.age <= OLDEST)]
    disabled = (lives.disability[of_age] > 0) | (lives.mental_illness[of_age] > 0)
    kind = KINDS[lives.occupation[of_age]]
    able, others = (np.bincount(kind[who], minlength=STEADY + 1).tolist() for who in (~disabled, disabled))
    book.put("tp-pengangguran", {
        "Angkatan kerja (penduduk usia 18-56 tahun)": len(of_age),
        "Usia 18-56 tahun masih sekolah dan tidak bekerja": able[AT_SCHOOL],
        "Usia 18-56 tahun menjadi ibu rumah tangga": able[AT_HOME],
        "Usia 18-56 tahun bekerja penuh": able[STEADY],
        "Usia 18-56 tahun bekerja tidak tentu": able[UNSTEADY],
        "Usia 18-56 tahun cacat dan tidak bekerja": sum(others[:UNSTEADY]),
        "Usia 18-56 tahun cacat dan bekerja": sum(others[UNSTEADY:]),
    })


def _classes(book: Book, census: Census) -> None:
    """Put the families by their class (question 4)."""
    classes = homes_by(census, "4")
    third = classes.get(3, 0)
    plus = round(third * float(census.fixed("welfare classes").uniform(*THREE_PLUS)))
    book.put("tp-kesejahteraan", {
        "Keluarga prasejahtera": classes.get(0, 0), "Keluarga sejahtera 1": classes.get(1, 0),
        "Keluarga sejahtera 2": classes.get(2, 0), "Keluarga sejahtera 3": third - plus, "Keluarga sejahtera 3 plus": plus})
