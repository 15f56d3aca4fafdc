"""Numbers that other families of the village use: those that are asked about together take one statement."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import CompoundSelect, bindparam, desc, literal, select, union_all
from sqlalchemy.orm import Session

from sandbox.practice.models import Household, Person
from sandbox.practice.rules.case import Elsewhere, MemberData

CARD, NIK = "card", "nik"


class UsedNumber(NamedTuple):
    """A card number or a NIK; `kind` tells which."""

    kind: str
    digits: str


def numbers_of(card: str, people: Iterable[MemberData]) -> frozenset[UsedNumber]:
    """The numbers of a household and its people, without those that are empty."""
    return frozenset({UsedNumber(CARD, card), *(UsedNumber(NIK, person.nik or "") for person in people)} - _NOTHING)


_NOTHING = {UsedNumber(CARD, ""), UsedNumber(NIK, "")}


@dataclass
class TakenNumbers:
    """What was found. `together`: numbers that are looked up with the first one that is asked about."""

    session: Session
    mine: int
    """The household that is none of the others; 0 for one that is not there yet."""
    together: frozenset[UsedNumber]
    found: dict[UsedNumber, Elsewhere | None] = field(default_factory=dict)

    def card(self, digits: str) -> Elsewhere | None:
        """Which other household has that card number; `name` is its head."""
        return self._of(UsedNumber(CARD, digits))

    def nik(self, digits: str) -> Elsewhere | None:
        """Which other household has a member with that NIK, and who it is: the one who was entered first."""
        return self._of(UsedNumber(NIK, digits))

    def _of(self, number: UsedNumber) -> Elsewhere | None:
        if number not in self.found:
            asked = {number, *(self.together - self.found.keys())}
            self.found.update(dict.fromkeys(asked))
            wanted = {kind: [number.digits for number in asked if number.kind == kind] for kind in (CARD, NIK)}
            for kind, digits, _, *where in self.session.execute(_USES, {**wanted, "mine": self.mine}):
                self.found[UsedNumber(kind, digits)] = Elsewhere(*where)
        return self.found[number]


_OTHERS = Household.id != bindparam("mine")
_USES: CompoundSelect = union_all(
    select(literal(CARD).label("kind"), Household.number.label("digits"), Household.id.label("id"), Household.number,
           Household.rt, Household.head_name).where(Household.number.in_(bindparam(CARD, expanding=True)), _OTHERS),
    select(literal(NIK), Person.nik, Person.id, Household.number, Household.rt, Person.name).join(Person.household)
    .where(Person.nik.in_(bindparam(NIK, expanding=True)), _OTHERS)).order_by(desc("id"))
"""Kind, digits, id, and where; the first entered comes last."""
