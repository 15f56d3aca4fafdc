"""Faults of the line and of the server.

What is lost on its way back was done on the server like any other deed: typing that does not fit is told at once, in both
twins alike. So a fault "before the save" strikes at the last moment: `NotSaved` inside the transaction takes it all back.
"""

from datetime import datetime
from http import HTTPStatus
from typing import Any, ClassVar, Literal, NoReturn

from pydantic import Field
from sqlalchemy.orm import Session

from sandbox.actions import Action
from sandbox.deeds import CONNECT, GIVE_AWAY, LOOKS, OPEN, SEARCH, DeedKind
from sandbox.errors import Fate, Manner, Trouble
from sandbox.journal import Journal, Outcome
from sandbox.words.texts import lazy_gettext as _l
from scenarios.faults.base import ANY, CHANGING, ClosedUntil, Fault, Scene, Telling
from scenarios.parts import LookName, Shows


class NotSaved(Exception):
    """Raised inside the deed's transaction: nothing of it stays. Never leaves `around`."""


def try_it(scene: Scene) -> None:
    """Do everything but save. Raises what the practice system itself finds wrong."""
    before, record = scene.action.detail, scene.action.record
    try:
        scene.proceed()
    except NotSaved:
        # A reference or an id that was given and taken back was never given.
        scene.action.detail, scene.action.record = before, record


def take_back(row: Journal) -> None:
    """Inside the transaction of a deed that `try_it` does: nothing of it stays. A refusal's row is not touched."""
    if row.outcome == Outcome.DONE:
        raise NotSaved()


class Unsaving(Telling):
    """Base of faults that lose the deed after it was found to fit."""

    strikes: ClassVar[tuple[DeedKind, ...]] = CHANGING

    @property
    def saves(self) -> bool:
        return False

    def within(self, action: Action, session: Session, row: Journal, ends_at: datetime | None) -> None:
        take_back(row)


class Slow(Fault):
    """The answer comes late, and it is right. Slow is not dead."""

    word = _l("jawaban lambat")

    kind: Literal["slow"]
    seconds: float = Field(25, gt=0, le=60, description="How late.")

    @property
    def seconds_held(self) -> float:
        return self.seconds

    def around(self, scene: Scene) -> Any:
        scene.wait(self.seconds)
        return scene.proceed()


class TimeoutBeforeSave(Unsaving):
    """No answer, and nothing was saved: the deed was lost at the last step. The twin of timeout_after_save."""

    word = _l("jawaban hilang, data tidak sampai")
    tells: ClassVar[tuple[Fate, ...]] = (Fate.NOT_SAVED, Fate.UNKNOWN)

    kind: Literal["timeout_before_save"]
    seconds: float = Field(30, gt=0, le=60, description="How long the page hangs before it gives up.")

    @property
    def seconds_held(self) -> float:
        return self.seconds

    def around(self, scene: Scene) -> NoReturn:
        try_it(scene)
        scene.wait(self.seconds)
        raise self.trouble(scene)


class TimeoutAfterSave(Telling):
    """Saved, but the answer is lost: the commonest cause of a double submission."""

    word = _l("jawaban hilang sesudah data sampai")
    strikes: ClassVar[tuple[DeedKind, ...]] = CHANGING
    tells: ClassVar[tuple[Fate, ...]] = (Fate.SAVED, Fate.UNKNOWN)

    kind: Literal["timeout_after_save"]
    seconds: float = Field(30, gt=0, le=60, description="How long the page hangs before it gives up.")

    @property
    def seconds_held(self) -> float:
        return self.seconds

    def around(self, scene: Scene) -> NoReturn:
        scene.proceed()
        scene.wait(self.seconds)  # outside any transaction: a waiting trainee holds no lock
        raise self.trouble(scene)


class ServerError(Unsaving):
    """The server fails and says so; nothing was saved."""

    word = _l("gangguan server")
    tells: ClassVar[tuple[Fate, ...]] = (Fate.NOT_SAVED,)

    kind: Literal["server_error"]

    def around(self, scene: Scene) -> NoReturn:
        try_it(scene)
        raise self.trouble(scene)


class Maintenance(ClosedUntil):
    """Closed until the stated hour: nothing is done, whatever one presses. Needs `lasts`."""

    word = _l("pemeliharaan")
    status: ClassVar[int | None] = HTTPStatus.SERVICE_UNAVAILABLE
    looked = "Sistem dalam pemeliharaan. Data yang sudah tersimpan tidak berubah; halaman ini bisa dibuka lagi pukul"

    kind: Literal["maintenance"]


class TooManyRequests(ClosedUntil):
    """Too many requests: nothing is done until the stated hour, and each further press begins the wait anew. Needs `lasts`."""

    word = _l("terlalu banyak permintaan")
    restarts: ClassVar[bool] = True
    status: ClassVar[int | None] = HTTPStatus.TOO_MANY_REQUESTS
    looked = "Terlalu banyak permintaan. Setiap muat ulang memulai hitungan dari awal; halaman ini bisa dibuka lagi pukul"

    kind: Literal["too_many_requests"]


class ConnectionLost(Fault):
    """The answer breaks off: the browser says so in its own words, and the system says nothing. Saved (`saved: true`) or not."""

    word = _l("sambungan putus")
    strikes: ClassVar[tuple[DeedKind, ...]] = CHANGING
    tells: ClassVar[tuple[Fate, ...]] = (Fate.UNKNOWN,)

    kind: Literal["connection_lost"]
    saved: bool = Field(description="Whether the deed was done before the line broke. Twins differ in it.")
    look: LookName = Field(description="Where one looks what became of it; the browser's own page doesn't say.")

    @property
    def message(self) -> Shows:
        return Shows(code="GW-PUTUS", fate=Fate.UNKNOWN, text="Sambungan terputus.", look=self.look,
                     status=HTTPStatus.BAD_GATEWAY)

    @property
    def saves(self) -> bool:
        return self.saved

    def around(self, scene: Scene) -> NoReturn:
        if self.saved:
            scene.proceed()
        else:
            try_it(scene)
        raise Trouble(code=self.message.code, fate=Fate.UNKNOWN, text=self.message.text, look=LOOKS[self.look], fault=self.name,
                      manner=Manner.BROKEN)

    def within(self, action: Action, session: Session, row: Journal, ends_at: datetime | None) -> None:
        if not self.saved:
            take_back(row)


class ForeignPage(Telling):
    """A hotspot's welcome page stands in place of every answer, and nothing is done, until its button is pressed (`connect`)."""

    word = _l("halaman Wi-Fi menyela")
    strikes: ClassVar[tuple[DeedKind, ...]] = (OPEN, SEARCH, *CHANGING)
    ended_by: ClassVar[tuple[DeedKind, ...]] = (CONNECT, GIVE_AWAY)
    spreads: ClassVar[tuple[DeedKind, ...]] = tuple(kind for kind in ANY if kind not in (CONNECT, GIVE_AWAY))
    tells: ClassVar[tuple[Fate, ...]] = (Fate.NOT_SAVED,)
    stays: ClassVar[bool] = True

    kind: Literal["foreign_page"]

    @property
    def saves(self) -> bool:
        return False

    def around(self, scene: Scene) -> NoReturn:
        raise self.trouble(scene, manner=Manner.FOREIGN)


KINDS: tuple[type[Fault], ...] = (
    Slow, TimeoutBeforeSave, TimeoutAfterSave, ServerError, Maintenance, TooManyRequests, ConnectionLost, ForeignPage)
