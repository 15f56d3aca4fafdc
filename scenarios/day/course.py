"""The day as it was pinned when a group was opened: exercises and skills, as panel, board and reports need them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from sandbox.deeds import HOME, LOGIN
from scenarios.file.skills import Skill, skills

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


@dataclass(frozen=True)
class Course:
    """A group's day: its exercises in their order, and the skills as they were then. No exercises before it was opened."""

    exercises: Sequence[Exercise] = ()
    skills: Sequence[Skill] = ()

    @cached_property
    def by_id(self) -> Mapping[str, Exercise]:
        return {exercise.id: exercise for exercise in self.exercises}

    @property
    def trained(self) -> Sequence[Skill]:
        """The skills that its exercises train."""
        here = {exercise.skill for exercise in self.exercises}
        return [skill for skill in self.skills if skill.id in here]

    def skill_title(self, skill_id: str) -> str:
        """What people call that skill."""
        return next((skill.title for skill in self.skills if skill.id == skill_id), skill_id)

    def agenda(self) -> dict[str, Any]:
        """The day as it stands in the group's row."""
        return {"exercises": [exercise.entry() for exercise in self.exercises],
                "skills": [skill.model_dump(mode="json") for skill in self.skills]}


def course(agenda: Mapping[str, Any]) -> Course:
    """The day that stands in a group's row. One that was opened before skills were pinned has those of the present file."""
    exercises = tuple(_exercise(entry) for entry in agenda.get("exercises", ()))
    pinned = tuple(Skill.model_validate(entry) for entry in agenda.get("skills", ()))
    return Course(exercises, pinned or skills())


@lru_cache(maxsize=8)
def read(agenda: str) -> Course:
    """The same from its JSON, read once a process: every page shows it, and it hardly ever changes."""
    return course(json.loads(agenda))


def _exercise(entry: Mapping[str, Any]) -> Exercise:
    return Exercise(**{**entry, "hints": tuple(entry.get("hints", ())), "forms": frozenset(entry.get("forms", ()))})
