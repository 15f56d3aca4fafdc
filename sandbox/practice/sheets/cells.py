"""The cells of a sheet as plain rows. Each entry's are asked for once, and known to it until the session forgets the entry."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from sqlalchemy import Table, bindparam, delete, event, insert, inspect, select
from sqlalchemy.orm import Session, object_session

from sandbox.practice.models import Cell, SheetEntry

Value = float | str
Kept = tuple[int, int, Value, int | None]
"""A cell: row, column, what it holds, and the year that it was copied from, as long as nobody has looked at it."""

KNOWN = "cells"


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
    found: dict[tuple[str, int], list[Kept]] = {(each.sheet, each.period): [] for each in entries}
    sheets, periods = {sheet for sheet, _ in found}, {period for _, period in found}
    for sheet, period, row, column, number, text, copied_from in session.execute(
            _ASKED, {"asked_sheets": list(sheets), "asked_periods": list(periods)}):
        kept, value = found.get((sheet, period)), text if number is None else number
        if kept is not None and value is not None:
            kept.append((row, column, value, copied_from))
    for entry in entries:
        _know(entry, found[entry.sheet, entry.period])


_ASKED = (select(Cell.sheet, Cell.period, Cell.row, Cell.column, Cell.number, Cell.text, Cell.copied_from)
          .where(Cell.sheet.in_(bindparam("asked_sheets", expanding=True)),
                 Cell.period.in_(bindparam("asked_periods", expanding=True)))
          .order_by(Cell.sheet, Cell.period, Cell.row, Cell.column))


def replace(session: Session, entry: SheetEntry, cells: Sequence[Kept]) -> None:
    """Make these its cells."""
    session.execute(_DELETED, {"sheet_now": entry.sheet, "period_now": entry.period})
    if cells:
        session.execute(insert(_TABLE), _rows(entry, cells))
    _know(entry, [(row, column, value if isinstance(value, str) else float(value), year) for row, column, value, year in cells])


_TABLE = cast(Table, Cell.__table__)
_DELETED = delete(_TABLE).where(_TABLE.c.sheet == bindparam("sheet_now"), _TABLE.c.period == bindparam("period_now"))


def _rows(entry: SheetEntry, cells: Iterable[Kept]) -> list[dict[str, Any]]:
    return [{"sheet": entry.sheet, "period": entry.period, "row": row, "column": column,
             "number": None if isinstance(value, str) else value, "text": value if isinstance(value, str) else None,
             "copied_from": copied_from} for row, column, value, copied_from in cells]


def _know(entry: SheetEntry, cells: Sequence[Kept]) -> None:
    inspect(entry).info[KNOWN] = cells


@event.listens_for(SheetEntry, "expire")
def _forget(entry: SheetEntry, _names: object) -> None:
    inspect(entry).info.pop(KNOWN, None)
