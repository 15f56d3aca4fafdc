"""The figures of a rehearsal: percentiles, and what the bots were told against what the databases hold."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from sandbox.deeds import SAVE, DeedKind
from sandbox.practice.keys import RecordKey
from sandbox.practice.models import Household, Submission


@dataclass(frozen=True, slots=True)
class Receipted:
    """An acknowledgement that a bot read, and the copy in which it was given. `meant_double`: by an intended wrong turn."""

    sandbox: int
    generation: int
    kind: DeedKind
    record: RecordKey
    reference: str
    meant_double: bool = False


@dataclass
class Figures:
    """What `gladi rehearse --json` prints. Times in milliseconds; staged waits are not counted."""

    requests: int = 0
    errors: int = 0
    p50_ms: float = 0.0
    p95_ms: float = 0.0
    p99_ms: float = 0.0
    board_p95_ms: float = 0.0
    attempts: int = 0
    solved: int = 0
    acknowledged: int = 0
    """Saves and submissions that the bots were told of."""
    lost: int = 0
    duplicated: int = 0
    trainees: int = 0
    boards: int = 0
    seconds: float = 0.0
    clock_speed: float = 1.0
    beside: int = 0
    """What open pages asked for by themselves: assets and the panel; not among `requests` and their times."""
    beside_p95_ms: float = 0.0
    cpu_share: float = 0.0
    """Of all cores of this machine, what the server used, 0 to 1; 0 where the system does not tell."""
    busy_share: float = 0.0
    """The same of everything that ran, the bots too."""
    holds: int = 0
    """So many trainees with p95 within 250 ms, as far as these figures let one guess."""
    memory_mb: float = 0.0
    """Of the largest process of the server, at the end."""
    memory_grew_mb: float = 0.0
    """By how much that was more than at half-time."""
    slowest: dict[str, float] = field(default_factory=dict)
    """p95 in milliseconds of the five slowest kinds of page that were asked for at least 20 times."""
    problems: list[str] = field(default_factory=list)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0 to 1) of `values` lie, nearest rank; 0 for none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def missing(session: Session, receipts: Iterable[Receipted]) -> list[str]:
    """Acknowledged saves and submissions that this copy does not hold."""
    lost: list[str] = []
    for told in receipts:
        if told.kind is SAVE:
            found = session.scalar(select(Household.id).where(Household.id == told.record.id)) is not None
        else:
            found = session.scalar(select(Submission.reference).where(
                Submission.reference == told.reference, Submission.is_of(*told.record))) is not None
        if not found:
            lost.append(f"{told.kind.name} {told.record} {told.reference}".rstrip())
    return lost


def doubled(session: Session, receipts: Iterable[Receipted]) -> list[str]:
    """Households and submissions that stand twice in this copy without an intended wrong turn.

    Only records that a bot worked on: a village's own planted defects are not counted.
    """
    worked_on = {told.record.id for told in receipts}
    meant = {told.record.id for told in receipts if told.meant_double}
    numbers = session.scalars(select(Household.number).where(Household.id.in_(worked_on))).all()
    cards = Counter(session.scalars(select(Household.number).where(Household.number.in_(numbers))))
    sent = Counter(session.scalars(
        select(Submission.record_id).where(Submission.record_id.in_(worked_on - meant), Submission.withdrawn_at.is_(None))))
    return [f"{name} {record} ×{count}" for name, counter in (("keluarga", cards), ("kiriman", sent))
            for record, count in counter.items() if count > 1]
