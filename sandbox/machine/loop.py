"""Keeps what blocks (fsync, password hashing) off gevent's loop; without gevent it simply calls."""

import select
import sqlite3
from collections.abc import Callable
from functools import cache
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
    result: R = gevent.get_hub().threadpool.apply(work, args, kwargs)
    return result


def off_loop_in_turn(wait_s: float, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """The result of `work(*args, **kwargs)`, run off the loop in one thread kept for such work, one after another.

    Raises TimeoutError after `wait_s` seconds, the wait for its turn included.

    The queue is the pool's. A lock inside `work` would be gevent's, and a native thread that meets one which another holds waits
    for a loop that it does not have: for ever.
    """
    if not monkey.is_module_patched("threading"):
        return work(*args, **kwargs)
    with gevent.Timeout(wait_s, TimeoutError(f"not done within {wait_s} s")):
        result: R = _one_thread().apply(work, args, kwargs)
    return result


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
