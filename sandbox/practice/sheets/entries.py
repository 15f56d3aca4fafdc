"""What was entered into the sheets: find one, its figures, and those of other days than the newest."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from sandbox.errors import NoSuchRecord
from sandbox.practice.models import Cell, SheetEntry, SheetPast
from sandbox.practice.sheets import questions
from sandbox.practice.sheets.sheet import SheetPlace
from sandbox.practice.sheets.totals import Place

Value = float | str
Kept = tuple[int, int, Value, int | None]
"""A cell: row, column, what it holds, and the year that it was copied from, as long as nobody has looked at it."""


def new_entry(place: SheetPlace, period: int, **fields: Any) -> SheetEntry:
    """The row of a sheet that nobody has saved yet."""
    return SheetEntry(sheet=place.sheet.id, period=period, number=place.called, title=place.sheet.title, **fields)


def get(session: Session, entry_id: int) -> SheetEntry:
    """Raises NoSuchRecord."""
    entry = session.get(SheetEntry, entry_id)
    if entry is None:
        raise NoSuchRecord()
    return entry


def of_year(session: Session, sheet_id: str, period: int) -> SheetEntry:
    """The sheet's row of that year. Raises NoSuchRecord."""
    entry = session.scalar(select(SheetEntry).where(SheetEntry.sheet == sheet_id, SheetEntry.period == period))
    if entry is None:
        raise NoSuchRecord()
    return entry


def figures_of(entry: SheetEntry) -> dict[Place, Value]:
    """Its cells by row and column."""
    return {(cell.row, cell.column): value for cell in entry.cells if (value := cell.value) is not None}


def copies_of(entry: SheetEntry) -> dict[Place, int]:
    """The cells that were copied and not looked at since: from which year."""
    return {(cell.row, cell.column): cell.copied_from for cell in entry.cells if cell.copied_from is not None}


def answers_of(entry: SheetEntry) -> dict[str, Any]:
    """What stands in its form, by the keys of questions.py."""
    found: dict[str, Any] = {questions.cell_name(*place): value for place, value in figures_of(entry).items()}
    return found if entry.as_of is None else {questions.AS_OF: entry.as_of, **found}


def content_of(entry: SheetEntry) -> dict[str, Any]:
    """What is sent: the sheet's figures at this moment, as JSON."""
    return {"sheet": entry.sheet, "period": entry.period, "as_of": entry.as_of.isoformat() if entry.as_of else None,
            "cells": [[*place, value] for place, value in figures_of(entry).items()]}


def kept(cells: Iterable[Cell]) -> list[Kept]:
    """The cells as the state of a day that is not the newest keeps them."""
    return [(cell.row, cell.column, value, cell.copied_from) for cell in cells if (value := cell.value) is not None]


def as_cells(entry: SheetEntry, found: Iterable[Kept]) -> list[dict[str, Any]]:
    """Rows of the table of cells."""
    return [{"sheet": entry.sheet, "period": entry.period, "row": row, "column": column,
             "number": None if isinstance(value, str) else value, "text": value if isinstance(value, str) else None,
             "copied_from": copied_from} for row, column, value, copied_from in found]


def pasts(session: Session, entry: SheetEntry) -> Sequence[SheetPast]:
    """Its states of other days than the newest, newest first."""
    return session.scalars(select(SheetPast).where(SheetPast.entry_id == entry.id).order_by(SheetPast.as_of.desc())).all()


def past(session: Session, entry: SheetEntry, as_of: date) -> SheetPast:
    """Its state of that day. Raises NoSuchRecord."""
    found = session.get(SheetPast, (entry.id, as_of))
    if found is None:
        raise NoSuchRecord()
    return found


def figures_of_past(past: SheetPast) -> Mapping[Place, Value]:
    return {(row, column): value for row, column, value, _ in past.cells}
