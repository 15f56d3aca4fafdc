"""What Klasifikasi shows: the class as it was computed last night, and what tonight's would be if nothing more were saved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from sandbox.practice.classification import formula as formulas
from sandbox.practice.classification import night, scoring
from sandbox.practice.classification.formula import ClassFormula, Variable
from sandbox.practice.classification.scoring import Classification, IndicatorScore, SheetScore, VariableScore
from sandbox.practice.households.households import village
from sandbox.practice.sheets.sheet import Sheet


@dataclass(frozen=True, slots=True)
class ClassPage:
    """Both computations. `tonight` None: no sheet was saved since, so it would be the same. `changed`: those that were."""

    formula: ClassFormula
    period: int
    at: datetime
    night: Classification
    tonight: Classification | None
    changed: Sequence[Sheet]


@dataclass(frozen=True, slots=True)
class VariablePage:
    """One variable sheet by sheet. `tonight`: of those that were saved since the night."""

    variable: Variable
    at: datetime
    score: VariableScore
    tonight: Mapping[str, SheetScore]

    @property
    def lines(self) -> Sequence[SheetScore]:
        """The sheets that can have points."""
        return [each for each in self.score.sheets if each.indicators]


@dataclass(frozen=True, slots=True)
class SheetClassPage:
    """One sheet figure by figure; `was_saved`: it was saved since the night, so its page shows other figures by now."""

    sheet: Sheet
    variable: Variable
    at: datetime
    period: int
    lines: Sequence[IndicatorScore]
    score: SheetScore
    was_saved: bool
    best: int


def of_village(session: Session, now: datetime) -> ClassPage:
    formula, period = formulas.load(), village(session).period
    found = night.figures(session, [sheet.id for sheet in formula.measured], period, now)
    tonight = scoring.classify(formula, found.now) if found.changed else None
    changed = [sheet for sheet in formula.measured if sheet.id in found.changed]
    return ClassPage(formula, period, found.at, scoring.classify(formula, found.night), tonight, changed)


def of_variable(session: Session, variable: Variable, now: datetime) -> VariablePage:
    formula, period = formulas.load(), village(session).period
    found = night.figures(session, [sheet.id for sheet in variable.sheets], period, now)
    by_now = scoring.of_variable(formula, variable, found.now)
    tonight = {each.sheet.id: each for each in by_now.sheets if each.sheet.id in found.changed}
    return VariablePage(variable, found.at, scoring.of_variable(formula, variable, found.night), tonight)


def of_sheet(session: Session, sheet: Sheet, variable: Variable, now: datetime) -> SheetClassPage:
    formula, period = formulas.load(), village(session).period
    found = night.figures(session, [sheet.id], period, now)
    cells = found.night[sheet.id]
    return SheetClassPage(sheet, variable, found.at, period, scoring.details(formula, sheet, cells),
                          scoring.of_sheet(formula, sheet, cells), bool(found.changed), formula.best)
