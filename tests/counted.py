"""Counts what a request asks of the databases: statements, transactions, rows of journal and feed, and SQLite's own steps."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import get_ident
from typing import Any

from sqlalchemy import Connection, Engine, event

from sandbox.store.postgres.wall import INSIDE

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
    copies: int = 0
    """Transactions, counted apart, in which the platform took a copy of a journal's row into its feed."""
    rows: int = 0
    work: int = 0
    thread: int = field(default_factory=get_ident)
    """Only what this thread asks: the board's poller of this process asks meanwhile."""

    def begun(self, connection: Connection) -> None:
        if get_ident() != self.thread:
            return
        self.transactions += 1
        self.writes += _writes(connection)
        _count_steps(connection, self._step)

    def ended(self, connection: Connection) -> None:
        """Before another thread can take it: SQLite lets nobody touch the handler of a connection that is at work."""
        if get_ident() == self.thread:
            _count_steps(connection, None)

    def asked(self, connection: Connection, cursor: Any, statement: str, parameters: Any, context: Any, many: bool) -> None:
        if get_ident() != self.thread:
            return
        self.statements += 1
        if statement.startswith("INSERT INTO feed"):
            self.copies += 1
            self.transactions -= 1
        elif any(history in statement for history in HISTORIES) and not many:
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


def _writes(connection: Connection) -> bool:
    """Whether its transaction has the write lock: of a copy, behind PostgreSQL's wall, of the platform."""
    return bool(connection.info.get("write") or getattr(connection.info.get(INSIDE), "write", False)
                or connection.get_execution_options().get("begin") == "IMMEDIATE")


def _count_steps(connection: Connection, step: Callable[[], int] | None) -> None:
    driver = connection.connection.dbapi_connection
    if isinstance(driver, sqlite3.Connection):
        driver.set_progress_handler(step, STEPS)


@contextmanager
def counted() -> Iterator[Counted]:
    """Counts on every database of this process."""
    found = Counted()
    heard = [("begin", found.begun), ("after_cursor_execute", found.asked), ("commit", found.ended), ("rollback", found.ended)]
    for what, listener in heard:
        event.listen(Engine, what, listener)
    try:
        yield found
    finally:
        for what, listener in heard:
            event.remove(Engine, what, listener)
