"""Who was erased, told by number in a file beside the database: a backup of before names them again, until that is repeated.

A line is written once an erasure is done. Putting a backup back asks for those that came after it (`ask_again`); erasing.py
repeats them. Numbers are of one instance: a backup of another, told by its secret, has other people under them.
"""

import json
import logging
import os
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from sandbox.accounts import secret
from sandbox.files import disk

LIST, ASKED = "dihapus.jsonl", "hapus-lagi.json"
log = logging.getLogger("gladi.privacy")


def remember(instance: Path, trainee_id: int) -> None:
    """Note that this person was erased by now: by the machine's clock, which backups have too."""
    line = {"of": _owner(instance), "trainee": trainee_id, "at": datetime.now(UTC).isoformat()}
    with open(instance / LIST, "a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")
        file.flush()
        disk.sync(file.fileno())


def ask_again(instance: Path, backup: Path, *, made_at: datetime) -> None:
    """Have those erased anew who were erased since that backup, laid out in that folder, was made."""
    ask(instance, {trainee for owner, trainee, at in _erasures(instance) if owner == _owner(backup) and at > made_at})


def asked(instance: Path) -> list[int]:
    """Who is to be erased anew."""
    path = instance / ASKED
    return [int(each) for each in json.loads(path.read_text(encoding="utf-8"))] if path.exists() else []


def ask(instance: Path, people: Collection[int]) -> None:
    """Let it be these who are to be erased anew."""
    if not people:
        (instance / ASKED).unlink(missing_ok=True)
        return
    unfinished = instance / f"{ASKED}.tmp"
    with open(unfinished, "w", encoding="utf-8") as file:
        json.dump(sorted(people), file)
        file.flush()
        disk.sync(file.fileno())
    os.replace(unfinished, instance / ASKED)
    disk.sync_folder(instance)


def _erasures(instance: Path) -> Iterator[tuple[str, int, datetime]]:
    """Whose instance, who, when; all that can be read, for a power cut may have left half of a line."""
    path = instance / LIST
    for text in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        try:
            line = json.loads(text)
            yield str(line["of"]), int(line["trainee"]), datetime.fromisoformat(line["at"])
        except (ValueError, KeyError, TypeError):
            log.warning("a line of %s cannot be read", LIST)


def _owner(folder: Path) -> str:
    """Names the instance whose secret lies in that folder; empty where none does, as of nodes on one database."""
    path = folder / secret.NAME
    return sha256(b"erased" + path.read_bytes()).hexdigest()[:16] if path.exists() else ""
