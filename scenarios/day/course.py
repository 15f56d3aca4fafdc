"""The day as it was pinned when a group was opened: exercises, blocks and skills, as panel, board and reports need them."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Any

from sandbox.deeds import HOME, LOGIN
from scenarios.day.block import DayBlock, Exam
from scenarios.file.skills import Skill, skills
from scenarios.spoken import plain, spoken

NEUTRAL = frozenset({HOME.name, LOGIN.name})
"""Pages on which nobody is lost: one only passes through."""


class Weather(StrEnum):
    """Cuaca: how much goes wrong in an exercise."""

    CERAH = "cerah"
    GERIMIS = "gerimis"
    BADAI = "badai"
    NYATA = "nyata"
    """That of a real day, whose errors a trainer has chosen: no exercise's own."""


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
    weather: Weather = Weather.CERAH
    roles: tuple[str, ...] = ("sekdes", "operator")
    """Who does it."""

    def is_on_task(self, form: str) -> bool:
        """Whether work on this exercise may lead to that page."""
        return not self.forms or form in self.forms or form in NEUTRAL

    def entry(self) -> dict[str, Any]:
        """The exercise as it stands in a group's agenda."""
        return {"id": self.id, "hash": self.hash, "number": self.number, "block": plain(self.block), "title": plain(self.title),
                "skill": self.skill, "minutes": self.minutes,
                "goals": {name: plain(text) for name, text in self.goals.items()},
                "mistakes": {name: plain(text) for name, text in self.mistakes.items()},
                "hints": [plain(text) for text in self.hints], "forms": sorted(self.forms), "weather": self.weather.value,
                "roles": list(self.roles)}


@dataclass(frozen=True)
class Course:
    """A group's day: its exercises in their order, and the skills as they were then. No exercises before it was opened."""

    exercises: Sequence[Exercise] = ()
    skills: Sequence[Skill] = ()
    blocks: Sequence[DayBlock] = ()
    """Its parts; an exercise that is in none is open from the start."""
    others: Sequence[Exercise] = ()
    """What else there is to practise, when the day's are done."""
    exam: Exam | None = None
    held: Sequence[Exercise] = ()
    """What is held back for the examination."""
    held_on: date | None = None
    opened_at: datetime | None = None
    real: Mapping[str, int] = field(default_factory=dict)
    """How many errors of the chosen real day each exercise trains; empty where none was chosen."""
    real_name: str = ""

    @cached_property
    def by_id(self) -> Mapping[str, Exercise]:
        """Every exercise that somebody may come to."""
        return {exercise.id: exercise for exercise in (*self.exercises, *self.others, *self.held)}

    @cached_property
    def block_of(self) -> Mapping[str, DayBlock]:
        """The block of each of the day's exercises that is in one."""
        return {scenario_id: block for block in self.blocks for scenario_id in block.all}

    def heading(self, exercise: Exercise) -> str:
        """What the exercise stands under: its block of the day; the library's where it is in none."""
        block = self.block_of.get(exercise.id)
        return exercise.block if block is None else block.title

    @property
    def due(self) -> Sequence[Exercise]:
        """What everybody does: neither for the quick nor kept ready for the trainer."""
        return [each for each in self.exercises
                if (block := self.block_of.get(each.id)) is None or each.id in block.exercises]

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
                "others": [exercise.entry() for exercise in self.others],
                "held": [exercise.entry() for exercise in self.held],
                "exam": self.exam.model_dump(mode="json") if self.exam else None,
                "skills": [skill.model_dump(mode="json") for skill in self.skills],
                "blocks": [block.model_dump(mode="json") for block in self.blocks],
                "held_on": self.held_on.isoformat() if self.held_on else None,
                "opened_at": self.opened_at.isoformat() if self.opened_at else None,
                "real": dict(self.real), "real_name": self.real_name}


def course(agenda: Mapping[str, Any]) -> Course:
    """The day that stands in a group's row. One that was opened before skills were pinned has those of the present file."""
    pinned = tuple(Skill.model_validate(entry) for entry in agenda.get("skills", ()))
    held_on, opened_at = agenda.get("held_on"), agenda.get("opened_at")
    return Course(
        tuple(map(_exercise, agenda.get("exercises", ()))), pinned or skills(),
        tuple(DayBlock.model_validate(entry) for entry in agenda.get("blocks", ())),
        tuple(map(_exercise, agenda.get("others", ()))),
        Exam.model_validate(agenda["exam"]) if agenda.get("exam") else None, tuple(map(_exercise, agenda.get("held", ()))),
        date.fromisoformat(held_on) if held_on else None, datetime.fromisoformat(opened_at) if opened_at else None,
        agenda.get("real", {}), agenda.get("real_name", ""))


@lru_cache(maxsize=8)
def read(agenda: str) -> Course:
    """The same from its JSON, read once a process: every page shows it, and it hardly ever changes."""
    return course(json.loads(agenda))


def _by_name(texts: Mapping[str, Any]) -> dict[str, str]:
    return {name: spoken(text) for name, text in texts.items()}


_READ: Mapping[str, Callable[[Any], Any]] = {
    "title": spoken, "block": spoken, "goals": _by_name, "mistakes": _by_name,
    "hints": lambda texts: tuple(map(spoken, texts)), "forms": frozenset, "weather": Weather, "roles": tuple}
"""How what JSON has otherwise is read back."""


def _exercise(entry: Mapping[str, Any]) -> Exercise:
    return Exercise(**{name: _READ[name](value) if name in _READ else value for name, value in entry.items()})
