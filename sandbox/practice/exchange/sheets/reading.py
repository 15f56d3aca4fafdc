"""The rows of a file as sheets: of each its year, its day and the figures of its cells, and what of them could not be read.

Computed cells are not read. A row or column that the sheet does not have refuses the file, for nothing is let go unsaid.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sandbox.practice.exchange.cells import near_words, value_of
from sandbox.practice.exchange.layout import FileColumn
from sandbox.practice.exchange.reading import HeadTwice, is_end
from sandbox.practice.exchange.report import CellProblem
from sandbox.practice.exchange.sheets import layout
from sandbox.practice.forms.field_errors import FieldError
from sandbox.practice.forms.instruments import FormField
from sandbox.practice.forms.values import NoValue
from sandbox.practice.sheets import questions
from sandbox.practice.sheets.sheet import FormLine, Place, SheetPlace, cell_name
from sandbox.spreadsheets.cells import CellIn, NoSpreadsheet, RowIn, SheetIn
from sandbox.words.folding import folded, seen

DOWNLOAD = "Unduh lembarnya lagi, pindahkan isinya, lalu unggah."
LOOKED_AT = 12
"""Rows at the top of a tab among which the name of a sheet must stand, for the file to be one of sheets."""


class UnknownLine(FieldError):
    code = "IMP-412"
    wording = "Baris ini tidak ada di lembar {sheet}. {near}"


class LineTwice(FieldError):
    code = "IMP-412"
    wording = "Baris ini sudah ada di baris {row}. Hapus salah satu."


class UnknownSheetHead(FieldError):
    code = "IMP-412"
    wording = "Judul kolom ini tidak ada di lembar {sheet}. Pakai judul dari file yang diunduh, atau hapus kolomnya."


class NoSuchCell(FieldError):
    code = "IMP-412"
    wording = "Baris ini tidak punya isian di kolom {head}. Kosongkan selnya, atau pindahkan ke kolom yang cocok."


class NoHeads(FieldError):
    code = "IMP-412"
    wording = "Di atas baris ini tidak ada judul kolom Uraian. Kembalikan baris judulnya dari file yang diunduh."


@dataclass(slots=True)
class SheetRead:
    """One sheet of a file. `tab`: the Excel sheet that it stands in. `values`: what its typed cells say."""

    place: SheetPlace
    tab: str
    row: int
    year: str = ""
    year_at: Place | None = None
    day: Any = None
    day_at: Place | None = None
    """Where the day stands; None if there is no row for it."""
    day_cell: CellIn | None = None
    values: dict[Place, Any] = field(default_factory=dict)
    rows: dict[int, int] = field(default_factory=dict)
    """The file's row of each line that stands in it."""
    wrong: set[int] = field(default_factory=set)
    """Rows of the file with a cell that was refused."""
    problems: list[CellProblem] = field(default_factory=list)
    is_headless: bool = False

    def note_headless(self, row: RowIn) -> None:
        """Note a row without a head above it; once for all of them."""
        if not self.is_headless:
            self.is_headless, first = True, min(row.cells)
            self.note(NoHeads.at("", "Baris"), (row.number, first), row.cells[first])

    def note(self, error: FieldError, at: Place, cell: CellIn | None) -> None:
        """Note what is wrong with that cell of the file."""
        self.wrong.add(at[0])
        self.problems.append(CellProblem.of(error, self.tab, *at, cell.shown if cell else ""))


def is_meant(grids: Sequence[SheetIn]) -> bool:
    """Whether a sheet of a form begins in the file."""
    return any(begins(grid.rows) for grid in grids)


def begins(rows: Sequence[RowIn]) -> bool:
    """Whether a sheet of a form begins at the top of these rows."""
    return any(_begun(row) for row in rows[:LOOKED_AT])


def read(grids: Sequence[SheetIn]) -> list[SheetRead]:
    """All sheets of the file in its order. Raises NoSpreadsheet for one of another version."""
    return [_sheet(grid.name, rows) for grid in grids for rows in _apart(grid.rows)]


def _begun(row: RowIn) -> SheetPlace | None:
    """The sheet that begins with that row, if one does."""
    return layout.by_name().get(folded(row.cells[min(row.cells)].text))


def _apart(rows: Sequence[RowIn]) -> Iterator[list[RowIn]]:
    """The rows of each sheet, up to the next one or to the mark of the end. What stands above the first is nobody's."""
    found: list[RowIn] = []
    is_over = False
    for row in rows:
        if _begun(row):
            if found:
                yield found
            found, is_over = [], False
        is_over = is_over or is_end(row)
        if not is_over and (found or _begun(row)):
            found.append(row)
    if found:
        yield found


def _sheet(tab: str, rows: Sequence[RowIn]) -> SheetRead:
    place = _begun(rows[0])
    assert place is not None
    found = SheetRead(place, tab, rows[0].number)
    heads: Mapping[int, str] = {}
    for row in rows[1:]:
        said, cells = _said(row)
        if said == folded(layout.MARK):
            _require_version(place, cells)
        elif said == folded(layout.YEAR):
            found.year, found.year_at = (cells[0][1].text, (row.number, cells[0][0])) if cells else ("", None)
        elif said == folded(layout.DAY):
            _take_day(found, row, cells)
        elif folded(layout.TITLE) in (folded(cell.text) for cell in row.cells.values()):
            heads = _heads(found, row)
        else:
            _take_line(found, row, heads)
    return found


def _said(row: RowIn) -> tuple[str, list[tuple[int, CellIn]]]:
    """The folded words that the row begins with, and its other cells."""
    first, *others = sorted(row.cells)
    return folded(row.cells[first].text), [(place, row.cells[place]) for place in others]


def _require_version(place: SheetPlace, cells: Sequence[tuple[int, CellIn]]) -> None:
    if cells and cells[0][1].text.strip() != layout.mark(place.sheet):
        raise NoSpreadsheet(f"Lembar {place.called} di file ini dari templat lain: susunannya bukan yang dipakai sekarang.",
                            DOWNLOAD, code="IMP-412")


def _take_day(found: SheetRead, row: RowIn, cells: Sequence[tuple[int, CellIn]]) -> None:
    found.day_at = row.number, cells[0][0] if cells else min(row.cells) + 1
    if cells:
        found.day_cell = cells[0][1]
        found.day = _value(found, questions.fields(found.place.sheet)[questions.AS_OF], found.day_at, cells[0][1])


def _heads(found: SheetRead, row: RowIn) -> dict[int, str]:
    """The folded head of each column of the file."""
    heads: dict[int, str] = {}
    for place, cell in row.cells.items():
        head = folded(cell.text)
        if head not in layout.known_heads(found.place.sheet):
            found.note(UnknownSheetHead.at("", "Judul kolom", sheet=found.place.called), (row.number, place), cell)
        elif head in heads.values():
            found.note(HeadTwice.at("", "Judul kolom"), (row.number, place), cell)
        else:
            heads[place] = head
    return heads


def _take_line(found: SheetRead, row: RowIn, heads: Mapping[int, str]) -> None:
    """Put what the row's cells say where it belongs, or note why not."""
    if not heads:
        found.note_headless(row)
        return
    at = next(place for place, head in heads.items() if head == folded(layout.TITLE))
    cell = row.cells.get(at)
    line = _by_title(found).get(folded(cell.text)) if cell else None
    first = row.number, at
    if line is None:
        found.note(UnknownLine.at("", "Baris", sheet=found.place.called, near=_near(found, cell)), first, cell)
    elif line.number in found.rows:
        found.note(LineTwice.at("", line.title, row=found.rows[line.number]), first, cell)
    else:
        found.rows[line.number] = row.number
        for place, head in heads.items():
            if head not in BESIDE and place in row.cells and seen(row.cells[place].text):
                _take_cell(found, line, head, (row.number, place), row.cells[place])


BESIDE = frozenset(map(folded, (layout.NUMBER, layout.TITLE, layout.UNIT)))
"""Heads over what is no figure."""


def _by_title(found: SheetRead) -> Mapping[str, FormLine]:
    return {folded(line.title): line for line in found.place.sheet.lines}


def _near(found: SheetRead, cell: CellIn | None) -> str:
    near = near_words(cell.text, _by_title(found)) if cell else ""
    return f"Yang dekat: {_by_title(found)[near].title}." if near else "Hapus barisnya, atau kembalikan uraiannya."


def _take_cell(found: SheetRead, line: FormLine, head: str, at: Place, cell: CellIn) -> None:
    number = layout.column_of(line, head)
    if not number:
        found.note(NoSuchCell.at("", line.title, head=head), at, cell)
    elif not line.columns[number - 1].computed:
        asked = questions.fields(found.place.sheet)[cell_name(line.number, number)]
        value = _value(found, asked, at, cell)
        if value is not None:
            found.values[line.number, number] = value


def _value(found: SheetRead, asked: FormField, at: Place, cell: CellIn) -> Any:
    """What the cell answers; None where that is refused, which is noted."""
    try:
        return value_of(FileColumn(asked.label, asked.key, asked), cell)
    except NoValue as wrong:
        found.note(wrong.error.at(asked.name, asked.label, **wrong.facts), at, cell)
        return None
