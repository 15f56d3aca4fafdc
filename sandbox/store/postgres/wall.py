"""How a practice transaction begins: behind the wall, in one copy. Without this every practice statement fails.

The role may touch the practice tables alone, and of these the rows of one copy: the policies say so, whatever a statement asks.
The session adds the copy's number to each statement as well, because Citus finds the shard by it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

import psycopg
from sqlalchemy import BigInteger, ColumnElement, Connection, Delete, Engine, Select, SelectBase, Table, Update, bindparam, event
from sqlalchemy.orm import DeclarativeBase, ORMExecuteState, Session, with_loader_criteria

from sandbox.base import KEY, OF_ONE_TABLE, Practice
from sandbox.platform.postgres.committing import KnowingConnection
from sandbox.platform.postgres.engine import NUMBER
from sandbox.store.postgres.tables import SCHEMA, SETTING, WALLED

INSIDE = "gladi_copy"
"""Execution option and note of a connection: the number of the copy that its transactions are in."""
WAIT_MS = 8000
"""How long a write waits for its turn."""


@dataclass(frozen=True, slots=True)
class Entrance:
    """How a transaction goes in: into which copy, whether it writes, and whether its commit is to outlive a power cut."""

    key: int
    write: bool
    durable: bool

    @property
    def text(self) -> str:
        """The beginning, all in one message. Its last statement answers with the copy's version, or with no row.

        A read sees one moment. A write takes the copy's row first: whoever writes the same copy waits, so that the order of
        their numbers is that of their commits. `SET LOCAL` with the number in the text: Citus passes no set_config on.
        """
        begin = "BEGIN ISOLATION LEVEL READ COMMITTED" if self.write else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        asked = (f"UPDATE copy SET written_at = clock_timestamp() WHERE {KEY} = {self.key:d} "
                 f"RETURNING stamp, {NUMBER}" if self.write
                 else f"SELECT stamp, '' FROM copy WHERE {KEY} = {self.key:d}")
        loose = "" if self.durable or not self.write else "SET LOCAL synchronous_commit = off; "
        return (f"{begin}; SET LOCAL search_path = {SCHEMA}; SET LOCAL lock_timeout = {WAIT_MS:d}; {loose}"
                f"SET LOCAL ROLE {WALLED}; SET LOCAL {SETTING} = '{self.key:d}'; {asked}")


def begun(connection: Connection, way: Entrance) -> int | None:
    """Begin the connection's transaction there; the version of the copy's tables, None where no such copy is.

    Raises psycopg.Error.
    """
    connection.info[INSIDE] = way
    connection.begin()
    return cast("int | None", connection.info.pop("stamp"))


@contextmanager
def stepped_out(cursor: psycopg.Cursor[Any]) -> Iterator[None]:
    """Within a transaction behind the wall: as the tables' owner for a moment, who moves whole copies."""
    cursor.execute("SET LOCAL ROLE NONE")
    yield
    cursor.execute(f"SET LOCAL ROLE {WALLED}")


def guard(engine: Engine) -> None:
    """From now on each transaction of this engine begins in the copy that its connection notes, or fails."""
    event.listen(engine, "begin", _begin)
    event.listen(engine, "before_execute", _with_key, retval=True)


def _begin(connection: Connection) -> None:
    way: Entrance = connection.info[INSIDE]
    raw = cast(KnowingConnection, connection.connection.dbapi_connection)
    cursor = raw.cursor()
    try:
        cursor.execute(way.text, prepare=False)  # several statements, which no prepared one may be
        while cursor.nextset():
            pass
        row = cursor.fetchone()
    finally:
        cursor.close()
    connection.info["stamp"], raw.transaction_number = row or (None, "")


def _with_key(connection: Connection, statement: Any, many: Any, parameters: Any, options: Any) -> tuple[Any, Any, Any]:
    """What the unit of work writes: an UPDATE or DELETE of rows by their ids, which are unique within the copy alone. What is
    asked names the copy by now, and is told its number; what is asked of one table without the session is let name it."""
    if isinstance(statement, Update | Delete) and isinstance(statement.table, Table) and KEY in statement.table.columns:
        statement = statement.where(_is_own(statement.table, connection.info[INSIDE].key))
    elif isinstance(statement, SelectBase):
        asked = _named(cast("Select[Any]", statement)) if OF_ONE_TABLE in options else statement
        return asked, many, {**parameters, INSIDE: connection.info[INSIDE].key}
    return statement, many, parameters


_NUMBER = bindparam(INSIDE, type_=BigInteger)
"""The copy's number. It is told with each execution: a statement that held it would be another one for each copy."""


@lru_cache(100)
def _named(statement: Select[Any]) -> Select[Any]:
    """The statement with the copy's number asked for as well. Kept: they are few, and asked with every click."""
    [table] = statement.get_final_froms()
    return statement.where(cast(Table, table).columns[KEY] == _NUMBER)


def _is_own(table: Table, key: int) -> ColumnElement[bool]:
    return table.columns[KEY] == bindparam(INSIDE, key, BigInteger, unique=True)


def watch(session_class: type[Session]) -> None:
    """From now on whatever sessions of that class read says whose rows it means."""
    event.listen(session_class, "do_orm_execute", _add_key)


def _add_key(state: ORMExecuteState) -> None:
    if state.is_column_load:  # a refresh by identity takes no criteria
        mapper = state.bind_mapper
        if mapper is not None and state.is_select:
            state.statement = cast(Any, state.statement).where(cast(Table, mapper.local_table).columns[KEY] == _NUMBER)
    elif state.is_select and not state.is_relationship_load:
        state.statement = state.statement.options(_OWN)


_OWN = with_loader_criteria(cast("type[DeclarativeBase]", Practice), lambda model: model.whose() == _NUMBER, include_aliases=True)
"""Made once: with each question it cost more than the question."""
