"""What was entered into the sheets: find one, its figures, and those of other days than the newest."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, aliased, selectinload

from sandbox.errors import NoSuchRecord
from sandbox.practice.models import SheetEntry, SheetPast
from sandbox.practice.sheets import cells, questions
from sandbox.practice.sheets.cells import Value
from sandbox.practice.sheets.sheet import Place, cell_name

OF_ROW = aliased(SheetEntry)


def get(session: Session, entry_id: int) -> SheetEntry:
    """Raises NoSuchRecord."""
    entry = session.get(SheetEntry, entry_id)
    if entry is None:
        raise NoSuchRecord()
    return entry


def of_year(session: Session, entry_id: int, period: int) -> SheetEntry:
    """The row of that id, if it is of that year. Raises NoSuchRecord."""
    entry = get(session, entry_id)
    if entry.period != period:
        raise NoSuchRecord()
    return entry


def of_sheet(session: Session, period: int, *, entry_id: int = 0, sheet_id: str = "") -> SheetEntry:
    """The row of a sheet in that year, found by its own id or by that of its row. Raises NoSuchRecord."""
    entry = session.scalar(select(SheetEntry).where(
        SheetEntry.id == entry_id if entry_id else SheetEntry.sheet == sheet_id, SheetEntry.period == period))
    if entry is None:
        raise NoSuchRecord()
    return entry


def both_years(session: Session, period: int, *, entry_id: int = 0, sheet_id: str = "") -> tuple[SheetEntry, SheetEntry | None]:
    """The same, and its row of the year before, with cells and pasts. Raises NoSuchRecord.

    The cells of a past are asked for when somebody looks at it.
    """
    rows = session.scalars(_BOTH_OF_SHEET if sheet_id else _BOTH_OF_ROW,
                           {"sheet": sheet_id, "entry": entry_id, "period": period, "before": period - 1}).all()
    found = {entry.period: entry for entry in rows}
    if period not in found:
        raise NoSuchRecord()
    cells.ask(session, rows)
    return found[period], found.get(period - 1)


_BOTH = (select(SheetEntry).where(SheetEntry.period.in_((bindparam("period"), bindparam("before"))))
         .options(selectinload(SheetEntry.pasts).defer(SheetPast.cells)))
_BOTH_OF_SHEET = _BOTH.where(SheetEntry.sheet == bindparam("sheet"))
_BOTH_OF_ROW = _BOTH.where(SheetEntry.sheet == select(OF_ROW.sheet).where(
    OF_ROW.id == bindparam("entry"), OF_ROW.period == bindparam("period")).scalar_subquery())


def before(session: Session, entry: SheetEntry) -> SheetEntry | None:
    """The same sheet of the year before, if it has any figures."""
    return session.scalar(select(SheetEntry).where(
        SheetEntry.sheet == entry.sheet, SheetEntry.period == entry.period - 1, SheetEntry.filled > 0))


def of_sheets(session: Session, sheet_ids: Sequence[str], periods: Sequence[int]) -> dict[tuple[str, int], SheetEntry]:
    """The rows of these sheets in these years with their cells, by sheet and year. Two statements."""
    rows = session.scalars(select(SheetEntry).where(SheetEntry.sheet.in_(sheet_ids), SheetEntry.period.in_(periods))).all()
    cells.ask(session, rows)
    return {(entry.sheet, entry.period): entry for entry in rows}


def figures_of(entry: SheetEntry) -> dict[Place, Value]:
    """Its cells by row and column."""
    return {(row, column): value for row, column, value, _ in cells.of(entry)}


def copies_of(entry: SheetEntry) -> dict[Place, int]:
    """The cells that were copied and not looked at since: from which year."""
    return {(row, column): year for row, column, _, year in cells.of(entry) if year is not None}


def answers_of(entry: SheetEntry) -> dict[str, Any]:
    """What stands in its form, by the keys of questions.py."""
    found: dict[str, Any] = {cell_name(*place): value for place, value in figures_of(entry).items()}
    return found if entry.as_of is None else {questions.AS_OF: entry.as_of, **found}


def content_of(entry: SheetEntry) -> dict[str, Any]:
    """What is sent: the sheet's figures at this moment, as JSON."""
    return {"sheet": entry.sheet, "period": entry.period, "as_of": entry.as_of.isoformat() if entry.as_of else None,
            "cells": [[*place, value] for place, value in figures_of(entry).items()]}


def past(entry: SheetEntry, as_of: date) -> SheetPast:
    """Its state of that day, which is not the newest. Raises NoSuchRecord."""
    found = next((each for each in entry.pasts if each.as_of == as_of), None)
    if found is None:
        raise NoSuchRecord()
    return found


def figures_of_past(past: SheetPast) -> Mapping[Place, Value]:
    return {(row, column): value for row, column, value, _ in past.cells}
