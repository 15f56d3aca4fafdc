"""Removes what nobody can reach any more. Run by the server's parent, once in a while.

Kept: the present generation, what an undo would bring back, the one in which a person worked last, every mark that one of these
comes from or that *ulangi* may still need, and every archived generation for `ARCHIVE_FOR`. Nothing younger than `GRACE` is
touched, which is longer than the longest request.
"""

import re
import time
from collections.abc import Iterator, Sequence
from datetime import timedelta

from sqlalchemy import select

from sandbox.platform.db import read
from sandbox.platform.models import Feed, Sandbox
from sandbox.store.base import MARK, OF_TWO, KeptCopy, Store, name_of_mark

GENERATION = re.compile("g[0-9]+", re.ASCII)
BEGUN = re.compile(r"mark-g([0-9]+)-", re.ASCII)
"""A moment that an exercise comes back to, and the generation in which it began."""
GRACE = timedelta(hours=1)
ARCHIVE_FOR = timedelta(days=30)
# For each sandbox the first that fits, by the index of its rows: the highest of all would read the whole feed.
_WORKED_LAST = select(Sandbox.id, select(Feed.generation).where(Feed.sandbox_id == Sandbox.id, Feed.person > 0).order_by(
    Feed.generation.desc(), Feed.journal_id.desc()).limit(1).scalar_subquery())
"""A day's last state: no undo leads to it after an update of Gladi, and the day may be looked at or opened again."""


def sweep(store: Store, *, now: float | None = None) -> int:
    """Remove what nobody can reach; how many. `now` in Unix seconds."""
    return len(store.remove(list(unreachable(store, now=time.time() if now is None else now))))


def old_copies(store: Store, *, now: float, older_than: timedelta, keep_bytes: int | None = None) -> list[KeptCopy]:
    """What a sweep by hand would take, oldest first: what is `older_than` that, and with `keep_bytes` of the rest the oldest
    until no more than so many bytes are left that nobody needs."""
    every = sorted(unreachable(store, now=now, archive_for=GRACE), key=lambda each: each.written_at)
    left, found = sum(each.size for each in every), []
    for each in every:
        if now - each.written_at > older_than.total_seconds() or (keep_bytes is not None and left > keep_bytes):
            found.append(each)
            left -= each.size
    return found


def unreachable(store: Store, *, now: float, archive_for: timedelta = ARCHIVE_FOR) -> Iterator[KeptCopy]:
    """What no present or undoable generation needs and is old enough."""
    every = list(store.kept())
    needed = _needed(every)
    for each in every:
        allowed = archive_for if GENERATION.fullmatch(each.name) else GRACE
        if (each.sandbox, each.name) not in needed and now - each.written_at > allowed.total_seconds():
            yield each


def _needed(every: Sequence[KeptCopy]) -> set[tuple[int, str]]:
    """Sandbox and name of what stays however old it is."""
    marks: dict[int, list[KeptCopy]] = {}
    for each in every:
        if each.name.startswith(name_of_mark("")):
            marks.setdefault(each.sandbox, []).append(each)
    with read() as session:
        needed = {(sandbox, f"g{last}") for sandbox, last in session.execute(_WORKED_LAST) if last is not None}
        for row in session.execute(select(Sandbox)).scalars():
            needed.update((row.id, name) for name in _needed_of(row, marks.get(row.id, [])))
    return needed


def _needed_of(row: Sandbox, marks: Sequence[KeptCopy]) -> Iterator[str]:
    for generation in (row.generation, row.previous):
        yield f"g{generation}"
        yield from _newest(marks, name_of_mark(f"g{generation}-"))  # what *ulangi* comes back to there
    for source in (row.source, row.previous_source):
        if source and source.startswith(MARK):
            yield name_of_mark(source.removeprefix(MARK))
        if source and source.startswith(f"{MARK}{OF_TWO}"):
            yield from _begun_from(marks)
    yield from _newest(marks, name_of_mark(""))


def _begun_from(marks: Sequence[KeptCopy]) -> Iterator[str]:
    """The newest kept moment of each generation: an exercise goes on in the copy that two share or have parted, and that one
    doesn't say in which generation it began."""
    for number in {found[1] for each in marks if (found := BEGUN.match(each.name))}:
        yield from _newest(marks, name_of_mark(f"g{number}-"))


def _newest(marks: Sequence[KeptCopy], beginning: str) -> list[str]:
    """The name of the newest one that begins so, if there is one."""
    found = sorted((each for each in marks if each.name.startswith(beginning)), key=lambda each: each.written_at)
    return [each.name for each in found[-1:]]
