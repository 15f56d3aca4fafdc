"""The figures of a report: from the results of some days to what page, XLSX and PDF all show. Pure, and counted here alone."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from instructor.reports.results import DayResults, PersonResults
from sandbox.platform.models import GroupState
from sandbox.words.texts import LaterText
from scenarios.day.course import Course, Exercise
from scenarios.file.skills import Skill
from scenarios.results.mastery import Rung
from scenarios.spoken import first_sentence

NAMED = 2
"""How many weak skills the sentence names, at most."""


@dataclass(frozen=True, slots=True)
class SkillFigures:
    """How many of the people who were there stand on which rung of a skill."""

    skill: Skill
    counts: Mapping[Rung, int]

    @property
    def alone(self) -> int:
        """Who masters it without help."""
        return self.counts[Rung.MANDIRI] + self.counts[Rung.MAHIR]

    @property
    def people(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class MistakeFigures:
    """A mistake of an exercise: how many people made it, and how many of them put it right."""

    exercise: Exercise
    text: str
    people: int
    mended: int

    @property
    def short(self) -> LaterText:
        """What went wrong: the first sentence, without what to do about it."""
        return first_sentence(self.text)


@dataclass(frozen=True, slots=True)
class ExerciseFigures:
    """How many people solved an exercise without help."""

    exercise: Exercise
    alone: int
    people: int


@dataclass(frozen=True, slots=True)
class ToCall:
    """Somebody whom the office should call: who was not there, or lacks some of the skills that a certificate needs."""

    person: PersonResults
    day: int
    is_present: bool
    lacking: Sequence[Skill]
    needed: int


@dataclass(frozen=True, slots=True)
class ReportFigures:
    """What a report says. Weakest skill first, commonest mistake first, who needs a call most first."""

    invited: int
    present: int
    absent: int
    """Of the days that were opened: whose day is still to come is not missing."""
    able: int
    """*Layak*: who was there and masters every skill that a certificate needs."""
    skills: Sequence[SkillFigures]
    mistakes: Sequence[MistakeFigures]
    again: Sequence[ExerciseFigures]
    calls: Sequence[ToCall]
    untrained: Sequence[Skill]
    """What a certificate needs and no exercise of these days trains: nobody can be *layak* then."""

    @property
    def not_able(self) -> int:
        return self.present - self.able

    @property
    def weak(self) -> Sequence[SkillFigures]:
        """The weakest skills, at most two: those that fewer than all master."""
        return [each for each in self.skills if each.alone < each.people][:NAMED]


def figures(days: Sequence[DayResults]) -> ReportFigures:
    """Those of all these days together: of those who are expected, each once."""
    people = _each_once((day, person) for day in days for person in day.people)
    here = [(day, person) for day, person in people if person.is_present]
    return ReportFigures(
        invited=len(people), present=len(here),
        absent=sum(not person.is_present and day.state is not GroupState.PLANNED for day, person in people),
        able=sum(is_able(day, person) for day, person in here),
        skills=sorted(_skills(here), key=lambda each: each.alone),
        mistakes=sorted(_mistakes(here), key=lambda each: (-each.people, each.text)),
        again=sorted(_exercises(here), key=lambda each: each.alone)[:NAMED], calls=_calls(people),
        untrained=_untrained(days))


def is_able(day: DayResults, person: PersonResults) -> bool:
    """*Layak*: was there, and masters alone every skill that a certificate needs. On a day never opened nobody is."""
    return person.is_present and bool(day.course.exercises) and not person.lacking(day.course)


def needed(course: Course) -> int:
    """How many skills a certificate needs."""
    return sum(skill.certificate for skill in course.skills)


def _untrained(days: Sequence[DayResults]) -> list[Skill]:
    opened = [day.course for day in days if day.course.exercises]
    wanted = {skill.id: skill for course in opened for skill in course.skills if skill.certificate}
    return [skill for skill in wanted.values() if not any(skill in course.trained for course in opened)]


People = Sequence[tuple[DayResults, PersonResults]]


def _each_once(people: Iterable[tuple[DayResults, PersonResults]]) -> People:
    """Without those who left, whose colleague is counted; of who was invited a second time the day that says most of them."""
    days: dict[int, list[tuple[DayResults, PersonResults]]] = {}
    for day, person in people:
        if person.seat.left_at is None:
            days.setdefault(person.seat.continues_id or person.seat.trainee_id, []).append((day, person))
    return [max(each, key=_says) for each in days.values()]


def _says(each: tuple[DayResults, PersonResults]) -> tuple[bool, bool, bool, int]:
    """On which day somebody earned the certificate, else came, else was expected; of several the last."""
    day, person = each
    return is_able(day, person), person.is_present, day.state is not GroupState.PLANNED, day.number


def _skills(here: People) -> Iterator[SkillFigures]:
    skills = {skill.id: skill for day, _person in here for skill in day.course.trained}
    for skill in skills.values():
        counts = Counter(person.skills.get(skill.id, Rung.BELUM) for day, person in here if skill in day.course.trained)
        yield SkillFigures(skill, {rung: counts[rung] for rung in Rung})


def _mistakes(here: People) -> Iterator[MistakeFigures]:
    made = sorted(_made(here), key=lambda each: each[0])
    known = _exercises_of(here)
    for (scenario, mistake), each in groupby(made, key=lambda each: each[0]):
        exercise, who = known[scenario], list(each)
        yield MistakeFigures(exercise, exercise.mistakes.get(mistake, mistake), len({person for _, person, _ in who}),
                             len({person for _, person, _ in who} - {person for _, person, is_mended in who if not is_mended}))


def _made(here: People) -> Iterator[tuple[tuple[str, str], int, bool]]:
    """Each mistake, by exercise and id, who made it, and whether it was put right in that attempt."""
    for day, person in here:
        for attempt in person.attempts:
            if attempt.scenario in day.course.by_id:
                for mistake in attempt.mistakes:
                    yield (attempt.scenario, mistake), person.seat.trainee_id, mistake in attempt.mended


def _exercises(here: People) -> Iterator[ExerciseFigures]:
    for exercise in _exercises_of(here).values():
        those = [person for day, person in here if exercise.id in day.course.by_id]
        alone = sum(exercise.id in person.exercises and person.exercises[exercise.id].step >= Rung.MANDIRI for person in those)
        if alone < len(those):
            yield ExerciseFigures(exercise, alone, len(those))


def _exercises_of(here: People) -> Mapping[str, Exercise]:
    return {exercise.id: exercise for day, _person in here for exercise in day.course.exercises}


def _calls(people: Iterable[tuple[DayResults, PersonResults]]) -> list[ToCall]:
    """Of days that were opened: those who lack most first, then who was not there."""
    found = [ToCall(person, day.number, person.is_present, person.lacking(day.course), needed(day.course))
             for day, person in people if day.course.exercises and not is_able(day, person)]
    return sorted(found, key=lambda each: (not each.is_present, -len(each.lacking), each.day, each.person.seat.table_number))
