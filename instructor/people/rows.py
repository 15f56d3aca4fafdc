"""The rows of a list of people, out of a file with an office's habits: titles above the heading, sums and signatures below."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from instructor.people.columns import PEOPLE, RosterColumn, is_heading, meanings, missing
from instructor.people.names import role_of
from instructor.people.problems import numbered
from sandbox.spreadsheets.cells import CellIn, NoSpreadsheet, RowIn, SheetIn, Stands
from sandbox.words.folding import folded, seen
from sandbox.words.texts import lazy_gettext as _l

SEARCHED = 30
"""Rows of a sheet among which its heading is looked for."""
LONGEST = 200
"""Letters of a cell that are read; what is longer is no name."""
SUMMED = re.compile(r"(grand )?(jumlah|total|mengetahui|catatan|keterangan|sumber|dicetak)\b")
"""How a row below the list begins."""
DITTO = frozenset({"sda", "s.d.a", "s.d.a.", "idem", "ditto", '"', "''", ",,", "”", "-\"-"})
"""What stands for the cell above."""
WITHIN = re.compile(r"(?P<village>.+?)[\s,(]+(?:kec|kecamatan)\b[.\s]*(?P<district>[^)]+)\)?", re.IGNORECASE)
"""A village with its subdistrict in one cell: Gendoh, Kec. Sempu."""
CODED = re.compile(r"(?P<code>\d\d[\d. ]{8,}\d)[\s:–-]+(?P<village>\D+)")
"""A village behind its code in one cell: 35.10.09.2002 - Gendoh."""
TICKS = frozenset({"v", "√", "✓", "✔", "x", "ya", "1"})
"""What says in a role's column that the one of the name's column has it."""


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One person as the file writes them. `number`: the row's, as Excel shows it (`rows_words`)."""

    number: int
    name: str
    role: str
    village: str
    district: str = ""
    code: str = ""
    sheet: str = ""

    @property
    def whence(self) -> tuple[str, str, str]:
        """What it says of the village."""
        return self.village, self.district, self.code


@dataclass(frozen=True, slots=True)
class RosterRead:
    """A file as it was understood. `headings`: what stands above each column of the first sheet. `columns`: what each is taken
    for."""

    sheets: tuple[str, ...]
    """Those that were read, in the file's order."""
    others: tuple[str, ...]
    """Sheets with a heading of their own that were not: a column is lacking, or everybody stands in one that was read."""
    headings: Mapping[int, str]
    columns: Mapping[int, RosterColumn]
    rows: tuple[RosterRow, ...]
    lacking: tuple[RosterColumn, ...] = ()
    """Columns without which nothing can be read: then there are no rows."""
    passed: tuple[int, ...] = field(default=())
    """Rows that name nobody: sums, signatures, the heading once more."""


def read_roster(sheets: Sequence[SheetIn], chosen: Mapping[int, RosterColumn] | None = None) -> RosterRead:
    """The people of every sheet that has a heading: offices keep one for each subdistrict, which it is named after. `chosen`:
    what the columns of the first one say, where their headings do not.

    Raises NoSpreadsheet for a file without any heading.
    """
    found = [(sheet, head) for sheet in sheets if not sheet.is_hidden and (head := _heading(sheet)) is not None]
    if not found:
        raise NoSpreadsheet(str(_l("Di file ini tidak ada baris judul yang memuat Nama, Jabatan, dan Desa.")),
                            str(_l("Tulis judul kolom di atas daftarnya, lalu unggah lagi.")), code="GL-LIST-2")
    (first, head), *more = found
    headings = _headings(head)
    columns = {place: column for place, column in (chosen or meanings(headings)).items() if place in headings}
    lacking = tuple(missing(columns))
    if lacking:
        return RosterRead((first.name,), tuple(sheet.name for sheet, _head in more), headings, columns, (), lacking)
    read = _with(RosterRead((), (), headings, columns, ()), first, head, columns)
    for sheet, head in more:
        own = _headings(head)
        its_columns = columns if own == headings else meanings(own)
        further = read if missing(its_columns) else _with(read, sheet, head, its_columns)
        known = {_who(row) for row in read.rows}
        is_new = any(_who(row) not in known for row in further.rows)
        read = further if is_new else replace(read, others=(*read.others, sheet.name))
    return read


def _with(read: RosterRead, sheet: SheetIn, head: RowIn, columns: Mapping[int, RosterColumn]) -> RosterRead:
    """The same with the people of that sheet."""
    above = numbered(0, sheet=len(read.sheets) + 1)
    rows = [row for row in sheet.rows if row.number > head.number]
    people = list(_people(rows, columns, _headings(head)))
    there = {each.number for each in people}
    return replace(read, sheets=(*read.sheets, sheet.name),
                   rows=(*read.rows, *(replace(each, number=above + each.number, sheet=sheet.name) for each in people)),
                   passed=(*read.passed, *(above + row.number for row in rows if row.number not in there)))


def _headings(head: RowIn) -> dict[int, str]:
    return {place: text[:LONGEST] for place, cell in head.cells.items() if (text := seen(cell.shown))}


def _who(row: RosterRow) -> tuple[str, ...]:
    """By what the same person is known in another sheet."""
    return tuple(map(folded, (row.name, row.role, row.village)))


def _heading(sheet: SheetIn) -> RowIn | None:
    """The row whose cells say most of what is needed, of the first ones; None if none says two things. Two rows are one heading
    where the lower parts what the upper says: Nama above Sekdes and Operator."""
    rows = sheet.rows[:SEARCHED]
    both = [RowIn(lower.number, {**upper.cells, **lower.cells}) for upper, lower in pairwise(rows)
            if lower.number == upper.number + 1 and {*PEOPLE} <= {*_said(lower).values()}]
    best = max([*rows, *both], key=lambda row: len(_said(row)), default=None)
    return best if best is not None and len(_said(best)) > 1 else None


def _said(row: RowIn) -> dict[int, RosterColumn]:
    return meanings({place: cell.text for place, cell in row.cells.items() if len(cell.text) <= LONGEST})


def _people(rows: Sequence[RowIn], columns: Mapping[int, RosterColumn], headings: Mapping[int, str]) -> Iterator[RosterRow]:
    said = [(row, {column: _text(row.cells.get(place)) for place, column in columns.items()}) for row in rows]
    said = [(row, texts) for row, texts in said if not _is_none(row, texts, headings)]
    while said and _is_signature(said[-1][1]):
        said.pop()
    above = RosterRow(0, "", "", "")
    for row, texts in said:
        if _is_aside(row, texts, above):
            continue
        for person in _of_row(row.number, texts):
            above = _merged(person, above)
            yield above


def _is_none(row: RowIn, texts: Mapping[RosterColumn, str], headings: Mapping[int, str]) -> bool:
    """Whether the row names nobody: what was recognised is empty, it is a sum, or it is the heading once more."""
    if not any(texts.values()):
        return True
    if all(folded(cell.text) == folded(headings.get(place, "")) for place, cell in row.cells.items()):
        return True
    if len(row.cells) > 1 and all(is_heading(cell.text) for cell in row.cells.values()):
        return True  # what stands below Sekdes and Operator: Nama and No. HP of each
    if [cell.text.removesuffix(".0") for _, cell in sorted(row.cells.items())] == [str(n + 1) for n in range(len(row.cells))]:
        return True  # the columns' numbers, below the heading of an official table
    first = folded(row.cells[min(row.cells)].text)
    return bool(SUMMED.match(first)) and not texts.get(RosterColumn.ROLE)


def _is_signature(texts: Mapping[RosterColumn, str]) -> bool:
    """Whether the row, the last one, is of the place, day and office below a list: one cell, which is neither name nor role."""
    said = {column: text for column, text in texts.items() if text}
    return len(said) == 1 and not said.keys() & {RosterColumn.NAME, *PEOPLE} and not role_of(said.get(RosterColumn.ROLE, ""))


def _is_aside(row: RowIn, texts: Mapping[RosterColumn, str], above: RosterRow) -> bool:
    """Whether the row stands apart from the list, in the column of names alone: the place and day of a signature, a title."""
    return bool(texts.get(RosterColumn.NAME)) and len(row.cells) == 1 and row.number > above.number + 1 and above.number > 0


def _of_row(number: int, texts: Mapping[RosterColumn, str]) -> Iterator[RosterRow]:
    """The person of a row, or the two of a village's."""
    village, district, code = (_own(texts.get(each, "")) for each in (
        RosterColumn.VILLAGE, RosterColumn.DISTRICT, RosterColumn.CODE))
    if not district and (both := WITHIN.fullmatch(village)):
        village, district = both["village"], both["district"]
    if not code and (both := CODED.fullmatch(village)):
        village, code = both["village"], both["code"]
    whence = {"village": village, "district": district, "code": code}
    pairs = [(_ticked(texts[column], texts), str(column)) for column in PEOPLE if column in texts]
    for name, role in pairs or [(texts[RosterColumn.NAME], texts[RosterColumn.ROLE])]:
        if name or not pairs:
            yield RosterRow(number, name, role, **whence)


def _ticked(text: str, texts: Mapping[RosterColumn, str]) -> str:
    """The name in a role's column, or the row's name where that column is only ticked."""
    return texts.get(RosterColumn.NAME, text) if folded(text) in TICKS else text


def _own(text: str) -> str:
    """What the cell says itself; nothing where it only repeats the one above."""
    return "" if folded(text) in DITTO else text


def _merged(person: RosterRow, above: RosterRow) -> RosterRow:
    """The person, whose village's cell was merged with the one above: Excel keeps its text in the first row alone."""
    follows = person.number - above.number <= 1 and folded(person.role) != folded(above.role)
    if person.village or person.code or not person.name or not follows:
        return person
    return replace(person, village=above.village, code=above.code, district=person.district or above.district)


def _text(cell: CellIn | None) -> str:
    """A cell as one sees it. A number that Excel shows in short keeps its digits: 3510132008, not 3,51013E+09."""
    if cell is None:
        return ""
    text = cell.text.removesuffix(".0") if cell.kind is Stands.NUMBER else cell.shown
    return seen(text.replace("_x000D_", " "))[:LONGEST]


