"""Hall time: the wall clock less the group's pauses. Stages, faults, limits and "stuck" read only it.

So a pause of any length changes no trajectory: while the hall pauses, hall time stands still.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from typing import Protocol

WIB = timezone(timedelta(hours=7), "WIB")
"""Western Indonesian time: Java's. Fixed, because Windows has no time zone database and WIB no summer time."""


A_HITCH = 5.0
"""Seconds by which a busy machine may oversleep; more in one step is a clock that was set."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Lunch, a stop by the instructor, a power cut. Wall times; open while `ended_at` is None."""

    began_at: datetime
    ended_at: datetime | None = None
    why: str = ""
    """jeda (staff's), listrik (a power cut), jam (the machine's clock was set forward, or the machine slept)."""


def hall_time(wall: datetime, pauses: Sequence[Pause]) -> datetime:
    """Hall time at `wall`: less every pause that had begun by then; overlapping pauses count once."""
    spans = sorted((p.began_at, min(p.ended_at or wall, wall)) for p in pauses if p.began_at < wall)
    paused = timedelta()
    covered_until = datetime.min.replace(tzinfo=UTC)
    for began, ended in spans:
        began = max(began, covered_until)
        if ended > began:
            paused += ended - began
            covered_until = ended
    return wall - paused


def is_paused(wall: datetime, pauses: Sequence[Pause]) -> bool:
    """Whether hall time stands still at `wall`."""
    return any(p.began_at <= wall and (p.ended_at is None or wall < p.ended_at) for p in pauses)


class Clock(Protocol):
    """The wall clock and the only way to wait. Both are arguments, never globals."""

    def now(self) -> datetime:
        """The wall clock, aware, UTC."""
        ...

    def machine(self) -> datetime:
        """What the machine's own clock shows, which somebody may have set."""
        ...

    def wait(self, seconds: float) -> None:
        """Let `seconds` of this clock pass."""
        ...


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The machine's clock, or a steadier one (steady.py). A rehearsal may run it faster from `origin` on (Unix seconds)."""

    speed: float = 1.0
    origin: float = 0.0
    real: Callable[[], float] = time.time

    def now(self) -> datetime:
        return self._at(self.real())

    def machine(self) -> datetime:
        """What the machine's own clock shows, run as fast."""
        return self._at(time.time())

    def _at(self, real: float) -> datetime:
        return datetime.fromtimestamp(self.origin + (real - self.origin) * self.speed, UTC)

    def wait(self, seconds: float) -> None:
        time.sleep(max(0.0, seconds / self.speed))

    def real_seconds(self, moment: datetime) -> float:
        """The Unix time at which this clock showed `moment`."""
        return self.origin + (moment.timestamp() - self.origin) / self.speed


@dataclass(slots=True)
class ManualClock:
    """A clock that moves only when it is told to: waiting takes no time. For proofs and tests."""

    at: datetime = field(default_factory=lambda: datetime(2026, 3, 2, 3, 0, tzinfo=UTC))

    def now(self) -> datetime:
        return self.at

    def machine(self) -> datetime:
        return self.at

    def wait(self, seconds: float) -> None:
        self.advance(seconds)

    def advance(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


@dataclass(frozen=True, slots=True)
class HallClock:
    """One group's clock: the wall clock and where to read the group's pauses. `zone` is for showing only.

    With `remember` the pauses are read once, and again in every step of a wait: one moment sees one set of pauses. `known`
    holds those that were read last.
    """

    clock: Clock
    pauses: Callable[[], Sequence[Pause]]
    zone: timezone = WIB
    remember: bool = False
    known: list[Sequence[Pause]] = field(default_factory=list)

    def now(self) -> datetime:
        """Hall time now."""
        return hall_time(self.clock.now(), self._pauses())

    def wall(self) -> datetime:
        return self.clock.now()

    def at(self, wall: datetime) -> datetime:
        """Which hall time it was at that moment of the wall clock."""
        return hall_time(wall, self._pauses())

    def is_paused(self) -> bool:
        return is_paused(self.clock.now(), self._pauses())

    def wait(self, seconds: float, *, longest_step: float = 1.0) -> None:
        """Wait for `seconds` of hall time: a pause in between prolongs the wait by its own length.

        A clock that is set meanwhile (a laptop that finds its time server) does not: what one step is away from its length
        by more than itself was no waiting, and counts as the step.
        """
        left, before = seconds, self.now()
        while left > 1e-6:  # finer than that no clock moves
            step = min(left, longest_step)
            self.clock.wait(step)
            self.known.clear()
            now = self.now()
            passed = (now - before).total_seconds()
            left -= passed if 0 <= passed <= 2 * step + A_HITCH else step
            before = now

    def _pauses(self) -> Sequence[Pause]:
        if not self.remember:
            return self.pauses()
        if not self.known:
            self.known.append(self.pauses())
        return self.known[0]
