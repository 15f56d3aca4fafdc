"""Keeps what blocks (fsync, password hashing) off gevent's loop; without gevent it simply calls."""

import select
import sqlite3
from collections.abc import Callable
from functools import cache, partial
from typing import ParamSpec, TypeVar

import gevent
from gevent import monkey
from gevent.threadpool import ThreadPool

P = ParamSpec("P")
R = TypeVar("R")


def off_loop(work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """The result of `work(*args, **kwargs)`, run in gevent's thread pool when this process serves with gevent."""
    if not monkey.is_module_patched("threading"):
        return work(*args, **kwargs)
    return _brought_back(gevent.get_hub().threadpool, partial(work, *args, **kwargs))


def off_loop_in_turn(wait_s: float, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """The result of `work(*args, **kwargs)`, run off the loop in one thread kept for such work, one after another.

    Raises TimeoutError after `wait_s` seconds, the wait for its turn included.

    The queue is the pool's. A lock inside `work` would be gevent's, and a native thread that meets one which another holds waits
    for a loop that it does not have: for ever.
    """
    if not monkey.is_module_patched("threading"):
        return work(*args, **kwargs)
    with gevent.Timeout(wait_s, TimeoutError(f"not done within {wait_s} s")):
        return _brought_back(_one_thread(), partial(work, *args, **kwargs))


def _brought_back(pool: ThreadPool, work: Callable[[], R]) -> R:
    """What `work` returns or raises in a thread of that pool.

    An error comes back as a value. One that the thread raised gevent would print before it wakes who waits for it, who would
    wait for ever where nothing can be printed: standard error goes to a file, and the disk is full.
    """
    result: R
    result, error = pool.apply(_tried, (work,))
    if error is not None:
        raise error
    return result


def _tried(work: Callable[[], R]) -> tuple[R | None, Exception | None]:
    try:
        return work(), None
    except Exception as error:  # noqa: BLE001 - the edge of a thread: raised anew by who waits
        return None, error


@cache
def _one_thread() -> ThreadPool:
    """The pool of one thread, made at the first call: a pool belongs to the loop of the process that uses it."""
    return ThreadPool(1)


def breathe() -> None:
    """Let the others of this loop go on for a moment, in the middle of long work."""
    if is_served():
        gevent.sleep(0)


def is_served() -> bool:
    """Whether this process serves with gevent, so that others wait for its loop."""
    return bool(monkey.is_module_patched("threading"))


def is_readable(fileno: int) -> bool:
    """Whether something is to be read there at this moment, be it only its end. Asks the system itself: the loop is not left."""
    if not hasattr(select, "poll"):  # Windows
        return bool(monkey.get_original("select", "select")([fileno], [], [], 0)[0])
    asked = monkey.get_original("select", "poll")()
    asked.register(fileno, select.POLLIN)
    return bool(asked.poll(0))


class OffLoopConnection(sqlite3.Connection):
    """COMMIT waits for the disk: in a thread, so that the other seats go on meanwhile."""

    def commit(self) -> None:
        off_loop(super().commit)

    def close(self) -> None:
        off_loop(super().close)
