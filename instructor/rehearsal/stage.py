"""A throwaway instance with its own server on a free port, gone when the rehearsal is over."""

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sandbox import child
from sandbox.errors import GladiError
from sandbox.settings import Settings
from sandbox.texts import lazy_gettext as _l

READY_WITHIN = 180.0


class NotReady(GladiError):
    code = "GL-REH"
    text = _l("Gladi bersih berhenti: server latihan tidak siap dalam %(seconds)d detik. Lihat %(log)s.")


@dataclass(frozen=True, slots=True)
class Throwaway:
    """A running throwaway instance."""

    settings: Settings
    url: str
    server: subprocess.Popen[bytes]


@contextmanager
def stage(settings: Settings, *, villages: int, speed: float, days: int = 1, origin: float | None = None,
          keep: Path | None = None) -> Iterator[Throwaway]:
    """A server for `villages` villages of group 1, ready. Hall time runs at `speed`. Raises NotReady.

    `origin`: the clock's (see SystemClock); now if None. `keep`: a folder to put the instance into, left there afterwards;
    without it a temporary one, removed.
    """
    folder = keep or Path(tempfile.mkdtemp(prefix="gladi-rehearsal-"))
    mine = replace(settings, instance=folder, port=_free_port(), host="127.0.0.1", clock_speed=speed,
                   clock_origin=time.time() if origin is None else origin)
    with open(folder / "server.log", "wb") as log:
        server = subprocess.Popen(
            child.command("sandbox.server", "start", "--days", str(days), "--villages", str(villages)),
            env=environment(mine), stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    url = f"http://127.0.0.1:{mine.port}"
    try:
        _wait_until_ready(server, url, folder)
        yield Throwaway(mine, url, server)
    finally:
        server.terminate()
        try:
            server.wait(60)
        except subprocess.TimeoutExpired:
            server.kill()
        if keep is None:
            shutil.rmtree(folder, ignore_errors=True)


def environment(settings: Settings) -> dict[str, str]:
    """The environment that gives another process these settings."""
    given = {"INSTANCE": settings.instance, "PORT": settings.port, "HOST": settings.host, "WORKERS": settings.workers,
             "CLOCK_SPEED": settings.clock_speed, "CLOCK_ORIGIN": settings.clock_origin}
    return {**os.environ, **{f"GLADI_{name}": str(value) for name, value in given.items() if value}}


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
