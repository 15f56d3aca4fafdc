"""The server's sign of life. A gap in it while a group was open is a power cut, and a power cut is a pause of the hall."""

from datetime import datetime, timedelta

from sqlalchemy import select

from sandbox.platform.db import write
from sandbox.platform.models import Group, GroupPause

EVERY = timedelta(seconds=5)
A_CUT = timedelta(seconds=30)
"""A longer silence than this was no slow disk."""


def beat(now: datetime, *, speed: float = 1.0) -> int:
    """Write a sign of life for every open group; a gap becomes a pause. How many pauses were added.

    `speed` is the clock's: in a rehearsal that runs faster a silence is as much longer.
    """
    added = 0
    with write() as session:
        for group in session.scalars(select(Group).where(Group.state == "open")):
            if group.heartbeat_at is not None and now - group.heartbeat_at > A_CUT * speed:
                session.add(GroupPause(group_id=group.id, began_at=group.heartbeat_at, ended_at=now, why="listrik"))
                added += 1
            group.heartbeat_at = now
    return added
