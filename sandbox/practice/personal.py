"""What in a copy belongs to one person alone, where two work in it: the practice login, what was typed, a file, what is open."""

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from sandbox.practice.models import Draft, Login, Upload
from sandbox.practice.occupied import Occupied


def open_logins(session: Session, person: int) -> Sequence[Login]:
    """The browsers in which that person is logged in here."""
    return session.scalars(select(Login).where(Login.person == person, Login.closed_at.is_(None))).all()


def carry(session: Session, opened: Sequence[Login]) -> None:
    """Log these browsers in here too."""
    for each in opened:
        session.merge(Login(key=each.key, person=each.person, opened_at=each.opened_at, closed_at=None, why=None))


def forget(session: Session, person: int) -> None:
    """Remove what is only that person's: they work in another copy now, which has it all."""
    for table in (Draft, Login, Upload, Occupied):
        session.execute(delete(table).where(table.person == person))
