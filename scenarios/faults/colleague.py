"""What a scripted colleague does in the same village, between two deeds of the person."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Any, ClassVar, Literal

from pydantic import Field
from sqlalchemy.orm import Session

from sandbox.actions import Action
from sandbox.deeds import SAVE, DeedKind
from sandbox.errors import Trouble
from sandbox.practice.conflicts import replaced
from sandbox.practice.forms.instruments import count_filled, load
from sandbox.practice.households import households
from sandbox.practice.keys import key_from
from sandbox.practice.records import HouseholdRecord
from sandbox.words.texts import lazy_gettext as _l
from scenarios.faults.base import CHANGING, Fault, Scene
from scenarios.faults.session import Refusing


class ColleagueSaves(Fault):
    """Just before the person saves a section, the colleague saves other `answers` in it; the system itself finds the conflict."""

    word = _l("rekan menyimpan lebih dulu")
    strikes: ClassVar[tuple[DeedKind, ...]] = (SAVE,)

    kind: Literal["edit_conflict"]
    answers: dict[str, int | str] = Field(
        min_length=1, description="What the colleague writes, by the number of the household question; all of one section.")

    @property
    def saves(self) -> bool:
        return False

    def touches(self, action: Action, struck: Collection[str]) -> bool:
        return action.detail.part == self._section_id() and key_from(action.record) is not None

    def around(self, scene: Scene) -> Any:
        scene.beside(lambda session, by, now: self._save(session, scene.action, by, now))
        try:
            return scene.proceed()
        except Trouble as trouble:
            trouble.fault = self.name
            raise

    def misfits(self) -> Iterator[tuple[str, str]]:
        yield from super().misfits()
        sections = _sections()
        unknown = [number for number in self.answers if number not in sections]
        if unknown:
            yield "answers", f"pertanyaan {', '.join(unknown)} tidak ada; tulis nomor pertanyaan keluarga, misalnya \"1\""
        elif len({sections[number] for number in self.answers}) > 1:
            yield "answers", "semua pertanyaan harus dari satu bagian; tulis gangguan kedua untuk bagian yang lain"

    def _section_id(self) -> str:
        return _sections()[next(iter(self.answers))]

    def _save(self, session: Session, action: Action, by: str, now: datetime) -> None:
        key = key_from(action.record)
        assert key is not None  # touches() has looked
        household = households.get(session, key.id)
        with replaced.kept(session, HouseholdRecord(household), self._section_id(), by=by, now=now):
            household.answers = {**household.answers, **self.answers}
            household.filled = count_filled(load("ddk_household"), household.answers)[0]
            households.touch(household, by=by, now=now)


class RecordLocked(Refusing):
    """The colleague works in the same record: what one saves in it is refused until the stated hour. Needs `lasts`."""

    word = _l("dibuka rekan")
    strikes: ClassVar[tuple[DeedKind, ...]] = CHANGING
    stays: ClassVar[bool] = True
    says: ClassVar[tuple[str, ...]] = ("until",)
    status: ClassVar[int | None] = HTTPStatus.LOCKED

    kind: Literal["record_locked"]

    def misfits(self) -> Iterator[tuple[str, str]]:
        yield from super().misfits()
        if self.until is not None:
            yield "until", "kunci lepas sendiri pada jamnya; tulis lasts, dalam detik"
        if self.on.record is None:
            yield "on.record", "kunci menjaga satu keluarga; tulis record"


def _sections() -> Mapping[str, str]:
    """The section of each household question, by its number."""
    return {field.key: section.id for section in load("ddk_household").sections for field in section.fields}


KINDS: tuple[type[Fault], ...] = (ColleagueSaves, RecordLocked)
