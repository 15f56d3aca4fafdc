"""The proof of a scenario, played through the real pages on a throwaway instance whose clock waits for nobody.

Untouched, no goal is met. The solution and every other way meet every goal with no mistake, in both halves of the hall. Each
wrong turn makes its mistake, and its repair ends with that made good and every goal met. A bot that clicks at random does not
pass, nor one of three careless people without a mistake. And with any of its faults taken away the exercise is pointless: the
solution no longer meets every goal.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, cycle, islice
from random import Random

from sandbox.errors import GladiError
from sandbox.seats import Seat
from sandbox.web import Services
from scenarios.attempt.attempts import Attempt
from scenarios.bots.bot import Bot
from scenarios.bots.browser import Lost
from scenarios.file.loader import Loaded
from scenarios.file.schema import Scenario, WrongTurn
from scenarios.play.interceptor import LessonInterceptor
from scenarios.proof import monkey
from scenarios.proof.careless import careless
from scenarios.proof.explore import explore
from scenarios.proof.playing import Players, StageFor
from scenarios.steps.base import BotStep

CLICKS = 20
MONKEYS = 3
"""At random: of an exercise; the whole library meets more than two hundred of them."""


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
          hurried: bool = True, both: bool = True, exploring: bool = False) -> Proof:
    """The proof of one scenario, with so many bots that click at random so often.

    `hurried`: with three careless people, too; `both`: whatever is played, in both halves of the hall, not only the solution and
    the other ways (else by turns in one); `exploring`: also of the states that people can reach besides.
    """
    proof = Proof(loaded.scenario.id, goals=len(loaded.scenario.goals))
    with stage_for([loaded]) as stage:
        players = Players(loaded.scenario, stage)
        proof.problems.extend(_Prover(loaded.scenario, players, proof, monkeys, clicks, hurried, both).problems())
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
    hurried: bool
    both: bool
    struck: set[str] = field(default_factory=set)
    """Names of the faults that struck in any play."""

    def problems(self) -> Iterator[str]:
        try:
            begun = [(seat, self.players.begun(seat)) for seat in self.players.seats()]
        except (Lost, GladiError) as lost:
            yield f"tidak bisa dimulai: {lost}"
            return
        yield from self._untouched(*begun[0])
        yield from self._monkeys(begun)
        solved = [*self._solution()]
        self.proof.solution = not solved
        yield from solved
        yield from self._other_ways()
        yield from self._wrong_turns()
        if self.hurried:
            yield from careless(self.players)
        yield from self._without_faults()

    def _untouched(self, seat: Seat, bot: Bot) -> Iterator[str]:
        bot.look_at_panel()
        for goal_id in sorted(self.players.attempt(seat).met):
            yield f"tujuan {goal_id} sudah tercapai tanpa berbuat apa-apa"

    def _solution(self) -> Iterator[str]:
        yield from self._solves("solution", self.scenario.solution)

    def _other_ways(self) -> Iterator[str]:
        for index, way in enumerate(self.scenario.other_ways):
            yield from self._solves(f"other_ways.{index}", way)

    def _solves(self, name: str, script: Sequence[BotStep]) -> Iterator[str]:
        for seat, bot in self.players.halves():
            lost, attempt = self.players.played_on(bot, seat, script)
            self.struck.update(_faults_met(attempt))
            yield from self._unsolved(f"{name}{_half(attempt)}", lost, attempt)
            if attempt.mistakes:
                yield f"{name}{_half(attempt)}: dianggap keliru: {', '.join(sorted(attempt.mistakes))}"

    def _unsolved(self, name: str, lost: str, attempt: Attempt) -> Iterator[str]:
        if lost:
            yield f"{name}: {lost}"
        elif attempt.solved_at is None:
            open_goals = sorted({goal.id for goal in self.scenario.goals} - attempt.met)
            yield f"{name}: tujuan belum tercapai: {', '.join(open_goals) or 'semua, tetapi belum dilihat peserta'}"

    def _wrong_turns(self) -> Iterator[str]:
        for turn in self.scenario.wrong_turns:
            noticed = True
            for seat, bot in self._halves():
                lost, attempt = self.players.played_on(bot, seat, turn.steps)
                self.struck.update(_faults_met(attempt))
                name = f"wrong_turns {turn.mistake}{_half(attempt)}"
                if lost:
                    yield f"{name}: {lost}"
                if turn.mistake not in attempt.mistakes:
                    noticed = False
                    yield f"{name}: kekeliruan itu tidak tercatat"
                elif turn.repair:
                    yield from self._repaired(bot, seat, turn, name)
            self.proof.wrong_turns[turn.mistake] = self.proof.wrong_turns.get(turn.mistake, True) and noticed

    def _repaired(self, bot: Bot, seat: Seat, turn: WrongTurn, name: str) -> Iterator[str]:
        lost, attempt = self.players.played_on(bot, seat, turn.repair)
        yield from self._unsolved(f"{name}, repair", lost, attempt)
        if turn.mistake not in attempt.standing.mended:
            yield f"{name}, repair: kekeliruan itu belum beres"

    def _monkeys(self, begun: Sequence[tuple[Seat, Bot]]) -> Iterator[str]:
        """Bots that click at random: first those that have begun and touched nothing, then others in fresh copies."""
        others = ((seat, self.players.begun(seat)) for seat in cycle(self.players.seats()))
        self.proof.monkey = True
        for index, (seat, bot) in enumerate(islice(chain(begun, others), self.monkeys)):
            monkey.click(bot.browser, Random(f"{self.scenario.id}:{index}"), self.clicks)
            bot.look_at_panel()
            if self.players.attempt(seat).solved_at is not None:
                self.proof.monkey = False
                yield f"bot yang menekan sembarang tombol lulus (percobaan {index + 1})"
        self.players.stand_up()

    def _without_faults(self) -> Iterator[str]:
        """Each fault alone taken away, twins together."""
        lesson = self._lesson()
        for name in dict.fromkeys(fault.name for fault in self.scenario.faults):
            if name not in self.struck:
                yield f"gangguan {name} tidak pernah terjadi, di solution, other_ways, maupun wrong_turns"
                continue
            lesson.spared = frozenset({name})
            try:
                if self._is_idle():
                    yield f"tanpa {name} pun solution mencapai semua tujuan: gangguan itu tidak diperlukan"
            finally:
                lesson.spared = frozenset()

    def _is_idle(self) -> bool:
        """Whether the solution reaches every goal without it all the same."""
        return any(self.players.played_on(bot, seat, self.scenario.solution)[1].solved_at for seat, bot in self._halves())

    def _halves(self) -> Iterator[tuple[Seat, Bot]]:
        """Both halves of the hall, or only the one whose turn it is: with which half a seat goes changes from go to go."""
        return self.players.halves() if self.both else islice(self.players.halves(), 1)

    def _lesson(self) -> LessonInterceptor:
        services: Services = self.players.stage.app.extensions["gladi"]
        return next(each for each in services.gate.interceptors if isinstance(each, LessonInterceptor))


def _half(attempt: Attempt) -> str:
    return f" (kembaran {attempt.twin})" if attempt.twin else ""


def _faults_met(attempt: Attempt) -> set[str]:
    return {deed.fault for deed in attempt.deeds if deed.fault}
