"""What is there no longer: which record, or which member of one, was taken out, how, by whom and when.

Only forms that were open then, drafts and links lead there any more. What they meet says what happened, whichever way it went:
whoever takes something out notes it here.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from sandbox.base import AwareTime, Practice
from sandbox.practice import drafts
from sandbox.practice.models import Draft
from sandbox.practice.parts import MEMBER
from sandbox.practice.records import Sendable
from sandbox.practice.words import saver, when

UNKNOWN = "Data itu sudah tidak ada di desa ini."


class Removed(Practice):
    """One such record, or member of one. Kept with the copy."""

    __tablename__ = "removed"

    record: Mapped[str] = mapped_column(primary_key=True)
    """Key of the record as text."""
    part: Mapped[str] = mapped_column(primary_key=True)
    """anggota-12; empty for the whole record."""
    title: Mapped[str]
    """What a list of drafts called it: 'Keluarga Kasiran · Siti'."""
    how: Mapped[str]
    """Within a sentence: 'dihapus', 'dicatat meninggal'."""
    by: Mapped[str]
    """Who did it, in words: Operator, Sekdes."""
    at: Mapped[AwareTime]


def note(session: Session, record: Sendable, part: str = "", *, how: str, by: str, now: datetime) -> None:
    """That part of the record goes now, or all of it. Drafts that hold something stay, to be copied."""
    title = record.called(part) if part else f"{record.thing.capitalize()} {record.title}"
    for draft in session.scalars(select(Draft).where(Draft.record == str(record.key))):
        if part in ("", draft.part) and record.has_part(draft.part) and not drafts.unsaved(draft, record.stored(draft.part)):
            session.delete(draft)
    session.merge(Removed(record=str(record.key), part=part, title=title, how=how, by=by, at=now))


def find(session: Session, record: str, part: str) -> Removed | None:
    """What became of that part of the record; None where nobody noted anything."""
    return session.get(Removed, (record, part)) or session.get(Removed, (record, ""))


def in_words(row: Removed | None, *, role: str, now: datetime) -> str:
    """What happened, as the person with `role` reads it: 'Anggota ini dihapus oleh Operator pukul 10.12.33.'"""
    if row is None:
        return UNKNOWN
    thing = "Anggota" if row.part.startswith(MEMBER) else row.title.partition(" ")[0]
    return f"{thing} ini {row.how} oleh {saver(row.by, role=role)} {when(row.at, now)}."
