"""A village's rows into a new SQLite file: plain executemany, indexes after the rows, WAL switched on at the end."""

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Table

from sandbox.base import Practice
from sandbox.practice import version

APPLICATION_ID = 0x676C6164
"""'glad' in the file's header: what kind of SQLite file this is."""
# A build that fails is thrown away as a whole, so nothing is journalled or synced until the file is finished.
QUICK = ("PRAGMA page_size=4096", "PRAGMA journal_mode=OFF", "PRAGMA synchronous=OFF", "PRAGMA locking_mode=EXCLUSIVE",
         "PRAGMA cache_size=-32000")


@dataclass(frozen=True, slots=True)
class Filling:
    """The rows of one table."""

    table: str
    columns: Sequence[str]
    rows: Iterable[tuple[Any, ...]]


def write(path: Path, fillings: Sequence[Filling]) -> None:
    """A new file with the schema of Practice.metadata and these rows, cleanly closed: no -wal or -shm is left.

    Raises sqlite3.Error and OSError. What is half-made is the caller's to remove.
    """
    tables, indexes = version.schema()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in QUICK:
            connection.execute(pragma)
        connection.execute("BEGIN IMMEDIATE")
        for statement in tables:
            connection.execute(statement)
        for filling in fillings:
            connection.executemany(insert_text(filling.table, tuple(filling.columns)), filling.rows)
        for statement in indexes:
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version={version.stamp()}")
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode=WAL")


@cache
def insert_text(table: str, columns: tuple[str, ...]) -> str:
    """INSERT of these columns. Raises KeyError for one that the table lacks, ValueError for a needed one that is left out."""
    known: Table = Practice.metadata.tables[table]
    for column in columns:
        known.columns[column]
    missing = [column.name for column in known.columns if not column.nullable and column.name not in columns]
    if missing:
        raise ValueError(f"{table}: {', '.join(missing)} left out")
    quoted = ", ".join(f'"{column}"' for column in columns)
    return f"INSERT INTO {table} ({quoted}) VALUES ({', '.join('?' * len(columns))})"
