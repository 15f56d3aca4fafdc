"""A day's agenda: which exercises, in which blocks, opened when. Data in scenarios/agendas/; what is pinned is made of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

from pydantic import Field

from sandbox.deeds import HOUSEHOLD, MEMBER
from sandbox.errors import Fate, GladiError
from sandbox.files import yaml_files
from sandbox.files.yaml_files import YamlError
from sandbox.words.texts import lazy_gettext as _l
from scenarios.day.block import DayBlock, Exam
from scenarios.day.course import Course, Exercise, Weather
from scenarios.day.exam import is_practised
from scenarios.file.loader import Loaded, library
from scenarios.file.skills import skills
from scenarios.parts import Part, Slug
from scenarios.planting.base import Plant
from scenarios.spoken import Spoken, Text

AGENDAS = Path(__file__).parent.parent / "agendas"
DEFAULT = "satu-hari"
OWN_BLOCK = "latihan-sendiri"
OWN_TITLE = Spoken("Latihan sendiri", {"en": "Exercises of one's own"})
"""The block of what the office wrote itself and no agenda names: ready for the trainer, who opens each."""
Problem = tuple[list[str | int], str, str]
"""Place, why, remedy."""


class AgendaError(YamlError):
    """An agenda's file that cannot be used. One line for each problem."""

    code = "GL-AGD"


class NoSuchAgenda(GladiError):
    code = "GL-AGD-404"
    status = 404
    text = _l("Agenda %(id)s tidak ada. Pilih salah satu: %(known)s.")


class Agenda(Part):
    """The exercises of a day. One that is in no block is in the library all the same, for free practice."""

    id: Slug = Field(description="Name of the file without .yaml.")
    title: Text = Field(description="What the trainers call it.")
    minutes: int = Field(gt=0, le=600, description="How long the day's work is; its exercises must fit.")
    blocks: tuple[DayBlock, ...] = Field(min_length=1, description="The day's parts, in its order.")
    exam: Exam | None = Field(None, description="The examination at the end.")


@dataclass(frozen=True)
class ChosenDay:
    """What a group is opened with: the exercises of its day, in which blocks, and those that are left for free practice."""

    exercises: Sequence[Loaded]
    blocks: Sequence[DayBlock] = ()
    others: Sequence[Loaded] = ()
    exam: Exam | None = None
    held: Sequence[Loaded] = ()

    @property
    def all(self) -> Sequence[Loaded]:
        return [*self.exercises, *self.others, *self.held]


def load(path: Path) -> Agenda:
    """The agenda of that file. Raises AgendaError."""
    found = yaml_files.read(path, Agenda, AgendaError)
    for place, why, remedy in _problems(found, path.stem):
        raise yaml_files.error_in(path, Agenda, AgendaError, place, why, remedy)
    return found


@cache
def agendas() -> Mapping[str, Agenda]:
    """Every agenda by its id. Raises AgendaError."""
    found = [load(path) for path in sorted(AGENDAS.glob("*.yaml"))]
    return {each.id: each for each in found}


def chosen(agenda_id: str = DEFAULT) -> ChosenDay:
    """The day of that agenda. Raises NoSuchAgenda."""
    if agenda_id not in agendas():
        raise NoSuchAgenda(id=agenda_id, known=", ".join(agendas()))
    found = agendas()[agenda_id]
    blocks = found.blocks
    held = [library()[scenario_id] for scenario_id in found.exam.held] if found.exam else []
    named = {scenario_id for block in blocks for scenario_id in block.all}
    if own := tuple(each.scenario.id for each in library().values() if each.own and each.scenario.id not in named):
        blocks = (*blocks, DayBlock.model_validate({"id": OWN_BLOCK, "title": OWN_TITLE, "injects": own}))
    of_the_day = [library()[scenario_id] for block in blocks for scenario_id in block.all]
    others = [each for each in library().values() if each not in [*of_the_day, *held] and each.scenario.hints]
    return ChosenDay(of_the_day, blocks, [each for each in others if not _kinds([each]) & _kinds(held)], found.exam, held)


def exercises_of(agenda_id: str = DEFAULT) -> list[Loaded]:
    """The exercises of an agenda, in its order. Raises NoSuchAgenda."""
    return list(chosen(agenda_id).exercises)


def course_of(day: ChosenDay, *, held_on: date, opened_at: datetime) -> Course:
    """The day as it is pinned: names and texts that panel, board and reports need; the hash pins the rest."""
    return Course(tuple(map(exercise, day.exercises)), skills(), tuple(day.blocks), tuple(map(exercise, day.others)),
                  day.exam, tuple(map(exercise, day.held)), held_on, opened_at)


def exercise(loaded: Loaded) -> Exercise:
    """One exercise as it is pinned."""
    scenario = loaded.scenario
    return Exercise(
        scenario.id, scenario.number, scenario.title, scenario.block, scenario.skill, loaded.hash, scenario.minutes,
        {goal.id: goal.text for goal in scenario.goals}, {mistake.id: mistake.text for mistake in scenario.mistakes},
        scenario.hints, frozenset(_forms(loaded)), _weather(loaded), scenario.roles)


def _problems(found: Agenda, stem: str) -> Iterator[Problem]:
    """What is wrong between the file, its name and the library."""
    if found.id != stem:
        yield ["id"], f"id {found.id} tidak sama dengan nama file", f"Tulis id: {stem}"
    yield from _of_exercises(found)
    yield from _of_blocks(found)
    yield from _of_exam(found)
    needed = sum(library()[each].scenario.minutes for block in found.blocks for each in block.exercises)
    if needed > found.minutes:
        yield ["minutes"], f"latihannya perlu {needed} menit", f"Tulis minutes: {needed}, atau kurangi latihannya"


def _of_exercises(found: Agenda) -> Iterator[Problem]:
    seen: set[str] = set()
    for place, scenario_id in _places(found):
        if scenario_id not in library():
            yield place, f"latihan {scenario_id} tidak ada di pustaka", "Lihat: python3 start.py scenario list"
        elif scenario_id in seen:
            yield place, f"latihan {scenario_id} sudah ada di atas", "Hapus salah satunya"
        seen.add(scenario_id)


def _of_blocks(found: Agenda) -> Iterator[Problem]:
    before: list[str] = []
    for index, block in enumerate(found.blocks):
        if block.id in before or block.id in library():
            yield ["blocks", index, "id"], f"nama {block.id} sudah dipakai blok atau latihan lain", "Pilih id lain"
        when = block.opens.when if block.opens else None
        if when is not None and when not in before:
            yield (["blocks", index, "opens", "when"], f"blok {when} tidak ada di atasnya",
                   f"Pilih salah satu: {', '.join(before) or 'blok pertama selalu terbuka tanpa opens'}")
        before.append(block.id)


def _of_exam(found: Agenda) -> Iterator[Problem]:
    """What is held back is told nowhere else: neither the exercise nor its kinds of fault."""
    if found.exam is None:
        return
    yield from _of_draws(found, found.exam)
    held = _kinds(library()[each] for each in found.exam.held if each in library())
    for place, scenario_id in _places(found):
        if place[0] == "blocks" and scenario_id in library() and (shown := _kinds([library()[scenario_id]]) & held):
            yield (place, f"gangguan {', '.join(sorted(shown))} disimpan untuk ujian",
                   "Keluarkan latihan ini dari blok, atau pilih held yang lain")


def _of_draws(found: Agenda, exam: Exam) -> Iterator[Problem]:
    """What is drawn must be there: known ones, with a fault, in the blocks that open by themselves; new ones in held."""
    known = [each for block in found.blocks if is_practised(block) for each in block.exercises
             if each in library() and _weather(library()[each]) is not Weather.CERAH]
    for key, draw, able, where in (("known", exam.known, known, "exercises hari itu yang ada gangguannya"),
                                   ("new", exam.new, exam.held, "held")):
        for index, name in enumerate(draw.of):
            if name not in able:
                yield ["exam", key, "of", index], f"latihan {name} tidak ada di {where}", f"Pilih dari {where}"
        if draw.draw > len(draw.of or able):
            yield (["exam", key], f"{where if not draw.of else 'of'} hanya memuat {len(draw.of or able)} latihan",
                   f"Kurangi {key}, atau tambah latihannya")


def _kinds(exercises: Iterable[Loaded]) -> set[str]:
    """The kinds of fault that occur in these."""
    return {fault.slug() for each in exercises for fault in each.scenario.faults}


def _places(found: Agenda) -> Iterable[tuple[list[str | int], str]]:
    """Every exercise that the file names, and where."""
    for index, block in enumerate(found.blocks):
        for key in ("exercises", "quick", "injects"):
            for number, scenario_id in enumerate(getattr(block, key)):
                yield ["blocks", index, key, number], scenario_id
    for number, scenario_id in enumerate(found.exam.held if found.exam else ()):
        yield ["exam", "held", number], scenario_id


def _forms(loaded: Loaded) -> set[str]:
    """Names of the pages that the exercise leads to, so that the board can tell who is lost."""
    scenario = loaded.scenario
    found: set[str] = set()
    for step in scenario.solution:
        found.update(page.name for page in step.pages())
    for goal in scenario.goals:
        found.update(getattr(goal.check, "form", ()))
    return found | ({MEMBER.name} if HOUSEHOLD.name in found else set())


def _weather(loaded: Loaded) -> Weather:
    """cerah: nothing goes wrong; gerimis: something does, and the screen says what became of the data; badai: it can't say, or
    several things do."""
    faults = loaded.scenario.faults
    planted = [given for given in loaded.scenario.given if isinstance(given, Plant)]
    if len({fault.name for fault in faults}) > 1 or any(fault.message and fault.message.fate is Fate.UNKNOWN for fault in faults):
        return Weather.BADAI
    return Weather.GERIMIS if faults or planted else Weather.CERAH
