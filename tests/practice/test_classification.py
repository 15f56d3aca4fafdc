"""Klasifikasi: points of figures, the class they come to, and which day's figures they are."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from sandbox.practice.classification import formula as formulas
from sandbox.practice.classification import night, scoring
from sandbox.practice.classification.scoring import Missing, TwoYears
from sandbox.practice.models import Cell, SheetEntry
from sandbox.practice.sheets import saving
from sandbox.practice.sheets.sheet import sheet
from tests.conftest import NOON
from tests.counted import counted
from tests.practice.factories import opened

FORMULA = formulas.load()
LITERACY, VACCINES, OFFICE, MEALS = "tp-wajib-belajar", "tp-imunisasi", "tp-pem-kantor", "tp-phbs-makan"


def points(sheet_id, this, last):
    """By title, of a sheet with one column: the points of these two years, given by title."""
    lines = sheet(sheet_id).by_title
    cells = TwoYears(*({(lines[title].number, 1): value for title, value in year.items()} for year in (this, last)))
    return {each.indicator.title: each.points for each in scoring.details(FORMULA, sheet(sheet_id), cells)}


def everything(value):
    """All measured sheets with this value in each indicator that is a number, and last year half of it."""
    return {each.id: TwoYears(*({one.place: number for one in FORMULA.indicators(each) if one.is_number}
                                for number in (value, value / 2))) for each in FORMULA.measured}


@pytest.mark.parametrize(("this", "last", "in_school", "not_in_school"), [
    (12, 10, 5, 1), (10, 10, 3, 3), (9, 10, 1, 5), (0, 10, 1, 5)])
def test_more_of_what_is_good_and_less_of_what_is_bad_get_most_points(this, last, in_school, not_in_school):
    school, out = "Penduduk usia 7-15 tahun masih sekolah", "Penduduk usia 7-15 tahun tidak sekolah"
    assert points(LITERACY, {school: this, out: this}, {school: last, out: last}) == {school: in_school, out: not_in_school}


def test_what_reached_its_full_number_is_as_good_as_risen_though_it_fell():
    given, of = "Bayi 9 bulan imunisasi campak", "Bayi usia 9 bulan"
    assert points(VACCINES, {given: 8, of: 8}, {given: 9, of: 9})[given] == 5
    assert points(VACCINES, {given: 8, of: 9}, {given: 9, of: 9})[given] == 1
    assert of not in points(VACCINES, {}, {})


def test_a_word_has_points_by_itself_and_a_bad_one_the_other_way_round():
    found = points(OFFICE, {"Gedung kantor": "Ada", "Listrik": "Tidak ada"}, {})
    assert (found["Gedung kantor"], found["Listrik"], found["Telepon"]) == (5, 0, None)
    found = points(MEALS, {"Makan sehari 1 kali": "Ya", "Makan sehari 3 kali": "Ya"}, {})
    assert (found["Makan sehari 1 kali"], found["Makan sehari 3 kali"]) == (0, 5)


def test_what_is_not_known_is_left_out_and_named_never_taken_for_nothing():
    cells = {(2, 1): 10}
    assert scoring.of_sheet(FORMULA, sheet(LITERACY), TwoYears({}, cells)).missing is Missing.THIS_YEAR
    assert scoring.of_sheet(FORMULA, sheet(LITERACY), TwoYears(cells, {})).missing is Missing.LAST_YEAR
    half = scoring.of_sheet(FORMULA, sheet(LITERACY), TwoYears(cells, {(2, 1): 9}))
    assert (half.share, half.counted, half.indicators) == (100, 1, 2)


def test_with_one_variable_open_there_is_no_class_and_it_is_named():
    figures = everything(4)
    whole = scoring.classify(FORMULA, figures)
    assert whole.found is not None
    without = {id_: cells for id_, cells in figures.items() if sheet(id_).part != "lembaga_kemasyarakatan"}
    open_one = scoring.classify(FORMULA, without)
    assert open_one.found is None
    assert [each.title for each in open_one.open] == ["Lembaga kemasyarakatan"]


@pytest.mark.parametrize(("share", "pace", "level"), [
    (90.1, "Cepat Berkembang", "Swasembada"), (90, "Berkembang", "Swasembada"), (80.1, "Berkembang", "Swasembada"),
    (80, "Berkembang", "Swakarya"), (60, "Berkembang", "Swakarya"), (59.9, "Lamban Berkembang", "Swadaya"),
    (30, "Lamban Berkembang", "Swadaya"), (29.9, "Kurang Berkembang", "Swadaya")])
def test_the_bounds_are_the_regulations_and_an_exact_one_belongs_where_the_reference_puts_it(share, pace, level):
    assert next(each.label for each in FORMULA.pace if each.holds(share)) == pace
    assert next(each.label for each in FORMULA.level if each.holds(share)) == level


def test_the_category_is_the_first_group_below_what_the_class_needs():
    found = scoring.classify(FORMULA, everything(4)).found
    first = next((each for each in found.categories if each.is_below), None)
    assert found.category is (first.category if first else FORMULA.categories[-1])
    assert all(each.is_below is (each.share < found.level.needs) for each in found.categories)
    best = scoring.classify(FORMULA, {id_: TwoYears(cells.this, cells.this) for id_, cells in everything(0).items()}).found
    assert best.share <= 100


def test_every_part_of_the_form_but_the_population_is_measured_once():
    measured = [each.id for each in FORMULA.measured]
    assert len(measured) == len(set(measured)) == 95
    assert all(FORMULA.indicators(each) for each in FORMULA.measured)


def enter(session, period, number, *, by="Data awal", at=NOON):
    """That many children in school, as of that year."""
    entry = session.scalar(select(SheetEntry).where(SheetEntry.sheet == LITERACY, SheetEntry.period == period))
    if entry is None:
        session.add(Cell(sheet=LITERACY, period=period, row=2, column=1, number=number))
        return session.flush()
    saving.write(session, entry, [(2, 1, number, None)], by=by, now=at)
    return None


def at_school(session, now):
    found = night.figures(session, [LITERACY], 2026, now)
    return found.night[LITERACY].this.get((2, 1)), found.now[LITERACY].this.get((2, 1)), list(found.changed)


def test_a_save_counts_from_the_next_midnight_of_the_hall_on_and_until_then_the_figure_before_it(practice):
    enter(practice, 2026, 10)
    assert at_school(practice, NOON) == (10, 10, [])
    enter(practice, 2026, 12, by="Operator", at=NOON)
    enter(practice, 2026, 13, by="Sekdes", at=NOON + timedelta(hours=1))
    assert at_school(practice, NOON + timedelta(hours=2)) == (10, 13, [LITERACY])
    tomorrow = NOON + timedelta(days=1)
    assert at_school(practice, tomorrow) == (13, 13, [])
    enter(practice, 2026, 20, by="Operator", at=tomorrow)
    assert at_school(practice, tomorrow) == (13, 20, [LITERACY])


def test_a_sheet_that_was_begun_today_was_empty_last_night(practice):
    enter(practice, 2026, 7, by="Operator", at=NOON)
    assert at_school(practice, NOON) == (None, 7, [LITERACY])


def test_the_pages_lead_from_the_class_to_the_sheet_and_name_what_is_missing(seat):
    with opened(seat.hall) as session:
        enter(session, 2025, 10)
        enter(session, 2026, 12)
    whole = seat.browser.get("/desa/klasifikasi")
    assert "Kelas belum bisa dihitung" in whole.text
    with counted() as found:
        variable = whole.click(href="/desa/klasifikasi/pendidikan", index=0)
    assert found.statements <= 12
    row = variable.html.find("a", href=f"/desa/lembar/{LITERACY}").find_parent("tr").get_text(" ", strip=True)
    assert "100,0" in row
    assert "1 dari 2" in row
    other = variable.html.find("a", href="/desa/lembar/tp-rasio-guru").find_parent("tr").get_text(" ", strip=True)
    assert "belum diisi tahun ini" in other
    assert "Isi lembar" in other
    one = variable.click(href=f"/desa/klasifikasi/lembar/{LITERACY}")
    line = one.html.find("th", string="Penduduk usia 7-15 tahun masih sekolah").find_parent("tr").get_text(" ", strip=True)
    assert "10 12 lebih banyak 5 naik" in line
    for wrong in ("/desa/klasifikasi/cuaca", "/desa/klasifikasi/lembar/tp-penduduk", "/desa/klasifikasi/lembar/x"):
        assert seat.browser.get(wrong, status=404)


def test_what_was_saved_since_is_told_for_tonight(seat):
    with opened(seat.hall) as session:
        enter(session, 2025, 10)
        enter(session, 2026, 12)
        enter(session, 2026, 9, by="Operator", at=seat.hall.clock.now())
    assert "1 lembar disimpan sesudah tadi malam" in " ".join(seat.browser.get("/desa/klasifikasi").text.split())
    variable = seat.browser.get("/desa/klasifikasi/pendidikan").html
    row = variable.find("a", href=f"/desa/klasifikasi/lembar/{LITERACY}").find_parent("tr")
    assert "malam nanti 20,0" in row.get_text(" ", strip=True).replace("\xa0", " ")
    assert "Angka di bawah adalah angka tadi malam" in seat.browser.get(f"/desa/klasifikasi/lembar/{LITERACY}").text
