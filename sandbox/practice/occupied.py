"""Sedang dibuka: where two work in one copy, a record whose form one of them has open is not saved by the other.

A person has one record open at a time: the one whose form was opened last. It is theirs while they type, until they have done
nothing there for `FOR`, or open another. Then whoever comes next has it; if the first one saves after all, the two changed the
same record, and locking.py finds it. A copy that one person works in knows none of this.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from sandbox.base import AwareTime, Practice
from sandbox.deeds import AT_FORM
from sandbox.errors import Fate, Trouble
from sandbox.practice.words import minutes_since, when

CODE = "DAT-423"
FOR = timedelta(minutes=2)
"""Hall time without any activity after which a record is free again."""


class Occupied(Practice):
    """Which record a person has open, since when, and when they last did anything there. One row a person."""

    __tablename__ = "occupied"

    person: Mapped[int] = mapped_column(primary_key=True)
    record: Mapped[str] = mapped_column(index=True)
    by: Mapped[str]
    """The person in words: Operator, Sekdes."""
    since: Mapped[AwareTime]
    active_at: Mapped[AwareTime]

    @property
    def until(self) -> datetime:
        return self.active_at + FOR


def by_other(session: Session, record: str, person: int, now: datetime) -> Occupied | None:
    """Who else has that record open at this moment."""
    return session.scalar(select(Occupied).where(
        Occupied.record == record, Occupied.person != person, Occupied.active_at > now - FOR).order_by(Occupied.since).limit(1))


def occupy(session: Session, record: str, person: int, *, by: str, now: datetime) -> Occupied | None:
    """The person opens that record's form, and has it from now on; who else has it, if somebody does: then nothing changes."""
    other = by_other(session, record, person, now)
    if other is not None:
        return other
    mine = session.get(Occupied, person)
    is_same = mine is not None and mine.record == record and mine.until > now
    session.merge(Occupied(person=person, record=record, by=by, since=mine.since if mine and is_same else now, active_at=now))
    return None


def go_on(session: Session, record: str, person: int, now: datetime) -> None:
    """The person types into that record's form. What was free again meanwhile stays so."""
    session.execute(update(Occupied).where(
        Occupied.person == person, Occupied.record == record, Occupied.active_at > now - FOR).values(active_at=now))


def leave(session: Session, person: int) -> None:
    """The person has nothing open any more."""
    session.execute(delete(Occupied).where(Occupied.person == person))


def require_free(session: Session, record: str, person: int, now: datetime) -> None:
    """Raises Trouble DAT-423 while somebody else has that record open."""
    other = by_other(session, record, person, now)
    if other is not None:
        text = f"{told(other, now)} Isian Anda BELUM tersimpan; ketikan Anda tetap ada."
        raise Trouble(code=CODE, fate=Fate.NOT_SAVED, text=text, look=AT_FORM, status=423)


def require_all_free(session: Session, touched: Collection[str], person: int, now: datetime) -> None:
    """The same for a deed that changes many records at once, without having any of them open. Raises Trouble DAT-423."""
    others = session.scalars(select(Occupied).where(Occupied.person != person, Occupied.active_at > now - FOR))
    other = next((each for each in others if each.record in touched), None)
    if other is not None:
        text = f"Satu dari data yang akan berubah sedang dipakai. {told(other, now)} Belum ada yang tersimpan."
        raise Trouble(code=CODE, fate=Fate.NOT_SAVED, text=text, look=AT_FORM, status=423)


def told(other: Occupied, now: datetime) -> str:
    """Sedang dibuka Operator sejak pukul 10.42.18, kegiatan terakhir 40 detik lalu. …"""
    return (f"Sedang dibuka {other.by} sejak {when(other.since, now)}, kegiatan terakhir {minutes_since(other.active_at, now)} "
            f"lalu. Anda bisa menyimpan sesudah {other.by} membuka data lain, paling lambat {when(other.until, now)} bila tidak "
            "ada kegiatan lagi.")
