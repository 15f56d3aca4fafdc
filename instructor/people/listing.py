"""Everybody who is invited to the training that is on, as a list to be searched."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select

from sandbox.platform.db import read
from sandbox.platform.groups import present_training
from sandbox.platform.models import Group, GroupState, Trainee, Village
from sandbox.seats import HAS_WORKED
from sandbox.words.folding import folded
from sandbox.words.roles import role_label

A_PAGE = 40


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """One person of the list. `number`: of the group, which is the day's."""

    trainee_id: int
    name: str
    role: str
    village: str
    kind: str
    district: str
    code: str
    number: int
    held_on: date
    state: GroupState
    card_version: int
    seated_at: datetime | None
    continues_id: int | None
    left_at: datetime | None
    has_worked: bool

    @property
    def role_label(self) -> str:
        return role_label(self.role, self.kind)

    @property
    def is_second_invitation(self) -> bool:
        """Whether they missed an earlier day (susulan)."""
        return self.continues_id is not None


@dataclass(frozen=True, slots=True)
class FoundPeople:
    """A page of those that were looked for. `total`: of all pages."""

    people: Sequence[ListedPerson]
    total: int
    page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // A_PAGE))


def search(wanted: str, page: int) -> FoundPeople:
    """Those whose name, village, subdistrict or code has these words in it; everybody for none."""
    which = [_has(word) for word in folded(wanted).split()]
    with read() as session:
        total = session.scalar(_people(func.count(Trainee.id)).where(*which)) or 0
        number = min(max(page, 1), max(1, -(-total // A_PAGE)))
        rows = session.execute(_listed().where(*which).order_by(*_ORDER).limit(A_PAGE).offset((number - 1) * A_PAGE)).all()
    return FoundPeople([ListedPerson(*row) for row in rows], total, number)


def rows() -> list[ListedPerson]:
    """Everybody, once each."""
    with read() as session:
        found = session.execute(_listed().where(Trainee.continues_id.is_(None)).order_by(Village.code, *_ORDER)).all()
    return [ListedPerson(*row) for row in found]


def person(trainee_id: int) -> ListedPerson | None:
    """That person, whether they take part or not; None for nobody of the training that is on."""
    with read() as session:
        row = session.execute(_everybody(*_COLUMNS).where(Trainee.id == trainee_id)).one_or_none()
    return None if row is None else ListedPerson(*row)


def invitations(of: ListedPerson) -> list[ListedPerson]:
    """The same person's other day: the missed one of a second invitation, else the second invitation."""
    other = Trainee.id == of.continues_id if of.continues_id is not None else Trainee.continues_id == of.trainee_id
    with read() as session:
        rows = session.execute(_listed().where(other)).all()
    return [ListedPerson(*row) for row in rows]


_ORDER = (Group.number, Village.table_number, Trainee.role != "sekdes", Trainee.role, Trainee.id)


def _has(word: str) -> ColumnElement[bool]:
    """`word`: folded. A name keeps the apostrophe that it was written with, so any letter will do in its place; a code is found
    without its dots, too.
    """
    like = re.sub(r"([/%_])", r"/\1", word).replace("'", "_")
    where = (Trainee.name, Village.name, Village.district, Village.code, func.replace(Village.code, ".", ""))
    return or_(*(column.ilike(f"%{like}%", escape="/") for column in where))


_COLUMNS = (Trainee.id, Trainee.name, Trainee.role, Village.name, Village.kind, Village.district, Village.code,
            Group.number, Group.held_on, Group.state, Trainee.card_version, Trainee.seated_at, Trainee.continues_id,
            Trainee.left_at, HAS_WORKED)


def _listed() -> Select[Any]:
    return _people(*_COLUMNS)


def _people(*columns: Any) -> Select[Any]:
    """Of everybody who takes part in the training that is on."""
    return _everybody(*columns).where(Trainee.left_at.is_(None))


def _everybody(*columns: Any) -> Select[Any]:
    """The same, with those who left."""
    return (select(*columns).select_from(Trainee).join(Village, Village.id == Trainee.village_id)
            .join(Group, Group.id == Village.group_id).where(Village.training_id == present_training()))
