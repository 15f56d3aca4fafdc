"""The person's own file once more, with every cell that does not fit coloured and its remedy as a note.

It is written anew from what the cells show: so it holds no formula, no macro and no link, and its rows stand where they stood.
"""

from collections.abc import Sequence

from sandbox.practice.exchange.report import CellProblem, Report
from sandbox.spreadsheets.cells import CellIn, SheetIn, Stands
from sandbox.spreadsheets.xlsx_out import CellStyle, SheetColumn, SheetOut, Value, sheet_name, workbook

ONLY_SHEET = "File"
"""The name of a CSV's one sheet."""
WIDTH = 20


def marked(grids: Sequence[SheetIn], report: Report) -> bytes:
    """The workbook. A problem of a whole sheet stands at its first cell."""
    alone = len(grids) == 1
    return workbook([_sheet(grid, [each for each in report.problems if alone or each.sheet == grid.name]) for grid in grids])


def _sheet(grid: SheetIn, problems: Sequence[CellProblem]) -> SheetOut:
    last = max((max(row.cells) for row in grid.rows), default=1)
    places = {(each.row, each.column or 1): each for each in problems}
    return SheetOut(
        sheet_name(grid.name) or ONLY_SHEET,
        [[_value(row.cells.get(column)) for column in range(1, last + 1)] for row in grid.rows],
        [SheetColumn(WIDTH)] * last, numbers=[row.number for row in grid.rows],
        styles={place: CellStyle.ASKED if each.is_asked else CellStyle.WRONG for place, each in places.items()},
        notes={place: f"{each.why} {each.remedy}".strip() for place, each in places.items()})


def _value(cell: CellIn | None) -> Value:
    if cell is None:
        return None
    if cell.kind is not Stands.NUMBER:
        return cell.shown
    number = float(cell.text)
    return int(number) if number == int(number) else number
