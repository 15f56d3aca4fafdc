"""A lesson on a real store, a gate with the lesson in it and one attempt begun; and a stage with the panel on it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from sqlalchemy import select

from sandbox.actions import Action, Desk, Gate
from sandbox.deeds import DEEDS, PAGES
from sandbox.details import RecordDetails
from sandbox.errors import Trouble
from sandbox.journal import Deed, deeds
from sandbox.platform import db as platform
from sandbox.platform.db import write
from sandbox.platform.models import Group, Pinned
from sandbox.practice import drafts
from sandbox.practice.models import Household
from sandbox.practice.records import HouseholdRecord
from sandbox.practice.submissions import submissions
from sandbox.server.throwaway.stage import ProofStage, proof_stage
from sandbox.store.sqlite import SqliteStore
from scenarios.attempt import known
from scenarios.attempt.attempts import Attempt
from scenarios.bots.bot import Bot
from scenarios.day import agenda, course
from scenarios.file.loader import KIND, Loaded, parse, pinned
from scenarios.file.schema import Scenario
from scenarios.play import begin
from scenarios.play.interceptor import LessonInterceptor
from tests.conftest import Hall
from tests.practice.factories import complete
from tests.scenarios.factories import FRAME
from tests.scenarios.panels import a_bot

GOAL = "goals:\n  - {id: sampai, text: Sampai, check: {submissions: {record: kk}, count: 1}}\n"


@dataclass
class Lesson:
    """One seat in one exercise."""

    store: SqliteStore
    desk: Desk
    gate: Gate
    interceptor: LessonInterceptor

    @property
    def attempt(self) -> Attempt:
        with self.store.open(self.desk.pin) as session:
            found = known.current(session, self.desk.person)
        assert found is not None
        return found

    @property
    def scenario(self) -> Scenario:
        return pinned(self.attempt.scenario, self.attempt.hash)

    @property
    def kk(self) -> str:
        """Key of the record, as the journal names it."""
        return str(self.attempt.record_of("kk"))

    @property
    def kk_id(self) -> int:
        return self.attempt.record_of("kk").id

    def journal(self) -> list[Deed]:
        with self.store.open(self.desk.pin) as session:
            return deeds(session)

    def do(self, name: str, form: str, record: str | None = None, work: Callable = lambda session, now: None,
           **more: object) -> object:
        """Perform an action; the Trouble that it met, if any, else its result."""
        action = Action(DEEDS[name], self.desk, page=PAGES[form], record=record, **more)
        if action.typed and record is not None and isinstance(action.detail, RecordDetails) and action.detail.part:
            action.typed_into = (record, action.detail.part)
        self.last = action
        try:
            return self.gate.perform(action, lambda session, now: work(session, now), token=self.desk.pin.generation)
        except Trouble as trouble:
            return trouble

    def submit(self) -> object:
        """Send the household as the practice system does."""
        household_id = self.kk_id

        def work(session, now):
            sent = submissions.submit(session, HouseholdRecord.find(session, household_id), by="Operator", now=now)
            self.last.detail = RecordDetails(reference=sent.reference)
            return sent.reference

        return self.do("submit", "household", self.kk, work)

    def resend(self, reference: str) -> object:
        return self.do("resend", "submission", reference, detail=RecordDetails(reference=reference, of=self.kk),
                       work=lambda session, now: submissions.resend(session, submissions.get(session, reference), now))

    def sent(self) -> list[submissions.Submission]:
        with self.store.open(self.desk.pin) as session:
            found = submissions.of_record(session, self.attempt.record_of("kk"))
            for each in found:
                _ = (each.holds, each.receipt)
            return found


@pytest.fixture
def lesson(hall: Hall) -> Callable[..., Lesson]:
    """Makes a lesson of the frame, one goal and these parts."""

    def make(*parts: str, goal: str = GOAL, sandbox: int = 2, given: str = "") -> Lesson:
        loaded = pin(FRAME.replace("as: kk}\n", f"as: kk}}\n{given}") + goal + "".join(parts))
        interceptor = LessonInterceptor(hall.store)
        gate = Gate(hall.store, (interceptor,), keep_typing=drafts.keep)
        made = Lesson(hall.store, hall.desk(sandbox, sandbox), gate, interceptor)
        with hall.store.open(made.desk.pin, write=True) as session:  # so that no office sends back what is sent
            for household in session.query(Household):
                complete(household)
            session.commit()
        begin.begin(hall.store, made.desk, loaded, number=1)
        return made

    return make


def pin(text: str) -> Loaded:
    """A scenario as opening a group pins it."""
    loaded = parse(text, "coba.yaml")
    with platform.write() as session:
        if session.get(Pinned, loaded.hash) is None:
            session.add(Pinned(hash=loaded.hash, kind=KIND, name="coba", content=text))
    return loaded


@pytest.fixture(scope="module")
def stage() -> Iterator[ProofStage]:
    with proof_stage(agenda.exercises_of()) as stage:
        yield stage


@pytest.fixture(scope="session")
def place() -> Iterator[ProofStage]:
    """A stage for all proofs of this process: `prove` lays its exercise there."""
    with proof_stage([]) as place:
        yield place


@pytest.fixture
def day(stage: ProofStage) -> Iterator[Callable[..., None]]:
    """Gives the open group another day: blocks, what else there is, what was opened by hand. It is taken back afterwards."""
    with stage.app.app_context(), write() as session:
        group = session.scalars(select(Group)).one()
        before = group.agenda, group.openings

    def give(**parts: Any) -> None:
        with stage.app.app_context(), write() as session:
            group = session.scalars(select(Group)).one()
            group.agenda = replace(course.course(group.agenda), **parts).agenda()

    yield give
    with stage.app.app_context(), write() as session:
        group = session.scalars(select(Group)).one()
        group.agenda, group.openings = before


@pytest.fixture
def bot(stage: ProofStage) -> Bot:
    """An operator who has just sat down, in a fresh copy of the village."""
    return a_bot(stage, "operator")
