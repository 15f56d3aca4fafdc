"""What every planted state promises."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any, ClassVar, get_args

from pydantic import Field
from sqlalchemy.orm import Session

from sandbox.actions import Action
from sandbox.practice.keys import HOUSEHOLD_KIND, SHEET_KIND, RecordKey
from sandbox.practice.models import Household, SheetEntry
from sandbox.practice.records import Sendable
from scenarios.parts import Part, Slug


@dataclass(frozen=True, slots=True)
class Bed:
    """Where it is put: the record that it is about, at the moment of the begin. `notes`: its answers in the berkas."""

    session: Session
    rng: Random
    record: Sendable
    person: int
    by: str
    """What the practice system calls the person: Operator."""
    now: datetime
    notes: dict[str, Any]
    other: Callable[[str], Sendable]
    """Another record of the exercise, by its `as` name."""

    @property
    def household(self) -> Household:
        """The household, where the kind is about one."""
        assert isinstance(self.record.row, Household)
        return self.record.row

    @property
    def sheet(self) -> SheetEntry:
        """The sheet, where the kind is about one."""
        assert isinstance(self.record.row, SheetEntry)
        return self.record.row


class Plant(Part):
    """Base of the kinds. The fields of a kind are its YAML; its docstring is its line in the author's guide."""

    about: ClassVar[tuple[str, ...]] = (HOUSEHOLD_KIND,)
    """The kinds of record that it can be about."""

    is_entered_anew: ClassVar[bool] = False
    """It takes the household away, which is from then on a card of the berkas that is still to be entered."""

    of: Slug = Field(description="The picked household or sheet that it is about.")

    @classmethod
    def slug(cls) -> str:
        """The kind as a file names it."""
        return str(get_args(cls.model_fields["plant"].annotation)[0])

    def names(self) -> Iterator[str]:
        """Names of the given records that it is about."""
        yield self.of

    def put(self, bed: Bed) -> None:
        """Put it there."""
        raise NotImplementedError

    def lift(self, action: Action, session: Session, key: RecordKey) -> None:
        """End what was put there, in the transaction of a deed that does so. The default is ended by nothing."""

    def misfits(self, noted: frozenset[str], sheet_ids: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        """What it can't do though the file says so: the place within it, and the remedy.

        `noted`: who has notes in the berkas; `sheet_ids`: which sheets it may be about.
        """
        yield from ()


BOTH = (HOUSEHOLD_KIND, SHEET_KIND)


class Earlier(Plant):
    """Base of what was done some time before the exercise began."""

    ago: float = Field(600, ge=0, le=86_400, description="How many seconds of hall time before the beginning.")

    def at(self, bed: Bed) -> datetime:
        return bed.now - timedelta(seconds=self.ago)
