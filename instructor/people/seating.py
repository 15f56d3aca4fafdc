"""People come and go: the one place that writes who sits where. Nobody is ever deleted, so that everything can be taken back.

All of it happens within a running write of the platform, together with whatever else belongs to it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from instructor.errors import PartFirst
from sandbox.accounts.papers import new_cards
from sandbox.platform.models import Guest, Sandbox, Trainee, Village
from sandbox.practice import version
from sandbox.store.templates import template_name


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody who gets a seat. `day`: of the village's group, for which their copy is made."""

    village_id: int
    code: str
    day: date
    role: str
    name: str


def leave(session: Session, people: Sequence[int], *, now: datetime) -> None:
    """These are no longer expected, on the day of a second invitation neither. Raises PartFirst: one sits in a shared copy."""
    _refuse_joined(session, people)
    session.execute(update(Trainee).where(or_(Trainee.id.in_(people), Trainee.continues_id.in_(people)),
                                          Trainee.left_at.is_(None)).values(left_at=now))


def coming_back(session: Session, people: Sequence[int], *, left_at: datetime) -> Sequence[Trainee]:
    """Whom `come_back` would bring back: these who left at that moment, and the seats of their second invitations."""
    return session.scalars(select(Trainee).where(or_(Trainee.id.in_(people), Trainee.continues_id.in_(people)),
                                                 Trainee.left_at == left_at)).all()


def come_back(session: Session, people: Sequence[int], *, left_at: datetime) -> None:
    """Those of these who left at that moment are expected again, as they were."""
    session.execute(update(Trainee).where(or_(Trainee.id.in_(people), Trainee.continues_id.in_(people)),
                                          Trainee.left_at == left_at).values(left_at=None))


def rename(session: Session, names: Mapping[int, str]) -> None:
    """These are called otherwise from now on; card, copy and results stay."""
    for trainee_id, name in names.items():
        same = or_(Trainee.id == trainee_id, Trainee.continues_id == trainee_id)
        session.execute(update(Trainee).where(same).values(name=name))


def add(session: Session, people: Sequence[NewPerson], *, seed: int) -> list[int]:
    """Seats for these, each with a copy of their own and a card that nobody at that seat ever had; their ids in order."""
    present = version.present().name
    last_card = new_cards.last_versions(session, {person.code for person in people})
    sandboxes = [Sandbox(village_id=person.village_id, template=template_name(person.code, person.day, seed, present))
                 for person in people]
    session.add_all(sandboxes)
    session.flush()
    rows = [Trainee(village_id=person.village_id, sandbox_id=sandbox.id, role=person.role, name=person.name,
                    card_version=last_card.get((person.code, person.role), 0) + 1)
            for person, sandbox in zip(people, sandboxes, strict=True)]
    session.add_all(rows)
    session.flush()
    return [row.id for row in rows]


def _refuse_joined(session: Session, people: Sequence[int]) -> None:
    shared = select(Trainee.sandbox_id).join(Guest, Guest.trainee_id == Trainee.id)
    joined = session.scalars(select(Village.name).join(Trainee, Trainee.village_id == Village.id).where(
        or_(Trainee.id.in_(people), Trainee.continues_id.in_(people)), Trainee.sandbox_id.in_(shared),
        Trainee.left_at.is_(None)).distinct()).all()
    if joined:
        raise PartFirst(villages=", ".join(joined))
