"""The exercises in the trainers' guides: what happens in each, which codes are met, and what one asks afterwards.

Written by gladi scenario schema between the guide's marks, below the head of the table that stands there.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from sandbox.words.languages import speaking
from scenarios.file.loader import Loaded
from scenarios.file.schema import Scenario

DOCS = Path(__file__).resolve().parents[2] / "docs"
GUIDES: Mapping[str, Path] = {"id": DOCS / "pelatih.md", "en": DOCS / "pelatih.en.md"}
"""The guide of each language."""
ROWS = re.compile(r"(<!-- latihan -->\n.*\n.*\n)(?:\|.*\n)*(?=<!-- /latihan -->)")
NONE = "–"


def texts(exercises: Mapping[str, Loaded]) -> Mapping[Path, str]:
    """Each guide with the rows of these exercises in its language."""
    return {path: _with_rows(path.read_text(encoding="utf-8"), exercises, language) for language, path in GUIDES.items()}


def _with_rows(guide: str, exercises: Mapping[str, Loaded], language: str) -> str:
    with speaking(language):
        rows = "".join(_row(each.scenario) for each in exercises.values())
    return ROWS.sub(lambda found: found[1] + rows, guide)


def _row(scenario: Scenario) -> str:
    said = scenario.trainers
    codes = ", ".join(f"`{code}`" for code in scenario.codes)
    happens, asks = (said.happens, said.asks) if said else (NONE, NONE)
    return f"| {scenario.number} {scenario.title} | {happens} | {codes or NONE} | {asks} |\n"
