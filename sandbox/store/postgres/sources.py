"""Templates and marks: what copies are made from. Kept in the database, so that every node has them, with a digest.

A template is built as a SQLite file by the node that comes first (seed/), and taken in from there. What is copied often is held
by the process.
"""

import logging
from collections import OrderedDict
from pathlib import Path
from typing import Any

import psycopg

from sandbox.store import templates
from sandbox.store.clone import SourceDamaged, sha256_of
from sandbox.store.postgres import own_rows, rows
from sandbox.store.postgres.own_rows import OwnRows
from sandbox.store.postgres.rows import HeldVillage, VillageRows
from sandbox.store.postgres.tables import SCHEMA

log = logging.getLogger("gladi.store")

EVERYBODY = 0
"""Who owns a template; a mark is its sandbox's."""
HELD = 40
"""Templates that a process holds: those of a day's villages."""


class Templates:
    """The templates of one process: in memory, else in the database, else in the folder of this computer."""

    def __init__(self, folder: Path, stamp: int) -> None:
        self._folder, self._stamp = folder, stamp
        self._held: OrderedDict[str, HeldVillage] = OrderedDict()
        self._known: set[str] = set()

    def find(self, cursor: psycopg.Cursor[Any], name: str) -> HeldVillage:
        """The village of that name. Raises TemplateNotReady, also for one that is not whole: it is taken out of use."""
        if (held := self._held.get(name)) is None:
            held = self._held[name] = self._read(cursor, name)
        self._held.move_to_end(name)
        while len(self._held) > HELD:
            self._held.popitem(last=False)
        return held

    def is_known(self, name: str) -> bool:
        """Whether it was seen in the database, and not found damaged since."""
        return name in self._known

    def is_there(self, cursor: psycopg.Cursor[Any], name: str) -> bool:
        """Whether every node can copy it; one that was built on this computer is taken in."""
        if is_kept(cursor, EVERYBODY, name) or self._taken_in(cursor, name):
            self._known.add(name)
        return name in self._known

    def _read(self, cursor: psycopg.Cursor[Any], name: str) -> HeldVillage:
        try:
            found = kept(cursor, EVERYBODY, name)
            if found is None and self._taken_in(cursor, name):
                found = kept(cursor, EVERYBODY, name)
        except SourceDamaged as error:
            log.error("%s %s", error.code, error)
            self._known.discard(name)
            cursor.execute(f"DELETE FROM {SCHEMA}.source WHERE owner = %s AND name = %s", (EVERYBODY, name))
            templates.withdraw(self._folder, name)
            raise templates.not_ready(name) from error
        if found is None:
            raise templates.not_ready(name)
        return rows.held(rows.unpacked(found), rows.digest(found))

    def _taken_in(self, cursor: psycopg.Cursor[Any], name: str) -> bool:
        """Whether this computer's folder has that template; it is in the database then. Raises SourceDamaged."""
        if not (self._folder / f"{name}.json").exists():
            return False
        built = templates.find(self._folder, name)
        if not built.path.is_file() or sha256_of(built.path) != built.sha256:
            raise SourceDamaged(path=built.path)
        keep(cursor, EVERYBODY, name, rows.of_file(built.path), self._stamp)
        return True


def keep(cursor: psycopg.Cursor[Any], owner: int, name: str, village: VillageRows | OwnRows, stamp: int) -> bool:
    """Keep the village under that name; False if the name was there first, which stays as it is."""
    packed = village.packed()
    cursor.execute(f"INSERT INTO {SCHEMA}.source (owner, name, stamp, sha256, rows) VALUES (%s, %s, %s, %s, %s) "
                   "ON CONFLICT DO NOTHING", (owner, name, stamp, rows.digest(packed), packed))
    return cursor.rowcount == 1


def clear_outdated(cursor: psycopg.Cursor[Any], version: str) -> None:
    """Remove the templates of other versions: 217 villages of one are forty megabytes."""
    names = [name for (name,) in cursor.execute(f"SELECT name FROM {SCHEMA}.source WHERE owner = %s", (EVERYBODY,)).fetchall()]
    outdated = [name for name in names if templates.version_of(name) != version]
    cursor.execute(f"DELETE FROM {SCHEMA}.source WHERE owner = %s AND name = ANY(%s)", (EVERYBODY, outdated))


def is_kept(cursor: psycopg.Cursor[Any], owner: int, name: str) -> bool:
    found = cursor.execute(f"SELECT 1 FROM {SCHEMA}.source WHERE owner = %s AND name = %s", (owner, name)).fetchone()
    return found is not None


def kept(cursor: psycopg.Cursor[Any], owner: int, name: str) -> bytes | None:
    """What is kept under that name; None where nothing is. Raises SourceDamaged if it is not what was kept."""
    found = cursor.execute(f"SELECT sha256, rows FROM {SCHEMA}.source WHERE owner = %s AND name = %s", (owner, name)).fetchone()
    if found is None:
        return None
    if rows.digest(found[1]) != found[0]:
        raise SourceDamaged(path=f"{owner}/{name}")
    return bytes(found[1])


def mark(cursor: psycopg.Cursor[Any], sandbox: int, name: str) -> VillageRows | OwnRows | None:
    """What that mark of a sandbox holds; None where there is none, or where it cannot be read."""
    try:
        found = kept(cursor, sandbox, name)
    except SourceDamaged:
        log.error("GL-MARK %d/%s is damaged", sandbox, name)
        return None
    return None if found is None else own_rows.unpacked(found)
