"""The board at one moment: a line a seat, the list of who needs somebody, and the counts. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from flask_babel import gettext as _

from instructor.board.attention import Attention, attention
from instructor.board.fold import Board, SeatState
from instructor.board.hall import Hall
from instructor.board.words import NEEDS_SOMEBODY, State
from sandbox.seats import Seat
from sandbox.words.folding import folded
from scenarios.results.fold import AttemptState, merged
from scenarios.results.mastery import Rung
from scenarios.results.progress import ScenarioProgress, by_scenario


@dataclass(frozen=True, slots=True)
class SeatLine:
    """One seat on the board. Cells: (state of the seat or result of the exercise, with a mistake)."""

    seat: Seat
    attention: Attention
    cells: tuple[tuple[str, bool], ...]
    number: str
    """The number of the exercise that is being worked on: 5.1."""
    solved: tuple[bool, ...]
    """Which exercises are solved; a cell may show a raised hand instead."""
    taken_by: str

    @property
    def done(self) -> int:
        return sum(self.solved)

    @property
    def state(self) -> State:
        return self.attention.state

    @property
    def shown(self) -> tuple[object, ...]:
        """All that the line's HTML depends on: an equal one needs no sending."""
        return self.seat.trainee_id, self.seat.name, self.state, self.cells, self.number, self.done, self.seat.companion


@dataclass(frozen=True, slots=True)
class Picture:
    """The board at one moment of hall time."""

    lines: tuple[SeatLine, ...]
    counts: Mapping[State, int]

    @property
    def missing(self) -> list[SeatLine]:
        """Who has not come, by table."""
        return [line for line in self.lines if line.state in (State.NOT_YET, State.ABSENT)]

    def needs(self, chosen: State | None = None) -> list[SeatLine]:
        """Who needs somebody, most urgent first; those somebody takes care of sink within their kind."""
        wanted = (chosen,) if chosen is not None else NEEDS_SOMEBODY
        found = [line for line in self.lines if line.state in wanted]
        return sorted(found, key=lambda line: (line.attention.sort_key[0], bool(line.taken_by), line.attention.sort_key[1]))


@dataclass(frozen=True, slots=True)
class VillageLines:
    """A village's place on the board: its lines, and the worst of their states."""

    table: int
    code: str
    name: str
    district: str
    lines: tuple[SeatLine, ...]

    @property
    def height(self) -> int:
        """In lines: a third person needs one more."""
        return max(len(self.lines), 2)

    @property
    def worst(self) -> str:
        return worst(self.lines)


def of_lines(lines: Iterable[SeatLine]) -> Picture:
    """The picture of these lines, with its counts."""
    kept = tuple(lines)
    counted = Counter(each.state for each in kept)
    return Picture(kept, {state: counted.get(state, 0) for state in State})


def archives(hall: Hall, board: Board) -> dict[int, list[SeatState]]:
    """The states of each trainee in copies other than the present one, oldest first, by trainee id."""
    present = {seat.trainee_id: seat.pin for seat in hall.seats}
    found: dict[int, list[SeatState]] = {}
    for key, state in sorted(board.items(), key=lambda each: (each[0].generation, each[0].sandbox)):
        pin = present.get(key.person)
        if pin is not None and (pin.sandbox, pin.generation) != (key.sandbox, key.generation):
            found.setdefault(key.person, []).append(state)
    return found


def line(hall: Hall, seat: Seat, state: SeatState, now: datetime, earlier: Sequence[SeatState] = ()) -> SeatLine:
    """One seat at `now` (hall time); `earlier` are the person's states in archived generations."""
    state = _still_here(hall, state, earlier)
    seen = attention(state, now, course=hall.course, opened_at=hall.hall_opened_at,
                     seated_at=hall.now(seat.seated_at) if seat.seated_at else None,
                     is_recorded=seat.trainee_id in hall.recorded)
    attempt = state.attempt
    # A hand stays in the grid when the exercise is solved, in which it was raised, until it is down.
    working_on = attempt.scenario if attempt is not None and (attempt.solved_at is None or state.hand is not None) else ""
    reached = by_scenario(every_attempt([*earlier, state]))
    best = {exercise.id: result(reached.get(exercise.id)) for exercise in hall.exercises}
    cells = tuple(_cell(best[exercise.id], exercise.id == working_on, seen.state) for exercise in hall.exercises)
    current = hall.by_id.get(working_on)
    return SeatLine(seat, seen, cells, current.number if current else "",
                    tuple(best[exercise.id][0] != Rung.BELUM.slug for exercise in hall.exercises),
                    state.taken.name if state.taken else "")


def _still_here(hall: Hall, state: SeatState, earlier: Sequence[SeatState]) -> SeatState:
    """Somebody whose sandbox was renewed a moment ago has not left the hall, though nothing was done in the new copy yet."""
    opened_at = hall.hall_opened_at
    seen = [each.active_at for each in earlier if each.active_at and (opened_at is None or each.active_at >= opened_at)]
    if state.arrived_at is not None or not seen:
        return state
    return replace(state, arrived_at=min(seen), active_at=max(seen))


def every_attempt(states: Iterable[SeatState]) -> list[AttemptState]:
    """A person's attempts in these generations, given oldest first, in the order in which they were begun."""
    return merged(state.lesson for state in states)


def result(reached: ScenarioProgress | None) -> tuple[str, bool]:
    """How far the person came in an exercise (belum, dibantu, mandiri, mahir), and whether its last solving had a mistake."""
    if reached is None or not reached.solved:
        return Rung.BELUM.slug, False
    return reached.step.slug, bool(reached.mistakes)


def villages(lines: Sequence[SeatLine]) -> list[VillageLines]:
    """The lines by village, by table number."""
    found: dict[str, list[SeatLine]] = {}
    for each in lines:
        found.setdefault(each.seat.village_code, []).append(each)
    return [VillageLines(pair[0].seat.table_number, code, pair[0].seat.village_name, pair[0].seat.district, tuple(pair))
            for code, pair in found.items()]


def found(lines: Iterable[SeatLine], words: str) -> list[SeatLine]:
    """Whose name, village or subdistrict has all of these words in it, in the board's order."""
    wanted = folded(words).split()
    return [each for each in lines
            if all(word in folded(f"{each.seat.name} {each.seat.village_name} {each.seat.district}") for word in wanted)]


def columns(places: Sequence[VillageLines], count: int = 3) -> list[list[VillageLines]]:
    """The villages in columns of equal height, the first ones taller: 13 + 12 + 12."""
    size, more = divmod(len(places), count)
    heights = [size + (index < more) for index in range(count)]
    return [list(places[sum(heights[:index]):sum(heights[:index + 1])]) for index in range(count)]


def worst(lines: Iterable[SeatLine]) -> str:
    """The state of these seats that edge and tint of their village repeat; empty if none of them needs somebody."""
    urgent = [each.attention for each in lines if each.state in NEEDS_SOMEBODY]
    return min(urgent, key=lambda seen: seen.sort_key).state.value if urgent else ""


def spoken(each: SeatLine, exercises: int) -> str:
    """The line in words: Temurejo, sekdes, latihan 6.1, bekerja, 8 dari 10 selesai."""
    parts = [each.seat.village_name, each.seat.role_word]
    if each.seat.companion:
        parts.append(_("satu salinan berdua"))
    if each.number:
        parts.append(_("latihan %(number)s", number=each.number))
    return ", ".join([*parts, each.state.label, _("%(done)s dari %(all)s selesai", done=each.done, all=exercises)])


def tally(picture_: Picture, exercise_index: int) -> tuple[int, int, int]:
    """Done, at work, not yet: how many people in that exercise, absent ones left out. For the projector."""
    present = [each for each in picture_.lines if each.state not in (State.ABSENT, State.NOT_YET)]
    done = sum(each.solved[exercise_index] for each in present)
    rest = sum(each.cells[exercise_index][0] == Rung.BELUM.slug for each in present)
    return done, len(present) - done - rest, rest


def _cell(best: tuple[str, bool], at_work: bool, state: State) -> tuple[str, bool]:
    if not at_work:
        return best
    shown = state if state in (*NEEDS_SOMEBODY, State.WAITING) else State.WORKING
    return shown.value, best[1]

