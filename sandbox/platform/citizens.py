"""Whose copies the office shows to citizens, under the villages' codes: a state of the training that is on."""

from datetime import datetime

from sqlalchemy import select

from sandbox.errors import GladiError
from sandbox.platform import audit
from sandbox.platform.db import read, write
from sandbox.platform.groups import present_training
from sandbox.platform.models import Group, Training
from sandbox.words.texts import lazy_gettext as _l

NOBODYS = ""
ROLES = ("sekdes", "operator")
CHOICES = (NOBODYS, *ROLES)
"""Roles whose copies can be shown; first: of nobody."""


def shown() -> str:
    """The role whose copies the training that is on shows; empty: of none."""
    with read() as session:
        return session.scalar(select(Training.citizens_see).where(Training.id == present_training())) or NOBODYS


def shown_by(*group_ids: int) -> dict[int, str]:
    """The role whose copies each of these groups' trainings shows; without those that show none."""
    with read() as session:
        return dict(session.execute(
            select(Group.id, Training.citizens_see).join(Training, Training.id == Group.training_id)
            .where(Group.id.in_(group_ids), Training.citizens_see != NOBODYS)).all())


class ChoiceMoved(GladiError):
    code = "GL-409WG"
    status = 409
    text = _l("Belum diubah: sejak halaman ini dibuka orang lain memilih yang lain. Periksa, lalu simpan lagi bila perlu.")


def show(role: str, *, by: int, now: datetime, was: str | None = None) -> bool:
    """Show that role's copies from now on; whether that is a change. `was`: the choice that was seen before.

    Raises ValueError for what is no choice, ChoiceMoved.
    """
    if role not in CHOICES:
        raise ValueError(role)
    with write(durable=True) as session:
        training = session.scalar(select(Training).where(Training.id == present_training()))
        if training is None or training.citizens_see == role:
            return False
        if was not in (None, training.citizens_see or NOBODYS):
            raise ChoiceMoved()
        training.citizens_see = role
        audit.record(session, "citizens", f"training:{training.id}", by=by, at=now, role=role)
        return True
