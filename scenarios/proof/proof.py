"""The proof of a scenario, played through the real pages on a throwaway instance whose clock waits for nobody.

Untouched, no goal is met. The solution and every other way meet every goal with no mistake, in several villages, at each seat, in
both halves of the hall. Each wrong turn makes its mistake, and its repair ends with that made good and every goal met. A bot that
clicks at random does not pass, nor one of three careless people without a mistake. And with any of its faults taken away the
exercise is pointless: the solution no longer meets every goal. What is solved is so by the copy's tables, too (oracle.py).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice
from random import Random

from sandbox.web import Services
from scenarios.attempt.attempts import Attempt
from scenarios.bots.bot import Bot
from scenarios.file.loader import Loaded
from scenarios.file.schema import Scenario, WrongTurn
from scenarios.play.interceptor import LessonInterceptor
from scenarios.proof import monkey
from scenarios.proof.careless import careless
from scenarios.proof.explore import Explored, explore
from scenarios.proof.finding import Unproved, spelled, told
from scenarios.proof.playing import Beginning, Played, Players, ProofPlace
from scenarios.steps.base import BotStep


@dataclass(frozen=True, slots=True)
class Depth:
    """How deep a proof looks."""

    draws: int = 5
    """In so many cases solution and other ways are played: villages first, then seats, then other households of theirs."""
    monkeys: int = 3
    """Bots that click at random: of an exercise; the whole library meets more than two hundred of them."""
    clicks: int = 13
    hurried: bool = True
    """With three careless people, too."""
    both: bool = True
    """Wrong turns, and the solution without each fault, in both halves of the hall; else by turns in one."""
    exploring: bool = False
    """Also of the states that people can reach besides."""


USUAL = Depth()
THOROUGH = Depth(draws=20, monkeys=200, exploring=True)


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
    explored: Explored | None = None
    """How far the states that people can reach besides were looked at; None where nobody asked for it."""


def prove(loaded: Loaded, stage: ProofPlace, depth: Depth = USUAL) -> Proof:
    """The proof of one scenario on that stage, its only exercise from now on. To explore needs a stage of files."""
    proof = Proof(loaded.scenario.id, goals=len(loaded.scenario.goals))
    stage.lay([loaded])
    players = Players(loaded, stage)
    findings = list(_Prover(loaded.scenario, players, proof, depth).findings())
    if depth.exploring and not findings:
        found, proof.explored = explore(players)
        findings.extend(found)
    proof.problems.extend(told(findings, loaded))
    proof.ok = not proof.problems
    return proof


@dataclass
class _Prover:
    scenario: Scenario
    players: Players
    proof: Proof
    depth: Depth
    struck: set[str] = field(default_factory=set)
    """Names of the faults that struck in any play."""

    def findings(self) -> Iterator[Unproved]:
        if lost := list(self.players.begin_in(self.depth.draws)):
            yield from (Unproved(each) for each in lost)
            return
        yield from self._untouched()
        yield from self._monkeys()
        solved = [*self._solves(("solution",), self.scenario.solution)]
        self.proof.solution = not solved
        yield from solved
        for index, way in enumerate(self.scenario.other_ways):
            yield from self._solves(("other_ways", index), way)
        yield from self._wrong_turns()
        if self.depth.hurried:
            yield from careless(self.players)
        yield from self._without_faults()

    def _untouched(self) -> Iterator[Unproved]:
        for moment in self.players.moments:
            for goal_id in sorted(moment.met):
                place = "goals", [goal.id for goal in self.scenario.goals].index(goal_id)
                yield Unproved(f"tujuan {goal_id} sudah tercapai tanpa berbuat apa-apa", place, moment.where)

    def _solves(self, place: tuple[str | int, ...], script: Sequence[BotStep]) -> Iterator[Unproved]:
        for moment in self.players.moments:
            played = self.players.played_on(self.players.from_there(moment), moment, script)
            self.struck.update(_faults_met(played.attempt))
            yield from self._unsolved(place, script, played, moment)
            if played.attempt.solved_at is not None:
                yield from (Unproved(f"{_name(place)}: selesai menurut panel, tetapi {objection}", place, moment.where)
                            for objection in self.players.objections(moment))
            if mistakes := sorted(played.attempt.mistakes):
                yield Unproved(f"{_name(place)}: dianggap keliru: {', '.join(mistakes)}", place, moment.where)

    def _unsolved(self, place: tuple[str | int, ...], script: Sequence[BotStep], played: Played,
                  moment: Beginning) -> Iterator[Unproved]:
        if played.lost:
            yield _lost(place, script, played, moment)
        elif played.attempt.solved_at is None:
            open_goals = sorted({goal.id for goal in self.scenario.goals} - played.attempt.met)
            kept_open = "" if open_goals else self._kept_open(moment)
            yield Unproved(f"{_name(place)}: tujuan belum tercapai: "
                          f"{', '.join(open_goals) or kept_open or 'semua, tetapi belum dilihat peserta'}", place, moment.where)

    def _kept_open(self, moment: Beginning) -> str:
        """What stands there twice, and so keeps it from being solved."""
        with self.players.standing(moment) as standing:
            names = ", ".join(mistake.id for mistake in standing.found.kept_open)
        return f"semua, tetapi kekeliruan ini belum dibereskan: {names}" if names else ""

    def _wrong_turns(self) -> Iterator[Unproved]:
        for index, turn in enumerate(self.scenario.wrong_turns):
            noticed, place = True, ("wrong_turns", index)
            for moment, bot in self._halves():
                played = self.players.played_on(bot, moment, turn.steps)
                self.struck.update(_faults_met(played.attempt))
                if played.lost:
                    yield _lost((*place, "steps"), turn.steps, played, moment)
                if turn.mistake not in played.attempt.mistakes:
                    noticed = False
                    yield Unproved(f"wrong_turns {turn.mistake}: kekeliruan itu tidak tercatat", place, moment.where)
                elif turn.repair:
                    yield from self._repaired(bot, moment, turn, index)
            self.proof.wrong_turns[turn.mistake] = self.proof.wrong_turns.get(turn.mistake, True) and noticed

    def _repaired(self, bot: Bot, moment: Beginning, turn: WrongTurn, index: int) -> Iterator[Unproved]:
        played, place = self.players.played_on(bot, moment, turn.repair), ("wrong_turns", index, "repair")
        yield from self._unsolved(place, turn.repair, played, moment)
        if turn.mistake not in played.attempt.standing.mended:
            yield Unproved(f"wrong_turns {turn.mistake}, repair: kekeliruan itu belum beres", place, moment.where)

    def _monkeys(self) -> Iterator[Unproved]:
        """Bots that click at random, each on from another beginning."""
        self.proof.monkey = True
        for index, moment in enumerate(islice(cycle(self.players.moments), self.depth.monkeys)):
            bot = self.players.from_there(moment)
            clicked = monkey.click(bot.browser, Random(f"{self.scenario.id}:{index}"), self.depth.clicks)
            bot.look_at_panel()
            if self.players.attempt(moment).solved_at is not None:
                self.proof.monkey = False
                yield Unproved(f"bot yang menekan sembarang tombol lulus: {' → '.join(clicked)}", ("goals",), moment.where)

    def _without_faults(self) -> Iterator[Unproved]:
        """Each fault alone taken away, twins together."""
        lesson = self._lesson()
        for name in dict.fromkeys(fault.name for fault in self.scenario.faults):
            place = "faults", [fault.name for fault in self.scenario.faults].index(name)
            if name not in self.struck:
                yield Unproved(f"gangguan {name} tidak pernah terjadi, di solution, other_ways, maupun wrong_turns", place)
                continue
            lesson.spared = frozenset({name})
            try:
                yield from self._idle(name, place)
            finally:
                lesson.spared = frozenset()

    def _idle(self, name: str, place: tuple[str | int, ...]) -> Iterator[Unproved]:
        """Whether the solution reaches every goal without it all the same."""
        for moment, bot in self._halves_without(name):
            if self.players.played_on(bot, moment, self.scenario.solution).attempt.solved_at:
                yield Unproved(f"tanpa {name} pun solution mencapai semua tujuan: gangguan itu tidak diperlukan; tuntut sesuatu "
                               f"karenanya, misalnya did dengan after: {name}, atau hapus", place, moment.where)

    def _halves_without(self, name: str) -> Iterator[tuple[Beginning, Bot]]:
        """The same for plays without that fault: begun anew, where it struck before anybody could do anything."""
        if not any(name in moment.struck for moment in self.players.moments):
            return self._halves()
        anew = Players(self.players.loaded, self.players.stage)
        return iter(()) if list(anew.begin_in(1)) else islice(anew.halves(), None if self.depth.both else 1)

    def _halves(self) -> Iterator[tuple[Beginning, Bot]]:
        """Both halves of the hall, or only the one whose turn it is."""
        return self.players.halves() if self.depth.both else islice(self.players.halves(), 1)

    def _lesson(self) -> LessonInterceptor:
        services: Services = self.players.stage.app.extensions["gladi"]
        return next(each for each in services.gate.interceptors if isinstance(each, LessonInterceptor))


def _lost(place: tuple[str | int, ...], script: Sequence[BotStep], played: Played, moment: Beginning) -> Unproved:
    """At which step of the script somebody found no way on."""
    return Unproved(f"{_name(place)}, langkah {played.place + 1} {spelled(script[played.place])}: {played.lost}",
                   (*place, played.place), moment.where)


def _name(place: tuple[str | int, ...]) -> str:
    return ".".join(str(step) for step in place)


def _faults_met(attempt: Attempt) -> set[str]:
    return {deed.fault for deed in attempt.deeds if deed.fault}
