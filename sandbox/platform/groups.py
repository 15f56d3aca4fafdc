"""Which group is open, which training is on, and who belongs to a group. A group id stands in the village's row alone."""

from contextvars import ContextVar

from sqlalchemy import ScalarSelect, Select, Text, bindparam, cast, select, true
from sqlalchemy.orm import Session

from sandbox.platform.db import read
from sandbox.platform.models import Group, GroupState, Sandbox, Trainee, Training, Village


def open_now(session: Session) -> Group | None:
    """The open group; None between two days."""
    return session.scalar(select(Group).where(Group.state == GroupState.OPEN))


MINE: ContextVar[frozenset[int]] = ContextVar("trainings of whoever asks", default=frozenset())
"""The trainings of the staff of this request; empty: of all. Set by accounts/guards.py alone, for one request."""


def present_training() -> ScalarSelect[int]:
    """The id of the training that is on, for a query: that of the open group, else the one chosen last, else made last.

    For staff of some trainings it is one of theirs.
    """
    mine = MINE.get()
    among = Training.id.in_(mine) if mine else true()
    is_open = (Group.training_id == Training.id) & (Group.state == GroupState.OPEN)
    return (select(Training.id).where(among).outerjoin(Group, is_open)
            .order_by(Group.id.is_(None), Training.chosen_at.is_(None), Training.chosen_at.desc(), Training.id.desc()).limit(1)
            .scalar_subquery())


def present_lang() -> str:
    """The language that the training that is on chose for its pages; empty where none did."""
    with read() as session:
        return session.scalar(select(Training.lang).where(Training.id == present_training())) or ""


def is_mine(training_id: int) -> bool:
    """Whether whoever asks belongs to that training."""
    return not MINE.get() or training_id in MINE.get()


def training_of(trainee_id: int) -> int | None:
    """The id of the training in which that person takes part; None for nobody."""
    with read() as session:
        return session.scalar(select(Village.training_id).join(Trainee, Trainee.village_id == Village.id).where(
            Trainee.id == trainee_id))


def shown_group() -> int | None:
    """The id of the open group, else of the one that was closed last in the training that is on; None before the first."""
    with read() as session:
        return session.scalar(
            select(Group.id).where(Group.training_id == present_training(), Group.state != GroupState.PLANNED)
            .order_by(Group.state != GroupState.OPEN, Group.closed_at.desc()).limit(1))


def of_training() -> list[Group]:
    """Every group of the training that is on, by number."""
    with read() as session:
        return list(session.scalars(select(Group).where(Group.training_id == present_training()).order_by(Group.number)))


def sandboxes_of(*group_ids: int) -> Select[int]:
    """The ids of these groups' sandboxes, for a query."""
    return select(Sandbox.id).join(Village, Village.id == Sandbox.village_id).where(Village.group_id.in_(group_ids))


def sandboxes_beside(sandbox_id: int) -> Select[int]:
    """The ids of the sandboxes of that one's village, itself among them, for a query."""
    here = select(Sandbox.village_id).where(Sandbox.id == sandbox_id).scalar_subquery()
    return select(Sandbox.id).where(Sandbox.village_id == here)


def generations_beside(sandbox_id: int) -> list[tuple[int, int]]:
    """Id and present generation of every sandbox of that one's village."""
    with read() as session:
        rows = session.execute(select(Sandbox.id, Sandbox.generation).where(Sandbox.id.in_(sandboxes_beside(sandbox_id))))
        return [(id_, generation) for id_, generation in rows]


def trainees_of(group_id: int | ScalarSelect[int]) -> Select[int]:
    """The ids of a group's people, for a query."""
    return select(Trainee.id).join(Village, Village.id == Trainee.village_id).where(Village.group_id == group_id)


def group_of(trainee_id: int) -> Select[int]:
    """The id of a person's group, for a query."""
    return select(Village.group_id).join(Trainee, Trainee.village_id == Village.id).where(Trainee.id == trainee_id)


NOTHING = "{}"
"""JSON of a day before it was opened."""
_DAY = select(cast(Group.agenda, Text), cast(Group.openings, Text)).where(Group.id == bindparam("group"))


def day_of(group_id: int) -> tuple[str, str]:
    """The day that was pinned for a group and what of it was opened and closed, as JSON; nothing before the group was opened."""
    with read() as session:
        agenda, openings = session.execute(_DAY, {"group": group_id}).one()
    return agenda or NOTHING, openings or NOTHING
