"""Faults of the line and of the server.

What is lost on its way back was done on the server like any other deed: typing that does not fit is told at once, in both
twins alike. So a fault "before the save" strikes at the last moment: `NotSaved` inside the transaction takes it all back.
"""

from collections.abc import Iterator
from datetime import datetime
from http import HTTPStatus
from typing import Any, ClassVar, Literal, NoReturn

from pydantic import Field
from sqlalchemy.orm import Session

from sandbox.actions import Action
from sandbox.deeds import DeedKind
from sandbox.errors import Fate
from sandbox.journal import Journal, Outcome
from sandbox.texts import lazy_gettext as _l
from scenarios import wording
from scenarios.faults.base import CHANGING, Fault, Scene, Telling


class NotSaved(Exception):
    """Raised inside the deed's transaction: nothing of it stays. Never leaves `around`."""


class Unsaving(Telling):
    """Base of faults that lose the deed after it was found to fit."""

    strikes: ClassVar[tuple[DeedKind, ...]] = CHANGING

    def try_it(self, scene: Scene) -> None:
        """Do everything but save. Raises what the practice system itself finds wrong."""
        before, record = scene.action.detail, scene.action.record
        try:
            scene.proceed()
        except NotSaved:
            # A reference or an id that was given and taken back was never given.
            scene.action.detail, scene.action.record = before, record

    def within(self, action: Action, session: Session, row: Journal, ends_at: datetime | None) -> None:
        if row.outcome == Outcome.DONE:
            raise NotSaved()


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
        self.try_it(scene)
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
        self.try_it(scene)
        raise self.trouble(scene)


LOOKED = "Sistem dalam pemeliharaan. Data yang sudah tersimpan tidak berubah; halaman ini bisa dibuka lagi pukul"
"""What maintenance says to somebody who only looks."""


class Maintenance(Telling):
    """Closed until the stated hour: nothing is done, whatever one presses. Needs `lasts`."""

    word = _l("pemeliharaan")
    tells: ClassVar[tuple[Fate, ...]] = (Fate.NOT_SAVED,)
    everywhere: ClassVar[bool] = True

    kind: Literal["maintenance"]

    def around(self, scene: Scene) -> NoReturn:
        trouble = self.trouble(scene)
        if scene.action.kind.reads:  # nothing was typed or sent: the file's message speaks of a save
            trouble.fate, trouble.text = None, scene.say(f"{LOOKED} {{{{ {self.name}.until }}}}.")
        raise trouble

    def misfits(self) -> Iterator[tuple[str, str]]:
        yield from super().misfits()
        if self.lasts is None:
            yield "kind", "pemeliharaan berakhir sendiri; tambahkan lasts, dalam detik"
        if f"{self.name}.until" not in wording.places(self.shows.text):
            yield "shows.text", f"peserta perlu tahu jamnya; sebut {{{{ {self.name}.until }}}}"
        if self.shows.status != HTTPStatus.SERVICE_UNAVAILABLE:
            yield "shows.status", "tulis status: 503"


KINDS: tuple[type[Fault], ...] = (Slow, TimeoutBeforeSave, TimeoutAfterSave, ServerError, Maintenance)
