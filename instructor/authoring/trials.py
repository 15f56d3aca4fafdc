"""An exercise played at once by whoever writes it: in a throwaway instance and process that no group and no board knows.

Its folder holds what is tried and the file that says how far it is. The process writes into that while it lives, and ends by
itself once it is gone. One at a time, for a hall may be working. How browsers come to it: sandbox/server/throwaway/forwarding.py.
"""

import json
import os
import secrets
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from time import time

from itsdangerous import BadSignature, URLSafeSerializer

from instructor.authoring.drafts import FOLDER
from instructor.authoring.errors import TrialGone, TrialRunning
from sandbox.machine import child

PREPARING_S = 180
"""A process that says nothing for so long after its beginning will not come."""
SILENT_S = 60
"""The same of one that was ready."""
PLACE = "coba"
"""The folder of what is tried, and what the ticket is signed for."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What is tried. `port`: where its process listens, 0 while it prepares; `cards`: addresses of its seats, by role."""

    id: str
    title: str
    token: str
    account: int
    who: str
    back: str
    """The page on which it was begun."""
    again: str
    """The address to which that page sends it."""
    port: int = 0
    cards: Mapping[str, str] = field(default_factory=dict)
    is_over: bool = False

    @property
    def ready(self) -> bool:
        return self.port > 0


def present(instance: Path) -> Trial | None:
    """What is tried now; None where nothing is, or where its process is gone."""
    return of(_state(instance))


def of(state: Path) -> Trial | None:
    """The trial of that file that goes on; None where there is none."""
    trial = _written(state)
    return None if trial is None or trial.is_over else trial


def last(instance: Path) -> Trial | None:
    """What is tried now, or was tried last; None where nothing was."""
    return _written(_state(instance))


def _written(state: Path) -> Trial | None:
    """What that file says; it is over, too, where its process has not been heard of for too long."""
    try:
        silent = time() - state.stat().st_mtime
        trial = Trial(**json.loads(state.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    is_heard_of = silent < (SILENT_S if trial.ready else PREPARING_S)
    return trial if is_heard_of else replace(trial, is_over=True)


def begin(instance: Path, trial: Trial, text: str) -> "subprocess.Popen[bytes]":
    """Begin to prepare it; the process, which ends by itself. Raises TrialRunning where somebody else tries something.

    One that the same person began before ends.
    """
    if (running := present(instance)) is not None and running.account != trial.account:
        raise TrialRunning(who=running.who, id=running.id)
    shutil.rmtree(_folder(instance), ignore_errors=True)
    folder = _folder(instance) / trial.token
    folder.mkdir(parents=True)
    file = folder / f"{trial.id}.yaml"
    file.write_text(text, encoding="utf-8")
    write(_state(instance), trial)
    gently = ["nice", "-n", "5"] if shutil.which("nice") else []
    command = child.command("sandbox.server.throwaway.trying", str(file), str(_state(instance)))
    return subprocess.Popen([*gently, *command], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                            stderr=subprocess.DEVNULL, start_new_session=True)


def end(instance: Path) -> None:
    """Nothing is tried any more: the process sees it within seconds, and takes its instance away."""
    if (trial := present(instance)) is not None:
        over(_state(instance), trial)


def over(state: Path, trial: Trial) -> None:
    """Say that it is over."""
    write(state, replace(trial, is_over=True))


def write(state: Path, trial: Trial) -> None:
    """Say how far it is, whole or not at all."""
    made = state.with_suffix(".baru")
    made.write_text(json.dumps(asdict(trial)), encoding="utf-8")
    os.replace(made, state)


def fresh(scenario_id: str, title: str, *, account: int, who: str, back: str, again: str) -> Trial:
    """A trial under a name that nobody guesses."""
    return Trial(scenario_id, title, secrets.token_urlsafe(12), account, who, back, again)


def told(trial: Trial, port: int, cards: Mapping[str, str]) -> Trial:
    """The same, ready."""
    return replace(trial, port=port, cards=dict(cards))


def ticket(secret: bytes, trial: Trial) -> str:
    """What the browser of somebody who may try it carries."""
    return _signer(secret).dumps(trial.token)


def require(instance: Path, secret: bytes, carried: str) -> Trial:
    """The trial that a browser with that ticket is in. Raises TrialGone."""
    trial = present(instance)
    try:
        token = _signer(secret).loads(carried)
    except BadSignature:
        token = None
    if trial is None or not trial.ready or trial.token != token:
        raise TrialGone()
    return trial


def _signer(secret: bytes) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt=PLACE)


def _folder(instance: Path) -> Path:
    return instance / FOLDER / PLACE


def _state(instance: Path) -> Path:
    return _folder(instance) / "keadaan.json"
