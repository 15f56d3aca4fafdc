"""A draft is proved in a process of its own by `gladi scenario check`, on a throwaway instance: the running hall is not touched.

What came of it is kept under the hash of the text that was proved: another text is not proved.
"""

import json
import shutil
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from flask import Flask
from sqlalchemy import select

from instructor.authoring import taken
from instructor.authoring.drafts import ScenarioDraft
from instructor.authoring.errors import NotProved, ProofRunning
from sandbox.machine import child
from sandbox.platform.db import read, write
from sandbox.platform.exercise_models import DraftProof

LONGEST = timedelta(minutes=10)
"""After so long a proof that says nothing has ended without saying so."""


@dataclass(frozen=True, slots=True)
class ProofShown:
    """What is known of a draft's proof. `state`: none, running, red or green."""

    state: str
    problems: tuple[str, ...] = ()


def of(draft: ScenarioDraft) -> ProofShown:
    """What came of the proof of this text, at whatever node."""
    with read() as session:
        row = session.get(DraftProof, draft.hash)
    if row is None:
        return ProofShown("none")
    if not row.told:
        return ProofShown("running" if _is_young(row) else "none")
    (proof,) = json.loads(row.told)
    return ProofShown("green" if proof["ok"] else "red", tuple(proof["problems"]))


def begin(app: Flask, draft: ScenarioDraft) -> Thread:
    """Begin to prove it; what waits for the end. Raises ProofRunning: one at a time, for a hall may be working."""
    with write() as session:
        if any(_is_young(row) for row in session.scalars(select(DraftProof).where(DraftProof.told == ""))):
            raise ProofRunning()
        session.merge(DraftProof(hash=draft.hash, began_at=datetime.now(UTC), told=""))
    waiting = Thread(target=_prove, args=(app, draft), daemon=True)
    waiting.start()
    return waiting


def _prove(app: Flask, draft: ScenarioDraft) -> None:
    gently = ["nice", "-n", "15"] if shutil.which("nice") else []
    with TemporaryDirectory(prefix="gladi-draft-") as folder:
        file = Path(folder, draft.file)
        file.write_text(draft.text, encoding="utf-8")
        done = subprocess.run([*gently, *child.command("sandbox.server", "scenario", "check", str(file), "--json")],
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    with app.app_context(), write() as session:
        row = session.get_one(DraftProof, draft.hash)
        if _is_told(done.stdout):
            row.told = done.stdout
        else:
            session.delete(row)


def _is_told(output: str) -> bool:
    """Whether the command came to its end."""
    try:
        return len(json.loads(output)) == 1
    except ValueError:
        return False


def take_over(instance: Path, draft: ScenarioDraft, *, shared: bool = False) -> Path:
    """Put it where Gladi finds it when the next group is opened. Raises NotProved where this very text is not green."""
    if of(draft).state != "green":
        raise NotProved(id=draft.id)
    return taken.use(instance, draft.id, draft.text, shared=shared)


def _is_young(row: DraftProof) -> bool:
    return datetime.now(UTC) - row.began_at < LONGEST
