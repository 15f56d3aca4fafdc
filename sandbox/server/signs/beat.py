"""The server's sign of life. A gap in it while a group was open is a power cut, and a power cut is a pause of the hall.

So is a jump of the machine's clock: the hall's own time (steady.py) follows it only when the gap is written down.
"""

import logging
from datetime import datetime, timedelta

from sandbox.clock import SystemClock
from sandbox.machine.steady import SteadyTime
from sandbox.platform import groups
from sandbox.platform.db import read, write
from sandbox.platform.models import GroupPause

EVERY = timedelta(seconds=5)
A_CUT = timedelta(seconds=30)
"""A silence longer than this is taken for a power cut, not for a slow disk."""
A_CORRECTION = timedelta(seconds=20)
"""A jump longer than this is no correction by a time server. With the time between two beats it is still shorter than A_CUT."""
log = logging.getLogger("gladi.beat")


def beat(now: datetime, *, speed: float = 1.0) -> int:
    """Write a sign of life for the open groups; a gap becomes a pause of each. How many pauses were added.

    `speed` is the clock's: in a rehearsal that runs faster a silence is as much longer.
    """
    with write() as session:
        added = 0
        for group in groups.every_open(session):
            if group.heartbeat_at is not None and now - group.heartbeat_at > A_CUT * speed:
                session.add(GroupPause(group_id=group.id, began_at=group.heartbeat_at, ended_at=now, why="listrik"))
                added += 1
            group.heartbeat_at = now
        return added


def keep_time(steady: SteadyTime, clock: SystemClock) -> None:
    """Follow the machine's clock forward. More than a correction is a pause of the open groups, written before it is followed.

    A clock that was set back is left alone: the hall's time goes on, and the board says by how much the machine is behind.
    """
    ahead = steady.ahead()
    if ahead > A_CORRECTION.total_seconds():
        now = clock.now()
        after = now + timedelta(seconds=ahead * clock.speed)
        with write(durable=True) as session:
            for group in groups.every_open(session):
                session.add(GroupPause(group_id=group.id, began_at=now, ended_at=after, why="jam"))
                group.heartbeat_at = after
        log.warning("GL-CLOCK the machine's clock jumped %.0f s ahead; written as a pause", ahead)
    if ahead > 0:
        steady.follow()


def last_sign_of_life() -> datetime | None:
    """When an open group last gave a sign of life, by the clock that wrote it; None if no group is open.

    The hall's time begins after it.
    """
    with read() as session:
        return max((group.heartbeat_at for group in groups.every_open(session) if group.heartbeat_at), default=None)
