"""The evening's backup of a hall in PostgreSQL: by one node, whichever comes first, in that node's folder."""

import socket
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, func, select

from instructor.backup.keeping import is_due
from sandbox.platform import audit
from sandbox.platform.db import read, write
from sandbox.platform.models import Audit, Training
from sandbox.platform.postgres.schema import taken

MADE = "backup_made"
TURN = 0x67_6C_63_61_64
"""The number of the lock that a node has while it makes one."""


@dataclass
class InDatabase:
    """See keeping.Evening. The log says when one was made, and where. The lock ends with the node that holds it."""

    engine: Engine
    kind: str = "dump"
    _turn: Connection | None = None

    def is_due(self, now: datetime) -> bool:
        """See Evening.is_due."""
        if not _is_due(now):  # mostly, so that nothing is locked for it
            return False
        self._turn = taken(self.engine, TURN)
        if self._turn is not None and not _is_due(now):  # another node was at it until just now
            self._end()
        return self._turn is not None

    def over(self, made: str | None, now: datetime) -> None:
        """See Evening.over."""
        try:
            if made is not None:
                with write() as session:
                    audit.record(session, MADE, f"backup:{made}", by=audit.COMMAND_LINE, at=now, node=socket.gethostname())
        finally:
            self._end()

    def _end(self) -> None:
        if self._turn is not None:
            self._turn.invalidate()
            self._turn.close()
            self._turn = None


@dataclass(frozen=True, slots=True)
class LastMade:
    """The last one: the name of its file, and of the computer on which it lies."""

    name: str
    node: str
    at: datetime


def last() -> LastMade | None:
    """Which was made last, on whatever node."""
    with read() as session:
        found = session.execute(select(Audit.target, Audit.detail, Audit.at).where(Audit.deed == MADE)
                                .order_by(Audit.at.desc()).limit(1)).one_or_none()
    if found is None:
        return None
    target, detail, at = found
    return LastMade(target.partition(":")[2], detail["node"], at)


def _is_due(now: datetime) -> bool:
    there = last()
    with read() as session:
        born = session.scalar(select(func.min(Training.created_at)))
    return is_due(now, () if there is None else (there.at,), born or now)
