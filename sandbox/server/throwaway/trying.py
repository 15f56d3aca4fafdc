"""The process in which an exercise is tried: a throwaway instance with nothing but it, served to this machine alone.

Started by instructor/authoring/trials.py, found by browsers through forwarding.py. It ends when the file that says so is gone,
when nobody pressed anything for a while, and with the process that began it.
"""

from gevent import monkey

monkey.patch_all()

import os  # noqa: E402  everything below must find the patched library
import sys  # noqa: E402
import time  # noqa: E402
from collections.abc import Callable, Iterable  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

import gevent  # noqa: E402
from gevent.pywsgi import WSGIServer  # noqa: E402

from instructor.authoring import trials  # noqa: E402
from instructor.authoring.trials import Trial  # noqa: E402
from sandbox.clock import SystemClock  # noqa: E402
from sandbox.seats import find  # noqa: E402
from sandbox.server.throwaway.stage import ThrowawayStage, throwaway_stage  # noqa: E402
from sandbox.words.roles import ROLE_LABELS  # noqa: E402
from scenarios.file.loader import load  # noqa: E402

IDLE_S = 1200.0
LOOK_EVERY_S = 2.0


class Pressed:
    """Remembers when somebody last asked for anything."""

    def __init__(self, app: Callable[..., Iterable[bytes]]) -> None:
        self.app = app
        self.asked_at = time.monotonic()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        self.asked_at = time.monotonic()
        return self.app(environ, start_response)


def main() -> None:
    file, state = map(Path, sys.argv[1:])
    parent = os.getppid()
    trial = trials.of(state)
    if trial is None:
        return
    try:
        with throwaway_stage([load(file)], SystemClock()) as stage:
            _serve(stage, state, trial, parent)
    finally:
        if _is_wanted(state, trial):
            trials.over(state, trial)


def _serve(stage: ThrowawayStage, state: Path, trial: Trial, parent: int) -> None:
    """Let it be tried until nobody wants it any more, nobody has pressed for long, or the process that began it is gone."""
    watched = Pressed(stage.app)
    server = WSGIServer(("127.0.0.1", 0), watched, log=None, error_log=None)
    server.start()
    if _is_wanted(state, trial):
        trials.write(state, trials.told(trial, server.server_port, cards_of(stage)))
    while _is_wanted(state, trial) and os.getppid() == parent and time.monotonic() - watched.asked_at < IDLE_S:
        os.utime(state)
        gevent.sleep(LOOK_EVERY_S)
    server.stop()


def cards_of(stage: ThrowawayStage) -> dict[str, str]:
    """The addresses on the cards of the stage's seats, by role."""
    with stage.app.app_context():
        return {role: stage.card(seat) for role in ROLE_LABELS if (seat := find(stage.village_code, role)) is not None}


def _is_wanted(state: Path, trial: Trial) -> bool:
    now = trials.of(state)
    return now is not None and now.token == trial.token


if __name__ == "__main__":
    main()
