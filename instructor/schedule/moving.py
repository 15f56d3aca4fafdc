"""A village moved to another planned day, with its people and their copies: one transaction that looks and acts."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, exists, or_, select, update
from sqlalchemy.orm import Session

from instructor.days import groups
from instructor.errors import VillageStays
from instructor.schedule import moves
from instructor.schedule.moves import Day, Moving
from sandbox.platform import audit
from sandbox.platform.db import read, write
from sandbox.platform.groups import present_training
from sandbox.platform.models import Attendance, Feed, Group, GroupState, Sandbox, Trainee, Training, Village
from sandbox.practice import version
from sandbox.seats import HAS_WORKED
from sandbox.store.templates import template_name

MOVE = "move_village"


@dataclass(frozen=True, slots=True)
class Moved:
    """Where a village is expected now."""

    code: str
    name: str
    number: int
    table: int


def move(code: str, *, source: int, target: int, wished: int | None = None, now: datetime, by: int) -> Moved:
    """The village of day `source` is expected on day `target`; pressed twice, the second changes nothing.

    `wished`: the table it had there before. Raises NoSuchGroup for a source that is none, VillageStays, AlreadyRotated.
    """
    with write(durable=True) as session:
        left, entered = session.get_one(Group, groups.by_number_within(session, source).id), _numbered(session, target)
        village, there = _on(session, code, left), _on(session, code, entered)
        if there is not None and entered is not None and _is_there(session, village, there):
            return _moved(there, entered)
        groups.refuse_while_undoing(session)
        found = None if entered is None else _day(session, entered)
        _refuse(session, village, left, found)
        assert village is not None  # else it would have been refused
        assert entered is not None
        assert found is not None
        village = _placed(session, village, there, entered, moves.table(found, code, wished))
        _make_for(session, village, entered)
        audit.record(session, MOVE, f"group:{entered.id}", by=by, at=now, name=village.name, village=code, first=source)
        return _moved(village, entered)


def moved(code: str, number: int) -> Moved | None:
    """Where that village sits on the day of that number, as long as that is planned; None if it does not."""
    with read() as session:
        group = _numbered(session, number)
        village = _on(session, code, group)
        is_planned = group is not None and group.state is GroupState.PLANNED
        return _moved(village, group) if village is not None and group is not None and is_planned else None


def _numbered(session: Session, number: int) -> Group | None:
    return session.scalar(select(Group).where(Group.training_id == present_training(), Group.number == number))


def _on(session: Session, code: str, group: Group | None) -> Village | None:
    return None if group is None else session.scalar(select(Village).where(Village.group_id == group.id, Village.code == code))


def _refuse(session: Session, village: Village | None, left: Group, target: Day | None) -> None:
    why = moves.refusal(None if village is None else _standing(session, village), _day(session, left), target)
    if why is not None:
        raise VillageStays(why=why)


def begun() -> ColumnElement[bool]:
    """For a query: whether anything was done in that person's copy, or written of them."""
    return or_(HAS_WORKED, exists().where(Feed.sandbox_id == Trainee.sandbox_id),  # staff may have written there, too
               exists().where(Attendance.trainee_id == Trainee.id, Attendance.taken_back_at.is_(None)))


def _standing(session: Session, village: Village) -> Moving:
    return Moving(village.code, _has(session, village, begun()),
                  _has(session, village, Trainee.continues_id.is_not(None)))


def _has(session: Session, village: Village, which: ColumnElement[bool]) -> bool:
    return session.scalar(select(Trainee.id).where(Trainee.village_id == village.id, which).limit(1)) is not None


def _day(session: Session, group: Group) -> Day:
    tables = session.execute(select(Village.table_number, Village.code).where(Village.group_id == group.id)).all()
    peopled = session.scalars(select(Village.code).join(Trainee, Trainee.village_id == Village.id).where(
        Village.group_id == group.id, Trainee.left_at.is_(None)).distinct()).all()
    return Day(group.id, group.training_id, group.state, dict(tables), frozenset(peopled))


def _is_there(session: Session, village: Village | None, there: Village) -> bool:
    """Whether it has moved already: it has no row where it was, or one in which nobody is expected while here somebody is."""
    is_peopled = [_has(session, each, Trainee.left_at.is_(None)) for each in (there, *([village] if village else []))]
    return village is None or is_peopled == [True, False]


def _placed(session: Session, village: Village, there: Village | None, day: Group, table: int) -> Village:
    """The village's row on that day, with its people and their copies: its own, or the empty one that it has there already."""
    if there is None:
        village.table_number, village.group_id = table, day.id
        return village
    stay = session.scalars(select(Trainee.sandbox_id).where(Trainee.village_id == village.id, Trainee.left_at.is_not(None))).all()
    session.execute(update(Sandbox).where(Sandbox.village_id == village.id, Sandbox.id.not_in(stay)).values(village_id=there.id))
    session.execute(update(Trainee).where(Trainee.village_id == village.id, Trainee.left_at.is_(None)).values(
        village_id=there.id))
    return there


def _make_for(session: Session, village: Village, day: Group) -> None:
    """Its copies, which nobody has touched, will be made of the templates of that day."""
    seed, present = session.get_one(Training, village.training_id).seed, version.present().name
    session.execute(update(Sandbox).where(Sandbox.village_id == village.id).values(
        template=template_name(village.code, day.held_on, seed, present)))


def _moved(village: Village, group: Group) -> Moved:
    return Moved(village.code, village.name, group.number, village.table_number)
