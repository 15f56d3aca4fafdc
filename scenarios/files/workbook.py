"""The file as it is taken home: the import's own workbook, but for what is wrong in it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sandbox.practice.exchange import layout
from sandbox.practice.exchange.cells import cell_of
from sandbox.practice.exchange.layout import FileColumn
from sandbox.practice.exchange.template import sheets_with
from sandbox.spreadsheets.xlsx_out import SheetOut, Value, workbook

OLD_MARK = f"{layout.MARK}: 2011"
TITLE = 0


def written(paper: Mapping[str, Any], *, as_it_was: bool = False) -> bytes:
    """The workbook of that paper; `as_it_was`: the one from which it was made, with nothing wrong in it."""
    spoiled = {} if as_it_was else {(place, key): value for place, key, value in paper["cells"]}
    cards = [family["card"] for family in paper["families"]]
    people = [{**line, layout.LINK: family["card"]["number"]} for family in paper["families"] for line in family["members"]]
    rows = {layout.CARDS: [(card, {}) for card in cards],
            layout.MEMBERS: [(line, {key: value for (at, key), value in spoiled.items() if at == place})
                             for place, line in enumerate(people, start=1)]}
    is_old = bool(paper["old"]) and not as_it_was
    return workbook([_guide(sheet, is_old) if sheet.name == layout.GUIDE else _sheet(sheet, rows.get(sheet.name))
                     for sheet in sheets_with(()) if sheet.name in (layout.GUIDE, layout.LISTS, *rows)])


def _guide(sheet: SheetOut, is_old: bool) -> SheetOut:
    rows = [[OLD_MARK] if is_old and str(row[TITLE]).startswith(layout.MARK) else row for row in sheet.rows]
    return SheetOut(sheet.name, rows, sheet.columns, styles=sheet.styles)


def _sheet(sheet: SheetOut, rows: Sequence[tuple[Mapping[str, Any], Mapping[str, Value]]] | None) -> SheetOut:
    """One sheet with these rows, in none but the columns that they need; a row is what is true and what stands there instead."""
    if rows is None:
        return sheet
    known = next(each.columns for each in layout.sheets() if each.name == sheet.name)
    needed = [place for place, column in enumerate(known) if any(column.key in true for true, _ in rows)]
    lines = [[_cell(known[place], true, instead) for place in needed] for true, instead in rows]
    return SheetOut(sheet.name, [[known[place].title for place in needed], *lines],
                    [sheet.columns[place] for place in needed], is_locked=True)


def _cell(column: FileColumn, true: Mapping[str, Any], instead: Mapping[str, Value]) -> Value:
    if column.key in instead:
        return instead[column.key]
    value = true.get(column.key)
    if column.field is None or value is None:
        return None
    return cell_of(column.field, date.fromisoformat(value) if column.field.kind == "date" else value)
