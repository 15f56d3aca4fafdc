"""Drafts: what a person had typed when a save was refused. Kept in the transaction of the refusal, gone after the next save.

A draft belongs to a record, by its key, and to a part of the record's form: pangan, anggota-12, anggota-baru; baru for a whole
new card. So it stays with a card whose number is corrected, and goes with a member who is taken out.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select, true
from sqlalchemy.orm import Session

from sandbox.actions import Action
from sandbox.practice import records
from sandbox.practice.keys import NEW_HOUSEHOLD, RecordKey, key_from
from sandbox.practice.models import Draft


def keep(session: Session, action: Action, now: datetime) -> None:
    """Keep what was typed for a refused action. It replaces an earlier draft of the same form.

    Not for a form whose record, or whose member, is gone meanwhile: no page could lead to that draft.
    """
    part = action.detail.part
    if action.typed and part and _is_there(session, action.record, part):
        session.merge(Draft(person=action.desk.person, record=action.record or NEW_HOUSEHOLD, part=part,
                            typed=[list(pair) for pair in action.typed], kept_at=now))


def find(session: Session, person: int, record: str, part: str) -> Draft | None:
    """The person's draft of that part of the record's form. `record`: a key as text, or NEW_HOUSEHOLD."""
    return session.get(Draft, (person, record, part))


def of_record(session: Session, person: int, key: RecordKey) -> Sequence[Draft]:
    """The person's drafts for any part of that record, newest first."""
    return session.scalars(select(Draft).where(Draft.person == person, Draft.record == str(key))
                           .order_by(Draft.kept_at.desc())).all()


def forget(session: Session, person: int, record: str, part: str) -> None:
    """Remove the person's draft of that part, because the form was saved or the draft was thrown away."""
    session.execute(delete(Draft).where(Draft.person == person, Draft.record == record, Draft.part == part))


def forget_everybodys(session: Session, key: RecordKey, part: str | None = None) -> None:
    """Remove everybody's drafts for a record, or for that part of it, because it is gone."""
    session.execute(delete(Draft).where(Draft.record == str(key), Draft.part == part if part else true()))


def _is_there(session: Session, record: str | None, part: str) -> bool:
    if record is None:
        return True
    key = key_from(record)
    found = records.find_sendable(session, key) if key else None
    return found is not None and found.has_part(part)
