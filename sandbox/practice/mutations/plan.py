"""What was typed into such a form: who goes, who stays, and in which relation everybody is then."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from sandbox.practice.forms.instruments import FormField
from sandbox.practice.forms.reading import Parsed, Typed, cell_input, parse
from sandbox.practice.mutations.ways import YES, WayOut
from sandbox.practice.rules.case import HEAD, MARITAL, RELATION, SPOUSES, MemberData


@dataclass(frozen=True, slots=True)
class Line:
    """One person of the card: before, and as it would be after. `person`: the id, which its inputs are named by."""

    person: int
    before: MemberData
    after: MemberData
    goes: bool
    told: Mapping[str, str]
    """What was chosen on the line, by question; a question that was left alone is missing."""


@dataclass(frozen=True)
class Leaving:
    """The whole form as read. `errors` of the parsed part are told before anything else."""

    way: WayOut
    parsed: Parsed
    lines: Sequence[Line]

    @cached_property
    def going(self) -> list[Line]:
        return [line for line in self.lines if line.goes]

    @cached_property
    def staying(self) -> list[Line]:
        return [line for line in self.lines if not line.goes]

    @property
    def on(self) -> date | None:
        """The day on which it happened; None if it could not be read."""
        return self.parsed.values.get("on")

    def value(self, name: str) -> str:
        """What was typed into that field; empty if nothing was, or it could not be read."""
        return self.parsed.values.get(name) or ""

    @property
    def head_goes(self) -> bool:
        return any(line.before.is_head for line in self.going)

    def input(self, line: Line, key: str) -> str:
        """Name of that line's input for a question."""
        return cell_input(self.way.table, line.person, self.field(key))

    def field(self, key: str) -> FormField:
        return next(field for field in self.way.table.fields if field.key == key)

    def widowed(self, line: Line) -> Line | None:
        """Somebody who goes to whom this person is married by the card: the head's spouse, or the head."""
        if not self.way.widows or line.goes:
            return None
        partners = SPOUSES if line.before.relation == HEAD else (HEAD,) if line.before.relation in SPOUSES else ()
        return next((gone for gone in self.going if gone.before.relation in partners), None)


def read(way: WayOut, form: Any, people: Mapping[int, MemberData]) -> Leaving:
    """The form of that way, typed for the people of a card, by id, in its order."""
    parsed = parse(way.section, form)
    return Leaving(way, parsed, [_line(way, parsed.typed, *person) for person in people.items()])


def _line(way: WayOut, typed: Typed, number: int, person: MemberData) -> Line:
    chosen = {field.key: text for field in way.table.fields
              if (text := typed.first(cell_input(way.table, number, field))) in field.labels}
    goes = chosen.pop("goes", "") == YES
    told = {key: text for key, text in chosen.items() if key in (RELATION, MARITAL)}
    keeps = goes and not way.arrives
    after = person if keeps or not told else replace(person, answers={**person.answers, **told})
    return Line(number, person, after, goes, told)
