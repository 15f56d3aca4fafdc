"""The village's batches with their records by stage, and one of them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, defer, joinedload

from sandbox.errors import NoSuchRecord
from sandbox.practice.batches.models import Batch
from sandbox.practice.models import Submission
from sandbox.practice.records import SENDABLE, Address
from sandbox.practice.submissions.outbox import CHIPS
from sandbox.practice.submissions.submissions import WITH_STAGE, stage_of
from sandbox.practice.submissions.tracking import Track, track


@dataclass(frozen=True, slots=True)
class BatchLine:
    """A batch with the number of its records at each stage, in the words and order of the outbox' chips."""

    batch: Batch
    total: int
    stages: Sequence[tuple[str, str, int]]
    """(key of the chip, its word, how many), without those of none."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A record that stayed behind, as it was then."""

    number: str
    title: str
    why: Sequence[str]
    page: Address


@dataclass(frozen=True, slots=True)
class BatchPage:
    line: BatchLine
    sent: Sequence[tuple[Submission, Track]]
    left_out: Sequence[LeftOut]


def batches(session: Session, now: datetime) -> list[BatchLine]:
    """All, the newest first. Two statements."""
    found = session.scalars(select(Batch).order_by(Batch.id.desc())).all()
    of = _sent(session, [batch.id for batch in found])
    return [_line(batch, of[batch.id], now) for batch in found]


def get(session: Session, batch_id: int) -> Batch:
    """Raises NoSuchRecord."""
    batch = session.get(Batch, batch_id)
    if batch is None:
        raise NoSuchRecord()
    return batch


def page_of(session: Session, batch_id: int, now: datetime) -> BatchPage:
    """One batch with all its records, in the order in which they went. Raises NoSuchRecord."""
    batch = get(session, batch_id)
    sent = _sent(session, [batch_id])[batch_id]
    return BatchPage(_line(batch, sent, now), [(one, track(one, now)) for one in sent],
                     [LeftOut(number, title, why, SENDABLE[kind].page(id_)) for kind, id_, number, title, why in batch.left_out])


def _sent(session: Session, ids: Sequence[int]) -> Mapping[int, list[Submission]]:
    rows = session.scalars(
        select(Submission).where(Submission.batch.in_(ids)).order_by(Submission.reference)
        .options(defer(Submission.content), *WITH_STAGE, joinedload(Submission.receipt))).unique()
    found: dict[int, list[Submission]] = {id_: [] for id_ in ids}
    for one in rows:
        found[one.batch or 0].append(one)
    return found


def _line(batch: Batch, sent: Sequence[Submission], now: datetime) -> BatchLine:
    counted = Counter(stage_of(one, now) for one in sent)
    by_chip = [(key, word, sum(counted[stage] for stage in stages)) for key, word, stages in CHIPS]
    return BatchLine(batch, len(sent), [each for each in by_chip if each[2]])
