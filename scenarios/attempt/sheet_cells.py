"""The cells of a sheet that an exercise is about: written as the village itself would have them, wrong by the ledger or true.

Whoever wrote them is never somebody of the lesson: they came with the village, and yesterday already.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from sandbox.ledger import Defect
from sandbox.practice.models import SheetEntry
from sandbox.practice.records import SheetRecord
from sandbox.practice.sheets import entries, questions, saving
from sandbox.practice.sheets.cells import Value
from sandbox.practice.sheets.nights import SheetNight
from sandbox.practice.sheets.sheet import Place, cell_name, places
from sandbox.practice.words import BASELINE

PLANTED = "ditanam"
"""The kind of the ledger's rows that an exercise wrote."""


def typed_figures(entry: SheetEntry) -> dict[Place, Value]:
    """Its figures that are typed, without the computed ones."""
    typed = set(_typed_places(entry.sheet))
    return {place: value for place, value in entries.figures_of(entry).items() if place in typed}


def write(session: Session, entry: SheetEntry, typed: Mapping[Place, Value], *, as_of: date | None = None,
          copied_from: int | None = None) -> None:
    """Make these its typed figures, the computed ones with them, as of yesterday. `copied_from`: they are marked as copies."""
    found = saving.with_computed(session, entry, places()[entry.sheet].sheet, typed)
    before = entry.saved_at
    marks = dict.fromkeys(typed, copied_from)
    saving.write(session, entry, [(*place, found[place], marks.get(place)) for place in sorted(found)], by=BASELINE, now=before)
    session.execute(delete(SheetNight).where(SheetNight.entry_id == entry.id))  # it stood so at the last midnight
    entry.as_of = as_of or entry.as_of
    entry.version += 1
    session.flush()


def restore(session: Session, entry: SheetEntry, *, keeping: str | None) -> None:
    """Take away what earlier exercises planted in it; what is wrong of the kind `keeping` is wrong again, all else true."""
    wrong = of_sheet(session, entry)
    if not wrong:
        return
    right = {(row.row or 0, row.column or 0): row.found if row.kind == keeping else row.truth for row in wrong}
    typed = set(_typed_places(entry.sheet))
    figures = typed_figures(entry) | {place: value for place, value in right.items() if place in typed and value is not None}
    write(session, entry, {place: value for place, value in figures.items() if right.get(place, value) is not None})
    session.execute(delete(Defect).where(Defect.kind == PLANTED, Defect.sheet == entry.sheet, Defect.period == entry.period))


def note_wrong(session: Session, entry: SheetEntry, truth: Mapping[Place, Value]) -> None:
    """Write into the ledger where its typed figures are now others than `truth`."""
    found = typed_figures(entry)
    number = 1 + (session.scalar(select(Defect.number).order_by(Defect.number.desc()).limit(1)) or 0)
    session.add_all(
        Defect(number=number, kind=PLANTED, sheet=entry.sheet, period=entry.period, row=row, column=column,
               found=found.get((row, column)), truth=truth.get((row, column)))
        for row, column in sorted({*found, *truth}) if found.get((row, column)) != truth.get((row, column)))
    session.flush()


def of_sheet(session: Session, entry: SheetEntry) -> Sequence[Defect]:
    """The wrong cells of that sheet, in the order of the ledger."""
    return session.scalars(select(Defect).where(Defect.sheet == entry.sheet, Defect.period == entry.period)
                           .order_by(Defect.id)).all()


def numbers(entry: SheetEntry) -> list[Place]:
    """Its typed cells that hold a number above 0."""
    typed = {(line.number, number) for line, number, column in questions.typed_columns(places()[entry.sheet].sheet)
             if column.is_number and column.kind != "year"}
    return [place for place, value in sorted(entries.figures_of(entry).items())
            if place in typed and isinstance(value, int | float) and value > 0]


def column_numbers(entry: SheetEntry, column: str) -> list[Place]:
    """Those of the column with that label."""
    fields = questions.fields(places()[entry.sheet].sheet)
    return [place for place in numbers(entry) if fields[cell_name(*place)].label.endswith(f", {column}")]


def has_numbers(entry: SheetEntry, labels: Sequence[str], column: str) -> bool:
    """Whether all cells of these labels, and some cell of that column, hold numbers above 0; '': none is asked for."""
    there = {cell_name(*place) for place in numbers(entry)}
    asked = {questions.named_cell(entry.sheet, label).name for label in labels}
    return asked <= there and (not column or bool(column_numbers(entry, column)))


def is_held_back(session: Session, entry: SheetEntry) -> bool:
    """Whether it can't be sent as it stands, or only with a reason."""
    record = SheetRecord(entry)
    return bool(record.obstacles(session) or record.asked(session))


def state(entry: SheetEntry) -> dict[str, Any]:
    """Its typed figures by the names of their inputs, as the journal keeps them."""
    return {cell_name(*place): value for place, value in typed_figures(entry).items()}


def cell_of(wrong: Defect) -> str:
    """The name of the input where that is wrong; empty for what is no cell."""
    return cell_name(wrong.row, wrong.column) if wrong.row is not None and wrong.column is not None else ""


def labels(entry: SheetEntry, wrong: Sequence[Defect], there: Mapping[str, Any]) -> list[str]:
    """What messages call the cells that are wrong while `there` stands in the sheet."""
    fields = questions.fields(places()[entry.sheet].sheet)
    return [fields[cell].label for row in wrong if (cell := cell_of(row)) in fields and there.get(cell) == row.found]


def _typed_places(sheet_id: str) -> list[Place]:
    return [(line.number, number) for line, number, _ in questions.typed_columns(places()[sheet_id].sheet)]
