"""Drafts: what a person had typed when a save was refused. Kept in the transaction of the refusal, gone after the next save.

A draft's `record` is the address of its form: 'baru' for a new household, NUMBER/pangan for a section of one,
NUMBER/anggota-baru and NUMBER/anggota-12 for a member.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from sandbox.actions import Action
from sandbox.practice.models import Draft

NEW = "baru"


def keep(session: Session, action: Action, now: datetime) -> None:
    """Keep what was typed for a refused action. It replaces an earlier draft of the same form."""
    if not action.typed or action.page is None:
        return
    session.merge(Draft(person=action.desk.person, form=action.page.name, record=_address(action),
                        typed=[list(pair) for pair in action.typed], kept_at=now))


def find(session: Session, person: int, form: str, address: str) -> Draft | None:
    """The person's draft of that form."""
    return session.get(Draft, (person, form, address))


def of_household(session: Session, person: int, number: str) -> Sequence[Draft]:
    """The person's drafts for any form of that household, newest first."""
    return session.scalars(select(Draft).where(Draft.person == person, Draft.record.startswith(f"{number}/", autoescape=True))
                           .order_by(Draft.kept_at.desc())).all()


def forget(session: Session, person: int, form: str, address: str) -> None:
    """The form was saved, or the draft was thrown away."""
    session.execute(delete(Draft).where(Draft.person == person, Draft.form == form, Draft.record == address))


def forget_household(session: Session, number: str) -> None:
    """The household is gone, and with it everybody's drafts for it."""
    session.execute(delete(Draft).where(Draft.record.startswith(f"{number}/", autoescape=True)))


def _address(action: Action) -> str:
    page = action.detail.get("page")
    return str(page) if page else action.record or NEW
