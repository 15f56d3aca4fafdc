"""A checked file of sheets stored, all or nothing, as the page of a sheet stores what is typed there."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from sandbox.machine.loop import breathe
from sandbox.practice.consistency import selecting
from sandbox.practice.exchange.sheets.checking import PlannedSheet
from sandbox.practice.models import SheetEntry
from sandbox.practice.sheets import cells, saving
from sandbox.practice.sheets.sheet import places

AT_ONCE = 10
"""Sheets that are written before the others of this process go on."""


def base_of(plan: Iterable[PlannedSheet]) -> str:
    """Which sheets the plan changes, and the versions that it was checked against: 12.3 40.1."""
    return " ".join(f"{each.id}.{each.version}" for each in plan)


def is_out_of_date(session: Session, base: str) -> bool:
    """Whether anybody has saved one of these sheets since."""
    versions = {int(id_): int(version) for id_, _, version in (each.partition(".") for each in base.split())}
    rows = session.execute(select(SheetEntry.id, SheetEntry.version).where(SheetEntry.id.in_(versions)))
    return {row.id: row.version for row in rows} != versions


def save(session: Session, plan: Sequence[PlannedSheet], *, by: str, now: datetime) -> None:
    """Store the sheets. Those with cells that other sheets decide come last, so that they are computed from what is new."""
    planned = {each.id: each for each in plan}
    rows = session.scalars(select(SheetEntry).where(SheetEntry.id.in_(planned))).all()
    cells.ask(session, rows)
    order = list(places())
    for count, entry in enumerate(sorted(rows, key=lambda row: (bool(selecting.computed_in(row.sheet)), order.index(row.sheet)))):
        if count % AT_ONCE == 0:
            breathe()
        each = planned[entry.id]
        typed = {(row, column): value for row, column, value in each.cells}
        saving.put(session, entry, places()[entry.sheet].sheet, date.fromisoformat(each.as_of), typed, by=by, now=now)
