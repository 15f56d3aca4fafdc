"""What YAML files said when they were last read, kept beside Python's own compiled files.

Reading them anew takes every process of ours more than a second, this a few hundredths. Found by the whole text, so nothing old
is ever found. Kept are plain values, before any model looked at them. Where nothing can be kept (a folder that may not be
written to), files are read as before.
"""

import hashlib
import json
import os
import sys
from contextlib import suppress
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "__pycache__" / "yaml"
SHORT = 1000
"""Letters. What is not longer is read as fast."""
MOST = 400
"""Files. Beyond that the oldest go."""


def find(text: str) -> dict[str, Any] | None:
    """The values that a YAML file of this text holds; None if that is not known."""
    if len(text) <= SHORT:
        return None
    try:
        found = json.loads(path_of(text).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def keep(text: str, values: dict[str, Any]) -> None:
    """Keep what this text was read as, if JSON says it without loss. Errors of the disk are nobody's business here."""
    if len(text) <= SHORT or sys.dont_write_bytecode:
        return
    try:
        said = json.dumps(values, ensure_ascii=False, allow_nan=False)
    except (TypeError, ValueError):  # a date
        return
    if json.loads(said) != values:  # a key that is no text
        return
    path = path_of(text)
    temporary = path.with_suffix(f".{os.getpid()}.tmp")
    with suppress(OSError):
        FOLDER.mkdir(parents=True, exist_ok=True)
        temporary.write_text(said, encoding="utf-8")
        os.replace(temporary, path)  # at once: other processes read and write the same
        _tidy()


def _tidy() -> None:
    kept = sorted(FOLDER.iterdir(), key=lambda path: path.stat().st_mtime)
    for path in kept[:-MOST]:
        path.unlink(missing_ok=True)


def path_of(text: str) -> Path:
    """Where the values of that text are kept."""
    return FOLDER / f"{hashlib.sha256(f'{_reader()}{text}'.encode()).hexdigest()[:32]}.json"


@cache
def _reader() -> str:
    """What reads YAML: another ruamel, or another reader of ours, may read it otherwise."""
    return metadata.version("ruamel.yaml") + hashlib.sha256(Path(__file__).with_name("yaml_files.py").read_bytes()).hexdigest()
