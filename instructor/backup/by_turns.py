"""The evening's backup of a hall in PostgreSQL: by one node, whichever comes first, in that node's folder."""

import socket
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, func, select

from instructor.backup.keeping import is_due
from sandbox.platform import audit
from sandbox.platform.backup_models import EveningBackup
from sandbox.platform.db import read, write
from sandbox.platform.models import Training
from sandbox.platform.postgres.schema import taken

TURN = 0x67_6C_63_61_64
"""The number of the lock that a node has while it makes one."""


@dataclass
class InDatabase:
    """See keeping.Evening. The database says when one was made, and where. The lock ends with the node that holds it."""

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
                    node = socket.gethostname()
                    session.merge(EveningBackup(name=made, node=node, at=now))  # one second comes twice to a clock set back
                    audit.record(session, "backup_made", f"backup:{made}", by=audit.COMMAND_LINE, at=now, node=node)
        finally:
            self._end()

    def _end(self) -> None:
        if self._turn is not None:
            self._turn.invalidate()
            self._turn.close()
            self._turn = None


def last() -> EveningBackup | None:
    """Which was made last, on whatever node."""
    with read() as session:
        return session.scalars(select(EveningBackup).order_by(EveningBackup.at.desc()).limit(1)).one_or_none()


def _is_due(now: datetime) -> bool:
    there = last()
    with read() as session:
        born = session.scalar(select(func.min(Training.created_at)))
    return is_due(now, () if there is None else (there.at,), born or now)
