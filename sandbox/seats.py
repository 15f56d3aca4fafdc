"""Who sits where: one query that turns a trainee's id into a Seat, and for a request also tells what its group does today."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Text,
    bindparam,
    cast,
    exists,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from sandbox.base import AwareDateTime
from sandbox.clock import Pause
from sandbox.platform.db import asked, read
from sandbox.platform.groups import NOTHING, present_training
from sandbox.platform.logins import GOES_ON
from sandbox.platform.models import Feed, Group, GroupPause, GroupState, Guest, Sandbox, Trainee, Training, Village
from sandbox.store.base import Pin
from sandbox.words.roles import LETTERS, role_label


@dataclass(frozen=True, slots=True)
class Seat:
    """A trainee with village, group and sandbox, as read at one moment."""

    trainee_id: int
    name: str
    role: str
    village_code: str
    village_name: str
    kind: str
    district: str
    table_number: int
    group_id: int
    group_number: int
    group_state: GroupState
    held_on: date
    seed: int
    card_version: int
    seated_at: datetime | None
    """When (wall time) somebody last came in with the card."""
    pin: Pin
    own_sandbox: int | None = None
    """Their own copy, while they work in that of the other of their village."""
    companion_role: str | None = None
    """The role of the other who works in the same copy; None for a copy of one's own."""
    left_at: datetime | None = None
    """Since when this person is no longer expected; None for who takes part."""
    continues_id: int | None = None
    """The same person on the day that they missed, of whom this is the second invitation (susulan)."""

    @property
    def person_id(self) -> int:
        """The same for all seats of one person: that of the first."""
        return self.continues_id or self.trainee_id

    @property
    def companion(self) -> str:
        """How the other is called who works in the same copy; empty where nobody does."""
        return role_label(self.companion_role, self.kind) if self.companion_role else ""

    @property
    def sandboxes(self) -> tuple[int, ...]:
        """The copies in which this person has worked in this group, the present one first."""
        return (self.pin.sandbox,) if self.own_sandbox is None else (self.pin.sandbox, self.own_sandbox)

    @property
    def role_label(self) -> str:
        """How the role is called in such a village."""
        return role_label(self.role, self.kind)

    @property
    def letter(self) -> str:
        """The role as short as lists need it: S, O, O2."""
        return LETTERS[self.role]

    @property
    def role_word(self) -> str:
        """The same within a sentence: sekdes, seklur, operator."""
        return self.role_label.lower()

    @property
    def is_open(self) -> bool:
        """Whether it is this seat's day."""
        return self.group_state is GroupState.OPEN

    @property
    def is_over(self) -> bool:
        """Whether this seat's day has been."""
        return self.group_state is GroupState.CLOSED

    @property
    def key(self) -> str:
        """Stable name of the seat within a training: 35.10.02.2003/operator."""
        return f"{self.village_code}/{self.role}"


@dataclass(frozen=True, slots=True)
class GroupDay:
    """What a request reads of its seat's group with the seat: pauses, language, and as JSON its day and what of it was opened."""

    pauses: Sequence[Pause]
    agenda: str
    openings: str
    lang: str
    """The language that its training chose; empty where it chose none."""


_OWN = [field.name for field in fields(Seat) if field.name != "pin"]

_OTHER = aliased(Trainee)
_COMPANION = select(_OTHER.role).where(_OTHER.sandbox_id == Trainee.sandbox_id, _OTHER.id != Trainee.id,
                                       _OTHER.left_at.is_(None)).limit(1)
# Columns, not entities: this is asked at every request.
_SEAT = (
    select(
        Trainee.id, Trainee.name, Trainee.role, Village.code, Village.name, Village.kind, Village.district, Village.table_number,
        Group.id, Group.number, Group.state, Group.held_on, Training.seed, Trainee.card_version,
        Trainee.seated_at, Guest.own_sandbox_id, _COMPANION.scalar_subquery(), Trainee.left_at, Trainee.continues_id,
        Sandbox.id, Sandbox.generation, Sandbox.template, Sandbox.source)
    .select_from(Trainee)
    .join(Village, Village.id == Trainee.village_id)
    .join(Group, Group.id == Village.group_id)
    .join(Training, Training.id == Group.training_id)
    .join(Sandbox, Sandbox.id == Trainee.sandbox_id)
    .outerjoin(Guest, Guest.trainee_id == Trainee.id)
)


HAS_WORKED = or_(Trainee.seated_at.is_not(None), exists().where(Feed.person == Trainee.id))
"""For a query: whether that person ever came in. Then something of theirs is worth keeping."""
_DAY_THAT_COUNTS = (Group.state != GroupState.OPEN, Group.state != GroupState.PLANNED, Group.number)
_BY_ID = _SEAT.where(Trainee.id == bindparam("trainee"))
_PAUSE = (GroupPause.began_at, GroupPause.ended_at, GroupPause.why)
# A row a pause; one without a pause where there is none.
_LOGGED_IN = (_BY_ID.add_columns(cast(Group.agenda, Text), cast(Group.openings, Text), Training.lang, *_PAUSE)
              .where(GOES_ON, Trainee.left_at.is_(None))
              .outerjoin(GroupPause, GroupPause.group_id == Group.id).order_by(GroupPause.id))


def seat(trainee_id: int) -> Seat | None:
    """The seat of a trainee; None if there is no such trainee."""
    with read() as session:
        row = session.execute(_BY_ID, {"trainee": trainee_id}).one_or_none()
    return None if row is None else _seat(row)


def logged_in(trainee_id: int, login: str) -> tuple[Seat, GroupDay] | None:
    """The seat of a trainee, for a request of this login, with what its group does today.

    None if there is no such trainee, if they left, or if the login is over.
    """
    rows = asked(_LOGGED_IN, {"trainee": trainee_id, "login": login})
    if not rows:
        return None
    *own, agenda, openings, lang = rows[0][:-len(_PAUSE)]
    paused = [Pause(*row[-len(_PAUSE):]) for row in rows if row.began_at is not None]
    return _seat(own), GroupDay(paused, agenda or NOTHING, openings or NOTHING, lang)


def seats(*group_ids: int) -> list[Seat]:
    """Every seat of these groups and who is expected there, by day and table number, sekdes before operator."""
    return _of_groups(group_ids, Trainee.left_at.is_(None))


def some(trainee_ids: Collection[int]) -> list[Seat]:
    """The seats of these who are still expected, by day and table."""
    with read() as session:
        rows = session.execute(_SEAT.where(Trainee.id.in_(trainee_ids), Trainee.left_at.is_(None)).order_by(
            Group.number, Village.table_number, Trainee.role != "sekdes", Trainee.role)).all()
    return [_seat(row) for row in rows]


def everybody(*group_ids: int) -> list[Seat]:
    """The same, with those who left after they had come in: their results stay."""
    return _of_groups(group_ids, or_(Trainee.left_at.is_(None), HAS_WORKED))


def _of_groups(group_ids: Sequence[int], which: ColumnElement[bool]) -> list[Seat]:
    with read() as session:
        rows = session.execute(_SEAT.where(Village.group_id.in_(group_ids), which).order_by(
            Group.number, Village.table_number, Trainee.role != "sekdes", Trainee.role, Trainee.left_at.is_not(None),
            Trainee.id)).all()
    return [_seat(row) for row in rows]


def where_now(seat: Seat) -> Seat:
    """That person's seat as it counts today: their second invitation, where they have one and their own day is not on."""
    if seat.is_open:
        return seat
    with read() as session:
        row = session.execute(_SEAT.where(Trainee.continues_id == seat.trainee_id, Trainee.left_at.is_(None))
                              .order_by(*_DAY_THAT_COUNTS).limit(1)).one_or_none()
    return seat if row is None else _seat(row)


def find(village_code: str, role: str) -> Seat | None:
    """The seat of a village's sekdes or operator whose day is on; else of the training that is on, else of the last.

    Of somebody who was invited again it is the seat of the day that is on, else of the day to come.
    """
    return next(iter(found(village_code, role)), None)


def found(village_code: str, role: str) -> list[Seat]:
    """The same; of a village that takes part in two trainings on one day, its seat in each: that one first which `find` gives."""
    with read() as session:
        rows = session.execute(
            _SEAT.where(Village.code == village_code, Trainee.role == role, Trainee.left_at.is_(None))
            .order_by(Group.state != GroupState.OPEN, Village.training_id != present_training(), Village.training_id.desc(),
                      *_DAY_THAT_COUNTS)).all()
    seats_there = [_seat(row) for row in rows]
    return [seat for seat in seats_there if seat.is_open] or seats_there[:1]


_CLOSING = select(Group.closed_at, literal(None, AwareDateTime), literal("selesai")).where(
    Group.id == bindparam("group"), Group.state == GroupState.CLOSED)
_PAUSES: CompoundSelect[datetime, datetime | None, str] = union_all(
    select(*_PAUSE).where(GroupPause.group_id == bindparam("group")), _CLOSING)


def pauses(group_id: int) -> Sequence[Pause]:
    """Every pause of a group, for hall time. Of a closed one that stands still at its closing: its archive shows that moment."""
    with read() as session:
        rows = session.execute(_PAUSES, {"group": group_id}).all()
    return [Pause(*row) for row in rows]


def _seat(row: Iterable[Any]) -> Seat:
    *own, sandbox, generation, template, source = row
    return Seat(**dict(zip(_OWN, own, strict=True)), pin=Pin(sandbox, generation, template, source))
