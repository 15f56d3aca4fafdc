"""Schooling of the people, children of school age, teachers and pupils, libraries and courses (rules T15, T16, X06)."""

from collections.abc import Mapping

from seed.indicators.book import Book
from seed.indicators.census import Census
from seed.indicators.counting import Codes, gathered, how_many, people_by
from seed.lives import schooling

LEVELS = "tp-pendidikan-tingkat"
ILLITERATE, JUNIOR = "Penduduk buta aksara dan huruf latin", "Tamat SLTP/sederajat"
BY_SCHOOL: Mapping[str, Codes] = {
    ILLITERATE: (schooling.NEVER, schooling.ILLITERATE), "Sedang SD/sederajat": (4,), "Tamat SD/sederajat": (5,),
    "Tidak tamat SD/sederajat": (6,), "Sedang SLTP/sederajat": (7,), JUNIOR: (8,), "Sedang SLTA/sederajat": (9,),
    "Tamat SLTA/sederajat": (10,), "Sedang D-1": (11,), "Tamat D-1": (12,), "Sedang D-2": (13,), "Tamat D-2": (14,),
    "Sedang D-3": (15,), "Tamat D-3": (30,), "Sedang S-1": (17,), "Tamat S-1": (16, 18), "Sedang S-2": (19, 21),
    "Tamat S-2": (20,), "Tamat S-3": (22,), "Sedang SLB A": (23,), "Tamat SLB A": (24,), "Sedang SLB B": (25,),
    "Tamat SLB B": (26,), "Sedang SLB C": (27,), "Tamat SLB C": (28,)}
"""Codes of member question 8 by line; who never went to school can't read, and a D-4 is worth an S-1."""

FORMAL, RELIGIOUS = "pt-pendidikan-formal", "pt-pendidikan-agama"
SCHOOLS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "TK dan kelompok bermain anak": ((FORMAL, "Play group"), (FORMAL, "TK"), (RELIGIOUS, "Islam: Raudhatul Athfal")),
    "SD dan sederajat": ((FORMAL, "SD/sederajat"), (RELIGIOUS, "Islam: Ibtidaiyah"), (RELIGIOUS, "Katholik: TK/SD"),
                         (RELIGIOUS, "Protestan: TK/SD")),
    "SLTP dan sederajat": ((FORMAL, "SMP/sederajat"), (RELIGIOUS, "Islam: Tsanawiyah"), (RELIGIOUS, "Katholik: SMP"),
                           (RELIGIOUS, "Protestan: SMP")),
    "SLTA dan sederajat": ((FORMAL, "SMA/sederajat"), (RELIGIOUS, "Islam: Aliyah"), (RELIGIOUS, "Katholik: SMA"),
                           (RELIGIOUS, "Protestan: SMA")),
    "SLB": ((FORMAL, "SLB"),)}
"""By level: sheets and lines of Potensi with such schools."""
TEACHERS, STUDENTS = "Tenaga pengajar", "Siswa/mahasiswa"
BUILDINGS = {"Perpustakaan desa/kelurahan": "Perpustakaan desa/kelurahan", "Taman bacaan desa/kelurahan": "Taman bacaan",
             "Perpustakaan keliling": "Perpustakaan keliling"}
"""By line: the line of pt-pendidikan-prasarana."""
COURSES = ("Komputer", "Seni musik", "Montir", "Menjahit", "Drafter", "Bahasa", "Mesin", "Satpam", "Beladiri", "Mengemudi",
           "Kecantikan")
GROUPS = {"A": (.12, 16), "B": (.3, 22), "C": (.35, 24)}
"""Paket A, B, C: how often a village has a group, and its learners at most."""
FEWEST_LEARNERS = 8
"""Learners of one group, at least."""


def fill(book: Book, census: Census) -> None:
    _levels(book, census)
    _compulsory(book, census)
    _teachers(book)
    _institutions(book, census)


def _levels(book: Book, census: Census) -> None:
    lives, age = census.village.lives, census.age
    school = census.of(lives.school)
    lines = gathered(BY_SCHOOL, people_by(census, lives.school))
    lines["Usia 3-6 tahun masuk TK dan Kelompok Bermain Anak"] = how_many(
        (school == schooling.KINDERGARTEN) & (age >= 3) & (age <= 6))
    lines["Anak dan penduduk cacat fisik dan mental"] = how_many(
        (census.of(lives.disability) > 0) | (census.of(lives.mental_illness) > 0))
    lines["Tidak tamat SLTP/sederajat"] = book.whole("pt-pendidikan", "Usia 12-56 tahun tidak tamat SLTP", 1, 2)
    people = len(census.people)
    book.put(LEVELS, {**lines, "Persentase penduduk buta huruf": round(100 * lines[ILLITERATE] / people, 2),
                      "Persentase penduduk tamat SLTP/sederajat": round(100 * lines[JUNIOR] / people, 2)})


def _compulsory(book: Book, census: Census) -> None:
    """Put the children of 7 to 15, and who of them goes to school."""
    children = (census.age >= 7) & (census.age <= 15)
    at_school = how_many(children & census.attends)
    book.put("tp-wajib-belajar", {
        "Penduduk usia 7-15 tahun": how_many(children), "Penduduk usia 7-15 tahun masih sekolah": at_school,
        "Penduduk usia 7-15 tahun tidak sekolah": how_many(children) - at_school})


def _teachers(book: Book) -> None:
    """Put teachers and pupils by level, summed over the schools that Potensi lists."""
    book.put("tp-rasio-guru", {
        level: (*(sum(book.whole(sheet, line, column) for sheet, line in schools) for column in (TEACHERS, STUDENTS)), None)
        for level, schools in SCHOOLS.items()})


def _institutions(book: Book, census: Census) -> None:
    """Put libraries and courses, as Potensi has them, and groups of learners by chance."""
    rng = census.dice("learning")
    courses = [book.whole("pt-pendidikan-kursus", course, "Jumlah") for course in COURSES]
    learners = [book.whole("pt-pendidikan-kursus", course, "Siswa") for course in COURSES]
    lines = {title: book.whole("pt-pendidikan-prasarana", line, 1, 2) for title, line in BUILDINGS.items()}
    for group, (chance, most) in GROUPS.items():
        groups = int(rng.random() < chance)
        lines[f"Kelompok belajar Paket {group}"] = groups
        lines[f"Peserta ujian Paket {group}"] = groups * int(rng.integers(FEWEST_LEARNERS, most, endpoint=True))
    groups = sum(lines[f"Kelompok belajar Paket {group}"] for group in GROUPS)
    book.put("tp-lembaga-pendidikan", lines | {
        "Sanggar belajar": min(1, groups), "Kegiatan lembaga pendidikan luar sekolah": groups + sum(map(bool, courses)),
        "Lembaga kursus keterampilan": sum(courses), "Peserta kursus keterampilan": sum(learners)})
