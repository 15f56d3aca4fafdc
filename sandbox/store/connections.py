"""A bounded LRU of open practice connections, and the one SQLAlchemy engine behind them.

A connection belongs to one session at a time. One that is in use when a second session wants the same sandbox is not
shared: the second opens its own. COMMIT and close run off the loop, for an fsync must never stop it.
"""

import sqlite3
from collections import OrderedDict
from contextvars import ContextVar
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool

from sandbox.machine.loop import OffLoopConnection
from sandbox.platform.db import begin
from sandbox.store.base import OtherVersion

CACHE_KIB = 64
"""Pages that a connection keeps: the system keeps the files anyway, and there are 80 connections."""
STATEMENTS = 24
"""Prepared statements that a connection keeps, nine kilobytes each: a page asks at most twelve, and every page half of these."""

_path: ContextVar[tuple[Path, bool]] = ContextVar("path of the practice database being opened, and whether read-only")


def _connect(stamp: int | None) -> sqlite3.Connection:
    path, read_only = _path.get()
    mode = "ro" if read_only else "rw"  # never rwc: a missing file must fail, not become an empty village
    # timeout=0: SQLite's own waiting would stop the loop; sqlite.py asks again cooperatively instead.
    connection = sqlite3.connect(
        f"{path.as_uri()}?mode={mode}", uri=True, timeout=0, isolation_level=None,
        check_same_thread=False, factory=OffLoopConnection, cached_statements=STATEMENTS)
    # fullfsync: on macOS SQLite's plain sync leaves a commit in the drive's memory; elsewhere it says nothing.
    for pragma in ("synchronous=FULL", "fullfsync=ON", "checkpoint_fullfsync=ON", "foreign_keys=ON", f"cache_size=-{CACHE_KIB}"):
        connection.execute(f"PRAGMA {pragma}")
    if stamp is not None and connection.execute("PRAGMA user_version").fetchone()[0] != stamp:
        connection.close()
        raise OtherVersion(name=f"{path.parent.name}/{path.stem}")
    return connection


def _begin(connection: Connection) -> None:
    write = connection.info.get("write")
    if write:
        # On the raw connection: inside a transaction SQLite takes no new level. NORMAL writes to the log and does not sync it;
        # the next FULL commit of the copy syncs the whole log.
        connection.connection.execute(f"PRAGMA synchronous={'FULL' if connection.info.get('durable', True) else 'NORMAL'}")
    begin(connection, "IMMEDIATE" if write else "DEFERRED")


def practice_engine(stamp: int | None) -> Engine:
    """The engine of every practice connection of this process. Its errors go to the log, so they name no values: no NIK there.

    It raises OtherVersion for a database whose header does not bear `stamp`.
    """
    engine = create_engine("sqlite://", creator=lambda: _connect(stamp), poolclass=NullPool, hide_parameters=True)
    event.listen(engine, "begin", _begin)
    return engine


class ConnectionCache:
    """Idle connections by path, least recently used closed first."""

    def __init__(self, engine: Engine, limit: int) -> None:
        self._engine = engine
        self._limit = limit
        self._idle: OrderedDict[Path, list[Connection]] = OrderedDict()
        self._count = 0

    def take(self, path: Path, *, read_only: bool = False) -> Connection:
        """A connection that nobody else uses. Raises sqlalchemy.exc.DatabaseError if the file can't be opened."""
        if not read_only and (idle := self._idle.get(path)):
            self._count -= 1
            connection = idle.pop()
            if not idle:
                del self._idle[path]
            return connection
        token = _path.set((path, read_only))
        try:
            return self._engine.connect()
        finally:
            _path.reset(token)

    def give(self, path: Path, connection: Connection) -> None:
        """Return a connection for the next session of that path."""
        self._idle.setdefault(path, []).append(connection)
        self._idle.move_to_end(path)
        self._count += 1
        while self._count > self._limit:
            self._evict()

    def drop(self, path: Path) -> None:
        """Close the idle connections of that path."""
        if path in self._idle:
            for connection in self._pop(path):
                connection.close()

    def close(self) -> None:
        while self._idle:
            self._evict()

    def __len__(self) -> int:
        return self._count

    def _evict(self) -> None:
        self.drop(next(iter(self._idle)))

    def _pop(self, path: Path) -> list[Connection]:
        connections = self._idle.pop(path)
        self._count -= len(connections)
        return connections

