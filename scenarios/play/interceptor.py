"""What plugs into the gate: applies the live faults, and writes into each deed what it made true.

Nothing is kept here between two deeds: which attempt runs, what has struck, what was met is read from the journal each time.
A deed that no fault meets is read, judged and committed in one transaction; what the panel needs is read in it too.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from sandbox import actions
from sandbox.actions import Action, Desk
from sandbox.clock import WIB
from sandbox.deeds import HELD
from sandbox.details import Details
from sandbox.errors import Rejected, Trouble
from sandbox.journal import Journal, Outcome, deed
from sandbox.practice.forms.values import written_date
from sandbox.store.base import Store
from sandbox.words.roles import OTHER, role_label
from scenarios import wording
from scenarios.attempt import known
from scenarios.attempt.attempts import Attempt
from scenarios.attempt.known import KnownJournal
from scenarios.attempt.world import Data
from scenarios.faults.base import Fault, Scene
from scenarios.file.loader import pinned
from scenarios.file.schema import Scenario
from scenarios.play import batches, live
from scenarios.play.standing import Standing
from scenarios.ties import Doing

T = TypeVar("T")
Beside = Callable[[Session, Desk, KnownJournal, Standing | None], object]
"""Called at the end of a look's transaction, with its row counted. Standing is None where no attempt runs."""


@dataclass
class LessonInterceptor:
    """The lesson's place in the gate."""

    store: Store
    beside: Beside | None = None
    """Reads what stands beside a page that is looked at."""
    spared: frozenset[str] = frozenset()
    """Names of faults that do not strike: for proving that each of them matters."""

    def meets(self, action: Action, session: Session) -> bool:
        """See Interceptor.meets: whether a fault strikes at it."""
        attempt = known.current(session, action.desk.person)
        if attempt is None:
            return False
        action.attempt = attempt.id
        return self._striking(attempt, action, session) is not None

    def around(self, action: Action, proceed: Callable[[], T]) -> T:
        """See Interceptor.around. It is asked anew what strikes: the transaction in which it was seen is over."""
        with self.store.open(action.desk.pin) as session:
            attempt = known.current(session, action.desk.person)
            fault = self._striking(attempt, action, session) if attempt is not None else None
        if attempt is None:
            return proceed()
        action.attempt = attempt.id
        return proceed() if fault is None else self._meet(fault, attempt, action, proceed)

    def within(self, action: Action, session: Session, row: Journal) -> None:
        """See Interceptor.within."""
        journal = known.known(session, before=row.id)
        attempt = journal.running.get(action.desk.person)
        standing = None
        if attempt is not None and attempt.id == action.attempt:
            standing = self._judged(attempt, action, session, row, journal)
        if self.beside is not None and action.kind.reads:
            action.beside = self.beside(session, action.desk, known.after(journal, deed(row)), standing)

    def _striking(self, attempt: Attempt, action: Action, session: Session) -> Fault | None:
        def touches(fault: Fault) -> bool:
            return fault.name not in self.spared and fault.touches(action, live.submissions_of(fault, attempt))

        scenario = pinned(attempt.scenario, attempt.hash)
        here = replace(doing(action), along=batches.sent_along(scenario, action, session))
        return live.striking(scenario, attempt, here, action.now, touches=touches)

    def _judged(self, attempt: Attempt, action: Action, session: Session, row: Journal, before: KnownJournal) -> Standing:
        """How the attempt stands with this deed, which is told what it made true."""
        scenario = pinned(attempt.scenario, attempt.hash)
        self._leave_traces(scenario, attempt, action, session, row)
        row.attempt, row.fault = action.attempt, action.fault
        row.tell(action.detail)
        latest = deed(row)
        data = known.data(session, before) if known.leaves_data(latest) else Data(session)
        standing = Standing.of(scenario, attempt.with_deed(latest), data, action.now)
        told = standing.news
        action.must_last = told is not None or action.fault is not None
        if told is None:
            return standing
        action.detail = action.detail.with_news(told)
        row.tell(action.detail)
        return standing.after(attempt.with_deed(deed(row)))

    def _meet(self, fault: Fault, attempt: Attempt, action: Action, proceed: Callable[[], Any]) -> Any:
        action.fault = fault.name
        scene = Scene(action, proceed, wait=lambda seconds: self._hold(fault, action, seconds),
                      say=lambda text: wording.fill(
                          text, {**facts_of(attempt, action), **live.until(fault, attempt, action.now)}),
                      beside=lambda work: self._colleague(action, work),
                      ends_at=live.ends_at(fault, attempt, action.now))
        try:
            return fault.around(scene)
        except Rejected:
            action.fault = None  # the form turned it down: the fault has not struck, and is still to come
            raise
        except Trouble as trouble:
            if trouble.fault != fault.name:
                action.fault = None
            raise

    def _colleague(self, action: Action, work: Callable[[Session, str, datetime], None]) -> None:
        """Do that in the name of the other of the two, who may sit nowhere: the journal has it as nobody's."""
        desk = action.desk
        by = role_label(OTHER[desk.role], desk.kind.lower())
        actions.note(self.store, desk, action.kind, page=action.page, record=action.record, person=0,
                     also=lambda session, row: work(session, by, row.at))

    def _hold(self, fault: Fault, action: Action, seconds: float) -> None:
        """Tell the board that this seat rightly waits, then wait."""
        until = action.now + timedelta(seconds=seconds)
        actions.note(self.store, action.desk, HELD, page=action.page, record=action.record, attempt=action.attempt,
                     fault=fault.name, detail=Details(until=until))
        action.wait(seconds)

    def _leave_traces(self, scenario: Scenario, attempt: Attempt, action: Action, session: Session, row: Journal) -> None:
        if attempt.solved_at is not None:
            return
        if row.outcome == Outcome.DONE:
            for fault in live.ending(scenario, attempt, doing(action), action.now):
                fault.lift(action, session, live.submissions_of(fault, attempt))
            for plant in scenario.planted:
                if (key := attempt.record_of(plant.of)) is not None:
                    plant.lift(action, session, key)
        for fault in scenario.faults_of(attempt.twin):
            if fault.name == action.fault:
                ends_at = live.ends_at(fault, attempt, row.at)
                if ends_at is not None:
                    action.detail = replace(action.detail, until=ends_at)
                if row.outcome == Outcome.DONE:
                    batches.name_the_struck(fault, action, session, attempt.ties)
                fault.leave(action, session, row, ends_at, attempt.ties)


def doing(action: Action) -> Doing:
    """The action as faults see it."""
    return Doing.of_detail(action.kind.name, action.page.name if action.page else None, action.record, action.detail)


def facts_of(attempt: Attempt, action: Action) -> dict[str, str]:
    """What a message may name: hall time now, the reference at hand, the given households, called as on the page."""
    called = {f"{name}.no_kk": action.detail.number for name, tie in attempt.ties.items()
              if name not in attempt.sheets and action.detail.number and tie.has(doing(action))}
    jam = f"{action.now.astimezone(WIB):%H.%M.%S}"
    facts = {**attempt.facts, **called}
    today = written_date(action.now.astimezone(WIB).date())
    return {**facts, "jam": jam, "hari": today, "ref": action.detail.reference, "desa": action.desk.village_name}
