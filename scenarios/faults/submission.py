"""Submissions on their way up."""

from datetime import datetime
from typing import ClassVar, Literal, NoReturn

from pydantic import Field
from sqlalchemy.orm import Session

from sandbox.actions import Action
from sandbox.deeds import REOPEN, RESEND, SUBMIT, WITHDRAW, DeedKind
from sandbox.errors import Fate
from sandbox.journal import Journal
from sandbox.practice.models import Hold, Submission
from sandbox.texts import lazy_gettext as _l
from scenarios.faults.base import Fault, Scene, Telling

SENDING = (SUBMIT, RESEND, REOPEN)
"""The deeds that put a submission on its way."""


class Stall(Telling):
    """The submission is recorded but does not leave a stage, until the deed named by `until` or for `lasts`. Leaves a hold."""

    word = _l("kiriman tertahan")
    strikes: ClassVar[tuple[DeedKind, ...]] = SENDING
    ended_by: ClassVar[tuple[DeedKind, ...]] = (RESEND, WITHDRAW, REOPEN)
    tells: ClassVar[tuple[Fate, ...]] = (Fate.SAVED, Fate.UNKNOWN)
    same_for_all: ClassVar[bool] = True

    kind: Literal["stall"]
    stage: Literal["queued", "sent", "verified"] = Field("queued", description="The stage that it does not leave.")
    reason: str = Field("Server kecamatan tidak menjawab.", description="What the outbox says beside it.")

    def around(self, scene: Scene) -> NoReturn:
        scene.proceed()
        raise self.trouble(scene)

    def within(self, action: Action, session: Session, row: Journal, ends_at: datetime | None) -> None:
        submission = session.get_one(Submission, action.detail.reference)
        submission.holds.append(Hold(
            stage=self.stage, since=action.now, code=self.shows.code, reason=self.reason, until=ends_at))

    def lift(self, action: Action, session: Session, row: Journal) -> None:
        submission = session.get_one(Submission, action.detail.reference)
        for hold in submission.holds:
            if (hold.code, hold.stage, hold.released_at) == (self.shows.code, self.stage, None):
                hold.released_at = action.now
                submission.queued_at = action.now


class LostReceipt(Telling):
    """The submission arrived, its receipt did not: proof is the number, not the paper."""

    word = _l("tanda terima gagal dibuat")
    strikes: ClassVar[tuple[DeedKind, ...]] = (SUBMIT,)
    tells: ClassVar[tuple[Fate, ...]] = (Fate.SAVED,)

    kind: Literal["lost_receipt"]

    def around(self, scene: Scene) -> NoReturn:
        scene.proceed()
        raise self.trouble(scene)

    def within(self, action: Action, session: Session, row: Journal, ends_at: datetime | None) -> None:
        submission = session.get_one(Submission, action.detail.reference)
        submission.receipt = None


KINDS: tuple[type[Fault], ...] = (Stall, LostReceipt)
