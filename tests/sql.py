"""Compiled SQL that all engines of a test process share: each hall has engines of its own, and asks what the one before asked."""

from typing import Any

from sqlalchemy import Engine
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache

_COMPILED: LRUCache[Any, Any] = LRUCache(2000)


class SharingDialect(SQLiteDialect_pysqlite):
    """SQLite's dialect. All of them are one, as far as what is compiled for them goes."""

    supports_statement_cache = True

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
