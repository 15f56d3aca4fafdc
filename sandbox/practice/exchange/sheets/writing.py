"""Sheets as a file: what is entered, to be filled in further and imported again.

In Excel computed cells, titles and heads are locked, choices are drop-downs, and an empty cell is one that nobody has filled in:
0 says that there is nothing.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sandbox.practice.exchange.cells import cell_of
from sandbox.practice.exchange.sheets import layout
from sandbox.practice.exchange.sheets.asking import KnownSheets
from sandbox.practice.forms.values import written_date
from sandbox.practice.sheets.cells import Value as Figure
from sandbox.practice.sheets.sheet import BOOKS, Column, FormLine, Place, Sheet, SheetPlace
from sandbox.spreadsheets.cells import address
from sandbox.spreadsheets.csv_out import as_csv
from sandbox.spreadsheets.xlsx_out import CellStyle, SheetColumn, SheetOut, Value, column_range, sheet_name, workbook

GUIDE, LISTS = "Petunjuk", "Pilihan"
WIDTHS = (18, 44, 12, *[16] * 12)
"""Of the columns, in letters."""
Choices = Mapping[tuple[str, ...], int]
"""The column of the sheet Pilihan in which each list stands, from 1."""


@dataclass(frozen=True, slots=True)
class FilledSheet:
    """A sheet with what is entered of it."""

    place: SheetPlace
    period: int
    as_of: date | None
    figures: Mapping[Place, Figure]


def filled(places: Sequence[SheetPlace], known: KnownSheets) -> list[FilledSheet]:
    """These sheets, as far as the village has them."""
    return [FilledSheet(place, known.period, stored.as_of, stored.figures) for place in places
            if (stored := known.sheets.get(place.sheet.id)) is not None]


def csv_of(sheets: Sequence[FilledSheet]) -> bytes:
    """The sheets below each other, an empty line between them."""
    return as_csv([row for sheet in sheets for row in (*_rows(sheet), [])])


def workbook_of(sheets: Sequence[FilledSheet]) -> bytes:
    """A workbook with a tab for each sheet."""
    lists = _lists(sheets)
    return workbook([_guide(), *(_tab(sheet, lists) for sheet in sheets), *([_choices(lists)] if lists else [])])


WRITTEN: Mapping[str, Callable[[Sequence[FilledSheet]], bytes]] = {"xlsx": workbook_of, "csv": csv_of}
"""How sheets are written, by the ending of the file."""


def _rows(sheet: FilledSheet) -> Iterator[list[Value]]:
    place = sheet.place
    yield [place.called, place.sheet.title]
    yield [layout.YEAR, sheet.period]
    yield [layout.DAY, written_date(sheet.as_of) if sheet.as_of else None]
    yield [layout.MARK, layout.mark(place.sheet)]
    for lines in layout.groups(place.sheet):
        yield [layout.NUMBER, layout.TITLE, layout.UNIT, *layout.heads(lines)]
        for line in lines:
            cells = [_cell(column, sheet.figures.get((line.number, number)))
                     for number, column in enumerate(line.columns, start=1)]
            yield [line.number, line.title, layout.unit(line, lines), *cells]


def _cell(column: Column, value: Figure | None) -> Value:
    return None if value is None else cell_of(column, int(value) if isinstance(value, float) and value.is_integer() else value)


def _tab(sheet: FilledSheet, lists: Choices) -> SheetOut:
    rows, (heads, lines) = list(_rows(sheet)), _numbered(sheet.place.sheet)
    cells = {(row, place): column for row, line in lines.items() for place, column in enumerate(line.columns, start=layout.FIRST)}
    styles = {(1, 1): CellStyle.TITLE, (1, 2): CellStyle.TITLE, (3, 2): CellStyle.TEXT,
              **{place: _style(column) for place, column in cells.items()}}
    chosen = [(address(*place), column_range(LISTS, lists[words], 1, len(words)))
              for place, column in cells.items() if (words := _words(column))]
    columns = [SheetColumn(width, CellStyle.GUIDE) for width in WIDTHS[:max(map(len, rows))]]
    return SheetOut(_tab_name(sheet.place), rows, columns, is_locked=True, heads=heads, frozen=(heads[0], 2), styles=styles,
                    choices=chosen)


def _numbered(sheet: Sheet) -> tuple[list[int], dict[int, FormLine]]:
    """The rows of its heads, and the line that stands in each row below them."""
    heads, lines, row = list[int](), dict[int, FormLine](), len(layout.ABOVE)
    for group in layout.groups(sheet):
        row += 1
        heads.append(row)
        lines |= dict(enumerate(group, start=row + 1))
        row += len(group)
    return heads, lines


def _tab_name(place: SheetPlace) -> str:
    """P41 Tanah sawah: no two of a form are alike, however long their titles."""
    return sheet_name(f"{BOOKS[place.book.id][0]}{place.number} {place.sheet.title}")


def _style(column: Column) -> CellStyle:
    if column.computed:
        return CellStyle.COMPUTED
    return CellStyle.NUMBER if column.is_number else CellStyle.TEXT


def _words(column: Column) -> tuple[str, ...]:
    """What may be chosen in that cell."""
    return () if column.computed else tuple(column.labels.values())


def _lists(sheets: Sequence[FilledSheet]) -> dict[tuple[str, ...], int]:
    found: dict[tuple[str, ...], int] = {}
    for sheet in sheets:
        for line in sheet.place.sheet.lines:
            for words in filter(None, map(_words, line.columns)):
                found.setdefault(words, len(found) + 1)
    return found


def _choices(lists: Choices) -> SheetOut:
    longest = max(map(len, lists))
    rows = [[words[place] if place < len(words) else None for words in lists] for place in range(longest)]
    return SheetOut(LISTS, rows, [SheetColumn(24, CellStyle.GUIDE)] * len(lists))


def _guide() -> SheetOut:
    lines = [
        layout.GUIDE_TITLE, "",
        f"Satu lembar Excel untuk satu lembar formulir. Isi dulu “{layout.DAY}”, lalu sel yang putih.",
        "Sel kosong: belum diisi; yang sudah tersimpan tidak berubah. Tulis 0 bila memang tidak ada (nihil).",
        "Sel kelabu dihitung oleh sistem desa. Isinya tidak dibaca.",
        "Angka: titik untuk ribuan, koma untuk desimal. Tanggal: hari-bulan-tahun, misalnya 31-10-2026.",
        "Jangan mengubah judul baris dan judul kolom: dengan itu sel dikenali.",
        "Baris yang berawal ### dan semua baris lembar itu di bawahnya tidak dibaca."]
    return SheetOut(GUIDE, [[line] for line in lines], [SheetColumn(110, CellStyle.GUIDE)], styles={(1, 1): CellStyle.TITLE})
