"""Points of figures, and the class that they come to. Figures of two years in, the whole computation out; pure.

An indicator with a number is compared with last year, one with a word has points by itself. A sheet is the mean of its indicators
in percent of the most, a variable the mean of its sheets, the village the mean of its variables. What is not known is left out
and named, never taken for 0. With fewer than all variables there is no class.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from statistics import fmean

from sandbox.practice.classification.formula import Bound, Category, ClassFormula, Indicator, Variable
from sandbox.practice.sheets.sheet import Place, Sheet

Value = float | str
Cells = Mapping[Place, Value]


@dataclass(frozen=True, slots=True)
class TwoYears:
    """The cells of one sheet, of this year and of last."""

    this: Cells = field(default_factory=dict)
    last: Cells = field(default_factory=dict)


Figures = Mapping[str, TwoYears]
"""By the sheet's id; one without any cell may be missing."""
NOTHING = TwoYears()


class Missing(Enum):
    """Why something has no points."""

    THIS_YEAR = "belum diisi tahun ini"
    LAST_YEAR = "tidak ada angka tahun lalu"
    NOTHING_TO_COMPARE = "tidak ada isian yang bisa dibandingkan"


@dataclass(frozen=True, slots=True)
class IndicatorScore:
    """One figure and its points; None: it is left out."""

    indicator: Indicator
    this: Value | None
    last: Value | None
    points: int | None
    why: str


@dataclass(frozen=True, slots=True)
class SheetScore:
    """`share`: percent of the most that its counted indicators can get; None: left out, for the reason in `missing`."""

    sheet: Sheet
    share: float | None
    counted: int
    indicators: int
    missing: Missing | None


@dataclass(frozen=True, slots=True)
class VariableScore:
    variable: Variable
    share: float | None
    sheets: Sequence[SheetScore]

    @property
    def counted(self) -> int:
        """Sheets that are counted."""
        return sum(each.share is not None for each in self.sheets)

    @property
    def asked(self) -> int:
        """Sheets that have anything to count."""
        return sum(each.indicators > 0 for each in self.sheets)


@dataclass(frozen=True, slots=True)
class CategoryScore:
    """`is_below`: below what the village's class needs of every group."""

    category: Category
    share: float
    is_below: bool


@dataclass(frozen=True, slots=True)
class VillageClass:
    """`share` in percent of the most. The classes are theirs; the categories those of the level that was reached."""

    share: float
    pace: Bound
    level: Bound
    category: Category
    categories: Sequence[CategoryScore]

    @property
    def name(self) -> str:
        """Swakarya Madya."""
        return f"{self.level.label} {self.category.label}"


@dataclass(frozen=True, slots=True)
class Classification:
    """`found` None: a variable has no sheet that counts, so there is no class yet. `typology` '': not known."""

    variables: Sequence[VariableScore]
    found: VillageClass | None
    typology: str

    @property
    def counted(self) -> int:
        return sum(each.counted for each in self.variables)

    @property
    def asked(self) -> int:
        return sum(each.asked for each in self.variables)

    @property
    def open(self) -> Sequence[Variable]:
        """The variables that no sheet counts for yet."""
        return [each.variable for each in self.variables if each.share is None]


def classify(formula: ClassFormula, figures: Figures) -> Classification:
    """What these figures come to."""
    variables = [of_variable(formula, variable, figures) for variable in formula.variables]
    return Classification(variables, _found(formula, variables), typology(formula, figures))


def of_variable(formula: ClassFormula, variable: Variable, figures: Figures) -> VariableScore:
    """The mean of its sheets that count."""
    scored = [of_sheet(formula, sheet, figures.get(sheet.id, NOTHING)) for sheet in variable.sheets]
    return VariableScore(variable, _mean(each.share for each in scored), scored)


def of_sheet(formula: ClassFormula, sheet: Sheet, cells: TwoYears) -> SheetScore:
    """The mean of its indicators that count, in percent of the most."""
    found = [each.points for each in details(formula, sheet, cells)]
    points = [each for each in found if each is not None]
    missing = _missing(cells, points)
    share = None if missing else 100 * fmean(points) / formula.best
    return SheetScore(sheet, share, 0 if missing else len(points), len(found), missing)


def details(formula: ClassFormula, sheet: Sheet, cells: TwoYears) -> list[IndicatorScore]:
    """The sheet's indicators, each with what it adds."""
    return [_score(formula, each, cells) for each in formula.indicators(sheet)]


def typology(formula: ClassFormula, figures: Figures) -> str:
    """The type with most households; the first of several, '' where nobody is counted."""
    cells = figures.get(formula.typology.sheet, NOTHING).this
    counts = {name: sum(value for place in places if isinstance(value := cells.get(place), int | float))
              for name, places in formula.typology.places.items()}
    most = max(counts, key=lambda name: counts[name])
    return most if counts[most] else ""


def _missing(cells: TwoYears, points: Sequence[int]) -> Missing | None:
    if not cells.this:
        return Missing.THIS_YEAR
    if not cells.last:
        return Missing.LAST_YEAR
    return None if points else Missing.NOTHING_TO_COMPARE


def _score(formula: ClassFormula, indicator: Indicator, cells: TwoYears) -> IndicatorScore:
    this, last = cells.this.get(indicator.place), cells.last.get(indicator.place)
    full = cells.this.get(indicator.full) if indicator.full else None
    points, why = _points_and_why(formula, indicator, this, last, full)
    return IndicatorScore(indicator, this, last, points, why)


def _points_and_why(formula: ClassFormula, indicator: Indicator, this: Value | None, last: Value | None,
                    full: Value | None) -> tuple[int | None, str]:
    if this is None:
        return None, Missing.THIS_YEAR.value
    if not indicator.is_number:
        return _of_word(formula, indicator, str(this))
    if isinstance(this, str):
        return None, Missing.NOTHING_TO_COMPARE.value
    if indicator.way == "less" and this == 0:
        return formula.points.better, "tidak ada"
    if full is not None and this == full and this:
        return formula.points.better, "penuh"
    if not isinstance(last, int | float):
        return None, Missing.LAST_YEAR.value
    return _compared(formula, this - last, indicator.way == "more")


def _compared(formula: ClassFormula, difference: float, more_is_better: bool) -> tuple[int, str]:
    if difference == 0:
        return formula.points.same, "tetap"
    is_better = (difference > 0) is more_is_better
    return formula.points.better if is_better else formula.points.worse, "naik" if difference > 0 else "turun"


def _of_word(formula: ClassFormula, indicator: Indicator, word: str) -> tuple[int | None, str]:
    points = indicator.words.get(word)
    if points is None:
        return None, "pilihan tanpa poin"
    return points if indicator.way == "more" else formula.best - points, "pilihan"


def _found(formula: ClassFormula, variables: Sequence[VariableScore]) -> VillageClass | None:
    shares = {each.variable.id: each.share for each in variables if each.share is not None}
    if len(shares) < len(formula.variables):
        return None
    share = fmean(shares.values())
    level = _of_bounds(formula.level, share)
    categories = [CategoryScore(each, reached := _of_category(formula, each, shares), reached < level.needs)
                  for each in formula.categories]
    first = next((each.category for each in categories if each.is_below), formula.categories[-1])
    return VillageClass(share, _of_bounds(formula.pace, share), level, first, categories)


def _of_category(formula: ClassFormula, category: Category, shares: Mapping[str, float]) -> float:
    return fmean(shares[each.id] for each in formula.variables if each.category == category.id)


def _of_bounds(bounds: Sequence[Bound], share: float) -> Bound:
    """The first that holds; the last holds always."""
    return next((each for each in bounds if each.holds(share)), bounds[-1])


def _mean(shares: Iterable[float | None]) -> float | None:
    known = [share for share in shares if share is not None]
    return fmean(known) if known else None
