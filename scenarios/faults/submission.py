"""Submissions on their way up."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime, timedelta
from typing import ClassVar, Literal, NoReturn

from pydantic import Field
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sandbox.actions import Action
from sandbox.deeds import REOPEN, REPORT, RESEND, SUBMIT, SUBMIT_ALL, WITHDRAW, DeedKind
from sandbox.details import BatchDetails
from sandbox.errors import Fate
from sandbox.journal import Journal, Outcome
from sandbox.practice import upkeep
from sandbox.practice.batches.plan import FAMILIES
from sandbox.practice.models import Hold, Submission
from sandbox.practice.submissions.returning import Reason, send_back
from sandbox.practice.submissions.stages import Stage
from sandbox.practice.upkeep import UpkeepKind
from sandbox.words.texts import lazy_gettext as _l
from scenarios.faults.base import Fault, Scene, Telling
from scenarios.parts import Slug
from scenarios.ties import Tie

SENDING = (SUBMIT, RESEND, REOPEN)
"""The deeds that put a submission on its way."""
ANSWERED = timedelta(seconds=60)
"""How long after a report the helpdesk has what was held moved on."""


class Stall(Telling):
    """The submission is recorded but does not leave a stage, until the deed named by `until` or for `lasts`. Leaves a hold."""

    word = _l("kiriman tertahan")
    marks_submission: ClassVar[bool] = True
    strikes: ClassVar[tuple[DeedKind, ...]] = SENDING
    ended_by: ClassVar[tuple[DeedKind, ...]] = (RESEND, WITHDRAW, REOPEN, REPORT)
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

    def lift(self, action: Action, session: Session, struck: Collection[str]) -> None:
        """What is sent again starts anew; what was reported is moved on where it is, a while later.

        A hold with an end was reported before: it is over by itself, and what it held may be validated by now.
        """
        mine = select(Hold).where(Hold.code == self.shows.code, Hold.stage == self.stage, Hold.released_at.is_(None),
                                  Hold.until.is_(None), Hold.reference.in_(struck))
        if action.kind is REPORT:
            for hold in session.scalars(mine):
                hold.until = action.now + ANSWERED
            return
        submission = session.get_one(Submission, action.detail.reference)
        for hold in session.scalars(mine.where(Hold.reference == submission.reference)):
            hold.released_at = submission.queued_at = action.now


class QueueBacklog(Telling):
    """The queue is long: what is sent leaves it after `lasts` seconds, and each *Kirim lagi* puts it at the end anew."""

    word = _l("antrean panjang")
    marks_submission: ClassVar[bool] = True
    strikes: ClassVar[tuple[DeedKind, ...]] = (SUBMIT,)
    spreads: ClassVar[tuple[DeedKind, ...]] = (RESEND,)
    tells: ClassVar[tuple[Fate, ...]] = (Fate.SAVED,)
    restarts: ClassVar[bool] = True
    says: ClassVar[tuple[str, ...]] = ("until",)

    kind: Literal["queue_backlog"]
    reason: str = Field("Antrean kecamatan padat", description="What the outbox says beside it.")

    def touches(self, action: Action, struck: Collection[str]) -> bool:
        return action.kind is not RESEND or action.detail.reference in struck

    def around(self, scene: Scene) -> NoReturn:
        scene.proceed()
        raise self.trouble(scene)

    def within(self, action: Action, session: Session, row: Journal, ends_at: datetime | None) -> None:
        submission = session.get_one(Submission, action.detail.reference)
        held = next((hold for hold in submission.holds if hold.code == self.shows.code), None)
        if held is None:
            submission.holds.append(Hold(
                stage="queued", since=action.now, code=self.shows.code, reason=self.reason, until=ends_at))
        else:
            held.until = ends_at

    def misfits(self) -> Iterator[tuple[str, str]]:
        yield from super().misfits()
        if self.lasts is None:
            yield "kind", "antrean habis sendiri; tambahkan lasts, dalam detik"


class Returned(Fault):
    """The subdistrict sends it back for `reason`, `after` seconds later: a correction and a revision are needed."""

    word = _l("dikembalikan")
    marks_submission: ClassVar[bool] = True
    strikes: ClassVar[tuple[DeedKind, ...]] = SENDING

    kind: Literal["returned"]
    reason: str = Field(min_length=1, max_length=300, description="What is to be corrected, as the submission's page says it.")
    after: float = Field(20, ge=0, le=600, description="How many seconds later it shows.")

    def within(self, action: Action, session: Session, row: Journal, ends_at: datetime | None) -> None:
        if row.outcome == Outcome.DONE:
            submission = session.get_one(Submission, action.detail.reference)
            send_back(submission, Stage.SENT, [Reason(self.reason)], at=action.now + timedelta(seconds=self.after))


class LostReceipt(Telling):
    """The submission arrived, its receipt did not: proof is the number, not the paper."""

    word = _l("tanda terima gagal dibuat")
    marks_submission: ClassVar[bool] = True
    strikes: ClassVar[tuple[DeedKind, ...]] = (SUBMIT,)
    tells: ClassVar[tuple[Fate, ...]] = (Fate.SAVED,)

    kind: Literal["lost_receipt"]

    def around(self, scene: Scene) -> NoReturn:
        scene.proceed()
        raise self.trouble(scene)

    def within(self, action: Action, session: Session, row: Journal, ends_at: datetime | None) -> None:
        submission = session.get_one(Submission, action.detail.reference)
        submission.receipt = None


class CountDrift(Fault):
    """Sent and received, but for `lasts` seconds the subdistrict's own count in the outbox leaves it out. Needs `lasts`."""

    word = _l("hitungan kecamatan tertinggal")
    strikes: ClassVar[tuple[DeedKind, ...]] = (SUBMIT,)

    kind: Literal["count_drift"]

    def within(self, action: Action, session: Session, row: Journal, ends_at: datetime | None) -> None:
        if row.outcome == Outcome.DONE:
            standing = session.scalar(select(func.count(Submission.reference)).where(Submission.withdrawn_at.is_(None))) or 0
            upkeep.note(session, UpkeepKind.TALLY, at=action.now, until=ends_at, newest=max(0, standing - 1))

    def misfits(self) -> Iterator[tuple[str, str]]:
        yield from super().misfits()
        if self.lasts is None:
            yield "kind", "kecamatan menghitung lagi sendiri; tambahkan lasts, dalam detik"


class PartialBatch(Telling):
    """A batch went, but the submissions of these `records` failed: they stay in the queue until each is sent again."""

    word = _l("kiriman borongan separuh gagal")
    strikes: ClassVar[tuple[DeedKind, ...]] = (SUBMIT_ALL,)
    tells: ClassVar[tuple[Fate, ...]] = (Fate.SAVED,)

    kind: Literal["partial_batch"]
    failed: tuple[Slug, ...] = Field(min_length=1, max_length=6, description="The given households whose submissions failed.")
    reason: str = Field("Server gagal menyimpannya.", min_length=1, description="What the outbox says beside each.")

    def touches(self, action: Action, struck: Collection[str]) -> bool:
        """Only the batch of all families: one of sheets, or of a part, may have none of these in it."""
        return isinstance(action.detail, BatchDetails) and action.detail.scope == FAMILIES

    def around(self, scene: Scene) -> NoReturn:
        scene.proceed()
        raise self.trouble(scene)

    def records(self) -> Iterator[str]:
        yield from self.failed

    def leave(self, action: Action, session: Session, row: Journal, ends_at: datetime | None, ties: Mapping[str, Tie]) -> None:
        wanted = {ties[name].record for name in self.failed}
        latest = select(func.max(Submission.batch)).scalar_subquery()
        for submission in session.scalars(select(Submission).where(Submission.batch == latest)):
            if str(submission.record) in wanted and not submission.holds:
                submission.holds.append(Hold(stage="queued", since=action.now, code=self.shows.code, reason=self.reason))


KINDS: tuple[type[Fault], ...] = (Stall, QueueBacklog, Returned, LostReceipt, CountDrift, PartialBatch)
