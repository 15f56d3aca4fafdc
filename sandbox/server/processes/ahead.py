"""The copies of the open groups, made before anybody needs them: at eight o'clock a hall comes in and waits for none.

What comes first all the same (a reset just now, a group just opened) is made at its first touch, as ever.
"""

import time
from collections.abc import Callable

from sandbox import seats
from sandbox.platform import groups
from sandbox.platform.db import read
from sandbox.store.base import Pin, Store
from sandbox.store.damage import fence

LOOK_EVERY = 5.0
BUSY_FOR = 0.1
"""Seconds of a tick (a fifth of a second) that may go into copies: whoever works meanwhile keeps most of the machine."""
AGAIN_AFTER = 30.0
"""Seconds after a failure (no room, a database that is away) until the next try."""


class CopiesAhead:
    """Makes what is missing, a few at every tick of the parent."""

    def __init__(self, store: Store, clock: Callable[[], float] = time.monotonic) -> None:
        self._store = store
        self._clock = clock
        self._tried: set[Pin] = set()
        self._failed: set[Pin] = set()
        self._missing: list[Pin] = []
        self._look_at = -1.0

    def tick(self) -> None:
        """Make copies for a tenth of a second. What goes wrong with one is in the log, and told to whoever touches it."""
        began = self._clock()
        if began >= self._look_at:
            self._look_at = began + AGAIN_AFTER
            self._missing = self._found()
            self._look_at = began + LOOK_EVERY
        while self._missing and self._clock() - began < BUSY_FOR:
            pin = self._missing.pop()
            self._tried.add(pin)
            with fence(pin):
                self._store.make(pin)
                continue
            self._failed.add(pin)
            self._missing, self._look_at = [], began + AGAIN_AFTER

    def _found(self) -> list[Pin]:
        """The present copies of the open groups that were not tried yet, the first table last; before them what failed and is
        still not there. What is there and damaged says so at its first touch."""
        with read() as session:
            opened = [group.id for group in groups.every_open(session)]
        present = {seat.pin: None for seat in seats.seats(*opened) if self._store.ready(seat.pin.template)}
        self._tried &= present.keys()
        self._failed = {pin for pin in self._failed & present.keys() if not self._store.exists(pin)}
        return [*self._failed, *(pin for pin in reversed(present) if pin not in self._tried)]
