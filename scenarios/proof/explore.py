"""What people may do after the fault struck, tried out: no state without a way on, and the panel says of each what is so.

Breadth first over the deeds that the exercise itself knows, and those that anybody can do to its households. Two paths that
end alike are one state; each is kept when it is first met, and put back for every deed that is tried there, so that nothing is
played twice. A state has a way on if the rest of the solution, from any of its steps on, solves it, or the repair of a wrong
turn does, or if a deed leads to a state that has one. Where none does, the panel has to say that only *Mulai dari awal* helps.
What is solved, and no mistake stands, is so by the copy's tables, too (oracle.py). What is not looked at is bounded by numbers,
and told.
"""

from collections import deque
from collections.abc import Hashable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import reduce
from itertools import chain

from sandbox.deeds import Effect
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
from scenarios.proof.playing import Beginning, Players, PlayMoment
from scenarios.steps.base import BotStep
from scenarios.steps.entering import Complete, Delete, DiscardDraft, Edit, Fill, Mend, RemoveMember
from scenarios.steps.looking import Open, OpenHousehold, Until, Wait
from scenarios.steps.sending import Resend, Revise, Submit, Withdraw
from scenarios.steps.sheets import CopyPage

MOST_STATES = 4
"""How many states of one exercise, at one seat, are left by every deed. Those that lie beyond are asked for a way on, too."""
MOST_RECORDS = 3
"""Of how many households of an exercise all is tried that anybody can do to one; an exercise with six has six that are alike."""
MOST_PLAYS = 600
"""How many deeds are done at one seat; states that are not asked for a way on by then are told as left over."""
TOLD = 5
"""Dead ends that are told with the steps that lead there."""


@dataclass(frozen=True, slots=True)
class Reached:
    """A state, and the first path that led there. `waits`: the panel says that nothing need be pressed; `told`: what it says
    of mistakes that still stand."""

    key: Hashable
    path: tuple[BotStep, ...]
    solved: bool
    waits: bool
    told: tuple[str, ...]
    moment: PlayMoment = field(compare=False, repr=False)
    objections: tuple[str, ...] = ()
    """What the copy's tables say against it, where it is solved and no mistake stands (oracle.py)."""

    @property
    def gives_up(self) -> bool:
        return any(ANEW in text for text in self.told)


@dataclass(frozen=True, slots=True)
class Explored:
    """How far it was looked.

    `states` were reached, `left` of them by every deed; `unasked` have no way on that was found within the bound of deeds.
    """

    states: int
    left: int
    unasked: int
    deeds: int


def explore(players: Players, *, most: int = MOST_STATES, deeds: Sequence[BotStep] = ()) -> tuple[list[Unproved], Explored]:
    """What is wrong at one seat of each half of the hall, on a stage of files, and how far it was looked.

    `deeds`: only these; else all of `deeds_of`.
    """
    starts = {each.twin: each for each in reversed(players.moments)}.values()
    explorers = [_Explorer(players, start, most, deeds or deeds_of(players.scenario)) for start in starts]
    found = [Unproved(problem, who=each.start.where) for each in explorers for problem in each.problems()]
    return found, Explored(*(sum(each.counts()[place] for each in explorers) for place in range(4)))


def deeds_of(scenario: Scenario) -> tuple[BotStep, ...]:
    """What can be done in this exercise, what changes something first: its own steps, and what anybody may do."""
    own = [*scenario.solution, *(step for turn in scenario.wrong_turns for step in turn.steps)]
    anyones = [deed for given in scenario.given_names[:MOST_RECORDS] for deed in _anyones(given)]
    anyones += [deed for given in scenario.sheets for deed in (*_sendings(given), *_withdrawals(given), *_slips(given))]
    found = {step.model_dump_json(): step for step in (*own, *anyones) if not isinstance(step, Wait)}
    return tuple(sorted(found.values(), key=lambda step: isinstance(step, Open | OpenHousehold)))


def _anyones(name: str) -> tuple[BotStep, ...]:
    return (*_sendings(name), *_withdrawals(name), Edit(edit=name, back=False, answers={}), DiscardDraft(discard_draft=name),
            Delete(delete=name, invented=False), Open(open="outbox"), OpenHousehold(household=name))


def _sendings(name: str) -> tuple[BotStep, ...]:
    return Submit(submit=name, only_if_missing=False, reason=""), Resend(resend=name, only_if_held=False)


def _withdrawals(name: str) -> tuple[BotStep, ...]:
    return tuple(Withdraw(withdraw=name, oldest=oldest, unlike=None, only_if_twice=False) for oldest in (False, True))


def _slips(name: str) -> tuple[BotStep, ...]:
    """Another cell than was meant, on the day that stands there and on the page's."""
    return tuple(CopyPage(copy_page=name, wrongly="stray", dated=dated) for dated in (False, True))


@dataclass
class _Explorer:
    players: Players
    start: Beginning
    most: int
    deeds: Sequence[BotStep]
    states: dict[Hashable, Reached] = field(default_factory=dict)
    """All that were met, the first one first."""
    left: list[Hashable] = field(default_factory=list)
    """Those that were left by every deed."""
    leads_to: dict[tuple[Hashable, str], Hashable] = field(default_factory=dict)
    """Where a deed leads from a state; each is done once."""
    live: set[Hashable] = field(default_factory=set)
    asked: set[Hashable] = field(default_factory=set)
    """From which the rests of the solution were played."""
    wanted: Sequence[Hashable] = ()
    """Of which is to be said whether they have a way on."""
    plays: int = 0
    """Deeds done so far."""

    @property
    def scenario(self) -> Scenario:
        return self.players.scenario

    @property
    def wait_out(self) -> tuple[BotStep, ...]:
        """Wait till time alone changes nothing more."""
        name = next(iter((*self.scenario.given_names, *self.scenario.sheets)), None)
        return (Wait(wait=Until(record=name, stage="validated")),) if name else ()

    def problems(self) -> Iterator[str]:
        root = self._root()
        self._grow(root)
        self.wanted = [*self.states]
        self._find_ways(root)
        yield from self._dead_ends()
        yield from self._falsely_calm()
        yield from self._falsely_solved()

    def counts(self) -> tuple[int, int, int, int]:
        """What `Explored` tells."""
        unasked = sum(key not in self.live | self.asked and not self.states[key].gives_up for key in self.wanted)
        return len(self.wanted), len(self.left), unasked, self.plays

    def _dead_ends(self) -> Iterator[str]:
        dead = [self.states[key] for key in self.wanted
                if key not in self.live and key in self.asked and not self.states[key].gives_up]
        for state in dead[:TOLD]:
            yield f"jalan buntu, dan panel tidak menyuruh {ANEW}: {written(self._shortened(state))}"
        if len(dead) > TOLD:
            yield f"jalan buntu: {len(dead) - TOLD} keadaan lagi sesudah yang disebut"

    def _falsely_calm(self) -> Iterator[str]:
        for state in map(self.states.__getitem__, self.wanted):
            if state.waits and any(ANEW not in text for text in state.told):
                yield ("panel berkata tidak ada yang perlu ditekan, padahal ada yang harus dibetulkan: "
                       f"{written(self._shortened(state))}")

    def _falsely_solved(self) -> Iterator[str]:
        for state in [*self.states.values()]:
            for objection in state.objections:
                yield f"selesai menurut panel, tetapi {objection}: {written(self._shortened(state))}"

    def _root(self) -> Reached:
        """Where the fault has just struck for the first time on the way of the solution; its beginning where none strikes."""
        bot = self.players.from_there(self.start)
        beginning = self._met(bot, ())
        if not self.scenario.faults:
            return beginning
        for place, step in enumerate(self.scenario.solution, start=1):
            _try(bot, step)
            bot.look_at_panel()
            if any(deed.fault for deed in self.players.attempt(self.start).deeds if deed.outcome is not Outcome.NOTED):
                self.states.clear()
                return self._met(bot, self.scenario.solution[:place])
        return beginning

    def _grow(self, root: Reached) -> None:
        """Reach states, breadth first, until there are no more or enough of them."""
        waiting = deque([root.key])
        found = {root.key}
        while waiting and len(self.left) < self.most:
            key = waiting.popleft()
            if self.states[key].solved:
                continue
            self.left.append(key)
            for deed in (*self.deeds, *self.wait_out):
                if (then := self._after(self.states[key], deed).key) not in found:
                    found.add(then)
                    waiting.append(then)

    def _find_ways(self, root: Reached) -> None:
        """Which states have a way on: by the rest of the solution or a wrong turn's repair, or after a mend or another deed."""
        self._ends_well(root)
        for state in map(self.states.__getitem__, reversed(self.wanted)):  # those reached last: the others often lead to them
            self._spread()
            if not state.gives_up:  # there the panel says the way
                self._has_way(state)
        self._spread()

    def _has_way(self, state: Reached) -> None:
        if state.key in self.live or self._ends_well(state):
            return
        for first in (*self._mends(), *((deed,) for deed in self.deeds)):
            if self.plays >= MOST_PLAYS:
                self.asked.discard(state.key)  # not all of it was asked
                return
            then = reduce(self._after, first, state)
            if then.key != state.key and (then.key in self.live or self._ends_well(then)):
                self.live.add(state.key)
                return

    def _ends_well(self, state: Reached) -> bool:
        """Whether the solution from any of its steps on, or the repair of a wrong turn, solves it from there. Asked once."""
        if state.solved:
            self.live.add(state.key)
        elif state.key not in self.asked and self.plays < MOST_PLAYS:
            rests = (self.scenario.solution[start:] for start in range(len(self.scenario.solution)))
            own = (turn.repair for turn in self.scenario.wrong_turns if turn.repair)
            if any(self._leads_on(state, rest) for rest in chain(rests, own)):
                self.live.add(state.key)
            self.asked.add(state.key)
        return state.key in self.live

    def _leads_on(self, state: Reached, steps: Sequence[BotStep]) -> bool:
        """Whether doing this from there, and waiting, solves it or comes to a state that has a way on."""
        bot, passed = state.moment.back(), {state.key}
        for done, step in enumerate(steps, start=1):
            self._do(bot, step)
            passed.add(self._met(bot, (*state.path, *steps[:done])).key)
            if passed & self.live:
                break
        else:
            bot.wait_till_nothing_changes()
            end = self._met(bot, (*state.path, *steps))
            if not end.solved and end.key not in self.live:
                return False
        self.live |= passed  # whoever came by there has this way on, too
        return True

    def _spread(self) -> None:
        """What leads to a state with a way on has one."""
        while more := {key for (key, _), then in self.leads_to.items() if key not in self.live and then in self.live}:
            self.live |= more

    def _mends(self) -> Iterator[tuple[BotStep, ...]]:
        """What the texts of mistakes ask for before the rest of the solution: send, cancel, copy notes and card, take out who
        is twice."""
        for name in (*self.scenario.sheets, *self.scenario.given_names):
            yield (_sendings(name)[0], *self.wait_out)
            for withdraw in _withdrawals(name):
                yield (withdraw,)
                yield (withdraw, withdraw)
        for name in self.scenario.sheets:
            yield (CopyPage(copy_page=name, wrongly=None, dated=False),)
            yield (CopyPage(copy_page=name, wrongly=None, dated=True),)
            yield (CopyPage(copy_page=name, wrongly=None, dated=False), Revise(revise=name, reason=""), *self.wait_out)
        for name in self.scenario.given_names:
            yield (Fill(fill=name, sections=()),)
            yield (Complete(complete=name), Mend(mend=name, wrongly=None))
            yield (Mend(mend=name, wrongly=None),)
            yield (Mend(mend=name, wrongly=None), Revise(revise=name, reason=""), *self.wait_out)
            if any(isinstance(step, Mend) for step in self.scenario.solution):
                yield (RemoveMember(remove_member=name, first=False),)

    def _after(self, state: Reached, step: BotStep) -> Reached:
        """Where that step leads from there."""
        deed = state.key, step.model_dump_json()
        if deed not in self.leads_to:
            bot = state.moment.back()
            self._do(bot, step)
            self.leads_to[deed] = self._met(bot, (*state.path, step)).key
        return self.states[self.leads_to[deed]]

    def _do(self, bot: Bot, step: BotStep) -> None:
        self.plays += 1
        _try(bot, step)

    def _met(self, bot: Bot, path: tuple[BotStep, ...]) -> Reached:
        """The state in which that bot is now; the one that is known, if it was met before."""
        key, solved, waits, told = self._seen(bot)
        if key not in self.states:
            objections = self.players.objections(self.start) if solved and not told and self._rests() else ()
            self.states[key] = Reached(key, path, solved, waits, told, self.players.keep(self.start, bot), tuple(objections))
        return self.states[key]

    def _rests(self) -> bool:
        """Whether the data are those with which it was solved: a step may go on after that, which counts for nothing."""
        deeds = self.players.attempt(self.start).deeds
        since = next((place for place, deed in enumerate(deeds) if deed.detail.solved), len(deeds)) + 1
        return not any(deed.outcome is Outcome.DONE and deed.kind.effect is Effect.CHANGES for deed in deeds[since:])

    def _shortened(self, state: Reached) -> tuple[BotStep, ...]:
        """The path without the steps that it does not need."""
        path = state.path
        for step in state.path:
            shorter = tuple(each for each in path if each is not step)
            bot = self.players.from_there(self.start)
            for each in shorter:
                _try(bot, each)
            if self._seen(bot)[0] == state.key:
                path = shorter
        return path

    def _seen(self, bot: Bot) -> tuple[Hashable, bool, bool, tuple[str, ...]]:
        """What tells the state from others; whether it is solved; whether the panel tells one to wait, and of what mistakes."""
        panel = bot.look_at_panel()
        told = tuple(each.text_content() for each in panel.xpath("//p[@class='mistake'][not(@data-repaired)]"))
        waits = bool(panel.xpath("//*[@data-waiting]"))
        with self.players.standing(self.start) as standing:
            return (_key(standing), told, waits), standing.attempt.solved_at is not None, waits, told


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
