"""Which database a test gets: SQLite's file, or one in PostgreSQL. Decided by the fixture `database` (conftest.py) alone.

A test marked `both` is asked on both. GLADI_DATABASES=postgresql asks every test on PostgreSQL that is not marked `sqlite`.
"""

import os
from pathlib import Path
from typing import Any

from flask import Flask
from flask_babel import Babel
from flask_migrate import Migrate
from sqlalchemy import URL, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from sandbox.platform import db as platform
from sandbox.platform import schema
from sandbox.platform.postgres.engine import engine_of
from sandbox.practice import version
from sandbox.store.base import Store
from sandbox.store.postgres.store import PostgresStore
from sandbox.store.sqlite import SqliteStore
from tests.postgres import Cluster

SQLITE, POSTGRESQL = "sqlite", "postgresql"
USUAL = os.environ.get("GLADI_DATABASES", SQLITE)

_cluster: Cluster | None = None
_made: dict[Path, URL] = {}
_empty: dict[Cluster, str] = {}


def take(cluster: Cluster | None) -> None:
    """From now on databases are that server's; None: files."""
    global _cluster
    _cluster = cluster


def give_back() -> None:
    """Forget every database that was made since, and remove it."""
    for url in _made.values():
        engine_of(url, platform.CONNECTIONS).dispose()
        assert _cluster is not None
        _cluster.drop(url.database or "")
    _made.clear()
    take(None)


def is_shared() -> bool:
    return _cluster is not None


def address(folder: Path) -> str | URL:
    """Of the platform database for a hall in that folder: one a folder. On PostgreSQL it has its tables already."""
    if _cluster is None:
        return f"sqlite:///{folder / 'gladi.sqlite'}"
    if folder not in _made:
        _made[folder] = _cluster.url(_cluster.make(_template(_cluster)))
    return _made[folder]


def store(folder: Path, **how: Any) -> Store:
    """Of the copies of a hall in that folder, whose villages are in `templates`."""
    if _cluster is None:
        return SqliteStore(folder / "sandboxes", folder / "templates", **how)
    return PostgresStore(address(folder), folder / "templates", **{"stamp": version.stamp(), **how})


def setting(folder: Path) -> str:
    """The same as GLADI_DATABASE_URL has it; empty for the file in the folder."""
    found = address(folder)
    return found.render_as_string(hide_password=False) if isinstance(found, URL) else ""


def _template(cluster: Cluster) -> str:
    """The name of a database with all tables and no rows, made once a process."""
    if cluster not in _empty:
        name = cluster.make()
        app = bare(cluster.url(name))
        schema.prepare(app)
        PostgresStore(cluster.url(name), Path(), stamp=version.stamp()).prepare()
        with app.app_context():
            platform.db.engine.dispose()
        _empty[cluster] = name
    return _empty[cluster]


def bare(url: str | URL) -> Flask:
    """An app with nothing but that platform database, which need not be there yet."""
    app = Flask("platform")
    platform.init_app(app, url)
    Babel(app, default_locale="id")
    Migrate(app, platform.db, directory=str(schema.MIGRATIONS))
    return app


def count_on(session: Session) -> None:
    """After rows were given their numbers by hand: let PostgreSQL go on after the highest, as SQLite does."""
    if session.get_bind().dialect.name != "postgresql":
        return
    session.flush()
    for table in platform.PlatformBase.metadata.sorted_tables:
        if table.autoincrement_column is not None and table.name != "feed":
            column = table.autoincrement_column.name
            session.execute(text(f"SELECT setval(pg_get_serial_sequence('{table.name}', '{column}'), "
                                 f"greatest(1, (SELECT max({column}) FROM {table.name})))"))


def refused(session, statement):
    """Whether PostgreSQL refuses it; what was done before stays."""
    try:
        with session.begin_nested():
            session.execute(statement)
    except DBAPIError:
        return True
    return False
