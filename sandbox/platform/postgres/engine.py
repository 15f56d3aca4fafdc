"""The one bounded pool of this process, and how a transaction of the platform begins.

Writes take turns as they do on SQLite, whichever node they come from: each locks the one row that it stands in line for until it
commits. So check and act are one, and of two rows of the feed the one with the lower number was committed first.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from functools import cache
from typing import Any, cast

from sqlalchemy import URL, Connection, Engine, ExceptionContext, create_engine, event
from sqlalchemy.exc import DBAPIError, InvalidatePoolError

from sandbox.errors import GladiError, StoreBusy, StoreFull
from sandbox.machine.loop import is_readable
from sandbox.platform.postgres.trouble import FULL, LOCKED, hide_values, state_of
from sandbox.words.texts import lazy_gettext as _l

SCHEMA = "platform"
LOCK_MS = 10_000
SETTINGS = " ".join(f"-c {each}" for each in (
    f"search_path={SCHEMA}", "timezone=UTC", f"lock_timeout={LOCK_MS}", "idle_in_transaction_session_timeout=60000",
    "plan_cache_mode=force_generic_plan"))  # else each connection would plan each statement five times more
NUMBER = "pg_current_xact_id()::text || '/' || extract(epoch FROM now())::text"
"""What a write asks of its transaction at its beginning: its number, and when it began, by the server's clock."""
KEEP_ALIVE = {"keepalives_idle": 20, "keepalives_interval": 5, "keepalives_count": 3, "tcp_user_timeout": 30_000}
"""A server whose machine is gone says nothing: it is given up after half a minute."""


class DriverMissing(GladiError):
    code = "GL-DB-4"
    text = _l("GLADI_DATABASE_URL menunjuk ke PostgreSQL, tetapi psycopg belum terpasang. Pasang dengan: "
              ".venv/bin/python -m pip install --constraint .ci/constraints.txt --editable '.[postgres]'")


class Turn(StrEnum):
    """What a write stands in line for."""

    HALL = "hall"
    FEED = "feed"


@cache
def engine_of(url: URL, connections: int) -> Engine:
    """The process's engine for that database: platform and practice have one pool between them. Raises DriverMissing."""
    try:
        engine = create_engine(
            url, pool_size=connections, max_overflow=0, pool_timeout=LOCK_MS / 1000, pool_use_lifo=True,
            # In a database of letters that are none (SQL_ASCII) the driver would answer bytes, and no refusal could be told.
            hide_parameters=True, connect_args={"options": SETTINGS, "application_name": "gladi", "connect_timeout": 5,
                                                "client_encoding": "utf8", **KEEP_ALIVE})
    except ModuleNotFoundError as error:
        raise DriverMissing() from error
    event.listen(engine, "do_connect", _connect)
    event.listen(engine, "checkout", _require_quiet)
    event.listen(engine, "handle_error", _hide_values)
    return engine


def _connect(_dialect: Any, _record: Any, words: Sequence[Any], options: dict[str, Any]) -> Any:
    # psycopg is installed where it is wanted (pyproject.toml, the extra `postgres`).
    from sandbox.platform.postgres.committing import KnowingConnection

    return KnowingConnection.connect(*words, **options)


def _require_quiet(raw: Any, _record: Any, _proxy: Any) -> None:
    """Of a connection that nobody uses nothing is to be read: where something is, the server has ended it. To ask the server
    would be one more message a question."""
    if raw.closed or is_readable(raw.fileno()):
        raise InvalidatePoolError()


def _hide_values(context: ExceptionContext) -> None:
    hide_values(context.original_exception)
    if context.sqlalchemy_exception is not None:
        context.sqlalchemy_exception.args = (str(context.original_exception),)


@cache
def for_one_question(engine: Engine) -> Engine:
    """For a single statement, which sees one moment by itself: no BEGIN before it, no ROLLBACK after it."""
    return engine.execution_options(isolation_level="AUTOCOMMIT")


@cache
def of_one_moment(engine: Engine) -> Engine:
    """For reads whose statements all see the database as it was at the first of them."""
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


@contextmanager
def lent(connection: Connection) -> Iterator[Connection]:
    """A connection that the pool gets back at the end. A broken one is thrown away first: what the pool would say to it fails,
    and its place in the pool would be lost with it."""
    try:
        yield connection
    finally:
        if not connection.invalidated and cast(Any, connection.connection.dbapi_connection).closed:
            connection.invalidate()
        connection.close()


@contextmanager
def in_turn(engine: Engine, turn: Turn) -> Iterator[Connection]:
    """A transaction that is alone with what it stands in line for, on all nodes. Raises StoreBusy, StoreFull; and StoreUndone or
    DatabaseLost where its commit was not answered."""
    try:
        with lent(engine.connect()) as connection, connection.begin():
            asked = f"SELECT {NUMBER} FROM turn WHERE name = '{turn}' FOR UPDATE"
            number = connection.exec_driver_sql(asked).scalar_one()
            # The connection asks after it where the answer to the commit is lost (committing.py).
            cast(Any, connection.connection.dbapi_connection).transaction_number = number
            yield connection
    except DBAPIError as error:
        if state_of(error) in LOCKED:
            raise StoreBusy() from error
        if state_of(error) in FULL:
            raise StoreFull() from error
        raise
