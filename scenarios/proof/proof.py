"""The proof of a scenario, played through the real pages on a throwaway instance whose clock waits for nobody.

Untouched, no goal is met. The solution meets every goal with no mistake, in both halves of the hall. Each wrong turn makes its
mistake. A bot that clicks at random does not pass. And with its faults taken away the exercise is pointless: the solution no
longer meets every goal.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from random import Random
from typing import Protocol

from flask import Flask
from flask.testing import FlaskClient

from sandbox.clock import ManualClock
from sandbox.errors import GladiError
from sandbox.seats import Seat, find
from sandbox.store import generations
from sandbox.web import Services
from scenarios.attempt import known
from scenarios.attempt.attempts import Attempt
from scenarios.bots.bot import PANEL, Bot
from scenarios.bots.browser import Browser, Lost, Pairs, Response
from scenarios.file.loader import Loaded
from scenarios.file.schema import Scenario
from scenarios.play.interceptor import LessonInterceptor
from scenarios.proof import monkey
from scenarios.steps.base import BotStep

CLICKS = 60
MONKEYS = 2


class ProofPlace(Protocol):
    """A throwaway instance: one small village, its two seats, a group that is open with the given exercises."""

    app: Flask
    clock: ManualClock
    village_code: str

    def card(self, seat: Seat) -> str:
        """The address on that seat's card."""
        ...


StageFor = Callable[[Sequence[Loaded]], AbstractContextManager[ProofPlace]]
"""Sets up a stage for these exercises; given by the composition root."""


@dataclass
class Proof:
    """What was found. `problems` are sentences; `ok` if there are none."""

    id: str
    ok: bool = False
    goals: int = 0
    solution: bool = False
    wrong_turns: dict[str, bool] = field(default_factory=dict)
    monkey: bool = False
    problems: list[str] = field(default_factory=list)


class ClientTransport:
    """A Flask test client as transport."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, url: str) -> Response:
        return self._answer(self.client.get(url))

    def post(self, url: str, data: Pairs) -> Response:
        form: dict[str, list[str]] = {}
        for name, value in data:
            form.setdefault(name, []).append(value)
        return self._answer(self.client.post(url, data=form))

    @staticmethod
    def _answer(answer: object) -> Response:
        headers = {name.lower(): value for name, value in answer.headers}  # type: ignore[attr-defined]
        return Response(answer.status_code, headers, answer.data)  # type: ignore[attr-defined]


def prove(loaded: Loaded, stage_for: StageFor, *, monkeys: int = MONKEYS) -> Proof:
    """The proof of one scenario, with so many bots that click at random."""
    proof = Proof(loaded.scenario.id, goals=len(loaded.scenario.goals))
    with stage_for([loaded]) as stage:
        for problem in _Prover(loaded.scenario, stage, proof, monkeys).problems():
            proof.problems.append(problem)
    proof.ok = not proof.problems
    return proof


@dataclass
class _Prover:
    scenario: Scenario
    stage: ProofPlace
    proof: Proof
    monkeys: int

    def problems(self) -> Iterator[str]:
        if why := self._why_not_begun():
            yield f"tidak bisa dimulai: {why}"
            return
        yield from self._untouched()
        solved = [*self._solution()]
        self.proof.solution = not solved
        yield from solved
        yield from self._wrong_turns()
        yield from self._monkeys()
        yield from self._without_faults()

    def _why_not_begun(self) -> str:
        """What the page said instead, at one seat of each half of the hall; empty if the exercise begins."""
        for seat in self._seats():
            try:
                self._bot(seat).begin(self.scenario.id)
            except (Lost, GladiError) as lost:
                return str(lost)
        return ""

    def _untouched(self) -> Iterator[str]:
        seat = self._seats()[0]
        bot = self._bot(seat)
        bot.begin(self.scenario.id)
        bot.browser.get(PANEL)
        for goal_id in sorted(self._attempt(seat).met):
            yield f"tujuan {goal_id} sudah tercapai tanpa berbuat apa-apa"

    def _solution(self) -> Iterator[str]:
        for seat in self._seats():
            lost, attempt = self._played(seat, self.scenario.solution)
            half = f" (kembaran {attempt.twin})" if attempt.twin else ""
            if lost:
                yield f"solution{half}: {lost}"
            elif attempt.solved_at is None:
                open_goals = sorted({goal.id for goal in self.scenario.goals} - attempt.met)
                yield f"solution{half}: tujuan belum tercapai: {', '.join(open_goals) or 'semua, tetapi belum dilihat peserta'}"
            if attempt.mistakes:
                yield f"solution{half}: dianggap keliru: {', '.join(sorted(attempt.mistakes))}"

    def _wrong_turns(self) -> Iterator[str]:
        for turn in self.scenario.wrong_turns:
            noticed = True
            for seat in self._seats():
                lost, attempt = self._played(seat, turn.steps)
                half = f" (kembaran {attempt.twin})" if attempt.twin else ""
                if lost:
                    yield f"wrong_turns {turn.mistake}{half}: {lost}"
                if turn.mistake not in attempt.mistakes:
                    noticed = False
                    yield f"wrong_turns {turn.mistake}{half}: kekeliruan itu tidak tercatat"
            self.proof.wrong_turns[turn.mistake] = self.proof.wrong_turns.get(turn.mistake, True) and noticed

    def _monkeys(self) -> Iterator[str]:
        self.proof.monkey = True
        for index in range(self.monkeys):
            seat = self._seats()[index % len(self._seats())]
            bot = self._bot(seat)
            bot.begin(self.scenario.id)
            monkey.click(bot.browser, Random(f"{self.scenario.id}:{index}"), CLICKS)
            bot.browser.get(PANEL)
            if self._attempt(seat).solved_at is not None:
                self.proof.monkey = False
                yield f"bot yang menekan sembarang tombol lulus (percobaan {index + 1})"

    def _without_faults(self) -> Iterator[str]:
        if not self.scenario.faults:
            return
        lesson = self._lesson()
        lesson.faults_on = False
        try:
            for seat in self._seats():
                _, attempt = self._played(seat, self.scenario.solution)
                if attempt.solved_at is not None:
                    yield "tanpa gangguan pun solution mencapai semua tujuan: gangguan itu tidak diperlukan"
                    return
        finally:
            lesson.faults_on = True

    def _played(self, seat: Seat, script: Sequence[BotStep]) -> tuple[str, Attempt]:
        """Play the script in a fresh copy of the village: what the bot did not find, if anything, and how the attempt ended."""
        bot = self._bot(seat)
        bot.begin(self.scenario.id)
        lost = ""
        try:
            bot.play(script)
        except Lost as error:
            lost = str(error)
        bot.browser.fragment(PANEL)
        return lost, self._attempt(seat)

    def _bot(self, seat: Seat) -> Bot:
        with self.stage.app.app_context():  # never around a request: it would keep the user and the desk of the one before
            generations.renew(seat.pin.sandbox, now=self.stage.clock.now())
            card = self.stage.card(seat)
        bot = Bot(Browser(ClientTransport(self.stage.app.test_client())), self.stage.clock.wait)
        bot.sit_down(card)
        return bot

    def _attempt(self, seat: Seat) -> Attempt:
        services: Services = self.stage.app.extensions["gladi"]
        with self.stage.app.app_context(), services.store.open(generations.pin(seat.pin.sandbox)) as session:
            attempt = known.current(session, seat.trainee_id)
        assert attempt is not None  # begin() has passed
        return attempt

    def _seats(self) -> list[Seat]:
        """One seat that may do it; one of each half of the hall where they differ."""
        with self.stage.app.app_context():
            seats = [seat for role in self.scenario.roles if (seat := find(self.stage.village_code, role)) is not None]
        return seats if self.scenario.twins else seats[:1]

    def _lesson(self) -> LessonInterceptor:
        services: Services = self.stage.app.extensions["gladi"]
        return next(each for each in services.gate.interceptors if isinstance(each, LessonInterceptor))
