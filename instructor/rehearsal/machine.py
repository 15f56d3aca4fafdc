"""What the server takes of this machine, read from the system; and how many people that means it holds."""

import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

PROC = Path("/proc")
SLOW_MS = 250.0
"""An answer that takes longer is felt."""


@dataclass(frozen=True, slots=True)
class MachineUse:
    """What some processes have taken so far. All 0 where the system does not tell (macOS, Windows)."""

    cpu_s: float = 0.0
    busy_s: float = 0.0
    """What the machine's cores did by then, for these processes and for all others."""
    largest_mb: float = 0.0
    """Resident memory of the largest of them."""


@dataclass
class Watched:
    """What servers take while they are watched. `pids`: of their parent processes; none: nothing is known of them."""

    pids: Collection[int]
    largest_mb: list[float] = field(default_factory=list)
    """One number a look, oldest first."""

    def look(self) -> MachineUse:
        """What they and all that they started have taken by now."""
        found = taken(self.pids) if self.pids and PROC.exists() else MachineUse()
        self.largest_mb.append(found.largest_mb)
        return found

    @property
    def grew_mb(self) -> float:
        """By how much the largest process grew in the second half of the looks: in the first one it fills what it keeps."""
        return round(self.largest_mb[-1] - self.largest_mb[len(self.largest_mb) // 2], 1) if self.largest_mb else 0.0


def taken(roots: Collection[int]) -> MachineUse:
    """Of these processes and those that they started, gone ones with their processor time."""
    ticks, page_mb = os.sysconf("SC_CLK_TCK"), os.sysconf("SC_PAGE_SIZE") / 2**20
    lines = dict(_processes())
    family = [fields for pid, fields in lines.items() if _is_of(pid, roots, lines)]
    spent = sum(sum(map(int, fields[11:15])) for fields in family)  # own and of those that ended, in the programs and the system
    largest = max((int(fields[21]) * page_mb for fields in family), default=0.0)
    return MachineUse(spent / ticks, _busy() / ticks, round(largest, 1))


def holds(trainees: int, *, share: float, busy: float, p95_ms: float) -> int:
    """How many people of the same kind this machine serves with p95 within SLOW_MS; 0 where nothing is known of its share.

    `busy`: the share of the cores that was used by whatever ran, the bots and other programs too. An answer waits in proportion
    to 1 / (1 - busy), and the server's `share` grows with the people. So it is an estimate: a rehearsal of so many tells. Where
    answers are too slow already, fewer are held in proportion at least: a machine that has nothing left tells no more.
    """
    if not share:
        return 0
    bearable = 1 - (1 - min(busy, 1.0)) * p95_ms / SLOW_MS
    found = trainees * (share + bearable - busy) / share
    return max(0, int(min(found, trainees * SLOW_MS / p95_ms) if p95_ms > SLOW_MS else found))


def _busy() -> int:
    """Ticks in which a core was neither idle nor waited for a disk, since the machine was started."""
    user, nice, system, _, _, *others = map(int, (PROC / "stat").read_text().split("\n", 1)[0].split()[1:])
    return user + nice + system + sum(others[:3])


def _processes() -> Iterator[tuple[int, list[str]]]:
    """(pid, the fields of its `stat` from the third on) of all that run."""
    for folder in PROC.glob("[0-9]*"):
        try:
            yield int(folder.name), (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has just ended


def _is_of(pid: int, roots: Collection[int], lines: dict[int, list[str]]) -> bool:
    while pid in lines and pid not in roots:
        pid = int(lines[pid][1])
    return pid in roots
