"""Faults of the login to the practice system."""

from datetime import datetime
from typing import ClassVar, Literal, NoReturn

from pydantic import Field
from sqlalchemy.orm import Session

from sandbox.actions import Action
from sandbox.deeds import OPEN, SEARCH, DeedKind
from sandbox.errors import Fate
from sandbox.journal import Journal
from sandbox.practice.models import Login
from sandbox.texts import lazy_gettext as _l
from scenarios.faults.base import CHANGING, Fault, Scene, Telling


class SessionExpired(Telling):
    """The practice login has ended while the person typed; the typing stays in its form, or is lost."""

    word = _l("sesi berakhir")
    strikes: ClassVar[tuple[DeedKind, ...]] = (OPEN, SEARCH, *CHANGING)
    tells: ClassVar[tuple[Fate, ...]] = (Fate.NOT_SAVED,)

    kind: Literal["session_expired"]
    recoverable: bool = Field(True, description="Whether what was typed stands in its form again.")

    def around(self, scene: Scene) -> NoReturn:
        raise self.trouble(scene, loses_typing=not self.recoverable)

    def within(self, action: Action, session: Session, row: Journal, ends_at: datetime | None) -> None:
        login = session.get(Login, action.desk.login_key) if action.desk.login_key else None
        if login is not None and login.closed_at is None:
            login.closed_at, login.why = action.now, "berakhir"


KINDS: tuple[type[Fault], ...] = (SessionExpired,)
