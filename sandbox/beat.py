"""The server's sign of life. A gap in it while a group was open is a power cut, and a power cut is a pause of the hall."""

from datetime import datetime, timedelta

from sqlalchemy import select

from sandbox.platform.db import write
from sandbox.platform.models import Group, GroupPause

EVERY = timedelta(seconds=5)
A_CUT = timedelta(seconds=30)
"""A longer silence than this was no slow disk."""


def gap(last: datetime | None, now: datetime) -> timedelta | None:
    """How long the server was dead before `now`; None if it was not."""
    return now - last if last is not None and now - last > A_CUT else None


def beat(now: datetime) -> int:
    """Write a sign of life for every open group; a gap becomes a pause. How many pauses were added."""
    added = 0
    with write() as session:
        for group in session.scalars(select(Group).where(Group.state == "open")):
            if group.heartbeat_at is not None and gap(group.heartbeat_at, now) is not None:
                session.add(GroupPause(group_id=group.id, began_at=group.heartbeat_at, ended_at=now, why="listrik"))
                added += 1
            group.heartbeat_at = now
    return added
