"""A copy that cannot be read: known, told, set aside. It stops its own seat until staff renews it, and nobody else.

Law: every loop over sandboxes has a fence around each one.
"""

import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from enum import StrEnum
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from sandbox.clock import Clock
from sandbox.errors import GladiError
from sandbox.platform import audit
from sandbox.platform.db import read, write
from sandbox.platform.models import Audit, Trainee, Village
from sandbox.store.base import OtherVersion, Pin, SandboxDamaged
from sandbox.words.roles import role_label
from sandbox.words.texts import LaterText
from sandbox.words.texts import lazy_gettext as _l

log = logging.getLogger("gladi.store")

DAMAGED = "damaged"
"""The deed in the audit log. Its target is `target(sandbox)`, its detail the generation, the file and the flaw."""
ASIDE = ".rusak"
MAGIC = b"SQLite format 3\0"
SIDES = ("", "-wal", "-shm")
BROKEN_CODES = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
SUSPECT = BROKEN_CODES | {sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR,
                          sqlite3.SQLITE_PERM}
"""What SQLite says of an unreadable file; also of other things, so the file is looked at by itself."""


class Flaw(StrEnum):
    """What keeps a file from being a practice database."""

    MISSING = "missing"
    FOLDER = "folder"
    FORBIDDEN = "forbidden"
    BROKEN = "broken"

    @property
    def label(self) -> LaterText:
        return _LABELS[self]

    @property
    def is_moved(self) -> bool:
        """Whether the file is set aside. One that this process may not read may be whole: it stays where it is."""
        return self in (Flaw.FOLDER, Flaw.BROKEN)


_LABELS = {Flaw.MISSING: _l("tidak ada"), Flaw.FOLDER: _l("ada folder dengan nama itu"),
           Flaw.FORBIDDEN: _l("tidak ada hak baca dan tulis"), Flaw.BROKEN: _l("isinya rusak")}

Tell = Callable[[Pin, str, Flaw], str]
"""Called with an unreadable copy, its file and its flaw, once or more often; returns whose it is."""


def unnamed(pin: Pin, _file: str, _flaw: Flaw) -> str:
    """Tells nobody, and names the seat by its sandbox's number: for a store without a platform."""
    return f"{pin.sandbox}"


def flaw(path: Path, *, at_rest: bool = False) -> Flaw | None:
    """What is wrong with this file, looked at by itself; None if it is whole, or if the whole disk is the trouble.

    `at_rest`: nobody writes to it (a mark, a copy in the making), so it need not be writable and no side file is made.
    """
    try:
        if not path.is_file():
            return Flaw.FOLDER if path.exists() else Flaw.MISSING
        with open(path, "rb" if at_rest else "r+b") as file:
            is_database = file.read(len(MAGIC)) == MAGIC
    except FileNotFoundError:
        return Flaw.MISSING
    except PermissionError:
        return Flaw.FORBIDDEN
    except OSError:
        return None
    return None if is_database and _is_sound(path, "mode=ro&immutable=1" if at_rest else "mode=rw") else Flaw.BROKEN


def _is_sound(path: Path, how: str) -> bool:
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?{how}", uri=True, timeout=1)) as connection:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.DatabaseError as error:
        return error.sqlite_errorcode & 0xFF not in BROKEN_CODES


def aside(path: Path) -> Path:
    """Where a damaged file lies, and by being there says that its generation is not made anew."""
    return path.with_name(path.name + ASIDE)


def set_aside(path: Path) -> None:
    """Rename it beside itself with its side files; never over another. Left where it is if the system refuses it, as Windows
    does while a process has it open."""
    kept = aside(path)
    number = 1
    while kept.exists():
        number += 1
        kept = path.with_name(f"{path.name}{ASIDE}{number}")
    for side in SIDES:
        with suppress(OSError):
            path.with_name(path.name + side).rename(kept.with_name(kept.name + side))


def tell(clock: Clock, pin: Pin, file: str, found: Flaw) -> str:
    """Write the damage once into log and audit, which the board reads; returns whose copy it is.

    A platform that takes nothing stops nobody.
    """
    try:
        with read() as session:
            seat, is_told = whose(session, pin.sandbox), _is_told(session, pin)
        if not is_told:
            with write(durable=True) as session:
                audit.record(session, DAMAGED, target(pin.sandbox), by=audit.COMMAND_LINE, at=clock.now(),
                             generation=pin.generation, file=file, why=found.value)
            log.error("%s", told(seat, file, found), extra={"sandbox": pin.key})
    except (GladiError, SQLAlchemyError) as error:
        seat = unnamed(pin, file, found)
        log.error("%s", told(seat, file, found), extra={"sandbox": pin.key}, exc_info=error)
    return seat


def target(sandbox: int) -> str:
    """How the audit log names a sandbox."""
    return f"sandbox:{sandbox}"


def told(seat: str, file: str, found: Flaw) -> str:
    """One line for the log: code, seat, file, remedy."""
    error = SandboxDamaged(seat=seat, file=file, why=found.label)
    return f"{error.code} {error}"


@contextmanager
def fence(pin: Pin) -> Iterator[None]:
    """Round one sandbox of many: what keeps it from being read goes to the log, and keeps nobody else back."""
    try:
        yield
    except GladiError as error:
        level = logging.INFO if isinstance(error, OtherVersion) else logging.WARNING
        log.log(level, "%s sandbox %s: %s", error.code, pin.key, error)
    except Exception as error:  # noqa: BLE001 - the edge: whatever one file does, the others are read
        log.error("GL-500 sandbox %s: %s", pin.key, type(error).__name__, exc_info=error)


def whose(session: Session, sandbox: int) -> str:
    """Village and role of whoever sits there; the sandbox's number where nobody does."""
    rows = session.execute(select(Village.name, Village.kind, Trainee.role).join(Village, Village.id == Trainee.village_id)
                           .where(Trainee.sandbox_id == sandbox).order_by(Trainee.id)).all()
    return f"{rows[0][0]} ({', '.join(role_label(role, kind) for _name, kind, role in rows)})" if rows else f"{sandbox}"


def _is_told(session: Session, pin: Pin) -> bool:
    rows = session.scalars(select(Audit.detail).where(Audit.deed == DAMAGED, Audit.target == target(pin.sandbox)))
    return any(detail["generation"] == pin.generation for detail in rows)
