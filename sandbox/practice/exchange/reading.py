"""The rows of a file as entries: a card, a member or a row of a table, each with what its cells answer and what they do not.

Here Gladi's own workbook is read, in as many sheets as it has or as one CSV; opensid.py reads OpenSID's into the same. Heads that
the forms do not know refuse the file; sheets that they do not know are left alone, and said.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any

from sandbox.practice.exchange import layout
from sandbox.practice.exchange.cells import near_words, value_of
from sandbox.practice.exchange.layout import FileColumn, FileSheet
from sandbox.practice.exchange.report import CellProblem
from sandbox.practice.exchange.sheets import layout as of_sheets
from sandbox.practice.forms.field_errors import FieldError
from sandbox.practice.forms.instruments import FormField, Table
from sandbox.practice.forms.reading import empty
from sandbox.practice.forms.values import NoValue
from sandbox.spreadsheets.cells import CellIn, NoSpreadsheet, RowIn, SheetIn
from sandbox.words.folding import folded, seen

END = "###"
"""A row that begins so, and all below it, is not read."""
TITLES = 10
"""Rows in which the heads may stand; above them people write titles."""
NEW_TEMPLATE = "Unduh templat yang baru, pindahkan isinya, lalu unggah."


class UnknownHead(FieldError):
    code = "IMP-412"
    wording = "Judul kolom ini tidak dikenal formulir. {near}"


class HeadTwice(FieldError):
    code = "IMP-412"
    wording = "Judul kolom ini ada dua kali. Hapus salah satu kolomnya."


class NoLink(FieldError):
    code = "IMP-412"
    wording = "Lembar ini tidak punya kolom {title}. Tambahkan kolomnya, sebab dengan itu baris ini mengenal keluarganya."


@dataclass(slots=True)
class Entry:
    """One row of a file. `places`: the column of each input that it has. `table`: whose row it is, for a row of a table."""

    sheet: str
    row: int
    is_member: bool
    table: Table | None
    places: Mapping[str, int]
    written: Mapping[int, CellIn]
    values: dict[str, Any] = field(default_factory=dict)
    presence: dict[str, bool] = field(default_factory=dict)
    """Whether the family has rows in a table, by its id."""
    reason: str = ""
    problems: list[CellProblem] = field(default_factory=list)
    is_skipped: bool = False
    of: "Entry | None" = None
    """The person on whose row this card stands, where a file has no rows for cards: it is noted and counted there."""
    only_new: frozenset[str] = frozenset()
    """Keys that count only where nothing is stored yet."""

    @property
    def is_card(self) -> bool:
        return not self.is_member and self.table is None

    @property
    def number(self) -> str:
        """The family card's; empty where it could not be read."""
        return str(self.values.get(layout.LINK, ""))

    @property
    def is_refused(self) -> bool:
        return any(not problem.is_asked for problem in self.problems)

    def note(self, error: FieldError, *, is_asked: bool = False) -> None:
        """Note what is wrong at the cell of that input, or at the one that ties the row to its family.

        Once a cell; what refuses it takes the place of what only asks about it.
        """
        if self.of is not None:
            self.of.note(error, is_asked=is_asked)
            return
        own = self.places.get(error.name)
        column = own or self.places.get(layout.LINK, 1)
        cell = self.written.get(column) if own else None
        problem = CellProblem.of(error, self.sheet, self.row, column, cell.shown if cell else "", is_asked=is_asked)
        before = next((each for each in self.problems if each.column == column and (own or each.label == error.label)), None)
        if before is None:
            self.problems.append(problem)
        elif before.is_asked and not is_asked:
            self.problems[self.problems.index(before)] = problem

    def require(self, fields: Sequence[FormField]) -> None:
        """Note each of these that must be answered to be saved, and is not."""
        for each in fields:
            if each.required == "save" and each.key not in self.values:
                self.note(empty(each))


@dataclass(slots=True)
class FileRead:
    """A file's entries in its order, what is wrong with its heads, and what was not read."""

    entries: list[Entry] = field(default_factory=list)
    problems: list[CellProblem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_own(grids: Sequence[SheetIn]) -> FileRead:
    """Gladi's own workbook. Raises NoSpreadsheet where it is of another version, or has no sheet that is known."""
    _require_version(grids)
    found = FileRead()
    for grid, sheet in _matched(grids):
        if sheet is None:
            if grid.rows and folded(grid.name) not in (folded(layout.GUIDE), folded(layout.LISTS)):
                found.notes.append(f"Lembar “{grid.name}” tidak dibaca, sebab bukan lembar templat.")
        else:
            _read_sheet(grid, sheet, found)
    return found


def _require_version(grids: Sequence[SheetIn]) -> None:
    for grid in grids:
        for row in grid.rows[:12] if folded(grid.name) == folded(layout.GUIDE) else ():
            for cell in row.cells.values():
                mark = cell.text.removeprefix(f"{layout.MARK}: ").strip()
                if cell.text.startswith(layout.MARK) and mark != layout.mark():
                    raise NoSpreadsheet("File ini dari templat lain: susunan kolomnya bukan yang dipakai formulir sekarang.",
                                        NEW_TEMPLATE, code="IMP-412")


def _matched(grids: Sequence[SheetIn]) -> list[tuple[SheetIn, FileSheet | None]]:
    """Each sheet of the file with the one of the layout that it is: by its name, else by its heads."""
    by_name = {folded(sheet.name): sheet for sheet in layout.sheets()}
    found = [(grid, by_name.get(folded(grid.name))) for grid in grids]
    if not any(sheet for _, sheet in found):
        found = [(grid, _by_heads(grid)) for grid in grids]
    if not any(sheet for _, sheet in found):
        raise _unknown(grids)
    return found


def _unknown(grids: Sequence[SheetIn]) -> NoSpreadsheet:
    """Why nothing in the file is known: what a spreadsheet made of one of our own files, else that it is another list."""
    said = [row.cells[min(row.cells)].text for grid in grids for row in grid.rows[:TITLES]]
    if said and said[0] in (layout.GUIDE_TITLE, of_sheets.GUIDE_TITLE):
        return NoSpreadsheet("File ini hanya berisi lembar Petunjuk; CSV menyimpan satu lembar saja.",
                             "Simpan sebagai Excel Workbook (.xlsx), atau buka dulu lembar yang berisi data, "
                             "lalu simpan sebagai CSV.", code="IMP-412")
    if sum(";" in text for text in said) * 2 > len(said):
        return NoSpreadsheet("Semua isi file ini masuk ke satu kolom, sebab CSV-nya dibuka dengan pemisah lain.",
                             "Buka CSV aslinya lagi dengan pemisah titik koma (;) dan huruf UTF-8, atau unggah CSV aslinya.",
                             code="IMP-412")
    return NoSpreadsheet("Susunan kolom file ini tidak dikenal: bukan templat Gladi dan bukan daftar penduduk OpenSID.",
                         NEW_TEMPLATE, code="IMP-412")


def from_heads(rows: Sequence[RowIn], known: Set[str]) -> Sequence[RowIn]:
    """The rows from the one of the heads on: of the first ones that which has most of the known heads, two at least."""
    counts = [len(known & {folded(cell.text) for cell in row.cells.values()}) for row in rows[:TITLES]]
    best = max(counts, default=0)
    return rows[counts.index(best):] if best > 1 else rows


def _by_heads(grid: SheetIn) -> FileSheet | None:
    """The sheet of the layout that has most of these heads, and at least half of them; ties go to the first."""
    rows = from_heads(grid.rows, {title for sheet in layout.sheets() for title in sheet.by_title})
    heads = {folded(cell.text) for cell in (rows[0].cells.values() if rows else ())}
    best = max(layout.sheets(), key=lambda sheet: len(heads & sheet.by_title.keys()))
    known = len(heads & best.by_title.keys())
    return best if known >= 2 and known * 2 >= len(heads) else None


def _read_sheet(grid: SheetIn, sheet: FileSheet, found: FileRead) -> None:
    if not grid.rows:
        return
    head, *rows = from_heads(grid.rows, sheet.by_title.keys())
    heads = _heads(grid, head, sheet, found)
    places = {column.input: place for place, column in heads.items()}
    name = grid.name or sheet.name
    found.notes += hidden(grid)
    if head is not grid.rows[0]:
        found.notes.append(f"Lembar “{name}”: baris di atas judul kolom (baris {head.number}) tidak dibaca.")
    for row in rows:
        if is_end(row):
            break
        found.entries.append(_entry(name, row, sheet, heads, places))


def hidden(grid: SheetIn) -> list[str]:
    """That a sheet which Excel does not show is read like the others."""
    return [f"Lembar “{grid.name}” tersembunyi di Excel, tetapi dibaca juga."] if grid.is_hidden else []


def is_end(row: RowIn) -> bool:
    """Whether nothing is read from here on."""
    return row.cells[min(row.cells)].text.strip().startswith(END)


def _heads(grid: SheetIn, row: RowIn, sheet: FileSheet, found: FileRead) -> dict[int, FileColumn]:
    """The column of the layout in each column of the file."""
    by_title = sheet.by_title
    heads: dict[int, FileColumn] = {}
    for place, cell in row.cells.items():
        title = folded(cell.text)
        column = by_title.get(title)
        if column is None:
            found.problems.append(head_problem(UnknownHead, grid, row.number, place, cell, near=_near_head(title, by_title)))
        elif column in heads.values():
            found.problems.append(head_problem(HeadTwice, grid, row.number, place, cell))
        else:
            heads[place] = column
    if all(column.key != layout.LINK for column in heads.values()):
        missing = NoLink.at("", "Judul kolom", title=sheet.columns[0].title)
        found.problems.append(CellProblem.of(missing, grid.name or sheet.name, row.number, 0, ""))
    return heads


def _near_head(title: str, known: Mapping[str, FileColumn]) -> str:
    near = near_words(title, known)
    return f"Judul yang dekat: {known[near].title}." if near else "Pakai judul dari templat, atau hapus kolomnya."


def head_problem(kind: type[FieldError], grid: SheetIn, row: int, place: int, cell: CellIn, **facts: str) -> CellProblem:
    """What is wrong with the head in that column."""
    return CellProblem.of(kind.at("", "Judul kolom", **facts), grid.name, row, place, cell.shown)


def _entry(name: str, row: RowIn, sheet: FileSheet, heads: Mapping[int, FileColumn], places: Mapping[str, int]) -> Entry:
    entry = Entry(name, row.number, sheet.name == layout.MEMBERS, sheet.table, places, row.cells)
    for place, column in heads.items():
        cell = row.cells.get(place)
        if cell is not None and seen(cell.text):
            _take(entry, column, cell)
    if layout.LINK not in entry.values:
        link = sheet.columns[0].field
        entry.require([link] if link else [])
    return entry


def _take(entry: Entry, column: FileColumn, cell: CellIn) -> None:
    """Put the cell's answer into the entry, or note what is wrong with it."""
    try:
        value = value_of(column, cell)
    except NoValue as wrong:
        label = column.field.label if column.field else column.title
        entry.note(wrong.error.at(column.input, label, **wrong.facts))
        return
    if column.table is not None:
        entry.presence[column.key] = value
    elif column.field is None:
        entry.reason = value
    else:
        entry.values[column.key] = value
