"""Exercises that were taken over: files in the folder `latihan`, which is part of the library (scenarios/file/loader.py).

Where several nodes share a database it says what that folder of each of them holds: a group is opened by any of them.
"""

import os
from pathlib import Path

from sqlalchemy import select

from sandbox.platform.db import read, write
from sandbox.platform.exercise_models import OwnExercise
from scenarios.file.loader import OWN as OWN_FOLDER
from scenarios.file.loader import own_files

OWN = "latihan"
"""The folder of the instance, where the environment names no other."""
GONE = ""
"""What the database says of one that is no longer used, so that no node brings it back."""


def folder(instance: Path) -> Path:
    """Where they lie on this computer."""
    return Path(os.environ.get(OWN_FOLDER) or instance / OWN)


def put(place: Path, scenario_id: str, text: str) -> Path:
    """A file in that folder with this very text, whatever is saved meanwhile."""
    place.mkdir(exist_ok=True)
    path = place / f"{scenario_id}.yaml"
    made = path.with_suffix(".baru")
    made.write_text(text, encoding="utf-8")
    os.replace(made, path)
    return path


def use(instance: Path, scenario_id: str, text: str, *, shared: bool) -> Path:
    """Use that exercise from the next group on, at every node where the database is shared."""
    if shared and _is_ours(instance):
        _say(scenario_id, text)
    return put(folder(instance), scenario_id, text)


def use_no_more(instance: Path, scenario_id: str, *, shared: bool) -> None:
    """Leave it out from the next group on. One that is open goes on with what was pinned."""
    if shared and _is_ours(instance):
        _say(scenario_id, GONE)
    (folder(instance) / f"{scenario_id}.yaml").unlink(missing_ok=True)


def lay_out(instance: Path) -> None:
    """Let the folder of this node hold what the database says. A file that it does not know was put there by hand, for all nodes.

    A folder that the environment names is the office's own affair.
    """
    if not _is_ours(instance):
        return
    with read() as session:
        known = dict(session.execute(select(OwnExercise.id, OwnExercise.text)).tuples().all())
    here = {path.stem: _text(path) for path in own_files()}
    if by_hand := {name: text for name, text in here.items() if name not in known and text}:
        with write() as session:
            session.add_all(OwnExercise(id=name, text=text) for name, text in by_hand.items()
                            if session.get(OwnExercise, name) is None)
    for name, text in known.items():
        if text == GONE:
            (folder(instance) / f"{name}.yaml").unlink(missing_ok=True)
        elif here.get(name) != text:
            put(folder(instance), name, text)


def _is_ours(instance: Path) -> bool:
    return folder(instance) == instance / OWN


def _say(scenario_id: str, text: str) -> None:
    with write() as session:
        session.merge(OwnExercise(id=scenario_id, text=text))


def _text(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):  # the library tells what is wrong with it
        return None
