"""The village as a process without a database knows it: what asking.py told, as families and people."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from json import loads
from typing import Any

from sandbox.practice.exchange.packed_rows import unpacked as unpacked_rows
from sandbox.practice.forms.instruments import Section, load
from sandbox.practice.forms.packing import unpacked
from sandbox.practice.households import households, members

HOUSEHOLD_FORM, MEMBER_FORM = "ddk_household", "ddk_member"


@dataclass(slots=True)
class StoredPerson:
    """A member as stored."""

    id: int
    position: int
    stored: str
    """The answers as the database has them."""
    explained: dict[str, str]
    identity: dict[str, Any]

    @property
    def values(self) -> dict[str, Any]:
        """Every answer by field key."""
        return {**self.identity, **unpacked(MEMBER_FORM, loads(self.stored) or {})}


@dataclass
class StoredFamily:
    """A household as stored."""

    id: int
    head_name: str
    stored: str
    card: dict[str, Any]
    people: list[StoredPerson] = field(default_factory=list)

    @cached_property
    def answers(self) -> dict[str, Any]:
        return unpacked(HOUSEHOLD_FORM, loads(self.stored) or {})


@dataclass
class KnownVillage:
    """The village, in the process that checks."""

    as_of: date
    prefix: str
    families: Mapping[int, StoredFamily]

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "KnownVillage":
        families = {row[0]: StoredFamily(row[0], row[1], row[2], dict(zip(households.IDENTITY, row[3:], strict=True)))
                    for row in unpacked_rows(kept["families"])}
        form = load(MEMBER_FORM).identity
        for household_id, *row in unpacked_rows(kept["persons"]):
            values = from_plain(form, dict(zip(members.IDENTITY, row[4:], strict=True)))
            families[household_id].people.append(StoredPerson(row[0], row[1], row[2], loads(row[3] or "null") or {}, values))
        return cls(date.fromisoformat(kept["as_of"]), kept["prefix"], families)

    @cached_property
    def by_number(self) -> Mapping[str, Sequence[StoredFamily]]:
        found: dict[str, list[StoredFamily]] = {}
        for family in self.families.values():
            found.setdefault(family.card["number"], []).append(family)
        return found

    def people(self) -> Iterator[tuple[StoredFamily, StoredPerson]]:
        for family in self.families.values():
            for person in family.people:
                yield family, person


def from_plain(section: Section, values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as they came out of JSON, with the dates of that section as dates again."""
    days = {field.key for field in section.fields if field.kind == "date"}
    return {key: date.fromisoformat(value) if key in days and isinstance(value, str) else value for key, value in values.items()}
