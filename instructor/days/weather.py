"""The weather of a real day for the open group's free practice: chosen by a trainer from a CSV of its errors, or taken away."""

from datetime import datetime
from pathlib import Path

from flask_babel import gettext as _

from instructor.days.openings import open_group_within
from sandbox.platform import audit
from sandbox.platform.db import write
from scenarios.day import course as courses
from scenarios.day import real_day
from scenarios.day.real_day import RealDay
from scenarios.file.loader import pinned

CHOSEN = "lesson_weather"
"""The deed in the audit log."""
LONGEST_NAME = 60


def choose(group_number: int, path: Path, name: str, *, now: datetime, by: int = audit.COMMAND_LINE) -> RealDay:
    """Let the group practise what went wrong on that day. `name`: what the panel calls it. Raises NotOpen, ListingError.

    Of exercises that the examination holds back none is drawn.
    """
    errors = real_day.read(path)
    with write(durable=True) as session:
        group = open_group_within(session, group_number)
        day = courses.course(group.agenda)
        found = real_day.trained(errors, [pinned(each.id, each.hash) for each in (*day.exercises, *day.others)])
        group.agenda = {**group.agenda, "real": dict(found.weights), "real_name": name[:LONGEST_NAME]}
        audit.record(session, CHOSEN, f"group:{group.id}", by=by, at=now, errors=len(errors), exercises=len(found.weights))
    return found


def take_away(group_number: int, *, now: datetime, by: int = audit.COMMAND_LINE) -> None:
    """No real day's weather any more. Raises NotOpen."""
    with write(durable=True) as session:
        group = open_group_within(session, group_number)
        group.agenda = {**group.agenda, "real": {}, "real_name": ""}
        audit.record(session, CHOSEN, f"group:{group.id}", by=by, at=now, errors=0, exercises=0)


def told(found: RealDay) -> str:
    """What was chosen, in a sentence or two."""
    said = _("Latihan bebas kini punya cuaca hari nyata: %(count)s latihan.", count=len(found.weights))
    without = _("Tanpa latihannya: %(codes)s.", codes=", ".join(found.untrained)) if found.untrained else ""
    return f"{said} {without}".strip()
