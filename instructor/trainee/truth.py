"""How a trainee's exercise really stands: judged on the sandbox itself, read-only. For the instructor's page alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from instructor.trainee.timeline import FaultTold
from sandbox.deeds import BEGIN
from sandbox.details import BeginDetails
from sandbox.journal import Deed
from sandbox.seats import Seat
from sandbox.store.base import Store
from scenarios import wording
from scenarios.attempt import known
from scenarios.attempt.world import Data, World
from scenarios.file import loader
from scenarios.file.loader import NoSuchScenario
from scenarios.file.schema import Scenario
from scenarios.play import live
from scenarios.play.judge import judge


@dataclass(frozen=True, slots=True)
class TrueGoal:
    """One goal. `shown` is what the trainee sees: it may lag behind `met`, so that the fate of data does not leak."""

    text: str
    met: bool
    shown: bool
    part: tuple[int, int] | None

    @property
    def held_back(self) -> bool:
        return self.met and not self.shown


@dataclass(frozen=True, slots=True)
class Truth:
    """The running attempt as it is. `hints` is the whole ladder, filled in for this trainee."""

    attempt: int
    scenario: str
    goals: Sequence[TrueGoal]
    hints: Sequence[str]
    opened: int
    """The highest rung that the trainee has seen, opened by hand or given."""

    @property
    def met(self) -> int:
        return sum(goal.met for goal in self.goals)

    @property
    def next_hint(self) -> tuple[int, str] | None:
        """Number and text of the next rung; None if all are open."""
        return None if self.opened >= len(self.hints) else (self.opened + 1, self.hints[self.opened])


def truth(store: Store, seat: Seat, now: datetime) -> Truth | None:
    """The truth at `now` (hall time); None if no exercise was begun in the present copy."""
    if not store.exists(seat.pin):
        return None  # opening it would make a copy that nobody asked for
    with store.open(seat.pin) as session:
        return read_truth(session, seat, now)


def read_truth(session: Session, seat: Seat, now: datetime) -> Truth | None:
    """The same, in that copy."""
    attempt = known.current(session, seat.trainee_id)
    scenario = _scenario(attempt.detail) if attempt is not None else None
    if attempt is None or scenario is None:
        return None
    judged = judge(scenario, World(attempt, Data(session), now))
    goals = [TrueGoal(state.goal.text, state.met, state.shown, state.part) for state in judged.goals]
    facts = {**attempt.facts, **live.facts(scenario, attempt)}
    hints = [wording.fill(hint, facts) for hint in scenario.hints]
    return Truth(attempt.id, attempt.scenario, goals, hints, attempt.hints_opened)


def _scenario(begun: BeginDetails) -> Scenario | None:
    """The exercise of a begin row; None if its file was never pinned here, as in an archive from another instance."""
    try:
        return loader.pinned(begun.scenario, begun.hash)
    except NoSuchScenario:
        return None


def faults(deeds: Iterable[Deed]) -> Mapping[tuple[int, str], FaultTold]:
    """What the faults of the exercises begun in these deeds are and say, by attempt and name."""
    found: dict[tuple[int, str], FaultTold] = {}
    for deed in deeds:
        if deed.kind is not BEGIN:
            continue
        scenario = _scenario(chosen := deed.told(BEGIN))
        for fault in scenario.faults_of(chosen.twin) if scenario is not None else ():
            found[deed.id, fault.name] = FaultTold(fault.word, fault.message.code if fault.message else "")
    return found
