"""Makes the practice schema where there is none. One of another version is moved aside: practice is never migrated.

What was moved aside is the archive of before an update: each of its copies is known (`OtherVersion`), its rows stay in their
schema until the last of them is swept.
"""

import logging
from typing import Any

import psycopg

from sandbox.base import KEY
from sandbox.store.postgres import tables
from sandbox.store.postgres.tables import MADE_BY, SCHEMA

log = logging.getLogger("gladi.store")

TURN = 0x676C6164
"""'glad': the advisory lock under which one node at a time makes the schema."""


def prepare(connection: psycopg.Connection[Any], stamp: int) -> None:
    """Have the schema in the version `stamp` of the practice tables. Raises psycopg.Error."""
    if version(connection) == stamp and _knows_makers(connection):
        return
    with connection.transaction():
        connection.execute("SET LOCAL lock_timeout = 0")
        connection.execute(f"SELECT pg_advisory_xact_lock({TURN:d})")
        present = version(connection)
        if present == stamp:  # another node was first, or it is from before copies knew what made them
            connection.execute(f"ALTER TABLE {SCHEMA}.copy ADD COLUMN IF NOT EXISTS {MADE_BY}")
            return
        if present is not None:
            _move_aside(connection, present)
        _make(connection, stamp)
        if present is not None:
            _remember(connection, present)


def version(connection: psycopg.Connection[Any]) -> int | None:
    """The version of the schema that is there; None where there is none."""
    found = connection.execute("SELECT obj_description(to_regnamespace(%s), 'pg_namespace')", (SCHEMA,)).fetchone()
    return int(found[0]) if found and found[0] else None


def _knows_makers(connection: psycopg.Connection[Any]) -> bool:
    asked = "SELECT 1 FROM pg_attribute WHERE attrelid = to_regclass(%s) AND attname = %s"
    return connection.execute(asked, (f"{SCHEMA}.copy", MADE_BY.split()[0])).fetchone() is not None


def moved_aside(connection: psycopg.Connection[Any]) -> list[tuple[int, str]]:
    """Version and name of each schema that was moved aside."""
    asked = f"SELECT nspname FROM pg_namespace WHERE nspname ~ '^{SCHEMA}_[0-9]+$'"
    return [(int(name.removeprefix(f"{SCHEMA}_")), name) for (name,) in connection.execute(asked.encode()).fetchall()]


def _make(connection: psycopg.Connection[Any], stamp: int) -> None:
    connection.execute(f"CREATE SCHEMA {SCHEMA}")
    for statement in tables.statements():
        connection.execute(statement.encode())
    connection.execute(f"COMMENT ON SCHEMA {SCHEMA} IS '{stamp:d}'")


def _move_aside(connection: psycopg.Connection[Any], present: int) -> None:
    connection.execute(f"ALTER SCHEMA {SCHEMA} RENAME TO {_aside(present)}")
    log.info("practice tables of version %d were moved to schema %s", present, _aside(present))


def _remember(connection: psycopg.Connection[Any], present: int) -> None:
    """The copies that were moved aside bear their version: none of them is made anew."""
    connection.execute(f"INSERT INTO {SCHEMA}.copy ({KEY}, stamp, source, made_at, written_at) "
                       f"SELECT {KEY}, stamp, source, made_at, written_at FROM {_aside(present)}.copy")


def _aside(present: int) -> str:
    return f"{SCHEMA}_{present:d}"

