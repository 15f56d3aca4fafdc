"""What every step promises."""

from collections.abc import Iterator
from typing import ClassVar

from sandbox.deeds import HOUSEHOLD, HOUSEHOLDS, SHEET, SHEETS, PageKind
from sandbox.practice.keys import HOUSEHOLD_KIND, SHEET_KIND
from scenarios.bots.bot import Bot
from scenarios.parts import Keyed

LIST = (HOUSEHOLDS, HOUSEHOLD)
"""The pages on the way to a household."""
BOTH = (HOUSEHOLD_KIND, SHEET_KIND)


class BotStep(Keyed):
    """Base of the steps. `key` is the key that names it in a file; its docstring is its line in the author's guide."""

    about: ClassVar[tuple[str, ...]] = (HOUSEHOLD_KIND,)
    """The kinds of record that it can be about."""
    leads_to: ClassVar[tuple[PageKind, ...]] = ()
    """The pages that it leads to, so that the board can tell who is lost."""

    def play(self, bot: Bot) -> None:
        """Do it through the real pages. Raises Lost where a page has not what it needs."""
        raise NotImplementedError

    def pages(self) -> tuple[PageKind, ...]:
        return self.leads_to

    def records(self) -> Iterator[str]:
        """Names of given households and sheets that it is about."""
        yield from ()

    def questions(self) -> Iterator[str]:
        """Ids of questions that it answers."""
        yield from ()


class OnHousehold(BotStep):
    """Base of steps whose key is followed by the name of a given household: `{submit: kk}`."""

    leads_to: ClassVar[tuple[PageKind, ...]] = LIST

    @property
    def name(self) -> str:
        """The name that the file gives to the household."""
        return str(getattr(self, self.key))

    def records(self) -> Iterator[str]:
        yield self.name


class OnSheet(BotStep):
    """Base of steps whose key is followed by the name of a picked sheet: `{sheet: lembar}`."""

    about: ClassVar[tuple[str, ...]] = (SHEET_KIND,)
    leads_to: ClassVar[tuple[PageKind, ...]] = (SHEETS, SHEET)

    @property
    def name(self) -> str:
        """The name that the file gives to the sheet."""
        return str(getattr(self, self.key))

    def records(self) -> Iterator[str]:
        yield self.name
