"""What is kept in the database, for the sweep: a generation is deleted in a transaction of its own, with a pause after it."""

import logging
import time
from collections.abc import Iterator, Sequence
from graphlib import TopologicalSorter
from typing import Any

import psycopg

from sandbox.base import KEY
from sandbox.store.base import KeptCopy, Pin, name_of_mark
from sandbox.store.postgres import rows, schema, tables
from sandbox.store.postgres.keys import copy_of, key_of
from sandbox.store.postgres.sources import EVERYBODY
from sandbox.store.postgres.tables import SCHEMA

log = logging.getLogger("gladi.store")

PAUSE = 0.05
"""Seconds between two deletions: whoever saves meanwhile is not to notice."""

_COPIES = f"""SELECT sandbox, extract(epoch FROM written_at)::float8,
    (SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relnamespace = '{SCHEMA}'::regnamespace AND relkind = 'r'
        AND relname <> 'source') / count(*) OVER () FROM {SCHEMA}.copy"""
"""Each copy, when it was written, and an average of its size: to count its rows would take longer than to delete them."""
_MARKS = f"""SELECT owner, name, extract(epoch FROM made_at)::float8, octet_length(rows) FROM {SCHEMA}.source
    WHERE owner <> {EVERYBODY:d}"""

_ASIDE = f"""SELECT c.oid::regclass::text, k.confrelid::regclass::text FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = '{KEY}'
    LEFT JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'f'
    WHERE c.relkind = 'r' AND c.relnamespace = (
        SELECT to_regnamespace('{SCHEMA}_' || stamp) FROM {SCHEMA}.copy WHERE {KEY} = %s)"""
"""The tables of the version in which that copy was made, if that was moved aside, and what each of them refers to."""


def kept(cursor: psycopg.Cursor[Any]) -> Iterator[KeptCopy]:
    """Every copy and mark."""
    for key, written_at, size in cursor.execute(_COPIES.encode()).fetchall():
        sandbox, generation = copy_of(key)
        yield KeptCopy(sandbox, f"g{generation}", int(size), written_at)
    for sandbox, name, made_at, size in cursor.execute(_MARKS.encode()).fetchall():
        yield KeptCopy(sandbox, name_of_mark(name), size, made_at)


def remove(cursor: psycopg.Cursor[Any], copies: Sequence[KeptCopy]) -> list[KeptCopy]:
    """Delete these, one after another, then let the room be used again; those that were there."""
    done = []
    for each in copies:
        if _removed(cursor, each):
            done.append(each)
        time.sleep(PAUSE)  # yields the loop under gevent
    if done:
        _drop_emptied(cursor)
        for table in (*tables.derived().sorted_tables, "numbered", "copy", "source"):
            cursor.execute(f"VACUUM {SCHEMA}.{getattr(table, 'name', table)}".encode())
    return done


def _drop_emptied(cursor: psycopg.Cursor[Any]) -> None:
    """Drop the tables of other versions of which no copy is kept any more."""
    known = {stamp for (stamp,) in cursor.execute(f"SELECT DISTINCT stamp FROM {SCHEMA}.copy").fetchall()}
    for stamp, name in schema.moved_aside(cursor.connection):
        if stamp not in known:
            cursor.execute(f"DROP SCHEMA {name} CASCADE".encode())
            log.info("the practice tables of version %d were removed with their last copy", stamp)


def _deletions_aside(cursor: psycopg.Cursor[Any], key: int) -> list[str]:
    """The same for a copy in the tables of another version: these are not the models', so the catalogue says which there are."""
    found = cursor.execute(_ASIDE.encode(), (key,)).fetchall()
    pointing: dict[str, set[str]] = {table: set() for table, _ in found}
    for table, points_to in found:
        if points_to is not None and points_to != table:
            pointing[points_to].add(table)
    return [f"DELETE FROM {table} WHERE {KEY} = {key:d}" for table in TopologicalSorter(pointing).static_order()]


def _removed(cursor: psycopg.Cursor[Any], copy: KeptCopy) -> bool:
    """Whether it was there."""
    if copy.name.startswith(name_of_mark("")):
        cursor.execute(f"DELETE FROM {SCHEMA}.source WHERE owner = %s AND name = %s",
                       (copy.sandbox, copy.name.removeprefix(name_of_mark(""))))
        return cursor.rowcount == 1
    key = key_of(Pin(copy.sandbox, int(copy.name.removeprefix("g")), ""))
    aside = _deletions_aside(cursor, key)
    cursor.execute("; ".join(("BEGIN", *aside, *rows.deletions(key), "COMMIT")).encode(), prepare=False)
    removed = [cursor.rowcount]
    while cursor.nextset():
        removed.append(cursor.rowcount)
    return removed[-2] == 1  # the copy's own row, before the COMMIT: of two sweeps at once one had it
