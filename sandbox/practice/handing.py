"""Serahkan ke Sekdes: the operator says that a record is complete, and that the village secretary may send it.

It forbids nothing: either may send, with or without it. It holds for the record as it stood then: whoever saves it has it in
their hands again, and what is sent is over.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, bindparam, delete, exists, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from sandbox.base import AwareTime, Practice
from sandbox.errors import Problem, Rejected
from sandbox.practice import records
from sandbox.practice.keys import RecordKey
from sandbox.practice.records import SENDABLE, Address, Sendable
from sandbox.practice.words import when
from sandbox.words.roles import OTHER, duty

HANDS, SENDS = "operator", OTHER["operator"]
"""The roles: who completes a record, and who sends it."""


class HandedOver(Practice):
    """Diserahkan: a record that waits for the secretary to send it."""

    __tablename__ = "handed_over"

    kind: Mapped[str] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int]
    """Of the record, as it was handed over."""
    at: Mapped[AwareTime]
    by: Mapped[str]
    """The person in words: Operator."""

    @property
    def key(self) -> RecordKey:
        return RecordKey(self.kind, self.record_id)

    def told(self, now: datetime, sender: str) -> str:
        """Diserahkan Operator ke Sekdes pukul 10.42.18."""
        return f"Diserahkan {self.by} ke {sender} {when(self.at, now)}."


@dataclass(frozen=True, slots=True)
class Handed:
    """One line of what waits: its name, the page that it is sent from."""

    record: RecordKey
    title: str
    address: Address


def may_hand_over(role: str) -> bool:
    return duty(role) == HANDS


def hand_over(session: Session, record: Sendable, *, role: str, by: str, now: datetime) -> HandedOver:
    """Hand it over; once more changes nothing. Raises Rejected where it can't be sent yet, and for whoever sends it."""
    if not may_hand_over(role):
        raise _rejected("KRM-410S", f"Anda yang mengirim. Tekan Kirim di halaman {record.thing} ini.")
    if found := record.obstacles(session):
        raise _rejected("KRM-422S", f"{len(found)} hal perlu dibetulkan dulu.")
    if known := of_record(session, record):
        return known
    given = HandedOver(kind=record.kind, record_id=record.key.id, version=record.version, at=now, by=by)
    return session.merge(given)


def of_record(session: Session, record: Sendable) -> HandedOver | None:
    """How it was handed over, if it stands as it did then."""
    found = session.get(HandedOver, tuple(record.key))
    return found if found is not None and found.version == record.version else None


def has_any() -> ColumnElement[bool]:
    """Asks whether anything was handed over at all: where nothing was, no page need look for it."""
    return exists(select(HandedOver.record_id))


def waiting(session: Session) -> list[HandedOver]:
    """All that was handed over and neither saved nor sent since, in that order. One statement."""
    stands = or_(*(exists().where(and_(HandedOver.kind == kind, each.columns.id == HandedOver.record_id,
                                       each.columns.version == HandedOver.version)) for kind, each in SENDABLE.items()))
    return list(session.scalars(select(HandedOver).where(stands).order_by(HandedOver.at, HandedOver.record_id)))


def lines(session: Session) -> list[Handed]:
    """The same as a page lists it."""
    keys = [each.key for each in waiting(session)]
    named = records.briefs(session, keys) if keys else {}
    return [Handed(key, f"{SENDABLE[key.kind].thing.capitalize()} {named[key].title}", SENDABLE[key.kind].page(key.id))
            for key in keys]


def sent(session: Session, keys: Sequence[RecordKey]) -> None:
    """These are sent: nothing of them waits any more."""
    for kind in {key.kind for key in keys}:
        session.execute(_SENT, {"of_kind": kind, "ids": [key.id for key in keys if key.kind == kind]})


_SENT = delete(HandedOver).where(
    HandedOver.kind == bindparam("of_kind"), HandedOver.record_id.in_(bindparam("ids", expanding=True))
).execution_options(synchronize_session=False)


def _rejected(code: str, text: str) -> Rejected:
    return Rejected([Problem("", code, f"Belum diserahkan. {text}", "Serahkan")])
