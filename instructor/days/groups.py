"""Opens and closes the groups of the days, and pauses the hall. Of a training one group is open at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, case, func, select, update
from sqlalchemy.orm import Session

from instructor.days import pinning
from instructor.errors import AlreadyRotated, AnotherIsOpen, NoSuchGroup
from sandbox.platform import audit
from sandbox.platform.db import read, write
from sandbox.platform.groups import open_now, present_training
from sandbox.platform.models import Group, GroupPause, GroupState, Rotation, Trainee, Training, Village
from scenarios.day.agenda import ChosenDay

VILLAGES = func.count(func.distinct(case((Trainee.continues_id.is_(None), Village.id))))
"""How many villages a day has: those from which people are invited. Whoever comes again counts where the first day was."""


@dataclass(frozen=True, slots=True)
class GroupInfo:
    """A group and how large it is."""

    id: int
    number: int
    held_on: date
    state: GroupState
    first_opened_at: datetime | None
    closed_at: datetime | None
    villages: int
    trainees: int
    rotate_at: datetime | None
    """When it is changed by itself; None where nobody has said so."""
    ends: str
    """At which hour the days of its training end, as somebody wrote it."""


def all_groups() -> list[GroupInfo]:
    """Every group of the training that is on, by number."""
    with read() as session:
        return [GroupInfo(*row) for row in session.execute(_infos()).all()]


def by_number(number: int) -> GroupInfo:
    """The group of that number in the training that is on. Raises NoSuchGroup."""
    with read() as session:
        return by_number_within(session, number)


def by_number_within(session: Session, number: int) -> GroupInfo:
    """The group of that number, read within a running write, so that it still holds when it is acted upon. Raises NoSuchGroup."""
    row = session.execute(_infos().where(Group.number == number)).one_or_none()
    if row is None:
        raise NoSuchGroup(number=number)
    return GroupInfo(*row)


def _infos() -> Select[int, int, date, GroupState, datetime | None, datetime | None, int, int, datetime | None, str]:
    villages, trainees = (
        select(count).select_from(Village).join(Trainee, Village.id == Trainee.village_id)
        .where(Village.group_id == Group.id, Trainee.left_at.is_(None)).scalar_subquery()
        for count in (VILLAGES, func.count(Trainee.id)))
    return (select(Group.id, Group.number, Group.held_on, Group.state, Group.first_opened_at, Group.closed_at, villages, trainees,
                   Group.rotate_at, Training.ends)
            .join(Training, Training.id == Group.training_id)
            .where(Group.training_id == present_training()).order_by(Group.number))


def open_group_row() -> Group | None:
    """The open group of the training that is on; None if there is none."""
    with read() as session:
        return open_now(session)


def row(number: int | None) -> Group | None:
    """The group of that number in the training that is on; without one, the open group, else the last that was, else the first.

    None where there is no training. Raises NoSuchGroup for a number that it does not have.
    """
    with read() as session:
        found = session.scalars(select(Group).where(Group.training_id == present_training()).order_by(Group.number)).all()
    if number is not None:
        named = next((group for group in found if group.number == number), None)
        if named is None:
            raise NoSuchGroup(number=number)
        return named
    running = [group for group in found if group.state is GroupState.OPEN]
    over = [group for group in found if group.state is GroupState.CLOSED]
    return next(iter([*running, *reversed(over), *found]), None)


def next_planned(groups: Sequence[GroupInfo]) -> GroupInfo | None:
    """The group to be opened next."""
    return next((group for group in groups if group.state is GroupState.PLANNED), None)


def open_group(number: int, *, now: datetime, by: int = audit.COMMAND_LINE,
               day: ChosenDay | None = None) -> GroupInfo:
    """Open a group and pin what it works with: the default agenda, or that `day`. An open one stays as it is.

    Raises NoSuchGroup, AnotherIsOpen, AlreadyRotated.
    """
    with write(durable=True) as session:
        group, other = by_number_within(session, number), open_now(session)
        if other is not None and other.id != group.id:
            raise AnotherIsOpen(number=other.number)
        if other is None:
            refuse_while_undoing(session)
            opened(session, group.id, now=now, by=by, day=day)
        return by_number_within(session, number)


def refuse_while_undoing(session: Session) -> None:
    """Raises AlreadyRotated while an undo looks whether anybody has saved: no group of this training may be opened."""
    pending = select(Rotation.id).join(Group, Group.id == Rotation.opened_id).where(
        Rotation.undo_reset_id.is_not(None), Group.training_id == present_training())
    if session.scalar(pending) is not None:
        raise AlreadyRotated()


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


def opened(session: Session, group_id: int, *, now: datetime, by: int, day: ChosenDay | None = None) -> None:
    """Open within a running write: the agenda is pinned with it."""
    agenda = pinning.pin(session, group_id, day, now=now)
    session.execute(update(Group).where(Group.id == group_id).values(
        state=GroupState.OPEN, opened_at=now, first_opened_at=func.coalesce(Group.first_opened_at, now), closed_at=None,
        heartbeat_at=now, agenda=agenda, openings={}))
    audit.record(session, "open", f"group:{group_id}", by=by, at=now)


def closed(session: Session, group_id: int, *, now: datetime, by: int) -> None:
    """Close within a running write; a running pause ends with it."""
    running = _running_pause(session, group_id)
    if running is not None:
        running.ended_at = now
    session.execute(update(Group).where(Group.id == group_id).values(
        state=GroupState.CLOSED, closed_at=now, heartbeat_at=None, rotate_at=None))
    audit.record(session, "close", f"group:{group_id}", by=by, at=now)


def _running_pause(session: Session, group_id: int) -> GroupPause | None:
    return session.scalar(select(GroupPause).where(GroupPause.group_id == group_id, GroupPause.ended_at.is_(None)))
