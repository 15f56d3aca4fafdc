"""A sheet's figures as they were validated last: of a submission of this year, else those of last year that came with it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from sandbox.practice.keys import SHEET_KIND
from sandbox.practice.models import Cell, Submission
from sandbox.practice.public.facts import Fact
from sandbox.practice.submissions.stages import Stage
from sandbox.practice.submissions.submissions import WITH_STAGE, stage_of

Value = float | str


@dataclass(frozen=True, slots=True)
class ValidatedSheet:
    """Its cells by row and column. `as_of`: the day whose state they are; None where only the year is known."""

    period: int
    as_of: date | None
    cells: Mapping[tuple[int, int], Value]


@dataclass(frozen=True, slots=True)
class ValidatedSheets:
    """By the sheet's id; one that was never validated is missing."""

    by_id: Mapping[str, ValidatedSheet] = field(default_factory=dict)

    def value(self, sheet: str, place: tuple[int, int]) -> Value | None:
        found = self.by_id.get(sheet)
        return None if found is None else found.cells.get(place)

    def number(self, fact: Fact) -> float | None:
        """The sum of the cells that have a number; None where none has."""
        return added(self.value(fact.sheet, place) for place in fact.places)


def validated_sheets(session: Session, wanted: Collection[str], period: int, now: datetime) -> ValidatedSheets:
    """These sheets at `now`, in two statements."""
    found: dict[str, ValidatedSheet] = {}
    cells: dict[str, dict[tuple[int, int], Value]] = {}
    for cell in session.scalars(select(Cell).where(Cell.sheet.in_(wanted), Cell.period == period - 1)):
        if (value := cell.value) is not None:
            cells.setdefault(cell.sheet, {})[cell.row, cell.column] = value
    found.update((id_, ValidatedSheet(period - 1, None, each)) for id_, each in cells.items())
    sent = session.scalars(select(Submission).where(Submission.kind == SHEET_KIND, Submission.withdrawn_at.is_(None))
                           .options(*WITH_STAGE).order_by(Submission.first_sent_at)).unique()
    for submission in sent:
        content = submission.content
        if content.get("sheet") in wanted and content["period"] == period and stage_of(submission, now) is Stage.VALIDATED:
            as_of = date.fromisoformat(content["as_of"]) if content.get("as_of") else None
            stored = {(row, column): value for row, column, value in content["cells"]}
            found[content["sheet"]] = ValidatedSheet(period, as_of, stored)
    return ValidatedSheets(found)


def added(values: Iterable[Value | None]) -> float | None:
    numbers = [value for value in values if isinstance(value, int | float)]
    return sum(numbers) if numbers else None
