"""Whether a report's figures are those of the board: counted once more by what the board draws its cells from."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from instructor.board import fold, picture
from instructor.board.fold import SeatState
from instructor.reports.results import DayResults
from sandbox.platform.groups import sandboxes_of
from sandbox.platform.models import Feed
from scenarios.day.course import Exercise
from scenarios.results.fold import Row
from scenarios.results.mastery import Rung
from scenarios.results.progress import by_scenario
from scenarios.results.rows import rows, telling


@dataclass(frozen=True, slots=True)
class BoardDiffers:
    """A figure that the board shows otherwise: how many people are on that rung of an exercise."""

    exercise: Exercise
    rung: Rung
    report: int
    board: int


def differences(days: Sequence[DayResults]) -> list[BoardDiffers]:
    """Every figure of these days in which report and board differ."""
    told = rows(Feed.sandbox_id.in_(sandboxes_of(*(day.group.id for day in days))), telling())
    states = _by_person(told)
    return [each for day in days for each in _of_day(day, states)]


def _of_day(day: DayResults, states: Mapping[int, list[SeatState]]) -> list[BoardDiffers]:
    reached = [by_scenario(picture.every_attempt(states.get(person.seat.trainee_id, []))) for person in day.people]
    found: list[BoardDiffers] = []
    for exercise in day.course.exercises:
        board = Counter(picture.result(each.get(exercise.id))[0] for each in reached)
        report = Counter(person.exercises[exercise.id].step if exercise.id in person.exercises else Rung.BELUM
                         for person in day.people)
        found += [BoardDiffers(exercise, rung, report[rung], board[rung.slug]) for rung in Rung
                  if report[rung] != board[rung.slug]]
    return found


def _by_person(told: Iterable[Row]) -> dict[int, list[SeatState]]:
    """The board's states of every person, oldest first."""
    found: dict[int, list[SeatState]] = {}
    for key, state in sorted(fold.fold_all(told).items(), key=lambda each: (each[0].generation, each[0].sandbox)):
        found.setdefault(key.person, []).append(state)
    return found
