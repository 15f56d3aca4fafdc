"""Everything that is kept of one person, as they may ask for it."""

from datetime import datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from instructor.attendance import reading as attendance
from instructor.errors import NoSuchTrainee
from instructor.export.events import events, lines
from instructor.reports.results import days
from sandbox.platform import audit
from sandbox.platform.db import read, write
from sandbox.platform.groups import of_training
from sandbox.platform.models import Attendance, Certificate, Feed, Group, Intervention, Trainee, Training, Village

EXPORT = "person_exported"


def copy_of(trainee_id: int, *, now: datetime, by: int) -> dict[str, Any]:
    """What there is, by kind; that somebody asked is recorded. Raises NoSuchTrainee."""
    with read() as session:
        seats = of_person(session, trainee_id)
        ids, numbers = [seat.id for seat in seats], _numbers(session, seats)
        told = {"asked_at": now.isoformat(), "person": [_seat(session, seat) for seat in seats],
                "attendance": _attendance(session, ids), "certificates": _certificates(session, ids),
                "messages": _messages(session, ids), "deeds": _deeds(session, ids)}
    if numbers:
        results = [day.only(person for person in day.people if person.seat.trainee_id in ids) for day in days(numbers, now=now)]
        told["results"] = list(lines(events(results, dict(attendance.registers([day.group for day in results], now=now)))))
    with write(durable=True) as session:
        audit.record(session, EXPORT, f"trainee:{ids[0]}", by=by, at=now)
    return told


def of_person(session: Session, trainee_id: int) -> list[Trainee]:
    """Every seat of that person, the first invitation first. Raises NoSuchTrainee."""
    here = session.get(Trainee, trainee_id)
    if here is None:
        raise NoSuchTrainee(trainee=trainee_id)
    first = here.continues_id or here.id
    return list(session.scalars(select(Trainee).where(or_(Trainee.id == first, Trainee.continues_id == first)).order_by(
        Trainee.continues_id.is_not(None), Trainee.id)))


def _numbers(session: Session, seats: list[Trainee]) -> list[int]:
    """Their days, as far as they are of the training that is on: only of these can results be read."""
    here = {group.number: group.id for group in of_training()}
    theirs = set(session.scalars(select(Village.group_id).where(Village.id.in_([seat.village_id for seat in seats]))))
    return [number for number, group in here.items() if group in theirs]


def _seat(session: Session, seat: Trainee) -> dict[str, Any]:
    village, group, training = session.execute(
        select(Village, Group, Training).join(Group, Group.id == Village.group_id)
        .join(Training, Training.id == Village.training_id).where(Village.id == seat.village_id)).one()
    return {"seat": seat.id, "name": seat.name, "role": seat.role, "village": village.name, "code": village.code,
            "training": training.title, "day": group.number, "held_on": group.held_on.isoformat(),
            "came_in": _iso(seat.seated_at), "left": _iso(seat.left_at)}


def _attendance(session: Session, ids: list[int]) -> list[dict[str, Any]]:
    rows = session.scalars(select(Attendance).where(Attendance.trainee_id.in_(ids)).order_by(Attendance.id))
    return [{"seat": row.trainee_id, "at": _iso(row.at), "half": row.half, "by_hand": row.account_id is not None,
             "taken_back": _iso(row.taken_back_at)} for row in rows]


def _certificates(session: Session, ids: list[int]) -> list[dict[str, Any]]:
    rows = session.scalars(select(Certificate).where(Certificate.trainee_id.in_(ids)))
    return [{"number": row.number, "code": row.code, "issued": _iso(row.issued_at), "revoked": _iso(row.revoked_at),
             "told": row.told} for row in rows]


def _messages(session: Session, ids: list[int]) -> list[dict[str, Any]]:
    rows = session.scalars(select(Intervention).where(Intervention.trainee_id.in_(ids)).order_by(Intervention.at))
    return [{"at": _iso(row.at), "kind": row.kind, "detail": row.detail} for row in rows]


def _deeds(session: Session, ids: list[int]) -> list[dict[str, Any]]:
    rows = session.scalars(select(Feed).where(Feed.person.in_(ids)).order_by(Feed.seq))
    return [{"seat": row.person, "at": _iso(row.wall_at), "deed": row.action, "page": row.form, "outcome": row.outcome,
             "code": row.code, "detail": row.detail} for row in rows]


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
