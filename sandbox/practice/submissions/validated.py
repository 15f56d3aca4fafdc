"""What *tervalidasi* means of a household, for every page that counts or says it.

- This period: a submission of it is validated now.
- An earlier period: it came with the village, complete, and was neither changed nor sent since. It counts as it stands.
- Every other household is not validated.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import ColumnElement, ScalarSelect, Select, bindparam, distinct, exists, func, or_, select
from sqlalchemy.orm import Session, defer

from sandbox.practice.forms.instruments import load
from sandbox.practice.keys import HOUSEHOLD_KIND
from sandbox.practice.models import Household, Submission
from sandbox.practice.submissions.stages import Stage, reached_at, stage_at
from sandbox.practice.submissions.submissions import WITH_STAGE, way_of
from sandbox.practice.words import BASELINE


@dataclass(frozen=True, slots=True)
class Validated:
    """How many households are validated, by the period that they are of."""

    this_period: int
    earlier: int


NOT_YET = "not_yet_validated"
"""Name of a parameter."""


@cache
def counting() -> Sequence[ScalarSelect[int]]:
    """What to ask for the numbers of the whole village, as part of another question; `counted` reads the answers.

    The parameter NOT_YET: references of the submissions that are not validated at the moment. Of all complete households those
    that were changed or sent are few: to look at each complete one would read the village. "+ 0" keeps SQLite to the index of who
    saved.
    """
    sent = (select(func.count(distinct(Household.id))).select_from(Submission)
            .join(Household, Submission.is_of(HOUSEHOLD_KIND, Household.id)))
    households = select(func.count(Household.id))
    asked = (sent.where(Submission.reference.not_in(bindparam(NOT_YET, expanding=True))),
             households.where(Household.filled >= questions()),
             households.where(Household.filled + 0 >= questions(),
                              or_(Household.saved_by < BASELINE, Household.saved_by > BASELINE)),
             sent.where(Household.filled >= questions(), Household.saved_by == BASELINE))
    return [question.scalar_subquery() for question in asked]


def counted(answers: Sequence[int]) -> Validated:
    """From the answers to `counting`, in its order."""
    this_period, complete, changed, sent = answers
    return Validated(this_period, complete - changed - sent)


def this_period(session: Session, now: datetime) -> dict[int, Submission]:
    """By household that is still here: its submission that was validated last, without its content."""
    rows = session.scalars(_sent_and_here()).unique()
    return {row.record_id: row for row in in_order_validated(rows, now)}


@cache
def _sent_and_here() -> Select[Submission]:
    return (select(Submission).where(exists().where(Submission.is_of(HOUSEHOLD_KIND, Household.id)))
            .options(defer(Submission.content), *WITH_STAGE))


def in_order_validated(submissions: Iterable[Submission], now: datetime) -> list[Submission]:
    """Those that are validated by `now`, the one that was validated last at the end. Not the one that was first sent last: an
    early one that is revised says what the regency knows newest.
    """
    found = [(reached_at(way, Stage.VALIDATED), row.reference, row) for row in submissions
             if stage_at(way := way_of(row), now) is Stage.VALIDATED]
    return [row for *_, row in sorted(found, key=lambda each: each[:2])]


@cache
def questions() -> int:
    """Of a household's form: all answered is complete."""
    return sum(len(section.questions) for section in load("ddk_household").sections)


def of_an_earlier_period() -> tuple[ColumnElement[bool], ...]:
    """The households that count as they stand, as conditions."""
    return (Household.saved_by == BASELINE, Household.filled >= questions(),
            ~exists().where(Submission.is_of(HOUSEHOLD_KIND, Household.id)))


def is_of_an_earlier_period(household: Household, *, was_sent: bool) -> bool:
    """The same of one household."""
    return household.saved_by == BASELINE and household.filled >= questions() and not was_sent
