"""A database for a rehearsal or a proof, beside the hall's own on the same server, and gone afterwards."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL, Engine, create_engine, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from sandbox.errors import GladiError
from sandbox.platform.postgres.trouble import state_of
from sandbox.settings import Settings
from sandbox.words.texts import lazy_gettext as _l

NO_RIGHT = "42501"


class MayNotCreate(GladiError):
    code = "GL-DB-11"
    text = _l("Untuk ini Gladi membuat basis data sementara, tetapi %(login)s tidak boleh membuatnya. Jalankan sebagai "
              "administrator PostgreSQL: ALTER ROLE \"%(login)s\" CREATEDB;")


@contextmanager
def setting_beside(settings: Settings) -> Iterator[str]:
    """GLADI_DATABASE_URL of such a database; empty where the hall's is a file, for then so is that one's. Raises MayNotCreate."""
    if not settings.is_shared:
        yield ""
        return
    with database_beside(make_url(settings.platform_url)) as url:
        yield url.render_as_string(hide_password=False)


@contextmanager
def database_beside(url: URL) -> Iterator[URL]:
    """The address of a new, empty database. Raises MayNotCreate."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    name = f"gladi_sementara_{secrets.token_hex(6)}"
    _create(engine, name)
    try:
        yield url.set(database=name)
    finally:
        _drop(engine, name)


def _drop(engine: Engine, name: str) -> None:
    with engine.connect() as connection:
        try:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
        except DBAPIError as error:
            if state_of(error) != NO_RIGHT:
                raise
            connection.exec_driver_sql(f"DROP DATABASE {name}")  # the server's own cleaning was at it, which this one ends


def _create(engine: Engine, name: str) -> None:
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")
    except DBAPIError as error:
        if state_of(error) == NO_RIGHT:
            raise MayNotCreate(login=engine.url.username) from error
        raise
