"""Keeps what blocks (fsync, password hashing) off gevent's loop; without gevent it simply calls."""

import sqlite3
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import gevent
from gevent import monkey

P = ParamSpec("P")
R = TypeVar("R")


def off_loop(work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """The result of `work(*args, **kwargs)`, run in gevent's thread pool when this process serves with gevent."""
    if not monkey.is_module_patched("threading"):
        return work(*args, **kwargs)
    result: R = gevent.get_hub().threadpool.apply(work, args, kwargs)
    return result


class OffLoopConnection(sqlite3.Connection):
    """COMMIT waits for the disk: in a thread, so that the other seats go on meanwhile."""

    def commit(self) -> None:
        off_loop(super().commit)

    def close(self) -> None:
        off_loop(super().close)
