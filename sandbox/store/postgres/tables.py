"""The tables of the practice models as PostgreSQL has them: the copy's number first in every key, and a wall round its rows.

Derived from the models, which know nothing of it. Text is compared byte by byte, as SQLite compares it, so that both stores list
everything in one order; and it has no greatest length, for wrong numbers are what is practised. JSON keeps its keys in order.

Nothing here hinders `create_distributed_table`: each statement is one DDL, in the order of the foreign keys; defaults come
first; there are no triggers.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKeyConstraint,
    Index,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlalchemy.types import TypeEngine

from sandbox.base import KEY, Practice

SCHEMA, WALLED, SETTING = "practice", "gladi_app", "gladi.sandbox"
"""The schema; the role behind the wall; the setting that says which copy a transaction is in."""
OWN = f"(current_setting('{SETTING}'))::bigint"
"""The copy that a transaction is in. Fails where none was said."""

MADE_BY = "made_by text"
"""Of `copy`: server and number of the transaction that made it (own_rows.py)."""

BESIDE = (
    f"""CREATE TABLE {SCHEMA}.copy (
    {KEY} bigint PRIMARY KEY, stamp bigint NOT NULL, source text NOT NULL,
    made_at timestamptz NOT NULL DEFAULT now(), written_at timestamptz NOT NULL DEFAULT now(),
    {MADE_BY}) WITH (fillfactor = 50)""",
    f"""CREATE TABLE {SCHEMA}.numbered (
    {KEY} bigint NOT NULL DEFAULT {OWN}, relation text NOT NULL, last integer NOT NULL,
    PRIMARY KEY ({KEY}, relation)) WITH (fillfactor = 50)""",
    f"""CREATE TABLE {SCHEMA}.source (
    owner bigint NOT NULL, name text NOT NULL, stamp bigint NOT NULL, sha256 text NOT NULL,
    made_at timestamptz NOT NULL DEFAULT now(), rows bytea NOT NULL, PRIMARY KEY (owner, name))""",
    f"ALTER TABLE {SCHEMA}.source ALTER COLUMN rows SET STORAGE EXTERNAL",
    f"""CREATE FUNCTION {SCHEMA}.next_number(relation text) RETURNS integer LANGUAGE sql VOLATILE AS $$
    INSERT INTO {SCHEMA}.numbered AS it (relation, last) VALUES ($1, 1)
    ON CONFLICT ({KEY}, relation) DO UPDATE SET last = it.last + 1 RETURNING last $$""",
)
"""What the models know nothing of. `copy` and `numbered` have room for a new version of a row beside the present one."""
WALLED_BESIDE = {"copy": "SELECT, UPDATE (written_at)", "numbered": "SELECT, INSERT, UPDATE"}
"""The tables beside the models' that a transaction behind the wall uses, and how. `source` is not among them."""


def statements() -> Iterator[str]:
    """All that makes the schema's contents, in order."""
    yield from BESIDE
    for table in derived().sorted_tables:
        yield str(CreateTable(table).compile(dialect=postgresql.dialect()))
        for index in sorted(table.indexes, key=lambda each: str(each.name)):
            yield str(CreateIndex(index).compile(dialect=postgresql.dialect()))
    yield f"GRANT USAGE ON SCHEMA {SCHEMA} TO {WALLED}"
    rights = {table.name: "SELECT, INSERT, UPDATE, DELETE" for table in derived().sorted_tables} | WALLED_BESIDE
    for name, right in rights.items():
        yield from _wall(name, right)


def _wall(name: str, right: str) -> Iterator[str]:
    # The policies bind whoever does not own the table, so every statement behind the wall. FORCE would bind the owner as well,
    # who makes copies: COPY refuses to write a table whose policies bind it, and a dump to read one.
    yield f"ALTER TABLE {SCHEMA}.{name} ENABLE ROW LEVEL SECURITY"
    yield f"CREATE POLICY wall ON {SCHEMA}.{name} TO {WALLED} USING ({KEY} = {OWN}) WITH CHECK ({KEY} = {OWN})"
    yield f"GRANT {right} ON {SCHEMA}.{name} TO {WALLED}"


@cache
def derived() -> MetaData:
    """The tables, from those of the practice models that were imported."""
    metadata = MetaData(schema=SCHEMA)
    for table in Practice.metadata.sorted_tables:
        _derive(table, metadata)
    return metadata


def columns_of(table: Table) -> tuple[str, ...]:
    """The columns of a model's table, without the copy's number."""
    return tuple(column.name for column in table.columns if not column.system)


def _derive(table: Table, metadata: MetaData) -> None:
    made = Table(table.name, metadata, Column(KEY, BigInteger, nullable=False, server_default=text(OWN)),
                 *(_column(table, column) for column in table.columns if not column.system), *_constraints(table))
    for index in table.indexes:
        Index(index.name, made.columns[KEY], *(_indexed(made, part) for part in index.expressions), unique=index.unique)


def _column(table: Table, column: Column[Any]) -> Column[Any]:
    numbered = text(f"{SCHEMA}.next_number('{table.name}')") if column is table.autoincrement_column else None
    return Column(column.name, _type(column.type), nullable=column.nullable, autoincrement=False, server_default=numbered)


def _type(given: TypeEngine[Any]) -> TypeEngine[Any]:
    return Text(collation="C") if isinstance(given, String) else given


def _constraints(table: Table) -> Iterator[PrimaryKeyConstraint | UniqueConstraint | ForeignKeyConstraint]:
    yield PrimaryKeyConstraint(KEY, *(column.name for column in table.primary_key))
    for each in sorted(table.constraints, key=lambda one: tuple(getattr(one, "columns", {}).keys())):
        if isinstance(each, UniqueConstraint):
            yield UniqueConstraint(KEY, *each.columns.keys())
        elif isinstance(each, ForeignKeyConstraint):
            target = f"{SCHEMA}.{each.referred_table.name}"
            names = [element.column.name for element in each.elements]
            yield ForeignKeyConstraint([KEY, *each.column_keys], [f"{target}.{name}" for name in (KEY, *names)],
                                       ondelete=each.ondelete)


def _indexed(made: Table, part: Any) -> Any:
    return made.columns[part.name] if isinstance(part, Column) else part
