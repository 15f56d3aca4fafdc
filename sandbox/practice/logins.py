"""The practice system's own login: village code and practice password. Apart from the seat's card login."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, bindparam, select
from sqlalchemy.orm import Session

from sandbox.errors import Problem, Rejected
from sandbox.practice.models import Login
from sandbox.words.digits import plain, printed_digits

PIN_DIGITS = 6
"""As many as the PIN of a seat's card has, which is no password here."""
EXPIRED, LEFT, TAKEN, LOCKED = "berakhir", "keluar", "dipakai", "terkunci"
KNOWN_AS = "login"
"""Under which a session remembers the login that its transaction has read."""


def practice_password(village_code: str) -> str:
    """The password of a village's practice login, as the lesson panel says: 35.10.02.2003 → desa-2003. It protects nothing."""
    return f"desa-{village_code.rsplit('.', 1)[-1]}"


def require_match(village_code: str, *, typed_code: str, typed_password: str) -> None:
    """Raises Rejected SES-401 unless the typed login is this village's. Dots, spaces and capitals may be typed or left out."""
    if is_code(village_code, typed_code) and is_first_password(village_code, typed_password):
        return
    if len(printed_digits(typed_password)) == PIN_DIGITS:
        text = "Itu tampaknya PIN kartu. Sistem profil desa punya kata sandi sendiri: lihat di panel latihan, lalu ketik itu."
    else:
        text = "Kode desa atau kata sandi belum cocok. Keduanya tertulis di panel latihan; salin dari sana, lalu coba lagi."
    raise Rejected([Problem("code", "SES-401", text, "Masuk")])


def is_code(village_code: str, typed: str) -> bool:
    """Whether that is this village's code, however its dots are typed."""
    return printed_digits(typed) == printed_digits(village_code)


def is_first_password(village_code: str, typed: str) -> bool:
    """Whether that is the password that the village has until somebody changes it."""
    return "".join(plain(typed).split()).lower() == practice_password(village_code)


def open_login(session: Session, person: int, key: str, now: datetime) -> None:
    """Open the login of this browser. A closed one of the same key is opened again."""
    session.info.pop(KNOWN_AS, None)
    session.merge(Login(key=key, person=person, opened_at=now, closed_at=None, why=None, village=None))


def close_login(session: Session, key: str, now: datetime, why: str) -> None:
    """Close that login; if it was closed before, the moment and reason of then stay."""
    login = _changed(session, key)
    if login is not None and login.closed_at is None:
        login.closed_at, login.why = now, why


def is_open(session: Session, key: str | None) -> bool:
    """Whether this browser's login is open in this copy."""
    return _state(session, key).is_open


def open_key(session: Session, person: int) -> str | None:
    """A login of that person that is open in this copy, in whichever browser; None if there is none."""
    return session.scalar(select(Login.key).where(Login.person == person, Login.closed_at.is_(None)).limit(1))


@dataclass(frozen=True, slots=True)
class LoginState:
    """A browser's login in this copy, as one statement told it."""

    is_open: bool = False
    foreign_village: str = ""


def asking(*more: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """The question of `is_open_and`, to be built once: every page asks it. `more`: what else every page has to know."""
    return select(Login.closed_at.is_(None), Login.village, *more).where(Login.key == bindparam("login_key"))


_ASKED = asking()


def is_open_and(session: Session, key: str | None, asked: Select[*tuple[Any, ...]], **given: object) -> Sequence[bool]:
    """The same, with the answers to what else is `asked`, of these parameters; without a login they are all yes. One statement,
    after which the login is known to whatever else asks for it in this transaction.
    """
    found = session.execute(asked, {"login_key": key, **given}).one_or_none() if key is not None else None
    is_there, village, *answers = found or (False, None, *(True for _ in asked.column_descriptions[2:]))
    session.info[KNOWN_AS] = key, LoginState(bool(is_there), str(village or "") if is_there else "")
    return [bool(is_there), *map(bool, answers)]


def _state(session: Session, key: str | None) -> LoginState:
    """As this transaction knows it: columns, for an object of the session costs three times its statement."""
    if key is None:
        return LoginState()
    if session.info.get(KNOWN_AS, ("", None))[0] != key:
        is_open_and(session, key, _ASKED)
    return cast(LoginState, session.info[KNOWN_AS][1])


def _changed(session: Session, key: str) -> Login | None:
    """The login, to be changed: what was known of it holds no longer."""
    session.info.pop(KNOWN_AS, None)
    return session.get(Login, key)


def foreign_village(session: Session, key: str | None) -> str:
    """Which other village this browser's login is of, as its page head says it; empty for the village's own."""
    return _state(session, key).foreign_village


def make_foreign(session: Session, key: str, village: str) -> None:
    """From now on that login is another village's."""
    login = _changed(session, key)
    if login is not None:
        login.village = village


def make_own(session: Session, key: str) -> None:
    """From now on that login is the village's own again."""
    login = _changed(session, key)
    if login is not None:
        login.village = None


def carry(session: Session, person: int, key: str, now: datetime) -> None:
    """Open the login `key` in a renewed copy, so that a person who was logged in before stays logged in."""
    if not is_open(session, key):
        open_login(session, person, key, now)
