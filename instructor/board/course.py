"""The day's exercises as the board needs them, read from what was pinned when the group was opened."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sandbox.deeds import HOME, LOGIN

NEUTRAL = frozenset({HOME.name, LOGIN.name})
"""Pages on which nobody is lost: one only passes through."""


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise of the agenda. `forms`: pages that its work leads to; empty if any page may be right."""

    id: str
    number: str
    title: str
    block: str = ""
    skill: str = ""
    hash: str = ""
    minutes: int = 10
    goals: Mapping[str, str] = field(default_factory=dict)
    mistakes: Mapping[str, str] = field(default_factory=dict)
    hints: tuple[str, ...] = ()
    forms: frozenset[str] = frozenset()

    def is_on_task(self, form: str) -> bool:
        """Whether work on this exercise may lead to that page."""
        return not self.forms or form in self.forms or form in NEUTRAL

    def entry(self) -> dict[str, Any]:
        """The exercise as it stands in a group's agenda."""
        return {"id": self.id, "hash": self.hash, "number": self.number, "block": self.block, "title": self.title,
                "skill": self.skill, "minutes": self.minutes, "goals": dict(self.goals), "mistakes": dict(self.mistakes),
                "hints": list(self.hints), "forms": sorted(self.forms)}


def course(agenda: Iterable[Mapping[str, Any]]) -> tuple[Exercise, ...]:
    """The exercises of a group's agenda, in the day's order."""
    return tuple(
        Exercise(**{**entry, "hints": tuple(entry.get("hints", ())), "forms": frozenset(entry.get("forms", ()))})
        for entry in agenda)
