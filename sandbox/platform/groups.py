"""Which group is open, which training is on, and who belongs to a group. A group id stands in the village's row alone.

Each training has its own hall: of its groups at most one is open, whatever the others do meanwhile.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, Text, bindparam, cast, select, true
from sqlalchemy.orm import Session

from sandbox.platform.db import read
from sandbox.platform.models import Group, GroupState, Sandbox, Trainee, Training, Village

_MINE: ContextVar[frozenset[int]] = ContextVar("trainings of whoever asks", default=frozenset())


@contextmanager
def asking_for(*trainings: int) -> Iterator[None]:
    """Meanwhile all questions concern these trainings alone; none named: all. A request of staff asks for one."""
    token = _MINE.set(frozenset(trainings))
    try:
        yield
    finally:
        _MINE.reset(token)


def open_now(session: Session) -> Group | None:
    """The open group of the training that is on; None between two days."""
    return session.scalar(select(Group).where(Group.state == GroupState.OPEN, Group.training_id == present_training()))


def every_open(session: Session) -> list[Group]:
    """The open group of every training that has one: what concerns the server, not one hall."""
    return list(session.scalars(select(Group).where(Group.state == GroupState.OPEN).order_by(Group.id)))


def present_training() -> ScalarSelect[int]:
    """The id of the training that is on, for a query: one with an open group, else the one chosen last, else made last.

    For whoever asks for some trainings it is one of these.
    """
    return _ordered(_MINE.get()).limit(1).scalar_subquery()


def present_id() -> int | None:
    """The id of the training that is on; None where there is none. A request of staff knows it without asking."""
    if len(mine := _MINE.get()) == 1:
        return next(iter(mine))
    with read() as session:
        return session.scalar(select(present_training()))


@dataclass(frozen=True, slots=True)
class TrainingHall:
    """A training, whether it has an open group, and the language that it chose for its pages (empty: none)."""

    training_id: int
    title: str
    lang: str
    is_open: bool


def with_halls(query: Select[Any], theirs: ColumnElement[bool]) -> Select[Any]:
    """The query with a row for each of `theirs`, that first which is on; its last columns are what makes a TrainingHall."""
    columns = Training.id, Training.title, Training.lang, Group.id.is_not(None)
    return query.add_columns(*columns).outerjoin(Training, theirs).outerjoin(Group, _IS_OPEN).order_by(*_WHICH_IS_ON)


_IS_OPEN = (Group.training_id == Training.id) & (Group.state == GroupState.OPEN)
_WHICH_IS_ON = Group.id.is_(None), Training.chosen_at.is_(None), Training.chosen_at.desc(), Training.id.desc()


def _ordered(mine: Collection[int]) -> Select[int]:
    return (select(Training.id).where(Training.id.in_(mine) if mine else true()).outerjoin(Group, _IS_OPEN)
            .order_by(*_WHICH_IS_ON))


def present_lang() -> str:
    """The language that the training that is on chose for its pages; empty where none did."""
    with read() as session:
        return session.scalar(select(Training.lang).where(Training.id == present_training())) or ""


def is_mine(training_id: int) -> bool:
    """Whether whoever asks belongs to that training."""
    return not _MINE.get() or training_id in _MINE.get()


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


def open_or_shown() -> list[int]:
    """The ids of all open groups; where none is open, that of the one that was closed last in the training that is on."""
    with read() as session:
        opened = [group.id for group in every_open(session)]
    return opened or [each for each in [shown_group()] if each is not None]


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
