"""What *met, lost, mistakes, solved, hints, hand* and *taken* mean: one fold over deeds. Pure.

Panel, judge, board, timeline, results and reports read these states; nobody else computes *solved* for itself.

- A deed counts for the attempt that it names by the id of its begin row; one that names none counts for none.
- It is the trainee's in whose name it stands. Rows of staff and system name the trainee in their detail.
- After an attempt was solved, nothing more counts but how clear the person found it, and what a corrected exercise says of it.
- A mistake counts once an attempt, from when it was first made; repairing it does not take it away.
- Hints are a ladder: `hints` is the highest rung that was shown, whether the trainee opened it or staff gave it. A rung that
  was given and opened as well counts once.
- A question may be looked at twice: of the different wrong answers to it the first is free, each further one is a guess, and
  guesses count as help. The same answer pressed again is the same answer.
- A hand that is up keeps its place when it is raised again. Raising a hand asks anew, so an earlier *taken* no longer stands
  for it; lowering it ends both.
- Whoever left a copy that two shared has their attempts in the other one, which began with all the rows of this one; here they
  count no more.
- A generation made from a mark begins with the rows that the mark held: `merged` counts such an attempt once.

A row changes the state of one person in one generation, and of no other; rows of one journal come in its order, and one that
was folded already changes nothing. So every interleaving of journals and every cut into known and new gives the same state.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import reduce
from types import MappingProxyType
from typing import Any, NamedTuple

from sandbox.deeds import BEGIN, LEFT, LOWER_HAND, PLACED, RAISE_HAND, RELEASE, TAKE, DeedKind
from sandbox.details import AnswerDetails, HintDetails, RatingDetails, RejudgedDetails, StaffDetails, StaffHintDetails
from sandbox.journal import Deed
from scenarios.results.mastery import Go

FREE = 1
"""Different wrong answers to a question that cost nothing: who looked again after one was not guessing."""


class SeatKey(NamedTuple):
    """A person in one generation of a sandbox."""

    sandbox: int
    generation: int
    person: int


class Row(NamedTuple):
    """A journal's row and where it stands."""

    sandbox: int
    generation: int
    deed: Deed


@dataclass(frozen=True, slots=True)
class Erred:
    """A mistake of the exercise, by its id, and when it was first made."""

    mistake: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AttemptState:
    """How one attempt stands. Times are hall time, except `began_wall_at`."""

    id: int
    """Journal id of its begin row."""
    scenario: str
    began_at: datetime
    began_wall_at: datetime
    number: int = 1
    """1 for a person's first go at that exercise."""
    hash: str = ""
    skill: str = ""
    exam: str = ""
    """known or new, in an examination."""
    goals: tuple[str, ...] = ()
    met: frozenset[str] = frozenset()
    erred: tuple[Erred, ...] = ()
    mended: frozenset[str] = frozenset()
    """Of the mistakes made, those that are made good: they count, and nobody needs to come for them any more."""
    mended_at: Mapping[str, datetime] = field(default_factory=lambda: MappingProxyType({}))
    """When each mistake was made good last; it counts only for those that are `mended`."""
    hints: int = 0
    """The highest rung of the ladder that was shown."""
    last_hint_at: datetime | None = None
    wrong: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))
    """The different wrong answers, by question."""
    solved_at: datetime | None = None
    rating: str = ""
    """How clear the person found it once it was solved: jelas, agak, belum; empty: they did not say."""

    @property
    def guesses(self) -> int:
        """Wrong answers that were one too many for having looked."""
        return sum(len(answers) - FREE for answers in self.wrong.values() if len(answers) > FREE)

    @property
    def mistakes(self) -> tuple[str, ...]:
        """Ids of the mistakes made, the first one first."""
        return tuple(each.mistake for each in self.erred)

    @property
    def unmended(self) -> tuple[Erred, ...]:
        """The mistakes that still stand, the first one first."""
        return tuple(each for each in self.erred if each.mistake not in self.mended)

    @property
    def go(self) -> Go:
        """The attempt as mastery sees it."""
        return Go(self.scenario, self.number, self.solved_at is not None, self.hints + self.guesses, len(self.erred))


@dataclass(frozen=True, slots=True)
class Hand:
    """A raised hand: since when, and what was typed with it."""

    at: datetime
    wall_at: datetime
    text: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """Who of the staff takes care of a person, and since when."""

    at: datetime
    account_id: int
    name: str


Placed = Mapping[str, Mapping[str, bool]]
"""What somebody knew, by end of the day (awal, akhir) and skill."""


@dataclass(frozen=True, slots=True)
class PersonState:
    """What the lesson knows of one person in one generation."""

    last_id: int = 0
    """Journal id of the last row that was folded."""
    attempts: Mapping[int, AttemptState] = field(default_factory=lambda: MappingProxyType({}))
    current: int | None = None
    """Id of the attempt that was begun last."""
    hand: Hand | None = None
    taken: Taken | None = None
    placed: Placed = field(default_factory=lambda: MappingProxyType({}))

    @property
    def attempt(self) -> AttemptState | None:
        """The attempt that was begun last."""
        return None if self.current is None else self.attempts.get(self.current)


NOTHING_YET = PersonState()


def whose(deed: Deed) -> int | None:
    """The trainee whose deed it is; None for a row of staff or system that concerns nobody."""
    if deed.person > 0:
        return deed.person
    return deed.detail.trainee or None if isinstance(deed.detail, StaffDetails) else None


def key_of(row: Row) -> SeatKey | None:
    """Whose state the row changes."""
    person = whose(row.deed)
    return None if person is None else SeatKey(row.sandbox, row.generation, person)


def fold_all(rows: Iterable[Row], known: Mapping[SeatKey, PersonState] | None = None) -> dict[SeatKey, PersonState]:
    """The states after all `rows`, beginning with those that are `known`."""
    states = dict(known or {})
    for row in rows:
        key = key_of(row)
        if key is not None:
            states[key] = after(states.get(key, NOTHING_YET), row.deed)
    return states


def after(state: PersonState, deed: Deed) -> PersonState:
    """A person's state after one more of their deeds; the same object if it was folded before."""
    if deed.id <= state.last_id:
        return state
    state = replace(state, last_id=deed.id)
    state = _CHANGES.get(deed.kind, _unchanged)(state, deed)
    standing = None if deed.attempt is None else state.attempts.get(deed.attempt)
    if standing is None:
        return state
    counted = count(standing, deed)
    return state if counted is standing else _with_attempt(state, counted)


def begun(deed: Deed) -> AttemptState:
    """The attempt of a begin row, before anything was done."""
    chosen = deed.told(BEGIN)
    return AttemptState(deed.id, chosen.scenario, deed.at, deed.wall_at, chosen.number, chosen.hash, chosen.skill, chosen.exam,
                        chosen.goals)


def count(standing: AttemptState, deed: Deed) -> AttemptState:
    """The attempt after one more of its deeds; the same object if that changes nothing."""
    if isinstance(deed.detail, RatingDetails):
        return replace(standing, rating=deed.detail.rating)
    if isinstance(deed.detail, RejudgedDetails):
        return _rejudged(standing, deed.detail, deed.at)
    if standing.solved_at is not None:
        return standing
    return _judged(_answered(_hinted(standing, deed), deed), deed)


def standing(deeds: Sequence[Deed]) -> AttemptState:
    """How the attempt of these deeds stands; its begin row comes first."""
    first = deeds[0]
    return reduce(count, (deed for deed in deeds[1:] if whose(deed) == first.person), begun(first))


def merged(states: Iterable[PersonState]) -> list[AttemptState]:
    """One person's attempts in all these generations, given oldest first, in the order in which they were begun."""
    found: dict[tuple[int, datetime], AttemptState] = {}
    for state in states:
        for attempt in state.attempts.values():
            key = (attempt.id, attempt.began_wall_at)
            found[key] = _continued(found[key], attempt) if key in found else attempt
    return sorted(found.values(), key=lambda attempt: attempt.began_wall_at)


def _continued(earlier: AttemptState, later: AttemptState) -> AttemptState:
    """An attempt that a later generation took over from a mark. What was solved stays solved; help and mistakes stay too."""
    if earlier.solved_at is not None:
        return earlier
    known = set(earlier.mistakes)
    hinted = later if later.hints >= earlier.hints else earlier
    return replace(later, erred=earlier.erred + tuple(each for each in later.erred if each.mistake not in known),
                   hints=hinted.hints, last_hint_at=hinted.last_hint_at, wrong=MappingProxyType({
                       question: earlier.wrong.get(question, frozenset()) | later.wrong.get(question, frozenset())
                       for question in (*earlier.wrong, *later.wrong)}))


def _judged(standing: AttemptState, deed: Deed) -> AttemptState:
    """Goals and mistakes that this deed made true or untrue, as the judge wrote them into it."""
    told = deed.detail
    if not (told.met or told.lost or told.mistakes or told.repaired or told.again or told.solved):
        return standing
    new = [name for name in dict.fromkeys(told.mistakes) if name not in standing.mistakes]
    return replace(standing, met=(standing.met | frozenset(told.met)) - frozenset(told.lost),
                   erred=standing.erred + tuple(Erred(name, deed.at) for name in new),
                   mended=(standing.mended | frozenset(told.repaired)) - frozenset(told.again),
                   mended_at=MappingProxyType({**standing.mended_at, **dict.fromkeys(told.repaired, deed.at)}),
                   solved_at=deed.at if told.solved else None)


def _rejudged(standing: AttemptState, told: RejudgedDetails, at: datetime) -> AttemptState:
    """By the corrected exercise alone; a mistake that was made keeps its moment."""
    known = {each.mistake: each for each in standing.erred}
    return replace(standing, met=frozenset(told.met_now), mended=frozenset(told.mended_now), solved_at=told.solved_now,
                   erred=tuple(known.get(name, Erred(name, at)) for name in told.erred_now))


def _hinted(standing: AttemptState, deed: Deed) -> AttemptState:
    if not isinstance(deed.detail, HintDetails | StaffHintDetails):
        return standing
    rung = deed.detail.number or standing.hints + 1
    return standing if rung <= standing.hints else replace(standing, hints=rung, last_hint_at=deed.at)


def _answered(standing: AttemptState, deed: Deed) -> AttemptState:
    told = deed.detail
    if not isinstance(told, AnswerDetails) or told.right or not told.text:
        return standing
    answers = standing.wrong.get(told.question, frozenset()) | {told.text.casefold()}
    return replace(standing, wrong=MappingProxyType({**standing.wrong, told.question: answers}))


def _begun(state: PersonState, deed: Deed) -> PersonState:
    return replace(_with_attempt(state, begun(deed)), current=deed.id)


def _raised(state: PersonState, deed: Deed) -> PersonState:
    said = deed.told(RAISE_HAND).text
    if state.hand is not None:
        return replace(state, hand=replace(state.hand, text=said or state.hand.text))
    return replace(state, hand=Hand(deed.at, deed.wall_at, said), taken=None)


def _lowered(state: PersonState, deed: Deed) -> PersonState:
    return replace(state, hand=None, taken=None)


def _taken(state: PersonState, deed: Deed) -> PersonState:
    return replace(state, taken=Taken(deed.at, -deed.person, deed.told(TAKE).name))


def _released(state: PersonState, deed: Deed) -> PersonState:
    return replace(state, taken=None)


def _placed(state: PersonState, deed: Deed) -> PersonState:
    told = deed.told(PLACED)
    knew = MappingProxyType({skill: skill in told.knew for skill in told.asked})
    return replace(state, placed=MappingProxyType({told.end: knew, **state.placed}))  # the first word stands


def _left(state: PersonState, deed: Deed) -> PersonState:
    return PersonState(last_id=deed.id, placed=state.placed)


def _unchanged(state: PersonState, deed: Deed) -> PersonState:
    return state


def _with_attempt(state: PersonState, attempt: AttemptState) -> PersonState:
    return replace(state, attempts=MappingProxyType({**state.attempts, attempt.id: attempt}))


_CHANGES: Mapping[DeedKind[Any], Callable[[PersonState, Deed], PersonState]] = {
    BEGIN: _begun, RAISE_HAND: _raised, LOWER_HAND: _lowered, TAKE: _taken, RELEASE: _released,
    LEFT: _left, PLACED: _placed,
}
