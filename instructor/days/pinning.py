"""Pins what a group works with: its day, its scenarios by hash, its forms by their version. Edits of a file come later.

An exercise's edit is for the next group. A form's is for the next start of Gladi at which no group is open, because all of a
server's villages are stored and read by the same forms; the open group goes on with those that it was opened with.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from instructor.errors import FormsChanged
from sandbox.platform import groups
from sandbox.platform.db import read
from sandbox.platform.groups import sandboxes_of
from sandbox.platform.models import Group, Pinned, Sandbox, Training
from sandbox.practice import version
from sandbox.practice.forms import instrument_files
from sandbox.store.templates import version_of
from scenarios.day import agenda
from scenarios.day.agenda import ChosenDay
from scenarios.file import loader

FORMS = "forms"
"""Kind of the rows that hold all instrument files of a version."""


@dataclass(frozen=True, slots=True)
class KeptForms:
    """The forms of a group: the version that its villages were stored in, and the text of every instrument file by its path."""

    group_number: int
    version: str
    texts: Mapping[str, str]


def pin(session: Session, group_id: int, day: ChosenDay | None = None, *, now: datetime) -> dict[str, Any]:
    """The day as it stands in the group's row (scenarios/day/course.py); the text of its scenarios and forms is kept with it.

    `day`: another than that of its training's agenda. `now`: wall time. Raises FormsChanged if the group's villages were made in
    another version than that of this process.
    """
    present = version.present().name
    if _versions(session, group_id) - {present}:
        raise FormsChanged()
    held_on, agenda_id = session.execute(select(Group.held_on, Training.agenda).join(
        Training, Training.id == Group.training_id).where(Group.id == group_id)).one()
    day = agenda.chosen(agenda_id) if day is None else day
    course = agenda.course_of(day, held_on=held_on, opened_at=now)
    forms = json.dumps(instrument_files.texts(instrument_files.folder()))
    _keep(session, [Pinned(hash=each.hash, kind=loader.KIND, name=each.scenario.id, content=each.text) for each in day.all])
    _keep(session, [Pinned(hash=present, kind=FORMS, name=FORMS, content=forms)])
    return course.agenda()


def kept_forms() -> KeptForms | None:
    """The forms of the open groups; None if no group is open, or its forms were not kept. Groups that are open at once were
    opened by servers with the same forms, for the first of them keeps its own in use."""
    with read() as session:
        for group in groups.every_open(session):
            kept = session.scalar(select(Pinned).where(Pinned.hash.in_(_versions(session, group.id)), Pinned.kind == FORMS))
            if kept is not None:
                return KeptForms(group.number, kept.hash, json.loads(kept.content))
    return None


def _versions(session: Session, group_id: int) -> set[str]:
    """The versions that the villages of a group's seats were made in."""
    return {version_of(name) for name in session.scalars(select(Sandbox.template).where(Sandbox.id.in_(sandboxes_of(group_id))))}


def _keep(session: Session, rows: Sequence[Pinned]) -> None:
    """Add those that are not kept yet."""
    known = set(session.scalars(select(Pinned.hash).where(Pinned.hash.in_([row.hash for row in rows]))))
    session.add_all(row for row in rows if row.hash not in known)
