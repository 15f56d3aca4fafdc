"""Removes what nobody can reach any more. Run by the server's parent, once in a while.

Only what bears a name of ours is looked at: what somebody put beside it stays, and so does what was set aside as damaged.
Kept: the present generation, what an undo would bring back, the one in which a person worked last, every mark that one of these
comes from or that *ulangi* may still need, and every archived generation for `ARCHIVE_FOR`. Nothing younger than `GRACE` is
touched, which is longer than the longest request.
"""

import logging
import math
import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from sandbox.platform.db import read
from sandbox.platform.models import Feed, Sandbox
from sandbox.store.base import MARK, OF_TWO

log = logging.getLogger("gladi.store")

OURS = re.compile(r"(g[0-9]+|mark-.+)\.sqlite(\..+\.tmp(-journal)?)?", re.ASCII)
"""Generations, marks, and copies of these in the making."""
NUMBER = re.compile("[0-9]+", re.ASCII)
"""A folder that bears a sandbox's number."""
BEGUN = re.compile(r"mark-g([0-9]+)-", re.ASCII)
"""A moment that an exercise comes back to, and the generation in which it began."""
GRACE = timedelta(hours=1)
ARCHIVE_FOR = timedelta(days=30)
SIDE_FILES = ("-wal", "-shm")
# For each sandbox the first that fits, by the index of its rows: the highest of all would read the whole feed.
_WORKED_LAST = select(Sandbox.id, select(Feed.generation).where(Feed.sandbox_id == Sandbox.id, Feed.person > 0).order_by(
    Feed.generation.desc(), Feed.journal_id.desc()).limit(1).scalar_subquery())
"""A day's last state: no undo leads to it after an update of Gladi, and the day may be looked at or opened again."""


@dataclass(frozen=True, slots=True)
class OldCopy:
    """A file that a sweep would take. `sandbox`: whose it is."""

    path: Path
    sandbox: int
    size: int
    written_at: float
    """Unix seconds."""


def sweep(folder: Path, *, now: float | None = None) -> int:
    """Remove unreachable files under the sandboxes' folder; how many. `now` in Unix seconds."""
    now = time.time() if now is None else now
    return sum(_remove(path) for path in list(unreachable(folder, now=now)))


def old_copies(folder: Path, *, now: float, older_than: timedelta, keep_bytes: int | None = None) -> list[OldCopy]:
    """What a sweep by hand would take, oldest first: what is `older_than` that, and with `keep_bytes` of the rest the oldest
    until no more than so many bytes are left that nobody needs."""
    every = sorted((_old(path) for path in unreachable(folder, now=now, archive_for=GRACE)), key=lambda each: each.written_at)
    left, found = sum(each.size for each in every), []
    for each in every:
        if now - each.written_at > older_than.total_seconds() or (keep_bytes is not None and left > keep_bytes):
            found.append(each)
            left -= each.size
    return found


def take(copies: Iterable[OldCopy]) -> list[OldCopy]:
    """Remove these files; those that could be removed."""
    return [each for each in copies if _remove(each.path)]


def _old(path: Path) -> OldCopy:
    try:
        size = path.stat().st_size
    except OSError:
        size = 0
    return OldCopy(path, int(path.parent.name), size, _written_at(path))


def unreachable(folder: Path, *, now: float, archive_for: timedelta = ARCHIVE_FOR) -> Iterator[Path]:
    """Files that no present or undoable generation needs and that are old enough."""
    needed = _needed(folder)
    for path in folder.glob("*/*"):
        if not NUMBER.fullmatch(path.parent.name) or not OURS.fullmatch(path.name) or path in needed or not _is_file(path):
            continue
        age = now - _written_at(path)
        archived = path.name.startswith("g") and path.suffix == ".sqlite"
        if age > (archive_for if archived else GRACE).total_seconds():
            yield path


def _needed(folder: Path) -> set[Path]:
    with read() as session:
        needed = {folder / str(sandbox) / f"g{last}.sqlite" for sandbox, last in session.execute(_WORKED_LAST)
                  if last is not None}
        for row in session.execute(select(Sandbox)).scalars():
            home = folder / str(row.id)
            for generation in (row.generation, row.previous):
                needed.add(home / f"g{generation}.sqlite")
                needed.update(_newest(home, f"mark-g{generation}-*.sqlite"))  # what *ulangi* comes back to there
            for source in (row.source, row.previous_source):
                if source and source.startswith(MARK):
                    needed.add(home / f"mark-{source.removeprefix(MARK)}.sqlite")
                if source and source.startswith(f"{MARK}{OF_TWO}"):
                    needed.update(_begun_from(home))
            needed.update(_newest(home, "mark-*.sqlite"))
    return needed


def _begun_from(home: Path) -> list[Path]:
    """The newest kept moment of each generation: an exercise goes on in the copy that two share or have parted, and that one
    doesn't say in which generation it began."""
    numbers = {found[1] for path in home.glob("mark-g*.sqlite") if (found := BEGUN.match(path.name))}
    return [path for number in numbers for path in _newest(home, f"mark-g{number}-*.sqlite")]


def _newest(home: Path, pattern: str) -> list[Path]:
    return sorted(home.glob(pattern), key=_written_at)[-1:]


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def _written_at(path: Path) -> float:
    """When the file was last written, in Unix seconds; infinitely late if the system does not tell, so that it stays."""
    try:
        return path.stat().st_mtime
    except OSError:
        return math.inf


def _remove(path: Path) -> bool:
    try:
        for side in SIDE_FILES:
            path.with_name(path.name + side).unlink(missing_ok=True)
        path.unlink(missing_ok=True)
    except OSError as error:  # Windows, while a process still has it open: the next sweep gets it
        log.info("not swept: %s", error)
        return False
    return True
