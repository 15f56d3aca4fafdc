"""One SQLite file a sandbox and generation, copied from the village's immutable template at first touch."""

import sqlite3
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from sandbox.errors import StoreBusy, StoreFull
from sandbox.loop import off_loop
from sandbox.platform.db import is_busy, is_full
from sandbox.store import templates
from sandbox.store.base import TEMPLATE, MarkExists, MarkMissing, Pin
from sandbox.store.clone import NO_ROOM, clone, publish
from sandbox.store.connections import ConnectionCache, practice_engine

BUSY_FOR = 8.0
"""Seconds for which a session waits for its turn; retries are cooperative, so the loop goes on."""


class SqliteStore:
    """The store of one hall. Files: FOLDER/<sandbox>/g<generation>.sqlite and mark-<name>.sqlite; none is ever overwritten."""

    def __init__(self, folder: Path, template_folder: Path, *, connections: int = 200, stamp: int | None = None) -> None:
        """`stamp`: of the tables' version; databases of another one are not opened. None: whatever is there is."""
        self.folder = folder
        self.template_folder = template_folder
        self.cache = ConnectionCache(practice_engine(stamp), connections)

    @contextmanager
    def open(self, pin: Pin, *, write: bool = False) -> Iterator[Session]:
        """See Store.open."""
        path = self._touched(pin)
        with self._connection(path, write=write) as connection:
            session = Session(connection, expire_on_commit=False, join_transaction_mode="control_fully")
            try:
                yield session
            except OperationalError as error:
                raise _explained(error) from error
            finally:
                # Rolls back what was not committed, before anybody else gets the connection.
                session.close()

    def exists(self, pin: Pin) -> bool:
        return self.path(pin).exists()

    def mark(self, pin: Pin, name: str) -> str:
        """See Store.mark. SQLite's backup(), for a file is never copied raw while it is open."""
        path = self._touched(pin)
        target = self._mark_path(pin.sandbox, name)
        if target.exists():
            raise MarkExists(name=name)
        temporary = target.with_name(f"{target.name}.{uuid.uuid4().hex}.tmp")
        try:
            off_loop(_backup, path, temporary)
            if not publish(temporary, target):
                raise MarkExists(name=name)
        except sqlite3.OperationalError as error:
            raise _explained(error) from error
        except OSError as error:
            raise StoreFull() if error.errno in NO_ROOM else error from error
        finally:
            for side in ("", "-journal", "-wal", "-shm"):
                temporary.with_name(temporary.name + side).unlink(missing_ok=True)
        return f"mark:{name}"

    def require_source(self, sandbox: int, source: str) -> None:
        """See Store.require_source."""
        if source != TEMPLATE and not self._mark_path(sandbox, source.removeprefix("mark:")).exists():
            raise MarkMissing()

    def touched_since(self, moment: float) -> Iterator[tuple[int, int]]:
        """See Store.touched_since: by the times of the file and of its write-ahead log."""
        for path in self.folder.glob("*/g*.sqlite"):
            if _last_write(path) >= moment:
                yield int(path.parent.name), int(path.stem.removeprefix("g"))

    def ready(self, template: str) -> bool:
        return (self.template_folder / f"{template}.json").exists()

    def close(self) -> None:
        self.cache.close()

    def path(self, pin: Pin) -> Path:
        """The file of this generation, there or not."""
        return self.folder / str(pin.sandbox) / f"g{pin.generation}.sqlite"

    def _mark_path(self, sandbox: int, name: str) -> Path:
        return self.folder / str(sandbox) / f"mark-{name}.sqlite"

    def _touched(self, pin: Pin) -> Path:
        path = self.path(pin)
        if path.exists():
            return path
        if pin.source == TEMPLATE:
            template = templates.find(self.template_folder, pin.template)
            source, sha256 = template.path, template.sha256
        else:
            source, sha256 = self._mark_path(pin.sandbox, pin.source.removeprefix("mark:")), None
        off_loop(clone, source, path, sha256=sha256)
        return path

    @contextmanager
    def _connection(self, path: Path, *, write: bool) -> Iterator[Connection]:
        connection = _patiently(lambda: self._begun(path, write=write))
        try:
            yield connection
        finally:
            # A session that was never used has not taken over the transaction, so it did not end it either.
            if connection.in_transaction():
                connection.rollback()
            self._give_back(path, connection)

    def _begun(self, path: Path, *, write: bool) -> Connection:
        """A connection; for a write its transaction has begun, so that waiting for the lock is done."""
        connection = self.cache.take(path)
        connection.info["write"] = write
        try:
            connection.begin()
        except OperationalError:
            self._give_back(path, connection)
            raise
        return connection

    def _give_back(self, path: Path, connection: Connection) -> None:
        """For the next session; closed instead if its transaction is not quite over, as after a COMMIT that found no room."""
        if connection.get_transaction() is not None or connection.connection.in_transaction:
            connection.close()
        else:
            self.cache.give(path, connection)


def _patiently(attempt: Callable[[], Connection]) -> Connection:
    """The first attempt's result that does not meet a lock. Covers opening too. Raises StoreBusy after `BUSY_FOR`."""
    give_up = time.monotonic() + BUSY_FOR
    while True:
        try:
            return attempt()
        except OperationalError as error:
            if not is_busy(error):
                raise _explained(error) from error
            if time.monotonic() > give_up:
                raise StoreBusy() from error
        time.sleep(0.005)  # yields the loop under gevent


def _explained(error: OperationalError | sqlite3.OperationalError) -> Exception:
    if is_busy(error):
        return StoreBusy()
    return StoreFull() if is_full(error) else error


def _backup(source: Path, target: Path) -> None:
    with (closing(sqlite3.connect(f"{source.as_uri()}?mode=ro", uri=True)) as live,
          closing(sqlite3.connect(target)) as copy):
        live.backup(copy)
        copy.execute("PRAGMA journal_mode=WAL")


def _last_write(path: Path) -> float:
    times = [file.stat().st_mtime for file in (path, path.with_name(f"{path.name}-wal")) if file.exists()]
    return max(times, default=0.0)
