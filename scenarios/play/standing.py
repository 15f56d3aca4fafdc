"""How an attempt stands at one moment: judged once, then read by whoever tells of it (the journal's row, the panel)."""

from dataclasses import dataclass, replace
from datetime import datetime

from sandbox.details import News
from scenarios.attempt.attempts import Attempt
from scenarios.attempt.world import Data, World
from scenarios.file.schema import Scenario
from scenarios.play.judge import Judgement, judge


@dataclass(frozen=True)
class Standing:
    """An attempt, judged. What was asked of the data is kept in `world`, so that asking again costs nothing."""

    scenario: Scenario
    world: World
    found: Judgement

    @classmethod
    def of(cls, scenario: Scenario, attempt: Attempt, data: Data, now: datetime) -> "Standing":
        world = World(attempt, data, now)
        return cls(scenario, world, judge(scenario, world))

    def after(self, attempt: Attempt) -> "Standing":
        """The same moment, once the journal has been told of it: `attempt` is the one with that row."""
        world = replace(self.world, attempt=attempt)
        return Standing(self.scenario, world, judge(self.scenario, world))

    @property
    def attempt(self) -> Attempt:
        return self.world.attempt

    @property
    def now(self) -> datetime:
        return self.world.now

    @property
    def news(self) -> News | None:
        """What the latest deed or the passing of time made true or false; None if nothing, and after it is solved."""
        return None if self.attempt.solved_at is not None else news(self.found, self.attempt)


def news(found: Judgement, attempt: Attempt) -> News | None:
    """The difference between a judgement and what the journal says already; None if there is none."""
    met = tuple(state.goal.id for state in found.goals if state.met and state.goal.id not in attempt.met)
    lost = tuple(state.goal.id for state in found.goals if not state.met and state.goal.id in attempt.met)
    mistakes = tuple(state.mistake.id for state in found.mistakes if state.is_new)
    mended = attempt.standing.mended
    repaired = tuple(state.mistake.id for state in found.mistakes if state.repaired and state.mistake.id not in mended)
    again = tuple(state.mistake.id for state in found.mistakes if not state.repaired and state.mistake.id in mended)
    if not (met or lost or mistakes or repaired or again or found.solved):
        return None
    return News(attempt.scenario, met, lost, mistakes, repaired, again, found.solved)
