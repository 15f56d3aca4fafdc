"""The letters that citizens ask for, read from instruments/counter/letters.yaml."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from pydantic import Field as Described

from sandbox.practice.forms.fields import Strict
from sandbox.practice.forms.instrument_files import folder, read_model


class LetterNeed(StrEnum):
    """What a letter may need besides the family's card."""

    THIS_PERIOD = "this_period"
    """The data validated in the running period; without it those of an earlier one, unchanged since, will do."""
    EVERY_NIK = "every_nik"
    """The NIK of everybody on the card in order, not only of who asks."""
    NEWBORN = "newborn"
    """The child that the letter is about on the card."""
    DEATH = "death"
    """The death that the letter is about recorded."""


class Letter(Strict):
    """One letter."""

    id: str
    title: str
    short: str = Described(description="As the queue says it.")
    purposes: tuple[str, ...] = Described(min_length=1, description="What for, to end a sentence.")
    needs: frozenset[LetterNeed] = frozenset()
    often: int = Described(1, ge=1, description="How often it is drawn, beside the others.")

    @property
    def is_about_another(self) -> bool:
        """Whether it is about a child or a dead person, whom somebody has to name."""
        return bool(self.needs & {LetterNeed.NEWBORN, LetterNeed.DEATH})


class LetterBook(Strict):
    """All letters, and names for the newborn of whom some speak."""

    letters: tuple[Letter, ...]
    newborns: Mapping[str, tuple[str, ...]]


@cache
def book() -> LetterBook:
    """Raises InstrumentError."""
    return read_model(folder() / "counter" / "letters.yaml", LetterBook)


@cache
def letter(id_: str) -> Letter:
    """That letter. Raises KeyError for an id that the file does not have."""
    return {each.id: each for each in book().letters}[id_]
