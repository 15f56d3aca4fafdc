"""The place of one server process: who serves there now, why the last one ended, and when the next may start.

One that served is replaced at once. One that ends before it could serve (a broken installation) would only end again: each such
end makes the next start wait longer, and says why.
"""

import contextlib
import logging
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event, Thread

from sandbox.errors import GladiError
from sandbox.words.texts import lazy_gettext as _l

log = logging.getLogger("gladi.server")

READY = "ready"
"""The line that a worker prints when it begins to serve. Every other line of its output tells why it ends."""
PAUSES = (1.0, 2.0, 4.0, 8.0, 16.0, 30.0)
"""Seconds before the next start after the first, second, … end in a row before serving; the last for all further ones."""


class WorkerEnded(GladiError):
    code = "GL-WORK"
    text = _l("Proses server berhenti sebelum bisa melayani (%(times)d kali berturut-turut): %(why)s. Dicoba lagi dalam "
              "%(seconds)d detik.")


Start = Callable[[], subprocess.Popen[bytes]]


@dataclass(slots=True)
class Slot:
    """One worker after another. `start` makes one, its output a pipe; `clock` is steady seconds."""

    start: Start
    clock: Callable[[], float] = time.monotonic
    worker: subprocess.Popen[bytes] | None = None
    serves: Event = field(default_factory=Event)
    in_vain: int = 0
    """Ends in a row before serving."""
    _not_before: float = 0.0
    _said: list[str] = field(default_factory=list)
    _listener: Thread | None = None

    def fill(self) -> None:
        """Start a worker, if there is none and the pause is over."""
        if self.worker is not None or self.clock() < self._not_before:
            return
        self.serves, self._said = Event(), []
        self.worker = self.start()
        self._listener = Thread(target=_listen, args=(self.worker, self.serves, self._said), daemon=True)
        self._listener.start()

    def has_lost(self) -> bool:
        """Whether its worker ended since the last look. It is then told, and the next start has its time."""
        if self.worker is None or self.worker.poll() is None:
            return False
        ended, self.worker = self.worker, None
        close_input(ended)
        self._hear_out()
        why = self._said[-1] if self._said else _cause(ended.returncode)
        if self.serves.is_set():
            self.in_vain = 0
            log.warning("worker %d ended: %s", ended.pid, why)
            return True
        pause = PAUSES[min(self.in_vain, len(PAUSES) - 1)]
        self.in_vain, self._not_before = self.in_vain + 1, self.clock() + pause
        error = WorkerEnded(times=self.in_vain, why=why, seconds=int(pause))
        log.error("%s %s", error.code, error)
        return True

    def _hear_out(self) -> None:
        """What it said last may still be on its way; a child of its own may hold the pipe open for ever."""
        if self._listener is not None:
            self._listener.join(1.0)


def close_input(worker: subprocess.Popen[bytes]) -> None:
    """Tell it that its parent wants it to end."""
    if worker.stdin is not None:
        with contextlib.suppress(OSError):
            worker.stdin.close()


def _listen(worker: subprocess.Popen[bytes], serves: Event, said: list[str]) -> None:
    assert worker.stdout is not None
    with worker.stdout as output:
        for line in output:
            text = line.decode(errors="replace").strip()
            if text == READY:
                serves.set()
            elif text:
                said[:] = [text]


def _cause(status: int) -> str:
    """What an exit status says: a signal's name, or the number."""
    if status < 0:
        with contextlib.suppress(ValueError):
            return signal.Signals(-status).name
    return f"status {status}"
