"""Opens and closes the groups of the days, and pauses the hall. One group is open at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from instructor import audit
from instructor.days import pinning
from instructor.errors import AnotherIsOpen, NoSuchGroup, NotOpen
from sandbox.platform.db import read, write
from sandbox.platform.models import Group, GroupPause, Trainee, Village
from scenarios.file.loader import Loaded

PLANNED, OPEN, CLOSED = "planned", "open", "closed"


@dataclass(frozen=True, slots=True)
class GroupInfo:
    """A group and how large it is."""

    id: int
    number: int
    held_on: date
    state: str
    villages: int
    trainees: int


def all_groups() -> list[GroupInfo]:
    """Every group, by number."""
    villages = select(func.count()).where(Village.group_id == Group.id).scalar_subquery()
    trainees = select(func.count()).where(Trainee.group_id == Group.id).scalar_subquery()
    with read() as session:
        rows = session.execute(
            select(Group.id, Group.number, Group.held_on, Group.state, villages, trainees).order_by(Group.number)).all()
    return [GroupInfo(*row) for row in rows]


def by_number(number: int) -> GroupInfo:
    """Raises NoSuchGroup."""
    for group in all_groups():
        if group.number == number:
            return group
    raise NoSuchGroup(number=number)


def open_group_row() -> Group | None:
    """The open group; None if there is none."""
    with read() as session:
        return session.scalar(select(Group).where(Group.state == OPEN).order_by(Group.number))


def next_planned(groups: Sequence[GroupInfo]) -> GroupInfo | None:
    """The group to be opened next."""
    return next((group for group in groups if group.state == PLANNED), None)


def open_group(number: int, *, now: datetime, by: int = audit.COMMAND_LINE,
               chosen: Sequence[Loaded] | None = None) -> GroupInfo:
    """Open a group and pin what it works with: the default day, or the `chosen` exercises. An open one stays as it is.

    Raises NoSuchGroup, AnotherIsOpen.
    """
    group = by_number(number)
    if group.state == OPEN:
        return group
    with write(durable=True) as session:
        other = session.scalar(select(Group.number).where(Group.state == OPEN))
        if other is not None:
            raise AnotherIsOpen(number=other)
        opened(session, group.id, now=now, by=by, chosen=chosen)
    return by_number(number)


def close_group(number: int, *, now: datetime, by: int = audit.COMMAND_LINE) -> GroupInfo:
    """Close an open group. Raises NoSuchGroup, NotOpen."""
    group = by_number(number)
    if group.state != OPEN:
        raise NotOpen(number=number)
    with write(durable=True) as session:
        closed(session, group.id, now=now, by=by)
    return by_number(number)


def pause(group_id: int, *, now: datetime, by: int) -> bool:
    """Stop the hall's time; False if it stands still already."""
    with write(durable=True) as session:
        if _running_pause(session, group_id) is not None:
            return False
        session.add(GroupPause(group_id=group_id, began_at=now, why="jeda"))
        audit.record(session, "pause", f"group:{group_id}", by=by, at=now)
        return True


def resume(group_id: int, *, now: datetime, by: int) -> bool:
    """Let the hall's time go on; False if it does already."""
    with write(durable=True) as session:
        running = _running_pause(session, group_id)
        if running is None:
            return False
        running.ended_at = now
        audit.record(session, "resume", f"group:{group_id}", by=by, at=now)
        return True


def opened(session: Session, group_id: int, *, now: datetime, by: int, chosen: Sequence[Loaded] | None = None) -> None:
    """Open within a running write: the agenda is pinned with it."""
    agenda = pinning.pin(session, chosen)
    session.execute(update(Group).where(Group.id == group_id).values(
        state=OPEN, opened_at=now, closed_at=None, heartbeat_at=now, agenda=agenda))
    audit.record(session, "open", f"group:{group_id}", by=by, at=now)


def closed(session: Session, group_id: int, *, now: datetime, by: int) -> None:
    """Close within a running write; a running pause ends with it."""
    running = _running_pause(session, group_id)
    if running is not None:
        running.ended_at = now
    session.execute(update(Group).where(Group.id == group_id).values(state=CLOSED, closed_at=now, heartbeat_at=None))
    audit.record(session, "close", f"group:{group_id}", by=by, at=now)


def _running_pause(session: Session, group_id: int) -> GroupPause | None:
    return session.scalar(select(GroupPause).where(GroupPause.group_id == group_id, GroupPause.ended_at.is_(None)))
