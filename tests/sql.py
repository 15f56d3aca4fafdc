"""Compiled SQL that all engines of a test process share: each hall has engines of its own, and asks what the one before asked.

Whatever a test asks of SQLite is compiled for PostgreSQL too, once: a query that only SQLite understands fails where it is asked.
"""

import re
from typing import Any

from sqlalchemy import Engine, TextClause
from sqlalchemy.dialects import postgresql, registry
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache

_COMPILED: LRUCache[Any, Any] = LRUCache(2000)


_POSTGRESQL = postgresql.dialect()
_SQLITE_ALONE = re.compile(r"\b(date|datetime|glob|group_concat|hex|ifnull|iif|instr|json_each|json_extract|julianday|"
                           r"last_insert_rowid|printf|strftime|total|typeof|unixepoch)\(|\bGLOB\b|\browid\b", re.ASCII)
"""Words of SQLite that PostgreSQL has not."""


class ForBoth(SQLiteCompiler):
    """Says a statement in SQLite's words; fails for one that can't be said in PostgreSQL's."""

    def __init__(self, dialect: Any, statement: Any, *parts: Any, **how: Any) -> None:
        super().__init__(dialect, statement, *parts, **how)
        if statement is not None and not isinstance(statement, TextClause):
            told = str(statement.compile(dialect=_POSTGRESQL, column_keys=how.get("column_keys")))
            assert not (found := _SQLITE_ALONE.search(told)), f"only SQLite knows {found and found[0]}: {told}"


class SharingDialect(SQLiteDialect_pysqlite):
    """SQLite's dialect. All of them are one, as far as what is compiled for them goes."""

    supports_statement_cache = True
    statement_compiler = ForBoth

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SharingDialect)

    def __hash__(self) -> int:
        return hash(SharingDialect)

    @classmethod
    def engine_created(cls, engine: Engine) -> None:
        engine._compiled_cache = _COMPILED


def share() -> None:
    """From now on every new engine of SQLite has this dialect."""
    registry.register("sqlite", __name__, SharingDialect.__name__)
