"""Citizens who wait at the counter when the exercise begins."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Literal

from pydantic import Field

from sandbox.practice.counter.citizens import placed
from sandbox.practice.counter.letters import book
from scenarios.planting.base import Bed, Plant


class CitizenThere(Plant):
    """The head of the household waits at the counter for a letter: an hour, or `waits` seconds."""

    plant: Literal["citizen"]
    letter: str = Field(description="Id of the letter: domisili, nikah …")

    waits: float | None = Field(None, gt=0, le=3600, description="How many seconds; left out: an hour.")

    def put(self, bed: Bed) -> None:
        visitor = placed(bed.household, self.letter, now=bed.now)
        if self.waits is not None:
            visitor.leaves_at = bed.now + timedelta(seconds=self.waits)
        bed.session.add(visitor)

    def misfits(self, noted: frozenset[str], sheet_ids: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        known = [each.id for each in book().letters if not each.is_about_another]
        if self.letter not in known:
            yield "letter", f"surat {self.letter} tidak dikenal (yang ada: {', '.join(known)})"


PLANTED: tuple[type[Plant], ...] = (CitizenThere,)
