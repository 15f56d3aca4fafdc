"""How everybody of some days stands, over all generations of their copies. The open group and closed ones are read alike."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from instructor.board import hall
from instructor.days import groups
from sandbox.platform.groups import sandboxes_of
from sandbox.platform.models import Feed
from sandbox.seats import Seat
from scenarios.day.course import Course
from scenarios.file.skills import Skill
from scenarios.results.fold import AttemptState
from scenarios.results.mastery import Rung
from scenarios.results.progress import ScenarioProgress, by_scenario, by_skill, lacking
from scenarios.results.rows import attempts


@dataclass(frozen=True)
class PersonResults:
    """One person and every attempt of theirs, in the order in which they were begun."""

    seat: Seat
    attempts: Sequence[AttemptState]

    @cached_property
    def exercises(self) -> Mapping[str, ScenarioProgress]:
        """By exercise; only those that were begun."""
        return by_scenario(self.attempts)

    @cached_property
    def skills(self) -> Mapping[str, Rung]:
        """The rung reached, by skill; only those that were touched."""
        return by_skill(self.attempts)

    def lacking(self, course: Course) -> Sequence[Skill]:
        """The skills that a certificate needs and that this person does not master alone yet; empty: *layak*."""
        return lacking(self.skills, course.skills)


@dataclass(frozen=True, slots=True)
class DayResults:
    """One day: exercises and skills as they were pinned, and its people by table. One never opened has no exercises."""

    number: int
    held_on: date
    course: Course
    people: tuple[PersonResults, ...]


def days(numbers: Iterable[int]) -> list[DayResults]:
    """The results of these days, in this order; of every day if none is named. Raises NoSuchGroup."""
    chosen = [groups.by_number(number) for number in numbers] or groups.all_groups()
    return [_of_group(group.id) for group in chosen]


def _of_group(group_id: int) -> DayResults:
    here = hall.hall_of(group_id)
    found = attempts(Feed.sandbox_id.in_(sandboxes_of(group_id)))
    people = tuple(PersonResults(seat, found.get(seat.trainee_id, [])) for seat in here.seats)
    return DayResults(here.number, here.held_on, here.course, people)
