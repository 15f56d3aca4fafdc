"""What every check promises."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from sandbox.practice.keys import HOUSEHOLD_KIND, SHEET_KIND
from scenarios.attempt.world import World
from scenarios.parts import Keyed


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check found. `part` is how far it is, as (4, 6); `next_change_at`: when time alone may change it."""

    met: bool
    part: tuple[int, int] | None = None
    next_change_at: datetime | None = None


BOTH = (HOUSEHOLD_KIND, SHEET_KIND)


class Check(Keyed):
    """Base of the checks. `key` is the key that names it in a file; its docstring is its line in the author's guide."""

    about: ClassVar[tuple[str, ...]] = (HOUSEHOLD_KIND,)
    """The kinds of record that it can be about."""
    reads_data: ClassVar[bool] = False
    """Whether its verdict could tell what became of the data while the trainee can't know it yet."""

    def verdict(self, world: World) -> Verdict:
        raise NotImplementedError

    def tells_fate(self) -> bool:
        """Whether this check, or one inside it, reads the data."""
        return self.reads_data

    def faults(self) -> Iterator[str]:
        """Names of faults that it mentions."""
        yield from ()

    def records(self) -> Iterator[str]:
        """Names of given households and sheets that it mentions."""
        yield from ()

    def kept(self) -> Iterator[str]:
        """Names of given sheets of which it wants every cell that is not on the page to stay as it was."""
        yield from ()

    def parts(self) -> "Iterator[Check]":
        """Itself, or the checks that it holds."""
        yield self

    def questions(self) -> Iterator[str]:
        """Ids of questions that it mentions."""
        yield from ()
