"""A day that is too long for the grid, in stretches: blocks side by side, as many as fit beside a village's name. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from scenarios.day.course import Course, Exercise

WIDEST = 12
"""So many exercises fit at 1366 px."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The exercises `start` up to `stop` of the day, and the blocks that they are."""

    titles: tuple[str, ...]
    start: int
    stop: int


def stretches(day: Course) -> list[Stretch]:
    """The day in its order; one stretch where all of it fits. A block stays whole unless it is too long by itself."""
    found: list[Stretch] = []
    for title, start, stop in _pieces(day):
        last = found[-1] if found else None
        if last is not None and stop - last.start <= WIDEST:
            found[-1] = Stretch(tuple(dict.fromkeys((*last.titles, title))), last.start, stop)
        else:
            found.append(Stretch((title,), start, stop))
    return found


def places(day: Sequence[Stretch]) -> list[int]:
    """In which stretch each exercise is; empty where there is but one."""
    return [index for index, each in enumerate(day) for _ in range(each.start, each.stop)] if len(day) > 1 else []


def at_work(day: Sequence[Stretch], exercises: Sequence[Exercise], numbers: Iterable[str]) -> list[int]:
    """How many people are at work in each stretch, of whom each has an exercise's number."""
    people = Counter(numbers)
    return [sum(people[exercise.number] for exercise in exercises[each.start:each.stop]) for each in day]


def busiest(people: Sequence[int]) -> int:
    """The stretch in which most people are at work; the first where nobody is."""
    return max(range(len(people)), key=lambda index: people[index], default=0)


def _pieces(day: Course) -> Iterable[tuple[str, int, int]]:
    """Each block with its place in the day."""
    headings = [day.heading(exercise) for exercise in day.exercises]
    for heading, together in groupby(range(len(headings)), key=headings.__getitem__):
        inside = list(together)
        for at in range(0, len(inside), WIDEST):
            piece = inside[at:at + WIDEST]
            yield heading, piece[0], piece[-1] + 1
