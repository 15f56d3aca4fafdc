"""Instructors and organisers. Passwords are argon2id, hashed off the loop and one at a time."""

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import ParamSpec, TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Text, bindparam, cast, func, select
from sqlalchemy.orm import Session

from sandbox.accounts import tries
from sandbox.errors import GladiError
from sandbox.machine.loop import off_loop_in_turn
from sandbox.platform import audit
from sandbox.platform.db import read, write
from sandbox.platform.groups import TrainingHall, with_halls
from sandbox.platform.login_models import TrainingStaff
from sandbox.platform.logins import GOES_ON
from sandbox.platform.models import Account, Training
from sandbox.words.texts import lazy_gettext as _l

hasher = PasswordHasher()

TRAININGS = (select(func.aggregate_strings(cast(TrainingStaff.training_id, Text), ","))
              .where(TrainingStaff.account_id == Account.id).scalar_subquery())
"""For a query of accounts: the ids of those that each belongs to, with commas; nothing where it belongs to all."""
_BELONGS = select(TrainingStaff.training_id).where(TrainingStaff.account_id == Account.id).correlate(Account)
_LOGGED_IN = with_halls(
    select(Account, TRAININGS).select_from(Account).where(
        Account.id == bindparam("account"), Account.revoked_at.is_(None), GOES_ON),
    ~_BELONGS.exists() | Training.id.in_(_BELONGS))

SYLLABLES = ("ba", "bu", "da", "di", "ga", "gu", "ja", "ka", "ki", "la",
             "lu", "ma", "mi", "na", "pa", "ra", "sa", "su", "ta", "wa")


P = ParamSpec("P")
R = TypeVar("R")

TURN_WITHIN_S = 10.0
"""A hash takes a tenth of a second and 64 MiB, so they are computed one by one; who waited this long is told."""


class NoSuchAccount(GladiError):
    code = "GL-404A"
    status = 404
    text = _l("Tidak ada akun dengan nama masuk %(login)s.")


class PasswordMoved(GladiError):
    code = "GL-AKUN-3"
    status = 409
    text = _l("Kata sandi akun ini baru saja diubah di tempat lain. Masuk dengan yang baru, atau minta penyelenggara membuatkan "
              "yang lain.")


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
    """'instructor' or 'organiser'."""
    session_version: int
    """The number that a login must carry to be valid; see Account.session_version."""
    trainings: frozenset[int] = frozenset()
    """The trainings that it belongs to; empty: all."""
    halls: tuple[TrainingHall, ...] = ()
    """These trainings, that first which is on; known of who is logged in."""

    @property
    def is_of_all(self) -> bool:
        """Whether it belongs to all trainings, those to come too."""
        return not self.trainings


def first_password(secret: bytes, login: str) -> str:
    """The password an account starts with: easy to read out, and the same at every start of this instance."""
    digest = hmac.new(secret, f"staff:{login}".encode(), sha256).digest()
    words = ["".join(SYLLABLES[byte % len(SYLLABLES)] for byte in digest[i:i + 3]) for i in (0, 3)]
    return f"{words[0]}-{words[1]}-{digest[6] % 90 + 10}"


def new_password() -> str:
    """A random password, as easy to read out as the first one."""
    words = ["".join(secrets.choice(SYLLABLES) for _ in range(3)) for _ in range(2)]
    return f"{words[0]}-{words[1]}-{secrets.randbelow(90) + 10}"


def create(login: str, name: str, role: str, password: str) -> None:
    """Add an account; one that is there already stays as it is."""
    first_hash = hasher.hash(password)
    with write() as session:
        if session.scalar(select(Account.id).where(Account.login == login)) is None:
            session.add(Account(login=login, name=name, role=role, password_hash=first_hash))


def logged_in(account_id: int, login: str) -> Staff | None:
    """The account for a request of this login; None if there is no such account, or the login is over."""
    with read() as session:
        rows = session.execute(_LOGGED_IN, {"account": account_id, "login": login}).all()
    halls = tuple(TrainingHall(*hall) for _, _, *hall in rows if hall[0] is not None)
    return of_row(rows[0][0], rows[0][1], halls) if rows else None


def by_login(login: str) -> Staff:
    """The account of that name. Raises NoSuchAccount."""
    with read() as session:
        row = session.scalar(select(Account).where(Account.login == login))
    if row is None:
        raise NoSuchAccount(login=login)
    return of_row(row)


def by_password(login: str, password: str) -> Staff | None:
    """The account, if that is its password. Raises LoginsQueue when its turn did not come."""
    with read() as session:
        row = session.scalar(select(Account).where(Account.login == login, Account.revoked_at.is_(None)))
    # An unknown login costs the same time as a wrong password.
    kept = row.password_hash if row is not None else _DUMMY
    return of_row(row) if _in_turn(_verify, kept, password) and row is not None else None


def set_password(account: Staff, password: str, *, by: int, now: datetime) -> Staff:
    """Give an account this password: all its logins end, and nobody is locked out of it. The account as it is then.

    Raises PasswordMoved where the account has another version by now, LoginsQueue.
    """
    new_hash = hashed(password)
    with write(durable=True) as session:
        row = session.get_one(Account, account.account_id)
        if row.session_version != account.session_version:
            raise PasswordMoved()
        row.password_hash = new_hash
        tries.unlock(session, row.login)
        return _next_version(session, row, "password", by=by, now=now)


def hashed(password: str) -> str:
    """The hash of a password, computed off the loop. Raises LoginsQueue when its turn did not come."""
    return _in_turn(hasher.hash, password)


def leave_everywhere(account: Staff, *, by: int, now: datetime) -> Staff:
    """End all logins of an account; the account as it is then."""
    with write(durable=True) as session:
        return _next_version(session, session.get_one(Account, account.account_id), "leave_everywhere", by=by, now=now)


def paused(now: datetime) -> list[Staff]:
    """The accounts that may not try to log in at this moment from some address or device, by name."""
    with read() as session:
        rows = {row.login: row for row in session.scalars(select(Account).order_by(Account.name))}
        return [of_row(rows[login]) for login in tries.paused_logins(session, list(rows), now)]


def unlock(account: Staff, *, by: int, now: datetime) -> int:
    """Let an account try again from everywhere; how many addresses and devices were paused."""
    with write(durable=True) as session:
        paused = tries.unlock(session, account.login)
        audit.record(session, "unlock", f"account:{account.account_id}", by=by, at=now, paused=paused)
    return paused


def _next_version(session: Session, row: Account, deed: str, *, by: int, now: datetime) -> Staff:
    row.session_version += 1
    audit.record(session, deed, f"account:{row.id}", by=by, at=now)
    return of_row(row)


def _verify(hashed: str, password: str) -> bool:
    try:
        return hasher.verify(hashed, password)
    except (VerificationError, InvalidHashError):
        return False


def _in_turn(work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    try:
        return off_loop_in_turn(TURN_WITHIN_S, work, *args, **kwargs)
    except TimeoutError as error:
        raise LoginsQueue() from error


def of_row(row: Account, trainings: str | None = None, halls: tuple[TrainingHall, ...] = ()) -> Staff:
    """The account as plain data. `trainings`: the ids of those that it belongs to, with commas; nothing: it belongs to all."""
    own = frozenset(map(int, trainings.split(","))) if trainings else frozenset()
    return Staff(row.id, row.login, row.name, row.role, row.session_version, own, halls)


_DUMMY = "$argon2id$v=19$m=65536,t=3,p=4$Z2xhZGlnbGFkaWdsYWRp$9sBWgkz0Qxbv4Tg2m3e2eKzq3mD0wq1m8b8n0oWl1c0"
