"""Where card numbers, NIK, persons and offices are used among many families: what the rules ask about all the others.

Each family is known by `whose`: its id, or whatever tells it from the others. What is asked for one never finds itself.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from sandbox.practice.rules.case import Elsewhere, Facts
from sandbox.words.folding import folded

OFFICES = "16"
"""The member question whose offices only one person of the village may hold."""


@dataclass
class Neighbours:
    """Families by what may be used once only."""

    cards: dict[str, list[tuple[object, Elsewhere]]] = field(default_factory=dict)
    niks: dict[str, list[tuple[object, Elsewhere]]] = field(default_factory=dict)
    persons: dict[date, list[tuple[object, Elsewhere, str]]] = field(default_factory=dict)
    """By date of birth, with the place of birth. Few share a date, so names are folded only where somebody asks for that one."""
    offices: dict[str, list[tuple[object, Elsewhere]]] = field(default_factory=dict)

    def add_card(self, whose: object, where: Elsewhere) -> None:
        """`where` names the head."""
        self.cards.setdefault(where.card, []).append((whose, where))

    def add_person(self, whose: object, where: Elsewhere, *, nik: str | None, birth_place: str, born: date | None,
                   offices: Iterable[str] = ()) -> None:
        """`where` names the person."""
        if nik:
            self.niks.setdefault(nik, []).append((whose, where))
        if born and where.name:
            self.persons.setdefault(born, []).append((whose, where, birth_place))
        for code in offices:
            self.offices.setdefault(code, []).append((whose, where))

    def facts(self, me: object, *, as_of: date, prefix: str) -> Facts:
        """What the rules ask about everybody but that family."""
        def first(found: Iterable[tuple[object, Elsewhere]]) -> Elsewhere | None:
            return next(_others(found, me), None)

        return Facts(
            as_of=as_of, prefix=prefix, card_used=lambda number: first(self.cards.get(number, ())),
            nik_used=lambda nik: first(self.niks.get(nik, ())), office_held=lambda code: first(self.offices.get(code, ())),
            person_known=lambda name, place, born: first(self._called(name, place, born)))

    def _called(self, name: str, place: str, born: date) -> Iterator[tuple[object, Elsewhere]]:
        for whose, where, birth_place in self.persons.get(born, ()):
            if folded(where.name) == folded(name) and folded(birth_place) == folded(place):
                yield whose, where


def _others(found: Iterable[tuple[object, Elsewhere]], me: object) -> Iterator[Elsewhere]:
    return (where for whose, where in found if whose != me)
