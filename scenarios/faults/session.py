"""Faults of the login to the practice system."""

from collections.abc import Iterator
from datetime import datetime
from http import HTTPStatus
from typing import Any, ClassVar, Literal, NoReturn

from pydantic import Field
from sqlalchemy.orm import Session

from sandbox.actions import Action
from sandbox.deeds import LOG_IN, LOG_OUT, OPEN, SEARCH, SUBMIT, SUBMIT_ALL, DeedKind
from sandbox.errors import Fate
from sandbox.journal import Journal
from sandbox.practice import logins
from sandbox.words.texts import lazy_gettext as _l
from scenarios.faults.base import CHANGING, Fault, Scene, Telling

OTHERS = ("Desa Tegalharjo (35.10.10.2001)", "Desa Kedungrejo (35.10.05.2002)")
"""Villages of the regency, as a page's head says them."""


class Refusing(Telling):
    """Base of faults that turn a deed away before it is done."""

    strikes: ClassVar[tuple[DeedKind, ...]] = (OPEN, SEARCH, *CHANGING)
    tells: ClassVar[tuple[Fate, ...]] = (Fate.NOT_SAVED,)

    @property
    def saves(self) -> bool:
        return False

    def around(self, scene: Scene) -> NoReturn:
        raise self.trouble(scene)


class EndsLogin(Refusing):
    """Base of faults that end the practice login."""

    why: ClassVar[str]
    """What the practice system keeps as the reason."""

    def within(self, action: Action, session: Session, row: Journal, ends_at: datetime | None) -> None:
        if action.desk.login_key:
            logins.close_login(session, action.desk.login_key, action.now, self.why)


class SessionExpired(EndsLogin):
    """The practice login has ended while the person typed; the typing stays in its form, or is lost."""

    word = _l("sesi berakhir")
    why = logins.EXPIRED

    kind: Literal["session_expired"]
    recoverable: bool = Field(True, description="Whether what was typed stands in its form again.")

    def around(self, scene: Scene) -> NoReturn:
        raise self.trouble(scene, loses_typing=not self.recoverable)


class SessionTaken(EndsLogin):
    """Somebody else logged in with the same account, which ends this login; the typing stays in its form."""

    word = _l("akun dipakai orang lain")
    why = logins.TAKEN

    kind: Literal["session_taken"]


class AccountLocked(EndsLogin):
    """The account is locked until the stated hour; whoever logs in before begins the wait anew. Needs `lasts`."""

    word = _l("akun terkunci")
    why = logins.LOCKED
    spreads: ClassVar[tuple[DeedKind, ...]] = (LOG_IN,)
    stays: ClassVar[bool] = True
    restarts: ClassVar[bool] = True
    says: ClassVar[tuple[str, ...]] = ("until",)
    status: ClassVar[int | None] = HTTPStatus.LOCKED

    kind: Literal["account_locked"]

    def misfits(self) -> Iterator[tuple[str, str]]:
        yield from super().misfits()
        if self.until is not None:
            yield "until", "kunci berakhir sendiri; tulis lasts, dalam detik"


class StalePage(Refusing):
    """The page was replaced by another tab: what is sent from it is refused until the page is opened anew."""

    word = _l("halaman sudah digantikan")
    strikes: ClassVar[tuple[DeedKind, ...]] = CHANGING
    ended_by: ClassVar[tuple[DeedKind, ...]] = (OPEN,)
    stays: ClassVar[bool] = True

    kind: Literal["stale_page"]


class WrongRole(Refusing):
    """This account may not send: the operator hands the record over to the village secretary instead (`hand_over`)."""

    word = _l("bukan tugas akun ini")
    strikes: ClassVar[tuple[DeedKind, ...]] = (SUBMIT, SUBMIT_ALL)
    status: ClassVar[int | None] = HTTPStatus.FORBIDDEN

    kind: Literal["wrong_role"]


class WrongVillage(Refusing):
    """This login is another village's, as the head of every page says: what one saves is refused until one logs out."""

    word = _l("masih masuk sebagai desa lain")
    strikes: ClassVar[tuple[DeedKind, ...]] = (OPEN,)
    ended_by: ClassVar[tuple[DeedKind, ...]] = (LOG_OUT,)
    spreads: ClassVar[tuple[DeedKind, ...]] = CHANGING
    stays: ClassVar[bool] = True

    kind: Literal["wrong_village"]

    def around(self, scene: Scene) -> Any:
        return scene.proceed() if scene.action.kind.reads else super().around(scene)

    def within(self, action: Action, session: Session, row: Journal, ends_at: datetime | None) -> None:
        if action.desk.login_key:
            other = next(each for each in OTHERS if action.desk.village_code not in each)
            logins.make_foreign(session, action.desk.login_key, other)


KINDS: tuple[type[Fault], ...] = (SessionExpired, SessionTaken, AccountLocked, StalePage, WrongRole, WrongVillage)
