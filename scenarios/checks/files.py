"""What came of a file among the papers."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from scenarios.attempt.world import World
from scenarios.checks.base import Check, Verdict
from scenarios.checks.data import line_fits, values_of
from scenarios.files.flaws import FILE_KIND
from scenarios.parts import Slug


class Registered(Check):
    """Everybody in the file lives in the village, once and as is true: `{registered: warga}`. Tells how many do.

    `but: wrong`: somebody does, with something that is not true. `but: missing`: only some do.
    """

    key: ClassVar[str] = "registered"
    about: ClassVar[tuple[str, ...]] = (FILE_KIND,)
    reads_data: ClassVar[bool] = True

    registered: Slug = Field(description="A file among the papers.")
    but: Literal["wrong", "missing"] | None = Field(
        None, description="wrong: somebody lives there with something that is not true; missing: some do and some do not.")

    def verdict(self, world: World) -> Verdict:
        wanted = world.attempt.families(self.registered)
        there = {number: [values_of(person) for household in world.data.households(number) for person in household.members]
                 for number in wanted}
        lines = [(line, there[number]) for number, members in wanted.items() for line in members]
        right = sum(sum(line_fits(person, line) for person in found) == 1 for line, found in lines)
        known = sum(map(len, there.values()))
        if self.but == "wrong":
            return Verdict(known > right)
        if self.but == "missing":
            return Verdict(0 < known < len(lines))
        return Verdict(right == known == len(lines), (right, len(lines)))

    def records(self) -> Iterator[str]:
        yield self.registered


CHECKS: tuple[type[Check], ...] = (Registered,)
