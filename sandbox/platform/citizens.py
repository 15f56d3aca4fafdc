"""Whose copies the office shows to citizens, under the villages' codes: a state of the training that is on."""

from datetime import datetime

from sqlalchemy import select

from sandbox.platform import audit
from sandbox.platform.db import read, write
from sandbox.platform.groups import present_training
from sandbox.platform.models import Training

NOBODYS = ""
CHOICES = (NOBODYS, "sekdes", "operator")
"""Roles whose copies can be shown; first: of nobody."""


def shown() -> str:
    """The role whose copies are shown; empty: of none."""
    with read() as session:
        return session.scalar(select(Training.citizens_see).where(Training.id == present_training())) or NOBODYS


def show(role: str, *, by: int, now: datetime) -> bool:
    """Show that role's copies from now on; whether that is a change. Raises ValueError for what is no choice."""
    if role not in CHOICES:
        raise ValueError(role)
    with write(durable=True) as session:
        training = session.scalar(select(Training).where(Training.id == present_training()))
        if training is None or training.citizens_see == role:
            return False
        training.citizens_see = role
        audit.record(session, "citizens", f"training:{training.id}", by=by, at=now, role=role)
        return True
