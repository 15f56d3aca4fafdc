"""What plugs into the gate: applies the live faults, and writes into each deed what it made true.

Nothing is kept here between two deeds: which attempt runs, what has struck, what was met is read from the journal each time.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from sandbox import actions
from sandbox.actions import Action
from sandbox.clock import WIB
from sandbox.deeds import HELD
from sandbox.details import Details, News
from sandbox.errors import Rejected, Trouble
from sandbox.journal import Journal, Outcome, deed
from sandbox.store.base import Store
from scenarios import wording
from scenarios.attempt import known
from scenarios.attempt.attempts import Attempt
from scenarios.attempt.world import Data, World
from scenarios.faults.base import Fault, Scene
from scenarios.file.loader import pinned
from scenarios.file.schema import Scenario
from scenarios.play import live
from scenarios.play.judge import Judgement, judge
from scenarios.ties import Doing

T = TypeVar("T")


@dataclass
class LessonInterceptor:
    """The lesson's place in the gate. With `faults_on` false nothing goes wrong: for proving that a fault matters."""

    store: Store
    faults_on: bool = True

    def around(self, action: Action, proceed: Callable[[], T]) -> T:
        """See Interceptor.around."""
        with self.store.open(action.desk.pin) as session:
            attempt = known.current(session, action.desk.person)
        if attempt is None:
            return proceed()
        action.attempt = attempt.id
        scenario = pinned(attempt.scenario, attempt.hash)
        fault = live.striking(scenario, attempt, doing(action), action.now) if self.faults_on else None
        if fault is None:
            return proceed()
        return self._meet(fault, attempt, action, proceed)

    def within(self, action: Action, session: Session, row: Journal) -> None:
        """See Interceptor.within."""
        if action.attempt is None:
            return
        attempt = known.current(session, action.desk.person, before=row.id)
        if attempt is None or attempt.id != action.attempt:
            return
        scenario = pinned(attempt.scenario, attempt.hash)
        self._leave_traces(scenario, attempt, action, session, row)
        row.attempt, row.fault = action.attempt, action.fault
        row.tell(action.detail)
        told = verdicts(scenario, attempt.with_deed(deed(row)), session, action.now)
        action.detail = action.detail.with_news(told)
        action.must_last = told is not None or action.fault is not None

    def _meet(self, fault: Fault, attempt: Attempt, action: Action, proceed: Callable[[], Any]) -> Any:
        action.fault = fault.name
        scene = Scene(action, proceed, wait=lambda seconds: self._hold(fault, action, seconds),
                      say=lambda text: wording.fill(
                          text, {**facts_of(attempt, action), **live.until(fault, attempt, action.now)}))
        try:
            return fault.around(scene)
        except Rejected:
            action.fault = None  # the form turned it down: the fault has not struck, and is still to come
            raise
        except Trouble as trouble:
            if trouble.fault != fault.name:
                action.fault = None
            raise

    def _hold(self, fault: Fault, action: Action, seconds: float) -> None:
        """Tell the board that this seat rightly waits, then wait."""
        until = action.now + timedelta(seconds=seconds)
        actions.note(self.store, action.desk, HELD, page=action.page, record=action.record, attempt=action.attempt,
                     fault=fault.name, detail=Details(until=until))
        action.wait(seconds)

    def _leave_traces(self, scenario: Scenario, attempt: Attempt, action: Action, session: Session, row: Journal) -> None:
        if not self.faults_on or attempt.solved_at is not None:
            return
        if row.outcome == Outcome.DONE:
            for fault in live.ending(scenario, attempt, doing(action), action.now):
                fault.lift(action, session, row)
        for fault in scenario.faults_of(attempt.twin):
            if fault.name == action.fault:
                ends_at = live.ends_at(fault, attempt, row.at)
                if ends_at is not None:
                    action.detail = replace(action.detail, until=ends_at)
                fault.within(action, session, row, ends_at)


def verdicts(scenario: Scenario, attempt: Attempt, session: Session, now: datetime) -> News | None:
    """What the latest deed or the passing of time made true or false; None if nothing."""
    if attempt.solved_at is not None:
        return None
    found = judge(scenario, World(attempt, Data(session), now))
    return news(found, attempt)


def news(found: Judgement, attempt: Attempt) -> News | None:
    """The difference between a judgement and what the journal says already; None if there is none."""
    met = tuple(state.goal.id for state in found.goals if state.met and state.goal.id not in attempt.met)
    lost = tuple(state.goal.id for state in found.goals if not state.met and state.goal.id in attempt.met)
    mistakes = tuple(state.mistake.id for state in found.mistakes if state.is_new)
    if not (met or lost or mistakes or found.solved):
        return None
    return News(attempt.scenario, met, lost, mistakes, found.solved)


def doing(action: Action) -> Doing:
    """The action as faults see it."""
    return Doing.of_detail(action.kind.name, action.page.name if action.page else None, action.record, action.detail)


def facts_of(attempt: Attempt, action: Action) -> dict[str, str]:
    """What a message may name: hall time now, the reference at hand, the given households, called as on the page."""
    called = {f"{name}.no_kk": action.detail.number for name, tie in attempt.ties.items()
              if action.detail.number and tie.has(doing(action))}
    jam = f"{action.now.astimezone(WIB):%H.%M.%S}"
    facts = {**attempt.facts, **called}
    return {**facts, "jam": jam, "ref": action.detail.reference, "desa": action.desk.village_name}
