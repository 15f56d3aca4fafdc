"""Takes a change of the group back, as long as nobody of the group that entered has saved anything.

A save is committed in a file of its own, which no transaction of the platform reaches. So the undo acts in three steps:

1. The opened group's door is shut and its sandboxes get a new number. Whoever commits after this is told that it came too
   late, by the same look at the number as after a reset.
2. So every save that was acknowledged as one is in the files by now: they are read.
3. Was there one, the numbers point back and the door opens again, and the undo is refused. If not, the group that left is
   opened as it was left.

A stop between the steps is finished at the next look (`finish_pending`); steps 2 and 3 come to the same whoever takes them.
"""

import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from instructor.days import groups
from instructor.days.rotation import Rotated, latest
from instructor.errors import NothingToUndo, RenewedSince, UndoTooLate
from sandbox import journal, seats
from sandbox.clock import Clock
from sandbox.deeds import DEEDS
from sandbox.errors import GladiError
from sandbox.journal import Deed, Journal, Outcome
from sandbox.platform import audit
from sandbox.platform.db import read, write
from sandbox.platform.groups import open_now, sandboxes_of, trainees_of
from sandbox.platform.models import Feed, Group, GroupPause, GroupState, Rotation, Sandbox, Trainee, Village
from sandbox.store import generations
from sandbox.store.base import Pin, Store
from sandbox.store.damage import fence
from sandbox.web import clock_filter
from sandbox.words.roles import role_label

log = logging.getLogger("gladi.undo")

UNDO = "undo_rotate"
CHANGES = tuple(kind.name for kind in DEEDS.values() if kind.changes)


@dataclass(frozen=True, slots=True)
class FirstWrite:
    """Who of the group that entered was the first to write; `role` as people call it."""

    village: str
    role: str
    at: datetime


def last() -> Rotation | None:
    """The change that an undo would take back: the last one, if it closed a group and opened another and still stands."""
    with read() as session:
        return _last(session)


def first_write(rotation: Rotation) -> FirstWrite | None:
    """The first change that the feed tells of since, by anybody of the opened group; looking and logging in do not count."""
    with read() as session:
        return _in_the_feed(session, rotation)


def undo(*, store: Store, clock: Clock, by: int = audit.COMMAND_LINE, expected: int | None = None) -> Rotated:
    """Open the group that left again, as it was left. `expected` is the rotation that whoever pressed was looking at.

    Raises NothingToUndo, UndoTooLate, RenewedSince.
    """
    started = time.perf_counter()
    with write(durable=True) as session:
        rotation = begin(session, now=clock.now(), expected=expected)
    finish(rotation, store=store, clock=clock, by=by)
    reopened = next(group for group in groups.all_groups() if group.id == rotation.closed_id)
    return Rotated(reopened.number, reopened.trainees, 0, time.perf_counter() - started)


def begin(session: Session, *, now: datetime, expected: int | None = None) -> Rotation:
    """Step 1 of an undo, within a running write. Raises as `undo` does; then nothing was changed."""
    rotation, opened = _last(session), open_now(session)
    if rotation is None or opened is None or opened.id != rotation.opened_id or expected not in (None, rotation.id):
        raise NothingToUndo()
    if (written := _in_the_feed(session, rotation)) is not None:
        raise _too_late(written)
    _refuse_after_a_reset(session, rotation)
    opened.state = GroupState.PLANNED
    rotation.undo_reset_id = generations.reset_groups_within(session, [opened.id], now=now)
    return rotation


def finish_pending(*, store: Store, clock: Clock) -> bool:
    """Finish an undo that a stop cut off; whether there was one."""
    with read() as session:
        rotation = session.scalar(select(Rotation).where(Rotation.undo_reset_id.is_not(None)))
    if rotation is None:
        return False
    try:
        finish(rotation, store=store, clock=clock, by=audit.COMMAND_LINE)
    except (GladiError, DatabaseError) as error:
        log.warning("%s undo of rotation %s refused", getattr(error, "code", "GL-500"), rotation.id)
    return True


def finish(rotation: Rotation, *, store: Store, clock: Clock, by: int) -> None:
    """Steps 2 and 3 of an undo whose first is done. Raises UndoTooLate, NothingToUndo; whatever is raised, the change stands."""
    try:
        written = _in_the_copies(store, rotation)
    except Exception:
        with write(durable=True) as session:
            _let_stand(session, rotation)
        raise
    with write(durable=True) as session:
        if written is not None:
            _let_stand(session, rotation)
        else:
            _take_back(session, rotation, now=clock.now(), by=by)
        undone = session.get_one(Rotation, rotation.id).undone_at is not None
    if not undone:
        raise NothingToUndo() if written is None else _too_late(written)


def _take_back(session: Session, rotation: Rotation, *, now: datetime, by: int) -> None:
    if not _is_pending(session, rotation):
        return  # finished by somebody else meanwhile
    if rotation.reset_id is not None:
        generations.undo_within(session, rotation.reset_id)
    session.execute(update(Group).where(Group.id == rotation.opened_id).values(
        opened_at=None, first_opened_at=None, heartbeat_at=None, rotate_at=None))
    session.execute(update(Group).where(Group.id == rotation.closed_id).values(
        state=GroupState.OPEN, closed_at=None, heartbeat_at=now))
    # While it was closed, its time stood still: nobody's exercise got any older.
    session.add(GroupPause(group_id=rotation.closed_id, began_at=rotation.at, ended_at=now, why="jeda"))
    session.execute(update(Rotation).where(Rotation.id == rotation.id).values(undo_reset_id=None, undone_at=now))
    audit.record(session, UNDO, f"group:{rotation.closed_id}", by=by, at=now, left=rotation.opened_id,
                 entered=rotation.closed_id)


def _let_stand(session: Session, rotation: Rotation) -> None:
    if not _is_pending(session, rotation):
        return
    assert rotation.undo_reset_id is not None
    generations.undo_within(session, rotation.undo_reset_id)
    session.execute(update(Group).where(Group.id == rotation.opened_id).values(state=GroupState.OPEN))
    session.execute(update(Rotation).where(Rotation.id == rotation.id).values(undo_reset_id=None))


def _is_pending(session: Session, rotation: Rotation) -> bool:
    return session.scalar(select(Rotation.undo_reset_id).where(Rotation.id == rotation.id)) == rotation.undo_reset_id


def _last(session: Session) -> Rotation | None:
    row = latest(session)
    return None if row is None or row.undone_at is not None or row.closed_id is None or row.opened_id is None else row


def _in_the_feed(session: Session, rotation: Rotation) -> FirstWrite | None:
    assert rotation.opened_id is not None
    row = session.execute(
        select(Village.name, Village.kind, Trainee.role, Feed.at).join(Trainee, Trainee.id == Feed.person)
        .join(Village, Village.id == Trainee.village_id)
        .where(Feed.person.in_(trainees_of(rotation.opened_id)), Feed.wall_at >= rotation.at, Feed.outcome == Outcome.DONE.value,
               Feed.action.in_(CHANGES))
        .order_by(Feed.seq).limit(1)).one_or_none()
    return None if row is None else FirstWrite(row.name, role_label(row.role, row.kind), row.at)


def _in_the_copies(store: Store, rotation: Rotation) -> FirstWrite | None:
    """The first change in the opened group's own files, and in the feed: it has what was acknowledged in one that is damaged."""
    assert rotation.opened_id is not None
    people = {seat.trainee_id: seat for seat in seats.everybody(rotation.opened_id)}
    found = [deed for pin, which in _copies(rotation) if store.exists(pin) for deed in _changes(store, pin, *which)]
    if not found:
        return first_write(rotation)
    first = min(found, key=lambda deed: deed.wall_at)
    return FirstWrite(people[first.person].village_name, people[first.person].role_label, first.at)


def _copies(rotation: Rotation) -> Iterator[tuple[Pin, list[ColumnElement[bool]]]]:
    """Every generation of the opened group's sandboxes but the present one, which the undo itself has given; which rows count.

    The last was fresh when the group was opened: there every row does, whatever the clock said. Older ones may have a past.
    """
    assert rotation.opened_id is not None
    with read() as session:
        rows = session.execute(select(Sandbox.id, Sandbox.template, Sandbox.generation, Sandbox.previous)
                               .where(Sandbox.id.in_(sandboxes_of(rotation.opened_id)))).all()
    for sandbox, template, generation, previous in rows:
        for number in range(1, generation):
            yield Pin(sandbox, number, template), [] if number == previous else [Journal.wall_at >= rotation.at]


def _changes(store: Store, pin: Pin, *which: ColumnElement[bool]) -> list[Deed]:
    with fence(pin), store.open(pin) as session:
        return [deed for deed in journal.deeds(session, *which)
                if deed.outcome is Outcome.DONE and deed.kind.changes]
    return []


def _refuse_after_a_reset(session: Session, rotation: Rotation) -> None:
    assert rotation.closed_id is not None
    renewed = session.scalar(select(func.count(Sandbox.id)).where(
        Sandbox.id.in_(sandboxes_of(rotation.closed_id)), Sandbox.renewed_at > rotation.at,
        Sandbox.reset_id != rotation.reset_id))
    if renewed:
        raise RenewedSince(sandboxes=renewed)


def _too_late(written: FirstWrite) -> UndoTooLate:
    return UndoTooLate(who=f"{written.village} ({written.role})", at=clock_filter(written.at))
