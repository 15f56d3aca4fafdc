"""Drafts of exercises: a file each in the folder `skenario` of the instance. Nobody but these pages reads them."""

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from instructor.authoring.errors import DraftChanged, NoSuchDraft
from scenarios.file.loader import Loaded, ScenarioError, library, load, renamed
from scenarios.file.warnings import warnings

FOLDER = "skenario"
NAMED = re.compile(r"[a-z][a-z0-9-]{0,59}")
"""What the id of a draft looks like; anything else names no file."""


@dataclass(frozen=True, slots=True)
class ScenarioDraft:
    """One draft. `hash`: of its text, as an exercise's is."""

    id: str
    text: str
    path: Path

    @property
    def hash(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()


def drafts(instance: Path) -> list[ScenarioDraft]:
    """All drafts, by id."""
    return [find(instance, path.stem) for path in sorted((instance / FOLDER).glob("*.yaml")) if NAMED.fullmatch(path.stem)]


def find(instance: Path, draft_id: str) -> ScenarioDraft:
    """That draft. Raises NoSuchDraft."""
    path = instance / FOLDER / f"{draft_id}.yaml"
    if not NAMED.fullmatch(draft_id) or not path.is_file():
        raise NoSuchDraft(id=draft_id)
    return ScenarioDraft(draft_id, path.read_text(encoding="utf-8"), path)


def duplicate(instance: Path, loaded: Loaded) -> ScenarioDraft:
    """A draft that begins as that exercise, under an id that nobody has: its own with -2, -3 …"""
    taken = {*library(), *(each.id for each in drafts(instance))}
    free = next(name for place in range(2, 1000) if (name := f"{loaded.scenario.id[:50]}-{place}") not in taken)
    return _write(instance, free, renamed(loaded.text, free))


def save(instance: Path, draft_id: str, text: str, *, seen: str) -> ScenarioDraft:
    """The draft with that text. `seen`: the hash of the text that was shown. Raises NoSuchDraft, DraftChanged."""
    here = find(instance, draft_id)
    if here.hash != seen:
        raise DraftChanged(id=draft_id)
    return _write(instance, draft_id, lines_of(text))


def save_again(instance: Path, draft_id: str, text: str) -> ScenarioDraft:
    """A draft of that id which somebody else has removed meanwhile. Raises NoSuchDraft for what can't be one's id."""
    if not NAMED.fullmatch(draft_id):
        raise NoSuchDraft(id=draft_id)
    return _write(instance, draft_id, lines_of(text))


def remove(instance: Path, draft_id: str) -> None:
    """Raises NoSuchDraft."""
    find(instance, draft_id).path.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class DraftRead:
    """What is wrong with a draft's text, and what it says to no effect, a line each. With problems it can't be played."""

    problems: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def reading(draft_id: str, text: str) -> DraftRead:
    """What the loader says of that text as this draft."""
    with TemporaryDirectory(prefix="gladi-draft-") as folder:  # the loader reads files: their name and size count too
        path = Path(folder, f"{draft_id}.yaml")
        path.write_text(lines_of(text), encoding="utf-8")
        try:
            return DraftRead(warnings=tuple(warnings(load(path), path)))
        except ScenarioError as error:
            return DraftRead(problems=error.lines)


def lines_of(sent: str) -> str:
    """The text of a form, whose lines browsers end in two characters, as it is stored."""
    return sent.replace("\r\n", "\n")


def _write(instance: Path, draft_id: str, text: str) -> ScenarioDraft:
    path = instance / FOLDER / f"{draft_id}.yaml"
    path.parent.mkdir(exist_ok=True)
    made = path.with_suffix(".baru")
    made.write_text(text, encoding="utf-8")
    os.replace(made, path)
    return ScenarioDraft(draft_id, text, path)
