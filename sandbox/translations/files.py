"""Texts of exercises, days, skills and placement questions, for the catalogues: what panel and hall show of these files.

Named as an extractor in babel.cfg. A file that is handed on says the same in other languages by itself ({id: …, en: …}).
"""

from collections.abc import Iterator, Mapping
from typing import IO, Any

from ruamel.yaml import YAML

SAID = frozenset({"title", "block", "says", "brief", "text", "hints", "waiting", "debrief", "happens", "asks", "right", "wrong"})
"""Keys of which a text, or each of a list, is said to trainees and trainers."""
UNSAID = frozenset({"given", "faults", "solution", "other_ways", "wrong_turns"})
"""Where the practice system speaks, which is Indonesian, and where bots type."""

Found = tuple[int, None, str, list[str]]


def texts(file: IO[bytes], keywords: object, tags: object, options: object) -> Iterator[Found]:
    """Each text of a YAML file in Gladi's own language, as Babel takes it: line, no function, text, no comments."""
    return ((1, None, text.strip(), []) for text in _said(YAML(typ="safe").load(file)))


def _said(there: Any) -> Iterator[str]:
    if isinstance(there, list):
        for each in there:
            yield from _said(each)
    elif isinstance(there, Mapping):
        for key, value in there.items():
            if key in SAID and not isinstance(value, Mapping):
                yield from (text for text in (value if isinstance(value, list) else [value]) if isinstance(text, str))
            if key not in UNSAID and isinstance(value, list | Mapping):
                yield from _said(value)
