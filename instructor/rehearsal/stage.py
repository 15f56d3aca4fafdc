"""A throwaway instance with its own server on a free port, gone when the rehearsal is over."""

import json
import os
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sandbox.clock import SystemClock
from sandbox.errors import GladiError
from sandbox.machine import child
from sandbox.platform.postgres.throwaway import setting_beside
from sandbox.practice import version
from sandbox.settings import Settings
from sandbox.store.base import Pin
from sandbox.store.opening import open_store
from sandbox.words.texts import lazy_gettext as _l

READY_WITHIN = 180.0
COPIES_WITHIN = 300.0


class NotReady(GladiError):
    code = "GL-REH"
    text = _l("Gladi bersih berhenti: server latihan tidak siap dalam %(seconds)d detik. Lihat %(log)s.")


@dataclass(frozen=True, slots=True)
class Throwaway:
    """A running throwaway instance. `settings`, `url` and `server` are its first node's, `urls` and `pids` all nodes'."""

    settings: Settings
    url: str
    server: subprocess.Popen[bytes]
    urls: tuple[str, ...]
    pids: tuple[int, ...]


@contextmanager
def stage(settings: Settings, *, villages: int, speed: float, days: int = 1, origin: float | None = None,
          keep: Path | None = None, nodes: int = 1) -> Iterator[Throwaway]:
    """A server for `villages` villages of group 1, ready. Hall time runs at `speed`. Raises NotReady, MayNotCreate.

    `origin`: the clock's (see SystemClock); now if None. `keep`: a folder to put the instance into, left there afterwards;
    without it a temporary one, removed. `nodes`: as many servers on one database, which has to be PostgreSQL; the hall's own is
    not touched, the rehearsal has one beside it.
    """
    with ExitStack() as open_:
        folder = keep or Path(open_.enter_context(
            tempfile.TemporaryDirectory(prefix="gladi-rehearsal-", ignore_cleanup_errors=True)))
        mine = replace(settings, clock_speed=speed, clock_origin=time.time() if origin is None else origin,
                       database_url=open_.enter_context(setting_beside(settings)))
        asked = ("--days", str(days), "--villages", str(villages))
        served = [open_.enter_context(_node(mine, folder if not number else folder / f"node-{number + 1}", asked))
                  for number in range(nodes)]
        for each, server in served:
            _wait_until_ready(server, _url(each), each.instance)
        first, server = served[0]
        yield Throwaway(first, _url(first), server, tuple(_url(each) for each, _ in served),
                        tuple(node.pid for _, node in served))


@contextmanager
def _node(settings: Settings, folder: Path, asked: Sequence[str]) -> Iterator[tuple[Settings, subprocess.Popen[bytes]]]:
    """One server, not ready yet."""
    folder.mkdir(exist_ok=True)
    mine = replace(settings, instance=folder, port=_free_port(), host="127.0.0.1")
    with open(folder / "server.log", "wb") as log:
        server = subprocess.Popen(child.command("sandbox.server", "start", *asked), env=environment(mine),
                                  stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    try:
        yield mine, server
    finally:
        server.terminate()
        try:
            server.wait(60)
        except subprocess.TimeoutExpired:
            server.kill()


def wait_for_copies(settings: Settings, pins: Collection[Pin]) -> None:
    """Until the server has made these copies ahead of need, as it has when a hall comes in; not longer than five minutes."""
    store, give_up = open_store(settings, stamp=version.stamp(), clock=SystemClock()), time.monotonic() + COPIES_WITHIN
    while time.monotonic() < give_up and not all(map(store.exists, pins)):
        time.sleep(0.2)
    store.close()


def _url(settings: Settings) -> str:
    return f"http://127.0.0.1:{settings.port}"


def environment(settings: Settings) -> dict[str, str]:
    """The environment that gives another process these settings."""
    given = {"INSTANCE": settings.instance, "PORT": settings.port, "HOST": settings.host, "WORKERS": settings.workers,
             "CLOCK_SPEED": settings.clock_speed, "CLOCK_ORIGIN": settings.clock_origin, "DATABASE_URL": settings.database_url}
    others = {name: value for name, value in os.environ.items() if name != "GLADI_DATABASE_URL"}
    return {**others, **{f"GLADI_{name}": str(value) for name, value in given.items() if value}}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_ready(server: subprocess.Popen[bytes], url: str, folder: Path) -> None:
    give_up = time.monotonic() + READY_WITHIN
    while time.monotonic() < give_up and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/readyz", timeout=5) as answer:
                if json.load(answer)["villages"]:
                    return
        except (urllib.error.URLError, OSError, ValueError):
            pass  # not listening yet, or a village is still being made
        time.sleep(0.2)
    raise NotReady(seconds=READY_WITHIN, log=folder / "server.log")
