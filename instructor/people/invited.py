"""Who is invited to the training that is on, and from which villages: read from the platform."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from instructor.people.comparing import InvitedNow
from instructor.people.official import OfficialVillage, OfficialVillages
from sandbox.platform.groups import present_training
from sandbox.platform.models import Group, Trainee, Training, Village
from sandbox.seats import HAS_WORKED


class VillageSeats(NamedTuple):
    """Where new people of a village sit: its row of the day that it is invited to, and that day."""

    village_id: int
    code: str
    held_on: date


def training_of(session: Session) -> Training | None:
    """The training that is on."""
    return session.scalar(select(Training).where(Training.id == present_training()))


def official_villages(session: Session) -> OfficialVillages:
    """The villages of the training that is on, each once."""
    rows = session.execute(select(Village.code, Village.name, Village.kind, Village.district).distinct()
                           .where(Village.training_id == present_training()).order_by(Village.code)).all()
    return OfficialVillages(OfficialVillage(*row) for row in rows)


def invited_now(session: Session) -> list[InvitedNow]:
    """Everybody who takes part; who is invited a second time counts once."""
    rows = session.execute(
        select(Trainee.id, Village.code, Trainee.role, Trainee.name, HAS_WORKED.label("has_worked"))
        .join(Village, Village.id == Trainee.village_id)
        .where(Village.training_id == present_training(), Trainee.left_at.is_(None), Trainee.continues_id.is_(None))
        .order_by(Village.code, Trainee.id)).all()
    return [InvitedNow(*row) for row in rows]


def seats_of(session: Session, people: Sequence[int]) -> dict[int, VillageSeats]:
    """Where these sit, by their ids: whoever comes instead sits there."""
    rows = session.execute(select(Trainee.id, Village.id, Village.code, Group.held_on)
                           .join(Village, Village.id == Trainee.village_id).join(Group, Group.id == Village.group_id)
                           .where(Trainee.id.in_(people))).all()
    return {row[0]: VillageSeats(row[1], row[2], row[3]) for row in rows}


def village_seats(session: Session) -> dict[str, VillageSeats]:
    """By code, each village's row of its own day: the first that it was given."""
    first = (select(func.min(Village.id)).where(Village.training_id == present_training()).group_by(Village.code))
    rows = session.execute(select(Village.id, Village.code, Group.held_on).join(Group, Group.id == Village.group_id)
                           .where(Village.id.in_(first))).all()
    return {row.code: VillageSeats(*row) for row in rows}
