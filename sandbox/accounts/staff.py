"""Instructors and organisers. Passwords are argon2id, hashed off the loop and one at a time."""

import hmac
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import select

from sandbox.loop import off_loop
from sandbox.platform.db import read, write
from sandbox.platform.models import Account

_hasher = PasswordHasher()
_one_at_a_time = Lock()

SYLLABLES = ("ba", "bu", "da", "di", "ga", "gu", "ja", "ka", "ki", "la",
             "lu", "ma", "mi", "na", "pa", "ra", "sa", "su", "ta", "wa")


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
    return _staff(row) if off_loop(_verify, hashed, password) and row is not None else None


def _verify(hashed: str, password: str) -> bool:
    with _one_at_a_time:
        try:
            return _hasher.verify(hashed, password)
        except (VerificationError, InvalidHashError):
            return False


def _staff(row: Account) -> Staff:
    return Staff(row.id, row.login, row.name, row.role)


_DUMMY = "$argon2id$v=19$m=65536,t=3,p=4$Z2xhZGlnbGFkaWdsYWRp$9sBWgkz0Qxbv4Tg2m3e2eKzq3mD0wq1m8b8n0oWl1c0"
