"""Two records of one person become one. What differs is chosen value by value; the record that goes stays in the history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from sandbox.errors import NoSuchRecord, Problem, Rejected
from sandbox.practice import removed
from sandbox.practice.forms.instruments import FormField, load
from sandbox.practice.forms.values import words
from sandbox.practice.households import checking, households, members
from sandbox.practice.models import Household, Mutation, Person
from sandbox.practice.mutations.doing import EMPTIED, require_nothing_under_way
from sandbox.practice.mutations.history import MERGED
from sandbox.practice.parts import member_part
from sandbox.practice.records import HouseholdRecord
from sandbox.practice.rules.case import RELATION
from sandbox.practice.rules.check import Level, check_member, rules_of
from sandbox.practice.small_forms import CARD
from sandbox.words.digits import grouped

FIRST, SECOND = "1", "2"


@dataclass(frozen=True, slots=True)
class Difference:
    """A question that the two records answer differently; `first` and `second` in words, empty where it is open."""

    field: FormField
    first: str
    second: str

    @property
    def only(self) -> str:
        """The one record that answers it; empty where both do."""
        return FIRST if not self.second else SECOND if not self.first else ""


def pair(session: Session, first: int, second: int) -> tuple[Person, Person]:
    """The two records. Raises NoSuchRecord, also where both are one."""
    found = {person.id: person for person in session.scalars(
        select(Person).where(Person.id.in_((first, second))).options(joinedload(Person.household).joinedload(Household.members)))
        .unique()}
    if len(found) != 2:
        raise NoSuchRecord()
    return found[first], found[second]


def differences(first: Person, second: Person) -> list[Difference]:
    """In the order of the form, without the relation, which belongs to the card."""
    ours, theirs = members.values_of(first), members.values_of(second)
    fields = [field for section in load("ddk_member").all_sections for field in section.fields if field.key != RELATION]
    told = [Difference(field, words(field, ours.get(field.key)), words(field, theirs.get(field.key))) for field in fields]
    return [each for each in told if each.first != each.second]


def merge(session: Session, first: Person, second: Person, chosen: Mapping[str, str], *, by: str, now: datetime) -> Person:
    """The one record that is left. `chosen`: FIRST or SECOND by the input of the question, and for CARD: the card on which the
    person stays. The relation to the head stays that of this card.

    Raises Rejected where a choice is open, where the other card would lose its head, and where the values do not fit together;
    Trouble DAT-409H where the other card has nobody left and a submission of it is under way.
    """
    asked = differences(first, second)
    _require_choices(asked, chosen)
    kept, gone = (first, second) if chosen[CARD] == FIRST else (second, first)
    taken = [each for each in asked if chosen[each.field.name] != chosen[CARD]]
    _require_other_head(gone)
    _note(session, kept, gone, taken, by=by, now=now)
    values = members.values_of(gone)
    after = {**members.values_of(kept), **{each.field.key: values.get(each.field.key) for each in taken}}
    _take_out(session, gone, by=by, now=now)
    if kept.household is not gone.household or taken:
        members.change(kept.household, kept, after)
    members.explain(kept, {**(gone.explained or {}), **(kept.explained or {})})
    households.touch(kept.household, by=by, now=now)
    session.flush()
    _require_fit(session, kept, taken)
    return kept


def _require_choices(asked: Sequence[Difference], chosen: Mapping[str, str]) -> None:
    names = {CARD: "Kartu yang tetap"} | {each.field.name: each.field.label for each in asked}
    missing = [name for key, name in names.items() if chosen.get(key) not in (FIRST, SECOND)]
    if missing:
        raise _rejected(f"Belum dipilih: {', '.join(missing)}. Pilih kiri atau kanan menurut kartu keluarga.")


def _require_other_head(gone: Person) -> None:
    others = [person for person in gone.household.members if person is not gone]
    if others and gone.answers.get(RELATION) == "1" and not any(other.answers.get(RELATION) == "1" for other in others):
        raise _rejected(f"{gone.name} adalah kepala keluarga di KK {grouped(gone.household.number)} yang masih beranggota lain. "
                        "Pilih kartu itu sebagai kartu yang tetap, atau tentukan dulu kepala keluarga lain di sana.")


def _note(session: Session, kept: Person, gone: Person, taken: Sequence[Difference], *, by: str, now: datetime) -> None:
    """The record that goes; where it was the last of its card, the card with all that it answered too."""
    common: dict[str, Any] = {
        "kind": MERGED, "household_id": gone.household_id, "number": gone.household.number, "head_name": gone.household.head_name,
        "to_household_id": kept.household_id, "destination": grouped(kept.household.number),
        "happened_on": households.village(session).as_of, "noted_at": now, "noted_by": by, "note": ""}
    ours, theirs = members.values_of(kept), members.values_of(gone)
    changed = [f"{each.field.label}: {words(each.field, ours.get(each.field.key)) or 'belum diisi'} menjadi "
               f"{words(each.field, theirs.get(each.field.key)) or 'belum diisi'}" for each in taken]
    session.add(Mutation(**common, person_id=gone.id, name=gone.name, nik=gone.nik, changed=changed,
                         content=members.kept_of(gone)))
    if len(gone.household.members) == 1:
        session.add(Mutation(**common, name=gone.household.head_name, changed=[], content=households.content_of(gone.household)))


def _take_out(session: Session, gone: Person, *, by: str, now: datetime) -> None:
    card = gone.household
    record = HouseholdRecord(card)
    removed.note(session, record, member_part(gone.id), how="digabung dengan data gandanya", by=by, now=now)
    if len(card.members) == 1:
        removed.note(session, record, how=EMPTIED, by=by, now=now)
    members.remove(card, gone)
    if card.members:
        households.touch(card, by=by, now=now)
        return
    require_nothing_under_way(session, card, now)
    session.flush()
    session.delete(card)


def _require_fit(session: Session, kept: Person, taken: Sequence[Difference]) -> None:
    """The values that now stand together are none that the member's form refuses."""
    keys = {each.field.key for each in taken}
    concerned = {rule.id for rule in rules_of("ddk_member") if keys & set(rule.fields)}
    others = [members.data_of(other) for other in kept.household.members if other is not kept]
    facts = checking.facts_for(session, kept.household_id)
    found = check_member(members.data_of(kept), households.data_of(kept.household), facts, others=others)
    wrong = [finding.told for finding in found if finding.level is Level.REFUSE and finding.rule in concerned]
    if wrong:
        raise _rejected(" ".join(wrong))


def _rejected(text: str) -> Rejected:
    return Rejected([Problem("gabung", "VAL-40", text, "Gabungkan data ganda")])
