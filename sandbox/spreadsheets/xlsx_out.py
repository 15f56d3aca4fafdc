"""An Excel workbook written. Text stays text, whatever it begins with, and no formula is ever written."""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from xml.sax.saxutils import escape

from sandbox.spreadsheets import xlsx_parts as parts
from sandbox.spreadsheets.cells import address, letters
from sandbox.spreadsheets.guard import told_apart

Value = str | int | float | None
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML has no way to write."""
LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
PLAIN_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")
LAST_ROW = 1_048_576
MADE = (1980, 1, 1, 0, 0, 0)
"""The hour of every part of a file: the same content is the same file."""


class CellStyle(IntEnum):
    """How a cell looks and behaves; the number of its line in the file's styles."""

    PLAIN = 0
    HEAD = 1
    TEXT = 2
    """To be typed into, and read as text: a NIK keeps its sixteen digits."""
    NUMBER = 3
    QUOTED = 4
    """Text that begins like a formula: Excel shows and keeps it as text."""
    WRONG = 5
    ASKED = 6
    GUIDE = 7
    TITLE = 8
    COMPUTED = 9
    """A figure that is shown and not to be typed."""


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: its width in letters, how its cells look, and the range of what may be chosen in it: Pilihan!$C$2:$C$24."""

    width: float = 18
    style: CellStyle = CellStyle.TEXT
    choices: str = ""


@dataclass(frozen=True, slots=True)
class SheetOut:
    """One sheet. Its `heads` are rows of heads where `is_locked`, and nobody can type into these. `frozen`: rows and columns that
    stay in sight. `styles` and `notes`: of single cells, by row and column. `choices`: addresses, and the range of what may be
    chosen there.
    """

    name: str
    rows: Iterable[Sequence[Value]]
    columns: Sequence[SheetColumn] = ()
    is_locked: bool = False
    heads: Sequence[int] = (1,)
    frozen: tuple[int, int] = (1, 1)
    numbers: Sequence[int] = ()
    """The rows' numbers where they are not 1, 2, 3 …"""
    styles: Mapping[tuple[int, int], CellStyle] = field(default_factory=dict)
    notes: Mapping[tuple[int, int], str] = field(default_factory=dict)
    choices: Sequence[tuple[str, str]] = ()


def workbook(sheets: Sequence[SheetOut]) -> bytes:
    """The file. Sheets must have different names of at most 31 letters."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        def write(name: str, text: str) -> None:
            archive.writestr(zipfile.ZipInfo(name, MADE), text, zipfile.ZIP_DEFLATED)

        noted = [place for place, sheet in enumerate(sheets, start=1) if sheet.notes]
        write("[Content_Types].xml", parts.content_types(len(sheets), noted))
        write("_rels/.rels", parts.ROOT_LINKS)
        write("xl/workbook.xml", parts.book([_text(sheet.name) for sheet in sheets]))
        write("xl/_rels/workbook.xml.rels", parts.book_links(len(sheets)))
        write("xl/styles.xml", parts.STYLES)
        for place, sheet in enumerate(sheets, start=1):
            write(f"xl/worksheets/sheet{place}.xml", "".join(_sheet(sheet)))
            if sheet.notes:
                notes = [(row, column, _text(text)) for (row, column), text in sorted(sheet.notes.items())]
                write(f"xl/worksheets/_rels/sheet{place}.xml.rels", parts.note_links(place))
                write(f"xl/comments{place}.xml", parts.comments(notes))
                write(f"xl/drawings/vmlDrawing{place}.vml", parts.drawing(notes))
    return out.getvalue()


def sheet_name(title: str) -> str:
    """The title as Excel allows it for a sheet: at most 31 letters, none of its own signs."""
    return PLAIN_SHEET_NAME.sub(" ", title)[:31].strip()


def column_range(sheet: str, column: int, first: int, last: int) -> str:
    """A column's cells as a drop-down names them: Pilihan!$C$2:$C$24."""
    return f"'{sheet}'!${letters(column)}${first}:${letters(column)}${last}"


def _sheet(sheet: SheetOut) -> Iterable[str]:
    yield parts.SHEET_BEGIN
    if sheet.is_locked:
        yield parts.frozen(*sheet.frozen)
    if sheet.columns:
        yield "<cols>"
        for place, column in enumerate(sheet.columns, start=1):
            yield f'<col min="{place}" max="{place}" width="{column.width}" style="{column.style}" customWidth="1"/>'
        yield "</cols>"
    yield "<sheetData>"
    for place, row in enumerate(sheet.rows):
        yield _row(sheet, sheet.numbers[place] if sheet.numbers else place + 1, row)
    yield "</sheetData>"
    if sheet.is_locked:
        yield parts.PROTECTED
    yield _choices(sheet)
    yield parts.SHEET_END_WITH_NOTES if sheet.notes else parts.SHEET_END


def _row(sheet: SheetOut, number: int, row: Sequence[Value]) -> str:
    is_head = sheet.is_locked and number in sheet.heads
    cells = "".join(_cell(sheet, number, column, value, is_head) for column, value in enumerate(row, start=1)
                    if value is not None and value != "" or (number, column) in sheet.styles)
    tall = ' ht="45" customHeight="1"' if is_head else ""
    return f'<row r="{number}"{tall}>{cells}</row>'


def _cell(sheet: SheetOut, number: int, column: int, value: Value, is_head: bool) -> str:
    own = sheet.columns[column - 1].style if column <= len(sheet.columns) else CellStyle.TEXT
    style = sheet.styles.get((number, column), CellStyle.HEAD if is_head else own)
    place = address(number, column)
    if value is None:
        return f'<c r="{place}" s="{style}"/>'
    if not isinstance(value, str):
        return f'<c r="{place}" s="{style}"><v>{value!r}</v></c>'
    if style in (CellStyle.TEXT, CellStyle.NUMBER) and value.startswith(LIKE_A_FORMULA):
        style = CellStyle.QUOTED
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{_text(told_apart(value))}</t></is></c>'


def _choices(sheet: SheetOut) -> str:
    lists = [(f"{letters(place)}2:{letters(place)}{LAST_ROW}", column.choices)
             for place, column in enumerate(sheet.columns, start=1) if column.choices]
    by_range: dict[str, list[str]] = {}
    for cells, choices in (*lists, *sheet.choices):
        by_range.setdefault(choices, []).append(cells)
    if not by_range:
        return ""
    each = "".join(parts.drop_down(" ".join(cells), _text(choices)) for choices, cells in by_range.items())
    return f'<dataValidations count="{len(by_range)}">{each}</dataValidations>'


def _text(text: str) -> str:
    return escape(UNWRITABLE.sub("", text), {'"': "&quot;"})
