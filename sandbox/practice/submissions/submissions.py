"""Kiriman: send a record up, send it again, correct it, withdraw it. Its reference never changes and is never reused.

What holds a submission back is a Hold row; a resend releases a hold in the queue, whoever placed it. A return ends the way of
one revision; a correction makes the next one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import count
from typing import Any

from sqlalchemy import Select, bindparam, exists, func, select
from sqlalchemy.orm import Session, defer, joinedload

from sandbox.clock import WIB
from sandbox.errors import NoSuchRecord, Problem, Rejected
from sandbox.practice import handing, records
from sandbox.practice.households.households import village
from sandbox.practice.keys import RecordKey
from sandbox.practice.models import Hold, Receipt, Return, Submission
from sandbox.practice.records import SENDABLE, Sendable
from sandbox.practice.sent import AtOffices, SentRecord
from sandbox.practice.submissions import returning, verifying
from sandbox.practice.submissions.stages import FOREVER, Stage, Way, reached, stage_at
from sandbox.practice.submissions.verifying import OfficeVerdict
from sandbox.words.digits import grouped

WITH_STAGE = (joinedload(Submission.holds), joinedload(Submission.returns))
"""Loads what decides the stage in the same statement; few submissions have any of it."""


@dataclass(frozen=True, slots=True)
class Resent:
    """What a resend came to. `moved` is False where the submission was on its way already and nothing was changed."""

    submission: Submission
    moved: bool
    text: str


def get(session: Session, reference: str) -> Submission:
    """The submission with its holds, returns and receipt. Raises NoSuchRecord."""
    submission = session.get(Submission, reference, options=[*WITH_STAGE, joinedload(Submission.receipt)])
    if submission is None:
        raise NoSuchRecord()
    return submission


def number_of(session: Session, submission: Submission) -> str:
    """What the sent record is called now; what it was sent as, if it was deleted since."""
    record = sent_record(session, submission)
    return submission.number if record is None else record.number


def of_record(session: Session, key: RecordKey) -> list[Submission]:
    """Every submission of a record, withdrawn ones too, oldest first."""
    return of_records(session, key.kind, [key.id])[key.id]


def of_records(session: Session, kind: str, ids: Sequence[int]) -> dict[int, list[Submission]]:
    """The same of several records of one kind, by id."""
    found: dict[int, list[Submission]] = {id_: [] for id_ in ids}
    for each in session.scalars(_OF_RECORDS, {"kind": kind, "ids": ids}).unique():
        found[each.record_id].append(each)
    return found


_OF_RECORDS = (select(Submission).where(Submission.kind == bindparam("kind"),
                                        Submission.record_id.in_(bindparam("ids", expanding=True)))
               .order_by(Submission.first_sent_at, Submission.reference).options(defer(Submission.content), *WITH_STAGE))


def way_of(submission: Submission) -> Way:
    """What decides its stage. Only a return of the present revision counts."""
    return returning.way_of(submission, _held_way(submission))


def _held_way(submission: Submission) -> Way:
    """The same without what sends it back."""
    held: dict[Stage, datetime] = {}
    for hold in submission.holds:
        if hold.released_at is None:
            stage = Stage[hold.stage.upper()]
            held[stage] = max(hold.until or FOREVER, held.get(stage, submission.queued_at))
    return Way(queued_at=submission.queued_at, held=held, withdrawn_at=submission.withdrawn_at)


def stage_of(submission: Submission, now: datetime) -> Stage:
    return stage_at(way_of(submission), now)


def submit(session: Session, record: Sendable, *, by: str, now: datetime, explained: str = "") -> Submission:
    """Send a record up. A second submission of the same record is not refused: it is a duplicate and shows as such.

    `explained`: the written reason for what rules ask of it.
    """
    [sent] = submit_all(session, [record], by=by, now=now, explained=explained)
    return sent


def submit_all(session: Session, records: Sequence[Sendable], *, by: str, now: datetime,
               batch: int | None = None, explained: str = "") -> list[Submission]:
    """The same of several records of one kind, each with its own reference. `batch`: the id of the one that they go with."""
    sent = [Submission(
        reference=reference, kind=record.kind, record_id=record.key.id, number=record.number, title=record.title,
        content=record.content(), queued_at=now, first_sent_at=now, sent_by=by, explained=explained or None, batch=batch,
        holds=[], returns=[], receipt=Receipt(issued_at=now))
        for record, reference in zip(records, _next_references(session), strict=False)]
    session.add_all(sent)
    session.flush()
    handing.sent(session, [record.key for record in records])
    found = verifying.verdicts(session, records, at_offices(session, records[0].kind, now)) if records else {}
    for submission in sent:
        _judge(submission, found[submission.record_id])
    return sent


def resend(session: Session, submission: Submission, now: datetime) -> Resent:
    """Send the same submission once more. Raises Rejected where that is impossible, and says why."""
    reference = submission.reference
    stage = stage_of(submission, now)
    if stage is Stage.WITHDRAWN:
        raise _rejected("KRM-410", f"Kiriman {reference} sudah dibatalkan, jadi tidak bisa dikirim lagi. "
                                   f"Bila {thing_of(submission)} itu perlu dikirim, tekan Kirim di halamannya.")
    if stage is not Stage.VALIDATED and has_changed(session, submission):
        raise _rejected("KRM-409", f"Nomor {reference} sudah dipakai untuk isi yang berbeda: data {thing_of(submission)} ini "
                                   "diubah sesudah dikirim. Tidak dikirim lagi. Tekan "
                                   f"{revision_button(submission)} di halaman kiriman ini.")
    if stage is Stage.RETURNED:
        raise _rejected("KRM-422", f"Kiriman {reference} dikembalikan dan isinya belum berubah sejak itu. "
                                   f"Tidak dikirim lagi. Betulkan dulu data {thing_of(submission)} itu, lalu tekan "
                                   f"{revision_button(submission)} di halaman kiriman ini.")
    if not _waiting_in_queue(submission):
        return Resent(submission, False, _received_already(submission))
    _restart(submission, now)
    return Resent(submission, True, f"Kiriman {reference} sudah dikirim lagi pukul {_clock(now)}. Nomornya tetap.")


def revise(session: Session, submission: Submission, *, by: str, now: datetime, explained: str = "") -> Submission:
    """Send the corrected content as the next revision under the same reference. Raises Rejected if nothing was changed."""
    if stage_of(submission, now) is Stage.WITHDRAWN:
        raise _rejected("KRM-410", f"Kiriman {submission.reference} sudah dibatalkan, jadi tidak bisa direvisi. "
                                   f"Bila {thing_of(submission)} itu perlu dikirim, tekan Kirim di halamannya.")
    record = sent_record(session, submission)
    if record is None:
        raise _rejected("KRM-404", f"{thing_of(submission).capitalize()} {grouped(submission.number)} sudah dihapus, jadi tidak "
                                   "ada isi yang bisa dikirim. Batalkan kiriman ini dan tulis alasannya.")
    content, found = record.content(), verifying.verdict(session, record, at_offices(session, record.kind, now))
    if content == submission.content and (found or not _was_refused_by_rules(submission, now)):
        raise _rejected("KRM-422", f"Isi kiriman {submission.reference} belum berubah sejak dikirim. Revisi tidak "
                                   f"dibuat. Betulkan dulu data {thing_of(submission)} itu, lalu kembali ke sini.")
    told = {"by": submission.sent_by, "until": now.isoformat(),
            "reached": [(stage.slug, at.isoformat()) for stage, at in reached(way_of(submission), now)]}
    submission.earlier = [*(submission.earlier or ()), told]
    returning.settle(submission, _held_way(submission), now)
    submission.content, submission.number, submission.title = content, record.number, record.title
    submission.revision += 1
    submission.sent_by, submission.explained = by, explained or None
    _restart(submission, now)
    handing.sent(session, [record.key])
    _judge(submission, found)
    return submission


def may_be_revised(session: Session, submission: Submission, now: datetime) -> bool:
    """Whether there is anything to send anew: other content, or the same that the rules refused and would pass on now."""
    record = sent_record(session, submission)
    if record is None or stage_of(submission, now) is Stage.WITHDRAWN:
        return False
    if record.content() != submission.content:
        return True
    return _was_refused_by_rules(submission, now) and not verifying.verdict(
        session, record, at_offices(session, record.kind, now))


def at_offices(session: Session, kind: str, now: datetime) -> AtOffices:
    """What counts of that kind of record: the newest of each that was neither withdrawn nor sent back by `now`.

    What is gone from the village (merged into another card, moved away) counts no more: nobody could correct it there.
    """
    rows = session.execute(_standing(kind)).all()
    refused = [reference for reference, _, _, is_refused in rows if is_refused]
    back = {each.reference for each in session.scalars(_THESE, {"references": refused}).unique()
            if stage_of(each, now) is Stage.RETURNED} if refused else set()
    newest = {record_id: SentRecord(RecordKey(kind, record_id), content)
              for reference, record_id, content, _ in rows if reference not in back}
    return AtOffices(list(newest.values()))


@cache
def _standing(kind: str) -> Select[tuple[str, int, dict[str, Any], bool]]:
    # Columns: a hundred families may be there, and as objects they cost three times as much. Few were ever sent back.
    return (select(Submission.reference, Submission.record_id, Submission.content,
                   exists().where(Return.reference == Submission.reference))
            .where(Submission.kind == kind, Submission.withdrawn_at.is_(None),
                   exists().where(SENDABLE[kind].columns.id == Submission.record_id))
            .order_by(Submission.queued_at, Submission.reference))


_THESE = (select(Submission).where(Submission.reference.in_(bindparam("references", expanding=True)))
          .options(defer(Submission.content), *WITH_STAGE))


def given_back(submission: Submission, now: datetime) -> list[Return]:
    """The reasons for which it is back by `now`."""
    return returning.given(submission, _held_way(submission), now)


def _judge(submission: Submission, found: OfficeVerdict | None) -> None:
    if found is not None:
        returning.send_back(submission, found.office, found.reasons)


def _was_refused_by_rules(submission: Submission, now: datetime) -> bool:
    """Then the record may be right without a change of its own: another one was corrected, or a reason was written."""
    back = given_back(submission, now)
    return bool(back) and all(each.rule for each in back)


def withdraw(session: Session, submission: Submission, *, why: str, now: datetime) -> Submission:
    """Cancel a submission, for a reason. One that is validated stays as long as it is the only one of a record that is there."""
    why = " ".join(why.split())
    if not why:
        raise Rejected([Problem("why", "VAL-17", "Alasan belum diisi. Tulis mengapa kiriman ini dibatalkan.", "Alasan")])
    stage = stage_of(submission, now)
    if stage is Stage.WITHDRAWN:
        raise _rejected("KRM-410", f"Kiriman {submission.reference} sudah dibatalkan.", "why")
    if stage is Stage.VALIDATED and not _twins(session, submission) and sent_record(session, submission) is not None:
        raise _rejected("KRM-403", f"Kiriman {submission.reference} sudah tervalidasi kabupaten dan satu-satunya untuk "
                                   f"{thing_of(submission)} ini, jadi tidak bisa dibatalkan. Bila datanya keliru, betulkan di "
                                   f"halaman {thing_of(submission)} itu, lalu "
                                   "kirim revisinya.", "why")
    submission.withdrawn_at = now
    submission.withdrawn_why = why[:300]
    return submission


def reprint(submission: Submission, now: datetime) -> Receipt:
    """Its receipt, printed once more. One whose receipt was lost gets it now; the hours on it stay those of the stages."""
    if submission.receipt is None:
        submission.receipt = Receipt(issued_at=now)
    submission.receipt.printed = (submission.receipt.printed or 0) + 1
    return submission.receipt


def thing_of(submission: Submission) -> str:
    """What a sentence calls that which was sent: keluarga, lembar."""
    return SENDABLE[submission.kind].thing


def revision_button(submission: Submission) -> str:
    """What the button says that sends the changed content."""
    return f"Kirim revisi {submission.revision + 1}"


def sent_record(session: Session, submission: Submission) -> Sendable | None:
    """What was sent, as it stands now; None if it was deleted since."""
    return records.find_sendable(session, submission.record)


def has_changed(session: Session, submission: Submission) -> bool:
    """Whether the record differs now from what was sent."""
    record = sent_record(session, submission)
    return record is None or record.content() != submission.content


def _twins(session: Session, submission: Submission) -> Sequence[str]:
    return session.scalars(select(Submission.reference).where(
        Submission.is_of(*submission.record), Submission.withdrawn_at.is_(None),
        Submission.reference != submission.reference)).all()


def _restart(submission: Submission, now: datetime) -> None:
    """Start the way again from the queue at `now`: what held it there is over."""
    for hold in _waiting_in_queue(submission):
        hold.released_at = now
    submission.queued_at = now
    submission.resent += 1


def _waiting_in_queue(submission: Submission) -> list[Hold]:
    """What holds it in the queue until somebody sends it again. A hold with an end is over by itself, no sooner."""
    return [hold for hold in submission.holds
            if hold.released_at is None and hold.until is None and hold.stage == Stage.QUEUED.slug]


def _received_already(submission: Submission) -> str:
    return (f"Kiriman {submission.reference} sudah diterima pukul {_clock(submission.queued_at)}. Tidak dibuat kiriman baru. "
            "Tidak perlu tindakan.")


def _rejected(code: str, text: str, field: str = "") -> Rejected:
    return Rejected([Problem(field, code, text, "Kiriman")])


def _clock(moment: datetime) -> str:
    return f"{moment.astimezone(WIB):%H.%M.%S}"


def _next_references(session: Session) -> Iterator[str]:
    """From one above the highest of this year. Withdrawn submissions keep their row, so no number ever comes back."""
    prefix = f"K-{village(session).period}-"
    last = session.scalar(_LAST, {"prefix": prefix})
    return (f"{prefix}{number:04d}" for number in count(int(last.removeprefix(prefix)) + 1 if last else 1))


_LAST = (select(Submission.reference).where(Submission.reference.startswith(bindparam("prefix")))
         .order_by(func.length(Submission.reference).desc(), Submission.reference.desc()).limit(1))
