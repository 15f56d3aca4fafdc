"""The proof of a scenario, played through the real pages on a throwaway instance whose clock waits for nobody.

Untouched, no goal is met. The solution meets every goal with no mistake, in both halves of the hall. Each wrong turn makes its
mistake. A bot that clicks at random does not pass. And with its faults taken away the exercise is pointless: the solution no
longer meets every goal.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from sandbox.errors import GladiError
from sandbox.web import Services
from scenarios.bots.bot import PANEL
from scenarios.bots.browser import Lost
from scenarios.file.loader import Loaded
from scenarios.file.schema import Scenario
from scenarios.play.interceptor import LessonInterceptor
from scenarios.proof import monkey
from scenarios.proof.explore import explore
from scenarios.proof.playing import Players, StageFor

CLICKS = 60
MONKEYS = 2


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


def prove(loaded: Loaded, stage_for: StageFor, *, monkeys: int = MONKEYS, clicks: int = CLICKS,
          exploring: bool = False) -> Proof:
    """The proof of one scenario, with so many bots that click at random so often; with `exploring`, also of the states that
    people can reach besides."""
    proof = Proof(loaded.scenario.id, goals=len(loaded.scenario.goals))
    with stage_for([loaded]) as stage:
        players = Players(loaded.scenario, stage)
        proof.problems.extend(_Prover(loaded.scenario, players, proof, monkeys, clicks).problems())
        if exploring and not proof.problems:
            proof.problems.extend(explore(players))
    proof.ok = not proof.problems
    return proof


@dataclass
class _Prover:
    scenario: Scenario
    players: Players
    proof: Proof
    monkeys: int
    clicks: int

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
        for seat in self.players.seats():
            try:
                self.players.bot(seat).begin(self.scenario.id)
            except (Lost, GladiError) as lost:
                return str(lost)
        return ""

    def _untouched(self) -> Iterator[str]:
        seat = self.players.seats()[0]
        bot = self.players.bot(seat)
        bot.begin(self.scenario.id)
        bot.browser.get(PANEL)
        for goal_id in sorted(self.players.attempt(seat).met):
            yield f"tujuan {goal_id} sudah tercapai tanpa berbuat apa-apa"

    def _solution(self) -> Iterator[str]:
        for seat in self.players.seats():
            lost, attempt = self.players.played(seat, self.scenario.solution)
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
            for seat in self.players.seats():
                lost, attempt = self.players.played(seat, turn.steps)
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
            seat = self.players.seats()[index % len(self.players.seats())]
            bot = self.players.bot(seat)
            bot.begin(self.scenario.id)
            monkey.click(bot.browser, Random(f"{self.scenario.id}:{index}"), self.clicks)
            bot.browser.get(PANEL)
            if self.players.attempt(seat).solved_at is not None:
                self.proof.monkey = False
                yield f"bot yang menekan sembarang tombol lulus (percobaan {index + 1})"

    def _without_faults(self) -> Iterator[str]:
        if not self.scenario.faults:
            return
        lesson = self._lesson()
        lesson.faults_on = False
        try:
            for seat in self.players.seats():
                _, attempt = self.players.played(seat, self.scenario.solution)
                if attempt.solved_at is not None:
                    yield "tanpa gangguan pun solution mencapai semua tujuan: gangguan itu tidak diperlukan"
                    return
        finally:
            lesson.faults_on = True

    def _lesson(self) -> LessonInterceptor:
        services: Services = self.players.stage.app.extensions["gladi"]
        return next(each for each in services.gate.interceptors if isinstance(each, LessonInterceptor))
