"""A mark as what it has beside its template: of ten thousand rows an exercise changes a few.

Which rows a copy has as they came with its making, the server knows: they bear the number of that transaction (xmin), and
whatever is written later bears another. Where that cannot be relied on (a copy of before an update or of another server, whose
numbers are others; a Citus, where each machine has its own) a mark holds every row.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import psycopg
from sqlalchemy import Integer, Table

from sandbox.base import KEY, Practice
from sandbox.store.postgres import rows
from sandbox.store.postgres.rows import HeldVillage, TableRows, VillageRows
from sandbox.store.postgres.tables import SCHEMA

HERE = "(SELECT system_identifier FROM pg_control_system())"
MADE_HERE = f"{HERE} || '/' || pg_current_xact_id()"
"""What a copy notes of the transaction that makes it."""
KNOWN_FOR = 1 << 31
"""So many transactions later a row's number may be one that was given again."""

Keys = frozenset[bytes]


@dataclass(frozen=True, slots=True)
class OwnRows:
    """What a copy has beside the template that it goes back to."""

    template: str
    sha256: str = ""
    """Of that template as it is kept: of another one nothing can be said. Empty before anything is."""
    tables: tuple[TableRows, ...] = ()
    """Rows that are not the template's."""
    gone: Mapping[str, Keys] = field(default_factory=dict)
    """The keys of the template's rows that are not there, or not as they were, by table."""
    numbered: Mapping[str, int] = field(default_factory=dict)

    def packed(self) -> bytes:
        """As it is kept."""
        gone = {table: [key.decode() for key in sorted(keys)] for table, keys in self.gone.items()}
        return rows.packed(self.tables, self.numbered, template=self.template, sha256=self.sha256, gone=gone)

    def of(self, template: VillageRows) -> VillageRows:
        """The village: the template's rows but for what is gone, and the rows of its own."""
        made = {each.table: each for each in template.tables}
        for name, gone in self.gone.items():
            made[name] = _chosen(made[name], gone, among=False)
        for each in self.tables:
            made[each.table] = replace(each, text=made[each.table].text + each.text if each.table in made else each.text)
        in_order = (made[table.name] for table in Practice.metadata.sorted_tables if table.name in made)
        return VillageRows(tuple(each for each in in_order if each.text), self.numbered)


def unpacked(kept: bytes) -> "VillageRows | OwnRows":
    """What is kept under a name. Raises ValueError or zlib.error for anything else."""
    says, tables = rows.opened(kept)
    if "template" not in says:
        return VillageRows(tables, says["numbered"])
    gone = {table: Keys(key.encode() for key in keys) for table, keys in says["gone"].items()}
    return OwnRows(says["template"], says["sha256"], tables, gone, says["numbered"])


def maker(cursor: psycopg.Cursor[Any], key: int) -> int | None:
    """The number that the rows bear which came with the making of that copy; None where no number tells."""
    asked = (f"SELECT made_by, {HERE}::text, pg_snapshot_xmax(pg_current_snapshot())::text, "
             f"EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'citus') FROM {SCHEMA}.copy WHERE {KEY} = {key:d}")
    made_by, here, newest, is_spread = cursor.execute(asked.encode()).fetchone() or (None, "", "", False)
    server, _, number = (made_by or "").partition("/")
    if server != here or is_spread or int(newest) - int(number) >= KNOWN_FOR:
        return None
    return int(number)


def since(cursor: psycopg.Cursor[Any], key: int, made: int, before: OwnRows, template: HeldVillage) -> OwnRows:
    """What that copy has beside its template, which it had `before` when the transaction `made` made it.

    Asks several questions: in a transaction that sees one moment.
    """
    as_made = f"xmin = '{made % (1 << 32):d}'::xid"
    stayed = dict(cursor.execute(" UNION ALL ".join(
        f"SELECT '{table.name}', count(*) FROM {SCHEMA}.{table.name} WHERE {KEY} = {key:d} AND {as_made}"
        for table in Practice.metadata.sorted_tables).encode()).fetchall())
    earlier = {each.table: each for each in before.tables}
    own, gone = list[TableRows](), dict(before.gone)
    for table in Practice.metadata.sorted_tables:
        name, was_gone = table.name, gone.get(table.name, Keys())
        new = rows.taken(cursor, table, key, where=f"NOT ({as_made})")
        old = earlier.get(name, replace(new, text=b""))
        if stayed[name] < template.sizes.get(name, 0) - len(was_gone) + len(old):
            kept = Keys(_keys_there(cursor, table, key, as_made))
            old = _chosen(old, kept, among=True)
            if now_gone := was_gone | (Keys(_keys(template.table(name))) - kept):
                gone[name] = now_gone
        if text := old.text + new.text:
            own.append(replace(new, text=text))
    return OwnRows(before.template, template.sha256, tuple(own), gone, rows.numbers(cursor, key))


def _keys_there(cursor: psycopg.Cursor[Any], table: Table, key: int, as_made: str) -> list[bytes]:
    columns = tuple(table.primary_key.columns.keys())
    if [type(column.type) for column in table.primary_key] != [Integer]:  # may hold what COPY writes in another way
        return _lines(rows.taken(cursor, table, key, columns=columns, where=as_made).text)
    asked = f"SELECT string_agg({columns[0]}::text, ' ') FROM {SCHEMA}.{table.name} WHERE {KEY} = {key:d} AND {as_made}"
    [found] = cursor.execute(asked.encode()).fetchone() or ("",)
    return (found or "").encode().split()


def _chosen(table: TableRows, keys: Keys, *, among: bool) -> TableRows:
    """The rows whose key is among them, or is not."""
    lines = zip(_keys(table), _lines(table.text), strict=True)
    return replace(table, text=b"".join(b"%b\n" % line for key, line in lines if (key in keys) is among))


def _keys(table: TableRows) -> list[bytes]:
    """The key of each row, as its line begins."""
    width = len(Practice.metadata.tables[table.table].primary_key)
    return re.findall(rb"(?m)^(?:[^\t\n]*\t){%d}[^\t\n]*(?=\t|\n)" % (width - 1), table.text)


def _lines(text: bytes) -> list[bytes]:
    return text.split(b"\n")[:-1]
