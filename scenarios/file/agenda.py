"""The exercises of a day, in the day's order: what opening a group writes into its agenda."""

from collections.abc import Iterable
from typing import Any

from scenarios.file.loader import Loaded, library

DAY = ("daftar-yang-lambat", "entri-satu-keluarga", "nik-lima-belas-angka", "simpan-tanpa-jawaban", "kirim-tanpa-jawaban",
       "sesi-habis-saat-mengetik", "galat-sekali-lewat", "kiriman-macet-di-antrean", "tanda-terima-tidak-muncul")

def default_day() -> list[Loaded]:
    """The exercises of the whole day."""
    return [library()[scenario_id] for scenario_id in DAY]


def default_agenda() -> list[dict[str, Any]]:
    """The whole day as entries of a group's agenda."""
    return agenda(default_day())


def agenda(chosen: Iterable[Loaded]) -> list[dict[str, Any]]:
    """Entries of a group's agenda: names and texts that board and reports need, and the hash that pins the rest."""
    return [entry(loaded) for loaded in chosen]


def entry(loaded: Loaded) -> dict[str, Any]:
    """One exercise as it stands in a group's agenda. Who it is for stands in the pinned file."""
    scenario = loaded.scenario
    return {
        "id": scenario.id, "hash": loaded.hash, "number": scenario.number, "title": scenario.title, "block": scenario.block,
        "minutes": scenario.minutes, "skill": scenario.skill, "goals": {goal.id: goal.text for goal in scenario.goals},
        "mistakes": {mistake.id: mistake.text for mistake in scenario.mistakes}, "hints": list(scenario.hints),
        "forms": sorted(_forms(loaded))}


def _forms(loaded: Loaded) -> set[str]:
    """Pages that the work leads to, so that the board can tell who is lost."""
    scenario = loaded.scenario
    found: set[str] = set()
    for step in scenario.solution:
        found.update(step.pages())
    for goal in scenario.goals:
        found.update(getattr(goal.check, "form", ()))
    return found | ({"member"} if "household" in found else set())

