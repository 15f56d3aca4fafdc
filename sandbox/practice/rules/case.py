"""What the rules look at: a household and its members as plain data, and facts about the rest of the village.

Nothing here is a database row; the caller converts. Dates and facts come from outside, so that a check is a pure function.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sandbox.practice.forms.field_errors import FieldError
from sandbox.practice.forms.instruments import MEMBER_LIST, FormField, Instrument, Rule
from sandbox.practice.forms.reading import none_input
from sandbox.practice.forms.values import words

RELATION, MARITAL, OCCUPATION = "2", "3", "9"
"""Member questions that several rules read."""
HEAD, SPOUSES = "1", ("2", "3")
"""Codes of the relation: Kepala Keluarga; Suami, Istri."""
MARRIED, WIDOWED = "1", "3"
"""Codes of the marital status."""


def completed_years(born: date, on: date) -> int:
    """The age on that day of whoever was born on the other; negative for somebody not yet born."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


@dataclass(frozen=True, slots=True)
class MemberData:
    """Anggota: one line of the card. `nik` None is Belum ber-NIK; `sex` is L or P."""

    name: str
    sex: str
    birth_place: str
    birth_date: date
    nik: str | None = None
    answers: Mapping[str, Any] = field(default_factory=dict)
    position: int = 0
    """1 for the first line of the card; 0 while it is new."""
    explained: Mapping[str, str] = field(default_factory=dict)
    """Reasons written already, by what was asked (FieldError.question)."""

    @property
    def relation(self) -> str | None:
        return self.answers.get(RELATION)

    @property
    def marital(self) -> str | None:
        return self.answers.get(MARITAL)

    @property
    def is_head(self) -> bool:
        return self.relation == HEAD

    def age(self, on: date) -> int:
        return completed_years(self.birth_date, on)


@dataclass(frozen=True, slots=True)
class HouseholdData:
    """Keluarga: what its card says, and its answers."""

    number: str
    address: str = ""
    hamlet: str = ""
    rw: str = ""
    rt: str = ""
    head_name: str | None = None
    """As kept on the card; None where the card is not written yet."""
    answers: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where something is used already: in which other household, and by whom."""

    card: str
    rt: str
    name: str = ""


def nowhere(*_: Any) -> None:
    """A village in which nothing is used yet."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The village around one household. Each question looks only at *other* households than the one that is checked."""

    as_of: date
    prefix: str
    """Six digits with which the subdistrict's practice numbers begin: '351062'."""
    nik_used: Callable[[str], Elsewhere | None] = nowhere
    card_used: Callable[[str], Elsewhere | None] = nowhere
    """`name` of the answer is that family's head."""
    person_known: Callable[[str, str, date], Elsewhere | None] = nowhere
    """By name, place and date of birth."""
    office_held: Callable[[str], Elsewhere | None] = nowhere
    """By code of member question 16."""


@dataclass(frozen=True)
class Case:
    """One rule put to one household or member. Household rules have no `member`; for a member's rule `members` are the others."""

    instrument: Instrument
    rule: Rule
    household: HouseholdData
    members: Sequence[MemberData]
    facts: Facts
    member: MemberData | None = None
    is_whole: bool = False
    """The whole household is looked at, so a message about a member says which."""

    @property
    def answers(self) -> Mapping[str, Any]:
        return self.member.answers if self.member else self.household.answers

    @property
    def heads(self) -> list[MemberData]:
        return [member for member in self.members if member.is_head]

    @property
    def head(self) -> MemberData | None:
        """The one head; None where there is none or more than one."""
        heads = self.heads
        return heads[0] if len(heads) == 1 else None

    @property
    def age(self) -> int:
        return self.member.age(self.facts.as_of) if self.member else 0

    def field(self, key: str) -> FormField:
        return self.instrument.by_key[key]

    def words(self, key: str) -> str:
        """The stored answer in words: 'Tamat SD/sederajat'."""
        return words(self.field(key), self.answers.get(key))

    def error(self, kind: type[FieldError], key: str | None = None, **facts: Any) -> FieldError:
        """The error at `key`, or at the first field of the rule."""
        key = key or self.rule.fields[0]
        who = f"Anggota ke-{self.member.position}" if self.member and self.is_whole and self.member.position else ""
        if table := self.instrument.tables.get(key):
            return kind.at(none_input(key), table.title, who=who, **facts)
        if key == MEMBER_LIST:
            return kind.at(key, "Anggota keluarga", who=who, **facts)
        return kind.at(self.field(key).name, self.field(key).title, who=who, **facts)
