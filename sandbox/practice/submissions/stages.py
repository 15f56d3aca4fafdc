"""Where a submission is: a pure function of hall time, evaluated at every read. No background worker moves anything."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import IntEnum


class Stage(IntEnum):
    """The way up, in order. RETURNED is where a submission ends that was sent back."""

    UNSENT = 0
    """Saved in the village and not sent. A draft is another thing: typed and not saved (drafts.py)."""
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
    Stage.UNSENT: "Belum dikirim", Stage.QUEUED: "Antre", Stage.SENT: "Terkirim", Stage.VERIFIED: "Terverifikasi kecamatan",
    Stage.VALIDATED: "Tervalidasi kabupaten", Stage.RETURNED: "Dikembalikan", Stage.WITHDRAWN: "Dibatalkan",
}

# Reached this long after the submission was queued. The whole way stays under three minutes, so that waiting fits a lesson.
STEPS = (
    (Stage.SENT, timedelta(seconds=20)),
    (Stage.VERIFIED, timedelta(seconds=70)),
    (Stage.VALIDATED, timedelta(seconds=150)),
)


FOREVER = datetime.max.replace(tzinfo=UTC)
"""The end of a hold that only a deed can end."""


@dataclass(frozen=True, slots=True)
class Way:
    """What decides where a submission is. `held`: stages not to be left before that time. `returned_at`: if it was sent back.

    `refused_by`: the stage whose office sends it back at the hour at which it would have passed it on.
    """

    queued_at: datetime
    held: Mapping[Stage, datetime] = field(default_factory=dict)
    returned_at: datetime | None = None
    withdrawn_at: datetime | None = None
    refused_by: Stage | None = None


def stage_at(way: Way, now: datetime) -> Stage:
    """The stage reached by `now` (hall time). A held stage is not left; a withdrawal ends the way; so does a return."""
    if way.withdrawn_at is not None and way.withdrawn_at <= now:
        return Stage.WITHDRAWN
    back_at = sent_back_at(way)
    if back_at is not None and back_at <= now:
        return Stage.RETURNED
    return max((stage for stage, at in _course(way) if at <= now), default=Stage.QUEUED)


def reached_at(way: Way, stage: Stage) -> datetime:
    """When a submission reaches `stage` if no deed comes between: hall time. Source of every 'paling lambat' on a page."""
    return dict(_course(way)).get(stage, way.queued_at)


def sent_back_at(way: Way) -> datetime | None:
    """When it is returned if no deed comes between; None if it is not, or if a hold keeps it from the office that would."""
    refused_at = None if way.refused_by is None else dict(_course(way)).get(Stage(way.refused_by + 1))
    return min((at for at in (way.returned_at, refused_at) if at is not None), default=None)


def reached(way: Way, now: datetime) -> list[tuple[Stage, datetime]]:
    """The stages that were reached by time, each with its hour. A way that ended early stops at its end, at the latest."""
    ends = [end for end in (way.withdrawn_at, sent_back_at(way)) if end is not None and end <= now]
    stage = min(stage_at(Way(way.queued_at, way.held), min(ends, default=now)), way.refused_by or Stage.VALIDATED)
    return [(each, reached_at(way, each)) for each in (Stage.QUEUED, *(step for step, _ in STEPS)) if each <= stage]


def next_change_at(way: Way, now: datetime) -> datetime | None:
    """The next hall time after `now` at which the stage may change by time alone; None if only a deed can change it."""
    if stage_at(way, now) >= Stage.VALIDATED:
        return None
    ahead = [at for _, at in _course(way) if at > now]
    back_at = sent_back_at(way)
    if back_at is not None and back_at > now:
        ahead.append(back_at)
    return min(ahead, default=None)


def _course(way: Way) -> Iterator[tuple[Stage, datetime]]:
    """The stages of the way up, each with its hour; those behind a hold without end are left out."""
    here, at, passed = Stage.QUEUED, way.queued_at, timedelta()
    yield here, at
    for stage, after in STEPS:
        until = way.held.get(here, at)
        if until == FOREVER:
            return
        here, at, passed = stage, max(at + after - passed, until), after
        yield here, at
