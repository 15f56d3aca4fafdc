"""What checks may read: the deeds of one attempt, the sandbox's data, and hall time."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from sandbox.deeds import IMPORT, SAVE, names
from sandbox.journal import Deed, Journal, Outcome
from sandbox.ledger import Defect
from sandbox.practice import drafts, handing
from sandbox.practice.counter import queue
from sandbox.practice.counter.models import Visitor
from sandbox.practice.households import households
from sandbox.practice.keys import HOUSEHOLD_KIND, RecordKey, key_from
from sandbox.practice.models import Household, Mutation, Submission
from sandbox.practice.sheets import entries
from sandbox.practice.sheets.questions import typed_fields
from sandbox.practice.submissions import submissions
from sandbox.practice.submissions.stages import Stage, Way, next_change_at, stage_at
from scenarios.attempt import defects, sheet_cells
from scenarios.attempt.attempts import Attempt
from scenarios.attempt.papers import content_print
from scenarios.ties import Tie

SENT_TIMES = select(Submission.record_id, Submission.first_sent_at, Submission.withdrawn_at).where(
    Submission.kind == bindparam("kind"), Submission.record_id.in_(bindparam("ids", expanding=True)))
SINCE = select(Household.id).where(Household.id > bindparam("newest"))


@dataclass(slots=True)
class Data:
    """Questions to the sandbox's data. Each is asked at most once: a judgement sees one moment."""

    session: Session
    lasting: dict[tuple[str, str], Any] = field(default_factory=dict)
    """Answers that hold as long as nobody changes anything; those of earlier looks where they still do. What was loaded for them
    may be of a session that is over: whatever a check needs of it is loaded with it."""
    _asked: dict[tuple[str, str], Any] = field(default_factory=dict)

    def households(self, number: str) -> Sequence[Household]:
        """Every household of that card number."""
        return self._once("households", number, lambda: households.by_number(self.session, number))

    def household(self, key: RecordKey, along: Sequence[RecordKey] = ()) -> Household | None:
        """That household, if it is still there. Those `along` are asked for in the same statement, for they are wanted next."""
        return self._together("household", key, along, lambda keys: households.by_ids(self.session, [each.id for each in keys]))

    def print_of(self, here: Household) -> str:
        """What tells whether anything in it was changed: see content_print."""
        return self._once("print", str(here.id), lambda: content_print(here))

    def submissions(self, key: RecordKey, along: Sequence[RecordKey] = ()) -> Sequence[Submission]:
        """Every submission of that record, withdrawn ones too, oldest first. `along`: see household."""
        return self._together("submissions", key, along, lambda keys: submissions.of_records(
            self.session, key.kind, [each.id for each in keys]))

    def sent_times(self, kind: str, ids: tuple[int, ...]) -> Sequence[tuple[int, datetime, datetime | None]]:
        """Of every submission of those records: which one's it is, when it was first sent, when withdrawn."""
        read = [self.lasting.get(("submissions", str(RecordKey(kind, id_)))) for id_ in ids]
        if None not in read:  # most checks that ask this stand beside one that asked for the submissions themselves
            return [(each.record_id, each.first_sent_at, each.withdrawn_at) for found in read for each in found or ()]
        return self._once("sent times", f"{kind} {ids}", lambda: [
            (id_, sent, withdrawn) for id_, sent, withdrawn in self.session.execute(SENT_TIMES, {"kind": kind, "ids": ids})])

    def is_handed(self, key: RecordKey) -> bool:
        """Whether that record waits for whoever sends it, as it was handed over."""
        return self._once("handed", str(key), lambda: any(each.key == key for each in handing.waiting(self.session)))

    def has_changed(self, submission: Submission) -> bool:
        """Whether its record differs now from what was sent."""
        return self._once("changed", submission.reference, lambda: submissions.has_changed(
            self.session, submissions.get(self.session, submission.reference)))

    def visitors(self, key: RecordKey) -> Sequence[Visitor]:
        """Everybody of that household who was seen at the counter, with what they were told."""
        return self._now("visitors", str(key), lambda: queue.of_household(self.session, key.id))

    def figures(self, sheet_id: str) -> Mapping[str, Any]:
        """What stands in this year's form of that sheet, by the names of its inputs."""
        return self._once("figures", sheet_id, lambda: entries.answers_of(
            entries.of_sheet(self.session, households.village(self.session).period, sheet_id=sheet_id)))

    def figures_of(self, entry_id: int) -> Mapping[str, Any]:
        """What stands in the form of that sheet, by the names of its inputs."""
        return self._once("figures", str(entry_id), lambda: entries.answers_of(entries.get(self.session, entry_id)))

    def wrong_cells(self, entry_id: int) -> Sequence[Defect]:
        """What the ledger says is wrong in that sheet."""
        return self._once("wrong", str(entry_id), lambda: sheet_cells.of_sheet(
            self.session, entries.get(self.session, entry_id)))

    def household_count(self) -> int:
        """How many households the village has."""
        return self._once("count", "", lambda: self.session.scalar(select(func.count(Household.id))) or 0)

    def households_since(self, newest: int) -> frozenset[int]:
        """Ids of the households above that one."""
        return self._once("since", str(newest), lambda: frozenset(self.session.scalars(SINCE, {"newest": newest})))

    def entered_by_others(self, attempt: Attempt) -> set[int]:
        """Ids of the households here that whoever shares the copy has entered since the beginning, by form or by file."""
        rows = self.session.execute(select(Journal.record, Journal.detail).where(
            Journal.id > attempt.id, Journal.person > 0, Journal.person != attempt.person,
            Journal.action.in_(names(SAVE, IMPORT)), Journal.outcome == Outcome.DONE.value))
        named = {record for row, detail in rows for record in (row, *(made for made, _ in detail.get("made", ())))}
        ids = {key.id for key in map(key_from, named) if key and key.kind == HOUSEHOLD_KIND}
        new = [each for each in ids if each > attempt.detail.newest_household]
        return set(self.session.scalars(select(Household.id).where(Household.id.in_(new)))) if new else set()

    def period(self) -> int:
        """The village's running period."""
        return self._once("period", "", lambda: households.village(self.session).period)

    def mutations(self, person: int) -> Sequence[Mutation]:
        """How that person left a card, if they did."""
        return self._once("mutations", str(person), lambda: self.session.scalars(
            select(Mutation).where(Mutation.person_id == person)).all())

    def defects(self, household_id: int) -> Sequence[Defect]:
        """What the ledger says is wrong in that household."""
        return self._once("defects", str(household_id), lambda: defects.of_household(self.session, household_id))

    def has_draft(self, person: int, key: RecordKey) -> bool:
        """Whether the person has a draft for any part of that record."""
        return self._now("draft", str(key), lambda: bool(drafts.of_record(self.session, person, key)))

    def _once(self, what: str, which: str, ask: Any) -> Any:
        if (what, which) not in self.lasting:
            self.lasting[what, which] = ask()
        return self.lasting[what, which]

    def _together(self, what: str, key: RecordKey, along: Sequence[RecordKey],
                  ask: Callable[[list[RecordKey]], Mapping[int, Any]]) -> Any:
        """The same of several records of one kind: `ask` answers by their ids, None standing for what it leaves out."""
        if (what, str(key)) not in self.lasting:
            new = [each for each in {key, *along} if each.kind == key.kind and (what, str(each)) not in self.lasting]
            found = ask(new)
            self.lasting.update({(what, str(each)): found.get(each.id) for each in new})
        return self.lasting[what, str(key)]

    def _now(self, what: str, which: str, ask: Any) -> Any:
        """Of what looking and typing change as well."""
        if (what, which) not in self._asked:
            self._asked[what, which] = ask()
        return self._asked[what, which]


@dataclass(frozen=True)
class World:
    """One moment of one attempt."""

    attempt: Attempt
    data: Data
    now: datetime
    ways: dict[str, Way] = field(default_factory=dict, compare=False)
    """By reference, the ways that were asked for."""

    @property
    def deeds(self) -> Sequence[Deed]:
        """Deeds of the attempt, oldest first."""
        return self.attempt.deeds

    @property
    def ties(self) -> Mapping[str, Tie]:
        """What ties deeds to each given household, by `as` name."""
        return self.attempt.ties

    def household(self, name: str) -> Household | None:
        """The given household of that name; None for a card that is not entered, and for one that was deleted."""
        key = self.attempt.record_of(name)
        return self.data.household(key, self._records) if key and key.kind == HOUSEHOLD_KIND else None

    def sheet_of(self, name: str) -> str:
        """The id of the picked sheet of that name."""
        return entries.get(self.data.session, self.attempt.sheets[name]).sheet

    def figures(self, name: str) -> Mapping[str, Any]:
        """What stands in the picked sheet of that name, by the names of its inputs."""
        return self.data.figures_of(self.attempt.sheets[name])

    def changed_cells(self, name: str) -> Mapping[str, Any]:
        """The typed cells of the picked sheet that hold something else than when the exercise began, with what stood there."""
        began, now = self.attempt.cells(name), self.figures(name)
        typed = (field.name for field in typed_fields(self.sheet_of(name)))
        return {cell: began.get(cell) for cell in typed if now.get(cell) != began.get(cell)}

    def strayed_cells(self, name: str) -> Mapping[str, Any]:
        """Those of them that do not stand on its page of the berkas."""
        return {cell: value for cell, value in self.changed_cells(name).items() if cell not in self.attempt.page(name)}

    def submissions(self, name: str) -> Sequence[Submission]:
        """Every submission of the given household of that name, withdrawn ones too."""
        key = self.attempt.record_of(name)
        return self.data.submissions(key, self._records) if key else ()

    @cached_property
    def _records(self) -> Sequence[RecordKey]:
        """All that the exercise is about and that is there: whoever reads one of them reads the others next."""
        return [key for name in self.attempt.ties if (key := self.attempt.record_of(name)) is not None]

    def bearing(self, name: str) -> set[int]:
        """Ids of the households with the card number of that given household, so that one entered twice is seen.

        For a card that is the number on paper. One that was picked is counted itself, with those that bear its number as it
        was given or as it is now.
        """
        here, number = self.household(name), self.attempt.numbers[name]
        found = {each.id for each in self.data.households(number)}
        if name in self.attempt.picked and here is not None:
            found |= {here.id, *(each.id for each in self.data.households(here.number))}
        return found

    def stage(self, submission: Submission) -> Stage:
        return stage_at(self._way(submission), self.now)

    def stage_changes_at(self, submission: Submission) -> datetime | None:
        return next_change_at(self._way(submission), self.now)

    def _way(self, submission: Submission) -> Way:
        """What decides its stage: every check that asks for stages asks."""
        return self.ways.get(submission.reference) or self.ways.setdefault(
            submission.reference, submissions.way_of(submission))
