"""What the pages show of Potensi and Tingkat Perkembangan: how far each sheet is, one sheet's figures of last year and its form.

A year is the reporting year (period) of an entry. A sheet is begun as soon as one of its cells has a value.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import groupby
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from sandbox.errors import NoSuchRecord
from sandbox.practice.forms.values import figure, words
from sandbox.practice.households.households import village
from sandbox.practice.models import SheetEntry, SheetPast
from sandbox.practice.sheets import entries, totals
from sandbox.practice.sheets import sheet as sheets
from sandbox.practice.sheets.cells import Value
from sandbox.practice.sheets.questions import cell_label, typed_columns
from sandbox.practice.sheets.sheet import Column, FormLine, Place, Sheet, SheetBook, SheetPart, SheetPlace, cell_name

TEN = 10
"""Lines of a long sheet that one jump leads to."""
SIDE_BY_SIDE = 3
"""So many columns fit twice, for both years; a wider sheet shows one year."""


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

    @property
    def total(self) -> int:
        """Sheets of the whole form."""
        return sum(len(part.sheets) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell of a sheet as its page writes it; '' where it is empty. `name`: of its input, '' where it is only shown."""

    column: Column
    text: str
    place: str
    """Which cell it is: b12k2."""
    name: str = ""
    label: str = ""
    """How a reader hears its input."""
    copied_from: int | None = None
    frame: str = "{}"
    """What stands round its number: 'Rp {}', '{} Orang'."""
    is_partial: bool = False
    """A sum within its line of which a part is empty."""

    @property
    def is_number(self) -> bool:
        return self.column.is_number

    @property
    def is_computed(self) -> bool:
        return self.column.computed


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of the grid. `unit` is empty where its lines have different ones."""

    title: str
    unit: str
    is_computed: bool


@dataclass(frozen=True, slots=True)
class FiguresRow:
    """A line of the grid, with a tuple of figures for each year shown. `unit`: of its only column."""

    number: int
    title: str
    unit: str
    is_computed: bool
    years: tuple[tuple[Figure, ...], ...]

    @property
    def typed(self) -> tuple[Figure, ...]:
        """Its cells that have an input."""
        return tuple(figure for year in self.years for figure in year if figure.name)

    @property
    def copied(self) -> int | None:
        """The year that one of its cells was copied from, if nobody has looked at that since."""
        return next((figure.copied_from for figure in self.typed if figure.copied_from), None)


@dataclass(frozen=True, slots=True)
class Jump:
    """Ten lines of a long sheet: the first of them, its titles, and how many of the cells that are typed are filled."""

    row: int
    title: str
    filled: int
    total: int
    copied: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """Lines whose columns have the same titles."""

    columns: tuple[Heading, ...]
    rows: tuple[FiguresRow, ...]
    is_single: bool


@dataclass(frozen=True, slots=True)
class SheetPage:
    """One sheet. `years`: those that are shown. `entries`: of last year and this, in that order. `past`: the earlier day whose
    state it shows, instead of the form."""

    place: SheetPlace
    total: int
    previous: Sheet | None
    next: Sheet | None
    period: int
    years: tuple[int, ...]
    entries: tuple[tuple[int, SheetEntry | None], ...]
    grids: tuple[Grid, ...]
    pasts: Sequence[SheetPast]
    past: SheetPast | None = None
    known_before: frozenset[str] = frozenset()
    """The cells that last year has, by name."""

    @property
    def is_form(self) -> bool:
        """Whether this year's cells stand in it to be typed."""
        return self.past is None and any(row.typed for row in self.rows)

    @property
    def rows(self) -> Iterator[FiguresRow]:
        return (row for grid in self.grids for row in grid.rows)

    @property
    def figures(self) -> Iterator[Figure]:
        return (figure for row in self.rows for year in row.years for figure in year)

    @property
    def formulas(self) -> str:
        """For the script: see totals.as_text."""
        return totals.as_text(self.place.sheet)

    @property
    def can_copy(self) -> bool:
        """Whether last year has a figure for a cell that is empty this year."""
        return any(not figure.text and figure.place in self.known_before for row in self.rows for figure in row.typed)

    @property
    def jumps(self) -> list[Jump]:
        """Its lines in tens, if it has more than that."""
        tens = [grid.rows[start:start + TEN] for grid in self.grids for start in range(0, len(grid.rows), TEN)]
        return [_jump(rows) for rows in tens] if len(tens) > 1 else []

    @property
    def copies(self) -> int:
        """How many of its cells are copies that nobody has looked at."""
        return sum(1 for figure in self.figures if figure.copied_from)

    @property
    def open_figures(self) -> int:
        """How many of its figures nobody has filled in."""
        return sum(1 for row in self.rows for figure in row.typed if figure.is_number and not figure.text)

    @property
    def has_computed(self) -> bool:
        return any(figure.is_computed for figure in self.figures)


def progress(session: Session) -> list[Progress]:
    """How far each form is this year."""
    saved: dict[str, dict[str, datetime]] = {name: {} for name in sheets.BOOKS}
    # Counted here: to tell the database which form each of two hundred sheets is of costs more than its rows.
    for sheet, saved_at in session.execute(_BEGUN, {"period": village(session).period}):
        saved[sheets.places()[sheet].book.id][sheet] = saved_at
    return [Progress(sheets.load(name), len(begun), len(_ids_of(name)), max(begun.values(), default=None))
            for name, begun in saved.items()]


_BEGUN = select(SheetEntry.sheet, SheetEntry.saved_at).where(SheetEntry.period == bindparam("period"), SheetEntry.filled > 0)


@cache
def _ids_of(name: str) -> tuple[str, ...]:
    return tuple(sheet.id for part in sheets.parts(name) for sheet in part.sheets)


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
    saved = {(entry.sheet, entry.period): entry for entry in session.scalars(
        select(SheetEntry).where(SheetEntry.period.in_((period, period - 1)), SheetEntry.filled > 0))}
    begun = {each.id: sum(1 for sheet in each.sheets if (sheet.id, period) in saved) for each in parts}
    lines = [SheetLine(sheet, saved.get((sheet.id, period)), saved.get((sheet.id, period - 1))) for sheet in part.sheets]
    return SheetList(sheets.load(name), part, parts, begun, period, lines)


@dataclass(frozen=True, slots=True)
class _ShownYear:
    """The figures of a year's column. `is_form`: they are typed there."""

    figures: Mapping[Place, Value]
    copies: Mapping[Place, int]
    is_form: bool


def sheet_page(entry: SheetEntry, before: SheetEntry | None, *, year: int | None = None, per: date | None = None) -> SheetPage:
    """The sheet of this year (`entry`) and last. One that is too wide for both shows `year`, or this year.

    `per`: its state of that earlier day instead. Raises NoSuchRecord if there is none.
    """
    place, period = place_of(entry.sheet), entry.period
    past = entries.past(entry, per) if per else None
    both = (period - 1, period)
    widest = max(len(line.columns) for line in place.sheet.lines)
    years = (period,) if past else both if widest <= SIDE_BY_SIDE else (year if year in both else period,)
    locked = _ShownYear(entries.figures_of(before) if before else {}, {}, is_form=False)
    own = (_ShownYear(entries.figures_of_past(past), {}, is_form=False) if past
           else _ShownYear(entries.figures_of(entry), entries.copies_of(entry), is_form=True))
    shown = {period: own, period - 1: locked}
    in_form = [each for part in sheets.parts(place.book.id) for each in part.sheets]
    return SheetPage(
        place=place, total=len(in_form), previous=in_form[place.number - 2] if place.number > 1 else None,
        next=in_form[place.number] if place.number < len(in_form) else None, period=period, years=years,
        entries=((period - 1, before), (period, entry)), grids=tuple(_grids(place.sheet, years, shown)),
        pasts=entry.pasts, past=past, known_before=frozenset(cell_name(*place) for place in locked.figures))


@dataclass(frozen=True, slots=True)
class GoingState:
    """The state of a day that somebody is about to take away. `then`: the day that counts afterwards; `words`: its cells."""

    entry: SheetEntry
    place: SheetPlace
    as_of: date
    saved_at: datetime
    saved_by: str
    then: date
    words: Sequence[tuple[str, str]]

    @property
    def counts(self) -> bool:
        return self.as_of == self.entry.as_of


def going_state(entry: SheetEntry, as_of: date) -> GoingState:
    """What would go with the state of that day. Raises NoSuchRecord if there is none, or no other."""
    place = place_of(entry.sheet)
    if as_of != entry.as_of or not entry.pasts or entry.as_of is None:
        past = entries.past(entry, as_of)
        assert entry.as_of is not None
        return GoingState(entry, place, as_of, past.saved_at, past.saved_by, entry.as_of,
                          _typed_words(place.sheet, entries.figures_of_past(past)))
    return GoingState(entry, place, as_of, entry.saved_at, entry.saved_by, entry.pasts[0].as_of,
                      _typed_words(place.sheet, entries.figures_of(entry)))


def _typed_words(sheet: Sheet, figures: Mapping[Place, Value]) -> list[tuple[str, str]]:
    """(label, words) of the cells that were typed."""
    return [(cell_label(line, column), words(column, figures[line.number, number]))
            for line, number, column in typed_columns(sheet) if (line.number, number) in figures]


def _grids(sheet: Sheet, years: Sequence[int], shown: Mapping[int, _ShownYear]) -> Iterator[Grid]:
    """A grid for lines that follow each other and have columns of the same titles. Single columns are one grid."""
    for titles, group in groupby(sheet.lines, key=lambda line: len(line.columns) > 1 and [c.label for c in line.columns]):
        lines = list(group)
        headings = tuple(_heading([line.columns[number] for line in lines]) for number in range(len(lines[0].columns)))
        rows = tuple(_row(line, headings, [shown[year] for year in years]) for line in lines)
        yield Grid(headings, rows, is_single=not titles)


def _heading(columns: Sequence[Column]) -> Heading:
    units = {column.unit for column in columns}
    return Heading(columns[0].label, units.pop() if len(units) == 1 else "", all(column.computed for column in columns))


def _row(line: FormLine, headings: Sequence[Heading], years: Sequence[_ShownYear]) -> FiguresRow:
    computed = all(column.computed for column in line.columns)
    is_single = len(line.columns) == 1
    return FiguresRow(line.number, line.title, line.columns[0].unit if is_single else "", computed,
                      tuple(_figures(line, headings, year) for year in years))


def _figures(line: FormLine, headings: Sequence[Heading], year: _ShownYear) -> tuple[Figure, ...]:
    """In a line of several columns a unit that its heading does not say stands behind a figure that is only shown."""
    found = []
    for number, (column, heading) in enumerate(zip(line.columns, headings, strict=True), start=1):
        is_bare = len(line.columns) == 1 or bool(heading.unit)
        write = figure if is_bare else words
        place = line.number, number
        typed = year.is_form and not column.computed
        parts = column.sum or () if column.computed else ()
        found.append(Figure(
            column, write(column, year.figures.get(place)), cell_name(*place), cell_name(*place) if typed else "",
            cell_label(line, column) if typed else "", year.copies.get(place),
            "{}" if is_bare else _frame(column),
            any((line.number, line.column(title)) not in year.figures for title in parts)))
    return tuple(found)


def _frame(column: Column) -> str:
    """What `words` writes round a number."""
    return "Rp {}" if column.kind == "money" else f"{{}} {column.unit}".rstrip()


def _jump(rows: Sequence[FiguresRow]) -> Jump:
    typed = [figure for row in rows for figure in row.typed]
    titles = [rows[0].title] if len(rows) == 1 else [rows[0].title, rows[-1].title]
    return Jump(rows[0].number, " – ".join(titles), sum(1 for figure in typed if figure.text), len(typed),
                any(figure.copied_from for figure in typed))


def sent_lines(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(label, words) of every cell of a sheet as it was sent; nothing for what is no sheet."""
    if "sheet" not in content:
        return []
    lines = place_of(content["sheet"]).sheet.lines
    return [(cell_label(lines[row - 1], lines[row - 1].columns[column - 1]), words(lines[row - 1].columns[column - 1], value))
            for row, column, value in content["cells"]]
