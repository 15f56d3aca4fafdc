"""A day's agenda: which exercises, in which order. Data in scenarios/agendas/; what opening a group writes is made from it."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from pydantic import Field

from sandbox import yaml_files
from sandbox.deeds import HOUSEHOLD, MEMBER
from sandbox.errors import GladiError
from sandbox.texts import lazy_gettext as _l
from sandbox.yaml_files import YamlError
from scenarios.day.course import Course, Exercise
from scenarios.file.loader import Loaded, library
from scenarios.file.skills import skills
from scenarios.parts import Part, Slug, Text

AGENDAS = Path(__file__).parent.parent / "agendas"
DEFAULT = "satu-hari"


class AgendaError(YamlError):
    """An agenda's file that cannot be used. One line for each problem."""

    code = "GL-AGD"


class NoSuchAgenda(GladiError):
    code = "GL-AGD-404"
    status = 404
    text = _l("Agenda %(id)s tidak ada. Pilih salah satu: %(known)s.")


class Agenda(Part):
    """The exercises of a day. One that is in no agenda is in the library all the same."""

    id: Slug = Field(description="Name of the file without .yaml.")
    title: Text = Field(description="What the trainers call it.")
    minutes: int = Field(gt=0, le=600, description="How long the day's work is; its exercises must fit.")
    exercises: tuple[Slug, ...] = Field(min_length=1, description="Ids of exercises of the library, in the day's order.")


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


def exercises_of(agenda_id: str = DEFAULT) -> list[Loaded]:
    """The exercises of an agenda, in its order. Raises NoSuchAgenda."""
    if agenda_id not in agendas():
        raise NoSuchAgenda(id=agenda_id, known=", ".join(agendas()))
    return [library()[scenario_id] for scenario_id in agendas()[agenda_id].exercises]


def course_of(chosen: Iterable[Loaded]) -> Course:
    """The day with these exercises, as it is pinned: names and texts that board and reports need; the hash pins the rest."""
    return Course(tuple(exercise(loaded) for loaded in chosen), skills())


def exercise(loaded: Loaded) -> Exercise:
    """One exercise as it is pinned. Who it is for stands in the pinned file."""
    scenario = loaded.scenario
    return Exercise(
        scenario.id, scenario.number, scenario.title, scenario.block, scenario.skill, loaded.hash, scenario.minutes,
        {goal.id: goal.text for goal in scenario.goals}, {mistake.id: mistake.text for mistake in scenario.mistakes},
        scenario.hints, frozenset(_forms(loaded)))


def _problems(found: Agenda, stem: str) -> Iterable[tuple[list[str | int], str, str]]:
    """What is wrong between the file, its name and the library: place, why, remedy."""
    if found.id != stem:
        yield ["id"], f"id {found.id} tidak sama dengan nama file", f"Tulis id: {stem}"
    for index, scenario_id in enumerate(found.exercises):
        if scenario_id not in library():
            yield ["exercises", index], f"latihan {scenario_id} tidak ada di pustaka", "Lihat: python3 start.py scenario list"
        elif scenario_id in found.exercises[:index]:
            yield ["exercises", index], f"latihan {scenario_id} sudah ada di atas", "Hapus salah satunya"
    needed = sum(library()[each].scenario.minutes for each in found.exercises if each in library())
    if needed > found.minutes:
        yield ["minutes"], f"latihannya perlu {needed} menit", f"Tulis minutes: {needed}, atau kurangi latihannya"


def _forms(loaded: Loaded) -> set[str]:
    """Names of the pages that the exercise leads to, so that the board can tell who is lost."""
    scenario = loaded.scenario
    found: set[str] = set()
    for step in scenario.solution:
        found.update(page.name for page in step.pages())
    for goal in scenario.goals:
        found.update(getattr(goal.check, "form", ()))
    return found | ({MEMBER.name} if HOUSEHOLD.name in found else set())
