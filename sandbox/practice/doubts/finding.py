"""What is doubtful now: by kind, parted from what was answered "memang begitu"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from sandbox.practice.doubts.base import Doubt, DoubtEffect, DoubtKind
from sandbox.practice.doubts.kinds import KINDS
from sandbox.practice.doubts.looked_at import LookedAt, look
from sandbox.practice.models import Accepted

Answers = Mapping[tuple[str, str], Accepted]


@dataclass(frozen=True, slots=True)
class Found:
    """One kind with its doubts; those that were answered stand apart, each with its answer (None: on the member's page)."""

    kind: DoubtKind
    doubts: Sequence[Doubt]
    accepted: Sequence[tuple[Doubt, Accepted | None]]


@dataclass(frozen=True, slots=True)
class VillageChecked:
    """The whole village, looked at once."""

    families: int
    sheets: int
    found: Sequence[Found]

    def count(self, *effects: DoubtEffect) -> int:
        return sum(len(each.doubts) for each in self.found if each.kind.effect in effects)

    @property
    def accepted(self) -> int:
        return sum(len(each.accepted) for each in self.found)

    @property
    def kinds(self) -> int:
        """How many kinds have a doubt."""
        return sum(1 for each in self.found if each.doubts)


def check(session: Session) -> VillageChecked:
    """Look at everything. Four statements, however many kinds there are."""
    village = look(session)
    answers = {(row.kind, row.subject): row for row in session.scalars(select(Accepted))}
    return VillageChecked(len(village.families), village.sheet_count, [of_kind(kind, village, answers) for kind in KINDS])


def only(session: Session, kind: DoubtKind) -> Found:
    """Look for one kind."""
    answers = {(row.kind, row.subject): row for row in session.scalars(select(Accepted).where(Accepted.kind == kind.id))}
    return of_kind(kind, look(session), answers)


def of_kind(kind: DoubtKind, village: LookedAt, answers: Answers) -> Found:
    """The doubts of one kind. An answer counts only while what it answered is as it was."""
    doubts: list[Doubt] = []
    accepted: list[tuple[Doubt, Accepted | None]] = []
    for doubt in kind.find(village):
        answer = answers.get((kind.id, doubt.subject))
        answer = answer if answer is not None and answer.state == doubt.state else None
        if answer is not None or doubt.reason:
            accepted.append((doubt, answer))
        else:
            doubts.append(doubt)
    return Found(kind, doubts, accepted)
