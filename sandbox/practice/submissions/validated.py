"""What *tervalidasi* means of a household, for every page that counts or says it.

- This period: a submission of it is validated now.
- An earlier period: it came with the village, complete, and was neither changed nor sent since. It counts as it stands.
- Every other household is not validated.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, distinct, exists, func, or_, select
from sqlalchemy.orm import Session, defer

from sandbox.practice.forms.instruments import load
from sandbox.practice.keys import HOUSEHOLD_KIND
from sandbox.practice.models import Household, Submission
from sandbox.practice.submissions.stages import Stage
from sandbox.practice.submissions.submissions import WITH_STAGE, stage_of
from sandbox.practice.words import BASELINE


@dataclass(frozen=True, slots=True)
class Validated:
    """How many households are validated, by the period that they are of."""

    this_period: int
    earlier: int

    @property
    def total(self) -> int:
        return self.this_period + self.earlier


def count(session: Session, now: datetime) -> Validated:
    """Of the whole village, at `now`."""
    # All complete ones, less those that were changed or sent, which are few: to look at each complete one would read the village.
    # "+ 0" keeps SQLite to the index of who saved.
    complete, changed, sent = session.execute(select(*(question.scalar_subquery() for question in (
        select(func.count(Household.id)).where(Household.filled >= questions()),
        select(func.count(Household.id)).where(
            Household.filled + 0 >= questions(), or_(Household.saved_by < BASELINE, Household.saved_by > BASELINE)),
        select(func.count(distinct(Household.id))).select_from(Submission)
        .join(Household, Submission.is_of(HOUSEHOLD_KIND, Household.id))
        .where(Household.filled >= questions(), Household.saved_by == BASELINE))))).one()
    return Validated(len(this_period(session, now)), complete - changed - sent)


def this_period(session: Session, now: datetime, *, with_content: bool = False) -> dict[int, Submission]:
    """By household that is still here: its submission that was validated last. Content is long: it comes only if asked for."""
    rows = session.scalars(
        select(Submission).where(exists().where(Submission.is_of(HOUSEHOLD_KIND, Household.id)))
        .options(*WITH_STAGE, *([] if with_content else [defer(Submission.content)]))
        .order_by(Submission.first_sent_at)).unique()
    return {row.record_id: row for row in rows if stage_of(row, now) is Stage.VALIDATED}


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
