"""What the pages show of Potensi and Tingkat Perkembangan: how far each sheet is, and one sheet's figures of this year and last.

A year is the reporting year (period) of an entry. A sheet is begun as soon as one of its cells has a value.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from sandbox.errors import NoSuchRecord
from sandbox.practice.forms.values import figure, words
from sandbox.practice.households.households import village
from sandbox.practice.models import Cell, SheetEntry
from sandbox.practice.sheets import sheet as sheets
from sandbox.practice.sheets.sheet import Column, FormLine, Sheet, SheetBook, SheetPart, SheetPlace

SIDE_BY_SIDE = 3
"""So many columns fit twice, for both years; a wider sheet shows one year."""
Cells = Mapping[tuple[int, int, int], float | str | None]
"""The cells of a sheet by (period, row, column)."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one form is this year, in sheets."""

    book: SheetBook
    begun: int
    total: int
    saved_at: datetime | None


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One sheet in the list. None: not begun in that year."""

    sheet: Sheet
    now: SheetEntry | None
    before: SheetEntry | None


@dataclass(frozen=True, slots=True)
class SheetList:
    """One part of a form. `begun`: sheets begun this year, by part."""

    book: SheetBook
    part: SheetPart
    parts: Sequence[SheetPart]
    begun: Mapping[str, int]
    period: int
    lines: Sequence[SheetLine]


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell of a sheet as its page writes it; '' where it is empty."""

    text: str
    is_number: bool
    is_computed: bool


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of the grid. `unit` is empty where its lines have different ones."""

    title: str
    unit: str
    is_computed: bool


@dataclass(frozen=True, slots=True)
class FiguresRow:
    """A line of the grid, with a tuple of figures for each year shown. `unit`: of its only column."""

    title: str
    unit: str
    is_computed: bool
    years: tuple[tuple[Figure, ...], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Lines whose columns have the same titles."""

    columns: tuple[Heading, ...]
    rows: tuple[FiguresRow, ...]
    is_single: bool


@dataclass(frozen=True, slots=True)
class SheetPage:
    """One sheet. `years`: those that are shown. `entries`: for this year and last, in that order."""

    place: SheetPlace
    total: int
    previous: Sheet | None
    next: Sheet | None
    period: int
    years: tuple[int, ...]
    entries: tuple[tuple[int, SheetEntry | None], ...]
    grids: tuple[Grid, ...]

    @property
    def figures(self) -> Iterator[Figure]:
        return (figure for grid in self.grids for row in grid.rows for year in row.years for figure in year)

    @property
    def has_blanks(self) -> bool:
        return any(not figure.text for figure in self.figures)

    @property
    def has_computed(self) -> bool:
        return any(figure.is_computed for figure in self.figures)


def progress(session: Session) -> list[Progress]:
    """How far each form is this year."""
    in_form = {name: [sheet.id for part in sheets.parts(name) for sheet in part.sheets] for name in sheets.BOOKS}
    form = case(*((SheetEntry.sheet.in_(ids), name) for name, ids in in_form.items()))
    rows = session.execute(select(form.label("form"), func.count(), func.max(SheetEntry.saved_at))
                           .where(SheetEntry.period == village(session).period, SheetEntry.filled > 0).group_by("form"))
    begun = {name: (count, saved_at) for name, count, saved_at in rows}
    return [Progress(sheets.load(name), begun.get(name, (0, None))[0], len(ids), begun.get(name, (0, None))[1])
            for name, ids in in_form.items()]


def part_of(name: str, part_id: str | None) -> SheetPart:
    """The part of that id, the first without one. Raises NoSuchRecord."""
    parts = sheets.parts(name)
    found = next((part for part in parts if part_id in (None, part.id)), None)
    if found is None:
        raise NoSuchRecord()
    return found


def place_of(sheet_id: str) -> SheetPlace:
    """Where the sheet of that id stands. Raises NoSuchRecord."""
    found = sheets.places().get(sheet_id)
    if found is None:
        raise NoSuchRecord()
    return found


def list_of(session: Session, name: str, part: SheetPart) -> SheetList:
    """The sheets of one part, and how far every part is."""
    period, parts = village(session).period, sheets.parts(name)
    entries = {(entry.sheet, entry.period): entry for entry in session.scalars(
        select(SheetEntry).where(SheetEntry.period.in_((period, period - 1)), SheetEntry.filled > 0))}
    begun = {each.id: sum(1 for sheet in each.sheets if (sheet.id, period) in entries) for each in parts}
    lines = [SheetLine(sheet, entries.get((sheet.id, period)), entries.get((sheet.id, period - 1))) for sheet in part.sheets]
    return SheetList(sheets.load(name), part, parts, begun, period, lines)


def sheet_page(session: Session, place: SheetPlace, year: int | None) -> SheetPage:
    """One sheet of this year and last. A sheet that is too wide for both shows `year`, or this year."""
    sheet, period = place.sheet, village(session).period
    both = (period, period - 1)
    widest = max(len(line.columns) for line in sheet.lines)
    years = both if widest <= SIDE_BY_SIDE else (year if year in both else period,)
    entries = {entry.period: entry for entry in session.scalars(
        select(SheetEntry).where(SheetEntry.sheet == sheet.id, SheetEntry.period.in_(both)))}
    stored = session.scalars(select(Cell).where(Cell.sheet == sheet.id, Cell.period.in_(years)))
    cells = {(cell.period, cell.row, cell.column): cell.text if cell.number is None else cell.number for cell in stored}
    in_form = [each for part in sheets.parts(place.book.id) for each in part.sheets]
    return SheetPage(
        place=place, total=len(in_form), previous=in_form[place.number - 2] if place.number > 1 else None,
        next=in_form[place.number] if place.number < len(in_form) else None, period=period, years=years,
        entries=tuple((each, entries.get(each)) for each in both), grids=tuple(_grids(sheet, years, cells)))


def _grids(sheet: Sheet, years: Sequence[int], cells: Cells) -> Iterator[Grid]:
    """A grid for lines that follow each other and have columns of the same titles. Single columns are one grid."""
    for titles, group in groupby(sheet.lines, key=lambda line: len(line.columns) > 1 and [c.label for c in line.columns]):
        lines = list(group)
        headings = tuple(_heading([line.columns[number] for line in lines]) for number in range(len(lines[0].columns)))
        rows = tuple(_row(line, headings, years, cells) for line in lines)
        yield Grid(headings, rows, is_single=not titles)


def _heading(columns: Sequence[Column]) -> Heading:
    units = {column.unit for column in columns}
    return Heading(columns[0].label, units.pop() if len(units) == 1 else "", all(column.computed for column in columns))


def _row(line: FormLine, headings: Sequence[Heading], years: Sequence[int], cells: Cells) -> FiguresRow:
    """In a line of several columns a unit that its heading does not say stands behind the figure."""
    is_single = len(line.columns) == 1
    writers = [figure if is_single or heading.unit else words for heading in headings]
    figures = tuple(
        tuple(Figure(write(column, cells.get((year, line.number, number))), column.is_number, column.computed)
              for number, (column, write) in enumerate(zip(line.columns, writers, strict=True), start=1)) for year in years)
    computed = all(column.computed for column in line.columns)
    return FiguresRow(line.title, line.columns[0].unit if is_single else "", computed, figures)
