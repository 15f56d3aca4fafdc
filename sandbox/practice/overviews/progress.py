"""Progres: how far each part of the forms is, by period, in cells of its sheets; and one form sheet by sheet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from sandbox.practice.households import households
from sandbox.practice.models import SheetEntry
from sandbox.practice.sheets import sheet as sheets
from sandbox.practice.sheets.sheet import Sheet, SheetBook, SheetPart


@dataclass(frozen=True, slots=True)
class PartReached:
    """How far sheets are in one period: cells with a value of all, sheets begun of all, the newest date that one is of."""

    filled: int
    cells: int
    begun: int
    sheets: int
    as_of: date | None
    saved_at: datetime | None


@dataclass(frozen=True, slots=True)
class ProgressLine:
    """A part of a form, or one sheet. `periods`: this year and last, in that order."""

    title: str
    id: str
    periods: tuple[PartReached, ...]


@dataclass(frozen=True, slots=True)
class FormProgress:
    book: SheetBook
    whole: ProgressLine
    lines: Sequence[ProgressLine]


@dataclass(frozen=True, slots=True)
class ProgressPage:
    """`complete` of `total` households; `periods` as in ProgressLine."""

    complete: int
    total: int
    periods: tuple[int, int]
    forms: Sequence[FormProgress]


Entries = Mapping[tuple[str, int], SheetEntry]


def of_village(session: Session, name: str = "") -> ProgressPage:
    """Both forms part by part; of the form `name` its sheets, each a line."""
    complete, total, _ = households.progress(session)
    this = households.village(session).period
    periods = (this, this - 1)
    rows = session.scalars(select(SheetEntry).where(SheetEntry.period.in_(periods), SheetEntry.filled > 0))
    entries = {(row.sheet, row.period): row for row in rows}
    books = [name] if name else list(sheets.BOOKS)
    return ProgressPage(complete, total, periods, [_form(book, entries, periods, by_sheet=bool(name)) for book in books])


def _form(name: str, entries: Entries, periods: Sequence[int], *, by_sheet: bool) -> FormProgress:
    parts = sheets.parts(name)
    every = [sheet for part in parts for sheet in part.sheets]
    lines: Iterable[Sheet | SheetPart] = every if by_sheet else parts
    return FormProgress(sheets.load(name), _line("Seluruhnya", name, every, entries, periods),
                        [_line(each.title, each.id, _sheets_of(each), entries, periods) for each in lines])


def _sheets_of(each: Sheet | SheetPart) -> Sequence[Sheet]:
    return each.sheets if isinstance(each, SheetPart) else (each,)


def _line(title: str, id_: str, asked: Sequence[Sheet], entries: Entries, periods: Sequence[int]) -> ProgressLine:
    return ProgressLine(title, id_, tuple(_reached(asked, entries, period) for period in periods))


def _reached(asked: Sequence[Sheet], entries: Entries, period: int) -> PartReached:
    begun = [entries[sheet.id, period] for sheet in asked if (sheet.id, period) in entries]
    dates = [entry.as_of for entry in begun if entry.as_of]
    return PartReached(
        filled=sum(entry.filled for entry in begun), cells=sum(sheet.cells for sheet in asked), begun=len(begun),
        sheets=len(asked), as_of=max(dates, default=None), saved_at=max((entry.saved_at for entry in begun), default=None))
