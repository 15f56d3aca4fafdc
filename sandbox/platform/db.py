"""The way into the platform database: `read()` and `write()`, short sessions that no wait ever holds.

A request may be held for half a minute by a fault; a session kept open meanwhile would pin the database's WAL and a
connection. So what a request needs is read into plain values, and the session closed.
"""

import errno
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from flask import Flask, current_app
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import URL, BigInteger, Connection, Engine, Executable, Integer, Row, String, event, make_url
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError
from sqlalchemy.orm import DeclarativeBase, Session, registry

from sandbox.errors import StoreBusy
from sandbox.machine.database_address import CONNECTIONS, is_postgres
from sandbox.platform.postgres import engine as shared
from sandbox.platform.postgres.engine import Turn

REFUSED = {sqlite3.SQLITE_FULL: errno.ENOSPC, sqlite3.SQLITE_READONLY: errno.EROFS, sqlite3.SQLITE_IOERR: errno.EIO,
           sqlite3.SQLITE_CANTOPEN: errno.ENOENT}
"""What SQLite says of a file that takes no more, and the system's error that it means."""

CACHE_KIB = 512
"""Pages that a connection keeps of it: the system keeps the file anyway, and there may be eight connections."""
BUSY_FOR = 10.0
"""Seconds that a write waits for its turn before it gives up."""

R = TypeVar("R")
_turns = {turn: Lock() for turn in Turn}
# Writers of this process queue here, so that only one of them asks SQLite, whose own waiting would stop the loop on which the
# holder of the lock has to go on (tried with 74 seats and SQLite's 50 ms: answers took ten seconds); and so that on PostgreSQL
# only one connection of the process's few waits. An SQLite file has one turn for all.


class PlatformBase(DeclarativeBase):
    """Base of every platform table. PostgreSQL compares text byte by byte and holds numbers as large as SQLite does."""

    registry = registry(type_annotation_map={
        int: Integer().with_variant(BigInteger(), "postgresql"), str: String().with_variant(String(collation="C"), "postgresql")})


class Database(SQLAlchemy):
    """Flask-SQLAlchemy's, with the process's one engine where the database is PostgreSQL."""

    @property
    def engine(self) -> Engine:
        engine = super().engine
        return shared.engine_of(engine.url, current_app.config[POOL]) if is_postgres(engine.url) else engine


POOL = "GLADI_DATABASE_CONNECTIONS"
db = Database(model_class=PlatformBase)


def init_app(app: Flask, url: str | URL, *, connections: int = CONNECTIONS, reads_only: bool = False) -> None:
    """Bind the platform database to the app and teach its connections to be safe beside other processes.

    `connections`: how many a PostgreSQL database may have of this process. `reads_only`: of an SQLite file, for who looks at a
    hall from outside: whoever may write empties the log as the last to close it, and takes it away by its name. Raises
    DriverMissing.
    """
    app.config["SQLALCHEMY_DATABASE_URI"], app.config[POOL] = url, connections
    if is_postgres(url):
        shared.engine_of(make_url(url), connections)
        db.init_app(app)
        return
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {
        "connect_args": {"check_same_thread": False, "timeout": 0, "isolation_level": None},
        "pool_size": 8, "max_overflow": 100, "pool_timeout": 10, "pool_use_lifo": True,
        "hide_parameters": True,  # errors go to the log, and values may be names or numbers of people
    }
    db.init_app(app)
    with app.app_context():
        engine = db.engine
    event.listen(engine, "do_connect", partial(_opened, "ro" if reads_only else "rw"))
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)


def _opened(mode: str, _dialect: Any, _record: Any, arguments: list[str], options: dict[str, Any]) -> None:
    """A database that is gone must fail, not become an empty one. Whoever may make one makes the file (schema.py)."""
    if arguments and arguments[0] != ":memory:":
        arguments[0] = f"{Path(arguments[0]).absolute().as_uri()}?mode={mode}"
        options["uri"] = True


def is_there() -> bool:
    """Whether the database is where it should be and answers. Connections made before still read one that was removed."""
    try:
        with db.engine.connect() as connection:
            connection.exec_driver_sql("SELECT 1 FROM alembic_version").first()
    except SQLAlchemyError:
        return False
    return is_postgres(db.engine.url) or Path(db.engine.url.database or "").exists()


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    # NORMAL: the feed can be built anew from the journals; what must survive a power cut asks for it: write(durable=True).
    # No checkpoint at a commit: its fsync would stop the loop. The server's parent makes them (checkpoint).
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "fullfsync=ON", "checkpoint_fullfsync=ON", "foreign_keys=ON",
                   "wal_autocheckpoint=0", f"cache_size=-{CACHE_KIB}"):
        # A new database is changed by this, and another process may be doing so at the same moment.
        _patiently(partial(connection.execute, f"PRAGMA {pragma}"), time.monotonic() + BUSY_FOR)


def _begin(connection: Connection) -> None:
    begin(connection, connection.get_execution_options().get("begin", "DEFERRED"))


def begin(connection: Connection, mode: str) -> None:
    """Begin its transaction in SQLite itself: as a statement of SQLAlchemy's that cost more than asking something, three times a
    click. Its errors are SQLAlchemy's all the same."""
    statement = f"BEGIN {mode}"
    try:
        connection.connection.execute(statement)
    except sqlite3.Error as error:
        raise DBAPIError.instance(statement, None, error, sqlite3.Error) from error


_reading: ContextVar[Session | None] = ContextVar("the read that is going on here", default=None)


@contextmanager
def read() -> Iterator[Session]:
    """A session for a few queries. What it returns stays usable after it is closed.

    A read within a read is the same: whoever asks several questions that belong together asks them of one moment.
    """
    if (going_on := _reading.get()) is not None:
        yield going_on
        return
    engine = db.engine
    with Session(shared.of_one_moment(engine) if is_postgres(engine.url) else engine, expire_on_commit=False) as session:
        token = _reading.set(session)
        try:
            yield session
        finally:
            _reading.reset(token)


def asked(statement: Executable, given: Mapping[str, object]) -> Sequence[Row[Any]]:
    """The rows of one statement, for what every request asks: without a session, which costs more than the statement."""
    if (going_on := _reading.get()) is not None:
        return going_on.connection().execute(statement, given).all()
    engine = db.engine
    with (shared.for_one_question(engine) if is_postgres(engine.url) else engine).connect() as connection:
        return connection.execute(statement, given).all()


@contextmanager
def write(*, durable: bool = False) -> Iterator[Session]:
    """A session that holds the write lock from its first moment and commits at the end; rolled back on an error.

    With `durable` the commit outlives a power cut, not only a killed process; on PostgreSQL every commit does.
    Raises StoreBusy if the lock could not be had within `BUSY_FOR` seconds.
    """
    with _write(Turn.HALL, durable=durable) as session:
        yield session


@contextmanager
def write_feed(*, durable: bool = False) -> Iterator[Session]:
    """The same for whoever changes the feed and nothing else: on PostgreSQL it has a lock of its own, and each of its rows the
    next number of all nodes, so that a lower one was committed first."""
    with _write(Turn.FEED, durable=durable) as session:
        yield session


@contextmanager
def feed_turn() -> Iterator[Connection]:
    """The same without a session: for the one statement with which every click changes the feed."""
    with _turn(Turn.FEED) as connection:
        yield connection


@contextmanager
def _write(turn: Turn, *, durable: bool = False) -> Iterator[Session]:
    with _turn(turn, durable=durable) as connection, Session(connection, expire_on_commit=False) as session:
        yield session
        session.flush()


@contextmanager
def _turn(turn: Turn, *, durable: bool = False) -> Iterator[Connection]:
    engine, give_up = db.engine, time.monotonic() + BUSY_FOR
    on_postgres = is_postgres(engine.url)
    queue = _turns[turn if on_postgres else Turn.HALL]
    # Bounded too: behind one writer that waits ten seconds for another program, the tenth would wait a hundred.
    if not queue.acquire(timeout=BUSY_FOR):
        raise StoreBusy()
    try:
        locked = shared.in_turn(engine, turn) if on_postgres else _locked(engine, "FULL" if durable else "NORMAL", give_up)
        with locked as connection:
            yield connection
    finally:
        queue.release()


@contextmanager
def _locked(engine: Engine, synchronous: str, give_up: float) -> Iterator[Connection]:
    connection = engine.connect().execution_options(begin="IMMEDIATE")
    try:
        # On the raw connection: inside a transaction SQLite refuses to change it.
        connection.connection.execute(f"PRAGMA synchronous={synchronous}")
        with _patiently(connection.begin, give_up):
            yield connection
    finally:
        connection.close()


def _patiently(attempt: Callable[[], R], give_up: float) -> R:
    """The first result of `attempt` that meets no lock. Raises StoreBusy after `give_up` (monotonic seconds)."""
    while True:
        try:
            return attempt()
        except (OperationalError, sqlite3.OperationalError) as error:
            if not is_busy(error):
                raise
            if time.monotonic() > give_up:
                raise StoreBusy() from error
        time.sleep(0.002)  # yields the loop under gevent


def checkpoint() -> None:
    """Move what an SQLite file's write-ahead log holds into the file, as far as no reader needs it."""
    if is_postgres(db.engine.url):
        return
    with db.engine.connect() as connection:
        connection.connection.execute("PRAGMA wal_checkpoint(PASSIVE)")


def is_busy(error: BaseException) -> bool:
    """Whether SQLite said that somebody else holds the lock."""
    return sqlite_code(error) == sqlite3.SQLITE_BUSY


def is_full(error: BaseException) -> bool:
    """Whether SQLite said that the file takes no more: no room, no right, or a disk that fails."""
    return sqlite_code(error) in REFUSED


def is_broken(error: BaseException) -> bool:
    """Whether SQLite said that the file is none of its own, or damaged."""
    return sqlite_code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def why_refused(error: BaseException) -> OSError:
    """The system's error behind it, for an error that `is_full`."""
    return OSError(REFUSED[sqlite_code(error) or 0], str(getattr(error, "orig", error)))


def sqlite_code(error: BaseException) -> int | None:
    """SQLite's primary code, also behind SQLAlchemy's wrapper."""
    code = getattr(getattr(error, "orig", error), "sqlite_errorcode", None)
    return None if code is None else code & 0xFF
