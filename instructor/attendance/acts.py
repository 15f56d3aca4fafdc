"""What staff writes down of who was there, and takes back. An act is one row with who wrote it and when; none is overwritten."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from instructor.attendance import reading
from instructor.attendance.register import Half, Mark
from instructor.errors import NoLongerExpected, NoSuchTrainee, NotOpenedYet
from instructor.people import by_hand
from sandbox.platform import audit
from sandbox.platform.db import write
from sandbox.platform.groups import group_of
from sandbox.platform.models import Attendance, Group, Trainee

ATTEND, TAKE_BACK = "attend", "undo_attend"


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a press came to. `before`: what told already that they were there; then nothing was written."""

    person: int
    half: Half
    before: Mark | None = None


def record(trainee_id: int, half: Half, *, key: str, by: int, now: datetime, **why: str) -> Recorded:
    """Write down that this person was there in that half of their group's day.

    `key` is of the form that was pressed: twice is once; `why` goes to the audit log. Raises NoSuchTrainee, NotOpenedYet,
    NoLongerExpected.
    """
    with write(durable=True) as session:
        return _record(session, trainee_id, half, key=key, by=by, now=now, **why)


def come_instead(trainee_id: int, name: str, half: Half, *, by: int, now: datetime, why: str) -> int:
    """A colleague takes that seat and is written down as present: both or neither; the colleague's id.

    Raises what `record` and by_hand.replace raise.
    """
    with write(durable=True) as session:
        came = by_hand.replace_within(session, trainee_id, name, now=now, by=by)
        _record(session, came, half, key=f"ganti:{came}", by=by, now=now, why=why, instead=str(trainee_id))
    return came


def _record(session: Session, trainee_id: int, half: Half, *, key: str, by: int, now: datetime, **why: str) -> Recorded:
    group = _group(session, trainee_id)
    if session.get_one(Trainee, trainee_id).left_at is not None:
        raise NoLongerExpected()
    if session.scalar(select(Attendance.id).where(Attendance.key == key)) is not None:
        return Recorded(trainee_id, half)
    register = reading.register_within(session, group, now=now)
    if register is None:
        raise NotOpenedYet(number=group.number)
    if (before := register.of(trainee_id).mark(half)) is not None:
        return Recorded(trainee_id, half, before)
    session.add(Attendance(trainee_id=trainee_id, group_id=group.id, half=half.value, account_id=by, at=now, key=key))
    audit.record(session, ATTEND, f"trainee:{trainee_id}", by=by, at=now, half=half.value, group=group.id, **why)
    return Recorded(trainee_id, half)


def take_back(entry_id: int, *, by: int, now: datetime) -> bool:
    """Take an entry of staff back; False if it was taken back before, or there is none. What logins told stands again."""
    with write(durable=True) as session:
        entry = session.get(Attendance, entry_id)
        if entry is None or entry.half is None or entry.taken_back_at is not None:
            return False
        entry.taken_back_at, entry.taken_back_by = now, by
        audit.record(session, TAKE_BACK, f"trainee:{entry.trainee_id}", by=by, at=now, half=entry.half, group=entry.group_id)
    return True


def _group(session: Session, trainee_id: int) -> Group:
    group = session.scalar(select(Group).where(Group.id.in_(group_of(trainee_id))))
    if group is None:
        raise NoSuchTrainee(trainee=trainee_id)
    return group
