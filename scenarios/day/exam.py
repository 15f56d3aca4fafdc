"""The examination: which exercises each person gets, what is next, and what came of it, known and new apart. Pure.

*Known* are exercises of the day, drawn anew and so about other families; *new* are of kinds of fault that were held back all
day. Both are drawn by the seat's own seed. Each is begun once, without hints and without a way back; one that is left is left.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from scenarios.day.course import Course, Exercise, Weather
from scenarios.results.fold import AttemptState

KNOWN, NEW = "known", "new"
"""How an attempt of an examination is marked in its begin row."""


@dataclass(frozen=True, slots=True)
class ExamPaper:
    """One exercise of a person's examination."""

    exercise: Exercise
    part: str
    """known or new."""


@dataclass(frozen=True, slots=True)
class ExamStanding:
    """How far a person is in their examination: how many it has, which were begun, and what is next."""

    papers: Sequence[ExamPaper]
    begun: int
    next: ExamPaper | None

    @property
    def running(self) -> bool:
        """Begun, and not at its end."""
        return self.begun > 0 and self.next is not None


@dataclass(frozen=True, slots=True)
class ExamPart:
    """What came of one part: of so many exercises these were solved, and these without help and mistake."""

    of: int
    solved: int
    clean: int


def papers(day: Course, role: str, rng: Random) -> Sequence[ExamPaper]:
    """The exercises of somebody's examination, the known ones first; none where the day has no examination."""
    if day.exam is None:
        return []
    known = [each for each in day.due
             if role in each.roles and each.weather is not Weather.CERAH and not _waits_for_a_trainer(day, each)]
    new = [each for each in day.held if role in each.roles]
    return [*(ExamPaper(each, KNOWN) for each in rng.sample(known, min(day.exam.known, len(known)))),
            *(ExamPaper(each, NEW) for each in rng.sample(new, min(day.exam.new, len(new))))]


def _waits_for_a_trainer(day: Course, exercise: Exercise) -> bool:
    """Whether only a trainer opens its block: it may never have been open, so nobody is examined in it as known."""
    block = day.block_of.get(exercise.id)
    return block is not None and block.opens is not None and block.opens.by is not None


def standing(drawn: Sequence[ExamPaper], attempts: Sequence[AttemptState]) -> ExamStanding:
    """How far the person is who has begun these attempts."""
    begun = {attempt.scenario for attempt in attempts if attempt.exam}
    left = [paper for paper in drawn if paper.exercise.id not in begun]
    return ExamStanding(drawn, len(begun), left[0] if left else None)


def part(day: Course, role: str, attempts: Sequence[AttemptState], name: str) -> ExamPart:
    """What came of that part of the examination of the person of that role who has begun these attempts."""
    mine = [attempt for attempt in attempts if attempt.exam == name]
    of = sum(paper.part == name for paper in papers(day, role, Random(0)))  # how many does not hang on the dice
    return ExamPart(of, sum(attempt.solved_at is not None for attempt in mine),
                sum(attempt.go.alone and not attempt.mistakes for attempt in mine))
