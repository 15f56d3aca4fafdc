"""Server-sent events for one open board: a bounded queue, and their wording.

A reader too slow for its queue does not cost memory: the queue is emptied and it gets the whole state once it reads on.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from queue import Empty, Full, Queue
from typing import Any

LONGEST_QUEUE = 512


@dataclass(frozen=True, slots=True)
class BoardEvent:
    """One event. `id` goes back to the server when the browser connects again."""

    name: str
    data: Any
    id: str = ""

    def encode(self) -> str:
        """As it goes over the wire."""
        lines = [f"id: {self.id}"] if self.id else []
        return "\n".join([*lines, f"event: {self.name}", f"data: {json.dumps(self.data, ensure_ascii=False)}", "", ""])


@dataclass(eq=False)
class Subscription:
    """One open board. `lang` is the language of its HTML."""

    lang: str
    queue: "Queue[BoardEvent]" = field(default_factory=lambda: Queue(LONGEST_QUEUE))
    overrun: bool = False
    """Events were lost: send the whole state before the next one."""

    def put(self, events: Iterable[BoardEvent]) -> None:
        """Never blocks."""
        if self.overrun:
            return
        for event in events:
            try:
                self.queue.put_nowait(event)
            except Full:
                self.overrun = True
                self._empty()
                return

    def get(self, timeout: float) -> list[BoardEvent]:
        """What waits, oldest first; an empty list if nothing comes within `timeout` seconds."""
        try:
            found = [self.queue.get(timeout=timeout)]
        except Empty:
            return []
        while True:
            try:
                found.append(self.queue.get_nowait())
            except Empty:
                return found

    def _empty(self) -> None:
        while True:
            try:
                self.queue.get_nowait()
            except Empty:
                return
