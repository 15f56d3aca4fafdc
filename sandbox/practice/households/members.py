"""Members of a household: made from a card's line, saved, moved out. Every change counts as a save of the household."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sandbox.errors import NoSuchRecord
from sandbox.practice.keys import household_key
from sandbox.practice.models import Household, Person
from sandbox.practice.parts import member_part
from sandbox.practice.rules.case import HEAD, RELATION, MemberData

IDENTITY = ("nik", "name", "sex", "birth_place", "birth_date")
"""Columns that the identity section of a member fills."""


UNREAD: Mapping[str, Any] = {"nik": None, "name": "", "sex": "", "birth_place": "", "birth_date": date.min}
"""Stands for what could not be read, so that the rules can look at the rest: nobody is that old, so no rule on youth speaks."""


def get(household: Household, person_id: int) -> Person:
    """That member of the household. Raises NoSuchRecord."""
    for person in household.members:
        if person.id == person_id:
            return person
    raise NoSuchRecord(str(household_key(household.id)), member_part(person_id))


def data_of(person: Person) -> MemberData:
    """What the rules look at."""
    return MemberData(name=person.name, sex=person.sex, birth_place=person.birth_place, birth_date=person.birth_date,
                      nik=person.nik, answers=person.answers, position=person.position, explained=person.explained or {})


def data_from(values: Mapping[str, Any], position: int = 0, explained: Mapping[str, str] | None = None) -> MemberData:
    """A member as typed, before it is stored, and as far as it could be read."""
    known = {name: values.get(name, UNREAD[name]) for name in IDENTITY}
    return MemberData(**known, answers=_answers(values), position=position, explained=explained or {})


def values_of(person: Person) -> dict[str, Any]:
    """Every value of a member by field key: the card's line and the answers."""
    return {name: getattr(person, name) for name in IDENTITY} | dict(person.answers)


def content_of(person: Person) -> dict[str, Any]:
    """What is sent of a member, as JSON."""
    return {"nik": person.nik, "name": person.name, "sex": person.sex, "birth_place": person.birth_place,
            "birth_date": person.birth_date.isoformat(), "answers": dict(person.answers)}


def kept_of(person: Person) -> dict[str, Any]:
    """What is kept of somebody who leaves, as JSON: what would be sent, and the reasons for what was odd but true."""
    return {**content_of(person), "explained": dict(person.explained or {})}


def from_values(values: Mapping[str, Any], position: int) -> Person:
    """A new person, from values by field key."""
    return Person(**{name: values[name] for name in IDENTITY}, answers=_answers(values), position=position)


def add(household: Household, values: Mapping[str, Any]) -> Person:
    """A new member on the last line of the card."""
    person = from_values(values, max((other.position for other in household.members), default=0) + 1)
    household.members.append(person)
    recount(household)
    return person


def change(household: Household, person: Person, values: Mapping[str, Any]) -> None:
    for name in IDENTITY:
        setattr(person, name, values[name])
    person.answers = _answers(values)
    recount(household)


def remove(household: Household, person: Person) -> None:
    household.members.remove(person)
    recount(household)


def explain(person: Person, reasons: Mapping[str, str]) -> None:
    """Keep the reasons that were written for what is odd but true of this person."""
    if reasons:
        person.explained = {**(person.explained or {}), **reasons}


def head_name(people: Sequence[Person]) -> str:
    """Name of the first Kepala Keluarga; of the first line where there is none; empty without people."""
    heads = [person for person in people if person.answers.get(RELATION) == HEAD]
    return next((person.name for person in [*heads, *people]), "")


def recount(household: Household) -> None:
    """Keep the household's copies of what its members say: how many they are and who is the head."""
    household.member_count = len(household.members)
    household.head_name = head_name(household.members)


def _answers(values: Mapping[str, Any]) -> dict[str, Any]:
    """The answers as they are stored: a date as ISO text, for JSON has none."""
    return {key: value.isoformat() if isinstance(value, date) else value
            for key, value in values.items() if key not in IDENTITY}
