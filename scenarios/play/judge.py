"""Goals and mistakes: one pure function of the scenario, the journal, the data and hall time.

What hangs on an unknown fate is held back: after a message that says BELUM DIKETAHUI, whatever reads the data keeps the state
it had until the trainee has looked. So nothing betrays a twin. `met` and `made` are the truth, for the instructor's page alone;
`shown` is what the panel says.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile

from sandbox.deeds import DEEDS, EXCHANGE, HOME, HOUSEHOLDS, LOOKS, OUTBOX, PageKind
from sandbox.errors import Fate
from sandbox.journal import Deed, Outcome
from scenarios.attempt.attempts import Attempt
from scenarios.attempt.world import World
from scenarios.checks.base import Check, Verdict
from scenarios.file.schema import Goal, Mistake, Scenario
from scenarios.play import live
from scenarios.results import fold

READING = tuple(kind.name for kind in DEEDS.values() if kind.reads)
LISTS = (OUTBOX, HOUSEHOLDS, HOME, EXCHANGE)


@dataclass(frozen=True, slots=True)
class GoalState:
    goal: Goal
    met: bool
    shown: bool
    part: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class MistakeState:
    """`made`: now or earlier; `is_new`: not in the journal yet; `repaired`: it holds no longer."""

    mistake: Mistake
    made: bool
    is_new: bool
    repaired: bool
    shown: bool


@dataclass(frozen=True, slots=True)
class Judgement:
    """How an attempt stands. `next_change_at`: when time alone may change it (hall time)."""

    goals: Sequence[GoalState]
    mistakes: Sequence[MistakeState]
    next_change_at: datetime | None
    hidden: bool
    """Whether the fate of something is still unknown to the trainee."""

    @property
    def met(self) -> frozenset[str]:
        return frozenset(state.goal.id for state in self.goals if state.met)

    @property
    def solved(self) -> bool:
        """All goals are met, the trainee can see it, and nothing stands there twice."""
        return all(state.met and state.shown for state in self.goals) and not self.kept_open

    @property
    def kept_open(self) -> Sequence[Mistake]:
        """Mistakes that stand, each of which keeps it from being solved."""
        return [state.mistake for state in self.mistakes if state.mistake.keeps_open and state.made and not state.repaired]


def judge(scenario: Scenario, world: World) -> Judgement:
    """How the attempt stands at `world.now`."""
    hidden = fate_is_unknown(scenario, world)
    changes: list[datetime] = []
    goals = [_goal(goal, world, hidden, changes) for goal in scenario.goals]
    mistakes = [_mistake(mistake, world, hidden, changes) for mistake in scenario.mistakes]
    changes.extend(live.lasting_till(scenario, world.attempt, world.now))
    return Judgement(goals, mistakes, min(changes, default=None), hidden)


def fate_is_unknown(scenario: Scenario, world: World) -> bool:
    """Whether a message said BELUM DIKETAHUI and the trainee has not looked since."""
    for fault in scenario.faults_of(world.attempt.twin):
        struck = world.attempt.struck.get(fault.name)
        if fault.message is not None and fault.message.fate is Fate.UNKNOWN and struck and not _looked(
                world.attempt, since=struck[-1], pages=LOOKS[fault.message.look].answers):
            return True
    return False


def _looked(attempt: Attempt, *, since: Deed, pages: Sequence[PageKind]) -> bool:
    """A list tells, and so does the page of a record; a new, empty form tells nothing."""
    return any(deed.id > since.id and deed.outcome is Outcome.DONE and (deed.page in LISTS or deed.record is not None)
               for deed in reversed(attempt.doings(READING, [page.name for page in pages])))


def _goal(goal: Goal, world: World, hidden: bool, changes: list[datetime]) -> GoalState:
    verdict = _asked(goal.check, world, changes)
    if hidden and goal.check.tells_fate():
        return GoalState(goal, verdict.met, _was_shown(goal.id, world), None)
    return GoalState(goal, verdict.met, verdict.met, verdict.part)


def _was_shown(goal_id: str, world: World) -> bool:
    """Whether the goal was ticked before the message whose fate is unknown."""
    before = takewhile(lambda deed: deed.fault is None or deed.outcome is Outcome.NOTED, world.deeds)
    return goal_id in fold.standing(list(before)).met


def _mistake(mistake: Mistake, world: World, hidden: bool, changes: list[datetime]) -> MistakeState:
    recorded = mistake.id in world.attempt.mistakes
    holds = _asked(mistake.check, world, changes).met
    repaired = mistake.repaired.verdict(world).met if mistake.repaired is not None else not holds
    made = recorded or holds
    # What reads the data could tell a fate; a mistake that is read from deeds alone is told at once, in both twins alike.
    shown = made and not (hidden and mistake.check.tells_fate())
    return MistakeState(mistake, made, holds and not recorded, made and repaired, shown)


def _asked(check: Check, world: World, changes: list[datetime]) -> Verdict:
    verdict = check.verdict(world)
    if verdict.next_change_at is not None:
        changes.append(verdict.next_change_at)
    return verdict
