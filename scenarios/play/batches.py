"""A batch on its way through the lesson: which records go along in it, and which of its submissions a fault is about.

What strikes the sending of a record strikes the batch as a whole, as the line does; what marks a submission marks that record's.
"""

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sandbox.actions import Action
from sandbox.deeds import SUBMIT, SUBMIT_ALL
from sandbox.details import BatchDetails
from sandbox.practice.batches.plan import plan_of, scope_of
from sandbox.practice.models import Submission
from scenarios.faults.base import Fault
from scenarios.file.schema import Scenario
from scenarios.ties import Tie


def sent_along(scenario: Scenario, action: Action, session: Session) -> frozenset[str]:
    """Keys of the records that this batch would send; none of another deed, and none where no fault strikes a sending."""
    told = action.detail
    if action.kind is not SUBMIT_ALL or not isinstance(told, BatchDetails):
        return frozenset()
    if not any(SUBMIT.name in fault.on.action for fault in scenario.faults):
        return frozenset()
    what, _, part = told.scope.partition("/")
    return frozenset(str(each.record.key) for each in plan_of(session, scope_of(what, part)).ready)


def name_the_struck(fault: Fault, action: Action, session: Session, ties: Mapping[str, Tie]) -> None:
    """Let the batch's row name the submission that the fault marks: that of the fault's record, else the first of the batch."""
    if action.kind is not SUBMIT_ALL or not fault.marks_submission:
        return
    latest = select(func.max(Submission.batch)).scalar_subquery()
    found = session.scalars(select(Submission).where(Submission.batch == latest).order_by(Submission.reference)).all()
    wanted = ties[fault.on.record].record if fault.on.record else None
    struck = next((each for each in found if wanted in (None, str(each.record))), None)
    if struck is not None:
        action.detail = replace(action.detail, reference=struck.reference)
