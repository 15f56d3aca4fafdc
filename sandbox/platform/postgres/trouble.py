"""What an error of PostgreSQL means, by its SQLSTATE."""

from sqlalchemy.exc import DBAPIError, TimeoutError

from sandbox.errors import GladiError
from sandbox.words.texts import lazy_gettext as _l

LOCKED = {"55P03", "40001", "40P01"}
"""Somebody else held the lock for as long as we wait, or two waited for each other: nothing was done."""
FULL = {"53100", "53200", "25006"}
"""No room, or a server that takes no writes."""
AWAY = ("08", "57P0", "53300", "58030", "XX000")
"""The server is gone, going, starting, or takes nobody in."""


OF_THE_DRIVER = ("OperationalError", "ConnectionTimeout", "InterfaceError")


class DatabaseAway(GladiError):
    """The database does not answer. What was committed is there; of what was being committed nobody knows."""

    code = "GL-503D"
    status = 503
    text = _l("Basis data Gladi sedang tidak bisa dihubungi. Yang sudah tersimpan tidak hilang, dan halaman ini terbuka sendiri "
              "begitu basis data menjawab lagi.")


class DatabaseLost(DatabaseAway):
    """The same for whoever pressed a button: whether it was done is not known."""

    code = "GL-503L"
    text = _l("Basis data Gladi tidak menjawab, jadi belum diketahui apakah isian Anda tadi sudah tersimpan. Tunggu "
              "sebentar, buka lagi halamannya, lihat dulu, dan kirim lagi hanya bila belum tersimpan.")


def state_of(error: BaseException) -> str:
    """The SQLSTATE, also behind SQLAlchemy's wrapper; empty where the server said nothing."""
    return str(getattr(getattr(error, "orig", error), "sqlstate", None) or "")


def hide_values(error: BaseException) -> None:
    """Leave of what the server said its first sentence: the others quote rows and statements, which are people's data."""
    said = getattr(getattr(error, "diag", None), "message_primary", None)
    if said:
        error.args = (said,)


def is_away(error: BaseException) -> bool:
    """Whether the connection was lost or could not be had."""
    if isinstance(error, TimeoutError) or (isinstance(error, DBAPIError) and error.connection_invalidated):
        return True
    state = state_of(error)
    if not state:  # the driver's own: nobody answered
        driver = type(getattr(error, "orig", error))
        return driver.__module__.startswith("psycopg") and driver.__name__ in OF_THE_DRIVER
    return state.startswith(AWAY)
