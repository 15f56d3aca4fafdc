"""The way from a returned submission to the fields that its reasons name."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from sandbox.practice.models import Person, Return, Submission
from sandbox.practice.parts import MEMBER
from sandbox.practice.records import SENDABLE, Address
from sandbox.practice.submissions.submissions import given_back


@dataclass(frozen=True, slots=True)
class Fix:
    """One reason, and where it is put right. `field` is the input of that page, empty where the reason is about no single one."""

    text: str
    code: str
    page: Address
    field: str


def fixes(session: Session, submission: Submission, now: datetime) -> list[Fix]:
    """What its return asks for, in the order given; nothing where it is not back by `now`."""
    given = given_back(submission, now)
    there = _members_there(session, given)
    return [_fix(submission, back, there) for back in given]


def first_fixes(session: Session, submissions: Iterable[Submission], now: datetime) -> dict[str, Fix]:
    """The first of each, by reference. One statement for all, and none where no member is named."""
    first = {one.reference: (one, given[0]) for one in submissions if (given := given_back(one, now))}
    there = _members_there(session, [back for _, back in first.values()])
    return {reference: _fix(one, back, there) for reference, (one, back) in first.items()}


def _fix(submission: Submission, back: Return, there: Collection[str]) -> Fix:
    """A member who is gone leads to the whole record."""
    is_gone = back.part.startswith(MEMBER) and back.part not in there
    page = SENDABLE[submission.kind].page(submission.record_id, "" if is_gone else back.part)
    return Fix(back.reason, back.code, page, "" if is_gone else back.field)


def _members_there(session: Session, given: Iterable[Return]) -> Collection[str]:
    """Of the members that the reasons name, the parts of those who are still in the village."""
    named = {int(back.part.removeprefix(MEMBER)) for back in given if back.part.startswith(MEMBER)}
    if not named:
        return ()
    return {f"{MEMBER}{id_}" for id_ in session.scalars(select(Person.id).where(Person.id.in_(named)))}
