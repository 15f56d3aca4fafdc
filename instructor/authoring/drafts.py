"""Drafts of exercises: rows of the hall's database, so that any node shows them and a backup holds them."""

import hashlib
import re
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import select

from instructor.authoring.errors import DraftChanged, NoSuchDraft
from sandbox.platform.db import read, write
from sandbox.platform.exercise_models import ExerciseDraft
from scenarios.file.loader import Loaded, ScenarioError, library, load, renamed
from scenarios.file.warnings import warnings

FOLDER = "skenario"
"""The folder of the instance in which drafts lay before; what is proved and tried still lies there meanwhile."""
NAMED = re.compile(r"[a-z][a-z0-9-]{0,59}")
"""What the id of a draft looks like; anything else names none."""

MOST_TOLD = 50
"""Problems of a draft that are told at once: a text with more is another file."""


@dataclass(frozen=True, slots=True)
class ScenarioDraft:
    """One draft. `hash`: of its text, as an exercise's is."""

    id: str
    text: str

    @property
    def hash(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def file(self) -> str:
        """The name of its file wherever one is wanted."""
        return f"{self.id}.yaml"


def drafts() -> list[ScenarioDraft]:
    """All drafts, by id."""
    with read() as session:
        return [ScenarioDraft(row.id, row.text) for row in session.scalars(select(ExerciseDraft).order_by(ExerciseDraft.id))]


def find(draft_id: str) -> ScenarioDraft:
    """That draft. Raises NoSuchDraft."""
    with read() as session:
        row = session.get(ExerciseDraft, draft_id)
    if row is None:
        raise NoSuchDraft(id=draft_id)
    return ScenarioDraft(row.id, row.text)


def duplicate(loaded: Loaded) -> ScenarioDraft:
    """A draft that begins as that exercise, under an id that nobody has: its own with -2, -3 …

    One that was made so and never changed is given again: who presses twice has one.
    """
    with write() as session:
        there = {row.id: row.text for row in session.scalars(select(ExerciseDraft))}
        names = (f"{loaded.scenario.id[:50]}-{place}" for place in count(2))
        begun = (ScenarioDraft(name, renamed(loaded.text, name)) for name in names if name not in library())
        made = next(each for each in begun if there.get(each.id, each.text) == each.text)
        if made.id not in there:
            session.add(ExerciseDraft(id=made.id, text=made.text))
    return made


def save(draft_id: str, text: str, *, seen: str) -> ScenarioDraft:
    """The draft with that text. `seen`: the hash of the text that was shown. Raises NoSuchDraft, DraftChanged."""
    with write() as session:  # nobody saves between the look at what is there and the save
        row = session.get(ExerciseDraft, draft_id)
        if row is None:
            raise NoSuchDraft(id=draft_id)
        if ScenarioDraft(row.id, row.text).hash != seen:
            raise DraftChanged(id=draft_id)
        row.text = lines_of(text)
        return ScenarioDraft(row.id, row.text)


def save_again(draft_id: str, text: str) -> ScenarioDraft:
    """A draft of that id which somebody else has removed meanwhile. Raises NoSuchDraft for what can't be one's id, DraftChanged
    where it is there again."""
    if not NAMED.fullmatch(draft_id):
        raise NoSuchDraft(id=draft_id)
    with write() as session:
        if session.get(ExerciseDraft, draft_id) is not None:
            raise DraftChanged(id=draft_id)
        session.add(ExerciseDraft(id=draft_id, text=lines_of(text)))
    return ScenarioDraft(draft_id, lines_of(text))


def remove(draft_id: str) -> None:
    """Raises NoSuchDraft."""
    with write() as session:
        row = session.get(ExerciseDraft, draft_id)
        if row is None:
            raise NoSuchDraft(id=draft_id)
        session.delete(row)


def take_in(instance: Path) -> None:
    """Drafts that lie in the folder as files, as they did before, become rows; a file whose id a row has stays where it is."""
    for path in (instance / FOLDER).glob("*.yaml"):
        if not NAMED.fullmatch(path.stem):
            continue
        with write() as session:
            if session.get(ExerciseDraft, path.stem) is not None:
                continue
            session.add(ExerciseDraft(id=path.stem, text=path.read_text(encoding="utf-8")))
        path.unlink()


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
            return DraftRead(problems=error.lines[:MOST_TOLD])


def lines_of(sent: str) -> str:
    """The text of a form, whose lines browsers end in two characters, as it is stored."""
    return sent.replace("\r\n", "\n")
