"""An attempt judged anew, long after, where its exercise was corrected: pure in the journal, the copy's data and both files.

Only what was corrected is asked again, and always of the day itself: what an earlier correction said of it counts for nothing,
so that a correction can be taken back. What is read from deeds, answers and time comes out as if it had been right that day;
what is read from the data is judged by the data as they stand in that copy. They no longer tell of what was repaired before the
end: a mistake that the journal calls repaired stays.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from sandbox.deeds import REJUDGED
from sandbox.details import RejudgedDetails
from sandbox.journal import Deed
from scenarios.attempt.attempts import Attempt
from scenarios.attempt.world import Data, World
from scenarios.checks.base import Check
from scenarios.file.schema import Mistake, Scenario


def rejudged(attempt: Attempt, before: Scenario, after: Scenario, after_hash: str, data: Data) -> RejudgedDetails | None:
    """What came of that attempt by the corrected file; None if that is what the journal says already."""
    said = attempt.standing
    attempt = replace(attempt, deeds=[deed for deed in attempt.deeds if deed.kind is not REJUDGED])
    standing, last = attempt.standing, attempt.deeds[-1].at
    met = tuple(goal.id for goal in after.goals if _is_met(goal.id, goal.check, before, attempt, data, last))
    erred = tuple(mistake.id for mistake in after.mistakes if _was_made(mistake, before, attempt, data))
    mended = tuple(name for name in erred if name in standing.mended)
    kept_open = any(mistake.keeps_open and mistake.id in erred and mistake.id not in mended for mistake in after.mistakes)
    solved_at = (standing.solved_at or last) if len(met) == len(after.goals) and not kept_open else None
    if (set(met), set(erred), solved_at) == (set(said.met), set(said.mistakes), said.solved_at):
        return None
    return RejudgedDetails(hash=after_hash, met_now=met, erred_now=erred, mended_now=mended, solved_now=solved_at)


def _is_met(goal_id: str, check: Check, before: Scenario, attempt: Attempt, data: Data, at: datetime) -> bool:
    known = {goal.id: goal.check for goal in before.goals}
    if known.get(goal_id) == check:
        return goal_id in attempt.standing.met
    return check.verdict(World(attempt, data, at)).met


def _was_made(mistake: Mistake, before: Scenario, attempt: Attempt, data: Data) -> bool:
    known = {each.id: (each.check, each.repaired) for each in before.mistakes}
    if known.get(mistake.id) == (mistake.check, mistake.repaired):
        return mistake.id in attempt.standing.mistakes
    if mistake.check.tells_fate() and mistake.id in attempt.standing.mended:
        return True
    return any(mistake.check.verdict(World(part, data, part.deeds[-1].at)).met for part in _moments(attempt, mistake.check))


def _moments(attempt: Attempt, check: Check) -> Iterator[Attempt]:
    """The attempt as it stood after each of its deeds; where the data are asked, at its end alone."""
    counted = _counted(attempt)
    for length in range(len(counted) if check.tells_fate() else 1, len(counted) + 1):
        yield replace(attempt, deeds=counted[:length])


def _counted(attempt: Attempt) -> Sequence[Deed]:
    """Its deeds till it was solved: what was done after that counted for nothing."""
    solved_at = attempt.standing.solved_at
    return [deed for deed in attempt.deeds if solved_at is None or deed.at <= solved_at]
