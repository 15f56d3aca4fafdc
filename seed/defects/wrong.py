"""One wrong value, and the changing of a population's columns that makes it wrong."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sandbox.practice.forms.packing import OPEN
from seed.village.population import Population


@dataclass(frozen=True, slots=True)
class Wrong:
    """What stands somewhere, and what should. Values as they are stored; None: nothing stands there."""

    field: str | None
    found: Any
    truth: Any
    household: int | None = None
    """Index of the household, from 0; so for the person."""
    person: int | None = None
    cell: tuple[str, int, int, int] | None = None
    """Sheet, period, row and column instead."""


@dataclass(frozen=True, slots=True)
class Card:
    """A household and its members, by their indices in the population's columns."""

    village: Population
    household: int
    members: Sequence[int]

    def of(self, person: int, column: str) -> Any:
        """What stands in a column of the member."""
        return self.village.persons[column][person]

    def answer(self, person: int, question: str) -> Any:
        """The stored answer of a member; None where it is none or open."""
        return _answer(self.village.persons["answers"][person], question)

    def home_answer(self, question: str) -> Any:
        """The stored answer of the household; None where it is none or open."""
        return _answer(self.village.households["answers"][self.household], question)

    def change(self, person: int, column: str, value: Any) -> Wrong:
        """Write `value` into a column of the member."""
        values = self.village.persons[column]
        truth, values[person] = values[person], value
        return Wrong(column, value, truth, self.household, person)

    def change_card(self, column: str, value: Any) -> Wrong:
        """Write `value` into a column of the household."""
        values = self.village.households[column]
        truth, values[self.household] = values[self.household], value
        return Wrong(column, value, truth, self.household)

    def change_answer(self, person: int, question: str, value: Any) -> Wrong:
        """Write `value` as the member's answer; None leaves the question open."""
        truth = _change(self.village.persons["answers"], person, question, value)
        return Wrong(question, value, truth, self.household, person)

    def change_home_answer(self, question: str, value: Any) -> Wrong:
        """Write `value` as the household's answer; [] is an explicit none."""
        truth = _change(self.village.households["answers"], self.household, question, value)
        return Wrong(question, value, truth, self.household)


def _answer(text: str, question: str) -> Any:
    """An answer in the JSON text of all; None where it is not there."""
    return json.loads(text).get(question) if f'"{question}":' in text else None


def _change(texts: list[str], index: int, question: str, value: Any) -> Any:
    """Put `value` for the answer in the JSON text at `index`, and return what stood there.

    None leaves the question open; [] is an explicit none, which is stored by leaving the question out.
    """
    answers = json.loads(texts[index])
    truth = answers.pop(question, [] if isinstance(value, list) else None)
    if value is None:
        answers.setdefault(OPEN, []).append(question)
    elif value != []:
        answers[question] = value
    texts[index] = json.dumps(answers, ensure_ascii=False, separators=(",", ":"))
    return truth
