"""One SQLite file a sandbox and generation, copied from the village's immutable template at first touch."""

import logging
import math
import os
import re
import sqlite3
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from sandbox.errors import StoreBusy, StoreFull
from sandbox.files import disk
from sandbox.machine.loop import off_loop
from sandbox.platform.db import is_busy, is_full, sqlite_code
from sandbox.store import damage, kept_files, templates
from sandbox.store.base import MARK, TEMPLATE, KeptCopy, MarkExists, MarkMissing, OtherVersion, Pin, SandboxDamaged, name_of_mark
from sandbox.store.clone import NO_ROOM, SourceDamaged, clone, copy_live, publish
from sandbox.store.connections import ConnectionCache, practice_engine
from sandbox.store.damage import Flaw, Tell
from sandbox.store.sessions import CopySession, Memories

log = logging.getLogger("gladi.store")

GENERATION = re.compile(r"g([1-9][0-9]*)\.sqlite", re.ASCII)
NUMBER = re.compile(r"[1-9][0-9]*", re.ASCII)
BUSY_FOR = 8.0
"""Seconds for which a session waits for its turn; retries are cooperative, so the loop goes on."""


class SqliteStore:
    """The store of one hall. Files: FOLDER/<sandbox>/g<generation>.sqlite and mark-<name>.sqlite; none is ever overwritten."""

    def __init__(self, folder: Path, template_folder: Path, *, connections: int = 80, stamp: int | None = None,
                 tell: Tell = damage.unnamed) -> None:
        """`stamp`: of the tables' version; databases of another one are not opened. None: whatever is there is.

        `tell` is told of an unreadable copy.
        """
        self.folder = folder
        self.template_folder = template_folder
        self.cache = ConnectionCache(practice_engine(stamp), connections)
        self._tell = tell
        self._memories = Memories()

    @contextmanager
    def open(self, pin: Pin, *, write: bool = False, durable: bool = True) -> Iterator[Session]:
        """See Store.open."""
        path = self._touched(pin)
        with self._told(pin, path), self._connection(path, write=write, durable=durable) as connection:
            session = CopySession(connection, expire_on_commit=False, join_transaction_mode="control_fully",
                                  info={"memory": self._memories.of(pin), "loaded": []})
            try:
                yield session
            finally:
                # Rolls back what was not committed, before anybody else gets the connection.
                session.close()
                session.info["loaded"].clear()

    def commit(self, session: Session, row: Mapping[str, object]) -> None:
        """See Store.commit. The feed lies in another file."""
        session.commit()

    def sync(self, pin: Pin) -> None:
        """See Store.sync. What a checkpoint has moved out of the log meanwhile, it has synced."""
        path = self.path(pin)
        try:
            off_loop(_sync, path.with_name(f"{path.name}-wal"))
        except OSError as error:
            raise StoreFull() if error.errno in NO_ROOM else error from error

    def make(self, pin: Pin) -> None:
        self._touched(pin)

    def exists(self, pin: Pin) -> bool:
        path = self.path(pin)
        return _is_there(path) or damage.aside(path).exists()

    def mark(self, pin: Pin, name: str, *, of: int | None = None, also: Callable[[Session], None] | None = None) -> str:
        """See Store.mark. SQLite's backup(), for a file is never copied raw while it is open."""
        path = self._touched(pin)
        target = self._mark_path(pin.sandbox if of is None else of, name)
        if target.exists():
            raise MarkExists(name=name)
        temporary = target.with_name(f"{target.name}.{uuid.uuid4().hex}.tmp")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            off_loop(copy_live, path, temporary)
            if also is not None:
                _write_into(temporary, also)
            if not off_loop(publish, temporary, target):
                raise MarkExists(name=name)
        except sqlite3.DatabaseError as error:
            raise self._explained(pin, path, error) from error
        except OSError as error:
            raise StoreFull() if error.errno in NO_ROOM else error from error
        finally:
            for side in ("", "-journal", "-wal", "-shm"):
                temporary.with_name(temporary.name + side).unlink(missing_ok=True)
        return f"{MARK}{name}"

    def require_source(self, sandbox: int, source: str) -> None:
        """See Store.require_source. Asked before the number rises: a copy that can't be made would be nobody's way on."""
        if source == TEMPLATE:
            return
        mark = self._mark_path(sandbox, source.removeprefix(MARK))
        if (found := off_loop(damage.flaw, mark, at_rest=True)) is not None:
            log.log(logging.INFO if found is Flaw.MISSING else logging.ERROR, "GL-MARK %s is %s", mark, found.value)
            raise MarkMissing()

    def touched_since(self, moment: float) -> Iterator[tuple[int, int]]:
        """See Store.touched_since: by the times of the file and of its write-ahead log. What has another name is not ours."""
        for path in self.folder.glob("*/g*.sqlite"):
            number = GENERATION.fullmatch(path.name)
            if number and NUMBER.fullmatch(path.parent.name) and _last_write(path) >= moment:
                yield int(path.parent.name), int(number[1])

    def behind(self, moment: float) -> Iterator[tuple[int, int]]:
        """See Store.behind. A file does not tell."""
        return self.touched_since(moment)

    def kept(self, sandbox: int | None = None) -> Iterator[KeptCopy]:
        return kept_files.kept(self.folder, sandbox)

    def remove(self, copies: Sequence[KeptCopy]) -> list[KeptCopy]:
        return [each for each in copies if kept_files.remove(self.folder, each)]

    def clear_templates(self, version: str) -> None:
        templates.clear_outdated(self.template_folder, version)

    def ready(self, template: str) -> bool:
        # Asked by every click, and a Path costs five times that.
        return os.path.exists(f"{self.template_folder}/{template}.json")

    def close(self) -> None:
        self.cache.close()

    def path(self, pin: Pin) -> Path:
        """The file of this generation, there or not."""
        return self.folder / str(pin.sandbox) / f"g{pin.generation}.sqlite"

    def _mark_path(self, sandbox: int, name: str) -> Path:
        return self.folder / str(sandbox) / f"{name_of_mark(name)}.sqlite"

    def _touched(self, pin: Pin) -> Path:
        path = self.path(pin)
        if _is_there(path):
            return path
        if damage.aside(path).exists():  # its number was used: what is made anew gets another one
            raise self._unreadable(pin, path, Flaw.BROKEN)
        if pin.source == TEMPLATE:
            self._clone_template(pin.template, path)
        else:
            self._clone_mark(pin, path)
        return path

    def _clone_template(self, name: str, path: Path) -> None:
        """Raises TemplateNotReady, also for a damaged one: it is taken out of use and made anew."""
        try:
            template = templates.find(self.template_folder, name)
            off_loop(clone, template.path, path, sha256=template.sha256)
        except SourceDamaged as error:
            log.error("%s %s", error.code, error)
            templates.withdraw(self.template_folder, name)
            raise templates.not_ready(name) from error

    def _clone_mark(self, pin: Pin, path: Path) -> None:
        mark = self._mark_path(pin.sandbox, pin.source.removeprefix(MARK))
        try:
            off_loop(clone, mark, path, sha256=None)
        except SourceDamaged as error:
            raise self._unreadable(pin, mark, damage.flaw(mark, at_rest=True) or Flaw.BROKEN) from error

    @contextmanager
    def _told(self, pin: Pin, path: Path) -> Iterator[None]:
        """Around work on this copy: raises what an error of the database means for it."""
        try:
            yield
        except (DatabaseError, OtherVersion) as error:
            if (meaning := self._explained(pin, path, error)) is error:
                raise
            raise meaning from error

    def _explained(self, pin: Pin, path: Path, error: Exception) -> Exception:
        """The error of ours that this one means for the copy; the error itself if it means nothing else.

        Whether the file is damaged is seen on the file, not on the error: that may have come from another database.
        """
        if is_busy(error):
            return StoreBusy()
        suspect = isinstance(error, OtherVersion) or sqlite_code(error) in damage.SUSPECT
        if suspect and (found := off_loop(damage.flaw, path)) is not None:
            self.cache.drop(path)
            if found.is_moved:
                damage.set_aside(path)
            return self._unreadable(pin, path, found)
        return StoreFull() if is_full(error) else error

    def _unreadable(self, pin: Pin, path: Path, found: Flaw) -> SandboxDamaged:
        file = f"{path.parent.name}/{path.name}"
        return SandboxDamaged(seat=self._tell(pin, file, found), file=file, why=found.label)

    @contextmanager
    def _connection(self, path: Path, *, write: bool, durable: bool) -> Iterator[Connection]:
        connection = _patiently(lambda: self._begun(path, write=write, durable=durable))
        try:
            yield connection
        finally:
            # A session that was never used has not taken over the transaction, so it did not end it either.
            if connection.in_transaction():
                connection.rollback()
            self._give_back(path, connection)

    def _begun(self, path: Path, *, write: bool, durable: bool) -> Connection:
        """An open connection. For a write its transaction has begun, so that waiting for the lock is over."""
        connection = self.cache.take(path)
        connection.info["write"], connection.info["durable"] = write, durable
        try:
            connection.begin()
        except DatabaseError:
            self._give_back(path, connection)
            raise
        return connection

    def _give_back(self, path: Path, connection: Connection) -> None:
        """Keep the connection for the next session.

        One whose transaction is not quite over (a COMMIT that found no room) is closed instead.
        """
        if connection.get_transaction() is not None or connection.connection.in_transaction:
            connection.close()
        else:
            self.cache.give(path, connection)


def _patiently(attempt: Callable[[], Connection]) -> Connection:
    """The connection of the first attempt that meets no lock, opening included. Raises StoreBusy after `BUSY_FOR` seconds."""
    give_up = time.monotonic() + BUSY_FOR
    while True:
        try:
            return attempt()
        except OperationalError as error:
            if not is_busy(error):
                raise
            if time.monotonic() > give_up:
                raise StoreBusy() from error
        time.sleep(0.005)  # yields the loop under gevent


def _write_into(path: Path, also: Callable[[Session], None]) -> None:
    """Let `also` write into a database that nobody else knows yet; all of it is in the one file then."""
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
    with Session(engine) as session:
        also(session)
        session.commit()


def _is_there(path: Path) -> bool:
    """Whether something has that name; also where the folder does not let us see it."""
    try:
        return path.exists()
    except PermissionError:
        return True


def _sync(log: Path) -> None:
    handle = os.open(log, os.O_RDWR)
    try:
        disk.sync(handle)
    finally:
        os.close(handle)


def _last_write(path: Path) -> float:
    """When the file was last written, in Unix seconds; infinitely late if the system does not tell.

    So such a file is looked at, and whoever opens it learns what is wrong with it.
    """
    try:
        times = [file.stat().st_mtime for file in (path, path.with_name(f"{path.name}-wal")) if file.exists()]
    except OSError:
        return math.inf
    return max(times, default=0.0)
