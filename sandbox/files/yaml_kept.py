"""What YAML files said when they were last read, kept for the next process.

Reading them anew takes every process of ours more than a second, this a few hundredths. Kept are plain values, before any model
looked at them.
"""

import hashlib
import json
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any, cast

from sandbox.files.kept import BESIDE, Shelf

SHELF = Shelf(BESIDE / "yaml")
SHORT = 1000
"""Letters. What is not longer is read as fast."""


def find(text: str) -> dict[str, Any] | None:
    """The values that a YAML file of this text holds; None if that is not known."""
    if len(text) <= SHORT or (said := SHELF.find(key_of(text))) is None:
        return None
    return cast(dict[str, Any], json.loads(said))


def keep(text: str, values: dict[str, Any]) -> None:
    """Keep what this text was read as, if JSON says it without loss."""
    if len(text) <= SHORT:
        return
    try:
        said = json.dumps(values, allow_nan=False)
    except (TypeError, ValueError):  # a date
        return
    if json.loads(said) == values:  # else a key that is no text
        SHELF.keep(key_of(text), said.encode())


def key_of(text: str) -> str:
    """What that text's values are kept under."""
    return _reader() + text


@cache
def _reader() -> str:
    """What reads YAML: another ruamel, or another reader of ours, may read it otherwise."""
    return metadata.version("ruamel.yaml") + hashlib.sha256(Path(__file__).with_name("yaml_files.py").read_bytes()).hexdigest()
