"""Kotak Keluar: the submissions of a village by stage, newest first, and the records that wait to be sent.

A stage is a function of time, so it stands in no column. What is not simply validated by now is a handful of rows (young,
held, returned or withdrawn); everything else is counted and paged by the database.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, or_, select, true, union_all
from sqlalchemy.orm import Session, defer, selectinload

from sandbox.digits import plain, printed_digits
from sandbox.folding import folded, seen
from sandbox.practice import records
from sandbox.practice.keys import RecordKey
from sandbox.practice.models import Hold, Return, Submission
from sandbox.practice.records import SENDABLE, Address, Brief, Columns
from sandbox.practice.submissions.stages import STEPS, Stage
from sandbox.practice.submissions.submissions import stage_of
from sandbox.practice.submissions.tracking import Track, not_sent, track
from sandbox.practice.words import BASELINE

PAGE = 25
CHIPS: tuple[tuple[str, str, tuple[Stage, ...]], ...] = (
    ("draf", "Draf", (Stage.DRAFT,)), ("antre", "Antre", (Stage.QUEUED,)), ("kecamatan", "Kecamatan", (Stage.SENT,)),
    ("kabupaten", "Kabupaten", (Stage.VERIFIED,)), ("dikembalikan", "Dikembalikan", (Stage.RETURNED,)),
    ("tervalidasi", "Tervalidasi", (Stage.VALIDATED,)), ("dibatalkan", "Dibatalkan", (Stage.WITHDRAWN,)))
"""Key in the address, word, and the stages that it shows."""


@dataclass(frozen=True, slots=True)
class OutboxLine:
    """One row of the outbox. `reference` is empty where nothing was sent yet. `number` and `title` are those of today."""

    record: RecordKey
    number: str
    title: str
    reference: str
    track: Track
    sent_number: str = ""
    """The number that it was sent as, where that differs from `number`."""
    copies: int = 0
    """How many submissions of this record are not withdrawn: above 1 it is a duplicate."""
    is_gone: bool = False
    """The record was deleted; `number` and `title` are those that it was sent as."""

    @property
    def address(self) -> Address:
        """Page of the record."""
        return SENDABLE[self.record.kind].page(self.record.id)

    @property
    def sending(self) -> Address:
        """Where the button that sends it posts to."""
        return SENDABLE[self.record.kind].sending(self.record.id)


@dataclass(frozen=True, slots=True)
class OutboxPage:
    lines: Sequence[OutboxLine]
    total: int
    page: int
    pages: int
    counts: dict[str, int]
    """Rows by chip key; those of all chips under ''."""


def counts(session: Session, now: datetime) -> dict[str, int]:
    """Rows by chip key; '' for all of them."""
    by_stage: Counter[Stage] = Counter(stage_of(submission, now) for submission in _unfinished(session, now))
    total = session.scalar(select(func.count(Submission.reference))) or 0
    by_stage[Stage.VALIDATED] += total - sum(by_stage.values())
    by_stage[Stage.DRAFT] = sum(session.scalar(select(func.count(record.columns.id)).where(_unsent(kind, record.columns))) or 0
                                for kind, record in SENDABLE.items())
    return {"": sum(by_stage.values())} | {key: sum(by_stage[stage] for stage in stages) for key, _, stages in CHIPS}


def page_of(session: Session, now: datetime, *, chip: str = "", text: str = "", page: int = 1) -> OutboxPage:
    """One page of the outbox. An unknown chip shows everything; a page beyond the end is the last one."""
    wanted = _wanted(session, now, chip)
    everything = union_all(*_rows(wanted, seen(text))).subquery()
    total = session.scalar(select(func.count()).select_from(everything)) or 0
    pages = max(1, ceil(total / PAGE))
    page = min(max(1, page), pages)
    keys = session.execute(select(everything.c.reference, everything.c.kind, everything.c.record_id)
                           .order_by(everything.c.at.desc(), everything.c.reference.desc())
                           .limit(PAGE).offset((page - 1) * PAGE)).all()
    return OutboxPage(_lines(session, keys, now), total, page, pages, counts(session, now))


@dataclass(frozen=True, slots=True)
class _Wanted:
    drafts: bool
    sent: ColumnElement[bool] | None
    """Condition for the submissions that are wanted; None if none are."""


def _wanted(session: Session, now: datetime, chip: str) -> _Wanted:
    stages = next((stages for key, _, stages in CHIPS if key == chip), None)
    if stages is None:
        return _Wanted(True, literal(True))
    if stages == (Stage.DRAFT,):
        return _Wanted(True, None)
    at_stage: dict[bool, list[str]] = {True: [], False: []}
    for submission in _unfinished(session, now):
        at_stage[stage_of(submission, now) in stages].append(submission.reference)
    if Stage.VALIDATED in stages:
        return _Wanted(False, Submission.reference.not_in(at_stage[False]))
    return _Wanted(False, Submission.reference.in_(at_stage[True]))


def _unfinished(session: Session, now: datetime) -> Sequence[Submission]:
    """Every submission that may be anything but validated, with what decides its stage."""
    young = Submission.queued_at > now - STEPS[-1][1]
    held = exists().where(Hold.reference == Submission.reference, Hold.released_at.is_(None))
    returned = exists().where(Return.reference == Submission.reference)
    return session.scalars(
        select(Submission).where(or_(young, Submission.withdrawn_at.is_not(None), held, returned))
        .options(defer(Submission.content), selectinload(Submission.holds), selectinload(Submission.returns))).all()


def _unsent(kind: str, columns: Columns) -> ColumnElement[bool]:
    """Saved in this copy, and never sent. Two ranges of an index, because 'is not' would read every record."""
    saved_here = or_(columns.saved_by < BASELINE, columns.saved_by > BASELINE)
    return and_(saved_here, ~exists().where(Submission.is_of(kind, columns.id)))


def _rows(wanted: _Wanted, text: str) -> list[Select]:
    """What is wanted and fits the search: sent ones, and of each kind those that wait to be sent."""
    found = []
    if wanted.sent is not None:
        found.append(select(Submission.reference.label("reference"), Submission.kind.label("kind"),
                            Submission.record_id.label("record_id"), Submission.first_sent_at.label("at"))
                     .where(wanted.sent, _sent_fits(text)))
    if wanted.drafts:
        found += [select(literal("").label("reference"), literal(kind).label("kind"), record.columns.id.label("record_id"),
                         record.columns.saved_at.label("at"))
                  .where(_unsent(kind, record.columns), _record_fits(record.columns, text))
                  for kind, record in SENDABLE.items()]
    return found


def _sent_fits(text: str) -> ColumnElement[bool]:
    """Condition for submissions that fit the search: by reference, by the number sent, or by what the record is called now."""
    if not text:
        return true()
    own = [Submission.reference.icontains(plain(text).replace(" ", "-"), autoescape=True)]
    if digits := printed_digits(text):
        own += [Submission.reference.endswith(digits, autoescape=True), Submission.number.startswith(digits, autoescape=True)]
    return or_(*own, *(exists().where(Submission.is_of(kind, record.columns.id), _record_fits(record.columns, text))
                       for kind, record in SENDABLE.items()))


def _record_fits(columns: Columns, text: str) -> ColumnElement[bool]:
    if not text:
        return true()
    if digits := printed_digits(text):
        return columns.number.startswith(digits, autoescape=True)
    return columns.folded.contains(folded(text), autoescape=True)


def _lines(session: Session, rows: Sequence, now: datetime) -> list[OutboxLine]:
    references = [row.reference for row in rows if row.reference]
    submissions = {one.reference: one for one in session.scalars(
        select(Submission).where(Submission.reference.in_(references))
        .options(defer(Submission.content), selectinload(Submission.holds), selectinload(Submission.returns)))}
    keys = [RecordKey(row.kind, row.record_id) for row in rows]
    briefs, copies = records.briefs(session, keys), _copies(session, [one.record for one in submissions.values()])
    return [_sent(submissions[row.reference], briefs.get(key), copies[key], now) if row.reference
            else _waiting(key, briefs[key], now) for row, key in zip(rows, keys, strict=True)]


def _sent(submission: Submission, brief: Brief | None, copies: int, now: datetime) -> OutboxLine:
    where = track(submission, now)
    if brief is None:
        return OutboxLine(submission.record, submission.number, submission.title, submission.reference, where, copies=copies,
                    is_gone=True)
    return OutboxLine(submission.record, brief.number, brief.title, submission.reference, where,
                submission.number if submission.number != brief.number else "", copies)


def _waiting(key: RecordKey, brief: Brief, now: datetime) -> OutboxLine:
    return OutboxLine(key, brief.number, brief.title, "", not_sent(brief.saved_at, now))


def _copies(session: Session, keys: Sequence[RecordKey]) -> Counter[RecordKey]:
    found: Counter[RecordKey] = Counter()
    for kind in SENDABLE:
        rows = session.execute(select(Submission.record_id, func.count()).where(
            Submission.kind == kind, Submission.record_id.in_({key.id for key in keys if key.kind == kind}),
            Submission.withdrawn_at.is_(None)).group_by(Submission.record_id))
        found.update({RecordKey(kind, id_): count for id_, count in rows})
    return found
