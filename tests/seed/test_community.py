"""People, institutions and facilities in Potensi: rules P21 to P37, X01 to X03, X06 and X11, in villages of every setting.

What the sheets say of the people is counted here again from the answers of the members, as they are stored.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

import pytest

from sandbox.practice.forms.instruments import load
from sandbox.practice.sheets.sheet import sheet
from seed.indicators.book import Book
from seed.indicators.occupations import LINE_OF_CODE, LINES
from seed.land.areas import area
from seed.land.regions import Region
from seed.village.population import Population, populate
from tests.seed.sheet_checks import empty_cells, in_each, of_sheet, one_of_each_setting, sheets_of, two_years, wrong_cells
from tests.seed.villages import AS_OF, SEED, by_size, smallest

PEOPLE, INSTITUTIONS, FACILITIES = PARTS = "sumber_daya_manusia", "kelembagaan", "prasarana_dan_sarana"
VILLAGES = {region.code: region for region in (*one_of_each_setting(), *by_size()[:14], smallest("kelurahan"))}.values()
every_village = in_each(VILLAGES)

MAY_BE_EMPTY = {
    ("pt-pendidikan-formal", "Status"), ("pt-pendidikan-agama", "Status"), ("pt-pendidikan-kursus", "Status"),
    ("pt-pendidikan-kursus", "Kepemilikan"), ("pt-lkd-organisasi", "Kepengurusan"), ("pt-irigasi", "Kondisi"),
    ("pt-sanitasi", "Kondisi saluran drainase"), ("pt-aman-swakarsa", "Pemilik organisasi"), ("pt-bpd-prasarana", "Kondisi"),
    ("pt-pendidikan-aparat", "Pendidikan"), ("pt-pendidikan-aparat", "Jenis kelamin"), ("pt-bpd-pendidikan", "Pendidikan")}
"""Choices about what isn't there: the form has no word for that."""
FAITHS = {"1": "Islam", "2": "Kristen", "3": "Katholik", "4": "Hindu", "5": "Budha", "6": "Konghucu",
          "7": "Kepercayaan kepada Tuhan YME"}
CERTIFICATES = {("5",): "Tamat SD/sederajat", ("8",): "Tamat SMP/sederajat", ("10",): "Tamat SMA/sederajat",
                ("30",): "Tamat D-3/sederajat", ("16", "18"): "Tamat S-1/sederajat", ("20",): "Tamat S-2/sederajat",
                ("22",): "Tamat S-3/sederajat"}
ATTENDING = {"4", "7", "9", "11", "13", "15", "17", "19", "21", "23", "25", "27"}
IDLE = {"37", "38", "39", "40"}
CHANGING = {"pt-pendidikan-formal", "pt-pendidikan-agama", "pt-partisipasi-politik", "pt-sanitasi", "pt-prasarana-air",
            "pt-telepon", "pt-radio-tv", "pt-energi"}
"""Sheets of institutions and facilities that count people or families: not the same every year."""
Member = dict[str, object]


@cache
def population(region: Region) -> Population:
    """Its records as they were counted, before defects are planted."""
    return populate(region, as_of=AS_OF, seed=SEED)


@cache
def members(region: Region) -> list[Member]:
    """Sex, age, name and answers of everybody."""
    persons = population(region).persons
    return [{"sex": sex, "age": age(birth), "name": name, **json.loads(answers)} for sex, birth, name, answers in zip(
        persons["sex"], persons["birth_date"], persons["name"], persons["answers"], strict=True)]


def age(birth: str) -> int:
    born = date.fromisoformat(birth)
    return AS_OF.year - born.year - ((AS_OF.month, AS_OF.day) < (born.month, born.day))


def both(chosen: Iterable[Member]) -> tuple[int, int]:
    """Men and women."""
    sexes = Counter(member["sex"] for member in chosen)
    return sexes["L"], sexes["P"]


def entered(region: Region, *sheet_ids: str) -> Iterator[Book]:
    """Last year's book, and this year's if all of these sheets are entered whole."""
    before, now = two_years(region)
    yield before
    if whole(region, *sheet_ids):
        yield now


def whole(region: Region, *sheet_ids: str) -> bool:
    """Whether this year's sheets are entered to the last line."""
    before, now = two_years(region)
    return all(of_sheet(now, one).keys() == of_sheet(before, one).keys() for one in sheet_ids)


def pair(book: Book, sheet_id: str, row: str) -> tuple[float, float]:
    return book.number(sheet_id, row, "Laki-laki"), book.number(sheet_id, row, "Perempuan")


def people_of(book: Book) -> tuple[float, float]:
    return book.number("pt-jumlah-penduduk", "Jumlah laki-laki"), book.number("pt-jumlah-penduduk", "Jumlah perempuan")


def aged(book: Book, least: int, most: int) -> tuple[float, float]:
    rows = ["0-12 bulan" if years == 0 else f"{years} tahun" for years in range(least, most + 1)]
    pairs = [pair(book, "pt-usia", row) for row in rows]
    return sum(men for men, _ in pairs), sum(women for _, women in pairs)


@every_village
def test_every_cell_is_of_its_kind(region):
    for book in two_years(region):
        assert wrong_cells(book, sheets_of(*PARTS)) == []


@every_village
def test_last_year_is_complete(region):
    assert empty_cells(two_years(region)[0], sheets_of(*PARTS), MAY_BE_EMPTY) == []


@every_village
def test_institutions_and_buildings_stay_from_year_to_year(region):
    before, now = two_years(region)
    for one in sheets_of(INSTITUTIONS, FACILITIES):
        if one.id not in CHANGING and whole(region, one.id):
            assert of_sheet(now, one.id) == of_sheet(before, one.id), one.id


@every_village
def test_men_and_women_of_every_table_are_the_population(region):
    for sheet_id, row in (("pt-usia", "Total"), ("pt-agama", "Jumlah"), ("pt-kewarganegaraan", "Jumlah"), ("pt-etnis", "Jumlah"),
                          ("pt-mata-pencaharian", "Jumlah total penduduk")):
        for book in entered(region, "pt-jumlah-penduduk", sheet_id):
            assert pair(book, sheet_id, row) == people_of(book)
            assert book.number(sheet_id, row, "Jumlah") == sum(people_of(book))
            assert book.number("pt-jumlah-penduduk", "Jumlah total") == sum(people_of(book))


@every_village
def test_the_density_is_people_by_square_kilometre(region):
    for book in entered(region, "pt-jumlah-penduduk"):
        square_km = area(region, SEED).hectares / 100
        density = book.number("pt-jumlah-penduduk", "Kepadatan penduduk")
        assert density == pytest.approx(sum(people_of(book)) / square_km, abs=.01)


@every_village
def test_there_is_a_head_of_family_for_every_fifteen_people(region):
    for book in entered(region, "pt-jumlah-penduduk"):
        heads, people = book.number("pt-jumlah-penduduk", "Jumlah kepala keluarga"), sum(people_of(book))
        assert people / 15 <= heads <= people


@every_village
def test_education_by_age_is_within_the_age(region):
    for book in entered(region, "pt-usia", "pt-pendidikan"):
        for least, most, rows in ((3, 6, ("belum masuk TK", "sedang TK/play group")),
                                  (7, 18, ("tidak pernah sekolah", "sedang sekolah")),
                                  (18, 56, ("tidak pernah sekolah", "pernah SD tetapi tidak tamat", "tidak tamat SLTA")),
                                  (12, 56, ("tidak tamat SLTP",))):
            lines = [pair(book, "pt-pendidikan", f"Usia {least}-{most} tahun {row}") for row in rows]
            for sex, limit in enumerate(aged(book, least, most)):
                assert sum(line[sex] for line in lines) <= limit
        assert book.number("pt-pendidikan", "Jumlah total", "Jumlah") <= book.number("pt-usia", "Total", "Jumlah")


@every_village
def test_those_of_working_age_are_the_same_on_three_sheets(region):
    for book in entered(region, "pt-usia", "pt-tenaga-kerja", "pt-kualitas-kerja"):
        grown = aged(book, 18, 56)
        assert pair(book, "pt-tenaga-kerja", "Penduduk usia 18-56 tahun (a+b)") == grown
        assert pair(book, "pt-kualitas-kerja", "Jumlah") == grown


@every_village
def test_the_population_is_that_of_the_records(region):
    now, here = two_years(region)[1], members(region)
    if whole(region, "pt-jumlah-penduduk"):
        assert people_of(now) == both(here)
        assert now.number("pt-jumlah-penduduk", "Jumlah kepala keluarga") == len(population(region).households["id"])
    if whole(region, "pt-usia"):
        for years in (0, 1, 17, 33, 60, 75):
            assert aged(now, years, years) == both(one for one in here if one["age"] == years)
        assert pair(now, "pt-usia", "Lebih dari 75 tahun") == both(one for one in here if one["age"] > 75)


@every_village
def test_faith_citizenship_and_people_are_those_of_the_records(region):
    now, here = two_years(region)[1], members(region)
    if whole(region, "pt-agama"):
        for code, row in FAITHS.items():
            assert pair(now, "pt-agama", row) == both(one for one in here if one["4"] == code)
    if whole(region, "pt-kewarganegaraan"):
        assert pair(now, "pt-kewarganegaraan", "Warga Negara Indonesia") == both(one for one in here if one["6"] == "1")
    if whole(region, "pt-etnis"):
        lines = {line.title for line in sheet("pt-etnis").lines}
        for people in {one["7"] for one in here} & lines:
            assert pair(now, "pt-etnis", people) == both(one for one in here if one["7"] == people)


@every_village
def test_education_is_that_of_the_records(region):
    now, here = two_years(region)[1], members(region)
    if whole(region, "pt-pendidikan"):
        for codes, row in CERTIFICATES.items():
            assert pair(now, "pt-pendidikan", row) == both(one for one in here if one["8"] in codes)
        pupils = both(one for one in here if one["8"] in ATTENDING and 7 <= one["age"] <= 18)
        assert pair(now, "pt-pendidikan", "Usia 7-18 tahun sedang sekolah") == pupils


@every_village
def test_livelihoods_and_work_are_those_of_the_records(region):
    now, here = two_years(region)[1], members(region)
    if whole(region, "pt-mata-pencaharian"):
        for code, row in (("1", "Petani"), ("10", "Nelayan"), ("38", "Pelajar"), ("39", "Ibu rumah tangga")):
            assert pair(now, "pt-mata-pencaharian", row) == both(one for one in here if one["9"] == code)
    if whole(region, "pt-tenaga-kerja"):
        working = both(one for one in here if 18 <= one["age"] <= 56 and one["9"] not in IDLE)
        assert pair(now, "pt-tenaga-kerja", "a. Penduduk usia 18-56 tahun yang bekerja") == working


def test_every_occupation_has_one_line_and_keeps_its_own_name():
    labels = {option.code: option.label for section in load("ddk_member").sections for field in section.fields if field.key == "9"
              for option in field.options}
    codes = [code for line in LINES.values() for code in line]
    assert len(codes) == len(set(codes))
    assert {int(code) for code in labels} | {0} == set(codes)
    titles = list(LINES)
    assert titles == [line.title for line in sheet("pt-mata-pencaharian").lines][:-1]
    by_name = {label.lower(): int(code) for code, label in labels.items()}
    for number, title in enumerate(titles):
        assert LINE_OF_CODE[by_name[title.lower()]] == number
