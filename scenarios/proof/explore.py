"""What people may do after the fault struck, tried out: no state without a way on, and the panel says of each what is so.

Breadth first over the deeds that the exercise itself knows, and those that anybody can do to its households. Each state is
reached by playing its path anew in a fresh copy; two paths that end alike are one state. A state has a way on if the rest of
the solution, from any of its steps on, solves it, or the repair of a wrong turn does, or if a deed leads to a state that has
one. Where none does, the panel has to say that only *Mulai dari awal* helps.
"""

from collections.abc import Hashable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from sandbox.journal import Outcome
from sandbox.practice.submissions import submissions
from scenarios.attempt.papers import content_print
from scenarios.attempt.world import World
from scenarios.bots.bot import Bot
from scenarios.bots.browser import Lost
from scenarios.file.schema import ANEW, Scenario
from scenarios.play import live
from scenarios.play.standing import Standing
from scenarios.proof.finding import Unproved, written
from scenarios.proof.playing import Beginning, Players
from scenarios.steps.base import BotStep
from scenarios.steps.entering import Delete, DiscardDraft, Edit, Mend, RemoveMember
from scenarios.steps.looking import Open, OpenHousehold, Until, Wait
from scenarios.steps.sending import Resend, Submit, Withdraw
from scenarios.steps.sheets import CopyPage

MOST_STATES = 4
"""How many states of one exercise, at one seat, are left by every deed. Those that lie beyond are asked for a way on, too."""


@dataclass(frozen=True, slots=True)
class Reached:
    """A state, and the first path that led there. `waits`: the panel says that nothing need be pressed; `told`: what it says
    of mistakes that still stand."""

    key: Hashable
    path: tuple[BotStep, ...]
    solved: bool
    waits: bool
    told: tuple[str, ...]

    @property
    def gives_up(self) -> bool:
        return any(ANEW in text for text in self.told)


def explore(players: Players, *, most: int = MOST_STATES, deeds: Sequence[BotStep] = ()) -> Iterator[Unproved]:
    """What is wrong at one seat of each half of the hall. `deeds`: only these; else all of `deeds_of`."""
    for moment in {each.twin: each for each in reversed(players.moments)}.values():
        for problem in _Explorer(players, moment, most, deeds or deeds_of(players.scenario)).problems():
            yield Unproved(problem, who=moment.where)


def deeds_of(scenario: Scenario) -> tuple[BotStep, ...]:
    """What can be done in this exercise, what changes something first: its own steps, and what anybody may do."""
    own = [*scenario.solution, *(step for turn in scenario.wrong_turns for step in turn.steps)]
    anyones = [deed for given in scenario.given_names for deed in _anyones(given)]
    anyones += [deed for given in scenario.sheets for deed in (*_sendings(given), _withdrawal(given))]
    found = {step.model_dump_json(): step for step in (*own, *anyones) if not isinstance(step, Wait)}
    return tuple(sorted(found.values(), key=lambda step: isinstance(step, Open | OpenHousehold)))


def _anyones(name: str) -> tuple[BotStep, ...]:
    return (*_sendings(name), *_withdrawals(name), Edit(edit=name, back=False, answers={}), DiscardDraft(discard_draft=name),
            Delete(delete=name, invented=False), Open(open="outbox"), OpenHousehold(household=name))


def _sendings(name: str) -> tuple[BotStep, ...]:
    return Submit(submit=name, only_if_missing=False, reason=""), Resend(resend=name, only_if_held=False)


def _withdrawals(name: str) -> tuple[BotStep, ...]:
    return tuple(Withdraw(withdraw=name, oldest=oldest, unlike=None, only_if_twice=False) for oldest in (False, True))


def _withdrawal(name: str) -> BotStep:
    return Withdraw(withdraw=name, oldest=True, unlike=None, only_if_twice=False)


@dataclass
class _Explorer:
    players: Players
    moment: Beginning
    most: int
    deeds: Sequence[BotStep]
    states: dict[Hashable, Reached] = field(default_factory=dict)
    leads_to: dict[Hashable, set[Hashable]] = field(default_factory=dict)
    live: set[Hashable] = field(default_factory=set)

    @property
    def scenario(self) -> Scenario:
        return self.players.scenario

    @property
    def wait_out(self) -> BotStep | None:
        """Wait till time alone changes nothing more."""
        name = next(iter((*self.scenario.given_names, *self.scenario.sheets)), None)
        return Wait(wait=Until(record=name, stage="validated")) if name else None

    def problems(self) -> Iterator[str]:
        self._grow()
        self._find_ways()
        for state in self.states.values():
            if state.key not in self.live and not state.gives_up:
                yield f"jalan buntu, dan panel tidak menyuruh {ANEW}: {written(self._shortened(state))}"
            if state.waits and any(ANEW not in text for text in state.told):
                yield ("panel berkata tidak ada yang perlu ditekan, padahal ada yang harus dibetulkan: "
                       f"{written(self._shortened(state))}")

    def _grow(self) -> None:
        """Reach states, breadth first, until there are no more or enough of them."""
        _, root = self._reach(self._till_the_fault())
        self.states[root.key] = root
        for place in range(self.most):
            if place >= len(self.states):
                return
            self._leave([*self.states.values()][place])

    def _till_the_fault(self) -> tuple[BotStep, ...]:
        """The beginning of the solution, up to the step at which the fault strikes; nothing where there is none."""
        if self.scenario.faults:
            for length in range(1, len(self.scenario.solution) + 1):
                bot, _ = self._reach(self.scenario.solution[:length])
                if any(deed.fault for deed in self.players.attempt(self.moment).deeds if deed.outcome is not Outcome.NOTED):
                    return self.scenario.solution[:length]
        return ()

    def _leave(self, state: Reached) -> None:
        """Do every deed in that state, and know where each leads."""
        if state.solved:
            return
        done: tuple[BotStep, ...] = ()
        bot: Bot | None = None
        for deed in (*self.deeds, *([self.wait_out] if self.wait_out else ())):
            if bot is None:
                bot, done = self._reach(state.path)[0], ()
            done = (*done, deed)
            _try(bot, deed)
            then = self._seen(bot, (*state.path, *done))
            if then.key != state.key:
                self.leads_to.setdefault(state.key, set()).add(then.key)
                self.states.setdefault(then.key, then)
                bot = None

    def _find_ways(self) -> None:
        """Which states have a way on; those that were reached last are asked first, for the others often lead to them."""
        for state in reversed([*self.states.values()]):
            self._spread()
            if state.key not in self.live and (state.solved or self._has_way(state)):
                self.live.add(state.key)
        self._spread()

    def _spread(self) -> None:
        """What leads to a state with a way on has one."""
        while more := {key for key, next_ones in self.leads_to.items() if key not in self.live and next_ones & self.live}:
            self.live |= more

    def _has_way(self, state: Reached) -> bool:
        rests = [self.scenario.solution[start:] for start in reversed(range(len(self.scenario.solution)))]
        own = [turn.repair for turn in self.scenario.wrong_turns if turn.repair]
        tries = [*rests, *own, *((*first, *rest) for first in self._repairs() for rest in (*rests, *own))]
        return any(self._solves((*state.path, *each)) for each in tries)

    def _repairs(self) -> Iterator[tuple[BotStep, ...]]:
        """What the texts of mistakes ask for before the rest of the solution: compare with the card, cancel, take out who is
        twice."""
        for name in self.scenario.sheets:
            yield (CopyPage(copy_page=name, wrongly=None, dated=False),)
            yield (_withdrawal(name),)
        for name in self.scenario.given_names:
            yield (Mend(mend=name, wrongly=None),)
            for withdraw in _withdrawals(name):
                yield (withdraw,)
                yield (withdraw, withdraw)
            if any(isinstance(step, Mend) for step in self.scenario.solution):
                yield (RemoveMember(remove_member=name, first=False),)

    def _solves(self, path: tuple[BotStep, ...]) -> bool:
        bot, _ = self._reach(path)
        bot.wait_till_nothing_changes()
        return self._seen(bot, path).solved

    def _shortened(self, state: Reached) -> tuple[BotStep, ...]:
        """The path without the steps that it does not need."""
        path = state.path
        for step in state.path:
            shorter = tuple(each for each in path if each is not step)
            if self._reach(shorter)[1].key == state.key:
                path = shorter
        return path

    def _reach(self, path: Sequence[BotStep]) -> tuple[Bot, Reached]:
        """Play a path in a fresh copy, always the same case. A step that its page does not offer is left out, as people do."""
        bot = self.players.from_there(self.moment)
        for step in path:
            _try(bot, step)
        return bot, self._seen(bot, tuple(path))

    def _seen(self, bot: Bot, path: tuple[BotStep, ...]) -> Reached:
        panel = bot.look_at_panel()
        told = tuple(each.text_content() for each in panel.xpath("//p[@class='mistake'][not(@data-repaired)]"))
        waits = bool(panel.xpath("//*[@data-waiting]"))
        with self.players.standing(self.moment) as standing:
            return Reached((_key(standing), told, waits), path, standing.attempt.solved_at is not None, waits, told)


def _try(bot: Bot, step: BotStep) -> None:
    with suppress(Lost):
        step.play(bot)


def _key(standing: Standing) -> Hashable:
    """What tells two states apart: goals, mistakes, faults, and all that is stored of the given households."""
    attempt, world = standing.attempt, standing.world
    faults = tuple(live.is_open(fault, attempt, standing.now) for fault in standing.scenario.faults_of(attempt.twin))
    return (attempt.met, attempt.standing.mended, frozenset(attempt.mistakes), standing.found.hidden, faults,
            world.data.household_count(), tuple(_stored(world, name) for name in attempt.numbers))


def _stored(world: World, name: str) -> Hashable:
    here, key = world.household(name), world.attempt.record_of(name)
    cells = tuple(sorted(world.figures(name).items(), key=str)) if name in world.attempt.sheets else ()
    sent = sorted((world.stage(each).name, each.resent > 0, each.revision, bool(submissions.way_of(each).held))
                  for each in world.submissions(name))
    return (None if here is None else content_print(here), cells, tuple(sent),
            key is not None and world.data.has_draft(world.attempt.person, key))
