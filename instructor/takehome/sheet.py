"""What stands on the sheet that a trainee takes home. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate

from instructor.reports.results import PersonResults
from instructor.takehome.words import FELT, Felt
from sandbox.words.texts import LaterText
from scenarios.day.course import Course, Exercise
from scenarios.file.skills import Skill
from scenarios.results.fold import AttemptState
from scenarios.results.mastery import Rung
from scenarios.spoken import first_sentence

ROOM = 27
"""What one page holds of a day, in half lines; mistakes come before routine."""
ROUTINE, SLIP = 2, 3
"""Half lines of a moment; the words of a mistake often need two lines."""


@dataclass(frozen=True, slots=True)
class SheetMoment:
    """A line of the day. `slip`: what went wrong, empty for routine; `word`: how far the person came, or if it was mended, and
    `mended_at` when."""

    at: datetime
    text: str
    word: str
    slip: str | LaterText = ""
    mended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class TakeHome:
    """The sheet."""

    person: PersonResults
    moments: Sequence[SheetMoment]
    left_out: int
    """Moments that the page has no room for."""
    skills: Sequence[tuple[Skill, Rung]]
    lacking: Sequence[Skill]
    solved: int
    alone: int
    slips: int
    mended: int
    felt: Felt | None
    """What a citizen would have felt: of the skill of a mistake that still stands, else of any mistake, else of the best."""
    went_wrong: bool
    again: Sequence[Exercise]


def take_home(course: Course, person: PersonResults) -> TakeHome:
    """The sheet of one person."""
    slips = [(attempt, erred.mistake) for attempt in person.attempts for erred in attempt.erred]
    steps = [progress.step for progress in person.exercises.values()]
    moments = list(_moments(course, person))
    kept = _kept(moments)
    return TakeHome(
        person, kept, len(moments) - len(kept),
        [(skill, person.skills.get(skill.id, Rung.BELUM)) for skill in course.skills
         if skill.certificate or skill in course.trained],
        person.lacking(course), sum(step > Rung.BELUM for step in steps), sum(step >= Rung.MANDIRI for step in steps),
        len(slips), sum(mistake in attempt.mended for attempt, mistake in slips), _felt(person, slips), bool(slips),
        [exercise for exercise in course.exercises if _rung(person, exercise) < Rung.MANDIRI][:3])


def _moments(course: Course, person: PersonResults) -> Iterator[SheetMoment]:
    for scenario, progress in person.exercises.items():
        exercise = course.by_id.get(scenario)
        if exercise is None:
            continue
        told = next((attempt for attempt in progress.attempts if attempt.solved_at), progress.latest)
        yield SheetMoment(told.solved_at or told.began_at, exercise.title, progress.state if progress.solved else "belum selesai")
        for attempt in progress.attempts:
            for erred in attempt.erred:
                slip = first_sentence(exercise.mistakes.get(erred.mistake, erred.mistake))
                mended_at = attempt.mended_at.get(erred.mistake) if erred.mistake in attempt.mended else None
                yield SheetMoment(erred.at, exercise.title, "keliru" if mended_at is None else "keliru, dibetulkan pukul", slip,
                                  mended_at)


def _kept(moments: Sequence[SheetMoment]) -> list[SheetMoment]:
    """As many as there is room for, mistakes before routine, in the order of the day."""
    first = sorted(moments, key=lambda each: (not each.slip, each.at))
    room = accumulate(SLIP if each.slip else ROUTINE for each in first)
    return sorted((each for each, taken in zip(first, room, strict=True) if taken <= ROOM), key=lambda each: each.at)


def _felt(person: PersonResults, slips: Sequence[tuple[AttemptState, str]]) -> Felt | None:
    unmended = [attempt.skill for attempt, mistake in slips if mistake not in attempt.mended]
    best = sorted(person.skills, key=lambda skill: -person.skills[skill])
    skills = [*unmended, *(attempt.skill for attempt, _mistake in slips)] or best
    return next((FELT[skill] for skill in skills if skill in FELT), None)


def _rung(person: PersonResults, exercise: Exercise) -> Rung:
    progress = person.exercises.get(exercise.id)
    return progress.step if progress is not None else Rung.BELUM
