"""Opens a group again that was closed: each person in the copy that they left, or in a fresh one. Asked, never guessed."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from instructor.days import groups
from instructor.days.groups import GroupInfo
from instructor.errors import AnotherIsOpen, ArchiveSwept, NotClosed
from sandbox.platform import audit
from sandbox.platform.db import write
from sandbox.platform.groups import open_now, sandboxes_of
from sandbox.platform.models import Feed, Group, GroupPause, GroupState, Rotation, Sandbox
from sandbox.store.base import Pin, SandboxDamaged, Store

REOPEN = "reopen"


class Copies(StrEnum):
    """Which copies the people of a group find that is opened again."""

    OWN = "lama"
    FRESH = "baru"


def reopen(number: int, copies: Copies, *, store: Store, now: datetime, by: int = audit.COMMAND_LINE) -> GroupInfo:
    """Open a closed group again. With their own copies its time goes on where it stood; with fresh ones the day begins anew.

    An open one stays as it is. Raises NoSuchGroup, AnotherIsOpen, NotClosed, AlreadyRotated, ArchiveSwept,
    OtherVersion, FormsChanged.
    """
    with write(durable=True) as session:
        found, other = groups.by_number_within(session, number), open_now(session)
        if other is not None and other.id != found.id:
            raise AnotherIsOpen(number=other.number)
        if other is not None:
            return found
        groups.refuse_while_undoing(session)
        group = session.get_one(Group, found.id)
        if group.state is not GroupState.CLOSED or group.closed_at is None:
            raise NotClosed(number=number)
        if copies is Copies.OWN:
            _go_on(session, group, store, now)
        else:
            groups.opened(session, group.id, now=now, by=by)
        session.add(Rotation(at=now, account_id=by, closed_id=None, opened_id=group.id, reset_id=None))
        audit.record(session, REOPEN, f"group:{group.id}", by=by, at=now, copies=copies.value, number=number)
        session.flush()
        return groups.by_number_within(session, number)


def _go_on(session: Session, group: Group, store: Store, now: datetime) -> None:
    """Point each copy back to the generation of the closing; hall time goes on where it stood."""
    worked = _worked_in(session, group.id)
    closing = session.scalar(
        select(Rotation.reset_id).where(Rotation.closed_id == group.id).order_by(Rotation.id.desc()).limit(1))
    copies = session.execute(select(Sandbox).where(Sandbox.id.in_(sandboxes_of(group.id)))).scalars().all()
    left = {copy: _left_at(copy, closing, worked) for copy in copies}
    used = [Pin(copy.id, number, copy.template) for copy, number in left.items() if worked.get(copy.id) == number]
    if gone := sum(not store.exists(pin) for pin in used):
        raise ArchiveSwept(copies=gone)
    for pin in used:
        _refuse_another_version(store, pin)
    for copy, number in left.items():
        copy.source = copy.previous_source or copy.source
        copy.generation, copy.previous, copy.previous_source, copy.reset_id = number, None, None, None
    session.add(GroupPause(group_id=group.id, began_at=group.closed_at, ended_at=now, why="jeda"))
    session.execute(update(Group).where(Group.id == group.id).values(state=GroupState.OPEN, closed_at=None, heartbeat_at=now))


def _refuse_another_version(store: Store, pin: Pin) -> None:
    """Raises OtherVersion for a copy of before an update of Gladi: whoever sits there could not open it."""
    try:
        with store.open(pin):
            pass
    except SandboxDamaged:
        pass  # theirs alone, and they are helped out of it as on any day


def _left_at(copy: Sandbox, closing: str | None, worked: Mapping[int, int]) -> int:
    """The generation that was left at the closing; of one that was renewed again since, that in which somebody worked last."""
    if copy.reset_id == closing and copy.previous is not None:
        return copy.previous
    return worked.get(copy.id, copy.generation)


def _worked_in(session: Session, group_id: int) -> Mapping[int, int]:
    """The last generation in which somebody of the group did something, by copy."""
    return dict(session.execute(
        select(Feed.sandbox_id, func.max(Feed.generation)).where(Feed.sandbox_id.in_(sandboxes_of(group_id)), Feed.person > 0)
        .group_by(Feed.sandbox_id)).all())
