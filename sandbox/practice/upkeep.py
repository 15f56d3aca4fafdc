"""What the system is busy with for a while, as its pages say: a list or a count that is late, a restored backup.

Neutral: who caused it is nobody's business here.
"""

from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from sqlalchemy import ScalarSelect, bindparam, delete, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Mapped, Session, mapped_column

from sandbox.base import AwareTime, Practice

T = TypeVar("T")


class UpkeepKind(StrEnum):
    """What is going on."""

    LIST = "daftar"
    """Lists show what was there at `at`, until they are made anew."""
    TALLY = "hitungan"
    """The subdistrict counted `newest` submissions of the village at `at`, and does not count again before `until`."""
    RESTORED = "pemulihan"
    """The data were put back to what they were at `at`."""


class Upkeep(Practice):
    """One thing that the system is busy with."""

    __tablename__ = "upkeep"

    kind: Mapped[str] = mapped_column(primary_key=True)
    """An UpkeepKind."""
    at: Mapped[AwareTime]
    until: Mapped[AwareTime | None]
    """When it is over (hall time); None: it stays said."""
    newest: Mapped[int] = mapped_column(default=0)
    """Of a late list: the id of the newest household that it shows; of a tally: how many were counted."""


def note(session: Session, kind: UpkeepKind, *, at: datetime, until: datetime | None = None, newest: int = 0) -> None:
    """Begin it, unless it is going on already."""
    there = session.get(Upkeep, kind.value)
    if there is None or not _lasts(there, at):
        session.merge(Upkeep(kind=kind.value, at=at, until=until, newest=newest))


def end_all(session: Session) -> None:
    """The system is busy with nothing any more."""
    session.execute(delete(Upkeep))


NOW = "upkeep_now"
"""Name of the parameter of `column`: hall time."""


def column(kind: UpkeepKind, of: InstrumentedAttribute[T]) -> ScalarSelect[T]:
    """What is told of that kind, if it is going on, as a column of another question: a page asks nothing more for it."""
    is_on = or_(Upkeep.until.is_(None), Upkeep.until > bindparam(NOW))
    return select(of).where(Upkeep.kind == kind.value, is_on).scalar_subquery()


def _lasts(there: Upkeep, now: datetime) -> bool:
    return there.until is None or there.until > now
