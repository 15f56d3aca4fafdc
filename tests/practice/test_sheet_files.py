"""Sheets in files: what is written is read again, what does not fit is told with its cell, and nothing is stored by halves."""

import re
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from sandbox.practice.exchange.sheets import checking, layout, writing
from sandbox.practice.exchange.sheets.asking import KnownSheets, StoredSheet
from sandbox.practice.models import Cell, Draft, SheetEntry
from sandbox.practice.sheets import questions, totals
from sandbox.practice.sheets.sheet import BOOKS, places
from sandbox.spreadsheets.cells import CellIn, NoSpreadsheet, Stands
from sandbox.spreadsheets.files import read_file
from sandbox.spreadsheets.xlsx_out import SheetOut, workbook
from tests.practice.exchanged import counted, listed, upload
from tests.practice.factories import opened, said
from tests.practice.test_forms import NAUGHTY, answer_of

DAY = date(2026, 3, 1)
ENDINGS = writing.WRITTEN
WORDS = ("Ada", "01-02-2026", "=1+1", "-", "'=x", '="7"', "Bu'ron & <b>", "007", "3,5; 4",
         "3/4", "1.500", "5 Mei", "2E5", "3510621208910001", "'12,5")
RICE, PEOPLE = "pt-tanah-sawah", "pt-jumlah-penduduk"


def stored(sheet_id, figures, *, as_of=DAY, pasts=None):
    sheet = places()[sheet_id].sheet
    found = figures | {place: value for place, value in totals.computed(sheet, figures).items() if value is not None}
    return {sheet_id: StoredSheet(list(places()).index(sheet_id) + 1, 1, as_of, found, pasts or {})}


def checked(content, village):
    return checking.check(read_file(content), village, lambda done, of: None)


def problems(content, village):
    return [(each.address, each.code, each.why) for each in checked(content, village)[0].problems]


def a_file(sheet_id, figures=None, *, as_of=DAY, ending="xlsx", **cells):
    """The file of that sheet with these figures; `cells` are typed over: B3="…"."""
    village = KnownSheets(2026, stored(sheet_id, figures or {}, as_of=as_of))
    content = ENDINGS[ending](writing.filled([places()[sheet_id]], village))
    if not cells:
        return content
    grid = [[row.cells[column].text if column in row.cells else None for column in range(1, 5)]
            for row in read_file(content)[1].rows]
    for address, typed in cells.items():
        grid[int(address[1:]) - 1][ord(address[0]) - ord("A")] = typed
    return workbook([SheetOut("Lembar", grid)])


# What is written is read again ----------------------------------------------------------------------------------------

def drawn(column, dice):
    if column.options:
        return dice.choice(column.options).code
    if column.kind == "year":
        return 1999
    if column.is_number:
        return min(dice.choice((0, 7, 2_350_000, 12.25) if column.kind == "decimal" else (0, 7, 2_350_000)), column.max)
    return dice.choice(WORDS)


@pytest.mark.parametrize("ending", ENDINGS)
def test_all_221_sheets_of_a_village_are_read_again_unchanged(ending):
    dice, known = Random(12), {}
    for sheet_id, place in places().items():
        known |= stored(sheet_id, {(line.number, number): drawn(column, dice)
                                   for line, number, column in questions.typed_columns(place.sheet)})
    village = KnownSheets(2026, known)
    for name in BOOKS:
        filled = writing.filled([place for place in places().values() if place.book.id == name], village)
        report, plan = checked(ENDINGS[ending](filled), village)
        assert (report.refused, plan, report.counts.stored) == (0, [], 0)
        assert report.counts.same == sum(len({line.number for line, _, _ in questions.typed_columns(each.place.sheet)})
                                         for each in filled)


@given(st.data())
@settings(max_examples=25)
def test_any_figures_of_any_sheet_are_read_again_as_they_were_whatever_the_village_has(data):
    sheet_id = data.draw(st.sampled_from([each for each in places() if list(questions.typed_columns(places()[each].sheet))]))
    cells = list(questions.typed_columns(places()[sheet_id].sheet))
    chosen = data.draw(st.lists(st.sampled_from(cells), min_size=1, max_size=6, unique_by=lambda cell: (cell[0].number, cell[1])))
    figures = {(line.number, number): data.draw(answer_of(column)) for line, number, column in chosen}
    content = a_file(sheet_id, figures, ending=data.draw(st.sampled_from(list(ENDINGS))))
    report, [planned] = checked(content, KnownSheets(2026, stored(sheet_id, {}, as_of=None)))
    assert ({(row, column): value for row, column, value in planned.cells}, report.refused) == (figures, 0)
    assert checked(content, KnownSheets(2026, stored(sheet_id, figures)))[1] == []


# What a file says ------------------------------------------------------------------------------------------------------

def planned_cells(content, village):
    [planned] = checked(content, village)[1]
    return {(row, column): value for row, column, value in planned.cells}


def test_an_empty_cell_changes_nothing_and_nihil_is_a_figure():
    village = KnownSheets(2026, stored(RICE, {(1, 1): 5, (2, 1): 6}))
    content = a_file(RICE, {(1, 1): 5}, D7="nihil", D6="")
    assert planned_cells(content, village) == {(1, 1): 5, (2, 1): 0}
    [replaced] = checked(content, village)[0].replaced
    assert (replaced.whose.partition(" ·")[0], replaced.label, replaced.before, replaced.after) == (
        "Potensi 5", "Sawah irigasi 1/2 teknis", "6 Ha", "0 Ha")


def test_a_computed_cell_is_not_read():
    total = next(line for line in places()[RICE].sheet.lines if line.formula.computes)
    content = a_file(RICE, {(1, 1): 5}, **{f"D{5 + total.number}": "999"})
    assert planned_cells(content, KnownSheets(2026, stored(RICE, {}, as_of=None))) == {(1, 1): 5}


def test_rows_and_columns_may_be_moved_and_titles_stand_above():
    sheet = places()[PEOPLE].sheet
    rows = [["PEMERINTAH DESA"], [], ["", "Potensi 54", sheet.title], ["", "Per tanggal", "02-03-2026"], [], ["Isian", "Uraian"],
            [970, sheet.lines[1].title], ["1.015", sheet.lines[0].title]]
    assert planned_cells(workbook([SheetOut("x", rows)]), KnownSheets(2026, stored(PEOPLE, {}, as_of=None))) == {
        (1, 1): 1015, (2, 1): 970}


def test_a_day_that_excel_made_a_date_of_and_a_tab_that_is_not_shown_are_read():
    village = KnownSheets(2026, stored(RICE, {}, as_of=None))
    [_, grid] = read_file(a_file(RICE, {(1, 1): 5}))
    rows = list(grid.rows)
    rows[2] = replace(rows[2], cells={**rows[2].cells, 2: CellIn(Stands.DAY, "2026-03-01")})
    report, [planned] = checking.check([replace(grid, rows=tuple(rows), is_hidden=True)], village, lambda done, of: None)
    assert (planned.as_of, report.notes) == ("2026-03-01", [f"Lembar “{grid.name}” tersembunyi di Excel, tetapi dibaca juga."])


def test_an_earlier_day_is_kept_as_that_day_s_and_said():
    village = KnownSheets(2026, stored(RICE, {(1, 1): 5}, as_of=date(2026, 6, 1), pasts={DAY: {(2, 1): 8}}))
    content = a_file(RICE, {(1, 1): 4})
    assert planned_cells(content, village) == {(1, 1): 4, (2, 1): 8}
    assert "Potensi 5: keadaan per 01-03-2026 disimpan di Riwayat." in checked(content, village)[0].notes[0]


def test_a_later_day_alone_is_a_change_with_both_days():
    village = KnownSheets(2026, stored(RICE, {(1, 1): 5}))
    report, [planned] = checked(a_file(RICE, {(1, 1): 5}, as_of=date(2026, 4, 1)), village)
    assert [(each.label, each.before, each.after) for each in report.replaced] == [("Per tanggal", "01-03-2026", "01-04-2026")]
    assert (planned.as_of, report.counts.changed, report.counts.same) == ("2026-04-01", 1, 1)


@pytest.mark.parametrize(("cells", "expected"), [
    ({"D6": "dua"}, ("D6", "VAL-18", "“dua” bukan angka yang dikenal.")),
    ({"D6": "2,150"}, ("D6", "VAL-18", "“2,150” bisa dibaca 2.150 atau 2,15.")),
    ({"B3": ""}, ("B3", "VAL-17", "Per tanggal belum diisi.")),
    ({"B3": "01-03-2025"}, ("B3", "VAL-38", "Tanggal 01-03-2025 bukan tahun 2026. Lembar ini berisi keadaan tahun 2026.")),
    ({"B3": "01/03/2026"}, ("B3", "IMP-DATE", "Terbaca dua cara: 1 Maret atau 3 Januari.")),
    ({"B2": "2025"}, ("B2", "VAL-38", "Lembar ini berisi tahun 2025; yang diisi sekarang tahun 2026.")),
    ({"B6": "Sawah irigasi tehnis"}, ("B6", "IMP-412", "Baris ini tidak ada di lembar Potensi 5.")),
    ({"B7": "Sawah irigasi teknis"}, ("B7", "IMP-412", "Baris ini sudah ada di baris 6.")),
    ({"D5": "Luasnya"}, ("D5", "IMP-412", "Judul kolom ini tidak ada di lembar Potensi 5.")),
    ({"B5": "Luasnya"}, ("A5", "IMP-412", "Di atas baris ini tidak ada judul kolom Uraian."))])
def test_what_does_not_fit_is_told_with_its_cell_and_nothing_is_planned(cells, expected):
    village = KnownSheets(2026, stored(RICE, {}, as_of=None))
    content = a_file(RICE, {(1, 1): 5, (2, 1): 6}, **cells)
    found = problems(content, village)
    assert expected[:2] in [each[:2] for each in found]
    assert expected[2] in [each[2] for each in found]
    assert checked(content, village)[1] == []


@pytest.mark.parametrize("text", [each for each in NAUGHTY if "\x00" not in each])
def test_a_naughty_string_in_every_cell_of_a_sheet_is_told_with_its_cell_or_read_as_text(text):
    village = KnownSheets(2026, {**stored(RICE, {}), **stored("pt-bpd-pendidikan", {})})
    for sheet_id in (RICE, "pt-bpd-pendidikan"):
        cells = {f"D{row}": text for row in range(6, 6 + len(places()[sheet_id].sheet.lines))}
        report, plan = checked(a_file(sheet_id, **cells), village)
        assert all(each.address in cells and each.why and each.remedy and len(each.why) < 400 for each in report.problems)
        assert not (report.problems and plan)


def test_a_sheet_that_stands_twice_in_a_file_or_is_of_another_version_is_refused():
    village = KnownSheets(2026, stored(RICE, {}, as_of=None))
    twice = a_file(RICE, {(1, 1): 5}, ending="csv") + a_file(RICE, {(1, 1): 6}, ending="csv").removeprefix(b"\xef\xbb\xbf")
    [(_, code, why)] = problems(twice, village)
    assert (code, why) == ("IMP-412", "Lembar Potensi 5 sudah ada di baris 1.")
    with pytest.raises(NoSpreadsheet) as caught:
        checked(a_file(RICE, {(1, 1): 5}, B4="v0badc0de"), village)
    assert "Lembar Potensi 5 di file ini dari templat lain" in caught.value.why


def test_no_sheets_version_is_a_number_to_excel_which_would_save_another_text():
    marks = [layout.mark(place.sheet) for place in places().values()]
    assert [mark for mark in marks if re.fullmatch("[0-9]+(e[0-9]+)?", mark)] == []


# Through the pages ------------------------------------------------------------------------------------------------------

def cells(hall, sheet_id):
    with opened(hall) as session:
        rows = session.execute(text('SELECT row, "column", number, text FROM cell WHERE sheet = :s AND period = 2026'),
                               {"s": sheet_id}).all()
    return {(row, column): word if number is None else number for row, column, number, word in rows}


def test_a_part_goes_out_is_filled_comes_in_again_and_then_changes_nothing(seat, hall):
    listing = seat.browser.get("/desa/potensi/bagian/sumber_daya_alam")
    assert read_file(listing.click(description="Unduh 49 lembar").body)[1].name.startswith("P5 Luas Wilayah")
    page = upload(seat, a_file(RICE, {(1, 1): 12.5, (2, 1): 3}), "lembar.xlsx")
    assert (counted(page)["baris baru"], "Semua cocok. Belum disimpan." in page.text, cells(hall, RICE)) == ("3", True, {})
    page = seat.form(page, "import").submit().follow()
    assert "Tersimpan: 1 lembar, 3 baris baru." in said(page)
    assert cells(hall, RICE) == {(1, 1): 12.5, (2, 1): 3, (5, 1): 15.5}
    for address in ("lembar/pt-tanah-sawah.xlsx", "lembar/pt-tanah-sawah.csv", "potensi/sumber_daya_alam.csv", "potensi.xlsx"):
        page = upload(seat, seat.browser.get(f"/desa/ekspor/{address}").body, "lagi")
        assert "Tidak ada yang perlu disimpan." in page.text
    shown = seat.browser.get(f"/desa/lembar/{RICE}")
    assert (shown.html.find(id="per")["value"], shown.html.find(id="b1k1")["value"]) == ("01-03-2026", "12,5")


def test_a_file_with_one_wrong_cell_stores_nothing_of_any_sheet(seat, hall):
    wrong = a_file(RICE, {(1, 1): 5}, ending="csv") + a_file(PEOPLE, {(1, 1): 970}, ending="csv").removeprefix(
        b"\xef\xbb\xbf").replace(b"970", b"banyak")
    page = upload(seat, wrong, "lembar.csv")
    assert [each[0] for each in listed(page)] == ["D17"]
    assert not page.html.select('form[data-action="import"]')
    assert cells(hall, RICE) == {}


def test_a_sheet_that_somebody_saved_after_the_check_is_checked_again_and_another_one_is_not_in_the_way(seat, hall):
    page = upload(seat, a_file(RICE, {(1, 1): 5}))
    with opened(hall) as session:
        session.scalar(select(SheetEntry).where(SheetEntry.sheet == PEOPLE)).version += 1
    assert "Semua cocok." in seat.browser.get("/desa/impor/pemeriksaan").text
    with opened(hall) as session:
        session.scalar(select(SheetEntry).where(SheetEntry.sheet == RICE)).version += 1
    assert "BELUM tersimpan" in seat.form(page, "import").submit().follow(status=409).text
    assert cells(hall, RICE) == {}
    page = seat.form(seat.browser.get("/desa/impor/pemeriksaan"), "check_file").submit().follow()
    seat.form(page, "import").submit().follow()
    assert cells(hall, RICE)[1, 1] == 5


def test_what_was_typed_into_a_sheet_s_page_outlasts_an_import(seat, hall):
    with opened(hall) as session:
        entry = session.scalar(select(SheetEntry).where(SheetEntry.sheet == RICE))
        entry.as_of = DAY
        session.add(Cell(sheet=RICE, period=2026, row=1, column=1, number=9))
    form = seat.form(seat.browser.get(f"/desa/lembar/{RICE}"), "save")
    form["b1k1"] = "banyak"
    form.submit()
    seat.form(upload(seat, a_file(RICE, {(1, 1): 5})), "import").submit().follow()
    with opened(hall) as session:
        assert session.scalars(select(Draft)).all()
    assert "isian belum tersimpan" in said(seat.browser.get(f"/desa/lembar/{RICE}"))
