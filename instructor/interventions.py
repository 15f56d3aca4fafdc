"""What staff does to a seat: written to the platform first with a key, then to the sandbox's journal under the same key.

If the process dies in between, `apply_pending` writes the second half; the key makes twice once.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from instructor.errors import NotOpen
from sandbox import details, seats
from sandbox.actions import note
from sandbox.clock import Clock
from sandbox.deeds import DEEDS, DeedKind
from sandbox.desks import desk_for
from sandbox.details import StaffDetails, StaffHintDetails
from sandbox.platform import audit
from sandbox.platform.db import read, write
from sandbox.platform.models import Group, GroupState, Intervention
from sandbox.seats import Seat
from sandbox.store.base import Store
from sandbox.store.damage import fence

S = TypeVar("S", bound=StaffDetails)


@dataclass(frozen=True, slots=True)
class Intervener:
    """Who intervenes."""

    account_id: int
    name: str


def intervene(store: Store, clock: Clock, seat: Seat, kind: DeedKind[S], *, by: Intervener, key: str | None = None,
              **more: Any) -> str:
    """Write the intervention and apply it; its key. `kind`: TAKE, RELEASE, MESSAGE or HINT_GIVEN.

    `key` is the pressed form's: what was done under it already is not done again. `more`: what its details ask for. Where the
    sandbox can't take it now, it is written nevertheless, and `waits`. Raises NotOpen.
    """
    key = key or uuid.uuid4().hex
    now = clock.now()
    with write(durable=True) as session:
        if session.get(Intervention, key) is not None:
            return key
        found = put(session, {key: seat}, kind, by=by, at=now, **more)
        # Not what was written to a person: the log only grows, and their words must be erasable.
        audit.record(session, kind.name, f"trainee:{seat.trainee_id}", by=by.account_id, at=now, intervention=key)
    carry_out(store, clock, found)
    return key


@dataclass(frozen=True, slots=True)
class ToApply:
    """An intervention as it stands on the platform, still to be applied to its sandbox."""

    key: str
    seat: Seat
    kind: DeedKind[Any]
    account_id: int
    told: StaffDetails


def put(session: Session, keyed: Mapping[str, Seat], kind: DeedKind[S], *, by: Intervener, at: datetime,
        **more: Any) -> list[ToApply]:
    """Write one intervention a key within a running write; what is then to be applied. The keys must be new. Raises NotOpen."""
    require_open(session, keyed.values())
    found = [ToApply(key, seat, kind, by.account_id, kind.details(trainee=seat.trainee_id, name=by.name, **more))
             for key, seat in keyed.items()]
    session.add_all(Intervention(
        key=each.key, at=at, account_id=by.account_id, trainee_id=each.seat.trainee_id, sandbox_id=each.seat.pin.sandbox,
        generation=each.seat.pin.generation, kind=kind.name, detail=details.written(each.told)) for each in found)
    return found


def require_open(session: Session, here: Iterable[Seat]) -> None:
    """Raises NotOpen for a seat whose group is closed, or not yet open: what a page still offers must not change an archive."""
    shut = session.scalar(select(Group.number).where(Group.id.in_({seat.group_id for seat in here}),
                                                     Group.state != GroupState.OPEN).limit(1))
    if shut is not None:
        raise NotOpen(number=shut)


def carry_out(store: Store, clock: Clock, found: Iterable[ToApply]) -> None:
    """Apply what is written, each behind its fence: what its sandbox can't take now, `apply_pending` tries again."""
    for each in found:
        with fence(each.seat.pin):
            _apply(store, clock, each.seat, each.key, each.kind, each.account_id, each.told)


def waits(key: str) -> bool:
    """Whether the intervention of that key has not reached its sandbox yet."""
    with read() as session:
        return session.scalar(_UNAPPLIED.where(Intervention.key == key)) is not None


def pending() -> int:
    """How many wait for being applied."""
    with read() as session:
        return len(session.scalars(_UNAPPLIED).all())


def apply_pending(store: Store, clock: Clock) -> int:
    """Apply what was written but not applied; how many. One for a generation that is gone is only ticked off."""
    with read() as session:
        waiting = session.scalars(_UNAPPLIED).all()
    done = 0
    for each in waiting:
        seat = seats.seat(each.trainee_id)
        if seat is None or seat.pin.generation != each.generation:
            _tick_off(each.key, clock.now())
            continue
        kind = DEEDS[each.kind]
        with fence(seat.pin):  # the village may still be in the making; tried again in a minute
            _apply(store, clock, seat, each.key, kind, each.account_id, details.read(kind.details, each.detail))
            done += 1
    return done


_UNAPPLIED = select(Intervention).where(Intervention.applied_at.is_(None)).order_by(Intervention.at)


def _apply(store: Store, clock: Clock, seat: Seat, key: str, kind: DeedKind[S], account_id: int, detail: S) -> None:
    attempt = detail.attempt if isinstance(detail, StaffHintDetails) else None
    note(store, desk_for(seat, clock, may_write=True), kind, detail=detail, key=key, attempt=attempt, person=-account_id)
    _tick_off(key, clock.now())


def _tick_off(key: str, now: datetime) -> None:
    with write() as session:
        session.execute(update(Intervention).where(Intervention.key == key).values(applied_at=now))
