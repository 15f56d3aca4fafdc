"""Submissions that are on their way, or stuck, when the exercise begins."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, ClassVar, Literal

from pydantic import Field
from sqlalchemy.orm import Session

from sandbox.actions import Action
from sandbox.deeds import REPORT
from sandbox.practice.forms.instruments import load
from sandbox.practice.keys import RecordKey
from sandbox.practice.models import Hold, Submission
from sandbox.practice.submissions import submissions
from sandbox.practice.submissions.returning import Reason, send_back
from sandbox.practice.submissions.stages import STEPS, Stage
from sandbox.words.digits import names
from scenarios.faults.submission import ANSWERED
from scenarios.planting.base import BOTH, Bed, Earlier, Plant

INCOME = "1"
"""The question in which an older content differs."""
VERIFIES_AFTER = dict(STEPS)[Stage.VERIFIED]
"""How long after it was sent the subdistrict has looked at it."""


class SentBefore(Earlier):
    """It was sent `ago` seconds ago, and is on its way as any other: verified by now, or sent back by the rules."""

    about: ClassVar[tuple[str, ...]] = BOTH

    plant: Literal["sent"]

    def put(self, bed: Bed) -> None:
        self.send(bed)

    def send(self, bed: Bed) -> Submission:
        return submissions.submit(bed.session, bed.record, by=bed.by, now=self.at(bed))


class Stalled(SentBefore):
    """The same, but it does not leave the stage `stage`; at `queued` until it is sent again, else for `lasts` seconds."""

    plant: Literal["stalled"]  # type: ignore[assignment]
    stage: Literal["queued", "sent", "verified"] = Field("queued", description="The stage that it does not leave.")
    code: str = Field("GW-504", pattern=r"^[A-Z]{2,3}-[A-Z0-9]+$", description="Code beside it in the outbox.")
    reason: str = Field("Server kecamatan tidak menjawab.", min_length=1, description="What the outbox says beside it.")
    lasts: float | None = Field(None, gt=0, le=900, description="It is held for so many seconds from the beginning on.")
    until: Literal["report"] | None = Field(None, description="report: it moves on a minute after a report that names it.")

    def put(self, bed: Bed) -> None:
        until = None if self.lasts is None else bed.now + timedelta(seconds=self.lasts)
        hold(self.send(bed), bed, stage=self.stage, code=self.code, reason=self.reason, until=until)


    def lift(self, action: Action, session: Session, key: RecordKey) -> None:
        """A report that names the submission, or what was sent, moves it on."""
        if self.until != REPORT.name or action.kind is not REPORT:
            return
        reported = [each for each in submissions.of_record(session, key)
                    if names(action.detail.reference, each.reference) or names(action.detail.reference, each.number)]
        for held in (hold for each in reported for hold in each.holds if hold.code == self.code):
            if held.released_at is None and held.until is None:
                held.until = action.now + ANSWERED

    def misfits(self, noted: frozenset[str], sheet_ids: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        if self.stage != "queued" and self.lasts is None and self.until is None:
            yield "stage", f"di {self.stage} ia tidak lepas oleh Kirim lagi; tambahkan lasts (detik) atau until: report"


class SentBack(SentBefore):
    """It was sent `ago` seconds ago and is back from the subdistrict, for `reason`: to be corrected and sent as a revision."""

    plant: Literal["returned"]  # type: ignore[assignment]
    reason: str = Field(min_length=1, max_length=300, description="What is to be corrected, as the submission's page says it.")
    question: str = Field("", description="Number of the household question that it is about: 1, 8 …")

    def put(self, bed: Bed) -> None:
        field, part = _asked(self.question)
        reason = Reason(self.reason, part=part, field=field)
        send_back(self.send(bed), Stage.SENT, [reason], at=self.at(bed) + min(VERIFIES_AFTER, timedelta(seconds=self.ago)))

    def misfits(self, noted: frozenset[str], sheet_ids: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        if self.question and not _asked(self.question)[0]:
            yield "question", f"pertanyaan {self.question} tidak ada"


class Unsent(Earlier):
    """It was saved here `ago` seconds ago and never sent."""

    about: ClassVar[tuple[str, ...]] = BOTH

    plant: Literal["unsent"]

    def put(self, bed: Bed) -> None:
        bed.record.row.saved_by, bed.record.row.saved_at = bed.by, self.at(bed)


class Duplicate(Earlier):
    """It was sent twice; both are held in the queue. One of them, by the seat the first or the second, has another income."""

    plant: Literal["duplicate"]
    ago: float = Field(600, gt=120, le=86_400, description="How many seconds before the beginning the first was sent.")
    code: str = Field("KRM-409D", pattern=r"^[A-Z]{2,3}-[A-Z0-9]+$", description="Code beside both in the outbox.")

    def put(self, bed: Bed) -> None:
        at = self.at(bed)
        pair = [submissions.submit(bed.session, bed.record, by=bed.by, now=at + timedelta(seconds=later)) for later in (0, 120)]
        older = bed.rng.choice(pair)
        older.content = _with_other_income(older.content)
        reason = f"Ada 2 kiriman untuk keluarga ini: {pair[0].reference} dan {pair[1].reference}. Batalkan salah satu."
        for each in pair:
            hold(each, bed, stage="queued", code=self.code, reason=reason)


class Revision(SentBefore):
    """The second revision was sent `ago` seconds ago; now comes, too late, the return of the first, for `reason`."""

    plant: Literal["revision"]  # type: ignore[assignment]
    reason: str = Field(min_length=1, description="Why the first revision is sent back.")
    code: str = Field("KRM-422", pattern=r"^[A-Z]{2,3}-[A-Z0-9]+$", description="Code of the return.")

    def put(self, bed: Bed) -> None:
        sent = self.send(bed)
        sent.revision = 2
        sent.first_sent_at -= timedelta(seconds=self.ago)
        send_back(sent, Stage.SENT, [Reason(self.reason, code=self.code)], at=bed.now, revision=1)


def hold(sent: Submission, bed: Bed, *, stage: str, code: str, reason: str, until: Any = None) -> None:
    """Keep it from leaving that stage, as of when it was sent."""
    sent.holds.append(Hold(stage=stage, since=sent.queued_at, code=code, reason=reason, until=until))


def _with_other_income(content: dict[str, Any]) -> dict[str, Any]:
    answers = content["answers"]
    return {**content, "answers": {**answers, INCOME: (answers.get(INCOME) or 0) + 250_000}}


def _asked(number: str) -> tuple[str, str]:
    """The input of that household question, and the part of the form that it stands in; empty where there is none."""
    return next(((field.name, section.id) for section in load("ddk_household").sections for field in section.fields
                 if field.key == number), ("", ""))


PLANTED: tuple[type[Plant], ...] = (SentBefore, Stalled, SentBack, Unsent, Duplicate, Revision)
