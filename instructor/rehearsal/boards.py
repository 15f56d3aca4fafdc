"""Open boards, and when they showed what."""

import json
import time
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from urllib3 import PoolManager
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse


@dataclass(frozen=True, slots=True)
class Shown:
    """At `at` (Unix seconds) a board showed a seat's journal up to `journal`."""

    trainee: int
    generation: int
    journal: int
    at: float


@dataclass
class Board:
    """One open stream."""

    shown: list[Shown] = field(default_factory=list)
    ticks: list[float] = field(default_factory=list)
    """When the board said that it is alive, Unix seconds: by then it has sent every line that was due a tick before."""

    def watch(self, pool: PoolManager, url: str, cookie: str) -> None:
        """Read events until the stream is closed, or until its server dies: what comes later is not measured."""
        with suppress(HTTPError):
            answer = pool.request("GET", url, headers={"Cookie": cookie, "Accept": "text/event-stream"}, preload_content=False,
                                  timeout=30.0)
            for name, data in events(answer):
                if name == "row":
                    self.shown.append(Shown(data["seat"], data["generation"], data["journal"], time.time()))
                else:
                    self.ticks.append(time.time())

    def due(self, at: float) -> float:
        """By when a line that a deed at that moment changes was sent: the second tick after it. Never, if there was none."""
        second = bisect_right(self.ticks, at) + 1
        return self.ticks[second] if second < len(self.ticks) else float("inf")


def events(answer: BaseHTTPResponse) -> Iterator[tuple[str, dict[str, int]]]:
    """(name, data) of each server-sent event that tells a line, or that the board is alive."""
    name = ""
    for line in _lines(answer):
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        elif line.startswith("data: ") and name in ("row", "lag"):
            yield name, json.loads(line.removeprefix("data: "))


def _lines(answer: BaseHTTPResponse) -> Iterator[str]:
    rest = b""
    for block in answer.stream(65536, decode_content=True):
        *whole, rest = (rest + block).split(b"\n")
        for line in whole:
            yield line.decode()


def delays(deeds: Sequence[tuple[int, int, int, float]], boards: Sequence[Board]) -> list[float]:
    """Seconds from each deed's commit until each board showed it. A deed: (trainee, generation, journal id, Unix seconds).

    One after which the board ticked on without the line has not changed its line: what comes later is another deed's.
    """
    found: list[float] = []
    for board in boards:
        by_seat: dict[tuple[int, int], list[Shown]] = {}
        for shown in board.shown:
            by_seat.setdefault((shown.trainee, shown.generation), []).append(shown)
        for trainee, generation, journal, at in deeds:
            first = next((s.at for s in by_seat.get((trainee, generation), ()) if s.journal >= journal), None)
            if first is not None and first <= board.due(at):
                found.append(max(0.0, first - at))
    return found
