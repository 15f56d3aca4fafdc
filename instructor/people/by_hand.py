"""One person changed by hand: added, spelt otherwise, replaced by a colleague, taken out and back, invited again on a later day.

Each is one transaction that looks and acts. Results and copies of who sat there stay with that person's row.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from instructor.days import groups
from instructor.errors import DayIsOver, NameMoved, NameRefused, NoSuchTrainee, NoSuchVillage, NoTraining, SameDay, SeatTaken
from instructor.people import seating
from instructor.people.invited import training_of, village_seats
from instructor.people.names import flaw_of, tidy_name
from instructor.people.problems import REASONS
from instructor.people.seating import NewPerson
from sandbox.platform import audit
from sandbox.platform.db import write
from sandbox.platform.groups import present_training
from sandbox.platform.models import Group, GroupState, Trainee, Training, Village
from sandbox.seats import HAS_WORKED
from sandbox.words.roles import ROLE_LABELS, role_label


@dataclass(frozen=True, slots=True)
class _Sitting:
    """Somebody with all that is around them, read within a running write."""

    trainee: Trainee
    village: Village
    group: Group
    training: Training


def rename(trainee_id: int, name: str, *, now: datetime, by: int, was: str | None = None) -> str:
    """The same person under a better name, which is returned; card and PIN stay. `was`: the name that was seen before.

    Raises NameRefused, NoSuchTrainee, NameMoved.
    """
    tidied = _name(name)
    with write(durable=True) as session:
        present = _expected(session, trainee_id).trainee.name
        if present == tidied:
            return tidied
        if was is not None and was != present:
            raise NameMoved(name=present)
        seating.rename(session, {trainee_id: tidied})
        audit.record(session, "rename_person", f"trainee:{trainee_id}", by=by, at=now)
    return tidied


def replace(trainee_id: int, name: str, *, now: datetime, by: int) -> int:
    """A colleague comes instead, at the same seat with a copy and a card of their own; the colleague's id.

    Who sat there keeps the results, the old card stops. Raises NameRefused, NoSuchTrainee, PartFirst.
    """
    with write(durable=True) as session:
        return replace_within(session, trainee_id, name, now=now, by=by)


def replace_within(session: Session, trainee_id: int, name: str, *, now: datetime, by: int) -> int:
    """The same within a running write."""
    tidied = _name(name)
    here = _expected(session, trainee_id)
    seating.leave(session, [trainee_id], now=now)
    person = NewPerson(here.village.id, here.village.code, here.group.held_on, here.trainee.role, tidied)
    came, = seating.add(session, [person], seed=here.training.seed)
    audit.record(session, "replace_person", f"trainee:{came}", by=by, at=now, left=trainee_id)
    return came


def add(code: str, role: str, name: str, *, now: datetime, by: int) -> int:
    """Somebody more of a village, on the village's day; their id. Raises NameRefused, NoTraining, NoSuchVillage, SeatTaken."""
    tidied = _name(name)
    with write(durable=True) as session:
        training = training_of(session)
        if training is None:
            raise NoTraining()
        place = village_seats(session).get(code)
        if place is None or role not in ROLE_LABELS:
            raise NoSuchVillage(code=code)
        _refuse_taken(session, place.village_id, role)
        came, = seating.add(session, [NewPerson(*place, role, tidied)], seed=training.seed)
        audit.record(session, "add_person", f"trainee:{came}", by=by, at=now)
    return came


def take_out(trainee_id: int, *, now: datetime, by: int) -> None:
    """This person no longer comes; results stay. Raises NoSuchTrainee, PartFirst."""
    with write(durable=True) as session:
        _expected(session, trainee_id)
        seating.leave(session, [trainee_id], now=now)
        audit.record(session, "remove_person", f"trainee:{trainee_id}", by=by, at=now)


def bring_back(trainee_id: int, *, now: datetime, by: int) -> None:
    """Who was taken out comes after all, with the card of before. Raises NoSuchTrainee, SeatTaken. Twice is once."""
    with write(durable=True) as session:
        here = _sitting(session, trainee_id)
        if here.trainee.left_at is None:
            return
        for seat in seating.coming_back(session, [trainee_id], left_at=here.trainee.left_at):
            _refuse_taken(session, seat.village_id, seat.role)
        seating.come_back(session, [trainee_id], left_at=here.trainee.left_at)
        audit.record(session, "return_person", f"trainee:{trainee_id}", by=by, at=now)


def invite_again(trainee_id: int, number: int, *, now: datetime, by: int) -> int:
    """The same person on the day of that number; the id of their seat there.

    Who missed a day stays among its absentees and is invited a second time (susulan), with the same PIN; an earlier second
    invitation ends. Whose day is still to come is only moved. Raises NoSuchTrainee, NoSuchGroup, DayIsOver, SameDay, PartFirst.
    """
    with write(durable=True) as session:
        first = _first(session, _expected(session, trainee_id))
        target = session.get_one(Group, groups.by_number_within(session, number).id)
        if target.state is GroupState.CLOSED:
            raise DayIsOver(number=number)
        _refuse_same_day(session, first, target)
        return _moved(session, first, target, now=now, by=by)


def _moved(session: Session, first: _Sitting, target: Group, *, now: datetime, by: int) -> int:
    """The seat on the other day. The first one stays where its day has been, or where somebody has worked."""
    stays = first.group.state is not GroupState.PLANNED or _has_worked(session, first.trainee.id)
    if stays:
        earlier = session.scalars(select(Trainee.id).where(
            Trainee.continues_id == first.trainee.id, Trainee.left_at.is_(None))).all()
        seating.leave(session, earlier, now=now)
    else:
        seating.leave(session, [first.trainee.id], now=now)
    village = _village_on(session, first.village, target)
    person = NewPerson(village.id, village.code, target.held_on, first.trainee.role, first.trainee.name)
    came, = seating.add(session, [person], seed=first.training.seed)
    seat = session.get_one(Trainee, came)
    seat.continues_id = first.trainee.id if stays else None
    seat.card_version = first.trainee.card_version  # the PIN follows from it: it is the same person's card
    audit.record(session, "invite_again", f"trainee:{came}", by=by, at=now, first=first.trainee.id, group=target.number)
    return came


def _village_on(session: Session, village: Village, target: Group) -> Village:
    """The village's row on that day, made at the last table if it has none."""
    found = session.scalar(select(Village).where(Village.group_id == target.id, Village.code == village.code))
    if found is not None:
        return found
    last = session.scalar(select(func.max(Village.table_number)).where(Village.group_id == target.id)) or 0
    row = Village(training_id=village.training_id, group_id=target.id, code=village.code, name=village.name, kind=village.kind,
                  district=village.district, district_code=village.district_code, siblings=village.siblings,
                  table_number=last + 1)
    session.add(row)
    session.flush()
    return row


def _refuse_same_day(session: Session, first: _Sitting, target: Group) -> None:
    """Raises SameDay where this person, or another in the role, is expected on that day already."""
    there = session.scalar(select(Trainee.id).join(Village, Village.id == Trainee.village_id).where(
        Village.group_id == target.id, Village.code == first.village.code, Trainee.role == first.trainee.role,
        Trainee.left_at.is_(None)))
    if there is not None:
        raise SameDay(number=target.number)


def _first(session: Session, here: _Sitting) -> _Sitting:
    """The person's first seat: of one that is a second invitation, the seat of the day that was missed."""
    return here if here.trainee.continues_id is None else _sitting(session, here.trainee.continues_id)


def _has_worked(session: Session, trainee_id: int) -> bool:
    return session.scalar(select(Trainee.id).where(Trainee.id == trainee_id, HAS_WORKED)) is not None


def _refuse_taken(session: Session, village_id: int, role: str) -> None:
    row = session.execute(select(Trainee.name, Village.name, Village.kind).join(Village, Village.id == Trainee.village_id).where(
        Trainee.village_id == village_id, Trainee.role == role, Trainee.left_at.is_(None))).one_or_none()
    if row is not None:
        raise SeatTaken(role=role_label(role, row[2]), village=row[1], name=row[0])


def _expected(session: Session, trainee_id: int) -> _Sitting:
    """Somebody who takes part. Raises NoSuchTrainee."""
    here = _sitting(session, trainee_id)
    if here.trainee.left_at is not None:
        raise NoSuchTrainee(trainee=trainee_id)
    return here


def _sitting(session: Session, trainee_id: int) -> _Sitting:
    """Somebody of the training that is on: nobody of another is changed from here. Raises NoSuchTrainee."""
    row = session.execute(
        select(Trainee, Village, Group, Training).join(Village, Village.id == Trainee.village_id)
        .join(Group, Group.id == Village.group_id).join(Training, Training.id == Group.training_id)
        .where(Trainee.id == trainee_id, Training.id == present_training())).one_or_none()
    if row is None:
        raise NoSuchTrainee(trainee=trainee_id)
    return _Sitting(*row)


def _name(typed: str) -> str:
    """The name as a card bears it. Raises NameRefused."""
    name = tidy_name(typed)
    if (why := flaw_of(name)) is not None:
        raise NameRefused(why=REASONS[why])
    return name


