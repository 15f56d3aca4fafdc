"""Pins what a group works with: its agenda, and its scenarios by hash. Edits of a file are for the next group."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from sandbox.platform.models import Pinned
from scenarios.file import agenda, loader
from scenarios.file.loader import Loaded


def pin(session: Session, chosen: Sequence[Loaded] | None = None) -> list[dict[str, Any]]:
    """The day's agenda as it stands in the group's row; the text of its scenarios is kept with it.

    `chosen`: exercises other than those of the default agenda.
    """
    exercises = {each.scenario.id: each for each in (chosen if chosen is not None else agenda.exercises_of())}
    entries = agenda.entries(exercises.values())
    known = set(session.scalars(select(Pinned.hash).where(Pinned.hash.in_([entry["hash"] for entry in entries]))))
    session.add_all(Pinned(hash=entry["hash"], kind=loader.KIND, name=entry["id"], content=exercises[entry["id"]].text)
                    for entry in entries if entry["hash"] not in known)
    return entries
