"""KINDS: all kinds of doubt, in the order of the page. A new kind is a function over LookedAt and its entry."""

from sandbox.practice.doubts import families, people, sheets
from sandbox.practice.doubts.base import DoubtKind

KINDS: tuple[DoubtKind, ...] = (*families.KINDS, *people.KINDS, *sheets.KINDS)


def kind_of(id_: str) -> DoubtKind | None:
    return next((kind for kind in KINDS if kind.id == id_), None)
