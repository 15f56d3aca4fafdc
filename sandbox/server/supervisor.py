"""The parent of the server processes: one shared socket, one worker a core, restarts, and the feed's catch-up.

It serves nothing itself, so that a worker's death loses nobody but that worker. Workers watch their standard input: when the
parent goes, however it goes, the pipe closes and they drain.
"""

import contextlib
import errno
import logging
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from threading import Event
from types import FrameType

from sandbox.errors import GladiError
from sandbox.server.metrics import SHARED
from sandbox.settings import Settings
from sandbox.texts import lazy_gettext as _l

log = logging.getLogger("gladi.server")

DRAIN_FOR = 40.0
"""Seconds that workers may take to finish what they answer; longer than the longest staged wait."""
TICK = 0.2


class PortTaken(GladiError):
    code = "GL-PORT"
    text = _l("Port %(port)d sedang dipakai program lain. Tutup program itu, atau pilih port lain: GLADI_PORT=%(other)d.")


class NoPort(GladiError):
    code = "GL-PORT"
    text = _l("Port %(port)d hanya boleh dipakai administrator komputer ini. Pilih port lain, misalnya GLADI_PORT=8010.")


class NoSuchHost(GladiError):
    code = "GL-HOST"
    text = _l("Alamat %(host)s bukan alamat komputer ini. Kosongkan GLADI_HOST, atau isi dengan 127.0.0.1 atau alamat "
              "komputer ini di jaringan.")


def bind(host: str, port: int) -> socket.socket:
    """The listening socket that every worker shares. Raises PortTaken, NoPort or NoSuchHost."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if os.name != "nt":  # on Windows this option would let two programs share the port
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    # Accepted connections inherit it. Without it the end of an answer waits up to 40 ms for the client's acknowledgement.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    try:
        listener.bind((host, port))
    except PermissionError as error:
        raise NoPort(port=port) from error
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise NoSuchHost(host=host) from error
        raise PortTaken(port=port, other=port + 1 if port < 65535 else 8010) from error
    listener.listen(1024)
    listener.setblocking(False)
    return listener


@dataclass(slots=True)
class Supervisor:
    """Runs the workers until told to stop. `on_tick` is called five times a second, `on_death(since)` after a worker died."""

    settings: Settings
    listener: socket.socket
    on_tick: Callable[[], None]
    on_death: Callable[[float], None]
    environment: Mapping[str, str] = field(default_factory=dict)
    """What the workers are told besides the parent's own."""
    stopping: Event = field(default_factory=Event)
    """Set by the signal: the parent's chores end too."""
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)
    _metrics: tempfile.TemporaryDirectory[str] = field(
        default_factory=lambda: tempfile.TemporaryDirectory(prefix="gladi-metrics-"))

    def run(self) -> None:
        """Serve until SIGTERM, SIGINT or Ctrl-C; then let the workers finish."""
        self._listen_to_signals()
        count = 1 if os.name == "nt" else self.settings.worker_count
        self.workers = [self._worker() for _ in range(count)]
        try:
            while not self.stopping.is_set():
                _go_on(self._replace_the_dead)
                _go_on(self.on_tick)
                time.sleep(TICK)
        except KeyboardInterrupt:
            log.info("stopping")
        finally:
            self._drain()

    def _listen_to_signals(self) -> None:
        def stop(_number: int, _frame: FrameType | None) -> None:
            self.stopping.set()

        signal.signal(signal.SIGINT, stop)
        signal.signal(signal.SIGTERM, stop)

    def _worker(self) -> subprocess.Popen[bytes]:
        environment = {**os.environ, **self.environment, SHARED: self._metrics.name,
                       "GLADI_INSTANCE": str(self.settings.instance)}
        command = [sys.executable, "-m", "sandbox.server.worker"]
        if os.name == "nt":  # a socket cannot be handed down so simply: the one worker binds it itself
            self.listener.close()
            return subprocess.Popen(command, stdin=subprocess.PIPE, env=environment)
        number = self.listener.fileno()
        # A group of its own: Ctrl-C reaches the parent alone, and the parent lets them finish.
        return subprocess.Popen([*command, "--fd", str(number)], stdin=subprocess.PIPE, env=environment,
                                pass_fds=(number,), start_new_session=True)

    def _replace_the_dead(self) -> None:
        for index, worker in enumerate(self.workers):
            if worker.poll() is None:
                continue
            log.warning("worker %d ended with %s", worker.pid, worker.returncode)
            _close_input(worker)
            # Whatever it committed in its last minute and did not copy is copied now.
            _go_on(partial(self.on_death, time.time() - 60))
            self.workers[index] = self._worker()

    def _drain(self) -> None:
        for worker in self.workers:
            _close_input(worker)
        give_up = time.monotonic() + DRAIN_FOR
        for worker in self.workers:
            _wait_or_kill(worker, give_up)
        self.listener.close()
        self._metrics.cleanup()


def _go_on(chore: Callable[[], None]) -> None:
    """Do it; whatever goes wrong (a full disk) is logged, for a parent that ends takes the whole hall with it."""
    try:
        chore()
    except Exception as error:
        log.error("GL-500 chore of the parent: %s", error, exc_info=error)


def _close_input(worker: subprocess.Popen[bytes]) -> None:
    if worker.stdin is not None:
        with contextlib.suppress(OSError):
            worker.stdin.close()


def _wait_or_kill(worker: subprocess.Popen[bytes], give_up: float) -> None:
    try:
        worker.wait(max(0.0, give_up - time.monotonic()))
    except subprocess.TimeoutExpired:
        log.warning("worker %d did not finish in time", worker.pid)
        worker.kill()
        worker.wait()


