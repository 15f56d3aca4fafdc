"""The group changed by Gladi itself at a set time: once that has come, as soon as nothing is in the way."""

import logging
from datetime import datetime, time, timedelta

from sqlalchemy import select

from instructor.days import rotation
from instructor.days.groups import GroupInfo
from instructor.days.rotation import Rotated
from instructor.errors import NothingToRotate, NotOpen, RotationRefused, WrongTime
from sandbox.accounts.hours import clock_time
from sandbox.clock import WIB, Clock
from sandbox.platform import audit
from sandbox.platform.db import read, write
from sandbox.platform.groups import asking_for, open_now
from sandbox.platform.models import Group, GroupState
from sandbox.settings import Settings
from sandbox.store.base import Store

TIMED = "rotate_timed"
LONGEST = timedelta(hours=24)
log = logging.getLogger("gladi.rotation")


def set_time(group_number: int, at: datetime | None, *, now: datetime, by: int = audit.COMMAND_LINE) -> None:
    """Let the open group be changed at that moment (wall time); None: only by hand. Notes of the checks count as read then.

    Raises NotOpen if that group is not the open one, WrongTime for a moment that is over or a day off.
    """
    if at is not None and not now < at <= now + LONGEST:
        raise WrongTime()
    with write(durable=True) as session:
        group = open_now(session)
        if group is None or group.number != group_number:
            raise NotOpen(number=group_number)
        if group.rotate_at != at:
            group.rotate_at = at
            audit.record(session, TIMED, f"group:{group.id}", by=by, at=now, until=at.isoformat() if at else None)


def change_when_due(*, store: Store, clock: Clock, settings: Settings) -> list[Rotated]:
    """Change the groups whose time has come, or close the last one; what it did. What something blocks is tried again."""
    now = clock.now()
    with read() as session:
        due = session.execute(select(Group.training_id, Group.number).where(
            Group.state == GroupState.OPEN, Group.rotate_at <= now)).all()
    done = []
    for training_id, number in due:
        try:
            with asking_for(training_id):
                done.append(_change(number, store=store, clock=clock, settings=settings))
        except (RotationRefused, NotOpen) as refused:  # blocked, or somebody changed it at the same moment
            log.debug("%s the group was not changed at its time", refused.code)
    return done


def _change(number: int, *, store: Store, clock: Clock, settings: Settings) -> Rotated:
    """Change that group, or close it where no other is planned. Raises RotationRefused, NotOpen."""
    try:
        return rotation.rotate(store=store, clock=clock, settings=settings, read_notes=True, leaving=number)
    except NothingToRotate:
        return rotation.close(number, clock=clock)


def today(hour: str, now: datetime) -> datetime | None:
    """That time of today, typed or as a browser sends it (16:00, 16.00); None for what is none."""
    try:
        return datetime.combine(now.astimezone(WIB).date(), clock_time(hour), WIB)
    except ValueError:
        return None


def day_ends(group: GroupInfo) -> time:
    """At which hour the days of that group's training end."""
    return clock_time(group.ends)
