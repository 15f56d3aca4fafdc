"""Files from somebody's hand: whatever is uploaded is read as text, or told what it is; what is written holds no formula."""

import io
import zipfile
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from sandbox.spreadsheets import files, xlsx_in
from sandbox.spreadsheets.cells import CellIn, NoSpreadsheet, Stands, address, column_of
from sandbox.spreadsheets.files import read_file
from sandbox.spreadsheets.xlsx_out import CellStyle, SheetColumn, SheetOut, column_range, workbook

BOOK = ('<workbook xmlns:r="r"><sheets><sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>')
LINKS = '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>'
STYLES = ('<styleSheet><numFmts><numFmt numFmtId="170" formatCode="dd\\-mm\\-yyyy"/>'
          '<numFmt numFmtId="171" formatCode="0.0&quot;d&quot;"/><numFmt numFmtId="172" formatCode="0.00\\ %"/></numFmts>'
          '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="9"/>'
          '<xf numFmtId="172"/></cellXfs></styleSheet>')


def a_book(cells="", *, before="", **parts):
    """A workbook as Excel writes one, with these cells in its first row. `before`: what stands before the sheet."""
    out = io.BytesIO()
    sheet = f'{before}<worksheet><sheetData><row r="14">{cells}</row></sheetData></worksheet>'
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in {"xl/workbook.xml": BOOK, "xl/_rels/workbook.xml.rels": LINKS, "xl/styles.xml": STYLES,
                           "xl/worksheets/sheet1.xml": sheet, **parts}.items():
            archive.writestr(name, text)
    return out.getvalue()


def cell(xml, **parts):
    """What stands in the one cell of a workbook."""
    [grid] = read_file(a_book(xml, **parts))
    return next(iter(grid.rows[0].cells.values()))


def told(content):
    with pytest.raises(NoSpreadsheet) as caught:
        read_file(content)
    assert caught.value.remedy.endswith(".")
    return caught.value.code, caught.value.why


@pytest.mark.parametrize(("xml", "shown"), [
    ('<c r="C14"><v>3.510621208910037E15</v></c>', (Stands.NUMBER, "3,51062E+15")),
    ('<c r="C14"><v>2350000</v></c>', (Stands.NUMBER, "2350000")),
    ('<c r="C14"><v>31.5</v></c>', (Stands.NUMBER, "31,5")),
    ('<c r="C14"><f>0.1+0.2</f><v>0.30000000000000004</v></c>', (Stands.NUMBER, "0,3")),
    ('<c r="C14" s="4"><v>7.0000000000000007E-2</v></c>', (Stands.TEXT, "7%")),
    ('<c r="C14" s="5"><v>1.125</v></c>', (Stands.TEXT, "112,5%")),
    ('<c r="C14" t="s"><v>2</v></c>', (Stands.TEXT, "Jl. A\r\nRT 2_x000D_")),
    ('<c r="C14" s="3"><v>31.5</v></c>', (Stands.NUMBER, "31,5")),
    ('<c r="C14" s="1"><v>31843</v></c>', (Stands.DAY, "07-03-1987")),
    ('<c r="C14" s="2"><v>31843.75</v></c>', (Stands.DAY, "07-03-1987")),
    ('<c r="C14" t="s"><v>1</v></c>', (Stands.TEXT, "Siti Aminah")),
    ('<c r="C14" t="inlineStr"><is><t>=1+1</t></is></c>', (Stands.TEXT, "=1+1")),
    ('<c r="C14" t="str"><f>A1&amp;B1</f><v>Krajan</v></c>', (Stands.TEXT, "Krajan")),
    ('<c r="C14"><f>WEBSERVICE("http://x")</f></c>', (Stands.FAULT, "rumus tanpa hasil")),
    ('<c r="C14" t="e"><f>1/0</f><v>#DIV/0!</v></c>', (Stands.FAULT, "#DIV/0!")),
    ('<c r="C14" t="b"><v>1</v></c>', (Stands.TEXT, "TRUE")),
])
def test_a_cell_is_read_as_what_it_shows_and_no_formula_is_evaluated(xml, shown):
    words = ("<sst><si><t>x</t></si><si><r><t>Siti </t></r><r><t>Aminah</t></r><rPh><t>aid</t></rPh></si>"
             "<si><t>Jl. A_x000D_\nRT 2_x005F_x000D_</t></si></sst>")
    found = cell(xml, **{"xl/sharedStrings.xml": words})
    assert (found.kind, found.shown) == shown


def test_a_number_that_no_computer_holds_is_told_as_a_broken_file():
    assert told(a_book('<c r="C14"><v>1e999</v></c>'))[1] == "File Excel ini rusak atau tidak lengkap."


@pytest.mark.parametrize(("year", "serial", "day"), [("0", 1, "1900-01-01"), ("0", 59, "1900-02-28"), ("0", 61, "1900-03-01"),
                                                     ("0", 46326, "2026-10-31"), ("1", 44864, "2026-10-31")])
def test_days_are_counted_from_1900_as_excel_does_or_from_1904(year, serial, day):
    book = BOOK.replace("<sheets>", f'<workbookPr date1904="{year}"/><sheets>')
    assert cell(f'<c r="C14" s="1"><v>{serial}</v></c>', **{"xl/workbook.xml": book}).text == day


def test_what_excel_keeps_beside_the_cells_is_not_in_the_way():
    """Empty rows to the end of the sheet, merged titles, a macro, a sheet that is not shown."""
    empty = "".join(f'<row r="{number}" s="1" customFormat="1"><c r="A{number}" s="1"/></row>' for number in range(15, 60_000))
    sheet = ('<worksheet><dimension ref="A1:XFD1048576"/><sheetData><row r="14"><c r="A14"><v>1</v></c></row>'
             f'{empty}<row r="1048576"/></sheetData><mergeCells><mergeCell ref="A1:F3"/></mergeCells></worksheet>')
    book = BOOK.replace('sheetId="1"', 'sheetId="1" state="veryHidden"')
    [grid] = read_file(a_book(**{"xl/worksheets/sheet1.xml": sheet, "xl/workbook.xml": book, "xl/vbaProject.bin": "x"}))
    assert ([row.number for row in grid.rows], grid.is_hidden) == ([14], True)


@pytest.mark.parametrize("root", ["/xl/workbook2.xml", "xl\\workbook2.xml"])
def test_the_parts_are_found_by_their_links_whatever_they_are_called(root):
    """As Excel for the web and other programs name them."""
    out, kind = io.BytesIO(), "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    of_all = f'<Relationships><Relationship Id="r" Type="{kind}/officeDocument" Target="{root}"/></Relationships>'
    links = LINKS.replace("</Rel", f'<Relationship Id="rId2" Type="{kind}/sharedStrings" Target="/xl/words.xml"/>'
                                   f'<Relationship Id="rId3" Type="{kind}/styles" Target="Looks.xml"/></Rel')
    sheet = '<worksheet><sheetData><row><c t="s"><v>0</v></c><c s="1"><v>31843</v></c></row></sheetData></worksheet>'
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in {"_rels/.rels": of_all, "xl/workbook2.xml": BOOK, "xl\\_rels\\workbook2.xml.rels": links,
                           "xl/Words.xml": "<sst><si><t>Siti</t></si></sst>", "xl/looks.xml": STYLES,
                           "xl/Worksheets/Sheet1.xml": sheet}.items():
            archive.writestr(name, text)
    [grid] = read_file(out.getvalue())
    assert [each.shown for each in grid.rows[0].cells.values()] == ["Siti", "07-03-1987"]


def test_a_cell_without_an_address_stands_after_the_one_before():
    [grid] = read_file(a_book('<c r="C14"><v>1</v></c><c><v>2</v></c><c r="AB14"><v>3</v></c>'))
    assert (grid.name, grid.rows[0].number, list(grid.rows[0].cells)) == ("Data", 14, [3, 4, 28])


BOMB = "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]>"


@pytest.mark.parametrize(("content", "code", "why"), [
    (b"", "IMP-415", "File ini kosong."),
    (b" \n\r\n", "IMP-415", "File ini kosong."),
    (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "IMP-415", "Ini Excel lama (.xls), walaupun mungkin bernama .xlsx."),
    (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "IMP-415", "File ini dikunci dengan kata sandi."),
    (b"%PDF-1.7 ...", "IMP-415", "File ini PDF."),
    (b"\x89PNG\r\n\x1a\n", "IMP-415", "File ini gambar."),
    (b"<html><table><tr><td>NIK", "IMP-415", "Isinya halaman web, walaupun mungkin bernama .xls."),
    (b"\x7fELF\x00\x01\x02", "IMP-415", "File ini bukan Excel (.xlsx) dan bukan CSV."),
    (b"x" * 4_000_001, "IMP-413", "File ini 4,0 MB; paling besar 4 MB."),
    (b"PK\x03\x04 rusak", "IMP-415", "File Excel ini rusak atau tidak lengkap."),
    (a_book("<c><v>1</v></c>")[:-60], "IMP-415", "File Excel ini rusak atau tidak lengkap."),
    (a_book("<c><v>1</c>"), "IMP-415", "File Excel ini rusak atau tidak lengkap."),
    (a_book('<c t="s"><v>99</v></c>'), "IMP-415", "File Excel ini rusak atau tidak lengkap."),
    (a_book("<c><v>&b;</v></c>", before=BOMB), "IMP-415",
     "File ini tidak dibaca, sebab berisi perintah XML yang tidak dipakai Excel."),
    (a_book("<c><v>1</v></c>", before='<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'), "IMP-415",
     "File ini tidak dibaca, sebab berisi perintah XML yang tidak dipakai Excel."),
    (b"a;b\n" * 10_002, "IMP-413", "File ini berisi lebih dari 10.000 baris."),
])
def test_what_is_no_spreadsheet_is_told_what_it_is_and_what_to_do(content, code, why):
    assert told(content) == (code, why)


@pytest.mark.parametrize(("name", "why"), [
    ("xl/workbook.bin", "File ini Excel biner (.xlsb)."), ("content.xml", "File ini OpenDocument (.ods)."),
    ("word/document.xml", "File ini dokumen Word."), ("foto.jpg", "File ini arsip ZIP.")])
def test_other_archives_are_told_apart(name, why):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, "x")
    assert told(out.getvalue()) == ("IMP-415", why)


def test_a_small_file_that_unpacks_to_a_large_one_is_given_up(monkeypatch):
    monkeypatch.setattr(xlsx_in, "MOST_UNPACKED", 200_000)
    rows = '<c t="inlineStr"><is><t>0000000000</t></is></c>' * 100_000
    assert told(a_book(rows))[0] == "IMP-413"
    assert len(a_book(rows)) < 50_000


@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"])
def test_what_is_no_row_and_no_text_does_not_fill_the_memory(monkeypatch, part):
    monkeypatch.setattr(xlsx_in, "MOST_TAGS", 100_000)
    whole = {"xl/sharedStrings.xml": "sst", "xl/worksheets/sheet1.xml": "worksheet", "xl/styles.xml": "styleSheet"}[part]
    assert told(a_book(**{part: f"<{whole}>{'<x/>' * 200_000}</{whole}>"}))[0] == "IMP-413"
    rows = "".join(f'<row r="{row}"><c><v>7</v></c></row>' for row in range(1, 9_000))
    [sheet] = read_file(a_book(**{"xl/worksheets/sheet1.xml": f"<worksheet><sheetData>{rows}</sheetData></worksheet>"}))
    assert len(sheet.rows) == 8_999


def test_a_workbook_as_openpyxl_writes_it_is_read_as_excel_shows_it():
    book = Workbook()
    sheet = book.active
    sheet.title = "Anggota"
    sheet["A1"], sheet["A1"].font = "DATA ANGGOTA KELUARGA", Font(bold=True, size=14)
    sheet.merge_cells("A1:F1")
    sheet.append([])
    sheet.append(["NIK", "Nama", "Lahir", "Pindah", "Luas", "Bagian"])
    sheet.append(["3510621208910001", CellRichText("Siti ", TextBlock(InlineFont(b=True), "Aminah")), date(1987, 3, 7),
                  datetime(2026, 2, 28, 9, 30), 1250.5, 0.25])
    sheet["C4"].number_format, sheet["E4"].number_format, sheet["F4"].number_format = "DD-MM-YYYY", "#,##0.00", "0%"
    sheet["A4"].number_format, sheet["B4"].fill = "@", PatternFill("solid", fgColor="FFE08A")
    sheet.append([3510621208910001, "=A1", time(9, 30), None, "-", True])
    sheet["A4"].comment = Comment("dari kartu", "Ketua RT")
    sheet.row_dimensions[5].hidden = True
    book.create_sheet("Pilihan").sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    first, second = read_file(out.getvalue())
    rows = {row.number: {column: cell.shown for column, cell in row.cells.items()} for row in first.rows}
    assert (first.name, second.name, first.is_hidden, second.is_hidden) == ("Anggota", "Pilihan", False, True)
    assert rows[1] == {1: "DATA ANGGOTA KELUARGA"}
    assert rows[4] == {1: "3510621208910001", 2: "Siti Aminah", 3: "07-03-1987", 4: "28-02-2026", 5: "1250,5", 6: "25%"}
    assert rows[5] == {1: "3,51062E+15", 2: "rumus tanpa hasil", 3: "0,395833333333333", 5: "-", 6: "TRUE"}


@pytest.mark.parametrize("content", [
    "\ufeffNama;NIK\r\nSiti;3510\r\n".encode(), b"sep=;\nNama;NIK\nSiti;3510\n",
    "Nama\tNIK\nSiti\t3510\n".encode("utf-16"), b"\xfe\xff" + "Nama;NIK\nSiti;3510\n".encode("utf-16-be"),
    b'Nama,NIK\n"Siti","3510"\n', b'Nama;NIK\nSiti;="3510"\n', "Nama;NIK\nSiti;3510\n".encode("cp1252")])
def test_a_csv_is_read_however_excel_saved_it(content):
    [grid] = read_file(content)
    assert [[cell.text for cell in row.cells.values()] for row in grid.rows] == [["Nama", "NIK"], ["Siti", "3510"]]


def test_letters_of_windows_are_read_and_rows_counted_as_excel_counts_them():
    [grid] = read_file('Nama;Alamat\n\n"André\nSari";Jl. 1\n'.encode("cp1252"))
    assert [(row.number, row.cells[1].text) for row in grid.rows] == [(1, "Nama"), (3, "André\nSari")]


TEXTS = st.text(max_size=30) | st.sampled_from(["=1+1", "+62", "-5", "@SUM(A1)", "=cmd|' /C calc'!A0", "<b>&amp;", "0012"])
VALUES = TEXTS | st.integers(-10**12, 10**12) | st.floats(-1e9, 1e9).map(lambda number: round(number, 4))


@given(st.lists(st.lists(VALUES, min_size=1, max_size=4), min_size=1, max_size=4))
def test_what_is_written_is_read_again_and_holds_no_formula(rows):
    made = workbook([SheetOut("Data", rows, [SheetColumn()] * 4)])
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert b"<f" not in archive.read("xl/worksheets/sheet1.xml")
    [grid] = read_file(made)
    there = {(row.number, place): cell for row in grid.rows for place, cell in row.cells.items()}
    for number, row in enumerate(rows, start=1):
        for place, value in enumerate(row, start=1):
            assert matches(value, there.get((number, place)))


def matches(value, found):
    """Whether the cell says the value; XML takes neither control characters nor the ends of lines as they are."""
    if not isinstance(value, str):
        return found is not None and float(found.text) == value
    plain = xlsx_in_text(value)
    return (found is None and not plain.strip()) or (found is not None and found.text == plain)


def xlsx_in_text(value):
    kept = "".join(letter for letter in value if letter in "\t\n\r" or " " <= letter < "\ud800" or "\ue000" <= letter < "\ufffe"
                   or letter > "\uffff")
    return kept.replace("\r\n", "\n").replace("\r", "\n")


def test_text_that_begins_like_a_formula_is_marked_as_text():
    made = workbook([SheetOut("Data", [["=HYPERLINK(1)", "Siti"]], [SheetColumn()] * 2)])
    sheet = zipfile.ZipFile(io.BytesIO(made)).read("xl/worksheets/sheet1.xml").decode()
    assert [f's="{CellStyle.QUOTED}" t="inlineStr"' in part for part in sheet.split("<c ")[1:]] == [True, False]


def test_a_drop_down_a_locked_head_and_a_note_are_written():
    choices = column_range("Pilihan", 2, 1, 3)
    made = zipfile.ZipFile(io.BytesIO(workbook([SheetOut("Data", [["L/P"]], [SheetColumn(choices=choices)], is_locked=True,
                                                         notes={(2, 1): "Pilih <satu>"}, styles={(2, 1): CellStyle.WRONG})])))
    sheet = made.read("xl/worksheets/sheet1.xml").decode()
    assert "<formula1>'Pilihan'!$B$1:$B$3</formula1>" in sheet
    assert "<sheetProtection" in sheet
    assert "Pilih &lt;satu&gt;" in made.read("xl/comments1.xml").decode()


@pytest.mark.parametrize(("row", "column", "name"), [(14, 3, "C14"), (1, 26, "Z1"), (2, 27, "AA2"), (9, 703, "AAA9")])
def test_an_address_is_excel_s(row, column, name):
    assert (address(row, column), column_of(name)) == (name, column)


@given(st.binary(max_size=400) | st.binary(max_size=200).map(lambda noise: files.ZIP + noise))
def test_any_bytes_are_read_or_told(content):
    found, why = [], "."
    try:
        found = read_file(content)
    except NoSpreadsheet as refused:
        why = refused.why
    assert why.endswith(".")
    assert all(isinstance(cell, CellIn) for grid in found for row in grid.rows for cell in row.cells.values())
