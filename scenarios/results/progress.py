"""A person's results, folded from the feed: pure, and the same for every order in which copies of a journal come in.

A renewed copy starts with the rows that its mark held; they are in the feed once for each generation and counted once.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from scenarios.results.mastery import Go, Step, step


class FeedRow(Protocol):
    """What is read of a row: the platform's Feed has it."""

    sandbox_id: int
    generation: int
    journal_id: int
    at: datetime
    wall_at: datetime
    person: int
    action: str
    attempt: int | None
    detail: Any


Key = tuple[int, int, datetime]
"""An attempt wherever it was copied to: sandbox, journal id and wall time of its begin row."""


@dataclass(slots=True)
class AttemptResult:
    """How one attempt stands. `hints` counts the panel's and the instructor's."""

    scenario: str
    hash: str
    skill: str
    number: int
    began_at: datetime
    began_wall_at: datetime
    goals: tuple[str, ...]
    met: set[str] = field(default_factory=set)
    mistakes: list[str] = field(default_factory=list)
    hints: int = 0
    solved_at: datetime | None = None

    @property
    def go(self) -> Go:
        return Go(self.scenario, self.number, self.solved_at is not None, self.hints, len(self.mistakes))


@dataclass(frozen=True)
class ScenarioProgress:
    """One exercise of one person. `state`: belum, jalan, dibantu, mandiri or mahir."""

    scenario: str
    attempts: Sequence[AttemptResult]

    @property
    def step(self) -> Step:
        return step(attempt.go for attempt in self.attempts)

    @property
    def state(self) -> str:
        here = self.step
        return "jalan" if here is Step.BELUM and self.attempts else here.slug

    @property
    def latest(self) -> AttemptResult:
        return self.attempts[-1]

    @property
    def solved(self) -> bool:
        return any(attempt.solved_at for attempt in self.attempts)

    @property
    def mistakes(self) -> tuple[str, ...]:
        """Of the attempt that was solved last, or else of the latest."""
        solved = [attempt for attempt in self.attempts if attempt.solved_at]
        return tuple((solved or self.attempts)[-1].mistakes)

    @property
    def hints(self) -> int:
        return sum(attempt.hints for attempt in self.attempts)


def progress(rows: Iterable[FeedRow], person: int | None = None) -> Mapping[str, ScenarioProgress]:
    """What this person has reached, by scenario, in the order in which they were first begun. None: all rows are one person's."""
    return by_scenario(results(rows, person))


def skills(rows: Iterable[FeedRow], person: int | None = None) -> Mapping[str, Step]:
    """The rung that this person has reached in each skill, over all its exercises."""
    return by_skill(results(rows, person))


def by_scenario(attempts: Sequence[AttemptResult]) -> Mapping[str, ScenarioProgress]:
    """One person's attempts, sorted by exercise."""
    scenarios = dict.fromkeys(attempt.scenario for attempt in attempts)
    return {name: ScenarioProgress(name, [attempt for attempt in attempts if attempt.scenario == name]) for name in scenarios}


def by_skill(attempts: Sequence[AttemptResult]) -> Mapping[str, Step]:
    """The rung that one person's attempts reach in each skill."""
    names = dict.fromkeys(attempt.skill for attempt in attempts)
    return {name: step(attempt.go for attempt in attempts if attempt.skill == name) for name in names}


def results(rows: Iterable[FeedRow], person: int | None = None) -> Sequence[AttemptResult]:
    """Every attempt of this person, in the order in which they were begun."""
    found: dict[Key, AttemptResult] = {}
    running: dict[tuple[int, int], Key] = {}
    begun: dict[tuple[int, int, int], Key] = {}
    counted: set[tuple[int, int, datetime]] = set()
    for row in sorted(rows, key=lambda row: (row.sandbox_id, row.generation, row.journal_id)):
        copy = (row.sandbox_id, row.generation)
        origin = (row.sandbox_id, row.journal_id, row.wall_at)
        if row.action == "begin" and person in (None, row.person):
            found.setdefault(origin, _begun(row))
            running[copy] = begun[*copy, row.journal_id] = origin
        if origin in counted or person not in (None, _person(row)):
            continue
        counted.add(origin)
        key = begun.get((*copy, row.attempt)) if row.attempt is not None else running.get(copy)
        if key is not None:
            _count(found[key], row)
    return sorted(found.values(), key=lambda attempt: attempt.began_wall_at)


def _person(row: FeedRow) -> int | None:
    """Whose row it is; staff and system name the trainee in their detail."""
    return row.person if row.person > 0 else (row.detail or {}).get("trainee")


def _begun(row: FeedRow) -> AttemptResult:
    detail = row.detail
    return AttemptResult(
        scenario=detail["scenario"], hash=detail.get("hash", ""), skill=detail.get("skill", ""), number=detail.get("number", 1),
        began_at=row.at, began_wall_at=row.wall_at, goals=tuple(detail.get("goals", ())))


def _count(attempt: AttemptResult, row: FeedRow) -> None:
    if attempt.solved_at is not None:
        return
    detail = row.detail or {}
    attempt.met |= set(detail.get("met", ()))
    attempt.met -= set(detail.get("lost", ()))
    attempt.mistakes += [name for name in detail.get("mistakes", ()) if name not in attempt.mistakes]
    attempt.hints += row.action in ("hint", "hint_given")
    attempt.solved_at = row.at if detail.get("solved") else None
