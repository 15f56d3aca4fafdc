"""The day as the panel shows it to one person: what is open, what is offered next, what waits for its time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random

from sandbox.actions import Desk
from sandbox.words.roles import duty
from scenarios.day import course, exam, offer, opening
from scenarios.day.block import DayBlock
from scenarios.day.course import Course, Exercise, Weather
from scenarios.day.exam import ExamStanding
from scenarios.day.opening import Acts, Clocks, Opening
from scenarios.placement.items import END, START
from scenarios.results.fold import AttemptState, Placed
from scenarios.results.progress import ScenarioProgress, by_scenario, by_skill

UNSOLVED = ("belum", "jalan")


@dataclass(frozen=True, slots=True)
class ExerciseLine:
    """One exercise of the day. `state`: belum, jalan, dibantu, mandiri or mahir; a closed one can't be begun."""

    id: str
    number: str
    title: str
    minutes: int
    state: str
    open: bool


@dataclass(frozen=True, slots=True)
class BlockLine:
    """A block of the day, with its exercises where it is open. No title: the day has no blocks."""

    title: str
    opening: Opening
    exercises: tuple[ExerciseLine, ...]


@dataclass(frozen=True, slots=True)
class ExamShown:
    """The examination of the day, and how far the person is in it."""

    opening: Opening
    standing: ExamStanding


@dataclass(frozen=True, slots=True)
class DayShown:
    """What there is to do. `next`: the exercise to go on with; None if all that is open is solved."""

    blocks: tuple[BlockLine, ...]
    next: ExerciseLine | None
    weathers: Sequence[Weather]
    """What free practice there is, where there is nothing next."""
    exam: ExamShown | None = None
    real_name: str = ""
    """What the trainers call the real day whose weather there is."""
    until: datetime | None = None
    """When the whole day ends, if a trainer has said so; wall time."""
    stopped: ExerciseLine | None = None
    """What was begun last and not solved, where it can't go on: it is about the families of another copy."""
    single: bool = False
    """Whether there is this one exercise and no other, as for who tries it: then nothing leads elsewhere."""

    @property
    def waiting(self) -> BlockLine | None:
        """The next block that is not open yet."""
        return next((block for block in self.blocks if not block.opening.open), None)

    @property
    def empty(self) -> bool:
        return not self.blocks


def of(desk: Desk, attempts: Sequence[AttemptState], current: str) -> DayShown:
    """The day of whoever sits at that desk and has begun these attempts. `current`: the exercise that they began last."""
    agenda, openings = desk.day()
    day, done = course.read(agenda), opening.acts(openings)
    now, reached = moment(desk), by_scenario(attempts)
    lines = {each.id: _line(day, done, each, reached, now) for each in day.exercises if duty(desk.role) in each.roles}
    candidates = [day.by_id[line.id] for line in lines.values() if line.open and line.state in UNSOLVED and line.id != current]
    best = offer.best(day, candidates, by_skill(attempts))
    blocks = [block for each in day.blocks if (block := _block(day, done, each, lines, now)) is not None]
    alone = [line for line in lines.values() if line.id not in day.block_of]
    if alone:
        blocks.insert(0, BlockLine("", opening.of_day(done, now), tuple(alone)))
    single = len(day.by_id) == 1
    free = offer.weathers(day, lambda each: suits(desk, day, done, each)) if best is None and lines and not single else []
    return DayShown(tuple(blocks), lines[best.id] if best is not None else None, free, exam_of(desk, attempts),
                    day.real_name, opening.of_day(done, now).until, None if current else _stopped(lines, attempts), single)


def _stopped(lines: Mapping[str, ExerciseLine], attempts: Sequence[AttemptState]) -> ExerciseLine | None:
    if not attempts or attempts[-1].solved_at or attempts[-1].exam:
        return None
    return lines.get(attempts[-1].scenario)


def exam_of(desk: Desk, attempts: Sequence[AttemptState]) -> ExamShown | None:
    """The examination of whoever sits at that desk, drawn by the day and the seat; None where the day has none."""
    agenda, openings = desk.day()
    day = course.read(agenda)
    if day.exam is None:  # every look asks, and dice cost more than all else here
        return None
    drawn = exam.papers(day, duty(desk.role), Random(f"{day.held_on}:{desk.village_code}/{desk.role}:ujian"))
    if not drawn:
        return None
    return ExamShown(opening.of_exam(day, opening.acts(openings), moment(desk)), exam.standing(drawn, attempts))


def placement(day: DayShown, attempts: Sequence[AttemptState], placed: Placed) -> str:
    """Which Cek kemampuan is offered: awal before anything was begun, akhir to who has done that and all of the day; or none."""
    if day.single:
        return ""
    if not day.empty and not attempts and not placed:
        return START
    examined = day.exam is not None and day.exam.standing.next is None
    is_over = examined or (day.next is None and not (day.exam and day.exam.opening.open))
    return END if START in placed and END not in placed and is_over else ""


def is_examined(desk: Desk, attempts: Sequence[AttemptState]) -> bool:
    """Whether their examination goes on, which leaves nothing else to begin; while two share the copy it does not."""
    found = exam_of(desk, attempts)
    return found is not None and found.standing.running and not desk.companion


def moment(desk: Desk) -> Clocks:
    return Clocks(desk.clock.now(), desk.clock.wall())


def suits(desk: Desk, day: Course, done: Acts, exercise: Exercise) -> bool:
    """Whether that exercise may be drawn for free practice at that desk."""
    return duty(desk.role) in exercise.roles and opening.of_exercise(day, done, exercise.id, moment(desk)).open


def _line(day: Course, done: Acts, exercise: Exercise, reached: Mapping[str, ScenarioProgress], now: Clocks) -> ExerciseLine:
    here = reached.get(exercise.id)
    return ExerciseLine(exercise.id, exercise.number, exercise.title, exercise.minutes, here.state if here else "belum",
                        opening.of_exercise(day, done, exercise.id, now).open)


def _block(day: Course, done: Acts, block: DayBlock, lines: Mapping[str, ExerciseLine], now: Clocks) -> BlockLine | None:
    """A block with its exercises for this role; of those that the trainer keeps ready, the ones that were opened.

    None for one of which the trainer keeps all ready and has opened none.
    """
    here = opening.of_block(day, done, block, now)
    shown = [lines[each] for each in block.all if each in lines and (lines[each].open or each not in block.injects)]
    if not (shown or block.exercises or block.quick):
        return None
    return BlockLine(block.title, here, tuple(line for line in shown if here.open or line.open))
