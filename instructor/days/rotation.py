"""Ganti kelompok: renew this group's sandboxes, close it, open the next, keep the results. Undo until its first write."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from instructor import audit
from instructor.board import hall
from instructor.board.fold import fold_all
from instructor.days import groups, results
from instructor.days.groups import CLOSED, OPEN, PLANNED, GroupInfo
from instructor.days.preflight import Check, Situation, preflight
from instructor.errors import (
    AlreadyRotated,
    NothingToRotate,
    NothingToUndo,
    NotRead,
    RenewedSince,
    RotationBlocked,
    UndoTooLate,
)
from sandbox import seats
from sandbox.actions import READS
from sandbox.clock import WIB, Clock
from sandbox.journal import Outcome
from sandbox.platform.db import read, write
from sandbox.platform.models import Audit, Feed, Group, GroupPause, Sandbox, Trainee, Village
from sandbox.settings import Settings
from sandbox.store import generations
from sandbox.store.base import Store
from sandbox.web import clock_filter

ROTATE, UNDO = "rotate", "undo_rotate"
COMING_AND_GOING = ("login", "logout")


@dataclass(frozen=True, slots=True)
class Rotated:
    """What a rotation did."""

    group: int
    trainees: int
    attempts: int
    """Results kept of the group that left."""
    seconds: float


@dataclass(frozen=True, slots=True)
class Rotation:
    """The last rotation that was not undone."""

    at: datetime
    left_id: int
    entered_id: int
    entered_number: int
    resets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FirstWrite:
    """Who of the group that entered was the first to write."""

    village: str
    role: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Plan:
    """From which group to which, and what was looked at."""

    leaving: GroupInfo | None
    entering: GroupInfo | None
    present: int
    """People of the leaving group who were seen."""
    checks: Sequence[Check]

    def count(self, level: str) -> int:
        return sum(check.level == level for check in self.checks)


def plan(*, store: Store, clock: Clock, settings: Settings) -> Plan:
    """What a rotation would do now."""
    now = clock.now()
    every = groups.all_groups()
    entering = groups.next_planned(every)
    leaving = hall.open_hall()
    board = fold_all(hall.rows_of_group(leaving.group_id, hall.marks()[0])) if leaving is not None else {}
    entering_seats = seats.seats(entering.id) if entering is not None else []
    situation = Situation(
        leaving, board, entering, entering_seats, _used(entering), now.astimezone(WIB).date(), settings.instance, store,
        (leaving.now(now) if leaving is not None else now).timestamp())
    present = sum(board[key].arrived_at is not None for key in leaving.by_key if key in board) if leaving is not None else 0
    return Plan(next((group for group in every if group.state == OPEN), None), entering, present, preflight(situation))


def rotate(*, store: Store, clock: Clock, settings: Settings, read_notes: bool, expected: int | None = None,
           by: int = audit.COMMAND_LINE) -> Rotated:
    """Change the group. `expected` is the group that whoever pressed wanted to open: of two who press at once, one does it.

    Raises NothingToRotate, RotationBlocked, AlreadyRotated, and NotRead if there are notes and they were not read.
    """
    started = time.perf_counter()
    planned = plan(store=store, clock=clock, settings=settings)
    leaving, entering, now = planned.leaving, planned.entering, clock.now()
    if expected is not None and (entering is None or expected != entering.number):
        raise AlreadyRotated()
    if entering is None:
        raise NothingToRotate()
    if planned.count("blocks"):
        raise RotationBlocked(reasons="; ".join(check.strong for check in planned.checks if check.level == "blocks"))
    if planned.count("read") and not read_notes:
        raise NotRead()
    used = _used(entering)
    with write(durable=True) as session:
        _refuse_if_changed(session, leaving, entering)
        # In here: a group that somebody else has just opened must not lose what its people typed since.
        resets = [generations.reset_group_within(session, entering.id, now=now)] if used else []
        if leaving is not None:
            groups.closed(session, leaving.id, now=now, by=by)
        groups.opened(session, entering.id, now=now, by=by)
        audit.record(session, ROTATE, f"group:{entering.id}", by=by, at=now, left=leaving.id if leaving else None,
                     entered=entering.id, number=entering.number, resets=resets)
    # Last, and from the archive: the hall need not wait for it, and no late write is missed.
    attempts = _archive(leaving.id, store=store, now=now, by=by) if leaving is not None else 0
    return Rotated(entering.number, entering.trainees, attempts, time.perf_counter() - started)


def close(number: int, *, store: Store, clock: Clock, by: int = audit.COMMAND_LINE) -> Rotated:
    """Close a group without opening another: its sandboxes are renewed, its results kept. Raises NoSuchGroup, NotOpen."""
    started = time.perf_counter()
    now = clock.now()
    group = groups.close_group(number, now=now, by=by)
    attempts = _archive(group.id, store=store, now=now, by=by)
    return Rotated(group.number, group.trainees, attempts, time.perf_counter() - started)


def complete(*, store: Store, clock: Clock) -> int:
    """Finish what a stop of the server cut off: closed groups not yet renewed or without results; how many groups."""
    late = results.missing()
    for group_id in late:
        _archive(group_id, store=store, now=clock.now(), by=audit.COMMAND_LINE)
    return len(late)


def last() -> Rotation | None:
    """The last rotation, if it was not undone."""
    with read() as session:
        row = session.scalar(select(Audit).where(Audit.deed.in_((ROTATE, UNDO))).order_by(Audit.id.desc()).limit(1))
    if row is None or row.deed == UNDO or row.detail.get("left") is None:
        return None
    detail: dict[str, Any] = row.detail
    return Rotation(row.at, detail["left"], detail["entered"], detail["number"], tuple(detail["resets"]))


def first_write(rotation: Rotation) -> FirstWrite | None:
    """The first change that anybody of the entered group made since; looking and logging in do not count."""
    with read() as session:
        row = session.execute(
            select(Village.name, Trainee.role, Feed.at).join(Trainee, Trainee.id == Feed.person)
            .join(Village, Village.code == Trainee.village_code)
            .where(Trainee.group_id == rotation.entered_id, Feed.wall_at >= rotation.at, Feed.outcome == Outcome.DONE.value,
                   Feed.action.not_in((*READS, *COMING_AND_GOING)))
            .order_by(Feed.seq).limit(1)).one_or_none()
    return None if row is None else FirstWrite(*row)


def undo(*, clock: Clock, by: int = audit.COMMAND_LINE) -> Rotated:
    """Open the group that left again, as it was left. Raises NothingToUndo, UndoTooLate, RenewedSince."""
    started = time.perf_counter()
    rotation = last()
    if rotation is None or _open_id() != rotation.entered_id:
        raise NothingToUndo()
    _refuse_after_a_write(rotation)
    _refuse_after_a_reset(rotation)
    now = clock.now()
    for reset_id in rotation.resets:
        generations.undo(reset_id)
    with write(durable=True) as session:
        session.execute(update(Group).where(Group.id == rotation.entered_id).values(
            state=PLANNED, opened_at=None, heartbeat_at=None))
        session.execute(update(Group).where(Group.id == rotation.left_id, Group.state == CLOSED).values(
            state=OPEN, closed_at=None, heartbeat_at=now))
        # While it was closed, its time stood still: nobody's exercise got any older.
        session.add(GroupPause(group_id=rotation.left_id, began_at=rotation.at, ended_at=now, why="jeda"))
        results.forget_present(session, rotation.left_id)
        audit.record(session, UNDO, f"group:{rotation.left_id}", by=by, at=now, left=rotation.entered_id,
                     entered=rotation.left_id)
    reopened = next(group for group in groups.all_groups() if group.id == rotation.left_id)
    return Rotated(reopened.number, reopened.trainees, 0, time.perf_counter() - started)


def _archive(group_id: int, *, store: Store, now: datetime, by: int) -> int:
    """Renew the sandboxes of a closed group, once, and keep its results; how many attempts."""
    if _not_renewed(group_id):
        reset = generations.reset_group(group_id, now=now)
        with write(durable=True) as session:
            rotated = session.scalar(select(Audit).where(Audit.deed == ROTATE).order_by(Audit.id.desc()).limit(1))
            if rotated is not None and rotated.detail.get("left") == group_id:
                rotated.detail = {**rotated.detail, "resets": [*rotated.detail["resets"], reset.reset_id]}
    return results.compute_group(store, group_id, now=now, by=by)


def _not_renewed(group_id: int) -> int:
    """Sandboxes of a closed group that are still at the generation in which they were left."""
    with read() as session:
        return session.scalar(select(func.count(Sandbox.id)).join(Group, Group.id == Sandbox.group_id).where(
            Group.id == group_id, or_(Sandbox.reset_id.is_(None), Sandbox.renewed_at < Group.closed_at))) or 0


def _refuse_if_changed(session: Session, leaving: GroupInfo | None, entering: GroupInfo) -> None:
    """Within the lock: what the plan was made for must still hold."""
    opened = session.scalar(select(Group.id).where(Group.state == OPEN))
    planned = session.scalar(select(Group.state).where(Group.id == entering.id))
    if opened != (leaving.id if leaving is not None else None) or planned != PLANNED:
        raise AlreadyRotated()


def _refuse_after_a_reset(rotation: Rotation) -> None:
    with read() as session:
        renewed = session.scalar(select(func.count(Sandbox.id)).where(
            Sandbox.group_id == rotation.left_id, Sandbox.renewed_at > rotation.at, Sandbox.reset_id.not_in(rotation.resets)))
    if renewed:
        raise RenewedSince(sandboxes=renewed)


def _refuse_after_a_write(rotation: Rotation) -> None:
    written = first_write(rotation)
    if written is not None:
        raise UndoTooLate(who=f"{written.village} ({written.role})", at=clock_filter(written.at))


def _open_id() -> int | None:
    with read() as session:
        return session.scalar(select(Group.id).where(Group.state == OPEN))


def _used(group: GroupInfo | None) -> int:
    """Seats of a group in whose present copy something was done."""
    if group is None:
        return 0
    with read() as session:
        return session.scalar(
            select(func.count(func.distinct(Sandbox.id)))
            .join(Feed, (Feed.sandbox_id == Sandbox.id) & (Feed.generation == Sandbox.generation))
            .where(Sandbox.group_id == group.id)) or 0
