"""How a sheet stands in a file. It is made from what the sheet asks, so that a line that is added there has its row here.

    Potensi 41        Tanah sawah
    Tahun             2026
    Per tanggal       31-10-2026
    Versi formulir    v1f0c9a27
    No.   Uraian      Satuan   Luas (ha)
    1     …

A row is found by its title and a cell by its column's head, so people may sort rows and move columns. Several sheets stand in a
workbook side by side, and in a CSV below each other.
"""

import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import groupby

from sandbox.practice.exchange import layout as families
from sandbox.practice.sheets.sheet import Column, FormLine, Sheet, SheetPlace, places
from sandbox.words.folding import folded

YEAR, DAY, MARK = "Tahun", "Per tanggal", families.MARK
GUIDE_TITLE = "Lembar Potensi dan Tingkat Perkembangan (LATIHAN · bukan data asli)"
ABOVE = ("name", YEAR, DAY, MARK)
"""The rows above its first head."""
NUMBER, TITLE, UNIT = "No.", "Uraian", "Satuan"
ONLY = "Isian"
"""Head of the figures of lines that have one column."""
FIRST = 4
"""The column in which the figures begin."""
Lines = Sequence[FormLine]


@cache
def by_name() -> Mapping[str, SheetPlace]:
    """Every sheet by its folded name: potensi 41."""
    return {folded(place.called): place for place in places().values()}


@cache
def mark(sheet: Sheet) -> str:
    """The version of the sheet's rows: a hash of its lines, its columns and of what may be chosen in them.

    It begins with a letter that no number has: of 711333e3 or 04055312 Excel makes a number and saves another text.
    """
    said = "\n".join(f"{line.title}|{column.label}|{column.kind}|{column.unit}|{'|'.join(column.labels.values())}"
                     for line in sheet.lines for column in line.columns)
    return "v" + hashlib.sha256(said.encode()).hexdigest()[:8]


@cache
def groups(sheet: Sheet) -> tuple[tuple[FormLine, ...], ...]:
    """Its lines, those together that have the same heads; lines of one column are alike."""
    return tuple(tuple(lines) for _, lines in groupby(
        sheet.lines, key=lambda line: len(line.columns) > 1 and [column.label for column in line.columns]))


def heads(lines: Lines) -> list[str]:
    """What stands over the figures of a group: with the unit, where all have the same."""
    if len(lines[0].columns) == 1:
        return [ONLY]
    return [_head([line.columns[place] for line in lines]) for place in range(len(lines[0].columns))]


def unit(line: FormLine, lines: Lines) -> str:
    """What stands under Satuan: the units that its heads do not say."""
    if len(line.columns) == 1:
        return line.columns[0].unit
    open_ones = [column.unit for place, column in enumerate(line.columns)
                 if column.unit and not _is_said([each.columns[place] for each in lines])]
    return ", ".join(dict.fromkeys(open_ones))


def column_of(line: FormLine, head: str) -> int:
    """The number of the line's column under that folded head; 0 if it has none there."""
    if len(line.columns) == 1 and head == folded(ONLY):
        return 1
    return next((number for number, column in enumerate(line.columns, start=1)
                 if head in (folded(column.label), folded(_with_unit(column)))), 0)


@cache
def known_heads(sheet: Sheet) -> frozenset[str]:
    """All heads that its rows may stand under, folded."""
    said = {head for lines in groups(sheet) for head in heads(lines)}
    said |= {column.label for line in sheet.lines for column in line.columns}
    return frozenset(map(folded, [NUMBER, TITLE, UNIT, ONLY, *said]))


def _head(columns: Sequence[Column]) -> str:
    return _with_unit(columns[0]) if _is_said(columns) else columns[0].label


def _is_said(columns: Sequence[Column]) -> bool:
    """Whether their head says the unit: all have the same."""
    return len({column.unit for column in columns}) == 1


def _with_unit(column: Column) -> str:
    return f"{column.label} ({column.unit})" if column.unit else column.label
