"""What became true in the sandbox's data."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, Literal

from pydantic import Field, model_validator

from sandbox.ledger import Defect
from sandbox.practice.households import members
from sandbox.practice.keys import SHEET_KIND
from sandbox.practice.models import Person
from sandbox.practice.sheets.questions import named_cell
from sandbox.practice.submissions.stages import Stage
from sandbox.words.folding import folded
from scenarios.attempt import defects
from scenarios.attempt.sheet_cells import cell_of
from scenarios.attempt.world import World
from scenarios.checks.base import BOTH, Check, Verdict
from scenarios.parts import Count, Part, Slug, StageName


class Which(Part):
    """Which submissions are counted."""

    record: Slug = Field(description="Of which given household or sheet.")
    stage: StageName | None = Field(None, description="Only those that are at this stage now. Left out: all but withdrawn ones.")
    resent: Count | None = Field(None, description="Only those resent this often.")
    current: bool = Field(False, description="Only those that hold what the record says now.")


class Submissions(Check):
    """So many submissions of a record, withdrawn ones left out: `{submissions: {record: kk, stage: validated}, count: 1}`."""

    key: ClassVar[str] = "submissions"
    about: ClassVar[tuple[str, ...]] = BOTH
    reads_data: ClassVar[bool] = True

    submissions: Which
    count: Count = Field(Count(min=1), description="How many; usually exactly 1.")

    def verdict(self, world: World) -> Verdict:
        found = world.submissions(self.submissions.record)
        meant = [submission for submission in found
                 if self._stage_fits(world.stage(submission))
                 and (self.submissions.resent is None or self.submissions.resent.holds(submission.resent))
                 and not (self.submissions.current and world.data.has_changed(submission))]
        changes = [at for submission in found if (at := world.stage_changes_at(submission)) is not None]
        return Verdict(self.count.holds(len(meant)), next_change_at=min(changes, default=None))

    def records(self) -> Iterator[str]:
        yield self.submissions.record

    def _stage_fits(self, stage: Stage) -> bool:
        wanted = self.submissions.stage
        return stage is not Stage.WITHDRAWN if wanted is None else stage.slug == wanted


class InBatch(Check):
    """A submission of the household that is not withdrawn went with a batch: `{in_batch: kk}`."""

    key: ClassVar[str] = "in_batch"
    about: ClassVar[tuple[str, ...]] = BOTH
    reads_data: ClassVar[bool] = True

    in_batch: Slug = Field(description="The given household or card.")

    def verdict(self, world: World) -> Verdict:
        return Verdict(any(each.batch is not None and each.withdrawn_at is None for each in world.submissions(self.in_batch)))

    def records(self) -> Iterator[str]:
        yield self.in_batch


class HandedOn(Check):
    """The record waits for whoever sends it, as it was handed over: `{handed: kk}`. What was saved since is not."""

    key: ClassVar[str] = "handed"
    about: ClassVar[tuple[str, ...]] = BOTH
    reads_data: ClassVar[bool] = True

    handed: Slug = Field(description="The given household or sheet.")

    def verdict(self, world: World) -> Verdict:
        key = world.attempt.record_of(self.handed)
        return Verdict(key is not None and world.data.is_handed(key))

    def records(self) -> Iterator[str]:
        yield self.handed


class HouseholdCount(Check):
    """So many households have this card number: `{household: kk, count: 1}`."""

    key: ClassVar[str] = "household"
    reads_data: ClassVar[bool] = True

    household: Slug = Field(description="The given household or card.")
    count: Count = Field(Count(min=1, max=1), description="How many; usually exactly 1.")

    def verdict(self, world: World) -> Verdict:
        return Verdict(self.count.holds(len(world.bearing(self.household))))

    def records(self) -> Iterator[str]:
        yield self.household


class AnswersAsNoted(Check):
    """The household's answers are those of the notes in its berkas: `{answers: kk}`. Tells how many are."""

    key: ClassVar[str] = "answers"
    reads_data: ClassVar[bool] = True

    answers: Slug = Field(description="The given household or card that has notes.")

    def verdict(self, world: World) -> Verdict:
        wanted = world.attempt.notes(self.answers)
        found = world.household(self.answers)
        right = sum(1 for key, value in wanted.items() if found is not None and _same(found.answers.get(key), value))
        return Verdict(right == len(wanted), (right, len(wanted)))

    def records(self) -> Iterator[str]:
        yield self.answers


class Holds(Check):
    """The household's answers are just these: `{holds: kk, answers: {"2": 2030000}}`. Tells how many are."""

    key: ClassVar[str] = "holds"
    reads_data: ClassVar[bool] = True

    holds: Slug = Field(description="The given household.")
    answers: dict[str, int | str] = Field(min_length=1, description="Answers by the numbers of the household questions.")

    def verdict(self, world: World) -> Verdict:
        found = world.household(self.holds)
        right = sum(1 for key, value in self.answers.items() if found is not None and _same(found.answers.get(key), value))
        return Verdict(right == len(self.answers), (right, len(self.answers)))

    def records(self) -> Iterator[str]:
        yield self.holds


class MembersAsOnCard(Check):
    """The household has the members of its card, each once and no other: `{members: kk}`. Tells how many are right."""

    key: ClassVar[str] = "members"
    reads_data: ClassVar[bool] = True

    members: Slug = Field(description="The given card.")

    def verdict(self, world: World) -> Verdict:
        wanted = world.attempt.card_members(self.members)
        found = world.household(self.members)
        there = [values_of(person) for person in found.members] if found is not None else []
        right = sum(1 for line in wanted if sum(line_fits(person, line) for person in there) == 1)
        return Verdict(right == len(wanted) == len(there), (right, len(wanted)))

    def records(self) -> Iterator[str]:
        yield self.members


class Born(Check):
    """The child of the midwife's note is in the household, just so: `{born: kk}`; or under an invented NIK: `numbered: true`."""

    key: ClassVar[str] = "born"
    reads_data: ClassVar[bool] = True

    born: Slug = Field(description="The picked household that has the note of a birth.")
    numbered: bool = Field(False, description="Instead: the child is there, with a NIK.")

    def verdict(self, world: World) -> Verdict:
        child, found = world.attempt.child(self.born), world.household(self.born)
        there = [values_of(person) for person in found.members if person.id > world.attempt.newest_person] if found else []
        if self.numbered:
            return Verdict(any(person["nik"] is not None and _same(person["name"], child["name"]) for person in there))
        return Verdict(len(there) == 1 and line_fits(there[0], child))

    def records(self) -> Iterator[str]:
        yield self.born


class PeopleAsOnCard(Check):
    """The household has as many members as its card, right or not: `{people: kk}`."""

    key: ClassVar[str] = "people"
    reads_data: ClassVar[bool] = True

    people: Slug = Field(description="The given card.")

    def verdict(self, world: World) -> Verdict:
        found = world.household(self.people)
        return Verdict(found is not None and len(found.members) == len(world.attempt.card_members(self.people)))

    def records(self) -> Iterator[str]:
        yield self.people


class SheetCells(Check):
    """These cells of this year's sheet hold just this: `{sheet: pt-usia, cells: {"72 tahun, Laki-laki": 9}}`. Tells how many."""

    key: ClassVar[str] = "sheet"
    reads_data: ClassVar[bool] = True

    sheet: str = Field(description="Id of the sheet.")
    cells: dict[str, float | str | None] = Field(
        min_length=1, description="Cells by their labels, 'line' or 'line, column'. null: not filled; 0: nihil.")

    @model_validator(mode="after")
    def _cells_are_there(self) -> "SheetCells":
        for label in self.cells:
            named_cell(self.sheet, label)
        return self

    def verdict(self, world: World) -> Verdict:
        found = world.data.figures(self.sheet)
        right = sum(1 for label, value in self.cells.items() if _same(found.get(named_cell(self.sheet, label).name), value))
        return Verdict(right == len(self.cells), (right, len(self.cells)))


class CellsAsOnPage(Check):
    """The sheet's cells are those of its page in the berkas: `{cells: lembar}`; `others: kept`: and no other was changed."""

    key: ClassVar[str] = "cells"
    about: ClassVar[tuple[str, ...]] = (SHEET_KIND,)
    reads_data: ClassVar[bool] = True

    cells: Slug = Field(description="A picked sheet with a page in the berkas.")
    others: Literal["kept"] | None = Field(None, description="kept: every other cell is as it was when the exercise began.")

    def verdict(self, world: World) -> Verdict:
        wanted, found = world.attempt.page(self.cells), world.figures(self.cells)
        right = sum(1 for cell, value in wanted.items() if _same(found.get(cell), value))
        rest = self.others is None or not world.strayed_cells(self.cells)
        return Verdict(rest and right == len(wanted), (right, len(wanted)))

    def records(self) -> Iterator[str]:
        yield self.cells

    def kept(self) -> Iterator[str]:
        if self.others:
            yield self.cells


class Explained(Check):
    """The submission that stands has a written reason for what was asked: `{explained: lembar}`."""

    key: ClassVar[str] = "explained"
    about: ClassVar[tuple[str, ...]] = (SHEET_KIND,)
    reads_data: ClassVar[bool] = True

    explained: Slug = Field(description="A picked sheet.")

    def verdict(self, world: World) -> Verdict:
        return Verdict(any(each.explained for each in world.submissions(self.explained) if each.withdrawn_at is None))

    def records(self) -> Iterator[str]:
        yield self.explained


class Mended(Check):
    """What the ledger says is wrong in a picked household was put right: `{mended: kk}`. Tells how much of it."""

    key: ClassVar[str] = "mended"
    about: ClassVar[tuple[str, ...]] = BOTH
    reads_data: ClassVar[bool] = True

    mended: Slug = Field(description="A household or sheet picked by its defect, or a sheet with wrong cells.")

    def verdict(self, world: World) -> Verdict:
        right = [any(_same(now, wrong.truth) for now in values) for values, wrong in _wrong_values(world, self.mended)]
        return Verdict(bool(right) and all(right), (sum(right), len(right)))

    def records(self) -> Iterator[str]:
        yield self.mended


class Guessed(Check):
    """Something that is wrong in a picked household was changed, but not to what is true: `{guessed: kk}`."""

    key: ClassVar[str] = "guessed"
    about: ClassVar[tuple[str, ...]] = BOTH
    reads_data: ClassVar[bool] = True

    guessed: Slug = Field(description="A household or sheet picked by its defect, or a sheet with wrong cells.")

    def verdict(self, world: World) -> Verdict:
        return Verdict(any(values and not any(_same(now, known) for now in values for known in (wrong.truth, wrong.found))
                           for values, wrong in _wrong_values(world, self.guessed)))

    def records(self) -> Iterator[str]:
        yield self.guessed


class Unchanged(Check):
    """A picked household with its members, or a picked sheet, is as it was when the exercise began: `{unchanged: kk}`."""

    key: ClassVar[str] = "unchanged"
    about: ClassVar[tuple[str, ...]] = BOTH
    reads_data: ClassVar[bool] = True

    unchanged: Slug = Field(description="A picked household or sheet.")

    def verdict(self, world: World) -> Verdict:
        if self.unchanged in world.attempt.sheets:
            return Verdict(not world.changed_cells(self.unchanged))
        found = world.household(self.unchanged)
        return Verdict(found is not None and world.data.print_of(found) == world.attempt.prints.get(self.unchanged))

    def records(self) -> Iterator[str]:
        yield self.unchanged


class NoDraft(Check):
    """The person has no draft left for any form of that household: `{no_draft: kk}`."""

    key: ClassVar[str] = "no_draft"
    about: ClassVar[tuple[str, ...]] = BOTH

    no_draft: Slug = Field(description="The given household or card.")

    def verdict(self, world: World) -> Verdict:
        key = world.attempt.record_of(self.no_draft)
        return Verdict(key is None or not world.data.has_draft(world.attempt.person, key))

    def records(self) -> Iterator[str]:
        yield self.no_draft


CHECKS: tuple[type[Check], ...] = (
    Submissions, InBatch, HandedOn, HouseholdCount, AnswersAsNoted, Holds, MembersAsOnCard, Born, PeopleAsOnCard, SheetCells,
    CellsAsOnPage, Explained, Mended, Guessed, Unchanged, NoDraft)


def _wrong_values(world: World, name: str) -> list[tuple[Sequence[Any], Defect]]:
    """What stands now where the household was wrong at the beginning, beside the ledger's row."""
    if name in world.attempt.sheets:
        return _wrong_cells(world, name)
    found = world.household(name)
    if found is None:
        return []
    return [(defects.values_now(found, wrong, world.attempt.newest_person), wrong)
            for wrong in world.data.defects(world.attempt.picked[name])]


def _wrong_cells(world: World, name: str) -> list[tuple[Sequence[Any], Defect]]:
    """The same of a sheet: its cells that were wrong when the exercise began."""
    began, now = world.attempt.cells(name), world.figures(name)
    return [([now.get(cell)], wrong) for wrong in world.data.wrong_cells(world.attempt.sheets[name])
            if (cell := cell_of(wrong)) and began.get(cell) == wrong.found]


def values_of(person: Person) -> dict[str, Any]:
    """A member's values by field key, dates as in a berkas."""
    values = members.values_of(person)
    return {**values, "birth_date": person.birth_date.isoformat()}


def line_fits(person: Mapping[str, Any], line: Mapping[str, Any]) -> bool:
    """Whether a member holds all that the line of a paper says."""
    return all(_same(person.get(key), value) for key, value in line.items())


def _same(found: Any, wanted: Any) -> bool:
    """Whether two values are the same. Texts are compared as names are; the order of several choices doesn't matter."""
    if isinstance(found, str) and isinstance(wanted, str):
        return folded(found) == folded(wanted)
    if isinstance(found, list) and isinstance(wanted, list) and not any(isinstance(row, dict) for row in [*found, *wanted]):
        return sorted(map(str, found)) == sorted(map(str, wanted))
    return bool(found == wanted)
