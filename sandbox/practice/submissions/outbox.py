"""Kotak Keluar: the submissions of a village by stage, newest first, and the households that wait to be sent.

A stage is a function of time, so it stands in no column. What is not simply validated by now is a handful of rows (young,
held, returned or withdrawn); everything else is counted and paged by the database.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, or_, select, union_all
from sqlalchemy.orm import Session, defer, selectinload

from sandbox.practice.models import Hold, Household, Return, Submission
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
class Line:
    """One row of the outbox. `reference` is empty where nothing was sent yet; `household_id` None where the card is gone."""

    record: str
    head_name: str
    household_id: int | None
    reference: str
    track: Track
    copies: int = 0
    """How many submissions of this household are not withdrawn: above 1 it is a duplicate."""


@dataclass(frozen=True, slots=True)
class OutboxPage:
    lines: Sequence[Line]
    total: int
    page: int
    pages: int
    counts: dict[str, int]
    """By chip key, and '' for all."""


def counts(session: Session, now: datetime) -> dict[str, int]:
    """Rows by chip key; '' for all of them."""
    by_stage: Counter[Stage] = Counter(stage_of(submission, now) for submission in _unfinished(session, now))
    total = session.scalar(select(func.count(Submission.reference))) or 0
    by_stage[Stage.VALIDATED] += total - sum(by_stage.values())
    by_stage[Stage.DRAFT] = session.scalar(select(func.count(Household.id)).where(_unsent())) or 0
    return {"": sum(by_stage.values())} | {key: sum(by_stage[stage] for stage in stages) for key, _, stages in CHIPS}


def page_of(session: Session, now: datetime, *, chip: str = "", text: str = "", page: int = 1) -> OutboxPage:
    """One page of the outbox. An unknown chip shows everything; a page beyond the end is the last one."""
    wanted = _wanted(session, now, chip)
    needle = _matching(text)
    rows = [part for part in (_sent_rows(wanted, needle), _draft_rows(wanted, needle)) if part is not None]
    everything = union_all(*rows).subquery()
    total = session.scalar(select(func.count()).select_from(everything)) or 0
    pages = max(1, ceil(total / PAGE))
    page = min(max(1, page), pages)
    keys = session.execute(select(everything.c.reference, everything.c.household_id)
                           .order_by(everything.c.at.desc(), everything.c.reference.desc())
                           .limit(PAGE).offset((page - 1) * PAGE)).all()
    return OutboxPage(_lines(session, keys, now), total, page, pages, counts(session, now))


@dataclass(frozen=True, slots=True)
class _Wanted:
    drafts: bool
    sent: ColumnElement[bool] | None
    """Which submissions; None for none."""


@dataclass(frozen=True, slots=True)
class _Needle:
    sent: ColumnElement[bool]
    drafts: ColumnElement[bool]


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


def _unsent() -> ColumnElement[bool]:
    """Saved in this copy, and never sent. Two ranges of an index, because 'is not' would read every household."""
    saved_here = or_(Household.saved_by < BASELINE, Household.saved_by > BASELINE)
    return and_(saved_here, ~exists().where(Submission.record == Household.number))


def _matching(text: str) -> _Needle | None:
    text = " ".join(text.split())
    if not text:
        return None
    digits = "".join(text.split())
    if digits.isdigit():
        return _Needle(or_(Submission.record.startswith(digits, autoescape=True),
                           Submission.reference.endswith(digits, autoescape=True)),
                       Household.number.startswith(digits, autoescape=True))
    of_name = exists().where(Household.number == Submission.record, Household.head_name.icontains(text, autoescape=True))
    return _Needle(or_(Submission.reference.icontains(text, autoescape=True), of_name),
                   Household.head_name.icontains(text, autoescape=True))


def _sent_rows(wanted: _Wanted, needle: _Needle | None) -> Select | None:
    if wanted.sent is None:
        return None
    rows = select(Submission.reference.label("reference"), literal(0).label("household_id"),
                  Submission.first_sent_at.label("at")).where(wanted.sent)
    return rows if needle is None else rows.where(needle.sent)


def _draft_rows(wanted: _Wanted, needle: _Needle | None) -> Select | None:
    if not wanted.drafts:
        return None
    rows = select(literal("").label("reference"), Household.id.label("household_id"),
                  Household.saved_at.label("at")).where(_unsent())
    return rows if needle is None else rows.where(needle.drafts)


def _lines(session: Session, keys: Sequence, now: datetime) -> list[Line]:
    references = [reference for reference, _ in keys if reference]
    submissions = {row.reference: row for row in session.scalars(
        select(Submission).where(Submission.reference.in_(references))
        .options(defer(Submission.content), selectinload(Submission.holds), selectinload(Submission.returns)))}
    records = {row.record for row in submissions.values()}
    ids = [household_id for reference, household_id in keys if not reference]
    cards = session.execute(select(Household.id, Household.number, Household.head_name, Household.saved_at)
                            .where(or_(Household.number.in_(records), Household.id.in_(ids)))).all()
    by_id = {row.id: row for row in cards}
    by_number = {row.number: row for row in cards}
    copies = _copies(session, records)
    lines = []
    for reference, household_id in keys:
        if reference:
            sent = submissions[reference]
            card = by_number.get(sent.record)
            lines.append(Line(sent.record, card.head_name if card else "", card.id if card else None, reference,
                              track(sent, now), copies.get(sent.record, 0)))
        else:
            card = by_id[household_id]
            lines.append(Line(card.number, card.head_name, card.id, "", not_sent(card.saved_at, now)))
    return lines


def _copies(session: Session, records: set[str]) -> dict[str, int]:
    rows = session.execute(select(Submission.record, func.count()).where(
        Submission.record.in_(records), Submission.withdrawn_at.is_(None)).group_by(Submission.record))
    return {row[0]: row[1] for row in rows}
