"""The dry run: the entries of a file beside the village give what is told of it and what would be stored. It writes nothing.

Each cell was read as the form reads it; here the rules of the forms look at every card and member that is new or changed, with
the whole file and the whole village around them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from sandbox.practice.exchange import layout, matching, opensid, reading
from sandbox.practice.exchange.matching import FamilyAfter, MemberAfter
from sandbox.practice.exchange.reading import Entry, FileRead
from sandbox.practice.exchange.report import (
    MOST_REPLACED,
    MOST_TOLD,
    CellProblem,
    Counts,
    PlannedFamily,
    PlannedMember,
    Replaced,
    Report,
)
from sandbox.practice.exchange.village import HOUSEHOLD_FORM, MEMBER_FORM, KnownVillage
from sandbox.practice.forms.field_errors import FieldError, NotAPracticeNumber
from sandbox.practice.forms.instruments import Instrument, load
from sandbox.practice.forms.values import words
from sandbox.practice.rules.case import Elsewhere, Facts
from sandbox.practice.rules.check import Finding, Level, Moment, check_household, check_member
from sandbox.practice.rules.neighbours import OFFICES, Neighbours
from sandbox.spreadsheets.cells import SheetIn
from sandbox.words.digits import grouped

EVERY = 100
"""Families between two reports of progress."""
Progress = Callable[[int, int], None]


def check(grids: Sequence[SheetIn], village: KnownVillage, progress: Progress) -> tuple[Report, list[PlannedFamily]]:
    """What is told of the file, and what would be stored; nothing where a cell is refused. Raises NoSpreadsheet."""
    read = opensid.read(grids) if opensid.is_meant(grids) else reading.read_own(grids)
    if read.problems:
        return Report(refused=len(read.problems), problems=read.problems[:MOST_TOLD], notes=read.notes), []
    found = matching.families(read.entries, village)
    matching.note_twice(found)
    matching.note_rounded(read.entries)
    around = Around.of(found, village)
    planned: list[PlannedFamily] = []
    for place, family in enumerate(found):
        if place % EVERY == 0:
            progress(place, len(found))
        planned += _checked(family, around)
    report = _report(read, found)
    return report, planned if not report.refused else []


def _checked(family: FamilyAfter, around: "Around") -> Iterator[PlannedFamily]:
    """Puts the family before the rules; what would be stored of it, if anything."""
    if not family.is_touched:
        return
    facts, people = around.facts(family), [each.data for each in family.people]
    if family.stored is None or family.is_card_changed:
        found = check_household(family.data, people, facts, at=Moment.SECTION)
        at = family.card_entry or family.entries[0]
        _note(at, found, at.reason)
    planned = PlannedFamily(family.stored.id if family.stored else None, family.card, family.answers,
                            family.stored is None or family.is_card_changed)
    for place, member in enumerate(family.people):
        if member.is_changed and member.entry:
            others = [*people[:place], *people[place + 1:]]
            asked = _note(member.entry, check_member(people[place], family.data, facts, others=others), member.entry.reason)
            planned.members.append(_planned(member, asked))
    yield planned


def _planned(member: MemberAfter, asked: Sequence[str]) -> PlannedMember:
    reason = member.entry.reason if member.entry else ""
    return PlannedMember(member.stored.id if member.stored else None, member.values,
                         dict.fromkeys(asked, reason) if reason else {}, [] if reason else list(asked))


def _note(entry: Entry, found: Sequence[Finding], reason: str) -> list[str]:
    """Note the findings at their cells; what was asked. A reason in the row answers what is asked there."""
    for finding in found:
        if finding.level is Level.REFUSE or not reason:
            error = _at_its_cell(finding.error)
            entry.note(error, is_asked=finding.level is Level.ASK)
    return [finding.error.question for finding in found if finding.level is Level.ASK]


def _at_its_cell(error: FieldError) -> FieldError:
    """A rule names the tick of a table's none; in a file that is the table's column, and a number comes from no panel."""
    kind = NumberOfSomebody if isinstance(error, NotAPracticeNumber) else type(error)
    return kind(error.name.removesuffix("-tidak-ada"), error.label, error.facts)


class NumberOfSomebody(NotAPracticeNumber):
    wording = ("{what} {value} bukan nomor latihan: angka ke-5 dan ke-6 harus 61 atau lebih. "
               "Jangan unggah data warga sungguhan; pakai nomor latihan.")


# What stands around a family --------------------------------------------------------------------------------------------

@dataclass
class Around:
    """The village as it would be after the import."""

    village: KnownVillage
    known: Neighbours = field(default_factory=Neighbours)

    @classmethod
    def of(cls, found: Sequence[FamilyAfter], village: KnownVillage) -> "Around":
        around = cls(village)
        named = {family.stored.id for family in found if family.stored}
        for stored, person in village.people():
            if stored.id not in named:
                values = person.values if f'"{OFFICES}"' in person.stored else person.identity
                around._add(stored.id, stored.card, values)
        for family in found:
            for member in family.people:
                around._add(_who(family), {**family.card, layout.LINK: family.number}, member.values)
        return around

    def _add(self, whose: object, card: Mapping[str, Any], values: Mapping[str, Any]) -> None:
        where = Elsewhere(str(card[layout.LINK]), str(card.get("rt", "")), str(values.get("name", "")))
        self.known.add_person(whose, where, nik=values.get("nik"), birth_place=str(values.get("birth_place", "")),
                              born=values.get("birth_date"), offices=map(str, values.get(OFFICES) or ()))

    def facts(self, family: FamilyAfter) -> Facts:
        """What the rules ask about everybody else. A card's number is matched before: it is never another family's."""
        return self.known.facts(_who(family), as_of=self.village.as_of, prefix=self.village.prefix)


def _who(family: FamilyAfter) -> object:
    return family.stored.id if family.stored else family.number


# What is told -----------------------------------------------------------------------------------------------------------

def _report(read: FileRead, found: Sequence[FamilyAfter]) -> Report:
    problems = list(chain.from_iterable(_by_column(entry) for entry in read.entries))
    refused = [problem for problem in problems if not problem.is_asked]
    replaced = [each for family in found for each in _replaced(family)]
    new = [family for family in found if family.stored is None]
    return Report(
        counts=_counts(read.entries, found), families=len(new),
        people=sum(member.stored is None for family in found for member in family.people),
        refused=len(refused), asked=len(problems) - len(refused), problems=problems[:MOST_TOLD],
        replaced=replaced[:MOST_REPLACED], replaced_records=len({each.whose for each in replaced}), notes=read.notes)


def _by_column(entry: Entry) -> list[CellProblem]:
    """What is wrong in a row, from left to right."""
    return sorted(entry.problems, key=lambda problem: problem.column)


def _counts(entries: Sequence[Entry], found: Sequence[FamilyAfter]) -> Counts:
    state = {id(entry): name for family in found for entry, name in _states(family)}
    tally = dict.fromkeys(Counts.__slots__, 0)
    for entry in (each for each in entries if each.of is None):
        tally["skipped" if entry.is_skipped else "wrong" if entry.is_refused else state.get(id(entry), "wrong")] += 1
    return Counts(**tally)


def _states(family: FamilyAfter) -> Iterator[tuple[Entry, str]]:
    """What becomes of each row of a family."""
    if family.card_entry:
        yield family.card_entry, "new" if family.stored is None else "changed" if family.is_card_changed else "same"
    for member in family.people:
        if member.entry:
            yield member.entry, "new" if member.stored is None else "changed" if member.is_changed else "same"
    before = family.stored.answers if family.stored else {}
    for table_id, rows in family.rows.items():
        stored = before.get(table_id)
        state = "new" if not stored else "same" if matching.same(stored, family.answers.get(table_id)) else "changed"
        yield from ((row, state) for row in rows)


def _replaced(family: FamilyAfter) -> Iterator[Replaced]:
    """Every stored answer that another one would take the place of."""
    if family.stored is None:
        return
    form = load(HOUSEHOLD_FORM)
    whose = f"Keluarga {family.stored.head_name} · {grouped(family.number)}"
    yield from _differing(whose, form, {**family.stored.card, **family.stored.answers}, {**family.card, **family.answers})
    for member in family.people:
        if member.stored and member.is_changed:
            yield from _differing(f"{member.stored.identity['name']} · {grouped(family.number)}", load(MEMBER_FORM),
                                  member.stored.values, member.values)


def _differing(whose: str, form: Instrument, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Replaced]:
    for key, value in after.items():
        if key in before and not matching.same(before[key], value):
            if key in form.tables:
                yield Replaced(whose, form.tables[key].title, f"{len(before[key] or ())} baris", f"{len(value or ())} baris")
            else:
                asked = form.by_key[key]
                yield Replaced(whose, asked.label, words(asked, before[key]) or "kosong", words(asked, value) or "kosong")
