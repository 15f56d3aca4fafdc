"""The server's sign of life. A gap in it while a group was open is a power cut, and a power cut is a pause of the hall."""

from datetime import datetime, timedelta

from sandbox.platform import groups
from sandbox.platform.db import write
from sandbox.platform.models import GroupPause

EVERY = timedelta(seconds=5)
A_CUT = timedelta(seconds=30)
"""A longer silence than this was no slow disk."""


def beat(now: datetime, *, speed: float = 1.0) -> int:
    """Write a sign of life for the open group; a gap becomes a pause. How many pauses were added.

    `speed` is the clock's: in a rehearsal that runs faster a silence is as much longer.
    """
    with write() as session:
        group = groups.open_now(session)
        if group is None:
            return 0
        silent = group.heartbeat_at is not None and now - group.heartbeat_at > A_CUT * speed
        if silent:
            session.add(GroupPause(group_id=group.id, began_at=group.heartbeat_at, ended_at=now, why="listrik"))
        group.heartbeat_at = now
        return int(silent)
