"""The figures of the sheets as they stood at the hall's last midnight, when classes are computed, and as they stand now.

A save keeps what the sheet was at midnight, once a day (SheetNight, made by sheets/saving.py), so that yesterday's figures can be
told all day long. What came with the village stood there before every midnight.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from sandbox.practice.classification.scoring import Figures, TwoYears, Value
from sandbox.practice.models import Cell, SheetEntry
from sandbox.practice.sheets.nights import SheetNight, midnight_before, stood_at
from sandbox.practice.sheets.sheet import Place

Cells = dict[Place, Value]


@dataclass(frozen=True, slots=True)
class NightFigures:
    """At `at`, and now. `changed`: the sheets that were saved since; the others are the same in both."""

    at: datetime
    night: Figures
    now: Figures
    changed: Collection[str]


def figures(session: Session, sheet_ids: Collection[str], period: int, now: datetime) -> NightFigures:
    """Of these sheets at `now` (hall time), in two statements."""
    at = midnight_before(now)
    cells: dict[tuple[str, int], Cells] = {}
    for id_, year, row, column, number, text in session.execute(
            select(Cell.sheet, Cell.period, Cell.row, Cell.column, Cell.number, Cell.text)
            .where(Cell.sheet.in_(sheet_ids), Cell.period.in_((period, period - 1)))):
        cells.setdefault((id_, year), {})[row, column] = (text or "") if number is None else number
    rows = session.execute(
        select(SheetEntry.sheet, SheetEntry.saved_at, SheetEntry.saved_by, SheetNight.cells)
        .outerjoin(SheetNight, and_(SheetNight.entry_id == SheetEntry.id, SheetNight.night == at))
        .where(SheetEntry.sheet.in_(sheet_ids), SheetEntry.period == period))
    present = {id_: TwoYears(cells.get((id_, period), {}), cells.get((id_, period - 1), {})) for id_ in sheet_ids}
    night = dict(present)
    for id_, saved_at, saved_by, kept in rows:
        if not stood_at(at, saved_at, saved_by):
            night[id_] = TwoYears({(row, column): value for row, column, value, *_ in kept or ()}, present[id_].last)
    changed = [id_ for id_ in sheet_ids if night[id_] is not present[id_]]
    return NightFigures(at, night, present, changed)
