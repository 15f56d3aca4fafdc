"""Instructors and organisers. Passwords are argon2id, hashed off the loop and one at a time."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import ParamSpec, TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import select

from sandbox.errors import GladiError
from sandbox.loop import off_loop_in_turn
from sandbox.platform.db import read, write
from sandbox.platform.models import Account
from sandbox.texts import lazy_gettext as _l

_hasher = PasswordHasher()

SYLLABLES = ("ba", "bu", "da", "di", "ga", "gu", "ja", "ka", "ki", "la",
             "lu", "ma", "mi", "na", "pa", "ra", "sa", "su", "ta", "wa")


P = ParamSpec("P")
R = TypeVar("R")

TURN_WITHIN_S = 10.0
"""A hash takes a tenth of a second and 64 MiB, so they are computed one by one; who waited this long is told."""


class LoginsQueue(GladiError):
    code = "GL-503M"
    status = 503
    text = _l("Terlalu banyak orang masuk pada saat yang sama, jadi kata sandi Anda belum diperiksa. Tunggu sebentar, lalu "
              "masuk lagi.")


@dataclass(frozen=True, slots=True)
class Staff:
    """A member of staff as read at one moment."""

    account_id: int
    login: str
    name: str
    role: str
    """instructor or organiser."""


def first_password(secret: bytes, login: str) -> str:
    """The password an account starts with: easy to read out, and the same at every start of this instance."""
    digest = hmac.new(secret, f"staff:{login}".encode(), sha256).digest()
    words = ["".join(SYLLABLES[byte % len(SYLLABLES)] for byte in digest[i:i + 3]) for i in (0, 3)]
    return f"{words[0]}-{words[1]}-{digest[6] % 90 + 10}"


def create(login: str, name: str, role: str, password: str) -> None:
    """Add an account; one that is there already stays as it is."""
    hashed = _hasher.hash(password)
    with write() as session:
        if session.scalar(select(Account.id).where(Account.login == login)) is None:
            session.add(Account(login=login, name=name, role=role, password_hash=hashed))


def by_id(account_id: int) -> Staff | None:
    with read() as session:
        row = session.get(Account, account_id)
    return None if row is None else _staff(row)


def by_password(login: str, password: str) -> Staff | None:
    """The account, if that is its password."""
    with read() as session:
        row = session.scalar(select(Account).where(Account.login == login))
    # An unknown login costs the same time as a wrong password.
    hashed = row.password_hash if row is not None else _DUMMY
    return _staff(row) if _in_turn(_verify, hashed, password) and row is not None else None


def _verify(hashed: str, password: str) -> bool:
    try:
        return _hasher.verify(hashed, password)
    except (VerificationError, InvalidHashError):
        return False


def _in_turn(work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    try:
        return off_loop_in_turn(TURN_WITHIN_S, work, *args, **kwargs)
    except TimeoutError as error:
        raise LoginsQueue() from error


def _staff(row: Account) -> Staff:
    return Staff(row.id, row.login, row.name, row.role)


_DUMMY = "$argon2id$v=19$m=65536,t=3,p=4$Z2xhZGlnbGFkaWdsYWRp$9sBWgkz0Qxbv4Tg2m3e2eKzq3mD0wq1m8b8n0oWl1c0"
