"""Citizens who wait at the counter when the exercise begins."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from sandbox.practice.counter.citizens import placed
from sandbox.practice.counter.letters import book
from scenarios.planting.base import Bed, Plant


class CitizenThere(Plant):
    """The head of the household waits at the counter for a letter, for up to an hour."""

    plant: Literal["citizen"]
    letter: str = Field(description="Id of the letter: domisili, nikah …")

    def put(self, bed: Bed) -> None:
        bed.session.add(placed(bed.household, self.letter, now=bed.now))

    def misfits(self, noted: frozenset[str], sheet_ids: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        known = [each.id for each in book().letters if not each.is_about_another]
        if self.letter not in known:
            yield "letter", f"surat {self.letter} tidak dikenal (yang ada: {', '.join(known)})"


PLANTED: tuple[type[Plant], ...] = (CitizenThere,)
