"""What the page of a sheet does to it: save it as of a day. One action's work.

The newest day counts: its figures are the sheet's cells. What was entered for an earlier day stays as its past. Computed cells
are computed here, whatever the page showed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from sandbox.practice import drafts
from sandbox.practice.drafts import DraftKey
from sandbox.practice.forms.field_errors import AnotherYear, FieldError
from sandbox.practice.forms.reading import Parsed, parse
from sandbox.practice.forms.values import written_date
from sandbox.practice.households.checking import require
from sandbox.practice.keys import sheet_key
from sandbox.practice.locking import require_version
from sandbox.practice.models import Cell, SheetEntry, SheetPast
from sandbox.practice.parts import sheet_part
from sandbox.practice.sheets import entries, questions, totals
from sandbox.practice.sheets.entries import Kept, Value
from sandbox.practice.sheets.sheet import Sheet
from sandbox.practice.sheets.totals import Place


@dataclass(frozen=True, slots=True)
class SavedSheet:
    """A sheet after its save for the day `as_of`. `counts`: no newer day was entered before."""

    entry: SheetEntry
    as_of: date
    counts: bool


def read(sheet: Sheet, form: Any) -> Parsed:
    """What was typed into the sheet's page."""
    return parse(questions.section(sheet), form)


def save(session: Session, entry: SheetEntry, sheet: Sheet, parsed: Parsed, *, version: int | None, person: int, by: str,
         now: datetime) -> SavedSheet:
    """Raises Unfit with everything that could not be read, and Trouble DAT-409 where somebody else saved meanwhile."""
    require([*parsed.errors, *_wrong_day(entry, parsed)])
    typed = {key: value for key, value in parsed.values.items() if key != questions.LOOKED}
    require_version(entry, version, (questions.section(sheet),), typed, entries.answers_of(entry), thing="Lembar", now=now)
    as_of: date = parsed.values[questions.AS_OF]
    cells = _cells(sheet, parsed, entries.figures_of(entry), entries.copies_of(entry))
    counts = entry.as_of is None or as_of >= entry.as_of
    if counts:
        _store(session, entry, as_of, cells, by=by, now=now)
    else:
        keep_past(session, SheetPast(entry_id=entry.id, as_of=as_of, cells=[list(cell) for cell in cells], saved_at=now,
                                     saved_by=by))
    entry.version += 1
    drafts.forget(session, DraftKey(person, str(sheet_key(entry.id)), sheet_part(entry.sheet)))
    session.flush()
    return SavedSheet(entry, as_of, counts)


def write(session: Session, entry: SheetEntry, cells: Sequence[Kept], *, by: str, now: datetime) -> None:
    """Make these the sheet's cells, saved now."""
    session.execute(delete(Cell).where(Cell.sheet == entry.sheet, Cell.period == entry.period))
    if cells:
        session.execute(insert(Cell), entries.as_cells(entry, cells))
    entry.filled, entry.saved_at, entry.saved_by = len(cells), now, by
    session.flush()
    session.expire(entry, ["cells"])


def keep_past(session: Session, past: SheetPast) -> None:
    """Keep the state of a day; what was kept for that day before is replaced."""
    session.merge(past)


def with_computed(sheet: Sheet, figures: Mapping[Place, Value], before: Mapping[Place, Value]) -> dict[Place, Value]:
    """The typed figures with the computed cells. One that other sheets decide stays as it was."""
    found = dict(figures)
    for place in _decided_elsewhere(sheet):
        if place in before:
            found[place] = before[place]
    found |= {place: value for place, value in totals.computed(sheet, found).items() if value is not None}
    return found


def _wrong_day(entry: SheetEntry, parsed: Parsed) -> Iterator[FieldError]:
    day = parsed.values.get(questions.AS_OF)
    if day is not None and day.year != entry.period:
        yield AnotherYear.at(questions.AS_OF, "Per tanggal", day=written_date(day), period=entry.period)


def _cells(sheet: Sheet, parsed: Parsed, before: Mapping[Place, Value], copies: Mapping[Place, int]) -> list[Kept]:
    """The sheet's cells after the save. A copied cell stays marked until its figure is another, or it was looked at."""
    typed = {place: value for name, value in parsed.values.items() if (place := questions.place_from(name))}
    looked = set(parsed.values.get(questions.LOOKED, ()))

    def mark(place: Place, value: Value) -> int | None:
        seen = questions.row_name(place[0]) in looked or questions.cell_name(*place) in looked
        return None if seen or before.get(place) != value else copies.get(place)

    found = with_computed(sheet, typed, before)
    return [(*place, found[place], mark(place, found[place])) for place in sorted(found)]


def _decided_elsewhere(sheet: Sheet) -> Iterator[Place]:
    """Computed cells without a formula."""
    for line in sheet.lines:
        for number, column in enumerate(line.columns, start=1):
            if column.computed and not column.computes and not line.formula.computes:
                yield line.number, number


def _store(session: Session, entry: SheetEntry, as_of: date, cells: Sequence[Kept], *, by: str, now: datetime) -> None:
    """Make these the figures that count; those of an earlier day become past."""
    if entry.as_of is not None and entry.as_of != as_of and entry.cells:
        keep_past(session, SheetPast(entry_id=entry.id, as_of=entry.as_of, saved_at=entry.saved_at, saved_by=entry.saved_by,
                                     cells=[list(cell) for cell in entries.kept(entry.cells)]))
    entry.as_of = as_of
    write(session, entry, cells, by=by, now=now)
