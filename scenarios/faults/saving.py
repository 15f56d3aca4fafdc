"""Faults of the save itself: it says what isn't, is done by half, or is answered without a redirect."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import ClassVar, Literal, NoReturn

from pydantic import Field
from sqlalchemy.orm import Session

from sandbox.actions import Action
from sandbox.clock import WIB
from sandbox.deeds import SAVE, SHEET, DeedKind
from sandbox.errors import Fate, Manner, Trouble
from sandbox.journal import Journal, Outcome
from sandbox.practice import upkeep
from sandbox.practice.forms.values import NoValue, read
from sandbox.practice.households import cards, households, members
from sandbox.practice.keys import NEW, key_from
from sandbox.practice.sheets.questions import AS_OF, day
from sandbox.practice.upkeep import UpkeepKind
from sandbox.words.texts import lazy_gettext as _l
from scenarios.faults.base import CHANGING, Fault, Scene, Telling
from scenarios.faults.connection import take_back, try_it
from scenarios.faults.session import Refusing


class FalseSuccess(Fault):
    """It says that it was saved, and nothing was: without hour and number, and the page still shows what was there before."""

    word = _l("berhasil, padahal tidak tersimpan")
    strikes: ClassVar[tuple[DeedKind, ...]] = CHANGING

    kind: Literal["false_success"]
    text: str = Field("Data berhasil disimpan.", min_length=1, description="What the green box says; a true one names its hour.")

    @property
    def saves(self) -> bool:
        return False

    def around(self, scene: Scene) -> NoReturn:
        try_it(scene)
        raise Trouble(code="", fate=Fate.NOT_SAVED, text=scene.say(self.text), loses_typing=True, fault=self.name,
                      manner=Manner.WELL)

    def within(self, action: Action, session: Session, row: Journal, ends_at: datetime | None) -> None:
        take_back(row)


class ResubmitPage(Telling):
    """Done, but answered in place, without a redirect: a reload or Back asks whether to send the form once more, and does."""

    word = _l("halaman yang bisa terkirim lagi")
    strikes: ClassVar[tuple[DeedKind, ...]] = CHANGING
    tells: ClassVar[tuple[Fate, ...]] = (Fate.SAVED,)

    kind: Literal["resubmit_page"]

    def around(self, scene: Scene) -> NoReturn:
        scene.proceed()
        raise self.trouble(scene, manner=Manner.IN_PLACE)


class PartialSave(Telling):
    """A new card is saved with its first `members` people only; the others failed. A card that has no more is not touched."""

    word = _l("tersimpan separuh")
    strikes: ClassVar[tuple[DeedKind, ...]] = (SAVE,)
    tells: ClassVar[tuple[Fate, ...]] = (Fate.SAVED, Fate.UNKNOWN)
    same_for_all: ClassVar[bool] = True

    kind: Literal["partial_save"]
    members: int = Field(2, ge=1, le=6, description="How many people of the card are saved.")

    def touches(self, action: Action, struck: Collection[str]) -> bool:
        people = sum(name.startswith(f"{cards.lines().id}-") and name.endswith("-name") and bool(text.strip())
                     for name, text in action.typed)
        return action.detail.part == NEW and people > self.members

    def around(self, scene: Scene) -> NoReturn:
        scene.proceed()
        raise self.trouble(scene)

    def within(self, action: Action, session: Session, row: Journal, ends_at: datetime | None) -> None:
        key = key_from(action.record)
        if row.outcome != Outcome.DONE or key is None:
            return
        household = households.get(session, key.id)
        del household.members[self.members:]
        session.flush()
        members.recount(household)


class StaleList(Fault):
    """A new card is saved, but for `lasts` seconds the list shows what was there before, and says so. Needs `lasts`."""

    word = _l("daftar belum diperbarui")
    strikes: ClassVar[tuple[DeedKind, ...]] = (SAVE,)

    kind: Literal["stale_list"]

    def touches(self, action: Action, struck: Collection[str]) -> bool:
        return action.detail.part == NEW

    def within(self, action: Action, session: Session, row: Journal, ends_at: datetime | None) -> None:
        key = key_from(action.record)
        if row.outcome == Outcome.DONE and key is not None:
            upkeep.note(session, UpkeepKind.LIST, at=action.now, until=ends_at, newest=key.id - 1)

    def misfits(self) -> Iterator[tuple[str, str]]:
        yield from super().misfits()
        if self.lasts is None:
            yield "kind", "daftarnya diperbarui sendiri; tambahkan lasts, dalam detik"


class LookupDown(Telling):
    """Saved, but the NIK can't be compared with the civil registry for now: the record is marked for `lasts` seconds."""

    word = _l("pemadanan NIK mati")
    strikes: ClassVar[tuple[DeedKind, ...]] = (SAVE,)
    tells: ClassVar[tuple[Fate, ...]] = (Fate.SAVED,)
    says: ClassVar[tuple[str, ...]] = ("until",)

    kind: Literal["lookup_down"]

    def around(self, scene: Scene) -> NoReturn:
        scene.proceed()
        raise self.trouble(scene)

    def within(self, action: Action, session: Session, row: Journal, ends_at: datetime | None) -> None:
        key = key_from(action.record)
        if row.outcome == Outcome.DONE and key is not None:
            households.get(session, key.id).unmatched_until = ends_at

    def misfits(self) -> Iterator[tuple[str, str]]:
        yield from super().misfits()
        if self.lasts is None:
            yield "kind", "pemadanan hidup sendiri; tambahkan lasts, dalam detik"


class PeriodClosed(Refusing):
    """The period before today is closed: a sheet that is saved as of an earlier day is refused, one of today is not."""

    word = _l("periode sudah ditutup")
    strikes: ClassVar[tuple[DeedKind, ...]] = (SAVE,)

    kind: Literal["period_closed"]

    def touches(self, action: Action, struck: Collection[str]) -> bool:
        try:
            typed = read(day().fields[0], [dict(action.typed).get(AS_OF, "")])
        except NoValue:
            return False  # what is no day the form itself refuses
        return bool(typed < action.now.astimezone(WIB).date())

    def misfits(self) -> Iterator[tuple[str, str]]:
        yield from super().misfits()
        if SHEET.name not in self.on.form:
            yield "on.form", "periode dibaca dari Per tanggal sebuah lembar; tulis form: sheet"
        if self.on.nth is not None:
            yield "on.nth", "yang tertutup tetap tertutup; hapus nth"


KINDS: tuple[type[Fault], ...] = (FalseSuccess, ResubmitPage, PartialSave, StaleList, LookupDown, PeriodClosed)
