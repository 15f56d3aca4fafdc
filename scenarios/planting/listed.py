"""Somebody who stands on two cards."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from sandbox.practice.households import members
from sandbox.practice.keys import HOUSEHOLD_KIND
from sandbox.practice.models import Person
from sandbox.practice.rules.case import MARITAL, RELATION, SPOUSES
from scenarios.parts import Slug
from scenarios.planting.base import Bed, Plant

RELATIVE, UNMARRIED = "19", "2"
"""Codes of member questions 2 and 3: what she was on the card on which she stood before she married."""
CONTRACEPTION = "12"
"""The question that is for married people only."""


class ListedTwice(Plant):
    """The wife of `wife_of` still stands on this card, too, as the unmarried relative that she was before: one NIK, two cards."""

    about: ClassVar[tuple[str, ...]] = (HOUSEHOLD_KIND,)

    plant: Literal["listed_twice"]
    wife_of: Slug = Field(description="The picked household in which she is the wife; with `where: {mother: true}`.")

    def put(self, bed: Bed) -> None:
        wife = next(person for person in bed.other(self.wife_of).row.members if _is_wife(person))
        then = {key: value for key, value in members.values_of(wife).items() if key != CONTRACEPTION}
        members.add(bed.household, then | {RELATION: RELATIVE, MARITAL: UNMARRIED})
        bed.session.flush()

    def names(self) -> Iterator[str]:
        yield from (self.of, self.wife_of)


def _is_wife(person: Person) -> bool:
    return person.answers.get(RELATION) in SPOUSES and person.sex == "P"


PLANTED: tuple[type[Plant], ...] = (ListedTwice,)
