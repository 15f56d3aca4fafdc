"""Ganti kelompok: close this group, renew its sandboxes and open the next in one transaction."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from instructor.attendance import reading as attendance
from instructor.board import hall
from instructor.board.fold import fold_all
from instructor.days import groups
from instructor.days.groups import GroupInfo
from instructor.days.preflight import Remark, Situation, preflight
from instructor.errors import AlreadyRotated, NothingToRotate, NotOpen, NotRead, RotationBlocked
from sandbox import seats
from sandbox.clock import WIB, Clock
from sandbox.platform import audit
from sandbox.platform.db import read, write
from sandbox.platform.groups import open_now, present_training, sandboxes_of
from sandbox.platform.models import Feed, Group, GroupState, Rotation, Sandbox
from sandbox.settings import Settings
from sandbox.store import generations
from sandbox.store.base import Store
from scenarios.results.rows import attempts

ROTATE = "rotate"


@dataclass(frozen=True, slots=True)
class Rotated:
    """What a rotation did."""

    group: int
    trainees: int
    attempts: int
    """Attempts begun by the people of the group that left; their results stay in the feed."""
    seconds: float


@dataclass(frozen=True, slots=True)
class Plan:
    """From which group to which, and what was looked at."""

    leaving: GroupInfo | None
    entering: GroupInfo | None
    present: int
    """People of the leaving group who are there, written down by staff or seen."""
    checks: Sequence[Remark]
    after: int
    """Number of the change before it, taken back or not; 0 where there is none."""

    def count(self, level: str) -> int:
        return sum(check.level == level for check in self.checks)


def plan(*, store: Store, clock: Clock, settings: Settings) -> Plan:
    """What a rotation would do now."""
    now = clock.now()
    every = groups.all_groups()
    entering = groups.next_planned(every)
    leaving = hall.open_hall()
    board = fold_all(hall.rows_of_group(leaving.group_id)) if leaving is not None else {}
    entering_seats = seats.seats(entering.id) if entering is not None else []
    used, before = _used_and_before(entering)
    situation = Situation(
        leaving, board, entering, entering_seats, used, now.astimezone(WIB).date(), settings.instance, store,
        (leaving.now(now) if leaving is not None else now).timestamp())
    here = next((group for group in every if group.state is GroupState.OPEN), None)
    return Plan(here, entering, _present(here, now), preflight(situation), before)


def latest(session: Session) -> Rotation | None:
    """The last change of this training, whether it stands or was taken back."""
    return session.scalar(select(Rotation).where(Rotation.id == _latest_id().scalar_subquery()))


def _before(session: Session) -> int:
    return session.scalar(_latest_id()) or 0


def _latest_id() -> Select[int | None]:
    return (select(func.max(Rotation.id)).join(Group, Group.id == func.coalesce(Rotation.opened_id, Rotation.closed_id))
            .where(Group.training_id == present_training()))


def _present(here: GroupInfo | None, now: datetime) -> int:
    """Of the open group, as the register of attendance says; none where no group is open."""
    if here is None:
        return 0
    found = attendance.register(here, now=now)
    return found.present if found is not None else 0


def rotate(*, store: Store, clock: Clock, settings: Settings, read_notes: bool, expected: int | None = None,
           leaving: int | None = None, after: int | None = None, by: int = audit.COMMAND_LINE) -> Rotated:
    """Change the group. `expected` is the group that whoever pressed wanted to open, `leaving` the one that was to be closed: of
    two who press at once, or of two nodes at a set time, one does it. `after`: the change before it that they saw, for one that
    was taken back has opened the same group as if nothing had been.

    Raises NothingToRotate, RotationBlocked, AlreadyRotated, and NotRead if there are notes and they were not read.
    """
    started = time.perf_counter()
    planned = plan(store=store, clock=clock, settings=settings)
    entering, now = planned.entering, clock.now()
    if expected is not None and (entering is None or expected != entering.number):
        raise AlreadyRotated()
    if leaving is not None and (planned.leaving is None or leaving != planned.leaving.number):
        raise AlreadyRotated()
    if after not in (None, planned.after):
        raise AlreadyRotated()
    if entering is None:
        raise NothingToRotate()
    if planned.count("blocks"):
        raise RotationBlocked(reasons="; ".join(check.strong for check in planned.checks if check.level == "blocks"))
    if planned.count("read") and not read_notes:
        raise NotRead()
    with write(durable=True) as session:
        _refuse_if_changed(session, planned, entering)
        rotation = change(session, planned.leaving, entering, now=now, by=by)
    begun = attempts_of(rotation.closed_id) if rotation.closed_id is not None else 0
    return Rotated(entering.number, entering.trainees, begun, time.perf_counter() - started)


def close(number: int, *, clock: Clock, after: int | None = None, by: int = audit.COMMAND_LINE) -> Rotated:
    """Close a group without opening another: its sandboxes are renewed. `after`: see rotate.

    Raises NoSuchGroup, NotOpen, AlreadyRotated.
    """
    started = time.perf_counter()
    now = clock.now()
    with write(durable=True) as session:
        group = groups.by_number_within(session, number)
        if group.state is not GroupState.OPEN:
            raise NotOpen(number=number)
        if after not in (None, _before(session)):
            raise AlreadyRotated()
        change(session, group, None, now=now, by=by)
    return Rotated(group.number, group.trainees, attempts_of(group.id), time.perf_counter() - started)


def change(session: Session, leaving: GroupInfo | None, entering: GroupInfo | None, *, now: datetime, by: int) -> Rotation:
    """Close, renew and open within a running write.

    The numbers rise with the closing: whoever saves after it is told that it came too late.
    """
    renewed = [group.id for group in (leaving, entering)
               if group is not None and (group is leaving or session.scalar(_in_use(group.id)))]
    reset_id = generations.reset_groups_within(session, renewed, now=now) if renewed else None
    rotation = Rotation(at=now, account_id=by, closed_id=leaving.id if leaving else None,
                        opened_id=entering.id if entering else None, reset_id=reset_id)
    session.add(rotation)
    if leaving is not None:
        groups.closed(session, leaving.id, now=now, by=by)
    if entering is not None:
        groups.opened(session, entering.id, now=now, by=by)
        audit.record(session, ROTATE, f"group:{entering.id}", by=by, at=now, left=rotation.closed_id, entered=entering.id,
                     number=entering.number)
    session.flush()
    return rotation


def attempts_of(group_id: int) -> int:
    """How many attempts the people of a group have begun, over all their copies."""
    return sum(len(begun) for begun in attempts(Feed.sandbox_id.in_(sandboxes_of(group_id))).values())


def _refuse_if_changed(session: Session, planned: Plan, entering: GroupInfo) -> None:
    """Within the lock: what the plan was made for must still hold."""
    groups.refuse_while_undoing(session)
    opened, leaving = open_now(session), planned.leaving
    present = groups.by_number_within(session, entering.number)
    if ((opened.id if opened else None) != (leaving.id if leaving else None) or present.state is not GroupState.PLANNED
            or _before(session) != planned.after):
        raise AlreadyRotated()


def _used_and_before(entering: GroupInfo | None) -> tuple[int, int]:
    """Seats of that group that are in use, and the number of the change before, in one statement."""
    with read() as session:
        used, before = session.execute(select(
            _in_use(entering.id if entering is not None else 0).scalar_subquery(), _latest_id().scalar_subquery())).one()
    return used, before or 0


def _in_use(group_id: int) -> Select[int]:
    """How many seats of a group have a present copy in which something was done."""
    return (select(func.count(func.distinct(Sandbox.id)))
            .join(Feed, (Feed.sandbox_id == Sandbox.id) & (Feed.generation == Sandbox.generation))
            .where(Sandbox.id.in_(sandboxes_of(group_id))))
