"""What checks may read: the deeds of one attempt, the sandbox's data, and hall time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sandbox.journal import Deed, Outcome
from sandbox.ledger import Defect
from sandbox.practice.households import households
from sandbox.practice.keys import household_key
from sandbox.practice.models import Draft, Household, Submission
from sandbox.practice.submissions import submissions
from sandbox.practice.submissions.stages import Stage, Way, next_change_at, stage_at
from scenarios.attempt import defects
from scenarios.attempt.attempts import Attempt


@dataclass(slots=True)
class Data:
    """Questions to the sandbox's data. Each is asked at most once: a judgement sees one moment."""

    session: Session
    _asked: dict[tuple[str, str], Any] = field(default_factory=dict)

    def households(self, number: str) -> Sequence[Household]:
        """Every household of that card number."""
        return self._once("households", number, lambda: households.by_number(self.session, number))

    def submissions(self, number: str) -> Sequence[Submission]:
        """Every submission of that household, withdrawn ones too."""
        return self._once("submissions", number, lambda: submissions_of(self.session, number))

    def household_count(self) -> int:
        """How many households the village has."""
        return self._once("count", "", lambda: self.session.scalar(select(func.count(Household.id))) or 0)

    def defects(self, household_id: int) -> Sequence[Defect]:
        """What the ledger says is wrong in that household."""
        return self._once("defects", str(household_id), lambda: defects.of_household(self.session, household_id))

    def has_draft(self, person: int, number: str) -> bool:
        """Whether the person has a draft for any form of that household."""
        drafts = select(func.count()).where(Draft.person == person, Draft.record.startswith(number, autoescape=True))
        return self._once("draft", number, lambda: bool(self.session.scalar(drafts)))

    def _once(self, what: str, which: str, ask: Any) -> Any:
        if (what, which) not in self._asked:
            self._asked[what, which] = ask()
        return self._asked[what, which]


def submissions_of(session: Session, number: str) -> list[Submission]:
    """Every submission of the households that have that card number."""
    return [sent for household in households.by_number(session, number)
            for sent in submissions.of_record(session, household_key(household.id))]


@dataclass(frozen=True)
class World:
    """One moment of one attempt."""

    attempt: Attempt
    data: Data
    now: datetime

    @property
    def deeds(self) -> Sequence[Deed]:
        """Deeds of the attempt, oldest first."""
        return self.attempt.deeds

    @property
    def numbers(self) -> Mapping[str, str]:
        """Card number by `as` name."""
        return self.attempt.numbers

    @cached_property
    def last_struck(self) -> Mapping[str, Deed]:
        """The latest deed that each fault touched, by the fault's name."""
        return {deed.fault: deed for deed in self.deeds if deed.fault and deed.outcome is not Outcome.NOTED}

    @cached_property
    def first_struck(self) -> Mapping[str, Deed]:
        """The first deed that each fault touched."""
        return {deed.fault: deed for deed in reversed(self.deeds) if deed.fault and deed.outcome is not Outcome.NOTED}

    def stage(self, submission: Submission) -> Stage:
        return stage_at(submissions.way_of(submission), self.now)

    def stage_changes_at(self, submission: Submission) -> datetime | None:
        way: Way = submissions.way_of(submission)
        return next_change_at(way, self.now)
