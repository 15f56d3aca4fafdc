"""What the page of a sheet does to it: save it as of a day. One action's work.

The newest day counts: its figures are the sheet's cells. What was entered for an earlier day stays as its past. Computed cells
are computed here, whatever the page showed.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from sandbox.errors import NoSuchRecord
from sandbox.practice import drafts
from sandbox.practice.conflicts import replaced
from sandbox.practice.consistency import village
from sandbox.practice.drafts import DraftKey
from sandbox.practice.forms.field_errors import AnotherYear, FieldError
from sandbox.practice.forms.reading import Parsed, Typed, parse
from sandbox.practice.forms.values import written_date
from sandbox.practice.households.checking import require
from sandbox.practice.keys import sheet_key
from sandbox.practice.locking import ShownFor, require_fresh
from sandbox.practice.models import SheetEntry, SheetPast
from sandbox.practice.parts import sheet_part
from sandbox.practice.records import SheetRecord
from sandbox.practice.sheets import cells as stored
from sandbox.practice.sheets import entries, nights, questions, totals
from sandbox.practice.sheets.cells import Kept, Value
from sandbox.practice.sheets.sheet import Place, Sheet, cell_name


@dataclass(frozen=True, slots=True)
class SavedSheet:
    """A sheet after its save for the day `as_of`. `counts`: no newer day was entered before."""

    entry: SheetEntry
    as_of: date
    counts: bool


def read(sheet: Sheet, form: Any) -> Parsed:
    """What was typed into the sheet's page."""
    return parse(questions.section(sheet), form)


def save(session: Session, entry: SheetEntry, sheet: Sheet, parsed: Parsed, *, shown: ShownFor, person: int, by: str,
         now: datetime, source: SheetEntry | None = None) -> SavedSheet:
    """Save what was typed; with a `source` its figures where nothing was typed, marked as copies.

    Raises Unfit with everything that could not be read, and EditConflict where somebody else saved meanwhile.
    """
    require([*parsed.errors, *wrong_day(entry.period, parsed)])
    require_fresh(SheetRecord(entry), sheet_part(entry.sheet), without_ticks(parsed.typed), shown, now)
    figures = {place: value for name, value in parsed.values.items() if (place := questions.place_from(name))}
    saved = put(session, entry, sheet, parsed.values[questions.AS_OF], figures, by=by, now=now, source=source,
                looked=frozenset(parsed.values.get(questions.LOOKED, ())))
    drafts.forget(session, DraftKey(person, str(sheet_key(entry.id)), sheet_part(entry.sheet)))
    return saved


def put(session: Session, entry: SheetEntry, sheet: Sheet, as_of: date, typed: Mapping[Place, Value], *, by: str, now: datetime,
        source: SheetEntry | None = None, looked: Collection[str] = ()) -> SavedSheet:
    """Make these the typed figures of that day, wherever they come from. What stands in its page unsaved is left alone.

    `looked`: names of copied cells and rows that the person has looked at.
    """
    cells = _cells(session, sheet, typed, entry, source, looked)
    counts = entry.as_of is None or as_of >= entry.as_of
    if counts:
        with replaced.kept(session, SheetRecord(entry), sheet_part(entry.sheet), by=by, now=now):
            _store(session, entry, as_of, cells, by=by, now=now)
    else:
        keep_past(session, SheetPast(entry_id=entry.id, as_of=as_of, cells=[list(cell) for cell in cells], saved_at=now,
                                     saved_by=by))
    entry.version += 1
    session.flush()
    return SavedSheet(entry, as_of, counts)


def without_ticks(typed: Typed) -> Typed:
    """The typing without what says that copies were looked at: that is stored nowhere, so it differs from nothing."""
    return Typed({name: texts for name, texts in typed.values.items() if name != questions.LOOKED})


def would_copy(entry: SheetEntry, sheet: Sheet, source: SheetEntry) -> bool:
    """Whether the source has anything for cells that are empty."""
    return bool(_missing(sheet, _typed(sheet, entry), source))


def copy_into(session: Session, entry: SheetEntry, sheet: Sheet, source: SheetEntry, as_of: date, *, by: str,
              now: datetime) -> bool:
    """Fill the cells that are empty with those of the source, marked as copies; whether there were any.

    A sheet that was begun keeps its day, one that was not is of that day from now on.
    """
    typed = _typed(sheet, entry)
    copied = _missing(sheet, typed, source)
    if not copied:
        return False
    marks = entries.copies_of(entry) | dict.fromkeys(copied, source.period)
    found = with_computed(session, entry, sheet, {**typed, **copied})
    entry.as_of = entry.as_of or as_of
    entry.version += 1
    write(session, entry, [(*place, found[place], marks.get(place)) for place in sorted(found)], by=by, now=now)
    return True


def remove_state(session: Session, entry: SheetEntry, as_of: date, *, by: str, now: datetime) -> None:
    """Take away the state of that day. Is it the one that counts, the newest of the others does from now on.

    Raises NoSuchRecord if there is none of that day, or no other.
    """
    if entry.as_of != as_of:
        session.delete(entries.past(entry, as_of))
    else:
        latest = next(iter(entry.pasts), None)
        if latest is None:
            raise NoSuchRecord()
        write(session, entry, [(row, column, value, copied) for row, column, value, copied in latest.cells], by=by, now=now)
        entry.as_of = latest.as_of
        session.delete(latest)
    entry.version += 1
    session.flush()


def write(session: Session, entry: SheetEntry, cells: Sequence[Kept], *, by: str, now: datetime) -> None:
    """Make these the sheet's cells, saved now."""
    with session.no_autoflush:  # the row of the sheet is written once, below
        nights.keep(session, entry, now)
        stored.replace(session, entry, cells)
    entry.filled, entry.saved_at, entry.saved_by = len(cells), now, by
    session.flush()


def keep_past(session: Session, past: SheetPast) -> None:
    """Keep the state of a day; what was kept for that day before is replaced."""
    session.merge(past)


def with_computed(session: Session, entry: SheetEntry, sheet: Sheet, figures: Mapping[Place, Value]) -> dict[Place, Value]:
    """The typed figures with the computed cells. One that other sheets decide stays as it was while these don't say it."""
    before = entries.figures_of(entry)
    found = dict(figures)
    for place in _decided_elsewhere(sheet):
        if place in before:
            found[place] = before[place]
    found |= {place: value for place, value in totals.computed(sheet, found).items() if value is not None}
    return found | village.computed_elsewhere(session, entry, found)


def wrong_day(period: int, parsed: Parsed) -> Iterator[FieldError]:
    """A day that is not of the year that the sheet is of."""
    day = parsed.values.get(questions.AS_OF)
    if day is not None and day.year != period:
        yield AnotherYear.at(questions.AS_OF, "Per tanggal", day=written_date(day), period=period)


def _typed_places(sheet: Sheet) -> frozenset[Place]:
    return frozenset((line.number, number) for line, number, _ in questions.typed_columns(sheet))


def _typed(sheet: Sheet, entry: SheetEntry) -> dict[Place, Value]:
    """What stands in the cells that people fill."""
    wanted = _typed_places(sheet)
    return {place: value for place, value in entries.figures_of(entry).items() if place in wanted}


def _missing(sheet: Sheet, typed: Mapping[Place, Value], source: SheetEntry) -> dict[Place, Value]:
    """What the source has in cells that are not typed yet."""
    wanted = _typed_places(sheet) - typed.keys()
    return {place: value for place, value in entries.figures_of(source).items() if place in wanted}


def _cells(session: Session, sheet: Sheet, typed: Mapping[Place, Value], entry: SheetEntry, source: SheetEntry | None,
           looked: Collection[str]) -> list[Kept]:
    """The sheet's cells after the save. A copied cell stays marked until its figure is another, or it was looked at."""
    before, copies = entries.figures_of(entry), entries.copies_of(entry)
    copied = _missing(sheet, typed, source) if source else {}

    def mark(place: Place, value: Value) -> int | None:
        if source and place in copied:
            return source.period
        seen = questions.row_name(place[0]) in looked or cell_name(*place) in looked
        return None if seen or before.get(place) != value else copies.get(place)

    found = with_computed(session, entry, sheet, {**typed, **copied})
    return [(*place, found[place], mark(place, found[place])) for place in sorted(found)]


def _decided_elsewhere(sheet: Sheet) -> Iterator[Place]:
    """Computed cells without a formula."""
    for line in sheet.lines:
        for number, column in enumerate(line.columns, start=1):
            if column.computed and not column.computes and not line.formula.computes:
                yield line.number, number


def _store(session: Session, entry: SheetEntry, as_of: date, cells: Sequence[Kept], *, by: str, now: datetime) -> None:
    """Make these the figures that count; those of an earlier day become past."""
    if entry.as_of is not None and entry.as_of != as_of and stored.of(entry):
        keep_past(session, SheetPast(entry_id=entry.id, as_of=entry.as_of, saved_at=entry.saved_at, saved_by=entry.saved_by,
                                     cells=[list(cell) for cell in stored.of(entry)]))
    entry.as_of = as_of
    write(session, entry, cells, by=by, now=now)
