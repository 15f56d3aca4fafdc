"""What of the village's sheets a file is checked against and made from: this year's, with the states of earlier days."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from sandbox.practice.households import households
from sandbox.practice.models import Cell, SheetEntry, SheetPast
from sandbox.practice.sheets.cells import Value
from sandbox.practice.sheets.sheet import Place


@dataclass(frozen=True, slots=True)
class StoredSheet:
    """A sheet as stored: the figures that count, since when they do, and those of other days."""

    id: int
    version: int
    as_of: date | None
    figures: Mapping[Place, Value]
    pasts: Mapping[date, Mapping[Place, Value]]

    def on(self, day: date) -> Mapping[Place, Value]:
        """The figures that a file of that day adds to: those that count, or for an earlier day what was entered for that."""
        return self.figures if self.counts(day) else self.pasts.get(day, {})

    def counts(self, day: date) -> bool:
        """Whether a state of that day would be the newest."""
        return self.as_of is None or day >= self.as_of


@dataclass(frozen=True, slots=True)
class KnownSheets:
    """The sheets of the reporting year by id, where there is no database."""

    period: int
    sheets: Mapping[str, StoredSheet]

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "KnownSheets":
        return cls(kept["period"], {sheet_id: StoredSheet(
            row["id"], row["version"], date.fromisoformat(row["as_of"]) if row["as_of"] else None, _figures(row["cells"]),
            {date.fromisoformat(day): _figures(cells) for day, cells in row["pasts"].items()})
            for sheet_id, row in kept["sheets"].items()})


def told(session: Session, sheet_ids: Collection[str] | None = None) -> dict[str, Any]:
    """The sheets of this year as JSON, all or these. Four statements."""
    period = households.village(session).period
    wanted = [SheetEntry.period == period, *([SheetEntry.sheet.in_(sheet_ids)] if sheet_ids is not None else [])]
    found: dict[str, dict[str, Any]] = {}
    for id_, sheet, version, as_of in session.execute(
            select(SheetEntry.id, SheetEntry.sheet, SheetEntry.version, SheetEntry.as_of).where(*wanted)):
        found[sheet] = {"id": id_, "version": version, "as_of": as_of.isoformat() if as_of else None, "cells": [], "pasts": {}}
    cells = select(Cell.sheet, Cell.row, Cell.column, Cell.number, Cell.text).where(Cell.period == period)
    for sheet, row, column, number, text in session.execute(cells):
        if sheet in found:
            found[sheet]["cells"].append([row, column, text if number is None else number])
    pasts = select(SheetEntry.sheet, SheetPast.as_of, SheetPast.cells).join(SheetEntry).where(*wanted)
    for sheet, as_of, kept in session.execute(pasts):
        found[sheet]["pasts"][as_of.isoformat()] = [cell[:3] for cell in kept]
    return {"period": period, "sheets": found}


def _figures(cells: Collection[Any]) -> dict[Place, Value]:
    return {(row, column): value for row, column, value in cells}
