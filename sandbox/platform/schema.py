"""Brings the platform database to the present schema, after a backup if there is something to change."""

import sqlite3
from contextlib import closing
from pathlib import Path

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from filelock import FileLock
from flask import Flask
from flask_migrate import upgrade

from sandbox.errors import GladiError
from sandbox.platform.db import db
from sandbox.texts import lazy_gettext as _l


class DatabaseGone(GladiError):
    code = "GL-DB"
    text = _l("Basis data %(path)s tidak ada, padahal salinan desa masih ada di foldernya. Kembalikan file itu dari cadangan. "
              "Bila memang ingin mulai dari nol, pindahkan folder sandboxes ke tempat lain.")


MIGRATIONS = Path(__file__).with_name("migrations")


def prepare(app: Flask) -> bool:
    """Create or migrate the platform database; whether anything changed. Two processes at once do it one after the other."""
    with app.app_context():
        _make_file(_path())
        if _revision() == newest():
            return False
        with FileLock(_path().with_suffix(".schema.lock")):
            present = _revision()
            if present == newest():  # the other one was first
                return False
            if present is not None:
                _backup(present)
            upgrade(directory=str(MIGRATIONS))
    return True


def is_current() -> bool:
    """Whether the database of this app context has the present schema."""
    return _revision() == newest()


def _revision() -> str | None:
    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest() -> str | None:
    """The version of the tables that this Gladi works with."""
    return ScriptDirectory(str(MIGRATIONS)).get_current_head()


def _make_file(path: Path) -> None:
    """An empty file for a new database. Raises DatabaseGone where there was one: its sandboxes are still there."""
    if path.exists():
        return
    if any((path.parent / "sandboxes").glob("*/*.sqlite")):
        raise DatabaseGone(path=path)
    path.touch(mode=0o600)


def _path() -> Path:
    return Path(db.engine.url.database or "")


def _backup(revision: str) -> None:
    path = _path()
    copy_path = path.with_name(f"{path.stem}-before-{revision}.sqlite")
    with closing(sqlite3.connect(path)) as live, closing(sqlite3.connect(copy_path)) as copy:
        live.backup(copy)
