"""What the days are made of: groups and their size, attendance, and results. A few queries, however many days there are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from instructor.attendance import reading as attendance
from instructor.attendance.register import Register
from instructor.schedule.days import Schedule, ScheduledDay
from instructor.schedule.earned import earned
from sandbox.platform.db import read
from sandbox.platform.groups import present_training
from sandbox.platform.models import Group, GroupState, Trainee, Village


@dataclass(frozen=True, slots=True)
class ToldSchedule:
    """The days, and the register of each that was opened, by group id; all of one moment."""

    schedule: Schedule
    registers: Mapping[int, Register]


def told(*, now: datetime) -> ToldSchedule:
    """The training that is on, at `now` (wall time)."""
    with read() as session:
        groups = session.scalars(select(Group).where(Group.training_id == present_training()).order_by(Group.number)).all()
        sizes = _sizes(session)
        registers = attendance.registers(groups, now=now)
        having = earned([group for group in groups if group.state is GroupState.CLOSED])
        days = tuple(_day(group, *sizes.get(group.id, (0, 0)), registers.get(group.id), having) for group in groups)
        return ToldSchedule(Schedule(days, _districts(session)), registers)


def _day(group: Group, villages: int, invited: int, register: Register | None, having: frozenset[int]) -> ScheduledDay:
    is_closed, was_open = group.state is GroupState.CLOSED, group.state is not GroupState.PLANNED
    here = register.people if register is not None and was_open else {}
    return ScheduledDay(group.id, group.number, group.held_on, group.state, group.closed_at, villages, invited,
                        sum(each.seen for each in here.values()) if was_open else None,
                        sum(each.seen and person in having for person, each in here.items()) if is_closed else None)


def _sizes(session: Session) -> Mapping[int, tuple[int, int]]:
    """Villages and people of each group."""
    rows = session.execute(
        select(Village.group_id, func.count(func.distinct(Village.id)), func.count(Trainee.id))
        .outerjoin(Trainee, (Trainee.village_id == Village.id) & Trainee.left_at.is_(None)).group_by(Village.group_id))
    return {group_id: (villages, people) for group_id, villages, people in rows}


def _districts(session: Session) -> int:
    return session.scalar(select(func.count(func.distinct(Village.district_code))).where(
        Village.training_id == present_training())) or 0
