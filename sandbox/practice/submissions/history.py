"""What happened to one submission, told line by line, and the paper that proves it: the receipt."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sandbox.practice.models import Submission
from sandbox.practice.records import SENDABLE, Record
from sandbox.practice.submissions.returning import OFFICES
from sandbox.practice.submissions.stages import Stage, Way, reached, sent_back_at
from sandbox.practice.submissions.submissions import given_back, way_of
from sandbox.practice.submissions.tracking import PLACES

REACHED = {Stage.QUEUED: "Masuk antrean", Stage.SENT: "Terkirim ke kecamatan", Stage.VERIFIED: "Terverifikasi kecamatan",
           Stage.VALIDATED: "Tervalidasi kabupaten"}


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One line of the history. `state` chooses the glyph: passed, held or returned."""

    at: datetime
    text: str
    state: str = "passed"
    code: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A receipt. The hours on it are those of the stages, so a reprint says the same as the first print."""

    reference: str
    number: str
    """The number that the record was sent as, the same on every print; `number_now` where it has another today."""
    title: str
    number_now: str
    title_now: str
    facts: Sequence[tuple[str, str]]
    """What was sent, in a few words: where the family lives, the day whose state the sheet is."""
    number_label: str
    title_label: str
    revision: int
    sent_by: str
    issued_at: datetime | None
    printed: int
    hours: Sequence[HistoryLine]


def events(submission: Submission, now: datetime) -> list[HistoryLine]:
    """What happened to the submission by `now` (hall time), oldest first."""
    told = list(_sendings(submission))
    if submission.queued_at != told[-1].at:
        resent = submission.resent - len(submission.earlier or ())
        again = f", dikirim lagi {resent} kali" if resent > 0 else ""
        told.append(HistoryLine(submission.queued_at, f"Masuk antrean lagi{again}"))
    for hold in submission.holds:
        told.append(HistoryLine(hold.since, f"Tertahan di {PLACES[Stage[hold.stage.upper()]]}: {hold.reason}", "held", hold.code))
        over_at = hold.released_at or hold.until
        if over_at is not None and over_at <= now:
            told.append(HistoryLine(over_at, "Tidak tertahan lagi"))
    told += _returns(submission, now)
    told += [event for event in _reached(way_of(submission), now) if event.at > submission.queued_at]
    if submission.withdrawn_at is not None:
        told.append(HistoryLine(submission.withdrawn_at, f"Dibatalkan: {submission.withdrawn_why}", "returned"))
    return sorted(told, key=lambda event: event.at)


def paper(submission: Submission, record: Record | None, now: datetime) -> Paper:
    """The receipt of a submission as it is printed now. `record`: what was sent, as it stands now, if it is still there."""
    receipt, kind = submission.receipt, SENDABLE[submission.kind]
    return Paper(
        reference=submission.reference, number=submission.number, title=submission.title,
        number_now=record.number if record and record.number != submission.number else "",
        title_now=record.title if record and record.title != submission.title else "",
        facts=kind.summary(submission.content), number_label=kind.number_label, title_label=kind.title_label,
        revision=submission.revision, sent_by=submission.sent_by,
        issued_at=receipt.issued_at if receipt else None, printed=receipt.printed if receipt else 0,
        hours=_reached(way_of(submission), now))


def _sendings(submission: Submission) -> Iterator[HistoryLine]:
    """Each revision as it was sent, and how far those before the present one came."""
    earlier = submission.earlier or ()
    by = [*(each["by"] for each in earlier), submission.sent_by]
    yield HistoryLine(submission.first_sent_at, f"Dikirim oleh {by[0]}")
    for number, each in enumerate(earlier, start=1):
        for slug, at in each["reached"]:
            if (stage := Stage[slug.upper()]) is not Stage.QUEUED:
                yield HistoryLine(datetime.fromisoformat(at), REACHED[stage])
        yield HistoryLine(datetime.fromisoformat(each["until"]), f"Revisi {number + 1} dikirim oleh {by[number]}")


def _returns(submission: Submission, now: datetime) -> Iterator[HistoryLine]:
    """Every reason given by `now`, also those of earlier revisions. Nothing that was withdrawn is returned afterwards."""
    present = [(sent_back_at(way_of(submission)), back) for back in given_back(submission, now)]
    earlier = [(back.at, back) for back in submission.returns if back.revision != submission.revision]
    for at, back in [*earlier, *present]:
        if at is not None and at <= now and (submission.withdrawn_at is None or at <= submission.withdrawn_at):
            by = OFFICES[Stage[back.stage.upper()]]
            yield HistoryLine(at, f"Revisi {back.revision} dikembalikan {by}: {back.reason}", "returned", back.code)


def _reached(way: Way, now: datetime) -> list[HistoryLine]:
    return [HistoryLine(at, REACHED[stage]) for stage, at in reached(way, now)]
