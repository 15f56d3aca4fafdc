"""Where test processes keep their files: in memory, where there is enough of it.

Every commit of a hall waits for the disk, as it must, and tests commit some ten thousand times. What that wait is for, a power
cut, no test makes: bench/chaos.py makes its own, out of what was synced. TMPDIR, where it is set, is followed.
"""

import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")
NEEDED = 4 << 30
"""Bytes that must be free there, and of the machine's memory: a run takes a part of it."""


def keep_files_there() -> None:
    """From now on temporary files of this process, and of those it starts, lie in memory, where there is room."""
    if "TMPDIR" not in os.environ and _has_room():
        os.environ["TMPDIR"] = str(MEMORY)
        tempfile.tempdir = None  # asked for anew


def _has_room() -> bool:
    try:
        known = dict(line.split(":") for line in Path("/proc/meminfo").read_text(encoding="ascii").splitlines())
        available = int(known["MemAvailable"].split()[0]) << 10
        return os.access(MEMORY, os.W_OK) and min(available, shutil.disk_usage(MEMORY).free) > NEEDED
    except (OSError, KeyError):
        return False
