"""Sheets that are wrong, or that only seem so, when the exercise begins."""

from collections.abc import Iterator, Sequence
from random import Random
from typing import ClassVar, Literal

from pydantic import Field

from sandbox.practice.keys import SHEET_KIND
from sandbox.practice.models import SheetEntry
from sandbox.practice.sheets import entries
from sandbox.practice.sheets.cells import Value
from sandbox.practice.sheets.questions import named_cell, place_from
from sandbox.practice.sheets.sheet import Place
from scenarios.attempt import sheet_cells
from scenarios.file.cells import unknown_cells
from scenarios.planting.base import Bed, Plant

HowWrong = Literal["tenfold", "tenth", "fewer", "more", "swapped", "empty"]
TIMES = {"tenfold": 10.0, "tenth": 0.1}
STEP = {"fewer": -1, "more": 1}


class WrongCells(Plant):
    """Cells of the sheet are wrong, as `how` says, and the ledger knows what is true; with `is_true: true` they are true."""

    about: ClassVar[tuple[str, ...]] = (SHEET_KIND,)

    plant: Literal["wrong"]
    how: HowWrong = Field(description="tenfold, tenth, fewer or more (by `by`), swapped (two cells), empty.")
    cells: tuple[str, ...] = Field(
        (), description="Which, by their labels. Left out: one that the seat draws from the numbers above 0; swapped: two.")
    column: str = Field("", description="The seat draws from the cells of the column with this label only.")
    by: int = Field(3, ge=1, le=1000, description="With fewer and more: by how much.")
    is_true: bool = Field(False, description="It only looks wrong: the berkas says the same.")

    def put(self, bed: Bed) -> None:
        before = sheet_cells.typed_figures(bed.sheet)
        was_held_back = sheet_cells.is_held_back(bed.session, bed.sheet)
        for places in self._choices(bed.rng, bed.sheet):
            figures = before | self._wrong(before, places)
            sheet_cells.write(bed.session, bed.sheet, {place: value for place, value in figures.items() if value is not None})
            if was_held_back or self.cells or not sheet_cells.is_held_back(bed.session, bed.sheet):
                break  # what could be sent still can: what was sent before is not sent back for it
        if not self.is_true:
            sheet_cells.note_wrong(bed.session, bed.sheet, before)

    def misfits(self, noted: frozenset[str], sheet_ids: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        yield from (("cells", why) for why in unknown_cells(sheet_ids, self.cells))
        if self.how == "swapped" and self.cells and len(self.cells) != 2:
            yield "cells", "swapped menukar dua sel; sebut tepat dua, atau hapus cells"

    def _choices(self, rng: Random, entry: SheetEntry) -> Iterator[Sequence[Place]]:
        """The named cells; else one drawn by chance after another, or two whose figures differ."""
        if self.cells:
            yield [place for label in self.cells if (place := place_from(named_cell(entry.sheet, label).name))]
            return
        there = sheet_cells.column_numbers(entry, self.column) if self.column else sheet_cells.numbers(entry)
        figures = entries.figures_of(entry)
        rng.shuffle(there)
        for index, first in enumerate(there):
            other = [each for each in there[index + 1:] if figures[each] != figures[first]][:1]
            yield [first, *other] if self.how == "swapped" else [first]

    def _wrong(self, before: dict[Place, Value], there: Sequence[Place]) -> dict[Place, Value | None]:
        if self.how == "swapped":
            return dict(zip(there, reversed([before.get(place) for place in there]), strict=True))
        return {place: self._changed(before.get(place)) for place in there}

    def _changed(self, value: Value | None) -> Value | None:
        if self.how == "empty" or not isinstance(value, int | float):
            return None
        if self.how in TIMES:
            return round(value * TIMES[self.how], 2)
        return max(0, value + STEP[self.how] * self.by)


class CopiedBefore(Plant):
    """Every cell of the sheet is last year's, and `changes` of its numbers are others by now, says the berkas."""

    about: ClassVar[tuple[str, ...]] = (SHEET_KIND,)

    plant: Literal["copied"]
    changes: int = Field(3, ge=1, le=20, description="How many of its numbers have changed since.")
    looked: bool = Field(True, description="Somebody ticked the copies off without reading; false: they are still marked.")

    def put(self, bed: Bed) -> None:
        last = entries.before(bed.session, bed.sheet)
        figures = sheet_cells.typed_figures(last if last is not None else bed.sheet)
        sheet_cells.write(bed.session, bed.sheet, figures, copied_from=None if self.looked else bed.sheet.period - 1)
        there = sheet_cells.numbers(bed.sheet)
        bed.rng.shuffle(there)
        truth = {place: float(figures[place]) + bed.rng.randint(1, 3) for place in there[:self.changes]}
        sheet_cells.note_wrong(bed.session, bed.sheet, figures | truth)


PLANTED: tuple[type[Plant], ...] = (WrongCells, CopiedBefore)
