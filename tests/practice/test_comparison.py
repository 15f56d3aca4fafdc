"""Bandingkan dengan keluarga: counts in both databases' SQL, causes that add up, a figure that is typed and not saved."""

import re
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from sandbox.practice.consistency.causes import Cause, Evidence, Somebody, causes
from sandbox.practice.consistency.counting import counted, statement
from sandbox.practice.consistency.families import CountedCells, FamilyCounts, counts_of
from sandbox.practice.forms.instrument_files import InstrumentError, read_model
from sandbox.practice.models import Draft, Household, Person, SheetEntry
from sandbox.practice.sheets.sheet import places
from tests.conftest import AS_OF
from tests.counted import counted as asked
from tests.practice.factories import opened
from tests.practice.test_sheet_entry import cells, entry, said
from tests.practice.test_sheet_pages import save

PEOPLE = "pt-jumlah-penduduk"
COUNTED = [sheet_id for sheet_id in places() if counts_of(sheet_id)]
MEN, WOMEN, FAMILIES = (1, 1), (2, 1), (4, 1)


def address(hall, sheet_id):
    with opened(hall) as session:
        return session.scalar(select(SheetEntry.id).where(SheetEntry.sheet == sheet_id, SheetEntry.period == 2026))


def compared(hall, seat, sheet_id=PEOPLE, extra=""):
    return seat.browser.get(f"/desa/lembar/{address(hall, sheet_id)}/keluarga{extra}")


def lines(page):
    """Each line's words: what it is, the sheet, the families, the difference."""
    return [[" ".join(cell.get_text(" ").split()) for cell in row.select("th, td")[:4]]
            for row in page.html.select(".compared tbody tr")]


def pressed(page, words):
    """The form of the first button that says so."""
    return next(form for form in page.forms.values() if words in form.text)


# Counting ----------------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("dialect", [sqlite.dialect(), postgresql.dialect()], ids=lambda each: each.name)
def test_both_databases_are_asked_in_their_own_sql(dialect):
    for sheet_id in COUNTED:
        for block in counts_of(sheet_id):
            assert "GROUP BY" in str(statement(block, AS_OF).compile(dialect=dialect, compile_kwargs={"literal_binds": True}))


def test_people_are_counted_as_a_reader_would_count_them(practice):
    everybody = practice.scalars(select(Person)).all()
    figures = counted(practice, PEOPLE, AS_OF).figures
    assert [figures[place] for place in (MEN, WOMEN, FAMILIES)] == [
        sum(1 for one in everybody if one.sex == "L"), sum(1 for one in everybody if one.sex == "P"),
        len(practice.scalars(select(Household)).all())]
    ages = counted(practice, "pt-usia", AS_OF).figures
    assert sum(ages.values()) == len(everybody)
    for one in everybody:
        age = AS_OF.year - one.birth_date.year - ((AS_OF.month, AS_OF.day) < (one.birth_date.month, one.birth_date.day))
        title = "0-12 bulan" if age == 0 else f"{age} tahun" if age <= 75 else "Lebih dari 75 tahun"
        assert ages[places()["pt-usia"].sheet.by_title[title].number, 1 if one.sex == "L" else 2] >= 1


def test_whoever_left_a_question_open_is_in_no_line_of_it(practice):
    everybody = practice.scalars(select(Person)).all()
    everybody[0].answers = {**everybody[0].answers, "4": "2"}
    for one in everybody[1:]:
        one.answers = {key: value for key, value in one.answers.items() if key != "4"}
    practice.flush()
    found = counted(practice, "pt-agama", AS_OF)
    assert [place for place, count in found.figures.items() if count] == [(2, 1 if everybody[0].sex == "L" else 2)]
    assert found.unanswered == {"4": len(everybody) - 1}


@pytest.mark.parametrize(("block", "message"), [
    ("sheet: pt-agma, of: people, by: all, lines: {Islam: []}", "lembar pt-agma tidak ada"),
    ("sheet: pt-agama, of: people, by: all, lines: {Islm: []}", "tidak punya baris Islm"),
    ("sheet: pt-agama, of: people, by: answer, question: 4, lines: {Islam: ['99']}", "isian 4 tidak punya kode 99"),
    ("sheet: pt-agama, of: people, by: all, columns: {Pria: L}, lines: {Islam: []}", "tidak punya kolom Pria")])
def test_a_count_of_what_no_form_has_is_refused(tmp_path, block, message):
    file = tmp_path / "families.yaml"
    file.write_text(f"id: coba\ntitle: Coba\ncounts:\n  - {{rule: X01, {block}}}\n", encoding="utf-8")
    with pytest.raises(InstrumentError, match=re.escape(message)):
        read_model(file, FamilyCounts)


# Causes ------------------------------------------------------------------------------------------------------------------

SHEET_DAY = date(2026, 1, 31)


def person(sex="L", born=date(1990, 2, 15)):
    return Somebody("Kasiran", sex, born, {"2": "1"}, 1)


def told(sheet_id, place, difference, **known):
    """(figure, first word) of each cause of that difference."""
    evidence = {"as_of": SHEET_DAY, "on": AS_OF, "now": CountedCells({}, {}), "then": None, "left": (), "born": (), "twice": (),
                "empty_families": 0, **known}
    found = causes(Evidence(**evidence), sheet_id, place, difference)
    return [(cause.figure, cause.text.split()[0]) for cause in found]


def test_the_causes_add_up_to_the_difference_and_the_rest_is_said():
    found = told(PEOPLE, MEN, -3, left=(person(), person(), person("P")), twice=(person(),), born=(person(born=AS_OF),))
    assert found == [(-2, "Pindah"), (1, "Lahir"), (1, "Nama"), (-3, "Belum")]
    assert sum(figure for figure, _ in found) == -3


def test_a_difference_that_is_known_whole_has_no_rest():
    assert told(PEOPLE, MEN, -1, left=(person(),)) == [(-1, "Pindah")]


def test_families_without_members_are_named_without_a_figure_where_nobody_knows_how_many_they_are():
    assert told(PEOPLE, MEN, -2, empty_families=5) == [(None, "5"), (-2, "Belum")]


def test_a_birthday_between_both_days_moves_somebody_to_the_next_line():
    lines_ = places()["pt-usia"].sheet.by_title
    older, younger = (lines_["36 tahun"].number, 1), (lines_["35 tahun"].number, 1)
    then, now = CountedCells({younger: 1, older: 0}, {}), CountedCells({younger: 0, older: 1}, {})
    assert told("pt-usia", older, 1, now=now, then=then) == [(1, "Berulang")]
    assert told("pt-usia", younger, -1, now=now, then=then) == [(-1, "Berulang")]


def test_a_cause_bears_exactly_the_people_it_counts():
    (cause,) = causes(Evidence(SHEET_DAY, AS_OF, CountedCells({}, {}), None, (person(), person("P")), (), (), 0), PEOPLE, MEN, -1)
    assert cause == Cause(-1, "Pindah atau meninggal sesudah 31-01-2026, sudah dikeluarkan dari keluarga", (person(),))


# The page ----------------------------------------------------------------------------------------------------------------

def test_the_page_shows_sheet_families_and_difference_side_by_side(hall, seat):
    with opened(hall) as session:
        men, women = (counted(session, PEOPLE, AS_OF).figures[place] for place in (MEN, WOMEN))
    save(hall, PEOPLE, 2026, {MEN: men + 2, WOMEN: women, (3, 1): men + women + 2})
    page = compared(hall, seat)
    assert lines(page) == [["Jumlah laki-laki", str(men + 2), str(men), "−2"],
                           ["Jumlah perempuan", str(women), str(women), "sama"],
                           ["Jumlah total", str(men + women + 2), str(men + women), "−2"],
                           ["Jumlah kepala keluarga", "kosong", "3", "–"]]
    assert "Belum diketahui sebabnya" in said(page)
    sheet = seat.browser.get(f"/desa/lembar/{PEOPLE}")
    assert f"Jumlah laki-laki di lembar ini {men + 2}, dari keluarga {men}. Selisih 2." in said(sheet)
    assert sheet.html.select_one("#keluarga a")["href"].endswith("/keluarga")


def test_a_figure_is_taken_over_as_typing_taken_back_and_saved_only_by_the_sheets_own_button(hall, seat):
    save(hall, PEOPLE, 2026, {MEN: 50, WOMEN: 7})
    page = pressed(compared(hall, seat), "Pakai angka ini").submit().follow()
    assert "semula 50, belum disimpan" in said(page)
    assert (cells(hall, PEOPLE)[MEN], entry(hall, PEOPLE)[2]) == (50, 1)
    page = pressed(page, "Kembalikan 50").submit("kembalikan").follow()
    assert "belum disimpan" not in said(page)
    page = pressed(page, "Pakai angka ini").submit().follow()
    men = int(lines(page)[0][2])
    assert seat.browser.get(f"/desa/lembar/{PEOPLE}").html.find(id="b1k1")["value"] == str(men)
    pressed(page, "Simpan lembar").submit().follow()
    assert [cells(hall, PEOPLE)[place] for place in (MEN, WOMEN)] == [men, 7]
    with opened(hall) as session:
        assert session.scalars(select(Draft)).all() == []


def test_older_typing_is_not_overwritten(hall, seat):
    save(hall, PEOPLE, 2026, {MEN: 50, WOMEN: 7})
    page = compared(hall, seat)
    pressed(page, "Pakai angka ini").submit()
    with opened(hall) as session:
        session.scalars(select(Draft)).one().base = "lain"
    assert "Ada draf lain di lembar ini." in said(pressed(page, "Pakai angka ini").submit().follow())


def test_of_a_long_sheet_only_what_differs_is_shown_until_all_is_asked_for(hall, seat):
    save(hall, "pt-usia", 2026, {(1, 1): 99})
    short, whole = compared(hall, seat, "pt-usia"), compared(hall, seat, "pt-usia", "?semua=1")
    assert lines(short)[0][:2] == ["0-12 bulan, Laki-laki", "99"]
    assert len(lines(whole)) > 200


def test_a_sheet_that_counts_no_families_has_no_such_page(hall, seat):
    seat.browser.get(f"/desa/lembar/{address(hall, 'pt-tanah-sawah')}/keluarga", status=404)
    assert "Bandingkan dengan keluarga" not in seat.browser.get("/desa/lembar/pt-tanah-sawah")


@pytest.mark.parametrize("sheet_id", [PEOPLE, "pt-usia"])
def test_the_page_asks_at_most_twelve_questions(hall, seat, sheet_id):
    save(hall, sheet_id, 2026, {MEN: 50})
    here = f"/desa/lembar/{address(hall, sheet_id)}/keluarga"
    seat.browser.get("/desa/")  # what a process remembers of a copy is asked once
    with asked() as found:
        seat.browser.get(here)
    assert 0 < found.statements <= 12
    with asked() as found:
        seat.browser.get(f"/desa/lembar/{sheet_id}")
    assert 0 < found.statements <= 12


def test_a_counted_cell_is_told_rt_by_rt_with_a_way_to_the_families(hall, seat):
    page = compared(hall, seat)
    men = int(next(line for line in lines(page) if line[0].startswith("Jumlah laki-laki"))[2].split()[0])
    there = page.click(href="/keluarga/b1k1$")
    told = [int(row.td.get_text()) for row in there.html.select("tbody tr")]
    assert told[-1] == sum(told[:-1]) == men
    seat.browser.get(f"/desa/lembar/{address(hall, PEOPLE)}/keluarga/b99k9", status=404)
