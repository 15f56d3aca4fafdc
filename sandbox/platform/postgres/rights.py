"""What a database must be like before anything is made in it: asked in one statement, told in one line."""

from dataclasses import dataclass

from sqlalchemy import URL, Connection, Engine
from sqlalchemy.exc import DBAPIError

from sandbox.errors import GladiError
from sandbox.machine.database_address import place_of
from sandbox.words.texts import lazy_gettext as _l

LEAST_VERSION = 15


class DatabaseUnreachable(GladiError):
    code = "GL-DB-5"
    text = _l("Basis data %(place)s tidak bisa dibuka: %(why)s. Periksa GLADI_DATABASE_URL "
              "(postgresql+psycopg://NAMA:SANDI@KOMPUTER:5432/BASISDATA) dan apakah PostgreSQL berjalan.")


class DatabaseTooOld(GladiError):
    code = "GL-DB-6"
    text = _l("Basis data %(place)s adalah PostgreSQL %(version)s. Gladi memerlukan versi %(least)s atau yang lebih baru.")


class TooPowerful(GladiError):
    code = "GL-DB-7"
    text = _l("%(login)s adalah superuser PostgreSQL, yang melewati semua pembatas antarsalinan. Pakai pengguna biasa: "
              "CREATE ROLE gladi LOGIN PASSWORD '…'; GRANT gladi_app TO gladi;")


class RoleMissing(GladiError):
    code = "GL-DB-8"
    text = _l("Peran gladi_app belum ada atau belum diberikan kepada %(login)s. Jalankan sebagai administrator PostgreSQL: "
              "CREATE ROLE gladi_app NOLOGIN; GRANT gladi_app TO \"%(login)s\";")


class NotTheOwner(GladiError):
    code = "GL-DB-9"
    text = _l("%(login)s tidak boleh membuat atau mengubah tabel di basis data %(database)s. Jalankan sebagai administrator "
              "PostgreSQL: ALTER DATABASE \"%(database)s\" OWNER TO \"%(login)s\"; Bila tabelnya milik peran lain, "
              "pakai peran itu.")


class WrongEncoding(GladiError):
    code = "GL-DB-10"
    text = _l("Basis data %(database)s memakai pengodean huruf %(encoding)s. Buat yang baru: "
              "CREATE DATABASE gladi OWNER gladi ENCODING 'UTF8' TEMPLATE template0;")


class DatabaseReadOnly(GladiError):
    code = "GL-DB-14"
    text = _l("Basis data %(place)s hanya bisa dibaca, mungkin salinan siaga dari yang lain. Isi GLADI_DATABASE_URL dengan "
              "alamat server utamanya.")


@dataclass(frozen=True, slots=True)
class ServerFacts:
    """What was found there."""

    version: int
    version_told: str
    login: str
    database: str
    encoding: str
    is_superuser: bool
    has_role: bool
    may_create: bool
    other_tables: int
    """Tables in our schemas that belong to another role."""
    is_read_only: bool


ASKED = """
SELECT current_setting('server_version_num')::int / 10000 AS version, current_setting('server_version') AS version_told,
    current_user AS login, current_database() AS database, current_setting('server_encoding') AS encoding,
    (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS is_superuser,
    coalesce((SELECT pg_has_role(current_user, oid, 'member') FROM pg_roles WHERE rolname = 'gladi_app'), false) AS has_role,
    has_database_privilege(current_database(), 'CREATE') AS may_create,
    (SELECT count(*) FROM pg_tables WHERE schemaname IN ('platform', 'practice') AND tableowner <> current_user) AS other_tables,
    current_setting('transaction_read_only') = 'on' AS is_read_only
"""


def found(connection: Connection) -> ServerFacts:
    """What the login of that connection has before it."""
    return ServerFacts(*connection.exec_driver_sql(ASKED).one())


def require(engine: Engine) -> ServerFacts:
    """What is there, if Gladi can work with it. Raises DatabaseUnreachable, DatabaseTooOld, TooPowerful, RoleMissing,
    NotTheOwner, WrongEncoding, DatabaseReadOnly. Changes nothing."""
    place = place_of(engine.url)
    try:
        with engine.connect() as connection:
            there = found(connection)
    except DBAPIError as error:
        raise unreachable(engine.url, error) from error
    if there.version < LEAST_VERSION:
        raise DatabaseTooOld(place=place, version=there.version_told, least=LEAST_VERSION)
    if there.encoding != "UTF8":
        raise WrongEncoding(database=there.database, encoding=there.encoding)
    if there.is_read_only:
        raise DatabaseReadOnly(place=place)
    if there.is_superuser:
        raise TooPowerful(login=there.login)
    if not there.has_role:
        raise RoleMissing(login=there.login)
    if there.other_tables or not there.may_create:
        raise NotTheOwner(login=there.login, database=there.database)
    return there


def unreachable(url: URL, error: DBAPIError) -> DatabaseUnreachable:
    """What to say when that database can't be opened, or not any more."""
    return DatabaseUnreachable(place=place_of(url), why=_said(error))


def _said(error: DBAPIError) -> str:
    """The server's or the driver's last words, in one line; what the driver asks back is no answer."""
    lines = [line.strip() for line in str(error.orig).splitlines() if line.strip() and not line.endswith("?")]
    return (lines[-1] if lines else type(error).__name__).removeprefix("connection failed: ").rstrip(".")
