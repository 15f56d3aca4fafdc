"""What became of somebody who died, and of the card."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from pydantic import Field

from sandbox.practice.mutations.ways import WAYS
from scenarios.attempt.world import World
from scenarios.checks.base import Check, Verdict
from scenarios.parts import Slug

DEATH = WAYS["meninggal"].kind


class Died(Check):
    """The death on the note in the berkas is in the history, with its day: `{died: kk}`."""

    key: ClassVar[str] = "died"
    reads_data: ClassVar[bool] = True

    died: Slug = Field(description="The picked household that has the note of a death.")

    def verdict(self, world: World) -> Verdict:
        note = world.attempt.death(self.died)
        rows = world.data.mutations(note["dead"]["person"])
        return Verdict(any(row.kind == DEATH and row.happened_on == date.fromisoformat(note["on"]) for row in rows))

    def records(self) -> Iterator[str]:
        yield self.died


class Carded(Check):
    """The picked household bears the number of its card in the berkas: `{carded: kk}`."""

    key: ClassVar[str] = "carded"
    reads_data: ClassVar[bool] = True

    carded: Slug = Field(description="The picked household that has a card in the berkas.")

    def verdict(self, world: World) -> Verdict:
        found = world.household(self.carded)
        return Verdict(found is not None and found.number == world.attempt.new_number(self.carded))

    def records(self) -> Iterator[str]:
        yield self.carded


CHECKS: tuple[type[Check], ...] = (Died, Carded)
