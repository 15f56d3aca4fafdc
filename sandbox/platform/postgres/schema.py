"""Makes the platform's tables on PostgreSQL: a new database whole or not at all, by one node while the others wait.

A new database gets the present tables at once and is marked as being at the newest migration; from then on it migrates as an
SQLite file does. What only several nodes need beside the models' tables stands here.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, MetaData, column, inspect, select, table

from sandbox.platform.postgres.engine import SCHEMA, Turn

STANDS_IN = "alembic_version"
"""The table, Alembic's own, that says at which migration a database stands."""
LOCK = 0x67_6C_61_64_69
"""The number of the lock under which a database is made, migrated and filled for the first time."""

BESIDE = (
    "CREATE TABLE turn (name text PRIMARY KEY, last bigint NOT NULL DEFAULT 0) WITH (fillfactor = 10)",
    *(f"INSERT INTO turn (name) VALUES ('{turn}')" for turn in Turn),
    "CREATE TABLE shared_secret (secret bytea NOT NULL, one boolean PRIMARY KEY DEFAULT true CHECK (one))",
    f"""CREATE FUNCTION next_of_feed() RETURNS bigint LANGUAGE sql VOLATILE AS $$
        UPDATE {SCHEMA}.turn SET last = last + 1 WHERE name = '{Turn.FEED}' RETURNING last $$""",
    "ALTER TABLE feed ALTER COLUMN seq SET DEFAULT next_of_feed()",
    "DROP SEQUENCE feed_seq_seq",
    """CREATE FUNCTION audit_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'the audit log only grows'; END $$""",
    "CREATE TRIGGER audit_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON audit EXECUTE FUNCTION audit_only_grows()",
)
"""What the models know nothing of: whose turn it is and the feed's last number, the nodes' secret, the audit log's guard."""


@contextmanager
def alone(engine: Engine) -> Iterator[None]:
    """Wait until no other node is making or changing this database, and keep all others waiting meanwhile."""
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.exec_driver_sql("SET lock_timeout = 0")
        connection.exec_driver_sql(f"SELECT pg_advisory_lock({LOCK})")
        try:
            yield
        finally:
            connection.invalidate()  # its end gives the lock back, and takes the setting along


def taken(engine: Engine, number: int) -> Connection | None:
    """A connection that has the lock of that number until it is invalidated; None while another node has it."""
    connection = engine.execution_options(isolation_level="AUTOCOMMIT").connect()
    if connection.exec_driver_sql(f"SELECT pg_try_advisory_lock({number:d})").scalar_one():
        return connection
    connection.close()
    return None


def make(connection: Connection, metadata: MetaData, *, newest: str) -> None:
    """All tables in a database that has none of them, marked as being at the migration `newest`, within a running transaction."""
    connection.exec_driver_sql(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
    metadata.create_all(connection)
    for statement in BESIDE:
        connection.exec_driver_sql(statement)
    # As Alembic has it, which is not imported for this.
    connection.exec_driver_sql(
        f"CREATE TABLE {STANDS_IN} (version_num varchar(32) NOT NULL CONSTRAINT {STANDS_IN}_pkc PRIMARY KEY)")
    connection.exec_driver_sql(f"INSERT INTO {STANDS_IN} VALUES (%s)", (newest,))


def revision(engine: Engine, *, within: str | None = SCHEMA) -> str | None:
    """The migration at which that database stands; None before it was made. `within`: None where it has no schemas."""
    with engine.connect() as connection:
        if not inspect(connection).has_table(STANDS_IN, schema=within):
            return None
        found: str | None = connection.scalar(select(column("version_num")).select_from(table(STANDS_IN, schema=within)))
        return found
