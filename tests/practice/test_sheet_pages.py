"""The pages of Potensi and Tingkat Perkembangan: how far each sheet is, and a sheet's figures of two years."""

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from sandbox.practice.models import Cell, SheetEntry
from sandbox.practice.sheets import sheet as sheets
from tests.conftest import NOON
from tests.practice.factories import a_sheet_entry, opened

THIS_YEAR, LAST_YEAR = 2026, 2025


def save(hall, sheet_id, period, cells, *, by="Operator", at=NOON):
    """One sheet of a year, with values by row and column."""
    with opened(hall) as session:
        entry = session.scalar(select(SheetEntry).where(SheetEntry.sheet == sheet_id, SheetEntry.period == period))
        if entry is None:
            entry = a_sheet_entry(sheet_id, period)
            session.add(entry)
        entry.filled, entry.saved_at, entry.saved_by, entry.as_of = len(cells), at, by, date(period, 3, 1)
        session.add_all(Cell(sheet=sheet_id, period=period, row=row, column=column, **{
            "text" if isinstance(value, str) else "number": value}) for (row, column), value in cells.items())


def words(node):
    return " ".join(node.text.split())


def line_of(page, sheet_id):
    return page.html.find("tr", attrs={"data-record": sheet_id})


def figures(page, title):
    """The cells of the line of that title, as a reader hears them; an input as what stands in it. Without the notes."""
    row = next(row for row in page.html.select(".sheet tbody tr") if words(row.th).removesuffix(" dihitung") == title)
    return [typed(cell) if cell.select("input, select") else words(cell) for cell in row.select("td:not(.notes)")]


def typed(cell):
    """What stands in the input of that cell."""
    chosen = cell.select_one("option[selected]")
    return (cell.input["value"] if cell.input else chosen and chosen.text) or "kosong"


# The list -------------------------------------------------------------------------------------------------------------

def test_every_sheet_of_both_forms_is_reached_from_the_menu(seat):
    for form in sheets.BOOKS:
        first = seat.browser.get("/desa/").click(linkid=None, href=f"/desa/{form}$", index=0)
        listed = []
        for link in first.html.select("nav.sections a"):
            part = seat.browser.get(link["href"])
            listed += [row["data-record"] for row in part.html.select("tr[data-record]")]
        assert listed == [sheet.id for part in sheets.parts(form) for sheet in part.sheets]


def test_the_list_says_how_many_cells_are_filled_this_year_and_last_when_and_by_whom(hall, seat):
    save(hall, "pt-tanah-sawah", THIS_YEAR, {(1, 1): 120.5, (5, 1): 120.5})
    save(hall, "pt-tanah-sawah", LAST_YEAR, {(row, 1): 10 for row in range(1, 6)}, by="Data awal", at=NOON - timedelta(days=80))
    page = seat.browser.get("/desa/potensi/bagian/sumber_daya_alam")
    line = line_of(page, "pt-tanah-sawah")
    assert [words(cell) for cell in line.find_all("td")] == ["2/5", "5/5", "01-03-2026", "12.00.00 Anda"]
    assert [words(cell) for cell in line_of(page, "pt-tanah-kering").find_all("td")] == ["0/4", "0/4", "–", "belum diisi"]
    menu = page.html.select_one("nav.sections")
    assert "1 dari 124 lembar mulai diisi" in words(menu)
    assert words(menu.find("a", attrs={"aria-current": "page"})) == "Sumber daya alam1/49"


def test_home_says_how_many_sheets_are_begun(hall, seat):
    save(hall, "tp-penduduk", THIS_YEAR, {(1, 1): 900})
    save(hall, "tp-keluarga", LAST_YEAR, {(1, 1): 300})
    save(hall, "tp-wajib-belajar", THIS_YEAR, {})
    lines = [words(line) for line in seat.browser.get("/desa/").html.select(".large-line")]
    assert ["0 dari 124 lembar mulai diisi" in lines[1], "Belum pernah disimpan" in lines[1]] == [True, True]
    assert ["1 dari 97 lembar mulai diisi" in lines[2], "12.00.00" in lines[2]] == [True, True]


# One sheet ------------------------------------------------------------------------------------------------------------

def test_a_sheet_shows_this_year_beside_last_year_with_units_and_empty_cells(hall, seat):
    save(hall, "pt-tanah-fasilitas", THIS_YEAR, {(1, 1): 1234.5, (5, 1): 1234.5, (6, 1): "Di luar desa"})
    save(hall, "pt-tanah-fasilitas", LAST_YEAR, {(1, 1): 3, (2, 1): .25, (5, 1): 3.25})
    page = seat.browser.get("/desa/lembar/pt-tanah-fasilitas")
    assert figures(page, "Tanah bengkok") == ["Ha", "3", "1.234,5"]
    assert figures(page, "Tanah titi sara") == ["Ha", "0,25", "kosong"]
    assert figures(page, "Lokasi tanah kas desa") == ["", "kosong", "Di luar desa"]
    assert figures(page, "Kas desa/kelurahan") == ["Ha", "3,25", "1.234,5"]
    computed = [words(row.th) for row in page.html.select(".sheet tbody tr") if row.select("td.computed")]
    assert computed == ["Kas desa/kelurahan dihitung", "Luas tanah fasilitas umum dihitung"]
    assert "Terakhir disimpan 12.00.00 oleh Anda" in words(page.html.select_one(".save-bar"))


def test_columns_of_two_years_stand_side_by_side_as_long_as_they_fit(hall, seat):
    save(hall, "tp-penduduk", THIS_YEAR, {(1, 1): 1030, (1, 2): 970, (1, 3): 2000, (3, 1): 3.0})
    page = seat.browser.get("/desa/lembar/tp-penduduk")
    assert figures(page, "Jumlah penduduk tahun ini") == ["kosong", "kosong", "kosong", "1.030", "970", "2.000 Orang"]
    assert figures(page, "Persentase perkembangan")[3] == "3 %"
    assert [words(head) for head in page.html.select(".sheet thead tr:first-child th")] == [
        "Uraian", "2025 tahun lalu, terkunci", "2026 tahun ini", "Keterangan"]


def test_a_wide_sheet_shows_one_year_and_a_choice_of_two(hall, seat):
    for period, price in ((THIS_YEAR, 5_000_000), (LAST_YEAR, 4_500_000)):
        save(hall, "pt-hasil-pangan", period, {(1, 1): 12.5, (1, 2): 5.2, (1, 3): price, (1, 4): round(65 * price)})
    page = seat.browser.get("/desa/lembar/pt-hasil-pangan")
    assert figures(page, "Jagung")[:4] == ["12,5", "5,2", "5.000.000", "325.000.000"]
    before = page.click(description="2025")
    assert figures(before, "Jagung")[:4] == ["12,5", "5,2", "4.500.000", "292.500.000"]
    assert [words(link) for link in before.html.select(".chips a[aria-current]")] == ["2025 tahun lalu"]
    for odd in ("1999", "kemarin", ""):
        assert figures(seat.browser.get(f"/desa/lembar/pt-hasil-pangan?tahun={odd}"), "Jagung")[2] == "5.000.000"


def test_lines_with_other_columns_get_heads_of_their_own(seat):
    page = seat.browser.get("/desa/lembar/pt-ikan-laut")
    heads = [[words(head) for head in table.select("thead tr:last-child th")][:2] for table in page.html.select(".sheet")]
    assert heads == [["Jumlah alat Unit", "Hasil produksi Ton/Th"], ["Luas Ha", "Hasil produksi Ton/Th"],
                     ["Jumlah alat Unit", "Hasil produksi Ton/Th"]]


def test_a_year_has_no_dot_and_a_coordinate_all_its_decimals(hall, seat):
    rows = {line.title: line.number for line in sheets.sheet("pt-identitas").lines}
    save(hall, "pt-identitas", THIS_YEAR, {(rows["Tahun pembentukan"], 1): 1921, (rows["Koordinat lintang"], 1): -8.40371})
    page = seat.browser.get("/desa/lembar/pt-identitas")
    assert figures(page, "Tahun pembentukan")[2] == "1921"
    assert figures(page, "Koordinat lintang")[2] == "-8,40371"


def test_a_word_that_looks_like_markup_is_shown_as_it_was_typed(hall, seat):
    save(hall, "pt-identitas", THIS_YEAR, {(2, 1): "<b>Temurejo</b> & Sons"})
    assert figures(seat.browser.get("/desa/lembar/pt-identitas"), "Nama desa/kelurahan")[2] == "<b>Temurejo</b> & Sons"


def test_one_walks_from_sheet_to_sheet_through_the_whole_form(seat):
    last = sheets.parts("perkembangan")[-1].sheets[-1]
    page = seat.browser.get(f"/desa/lembar/{last.id}")
    assert not page.html.select("a[rel=next]")
    assert "Lembar 97 dari 97" in page.text
    before = seat.browser.get(page.html.select_one("a[rel=prev]")["href"])
    assert before.html.select_one("a[rel=next]")["href"].endswith(last.id)
    assert not seat.browser.get("/desa/lembar/pt-identitas").html.select("a[rel=prev]")


# All of them ----------------------------------------------------------------------------------------------------------

def test_reading_is_told_to_the_journal_through_the_gate(seat):
    seat.browser.get("/desa/perkembangan/bagian/kesehatan_masyarakat")
    seat.browser.get("/desa/lembar/pt-usia")
    listed, looked = seat.journal()[-2:]
    assert (listed.action, listed.form, listed.record, listed.detail.section) == (
        "open", "sheets", "perkembangan", "kesehatan_masyarakat")
    assert (looked.action, looked.form, looked.detail.part) == ("open", "sheet", "lembar-pt-usia")


@pytest.mark.parametrize("path", ["/desa/lembar/pt-tidak-ada", "/desa/lembar/PT-USIA", "/desa/lembar/%27%20or%201",
                                  "/desa/potensi/bagian/kesehatan_masyarakat"])
def test_a_sheet_or_part_that_does_not_exist_is_not_found_and_not_in_the_journal(seat, path):
    count = len(seat.journal())
    page = seat.browser.get(path, status=404)
    assert "LATIHAN" in page.text
    assert len(seat.journal()) == count


def test_staff_looking_on_see_the_same_and_leave_nothing_in_the_journal(hall, seat):
    save(hall, "tp-penduduk", THIS_YEAR, {(1, 1): 900}, by="Operator")
    mine = seat.browser.get("/desa/lembar/tp-penduduk")
    count = len(seat.journal())
    seat.looks_on[0] = True
    theirs = seat.browser.get("/desa/lembar/tp-penduduk")
    assert figures(theirs, "Jumlah penduduk tahun ini") == figures(mine, "Jumlah penduduk tahun ini")
    assert ["oleh Operator" in words(theirs.html.main), "oleh Anda" in words(mine.html.main)] == [True, True]
    seat.browser.get("/desa/potensi")
    assert len(seat.journal()) == count


def test_without_a_practice_login_one_is_sent_to_it_and_back(pages):
    answer = pages.browser.get("/desa/lembar/pt-usia", status=303)
    assert re.search(r"/desa/masuk\?lanjut=/?(%2F)?desa", answer.location)
