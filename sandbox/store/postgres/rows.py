"""The rows of a whole village as the text that COPY takes: out of a SQLite template, out of a copy, into a copy.

Text without the copy's number: it is put before each line on the way in. A line break in a value is written as \\n there, so
every line of the text is a row.
"""

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import Boolean, DateTime, LargeBinary, Table
from sqlalchemy.types import TypeDecorator, TypeEngine

from sandbox.base import KEY, Practice
from sandbox.store.postgres.tables import SCHEMA, columns_of

QUICK = 1
"""zlib's level: a village is packed to a fifth, in a few milliseconds."""


@dataclass(frozen=True, slots=True)
class TableRows:
    """All rows of one table."""

    table: str
    columns: tuple[str, ...]
    text: bytes

    def __len__(self) -> int:
        return self.text.count(b"\n")


@dataclass(frozen=True, slots=True)
class VillageRows:
    """All rows of a village, in the order of the foreign keys, and the last number given in each table."""

    tables: tuple[TableRows, ...]
    numbered: Mapping[str, int]

    def packed(self) -> bytes:
        """As it is kept."""
        return packed(self.tables, self.numbered)


@dataclass(frozen=True, slots=True)
class HeldVillage:
    """A template as a process holds it: a fifth of its rows' bytes, each table by itself."""

    sha256: str
    """Of what is kept of it in the database."""
    numbered: Mapping[str, int]
    sizes: Mapping[str, int]
    """How many rows each table has."""
    columns: Mapping[str, tuple[str, ...]]
    texts: Mapping[str, bytes]

    def table(self, name: str) -> TableRows:
        """The rows of a table."""
        return TableRows(name, self.columns.get(name, ()), zlib.decompress(self.texts[name]) if name in self.texts else b"")

    def village(self) -> VillageRows:
        """All of it."""
        return VillageRows(tuple(self.table(name) for name in self.texts), self.numbered)


def held(village: VillageRows, sha256: str) -> HeldVillage:
    """The village, to be held for long; `sha256`: of what is kept of it."""
    return HeldVillage(
        sha256, village.numbered, {each.table: len(each) for each in village.tables},
        {each.table: each.columns for each in village.tables},
        {each.table: zlib.compress(each.text, QUICK) for each in village.tables})


def packed(tables: Sequence[TableRows], numbered: Mapping[str, int], **besides: Any) -> bytes:
    """Rows as they are kept: one line that says what follows, and what it says `besides`, then the texts."""
    says = {"numbered": dict(numbered), "tables": [{**asdict(each), "text": len(each.text)} for each in tables], **besides}
    return zlib.compress(b"\n".join((json.dumps(says).encode(), b"".join(each.text for each in tables))), QUICK)


def opened(kept: bytes) -> tuple[dict[str, Any], tuple[TableRows, ...]]:
    """What `packed` was told, and its tables. Raises ValueError or zlib.error for anything else."""
    head, _, rest = zlib.decompress(kept).partition(b"\n")
    says, tables, begin = json.loads(head), [], 0
    for each in says["tables"]:
        tables.append(TableRows(each["table"], tuple(each["columns"]), rest[begin:begin + each["text"]]))
        begin += each["text"]
    return says, tuple(tables)


def unpacked(kept: bytes) -> VillageRows:
    """The village that was packed. Raises ValueError or zlib.error for anything else."""
    says, tables = opened(kept)
    return VillageRows(tables, says["numbered"])


def digest(kept: bytes) -> str:
    """What is kept beside it, so that a changed byte is noticed."""
    return hashlib.sha256(kept).hexdigest()


def of_file(path: Path) -> VillageRows:
    """The rows of a template. Raises sqlite3.DatabaseError."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        tables = tuple(_read(connection, table) for table in Practice.metadata.sorted_tables)
        given = dict(connection.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
        for table in Practice.metadata.sorted_tables:
            column = table.autoincrement_column
            if column is not None and table.name not in given:
                given[table.name] = connection.execute(f"SELECT max({column.name}) FROM {table.name}").fetchone()[0] or 0
    return VillageRows(tuple(each for each in tables if each.text), {name: last for name, last in given.items() if last})


def _read(connection: sqlite3.Connection, table: Table) -> TableRows:
    columns = columns_of(table)
    written = [_writer(table.columns[name].type) for name in columns]
    names = ", ".join(f'"{name}"' for name in columns)
    rows = connection.execute(f"SELECT {names} FROM {table.name}")
    lines = ("\t".join(r"\N" if value is None else write(value) for write, value in zip(written, row, strict=True))
             for row in rows)
    return TableRows(table.name, columns, "".join(f"{line}\n" for line in lines).encode())


def _writer(kind: TypeEngine[Any]) -> Callable[[Any], str]:
    """How a value of that type, as SQLite has it, is written for COPY."""
    if isinstance(kind, TypeDecorator):
        kind = kind.impl_instance
    if isinstance(kind, DateTime):
        return lambda moment: f"{moment}+00"  # SQLite's text is UTC and says nothing of it
    if isinstance(kind, Boolean):
        return lambda truth: "t" if truth else "f"
    if isinstance(kind, LargeBinary):
        return lambda content: rf"\\x{content.hex()}"
    return _escaped


_SPECIAL = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})


def _escaped(value: Any) -> str:
    return value.translate(_SPECIAL) if isinstance(value, str) else repr(value)


def out_of(cursor: psycopg.Cursor[Any], key: int) -> VillageRows:
    """The rows of that copy, as its owner sees them, of one moment if the transaction is one of that kind."""
    tables = (taken(cursor, table, key) for table in Practice.metadata.sorted_tables)
    return VillageRows(tuple(each for each in tables if each.text), numbers(cursor, key))


def numbers(cursor: psycopg.Cursor[Any], key: int) -> dict[str, int]:
    """The last number that was given in that copy, of each table."""
    return dict(cursor.execute(f"SELECT relation, last FROM {SCHEMA}.numbered WHERE {KEY} = {key:d}").fetchall())


def taken(cursor: psycopg.Cursor[Any], table: Table, key: int, *, columns: tuple[str, ...] = (),
          where: str = "true") -> TableRows:
    """The rows of one table of that copy; all columns where none are named."""
    columns = columns or columns_of(table)
    asked = f"COPY (SELECT {_listed(columns)} FROM {SCHEMA}.{table.name} WHERE {KEY} = {key:d} AND {where}) TO STDOUT"
    with cursor.copy(asked) as copy:
        return TableRows(table.name, columns, b"".join(bytes(part) for part in copy))


def into(cursor: psycopg.Cursor[Any], key: int, village: VillageRows) -> None:
    """Write the rows as those of that copy. Raises psycopg.Error."""
    for each in village.tables:
        with cursor.copy(f"COPY {SCHEMA}.{each.table} ({KEY}, {_listed(each.columns)}) FROM STDIN") as copy:
            copy.write(_keyed(each.text, key))
    numbers = "".join(f"{key:d}\t{name}\t{last:d}\n" for name, last in village.numbered.items())
    with cursor.copy(f"COPY {SCHEMA}.numbered ({KEY}, relation, last) FROM STDIN") as copy:
        copy.write(numbers)


def _keyed(text: bytes, key: int) -> bytes:
    before = b"%d\t" % key
    return before + text[:-1].replace(b"\n", b"\n" + before) + b"\n"


def _listed(columns: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def deletions(key: int) -> Iterator[str]:
    """The statements that take a copy's rows away, those that others point to last."""
    for table in reversed(Practice.metadata.sorted_tables):
        yield f"DELETE FROM {SCHEMA}.{table.name} WHERE {KEY} = {key:d}"
    for name in ("numbered", "copy"):
        yield f"DELETE FROM {SCHEMA}.{name} WHERE {KEY} = {key:d}"
