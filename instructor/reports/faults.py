"""The report by fault: how many people each fault of an exercise met, and how they came through."""

from collections.abc import Sequence

from instructor.reports.results import DayResults
from instructor.reports.table import Cell, ReportTable
from sandbox.words.texts import lazy_gettext as _l
from scenarios.day.course import Exercise
from scenarios.file import loader
from scenarios.file.loader import NoSuchScenario
from scenarios.results.mastery import Rung


def by_fault(results: Sequence[DayResults]) -> ReportTable:
    """Every fault that struck somebody: in which exercise, whom, and how many of them solved it, alone, without a mistake."""
    columns = (_l("Nomor"), _l("Latihan"), _l("Gangguan"), _l("Orang"), _l("Selesai"), _l("Tanpa bantuan"), _l("Keliru"))
    exercises = {exercise.id: exercise for day in results for exercise in day.course.exercises}
    found = sorted({which for day in results for which in day.struck if which[0] in exercises},
                   key=lambda which: (list(exercises).index(which[0]), which[1]))
    return ReportTable(columns, tuple(_row(exercises[scenario], fault, results) for scenario, fault in found))


def _row(exercise: Exercise, fault: str, results: Sequence[DayResults]) -> tuple[Cell, ...]:
    reached = [person.exercises[exercise.id] for day in results for person in day.people
               if person.seat.trainee_id in day.struck.get((exercise.id, fault), ()) and exercise.id in person.exercises]
    return (exercise.number, exercise.title, _word(exercise, fault), len(reached),
            sum(each.step > Rung.BELUM for each in reached), sum(each.step >= Rung.MANDIRI for each in reached),
            sum(any(attempt.mistakes for attempt in each.attempts) for each in reached))


def _word(exercise: Exercise, name: str) -> str:
    """What the hall calls that fault; its name where the exercise's file was never pinned here."""
    try:
        faults = loader.pinned(exercise.id, exercise.hash).faults
    except NoSuchScenario:
        return name
    return next((str(fault.word) for fault in faults if fault.name == name), name)
