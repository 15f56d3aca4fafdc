"""The formula of Klasifikasi, read from instruments/classification/formula.yaml. Its head says what is the regulation's in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal

from pydantic import Field as Described
from pydantic import model_validator

from sandbox.practice.forms.fields import Slug, Strict
from sandbox.practice.forms.instrument_files import folder, read_model
from sandbox.practice.sheets import sheet as sheets
from sandbox.practice.sheets.sheet import Column, Place, Sheet

FORM = "perkembangan"
Way = Literal["more", "less"]


class Points(Strict):
    """What an indicator with a number gets against last year."""

    better: int
    same: int
    worse: int


class Bound(Strict):
    """A class by its share of the highest score, in percent: `above` leaves the number itself out, `from` has it in."""

    label: str
    above: float | None = None
    at_least: float = Described(0, alias="from")
    needs: float = Described(0, description="Of a level: below it a group of variables comes first.")
    told: str

    def holds(self, share: float) -> bool:
        return share > self.above if self.above is not None else share >= self.at_least


class Category(Strict):
    id: Slug
    label: str
    about: str = Described(description="What comes first in such a village.")


class Variable(Strict):
    """Bidang: one of the nine things that are measured. `parts` of the form belong to it."""

    id: Slug
    title: str
    category: Slug
    parts: tuple[Slug, ...]

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        return tuple(sheet for part in sheets.parts(FORM) if part.id in self.parts for sheet in part.sheets)


class SheetFormula(Strict):
    """Which cells of a sheet are indicators, and which way is better. Without any of it: all that are typed, and more is."""

    way: Way = "more"
    more: tuple[str, ...] = ()
    less: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    full: Mapping[str, str] = Described(default_factory=dict, description="The line that is a line's full number.")

    def titles(self) -> set[str]:
        """All lines that it names."""
        return {*self.more, *self.less, *self.only, *self.skip, *self.full, *self.full.values()}

    def way_of(self, title: str) -> Way:
        return "more" if title in self.more else "less" if title in self.less else self.way

    def takes(self, title: str, column: Column) -> bool:
        """Whether that cell is an indicator. A computed one is only where its line is named."""
        if title in self.skip or (self.only and title not in self.only) or (self.columns and column.label not in self.columns):
            return False
        return not column.computed or title in self.only


class Typology(Strict):
    """Tipologi: the line of work that most households live of."""

    sheet: Slug
    columns: tuple[str, ...]
    lines: Mapping[str, str] = Described(description="What each line of the sheet is called as a type.")

    @cached_property
    def places(self) -> Mapping[str, tuple[Place, ...]]:
        """The cells of each type."""
        by_title = sheets.sheet(self.sheet).by_title
        return {name: tuple((by_title[title].number, by_title[title].column(column)) for column in self.columns)
                for title, name in self.lines.items()}


@dataclass(frozen=True, slots=True)
class Indicator:
    """One cell that gets points. `full`: the cell of its full number; `words`: of a choice, the points of each."""

    place: Place
    title: str
    column: Column
    way: Way
    full: Place | None
    words: Mapping[str, int]

    @property
    def is_number(self) -> bool:
        return self.column.is_number

    @property
    def best_words(self) -> list[str]:
        """The choices that have most points."""
        most = (max if self.way == "more" else min)(self.words.values(), default=0)
        return [word for word, points in self.words.items() if points == most]


class ClassFormula(Strict):
    """The file."""

    id: Slug
    title: str
    source: str
    points: Points
    words: Mapping[str, int] = Described(description="Points of a chosen word. One that is not here is no indicator.")
    pace: tuple[Bound, ...]
    level: tuple[Bound, ...]
    categories: tuple[Category, ...]
    variables: tuple[Variable, ...]
    typology: Typology
    sheets: Mapping[Slug, SheetFormula]

    @model_validator(mode="after")
    def _names_what_exists(self) -> "ClassFormula":
        for id_, formula in self.sheets.items():
            if id_ not in sheets.places():
                raise ValueError(f"lembar {id_} tidak ada")
            sheet = sheets.sheet(id_)
            if unknown := sorted(formula.titles() - sheet.by_title.keys()):
                raise ValueError(f"lembar {id_} tidak punya baris {', '.join(unknown)}")
            if unknown := sorted(set(formula.columns) - {column.label for line in sheet.lines for column in line.columns}):
                raise ValueError(f"lembar {id_} tidak punya kolom {', '.join(unknown)}")
        return self

    @cached_property
    def best(self) -> int:
        """The most points that an indicator can get."""
        return max(self.points.better, self.points.same, self.points.worse, *self.words.values())

    def indicators(self, sheet: Sheet) -> tuple[Indicator, ...]:
        return _indicators(self, sheet)

    def variable(self, id_: str) -> Variable | None:
        return next((each for each in self.variables if each.id == id_), None)

    def variable_of(self, sheet: Sheet) -> Variable | None:
        """The variable that the sheet counts for; None for one that is entered but not measured."""
        return next((each for each in self.variables if sheet.part in each.parts), None)

    @cached_property
    def measured(self) -> tuple[Sheet, ...]:
        """The sheets of all variables."""
        return tuple(sheet for variable in self.variables for sheet in variable.sheets)

    def __hash__(self) -> int:
        """By id alone: hashing a whole formula takes long, and there is one a process."""
        return hash(self.id)


@cache
def load() -> ClassFormula:
    """Raises InstrumentError with file, line and remedy."""
    return read_model(folder() / "classification" / "formula.yaml", ClassFormula)


@cache
def _indicators(formula: ClassFormula, sheet: Sheet) -> tuple[Indicator, ...]:
    return tuple(_cells(formula, sheet))


def _cells(formula: ClassFormula, sheet: Sheet) -> Iterator[Indicator]:
    own = formula.sheets.get(sheet.id, SheetFormula())
    for line in sheet.lines:
        for number, column in enumerate(line.columns, start=1):
            words = {option.label: formula.words[option.label] for option in column.options if option.label in formula.words}
            if not own.takes(line.title, column) or not (column.is_number or words):
                continue
            full = sheet.by_title.get(own.full.get(line.title, ""))
            yield Indicator((line.number, number), line.title, column, own.way_of(line.title),
                            (full.number, number) if full else None, words)
