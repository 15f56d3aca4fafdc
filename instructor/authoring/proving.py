"""A draft is proved in a process of its own by `gladi scenario check`, on a throwaway instance: the running hall is not touched.

What came of it lies beside the draft, under the hash of the text that was proved: another text is not proved.
"""

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from time import time
from typing import Any

from instructor.authoring import taken
from instructor.authoring.drafts import FOLDER, ScenarioDraft
from instructor.authoring.errors import NotProved, ProofRunning
from sandbox.machine import child

LONGEST_S = 600
"""After so long a proof that says nothing has ended without saying so."""


@dataclass(frozen=True, slots=True)
class ProofShown:
    """What is known of a draft's proof. `state`: none, running, red or green."""

    state: str
    problems: tuple[str, ...] = ()


def of(draft: ScenarioDraft) -> ProofShown:
    """What came of the proof of this text."""
    path = _result(draft)
    if not path.is_file():
        return ProofShown("none")
    try:
        proofs: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return ProofShown("running" if _is_young(path) else "none")
    return ProofShown("green" if proofs[0]["ok"] else "red", tuple(proofs[0]["problems"]))


def begin(instance: Path, draft: ScenarioDraft) -> subprocess.Popen[bytes]:
    """Begin to prove it; the process, which ends by itself. Raises ProofRunning: one at a time, for a hall may be working."""
    if any(_is_young(path) and not path.stat().st_size for path in (instance / FOLDER).glob("*.json")):
        raise ProofRunning()
    gently = ["nice", "-n", "15"] if shutil.which("nice") else []
    # A file of its own: the draft may be saved again before that process has read it.
    proved = taken.put(_result(draft).with_suffix(""), draft.id, draft.text)
    with _result(draft).open("wb") as out:
        return subprocess.Popen([*gently, *child.command("sandbox.server", "scenario", "check", str(proved), "--json")],
                                stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.DEVNULL, start_new_session=True)


def take_over(instance: Path, draft: ScenarioDraft, *, shared: bool = False) -> Path:
    """Put it where Gladi finds it when the next group is opened. Raises NotProved where this very text is not green."""
    if of(draft).state != "green":
        raise NotProved(id=draft.id)
    return taken.use(instance, draft.id, draft.text, shared=shared)


def _result(draft: ScenarioDraft) -> Path:
    return draft.path.with_name(f"{draft.id}.{draft.hash[:12]}.json")


def _is_young(path: Path) -> bool:
    return time() - path.stat().st_mtime < LONGEST_S
