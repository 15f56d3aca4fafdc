"""The examination: which exercises each person gets, what is next, and what came of it, known and new apart. Pure.

*Known* are exercises of the day, drawn anew and so about other families; *new* are of kinds of fault that were held back all
day. Both are drawn by the seat's own seed. Each is begun once, without hints and without a way back; one that is left is left.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from scenarios.day.block import DayBlock, Draw
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
    known = [each for each in day.due if each.weather is not Weather.CERAH and is_practised(day.block_of.get(each.id))]
    return [*_drawn(day.exam.known, known, role, rng, KNOWN), *_drawn(day.exam.new, day.held, role, rng, NEW)]


def _drawn(draw: Draw, pool: Sequence[Exercise], role: str, rng: Random, part: str) -> Sequence[ExamPaper]:
    """So many of those of the pool that the draw names (of all, where it names none), for that role."""
    able = [each for each in pool if role in each.roles and (not draw.of or each.id in draw.of)]
    return [ExamPaper(each, part) for each in rng.sample(able, min(draw.draw, len(able)))]


def is_practised(block: DayBlock | None) -> bool:
    """Whether everybody can have been at the exercises of that block: one that only a trainer opens may never have been open."""
    return block is None or block.opens is None or block.opens.by is None


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
