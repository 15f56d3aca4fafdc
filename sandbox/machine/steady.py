"""Time that is not set: Unix seconds that go on evenly in every process of a hall, whatever is done to the machine's clock.

The system's monotonic clock, the same for all processes of a machine, plus one offset that the server's parent alone changes and
the workers read from a small shared file. A clock set back is not followed. One set forward, or a laptop that slept, is: but
only after the gap was written down as a pause of the hall (server/signs/beat.py), so that hall time goes on where it stood.
"""

import mmap
import os
import struct
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

SHARED = "GLADI_STEADY"
"""Environment variable by which the parent tells its workers the file."""
_OFFSET = struct.Struct("d")


@dataclass(slots=True)
class SteadyTime:
    """Reads and, in the parent, sets the offset. `monotonic` and `system` are the machine's clocks."""

    memory: mmap.mmap
    monotonic: Callable[[], float] = time.monotonic
    system: Callable[[], float] = time.time

    def __call__(self) -> float:
        """The hall's time now, in Unix seconds that never jump."""
        offset: float = _OFFSET.unpack_from(self.memory)[0]
        return self.monotonic() + offset

    def ahead(self) -> float:
        """Seconds by which the machine's clock is ahead of this one; negative: it was set back."""
        return self.system() - self()

    def follow(self, *, not_before: float = 0.0) -> None:
        """Show what the machine's clock shows from now on, but no earlier moment than `not_before` (Unix seconds)."""
        _OFFSET.pack_into(self.memory, 0, max(self.system(), not_before) - self.monotonic())


def begin(path: Path, **clocks: Callable[[], float]) -> SteadyTime:
    """The parent's time, in a new shared file at `path`, beginning with what the machine's clock shows."""
    # Another file each time: processes that a killed parent left behind still read theirs, and one cut short would end them.
    fresh = path.with_name(f"{path.name}.new")
    fresh.write_bytes(bytes(mmap.PAGESIZE))
    fresh.replace(path)
    steady = _open(path, **clocks)
    steady.follow()
    return steady


def of_environment() -> Callable[[], float]:
    """A worker's time: the one that its parent shares; the machine's own clock where there is no parent, as for a command."""
    path = os.environ.get(SHARED)
    return _open(Path(path)) if path else time.time


def _open(path: Path, **clocks: Callable[[], float]) -> SteadyTime:
    with path.open("r+b") as file:
        return SteadyTime(mmap.mmap(file.fileno(), mmap.PAGESIZE), **clocks)
