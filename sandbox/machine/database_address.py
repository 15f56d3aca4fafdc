"""Reads the address of a PostgreSQL database, as GLADI_DATABASE_URL has it."""

from urllib.parse import unquote

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

DRIVER = "postgresql+psycopg"
CONNECTIONS = 20
"""The most that one process opens, where no setting says otherwise."""

ENDS_A_PART = set("/:@#")
"""What stands in the name of a database where a password with such a letter was not written as codes."""
IN_NO_PART = set("\0\N{REPLACEMENT CHARACTER}")
"""Codes of no letter: at a NUL PostgreSQL's library ends the address and asks the usual port, which may be another database's."""


def is_postgres(url: str | URL) -> bool:
    """Whether that is the address of a PostgreSQL database."""
    return str(url if isinstance(url, str) else url.drivername).startswith(("postgresql:", DRIVER))


def read_url(text: str) -> URL | None:
    """The address, None where it can't be read: a letter that ends a part of it stands in a name or password as itself, one
    that nobody sees, or a code of none."""
    if not text.isprintable() or IN_NO_PART & set(unquote(text)):
        return None
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        return None
    if url.drivername not in (DRIVER, "postgresql") or not url.database or ENDS_A_PART & set(url.database):
        return None
    return url.set(drivername=DRIVER)


def place_of(url: URL) -> str:
    """Where that is, without login and password, for people: 10.0.0.5:5432/gladi."""
    host = url.host or url.query.get("host") or "localhost"
    return f"{host}{f':{url.port}' if url.port else ''}/{url.database}"
