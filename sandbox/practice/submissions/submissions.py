"""Kiriman: send a household up, send it again, correct it, withdraw it. Its reference never changes and is never reused.

What holds a submission back is a Hold row; a resend releases a hold in the queue, whoever placed it. A return ends the way of
one revision; a correction makes the next one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, defer, selectinload

from sandbox.clock import WIB
from sandbox.errors import NoSuchRecord, Problem, Rejected
from sandbox.practice.households.households import by_number, village
from sandbox.practice.models import Household, Receipt, Submission
from sandbox.practice.submissions.stages import Stage, Way, stage_at

FORM = "ddk"


@dataclass(frozen=True, slots=True)
class Resent:
    """What a resend came to. `moved` is False where the submission was on its way already and nothing was changed."""

    submission: Submission
    moved: bool
    text: str


def content_of(household: Household) -> dict[str, Any]:
    """What is sent: the household and its members at this moment, as JSON."""
    return {
        "number": household.number, "head_name": household.head_name, "address": household.address,
        "hamlet": household.hamlet, "rw": household.rw, "rt": household.rt, "answers": dict(household.answers),
        "members": [
            {"nik": person.nik, "name": person.name, "sex": person.sex, "birth_place": person.birth_place,
             "birth_date": person.birth_date.isoformat(), "answers": dict(person.answers)}
            for person in household.members],
    }


def get(session: Session, reference: str) -> Submission:
    """The submission with its holds, returns and receipt. Raises NoSuchRecord."""
    submission = session.get(Submission, reference)
    if submission is None:
        raise NoSuchRecord()
    return submission


def record_of(session: Session, reference: str) -> str:
    """Card number of the household that was sent. Raises NoSuchRecord."""
    number = session.scalar(select(Submission.record).where(Submission.reference == reference))
    if number is None:
        raise NoSuchRecord()
    return number


def of_record(session: Session, number: str) -> list[Submission]:
    """Every submission of a household, withdrawn ones too, oldest first."""
    return list(session.scalars(
        select(Submission).where(Submission.record == number).order_by(Submission.first_sent_at, Submission.reference)
        .options(defer(Submission.content), selectinload(Submission.holds), selectinload(Submission.returns))))


def way_of(submission: Submission) -> Way:
    """What decides its stage. Only a return of the present revision counts."""
    returned = [back.at for back in submission.returns if back.revision == submission.revision]
    return Way(
        queued_at=submission.queued_at,
        held=frozenset(Stage[hold.stage.upper()] for hold in submission.holds if hold.released_at is None),
        returned_at=min(returned, default=None), withdrawn_at=submission.withdrawn_at)


def stage_of(submission: Submission, now: datetime) -> Stage:
    return stage_at(way_of(submission), now)


def submit(session: Session, household: Household, *, by: str, now: datetime) -> Submission:
    """Send a household up. A second submission of the same household is not refused: it is a duplicate and shows as such."""
    submission = Submission(
        reference=_next_reference(session), form=FORM, record=household.number, content=content_of(household),
        queued_at=now, first_sent_at=now, sent_by=by)
    submission.receipt = Receipt(issued_at=now)
    session.add(submission)
    session.flush()
    return submission


def resend(session: Session, submission: Submission, now: datetime) -> Resent:
    """Send the same submission once more. Raises Rejected where that is impossible, and says why."""
    reference = submission.reference
    stage = stage_of(submission, now)
    if stage is Stage.WITHDRAWN:
        raise _rejected("KRM-410", f"Kiriman {reference} sudah dibatalkan, jadi tidak dapat dikirim ulang.")
    if stage is not Stage.VALIDATED and has_changed(session, submission):
        raise _rejected("KRM-409", f"Nomor {reference} sudah dipakai untuk isi yang berbeda: data keluarga ini diubah sesudah "
                                   "dikirim. Tidak dikirim ulang. Buka revisi.")
    if stage is Stage.RETURNED:
        raise _rejected("KRM-422", f"Kiriman {reference} dikembalikan dan isinya belum berubah sejak itu. Tidak dikirim ulang.")
    waiting = [hold for hold in submission.holds if hold.released_at is None and hold.stage == Stage.QUEUED.slug]
    if not waiting:
        return Resent(submission, False, _received_already(submission))
    _restart(submission, now)
    return Resent(submission, True, f"Kiriman {reference} sudah dikirim ulang pukul {_clock(now)}. Nomornya tetap.")


def revise(session: Session, submission: Submission, *, by: str, now: datetime) -> Submission:
    """Send the corrected content as the next revision under the same reference. Raises Rejected if nothing was changed."""
    if stage_of(submission, now) is Stage.WITHDRAWN:
        raise _rejected("KRM-410", f"Kiriman {submission.reference} sudah dibatalkan, jadi tidak dapat direvisi.")
    household = household_of(session, submission)
    if household is None:
        raise _rejected("KRM-404", f"Keluarga {submission.record} tidak ada lagi, jadi tidak ada isi yang dapat dikirim.")
    content = content_of(household)
    if content == submission.content:
        raise _rejected("KRM-422", f"Isi kiriman {submission.reference} belum berubah sejak dikirim. Revisi tidak dibuat.")
    submission.content = content
    submission.revision += 1
    submission.sent_by = by
    _restart(submission, now)
    return submission


def withdraw(session: Session, submission: Submission, *, why: str, now: datetime) -> Submission:
    """Cancel a submission, for a reason. One that is validated can only go where another submission of its household stays."""
    why = " ".join(why.split())
    if not why:
        raise Rejected([Problem("why", "VAL-17", "Alasan belum diisi. Tulis mengapa kiriman ini dibatalkan.", "Alasan")])
    stage = stage_of(submission, now)
    if stage is Stage.WITHDRAWN:
        raise _rejected("KRM-410", f"Kiriman {submission.reference} sudah dibatalkan.", "why")
    if stage is Stage.VALIDATED and not _twins(session, submission):
        raise _rejected("KRM-403", f"Kiriman {submission.reference} sudah tervalidasi kabupaten dan satu-satunya untuk keluarga "
                                   "ini, jadi tidak dapat dibatalkan.", "why")
    submission.withdrawn_at = now
    submission.withdrawn_why = why[:300]
    return submission


def reprint(submission: Submission, now: datetime) -> Receipt:
    """Its receipt, printed once more. One whose receipt was lost gets it now; the hours on it stay those of the stages."""
    if submission.receipt is None:
        submission.receipt = Receipt(issued_at=now)
    submission.receipt.printed = (submission.receipt.printed or 0) + 1
    return submission.receipt


def household_of(session: Session, submission: Submission) -> Household | None:
    """The household as it stands now; None if its card number is gone."""
    return next(iter(by_number(session, submission.record)), None)


def has_changed(session: Session, submission: Submission) -> bool:
    """Whether the household differs now from what was sent."""
    household = household_of(session, submission)
    return household is None or content_of(household) != submission.content


def _twins(session: Session, submission: Submission) -> Sequence[str]:
    return session.scalars(select(Submission.reference).where(
        Submission.record == submission.record, Submission.withdrawn_at.is_(None),
        Submission.reference != submission.reference)).all()


def _restart(submission: Submission, now: datetime) -> None:
    """On its way again from the queue: what held it there is over."""
    for hold in submission.holds:
        if hold.released_at is None and hold.stage == Stage.QUEUED.slug:
            hold.released_at = now
    submission.queued_at = now
    submission.resent += 1


def _received_already(submission: Submission) -> str:
    return (f"Kiriman {submission.reference} sudah diterima pukul {_clock(submission.queued_at)}. Tidak dibuat kiriman baru. "
            "Tidak perlu tindakan.")


def _rejected(code: str, text: str, field: str = "") -> Rejected:
    return Rejected([Problem(field, code, text, "Kiriman")])


def _clock(moment: datetime) -> str:
    return f"{moment.astimezone(WIB):%H.%M.%S}"


def _next_reference(session: Session) -> str:
    """One above the highest of this year. Withdrawn submissions keep their row, so no number ever comes back."""
    prefix = f"K-{village(session).period}-"
    last = session.scalar(
        select(Submission.reference).where(Submission.reference.startswith(prefix, autoescape=True))
        .order_by(func.length(Submission.reference).desc(), Submission.reference.desc()).limit(1))
    return f"{prefix}{int(last.removeprefix(prefix)) + 1 if last else 1:04d}"
