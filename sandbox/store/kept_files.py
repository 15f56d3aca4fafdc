"""The files of the sandboxes' folder, for the sweep. Only what bears a name of ours is looked at: what somebody put beside it
stays, and so does what was set aside as damaged."""

import logging
import math
import re
from collections.abc import Iterator
from pathlib import Path

from sandbox.store.base import KeptCopy

log = logging.getLogger("gladi.store")

OURS = re.compile(r"(g[0-9]+|mark-.+)\.sqlite(\..+\.tmp(-journal)?)?", re.ASCII)
"""Generations, marks, and copies of these in the making."""
NUMBER = re.compile("[0-9]+", re.ASCII)
"""A folder that bears a sandbox's number."""
ENDING = ".sqlite"
SIDE_FILES = ("-wal", "-shm")


def kept(folder: Path, sandbox: int | None = None) -> Iterator[KeptCopy]:
    """Every copy and mark (of that sandbox), and what a killed process left of one, by its whole name."""
    for path in folder.glob("*/*" if sandbox is None else f"{sandbox}/*"):
        if NUMBER.fullmatch(path.parent.name) and OURS.fullmatch(path.name) and (found := _kept(path)) is not None:
            yield found


def remove(folder: Path, copy: KeptCopy) -> bool:
    """Whether the file could be removed."""
    home = folder / str(copy.sandbox)
    path = home / copy.name if copy.name.endswith((".tmp", ".tmp-journal")) else home / f"{copy.name}{ENDING}"
    try:
        for side in SIDE_FILES:
            path.with_name(path.name + side).unlink(missing_ok=True)
        path.unlink(missing_ok=True)
    except OSError as error:  # Windows, while a process still has it open: the next sweep gets it
        log.info("not swept: %s", error)
        return False
    return True


def _kept(path: Path) -> KeptCopy | None:
    """None for what is no file. What the system tells nothing of was written infinitely late, so that it stays."""
    try:
        if not path.is_file():
            return None
        status = path.stat()
        size, written_at = status.st_size, status.st_mtime
    except OSError:
        size, written_at = 0, math.inf
    return KeptCopy(int(path.parent.name), path.name.removesuffix(ENDING), size, written_at)
