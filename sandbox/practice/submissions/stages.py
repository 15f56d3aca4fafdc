"""Where a submission is: a pure function of hall time, evaluated at every read. No background worker moves anything."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum


class Stage(IntEnum):
    """The way up, in order. RETURNED is where a submission ends that was sent back."""

    DRAFT = 0
    QUEUED = 1
    SENT = 2
    VERIFIED = 3
    VALIDATED = 4
    RETURNED = 5
    WITHDRAWN = 6

    @property
    def slug(self) -> str:
        return self.name.lower()

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    Stage.DRAFT: "Draf", Stage.QUEUED: "Antre", Stage.SENT: "Terkirim", Stage.VERIFIED: "Terverifikasi kecamatan",
    Stage.VALIDATED: "Tervalidasi kabupaten", Stage.RETURNED: "Dikembalikan", Stage.WITHDRAWN: "Dibatalkan",
}

# Reached this long after the submission was queued. The whole way stays under three minutes, so that waiting fits a lesson.
STEPS = (
    (Stage.SENT, timedelta(seconds=20)),
    (Stage.VERIFIED, timedelta(seconds=70)),
    (Stage.VALIDATED, timedelta(seconds=150)),
)


@dataclass(frozen=True, slots=True)
class Way:
    """What decides where a submission is. `held`: stages not to be left now. `returned_at`: when it was sent back, if ever."""

    queued_at: datetime
    held: Collection[Stage] = ()
    returned_at: datetime | None = None
    withdrawn_at: datetime | None = None


def stage_at(way: Way, now: datetime) -> Stage:
    """The stage reached by `now` (hall time). A held stage is not left; a withdrawal ends the way; so does a return."""
    if way.withdrawn_at is not None and way.withdrawn_at <= now:
        return Stage.WITHDRAWN
    if way.returned_at is not None and way.returned_at <= now:
        return Stage.RETURNED
    reached = Stage.QUEUED
    for stage, after in STEPS:
        if reached in way.held or now - way.queued_at < after:
            break
        reached = stage
    return reached


def reached_at(way: Way, stage: Stage) -> datetime:
    """When an unhindered submission reaches `stage`: hall time. Source of every 'paling lambat' on a page."""
    return way.queued_at + dict(STEPS).get(stage, timedelta())


def next_change_at(way: Way, now: datetime) -> datetime | None:
    """The next hall time after `now` at which the stage may change by time alone; None if only a deed can change it."""
    here = stage_at(way, now)
    if here in way.held or here >= Stage.VALIDATED:
        return None
    ahead = [way.queued_at + after for _, after in STEPS if way.queued_at + after > now]
    if way.returned_at is not None and way.returned_at > now:
        ahead.append(way.returned_at)
    return min(ahead, default=None)
