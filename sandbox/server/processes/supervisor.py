"""The parent of the server processes: one shared socket, one worker a core, restarts, and the feed's catch-up.

It serves nothing itself, so that a worker's death loses nobody but that worker. Workers watch their standard input: when the
parent goes, however it goes, the pipe closes and they drain.
"""

import errno
import logging
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from tempfile import TemporaryDirectory
from threading import Event
from types import FrameType

from sandbox.errors import GladiError
from sandbox.machine import child
from sandbox.server.processes.slots import Slot, close_input
from sandbox.server.signs.metrics import SHARED, shared_folder
from sandbox.settings import Settings
from sandbox.words.texts import lazy_gettext as _l

log = logging.getLogger("gladi.server")

DRAIN_FOR = 40.0
"""Seconds that workers may take to finish what they answer; longer than the longest staged wait."""
TICK = 0.2
BACKLOG = 1024
"""Connections that wait to be taken."""
ONE_HEAP = {"MALLOC_ARENA_MAX": "1"}
"""glibc gives each thread a heap of its own. Those of the threads that commit stayed half empty, 10 MB of a worker."""


class PortTaken(GladiError):
    code = "GL-PORT"
    text = _l("Port %(port)d sedang dipakai program lain. Tutup program itu, atau pilih port lain: GLADI_PORT=%(other)d.")


class PortHeld(GladiError):
    """After a run that ended by force: it may be its own processes that still hold the port."""

    code = "GL-PORT-2"
    text = _l("Port %(port)d masih dipegang. Gladi terakhir kali terhenti mendadak; mungkin prosesnya belum selesai. Tunggu satu "
              "menit lalu coba lagi, atau pilih port lain: GLADI_PORT=%(other)d.")


class NoPort(GladiError):
    code = "GL-PORT-3"
    text = _l("Port %(port)d hanya boleh dipakai administrator komputer ini. Pilih port lain, misalnya GLADI_PORT=8010.")


class NoSuchHost(GladiError):
    code = "GL-HOST"
    text = _l("Alamat %(host)s bukan alamat komputer ini. Kosongkan GLADI_HOST, atau isi dengan 127.0.0.1 atau alamat "
              "komputer ini di jaringan.")


def bind_after_a_kill(host: str, port: int, *, tell: Callable[[], None], wait_s: float = DRAIN_FOR) -> socket.socket:
    """The same as `bind`, after a run that ended by force: what it left behind may still hold the port for a moment.

    `tell` is called once if there is something to wait for. Raises PortHeld, NoPort or NoSuchHost.
    """
    give_up = time.monotonic() + wait_s
    while True:
        try:
            return bind(host, port)
        except PortTaken as error:
            if time.monotonic() > give_up:
                raise PortHeld(**error.values) from error
        tell()
        tell = _nothing
        time.sleep(TICK)


def _nothing() -> None:
    pass


def bind(host: str, port: int, *, at_once: bool = True) -> socket.socket:
    """The listening socket that every worker shares. Raises PortTaken, NoPort or NoSuchHost.

    `at_once`: whoever connects before the first worker serves waits for it; else they are refused until then.
    """
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
    if at_once:
        listener.listen(BACKLOG)
    listener.setblocking(False)
    return listener


@dataclass(slots=True)
class Supervisor:
    """Runs the workers until told to stop.

    `on_ready` is called once, when the first of them serves, `on_tick` five times a second, `on_death(since)` after one died.
    """

    settings: Settings
    listener: socket.socket
    on_tick: Callable[[], None]
    on_death: Callable[[float], None]
    on_ready: Callable[[], None]
    environment: Mapping[str, str] = field(default_factory=dict)
    """Environment variables of the workers, besides the parent's own."""
    stopping: Event = field(default_factory=Event)
    """Set by the signal to stop, so that the parent's chores end too."""
    slots: list[Slot] = field(default_factory=list)
    _is_ready: bool = False
    _metrics: TemporaryDirectory[str] = field(init=False)

    def __post_init__(self) -> None:
        self._metrics = shared_folder(self.settings.instance)

    def run(self) -> None:
        """Serve until SIGTERM, SIGINT or Ctrl-C; then let the workers finish."""
        self._listen_to_signals()
        count = 1 if os.name == "nt" else self.settings.worker_count
        self.slots = [Slot(self._worker) for _ in range(count)]
        try:
            while not self.stopping.is_set():
                _go_on(self._look_at_the_workers)
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
        environment = {**ONE_HEAP, **os.environ, **self.environment, SHARED: self._metrics.name,
                       "GLADI_INSTANCE": str(self.settings.instance)}
        module = "sandbox.server.processes.worker"
        if os.name == "nt":  # a socket cannot be handed down so simply: the one worker binds it itself
            self.listener.close()
            return subprocess.Popen(child.command(module), stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)
        number = self.listener.fileno()
        # A group of its own: Ctrl-C reaches the parent alone, and the parent lets them finish.
        return subprocess.Popen(child.command(module, "--fd", str(number)), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                env=environment, pass_fds=(number,), start_new_session=True)

    def _look_at_the_workers(self) -> None:
        for slot in self.slots:
            if slot.has_lost():
                # Whatever it committed in its last minute and did not copy is copied now.
                _go_on(partial(self.on_death, time.time() - 60))
            slot.fill()
        if not self._is_ready and any(slot.serves.is_set() for slot in self.slots):
            self._is_ready = True
            self.on_ready()

    def _drain(self) -> None:
        # Nobody takes a connection any more: a proxy is to be refused, and so to ask another node, while the last ones finish.
        self.listener.close()
        workers = [slot.worker for slot in self.slots if slot.worker is not None]
        for worker in workers:
            close_input(worker)
        give_up = time.monotonic() + DRAIN_FOR
        for worker in workers:
            _wait_or_kill(worker, give_up)
        self._metrics.cleanup()


def _go_on(chore: Callable[[], None]) -> None:
    """Do the chore. Whatever goes wrong (a full disk) is logged, for a parent that ends takes the whole hall with it."""
    try:
        chore()
    except Exception as error:
        log.error("GL-500 chore of the parent: %s", error, exc_info=error)


def _wait_or_kill(worker: subprocess.Popen[bytes], give_up: float) -> None:
    try:
        worker.wait(max(0.0, give_up - time.monotonic()))
    except subprocess.TimeoutExpired:
        log.warning("worker %d did not finish in time", worker.pid)
        worker.kill()
        worker.wait()


