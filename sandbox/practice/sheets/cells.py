"""The cells of a sheet as plain rows. Each entry's are asked for once, and known to it until the session forgets the entry."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from sqlalchemy import Table, delete, event, insert, inspect, select
from sqlalchemy.orm import Session, object_session

from sandbox.practice.models import Cell, SheetEntry

Value = float | str
Kept = tuple[int, int, Value, int | None]
"""A cell: row, column, what it holds, and the year that it was copied from, as long as nobody has looked at it."""

KNOWN = "cells"
COLUMNS = (Cell.row, Cell.column, Cell.number, Cell.text, Cell.copied_from)


def of(entry: SheetEntry) -> Sequence[Kept]:
    """Its cells by row and column."""
    known = inspect(entry).info
    if KNOWN not in known:
        session = object_session(entry)
        assert session is not None
        ask(session, [entry])
    found: Sequence[Kept] = known[KNOWN]
    return found


def ask(session: Session, entries: Sequence[SheetEntry]) -> None:
    """Ask for the cells of these entries, in one statement."""
    rows = session.execute(
        select(Cell.sheet, Cell.period, *COLUMNS)
        .where(Cell.sheet.in_({each.sheet for each in entries}), Cell.period.in_({each.period for each in entries}))
        .order_by(Cell.sheet, Cell.period, Cell.row, Cell.column))
    found: dict[tuple[str, int], list[Kept]] = {(each.sheet, each.period): [] for each in entries}
    for sheet, period, row, column, number, text, copied_from in rows:
        if (value := text if number is None else number) is not None:
            found[sheet, period].append((row, column, value, copied_from))
    for entry in entries:
        _know(entry, found[entry.sheet, entry.period])


def replace(session: Session, entry: SheetEntry, cells: Sequence[Kept]) -> None:
    """Make these its cells."""
    session.execute(delete(Cell).where(Cell.sheet == entry.sheet, Cell.period == entry.period),
                    execution_options={"synchronize_session": False})
    if cells:
        session.execute(insert(cast(Table, Cell.__table__)), _rows(entry, cells))
    _know(entry, [(row, column, value if isinstance(value, str) else float(value), year) for row, column, value, year in cells])


def _rows(entry: SheetEntry, cells: Iterable[Kept]) -> list[dict[str, Any]]:
    return [{"sheet": entry.sheet, "period": entry.period, "row": row, "column": column,
             "number": None if isinstance(value, str) else value, "text": value if isinstance(value, str) else None,
             "copied_from": copied_from} for row, column, value, copied_from in cells]


def _know(entry: SheetEntry, cells: Sequence[Kept]) -> None:
    inspect(entry).info[KNOWN] = cells


@event.listens_for(SheetEntry, "expire")
def _forget(entry: SheetEntry, _names: object) -> None:
    inspect(entry).info.pop(KNOWN, None)
