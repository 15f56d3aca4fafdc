"""One person's name and words removed. What they did stays as numbers without a name, so that every report stays true."""

import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from instructor.errors import NoSuchTrainee, PersonAtWork, RosterRefused
from instructor.people import seating
from instructor.privacy import remembered
from instructor.privacy.copy import of_person
from sandbox import details
from sandbox.deeds import MESSAGE, RAISE_HAND
from sandbox.details import StaffDetails
from sandbox.journal import Journal
from sandbox.platform import audit
from sandbox.platform.db import read, write
from sandbox.platform.models import (
    Certificate,
    Feed,
    Group,
    GroupState,
    Intervention,
    RoomMessage,
    RosterFile,
    RosterImport,
    Sandbox,
    Trainee,
    Village,
)
from sandbox.practice import drafts
from sandbox.practice.drafts import DraftKey
from sandbox.store.base import MARK, Pin, Store, name_of_mark
from sandbox.store.damage import fence
from scenarios.panel import answers

ERASE = "person_erased"
NOBODY = "Nama dihapus"
"""What stands in place of the name."""
WORDS = (RAISE_HAND.name, MESSAGE.name)
"""Deeds with words of or to a person. What was answered in an exercise is no personal data, and results are counted from it."""
log = logging.getLogger("gladi.privacy")


@dataclass(frozen=True, slots=True)
class ErasedPerson:
    """What was removed. `seats`: how many rows of the person bear no name now; `unread`: copies that could not be opened, so
    that words in them stay. `moments`: kept moments of their exercises that are gone too."""

    seats: int
    certificates: int
    texts: int
    unread: int = 0
    moments: int = 0


def erase(trainee_id: int, *, store: Store, instance: Path, now: datetime, by: int) -> ErasedPerson:
    """Remove the name and words of that person, on all their days. Again it changes nothing more. `instance`: the data folder,
    in which it is remembered for a backup that comes back.

    Who is still to come is taken out of the list. The name goes last: who was cut off before is asked for again.
    Raises NoSuchTrainee, PersonAtWork (their day is open), PartFirst.
    """
    with write(durable=True) as session:
        seats = of_person(session, trainee_id)
        done = _erased(session, seats, now=now)
    ids = [seat.id for seat in seats]
    sandboxes = [seat.sandbox_id for seat in seats]
    unread = sum(not _quiet(store, pin, ids) for pin in _copies(sandboxes))
    moments = sum(_without_moments(store, sandbox) for sandbox in sandboxes)
    with write(durable=True) as session:
        seating.rename(session, {ids[0]: NOBODY})
        audit.record(session, ERASE, f"trainee:{ids[0]}", by=by, at=now)
    remembered.remember(instance, ids[0])
    return replace(done, unread=unread, moments=moments)


def erase_again(*, store: Store, instance: Path, now: datetime) -> tuple[int, int]:
    """Erase those anew whom a backup that was put back names again; how many, and how many wait for the end of their day."""
    asked = remembered.asked(instance)
    waiting = [each for each in asked if not _could_erase(each, store=store, instance=instance, now=now, by=audit.COMMAND_LINE)]
    if asked:
        remembered.ask(instance, waiting)
    return len(asked) - len(waiting), len(waiting)


def erase_training(training_id: int, *, at_most: int, store: Store, instance: Path, now: datetime, by: int) -> int:
    """The same for people of a training none of whose days is open, so many at a time; how many there were.

    Who is refused keeps nobody else back.
    """
    with read() as session:
        people = session.scalars(
            select(Trainee.id).join(Village, Village.id == Trainee.village_id)
            .where(Village.training_id == training_id, Trainee.continues_id.is_(None), Trainee.name != NOBODY)
            .order_by(Trainee.id)).all()
    done = (each for each in people if _could_erase(each, store=store, instance=instance, now=now, by=by))
    return sum(1 for _each in islice(done, at_most))


def _could_erase(trainee_id: int, *, store: Store, instance: Path, now: datetime, by: int) -> bool:
    try:
        erase(trainee_id, store=store, instance=instance, now=now, by=by)
    except NoSuchTrainee:  # a backup that came back is of before they came
        return True
    except RosterRefused as refused:  # their day is open, or two share a copy on a day to come
        log.info("%s trainee %d is not erased", refused.code, trainee_id)
        return False
    return True


def _erased(session: Session, seats: Sequence[Trainee], *, now: datetime) -> ErasedPerson:
    states = dict(session.execute(select(Village.id, Group.state).join(Group, Group.id == Village.group_id).where(
        Village.id.in_([seat.village_id for seat in seats]))).all())
    if any(states[seat.village_id] is GroupState.OPEN and seat.left_at is None for seat in seats):
        raise PersonAtWork()
    ids = [seat.id for seat in seats]
    seating.leave(session, [seat.id for seat in seats if states[seat.village_id] is GroupState.PLANNED], now=now)
    gone = session.execute(delete(Certificate).where(Certificate.trainee_id.in_(ids)).returning(Certificate.number)).all()
    training = session.scalar(select(Village.training_id).where(Village.id == seats[0].village_id))
    session.execute(delete(RosterFile).where(RosterFile.training_id == training))
    _without_room_messages(session, training, ids)
    for done in session.scalars(select(RosterImport).where(RosterImport.training_id == training)):
        done.changes = [_nameless(change, ids) for change in done.changes]
    return ErasedPerson(len(seats), len(gone), _without_words(session, seats))


def _without_room_messages(session: Session, training: int | None, erased: Collection[int]) -> None:
    """Words to several people go with the last of them whose name is kept."""
    named = set(session.scalars(select(Trainee.id).join(Village, Village.id == Trainee.village_id).where(
        Village.training_id == training, Trainee.name != NOBODY)))
    of_training = select(Group.id).where(Group.training_id == training)
    for message in session.scalars(select(RoomMessage).where(RoomMessage.group_id.in_(of_training), RoomMessage.text != "")):
        if not (named - set(erased)) & set(message.trainees):
            message.text = ""


def _nameless(change: dict[str, Any], ids: Sequence[int]) -> dict[str, Any]:
    is_theirs = any(change.get(kind) in ids for kind in ("left", "came", "renamed"))
    return {**change, "name": "", "now": ""} if is_theirs else change


def _without_words(session: Session, seats: Sequence[Trainee]) -> int:
    """The words of and to this person, in the feed and in what was sent; how many there were."""
    ids, copies = {seat.id for seat in seats}, {seat.sandbox_id for seat in seats}
    told = [*session.scalars(select(Intervention).where(Intervention.trainee_id.in_(ids))),
            *session.scalars(select(Feed).where(Feed.action.in_(WORDS), or_(Feed.person.in_(ids), Feed.sandbox_id.in_(copies))))]
    told = [row for row in told if _is_theirs(row, ids)]
    for row in told:
        row.detail = _silent(row.detail)
    return len(told)


def _is_theirs(row: Intervention | Feed | Journal, people: Collection[int]) -> bool:
    """Whether it has words in their name, or that staff wrote to them."""
    told = details.read(StaffDetails, row.detail)
    return bool(told.text) and (isinstance(row, Intervention) or row.person in people or told.trainee in people)


def _silent(detail: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in detail.items() if name != "text"}


def _copies(sandboxes: Sequence[int]) -> list[Pin]:
    with read() as session:
        rows = session.execute(select(Sandbox.id, Sandbox.made, Sandbox.template).where(Sandbox.id.in_(sandboxes))).all()
    return [Pin(sandbox, generation, template) for sandbox, made, template in rows for generation in range(1, made + 1)]


def _without_moments(store: Store, sandbox: int) -> int:
    """Remove what was kept for beginning an exercise anew, which holds their words too; how many. Their day is over.

    One from which a copy is still to be made stays.
    """
    with read() as session:
        row = session.get_one(Sandbox, sandbox)
        next_ = Pin(sandbox, row.generation, row.template, row.source)
        before = Pin(sandbox, row.previous or 0, row.template, row.previous_source or "")
    needed = {each.source.removeprefix(MARK) for each in (next_, before) if each.generation and not store.exists(each)}
    gone = [each for each in store.kept(sandbox)
            if each.name.startswith(name_of_mark("")) and each.name not in map(name_of_mark, needed)]
    return len(store.remove(gone)) if gone else 0


def _quiet(store: Store, pin: Pin, people: Collection[int]) -> bool:
    """The same in a copy of theirs, present or archived. Whether it holds no words of theirs now."""
    if not store.exists(pin):
        return True
    with fence(pin), store.open(pin, write=True) as session:
        for row in session.scalars(select(Journal).where(Journal.action.in_(WORDS))):
            if _is_theirs(row, people):
                row.detail = _silent(row.detail)
        for person in people:
            drafts.forget(session, DraftKey(person, drafts.BESIDE, answers.HAND))
        session.commit()
        return True
    return False
