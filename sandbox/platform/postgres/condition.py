"""How a PostgreSQL database of Gladi stands: what `gladi database check` tells."""

from dataclasses import dataclass

from sqlalchemy import Connection, Engine

from sandbox.platform.postgres import rights

ROLE = "gladi_app"
"""What a trainee's statements run as; all that it can read has to have a wall."""
OPEN = f"""
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'practice' AND c.relkind IN ('r', 'p') AND has_table_privilege('{ROLE}', c.oid, 'SELECT')
  AND NOT (c.relrowsecurity AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid)) ORDER BY 1
"""
WALLED = f"""
SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'practice' AND c.relkind IN ('r', 'p') AND c.relrowsecurity AND has_table_privilege('{ROLE}', c.oid, 'SELECT')
"""


@dataclass(frozen=True, slots=True)
class Condition:
    """A database as it stands. `walled`: practice tables that show one copy's rows at a time; `open`: those that show all."""

    ok: bool
    version: str
    login: str
    database: str
    schema: str | None
    walled: int
    open: list[str]
    sandboxes: int
    copies: int
    bytes: int
    connections: int
    """Open now, whoever opened them."""
    most_connections: int
    needed_connections: int
    """What this node may open at most, and as many more as the server keeps back."""


def condition(engine: Engine, *, schema: str | None, needed: int) -> Condition:
    """Look at that database. `schema`: its migration, `needed`: connections of this node. Raises what rights.require does."""
    facts = rights.require(engine)
    with engine.connect() as connection:
        open_tables = list(connection.exec_driver_sql(OPEN).scalars())
        most = _number(connection, "SELECT current_setting('max_connections')::int")
        return Condition(
            ok=not open_tables and needed <= most, version=facts.version_told, login=facts.login, database=facts.database,
            schema=schema, walled=_number(connection, WALLED), open=open_tables,
            sandboxes=_counted(connection, "platform.sandbox"), copies=_counted(connection, "practice.copy"),
            bytes=_number(connection, "SELECT pg_database_size(current_database())"),
            connections=_number(connection, "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"),
            most_connections=most, needed_connections=needed)


def _counted(connection: Connection, table: str) -> int:
    """How many rows; 0 where that table was never made."""
    if connection.exec_driver_sql(f"SELECT to_regclass('{table}')").scalar_one() is None:
        return 0
    return _number(connection, f"SELECT count(*) FROM {table}")


def _number(connection: Connection, question: str) -> int:
    return int(connection.exec_driver_sql(question).scalar_one())


def has_citus(connection: Connection) -> bool:
    """Whether the extension is in this database."""
    return bool(connection.exec_driver_sql("SELECT count(*) FROM pg_extension WHERE extname = 'citus'").scalar_one())


def is_distributed(connection: Connection, table: str) -> bool:
    """Whether Citus, which has to be there, has spread that table."""
    return bool(connection.exec_driver_sql(
        f"SELECT count(*) FROM pg_dist_partition WHERE logicalrelid = '{table}'::regclass").scalar_one())
