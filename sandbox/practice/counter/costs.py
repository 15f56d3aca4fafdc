"""What a submission that is not validated costs: how many wait at the counter because of it.

Asked together with the submissions themselves, so that a list of them asks nothing more.
"""

from datetime import datetime
from functools import cache

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from sandbox.practice.counter import arrivals
from sandbox.practice.counter.arrivals import SentFamily
from sandbox.practice.counter.models import CounterAnswer, Visitor
from sandbox.practice.counter.standing import COMES_BACK_FOR, validated_at
from sandbox.practice.households.households import village
from sandbox.practice.keys import HOUSEHOLD_KIND
from sandbox.practice.models import Submission
from sandbox.practice.submissions.stages import Stage, stage_at
from sandbox.practice.submissions.submissions import way_of

NOW, STILL_BACK = "counter_now", "counter_still_back"
"""Names of parameters."""


@cache
def seen_waiting() -> ColumnElement[int]:
    """As a column beside a submission: how many of its family were seen and wait, less those who came because of it.

    `waiting` adds these, whether they were seen or not. At which moment: its parameters, `at`.
    """
    now: BindParameter[datetime] = bindparam(NOW)
    later = aliased(CounterAnswer)
    is_told = exists().where(CounterAnswer.visitor_id == Visitor.id)
    is_back = exists().where(
        CounterAnswer.visitor_id == Visitor.id, CounterAnswer.back_at <= now, CounterAnswer.back_at > bindparam(STILL_BACK),
        ~exists().where(later.visitor_id == Visitor.id, later.id > CounterAnswer.id))
    of_family = and_(Submission.kind == HOUSEHOLD_KIND, Visitor.household_id == Submission.record_id)
    is_there = and_(Visitor.arrived_at <= now, Visitor.leaves_at > now)
    came_for_it = Visitor.key.startswith(arrivals.FOR_SENT + Submission.reference + "/")
    waits = select(func.count(Visitor.id)).where(of_family, or_(and_(is_there, ~is_told), is_back)).scalar_subquery()
    counted = select(func.count(Visitor.id)).where(of_family, is_there, came_for_it).scalar_subquery()
    return waits - counted


def at(now: datetime) -> dict[str, datetime]:
    """The parameters of `seen_waiting`."""
    return {NOW: now, STILL_BACK: now - COMES_BACK_FOR}


def waiting(submission: Submission, seen: int, *, seed: int, now: datetime) -> int:
    """How many wait because of it. `seen`: what stood in the column `seen_waiting` beside it."""
    if submission.kind != HOUSEHOLD_KIND or stage_at(way_of(submission), now) in (Stage.VALIDATED, Stage.WITHDRAWN):
        return 0
    sent = SentFamily(submission.reference, submission.record_id, submission.first_sent_at, validated_at(submission, now))
    return max(0, seen + sum(1 for _ in arrivals.of_sent(seed, sent, now)))


def of_submission(session: Session, submission: Submission, now: datetime) -> int:
    """The same of one submission, asked for alone."""
    seen = session.scalar(select(seen_waiting()).where(Submission.reference == submission.reference), at(now)) or 0
    return waiting(submission, seen, seed=village(session).seed, now=now)
