"""The process in which a paper is drawn: the module that draws is its argument, JSON comes in, the file goes out."""

import json
import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Any

from sandbox.words import languages


def draw(module: str, needed: Mapping[str, Any]) -> bytes:
    """What that module of ours draws."""
    made: bytes = import_module(module).draw(needed)
    return made


def main() -> None:
    """Draw what comes in."""
    task = json.load(sys.stdin)
    with languages.speaking(task["lang"]):
        sys.stdout.buffer.write(draw(sys.argv[1], task["needed"]))


if __name__ == "__main__":
    main()
