"""Brings the platform database to the present schema, after a backup if there is something to change."""

import sqlite3
from contextlib import closing
from pathlib import Path

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from filelock import FileLock
from flask import Flask
from flask_migrate import upgrade

from sandbox.platform.db import db

MIGRATIONS = Path(__file__).with_name("migrations")


def prepare(app: Flask) -> bool:
    """Create or migrate the platform database; whether anything changed. Two processes at once do it one after the other."""
    with app.app_context():
        if _revision() == _newest():
            return False
        with FileLock(_beside("schema.lock")):
            present = _revision()
            if present == _newest():  # the other one was first
                return False
            if present is not None:
                _backup(present)
            upgrade(directory=str(MIGRATIONS))
    return True


def _revision() -> str | None:
    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def _newest() -> str | None:
    return ScriptDirectory(str(MIGRATIONS)).get_current_head()


def _beside(name: str) -> Path:
    """A file beside the database: gladi.NAME"""
    return Path(db.engine.url.database or "").with_suffix(f".{name}")


def _backup(revision: str) -> None:
    path = Path(db.engine.url.database or "")
    copy_path = path.with_name(f"{path.stem}-before-{revision}.sqlite")
    with closing(sqlite3.connect(path)) as live, closing(sqlite3.connect(copy_path)) as copy:
        live.backup(copy)
