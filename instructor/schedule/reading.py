"""What the days are made of: groups and their size, attendance, and results. A few queries, however many days there are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from instructor.attendance import reading as attendance
from instructor.attendance.register import Register
from instructor.days import groups
from instructor.days.timed import clock_time
from instructor.schedule.days import Schedule, ScheduledDay
from instructor.schedule.earned import earned
from instructor.schedule.makeup import Invitation, makeups
from sandbox.platform.db import read
from sandbox.platform.groups import present_training
from sandbox.platform.models import Group, GroupState, Trainee, Training, Village
from sandbox.words.roles import role_label


@dataclass(frozen=True, slots=True)
class ToldSchedule:
    """The days, and the register of each that was opened, by group id; all of one moment."""

    schedule: Schedule
    registers: Mapping[int, Register]


def told(*, now: datetime) -> ToldSchedule:
    """The training that is on, at `now` (wall time)."""
    with read() as session:
        rows = session.execute(select(Group, Training.ends).join(Training, Training.id == Group.training_id).where(
            Group.training_id == present_training()).order_by(Group.number)).all()
        groups = [group for group, _ends in rows]
        sizes = _sizes(session)
        registers = attendance.registers(groups, now=now)
        having = earned([group for group in groups if group.state is GroupState.CLOSED])
        days = tuple(_day(group, sizes.get(group.id, (0, 0, 0)), registers.get(group.id), having) for group in groups)
        missed = makeups(_invitations(session, _absent(groups, registers)), registers)
        return ToldSchedule(Schedule(
            days, _districts(session), tuple(missed), *(clock_time(ends) for _group, ends in rows[:1])), registers)


def _day(group: Group, size: tuple[int, int, int], register: Register | None, having: frozenset[int]) -> ScheduledDay:
    is_closed, was_open = group.state is GroupState.CLOSED, group.state is not GroupState.PLANNED
    here = register.people if register is not None and was_open else {}
    return ScheduledDay(group.id, group.number, group.held_on, group.state, group.opened_at, group.closed_at, *size,
                        sum(each.seen for each in here.values()) if was_open else None,
                        sum(each.seen and person in having for person, each in here.items()) if is_closed else None)


def _sizes(session: Session) -> Mapping[int, tuple[int, int, int]]:
    """Villages and people of each group, and how many of these are invited again. """
    rows = session.execute(
        select(Village.group_id, groups.VILLAGES, func.count(Trainee.id), func.count(Trainee.continues_id))
        .join(Trainee, Trainee.village_id == Village.id).where(Trainee.left_at.is_(None)).group_by(Village.group_id))
    return {group_id: (villages, people, again) for group_id, villages, people, again in rows}


def _absent(groups: Sequence[Group], registers: Mapping[int, Register]) -> list[int]:
    closed = [registers[group.id] for group in groups if group.state is GroupState.CLOSED and group.id in registers]
    return [person for register in closed for person, each in register.people.items() if not each.seen]


def _invitations(session: Session, absent: Sequence[int]) -> list[Invitation]:
    """Every seat of these people, on whichever day."""
    first = func.coalesce(Trainee.continues_id, Trainee.id)
    theirs = select(first).where(Trainee.id.in_(absent))
    rows = session.execute(
        select(Trainee.id, Trainee.continues_id, Trainee.name, Trainee.role, Village.name, Village.kind, Group.id, Group.number,
               Group.state).join(Village, Village.id == Trainee.village_id).join(Group, Group.id == Village.group_id)
        .where(first.in_(theirs), Trainee.left_at.is_(None)))
    return [Invitation(trainee, of, name, village, role_label(role, kind).lower(), group, day, state)
            for trainee, of, name, role, village, kind, group, day, state in rows]


def _districts(session: Session) -> int:
    return session.scalar(select(func.count(func.distinct(Village.district_code))).join(
        Trainee, Trainee.village_id == Village.id).where(
        Village.training_id == present_training(), Trainee.left_at.is_(None))) or 0
