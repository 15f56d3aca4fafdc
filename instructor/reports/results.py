"""How everybody of some days stands, over all generations of their copies. The open group and closed ones are read alike."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property

from sqlalchemy import and_, select
from sqlalchemy.orm import aliased

from instructor.attendance import reading as attendance
from instructor.attendance.register import Register
from instructor.errors import NoSuchGroup
from sandbox import seats
from sandbox.deeds import BEGIN
from sandbox.journal import scenario_in
from sandbox.platform.db import read
from sandbox.platform.groups import of_training, sandboxes_of
from sandbox.platform.models import Feed, Group, GroupState
from sandbox.seats import Seat
from scenarios.day.course import Course, course
from scenarios.file.skills import Skill
from scenarios.results.fold import AttemptState, Placed
from scenarios.results.mastery import Rung
from scenarios.results.progress import ScenarioProgress, by_scenario, by_skill, lacking
from scenarios.results.rows import attempts, placed


@dataclass(frozen=True)
class PersonResults:
    """One person and every attempt of theirs, in the order in which they were begun."""

    seat: Seat
    attempts: Sequence[AttemptState]
    is_present: bool = True
    """Whether somebody came, as the register of attendance says."""
    placed: Placed = field(default_factory=dict)
    """What they knew at both ends of the day, by skill."""

    @cached_property
    def exercises(self) -> Mapping[str, ScenarioProgress]:
        """By exercise; only those that were begun."""
        return by_scenario(self.attempts)

    @cached_property
    def skills(self) -> Mapping[str, Rung]:
        """The rung reached, by skill; only those that were touched."""
        return by_skill(self.attempts)

    @property
    def is_expected(self) -> bool:
        """Whether they still take part: of who was replaced the colleague is counted."""
        return self.seat.left_at is None

    def lacking(self, course: Course) -> Sequence[Skill]:
        """The skills that a certificate needs and that this person does not master alone yet; empty: *layak*."""
        return lacking(self.skills, course.skills)


Struck = Mapping[tuple[str, str], set[int]]
"""Whom each fault has met, by its exercise and its name there."""


@dataclass(frozen=True, slots=True)
class DayResults:
    """One day: exercises and skills as they were pinned, and its people by table. One never opened has no exercises."""

    group: Group
    course: Course
    people: tuple[PersonResults, ...] = ()
    struck: Struck = field(default_factory=dict)

    @property
    def number(self) -> int:
        return self.group.number

    @property
    def held_on(self) -> date:
        return self.group.held_on

    @property
    def state(self) -> GroupState:
        return self.group.state

    @property
    def closed_at(self) -> datetime | None:
        """Wall time; None of a day that was not closed yet."""
        return self.group.closed_at

    @property
    def expected(self) -> tuple[PersonResults, ...]:
        """Its people without those who left: whoever came instead is counted for them."""
        return tuple(person for person in self.people if person.is_expected)

    def only(self, people: Iterable[PersonResults]) -> "DayResults":
        """The same day, of these people alone."""
        return replace(self, people=tuple(people))


def days(numbers: Iterable[int], *, now: datetime) -> list[DayResults]:
    """The results of these days at `now` (wall time), in this order; of every day if none is named. Raises NoSuchGroup."""
    every = {day.number: day for day in every_day()}
    chosen = list(dict.fromkeys(numbers)) or list(every)
    for number in chosen:
        if number not in every:
            raise NoSuchGroup(number=number)
    return results_of([every[number] for number in chosen], now=now)


def every_day() -> list[DayResults]:
    """Every day of the training that is on, without its people."""
    return [DayResults(group, course(group.agenda)) for group in of_training()]


def results_of(chosen: Sequence[DayResults], *, now: datetime) -> list[DayResults]:
    """The same days with their people and what came of them."""
    ids = [day.group.id for day in chosen]
    found, registers = attempts(Feed.sandbox_id.in_(sandboxes_of(*ids))), attendance.registers(
        [day.group for day in chosen], now=now)
    knew = placed(Feed.sandbox_id.in_(sandboxes_of(*ids)))
    sitting, met = seats.everybody(*ids), _struck(ids)
    return [replace(day, struck=met, people=tuple(
        PersonResults(seat, found.get(seat.trainee_id, []), _came(registers.get(day.group.id), seat),
                      knew.get(seat.trainee_id, {}))
        for seat in sitting if seat.group_id == day.group.id)) for day in chosen]


def _came(register: Register | None, seat: Seat) -> bool:
    """Who left is in no register any more; of them only those are read who had come in."""
    return register is not None and (seat.left_at is not None or register.of(seat.trainee_id).seen)


def _struck(group_ids: Sequence[int]) -> Struck:
    """Whom each fault has met in these groups."""
    deed, begun = aliased(Feed), aliased(Feed)
    same = and_(begun.sandbox_id == deed.sandbox_id, begun.generation == deed.generation, begun.journal_id == deed.attempt)
    scenario = scenario_in(begun.detail)
    with read() as session:
        rows = session.execute(
            select(scenario, deed.fault, deed.person).join(begun, same)
            .where(deed.fault.is_not(None), begun.action == BEGIN.name, deed.sandbox_id.in_(sandboxes_of(*group_ids)))
            .distinct()).all()
    found: dict[tuple[str, str], set[int]] = defaultdict(set)
    for name, fault, person in rows:
        found[name, str(fault)].add(person)
    return found
