"""Counts what a request asks of the databases: statements, transactions, rows of journal and feed, and SQLite's own steps."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import get_ident
from typing import Any

from sqlalchemy import Connection, Engine, event

STEPS = 10
"""So many of SQLite's steps are counted as one."""
HISTORIES = ("FROM journal", "FROM feed")


@dataclass
class Counted:
    """What was asked while it counted. `rows`: of journal and feed. `work`: SQLite's steps, in tens: what an index spares."""

    statements: int = 0
    transactions: int = 0
    writes: int = 0
    """Transactions that took the write lock."""
    rows: int = 0
    work: int = 0
    thread: int = field(default_factory=get_ident)
    """Only what this thread asks: the board's poller of this process asks meanwhile."""
    counting: list[Any] = field(default_factory=list)
    """Connections whose steps are counted."""

    def begun(self, connection: Connection) -> None:
        if get_ident() != self.thread:
            return
        self.transactions += 1
        self.counting.append(connection.connection.dbapi_connection)
        self.counting[-1].set_progress_handler(self._step, STEPS)

    def asked(self, connection: Connection, cursor: Any, statement: str, parameters: Any, context: Any, many: bool) -> None:
        if get_ident() != self.thread:
            return
        if statement.startswith("BEGIN"):
            self.writes += "IMMEDIATE" in statement
            return
        self.statements += 1
        if any(history in statement for history in HISTORIES) and not many:
            self.rows += self._fetched(cursor, statement, parameters)

    def _fetched(self, cursor: Any, statement: str, parameters: Any) -> int:
        """How many rows it gives, asked once more beside it."""
        work = self.work
        found = len(cursor.connection.execute(statement, parameters).fetchall())
        self.work = work
        return found

    def _step(self) -> int:
        self.work += get_ident() == self.thread
        return 0


@contextmanager
def counted() -> Iterator[Counted]:
    """Counts on every database of this process."""
    found = Counted()
    event.listen(Engine, "begin", found.begun)
    event.listen(Engine, "after_cursor_execute", found.asked)
    try:
        yield found
    finally:
        event.remove(Engine, "begin", found.begun)
        event.remove(Engine, "after_cursor_execute", found.asked)
        for connection in found.counting:
            connection.set_progress_handler(None, STEPS)
