"""Old copies that nobody needs any more, by day: told before they are removed. A closed day's last state is never among them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from sandbox.platform import audit
from sandbox.platform.db import read, write
from sandbox.platform.models import Group, Sandbox, Village
from sandbox.store import sweep
from sandbox.store.base import KeptCopy, Store

SWEEP = "sweep"
OLDEST_DAYS = 3650


@dataclass(frozen=True, slots=True)
class OldOfDay:
    """Of one day: how many old copies, and how large they are."""

    day: int
    copies: int
    size: int


@dataclass(frozen=True, slots=True)
class SweepPlan:
    """What a sweep takes, by day."""

    days: tuple[OldOfDay, ...]
    at: datetime
    """The moment for which it was made: the same plan can be made again for it."""

    @property
    def copies(self) -> int:
        return sum(day.copies for day in self.days)

    @property
    def size(self) -> int:
        return sum(day.size for day in self.days)


def plan(store: Store, *, at: datetime, days: int, keep_mb: int | None = None) -> SweepPlan:
    """What would go of copies older than so many days; with `keep_mb` the oldest too, until no more than that is left."""
    return _plan(_found(store, at, days, keep_mb), at)


def carry_out(store: Store, *, at: datetime, days: int, keep_mb: int | None = None, now: datetime,
              by: int = audit.COMMAND_LINE) -> SweepPlan:
    """Remove what the plan of that moment told; what is needed again by now, or gone, is left out."""
    done = _plan(store.remove(_found(store, at, days, keep_mb)), at)
    if done.copies:
        with write(durable=True) as session:
            audit.record(session, SWEEP, "sandbox:0", by=by, at=now, copies=done.copies, bytes=done.size, days=days)
    return done


def _found(store: Store, at: datetime, days: int, keep_mb: int | None) -> list[KeptCopy]:
    return sweep.old_copies(store, now=at.timestamp(), older_than=timedelta(days=min(days, OLDEST_DAYS)),
                            keep_bytes=None if keep_mb is None else keep_mb * 1_000_000)


def _plan(copies: Sequence[KeptCopy], at: datetime) -> SweepPlan:
    numbers = _days({each.sandbox for each in copies})
    by_day: dict[int, list[KeptCopy]] = {}
    for each in copies:
        by_day.setdefault(numbers.get(each.sandbox, 0), []).append(each)
    days = (OldOfDay(day, len(found), sum(each.size for each in found)) for day, found in sorted(by_day.items()))
    return SweepPlan(tuple(days), at)


def _days(sandboxes: set[int]) -> dict[int, int]:
    with read() as session:
        return dict(session.execute(select(Sandbox.id, Group.number).join(Village, Village.id == Sandbox.village_id).join(
            Group, Group.id == Village.group_id).where(Sandbox.id.in_(sandboxes))).all())
