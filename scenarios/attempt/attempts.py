"""The running attempt, derived from the journal. Its `begin` row says everything that was chosen for it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, reduce
from itertools import chain
from operator import attrgetter
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from sandbox.deeds import BEGIN, IMPORT, SAVE
from sandbox.details import BeginDetails
from sandbox.journal import Deed, Journal, Outcome, deeds, of_part
from sandbox.practice.keys import NEW, RecordKey, household_key, key_from, sheet_key
from scenarios.results import fold
from scenarios.results.fold import AttemptState
from scenarios.ties import TYING, Tie, tied

FIXED = ("numbers", "facts")
"""What the begin row says of an attempt, worked out: the same after each of its deeds."""


@dataclass(frozen=True)
class Attempt:
    """Percobaan: one go at an exercise. `deeds` are its own rows, `begin` first; `detail` is that of the begin row.
    """

    id: int
    person: int
    began_at: datetime
    detail: BeginDetails
    deeds: Sequence[Deed]

    @property
    def scenario(self) -> str:
        return self.detail.scenario

    @property
    def hash(self) -> str:
        return self.detail.hash

    @property
    def number(self) -> int:
        return self.detail.number

    @property
    def twin(self) -> str | None:
        return self.detail.twin

    @property
    def mark(self) -> str:
        """The kept moment before the beginning, as a source for renewing."""
        return self.detail.mark

    @property
    def papers(self) -> Sequence[Mapping[str, Any]]:
        return self.detail.papers

    @property
    def prints(self) -> Mapping[str, str]:
        return self.detail.prints

    @property
    def picked(self) -> Mapping[str, int]:
        """Id of each picked household by `as` name, as the ledger knows it. One that is deleted and typed anew gets another."""
        return self.detail.picked

    @property
    def sheets(self) -> Mapping[str, int]:
        """Id of the row of each picked sheet by `as` name."""
        return self.detail.sheets

    def cells(self, name: str) -> Mapping[str, Any]:
        """The typed figures of that picked sheet at the beginning, by the names of their inputs."""
        return self.detail.cells.get(name, {})

    @property
    def newest_person(self) -> int:
        """The highest id of a person at the beginning: whoever has a higher one was typed in during the attempt."""
        return self.detail.newest_person

    @cached_property
    def numbers(self) -> Mapping[str, str]:
        """What people call each record by `as` name, as it was at the beginning: to be shown, never followed."""
        return {name: given["number" if name in self.sheets else "no_kk"] for name, given in self.detail.given.items()}

    @cached_property
    def ties(self) -> Mapping[str, Tie]:
        """What ties deeds and data to each given household or sheet, by `as` name."""
        keys = {name: str(household_key(id_)) for name, id_ in self.picked.items()}
        keys |= {name: str(sheet_key(id_)) for name, id_ in self.sheets.items()}
        tying = self.doings([kind.name for kind in TYING])
        return {name: tied(tying, keys.get(name), number) for name, number in self.numbers.items()}

    def record_of(self, name: str) -> RecordKey | None:
        """The record of that household; None for a card that is not entered, and for what was not given at the beginning."""
        tie = self.ties.get(name)
        return None if tie is None else key_from(tie.record)

    @property
    def household_names(self) -> Sequence[str]:
        """`as` names of the given households and cards."""
        return [name for name in self.detail.given if name not in self.sheets]

    @property
    def card_names(self) -> Sequence[str]:
        """`as` names of the cards that were not in the village."""
        return [paper["of"] for paper in self.papers if paper["kind"] == "family"]

    @cached_property
    def facts(self) -> Mapping[str, str]:
        """What texts may name, as known from the beginning: kk.no_kk, kk.head …"""
        return {f"{name}.{fact}": str(value) for name, given in self.detail.given.items() for fact, value in given.items()}

    def notes(self, name: str) -> Mapping[str, Any]:
        """Answers in the notes of that household, by question number."""
        return {key: value for paper in self.papers if paper["of"] == name for key, value in paper.get("answers", {}).items()}

    def page(self, name: str) -> Mapping[str, Any]:
        """The figures on that sheet's page in the berkas, by the names of their inputs."""
        return {cell: value for paper in self.papers if paper["of"] == name for cell, value in paper.get("cells", {}).items()}

    def card_members(self, name: str) -> Sequence[dict[str, Any]]:
        """The lines of that household's card in the berkas; dates as ISO text."""
        return [line for paper in self.papers if paper["of"] == name for line in paper.get("members", ())]

    def families(self, name: str) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        """Who stands in that file of the berkas, by the number of their card; dates as ISO text."""
        paper = self.file(name)
        return {family["card"]["number"]: family["members"] for family in paper["families"]} if paper else {}

    def file(self, name: str) -> Mapping[str, Any] | None:
        """That file of the berkas (scenarios/files/), if there is one."""
        return next((paper for paper in self.papers if paper["kind"] == "file" and paper["of"] == name), None)

    def child(self, name: str) -> Mapping[str, Any]:
        """The child in the midwife's note of that household; dates as ISO text."""
        return next(paper["child"] for paper in self.papers if paper["of"] == name and paper["kind"] == "birth")

    def death(self, name: str) -> Mapping[str, Any]:
        """The note of a death in that household: the day as ISO text, and who died."""
        return next(paper for paper in self.papers if paper["of"] == name and paper["kind"] == "death")

    def new_number(self, name: str) -> str:
        """The number on that household's card in the berkas."""
        return next(str(paper["card"]["number"]) for paper in self.papers if paper["of"] == name and "card" in paper)

    @cached_property
    def struck(self) -> Mapping[str, Sequence[Deed]]:
        """The deeds that each fault touched, by its name, oldest first; what is only noted of it left out."""
        return reduce(_struck_by, self.deeds, {})

    @cached_property
    def by_name(self) -> Mapping[tuple[str, str | None], Sequence[Deed]]:
        """The deeds by what was done and to which page, each oldest first: a day has thousands, and a check asks for few."""
        return reduce(_named, self.deeds, {})

    def doings(self, actions: Collection[str], forms: Collection[str] = ()) -> Sequence[Deed]:
        """The deeds of these names, to these pages (to any, where none is given), oldest first."""
        found = [deeds for (action, form), deeds in self.by_name.items() if action in actions and (not forms or form in forms)]
        return found[0] if len(found) == 1 else sorted(chain.from_iterable(found), key=attrgetter("id"))

    @cached_property
    def standing(self) -> AttemptState:
        """What was met, erred and opened so far, as the board counts it too."""
        return fold.standing(self.deeds)

    @property
    def solved_at(self) -> datetime | None:
        """Hall time at which all goals were met; from then on nothing more is counted."""
        return self.standing.solved_at

    @property
    def met(self) -> frozenset[str]:
        """Goals that hold by the last word of the journal."""
        return self.standing.met

    @property
    def mistakes(self) -> Sequence[str]:
        """Recorded mistakes, the first one first."""
        return self.standing.mistakes

    @property
    def hints_opened(self) -> int:
        """Rungs of the ladder that the trainee may read, opened by hand or given."""
        return self.standing.hints

    def with_deed(self, latest: Deed) -> "Attempt":
        """The attempt one deed later."""
        later = Attempt(self.id, self.person, self.began_at, self.detail, [*self.deeds, latest])
        # Counted on from here, where they would go through all deeds again.
        found, mine = vars(later), vars(self)
        found["standing"] = fold.count(self.standing, latest) if fold.whose(latest) == self.person else self.standing
        found["struck"], found["by_name"] = _struck_by(self.struck, latest), _named(self.by_name, latest)
        found |= {name: mine[name] for name in FIXED if name in mine}
        if "ties" in mine and latest.kind not in TYING:
            found["ties"] = self.ties
        return later


def _struck_by(struck: Mapping[str, Sequence[Deed]], deed: Deed) -> Mapping[str, Sequence[Deed]]:
    if deed.fault is None or deed.outcome is Outcome.NOTED:
        return struck
    return {**struck, deed.fault: (*struck.get(deed.fault, ()), deed)}


def _named(known: Mapping[tuple[str, str | None], Sequence[Deed]], deed: Deed) -> Mapping[tuple[str, str | None], Sequence[Deed]]:
    name = deed.action, deed.form
    return {**known, name: (*known.get(name, ()), deed)}


def used_before(session: Session) -> set[int]:
    """Ids of the households that attempts in this copy, anybody's, were about, or that were entered in one."""
    begun = deeds(session, Journal.action == BEGIN.name)
    picked = {household_id for each in begun for household_id in each.told(BEGIN).picked.values()}
    entered = session.scalars(select(Journal.record).where(
        Journal.action == SAVE.name, Journal.outcome == Outcome.DONE, of_part(NEW)))
    imported = deeds(session, Journal.action == IMPORT.name, Journal.outcome == Outcome.DONE)
    brought = (record for each in imported for record, _ in each.told(IMPORT).made)
    return picked | {key.id for record in chain(entered, brought) if (key := key_from(record))}


def sheets_at_work(session: Session) -> set[int]:
    """Ids of the sheets that the exercises are about that people of this copy began last; none of an attempt just beginning."""
    last = {each.person: each.told(BEGIN).sheets.values() for each in deeds(session, Journal.action == BEGIN.name)}
    return {entry_id for ids in last.values() for entry_id in ids}
