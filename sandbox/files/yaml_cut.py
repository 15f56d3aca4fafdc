"""Sentences of a YAML file that a # cuts off: what follows it is a comment, though whoever wrote it may not have meant one."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import ScalarEvent

BEHIND = re.compile(r"[^\s#][^#]* #")
"""A # behind something on its line."""


class CutText(NamedTuple):
    """What is left of the sentence, and where the # stands; both count from 1."""

    line: int
    column: int
    left: str


def cut_texts(text: str) -> Iterator[CutText]:
    """Plain texts of several words with a # behind them on their line. Nothing of a file that is no YAML."""
    lines = text.splitlines()
    if not any(BEHIND.search(line) for line in lines):
        return  # to read the file's events takes a hundred times as long
    try:
        for event in YAML(typ="rt").parse(text):
            if isinstance(event, ScalarEvent) and not event.style and " " in event.value:
                line, column = event.end_mark.line, event.end_mark.column
                rest = lines[line][column:] if line < len(lines) else ""
                if rest.lstrip().startswith("#"):
                    yield CutText(line + 1, column + rest.index("#") + 1, event.value)
    except YAMLError:
        return
