"""Mastery, not completion: each skill climbs belum → dibantu → mandiri → mahir."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import IntEnum


class Rung(IntEnum):
    """A rung of the ladder."""

    BELUM = 0
    DIBANTU = 1
    MANDIRI = 2
    MAHIR = 3

    @property
    def slug(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Go:
    """One attempt, as mastery sees it. `variant` tells two goes at the same exercise apart."""

    scenario: str
    variant: int
    solved: bool
    hints: int = 0
    """Help: hints that were shown, and answers that were guessed."""
    mistakes: int = 0

    @property
    def alone(self) -> bool:
        return self.solved and self.hints == 0


def step(goes: Iterable[Go]) -> Rung:
    """The rung that these attempts, in the order in which they were begun, have reached.

    dibantu: solved with help; mandiri: solved alone; mahir: alone again, in another exercise or variant, with no mistake.
    Help and mistakes are those that `counted` tells.
    """
    reached = Rung.BELUM
    alone_before: set[tuple[str, int]] = set()
    for go in counted(goes):
        if not go.solved:
            continue
        if not go.alone:
            reached = max(reached, Rung.DIBANTU)
            continue
        which = (go.scenario, go.variant)
        again = bool(alone_before - {which}) and go.mistakes == 0
        reached = max(reached, Rung.MAHIR if again else Rung.MANDIRI)
        alone_before.add(which)
    return reached


def counted(goes: Iterable[Go]) -> Iterator[Go]:
    """The goes with the hints and mistakes that count for them: their own, and those of the go before at the same exercise.

    Whoever opens the hints, begins anew and solves it then was helped. Only after the exercise is solved does another variant
    of it begin without that debt; the same variant again never does.
    """
    before: dict[str, Go] = {}
    for go in goes:
        last = before.get(go.scenario)
        if last is not None and (not last.solved or last.variant == go.variant):
            go = replace(go, hints=go.hints + last.hints, mistakes=go.mistakes + last.mistakes)
        before[go.scenario] = go
        yield go
