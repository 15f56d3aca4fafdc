"""Faults of bringing a file. What is wrong in a file itself is a paper's (scenarios/files/flaws.py)."""

from collections.abc import Collection, Iterator
from typing import ClassVar, Literal, NoReturn

from pydantic import Field

from sandbox.actions import Action
from sandbox.deeds import CHECK_FILE, DeedKind
from sandbox.details import FileDetails
from sandbox.errors import Fate
from sandbox.words.texts import lazy_gettext as _l
from scenarios.faults.base import Fault, Scene, Telling


class FileTooLarge(Telling):
    """A file of more than `rows` rows is refused when it is to be checked; its parts are taken. 413."""

    word = _l("file terlalu besar")
    strikes: ClassVar[tuple[DeedKind, ...]] = (CHECK_FILE,)
    tells: ClassVar[tuple[Fate, ...]] = (Fate.NOT_SAVED,)
    status: ClassVar[int | None] = 413

    kind: Literal["file_too_large"]
    rows: int = Field(ge=2, le=200, description="So many rows of cards and people are taken at most.")

    @property
    def saves(self) -> bool:
        return False

    def touches(self, action: Action, struck: Collection[str]) -> bool:
        return isinstance(action.detail, FileDetails) and action.detail.rows > self.rows

    def around(self, scene: Scene) -> NoReturn:
        raise self.trouble(scene)

    def misfits(self) -> Iterator[tuple[str, str]]:
        yield from super().misfits()
        if self.on.nth is not None:
            yield "on.nth", "file yang terlalu besar selalu ditolak; hapus nth"


KINDS: tuple[type[Fault], ...] = (FileTooLarge,)
