"""A sheet's figures as they were validated last: of a submission of this year, else those of last year that came with it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from sandbox.practice.classification.scoring import TwoYears
from sandbox.practice.keys import SHEET_KIND
from sandbox.practice.models import Cell, Submission
from sandbox.practice.public.facts import Fact
from sandbox.practice.submissions.stages import Stage, reached_at
from sandbox.practice.submissions.submissions import WITH_STAGE, way_of
from sandbox.practice.submissions.validated import in_order_validated

Value = float | str


@dataclass(frozen=True, slots=True)
class ValidatedSheet:
    """Its cells by row and column. `validated_at` (hall time) None: of the year before, which came with the village."""

    period: int
    validated_at: datetime | None
    cells: Mapping[tuple[int, int], Value]


@dataclass(frozen=True, slots=True)
class Dated:
    """When the figures of a group were validated: the newest of this year, and the oldest year that one is of.

    None: there is none.
    """

    validated_at: datetime | None
    oldest: int | None


@dataclass(frozen=True, slots=True)
class ValidatedSheets:
    """By the sheet's id; one that was never validated is missing. `last`: the cells of the year before."""

    by_id: Mapping[str, ValidatedSheet] = field(default_factory=dict)
    last: Mapping[str, Mapping[tuple[int, int], Value]] = field(default_factory=dict)

    def value(self, sheet: str, place: tuple[int, int]) -> Value | None:
        found = self.by_id.get(sheet)
        return None if found is None else found.cells.get(place)

    def number(self, fact: Fact) -> float | None:
        """The sum of the cells that have a number; None where none has."""
        return added(self.value(fact.sheet, place) for place in fact.places)

    def dated(self, sheets: Collection[str]) -> Dated:
        """When those of these sheets were validated that have figures."""
        found = [self.by_id[each] for each in sheets if each in self.by_id]
        return Dated(max((each.validated_at for each in found if each.validated_at), default=None),
                     min((each.period for each in found), default=None))

    def both_years(self, sheets: Collection[str], period: int) -> dict[str, TwoYears]:
        """What Klasifikasi computes of: of this year only what was validated in it."""
        this = {each: self.by_id[each].cells for each in sheets if each in self.by_id and self.by_id[each].period == period}
        return {each: TwoYears(this.get(each, {}), self.last.get(each, {})) for each in sheets}


def validated_sheets(session: Session, wanted: Collection[str], period: int, now: datetime) -> ValidatedSheets:
    """These sheets at `now`, in two statements."""
    found: dict[str, ValidatedSheet] = {}
    cells: dict[str, dict[tuple[int, int], Value]] = {}
    stored_cells = select(Cell.sheet, Cell.row, Cell.column, Cell.number, Cell.text)
    for id_, row, column, number, text in session.execute(
            stored_cells.where(Cell.sheet.in_(wanted), Cell.period == period - 1)):
        cells.setdefault(id_, {})[row, column] = (text or "") if number is None else number
    found.update((id_, ValidatedSheet(period - 1, None, each)) for id_, each in cells.items())
    sent = session.scalars(select(Submission).where(Submission.kind == SHEET_KIND, Submission.withdrawn_at.is_(None))
                           .options(*WITH_STAGE)).unique()
    for submission in in_order_validated(sent, now):
        content = submission.content
        if content.get("sheet") in wanted and content["period"] == period:
            stored = {(row, column): value for row, column, value in content["cells"]}
            found[content["sheet"]] = ValidatedSheet(period, reached_at(way_of(submission), Stage.VALIDATED), stored)
    return ValidatedSheets(found, cells)


def added(values: Iterable[Value | None]) -> float | None:
    numbers = [value for value in values if isinstance(value, int | float)]
    return sum(numbers) if numbers else None
