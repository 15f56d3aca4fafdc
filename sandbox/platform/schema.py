"""Brings the platform database to the present schema: an SQLite file after a backup, PostgreSQL by one node at a time.

Alembic and what it brings along (Mako, Pygments) take 11 MB of a process, so it is imported where something is migrated: where a
database stands, and how far the migrations go, is read without it.
"""

import sqlite3
from contextlib import AbstractContextManager, closing, nullcontext
from pathlib import Path
from typing import Any, cast

from filelock import FileLock
from flask import Flask, current_app

from sandbox.errors import GladiError
from sandbox.machine.database_address import is_postgres
from sandbox.platform import backup_models, exercise_models, login_models, models  # noqa: F401  their tables
from sandbox.platform.db import PlatformBase, db
from sandbox.platform.postgres import rights
from sandbox.platform.postgres import schema as shared
from sandbox.words.texts import lazy_gettext as _l


class DatabaseGone(GladiError):
    code = "GL-DB"
    text = _l("Basis data %(path)s tidak ada, padahal salinan desa masih ada di foldernya. Kembalikan file itu dari cadangan. "
              "Bila memang ingin mulai dari nol, pindahkan folder sandboxes ke tempat lain.")


class DatabaseNewer(GladiError):
    """Its tables were made by a Gladi that knows more migrations."""

    code = "GL-DB-3"
    text = _l("Basis data ini dibuat oleh Gladi yang lebih baru (%(revision)s; yang ini mengenal sampai %(newest)s). Pakai versi "
              "Gladi yang sama atau lebih baru. Tidak ada yang diubah.")


MIGRATIONS = Path(__file__).with_name("migrations")


def prepare(app: Flask) -> bool:
    """Create or migrate the platform database; whether anything changed. Of several that come at once one does it.

    Raises DatabaseGone, DatabaseNewer and, on PostgreSQL, what rights.require does.
    """
    with app.app_context():
        return _prepare_shared() if is_postgres(db.engine.url) else _prepare_file(_path())


def _prepare_file(path: Path) -> bool:
    _make_file(path)
    if _revision() == newest():
        return False
    with FileLock(path.with_suffix(".schema.lock")):
        present = _known_revision()
        if present == newest():  # the other one was first
            return False
        if present is not None:
            _backup(present)
        upgrade()
    return True


def _prepare_shared() -> bool:
    rights.require(db.engine)
    if _known_revision() == newest():
        return False
    with shared.alone(db.engine):
        present = _known_revision()
        if present == newest():
            return False
        if present is not None:
            upgrade()
            return True
        with db.engine.begin() as connection:
            shared.make(connection, PlatformBase.metadata, newest=newest())
    return True


def alone() -> AbstractContextManager[None]:
    """While it lasts no other node makes, migrates or first fills this database; a hall in one folder has no other."""
    return shared.alone(db.engine) if is_postgres(db.engine.url) else nullcontext()


def is_current() -> bool:
    """Whether the database of this app context has the present schema."""
    return _revision() == newest()


def upgrade(revision: str = "head") -> None:
    """Migrate the database of this app context up to that revision."""
    import flask_migrate

    app = cast(Any, current_app)._get_current_object()
    flask_migrate.Migrate(app, db, directory=str(MIGRATIONS))
    flask_migrate.upgrade(revision=revision)


def _revision() -> str | None:
    """The migration at which the database stands; None before it was made."""
    engine = db.engine
    return shared.revision(engine) if is_postgres(engine.url) else shared.revision(engine, within=None)


def _known_revision() -> str | None:
    """The same. Raises DatabaseNewer where this Gladi does not know it."""
    present = _revision()
    if present is not None and present not in _revisions():
        raise DatabaseNewer(revision=present, newest=newest())
    return present


def newest() -> str:
    """The version of the tables that this Gladi works with."""
    return max(_revisions())


def _revisions() -> set[str]:
    """Every migration's number, with which its file's name begins."""
    return {path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*_*.py")}


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
