"""What the village's ledger says of a household: what is wrong in it, and whether that was put right.

The ledger came with the template; see sandbox/ledger.py.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from sandbox.ledger import Defect
from sandbox.practice.households.households import IDENTITY as OF_CARD
from sandbox.practice.households.members import IDENTITY as OF_MEMBER
from sandbox.practice.models import Household, Person

THERE = "ada"
"""Field of a defect that says: this person should not be on the card."""


def has_defect(kind: str | None) -> ColumnElement[bool]:
    """Whether a household has a defect of that kind, or any at all."""
    found = exists().where(Defect.household_id == Household.id)
    return found if kind is None else found.where(Defect.kind == kind)


def of_household(session: Session, household_id: int) -> Sequence[Defect]:
    """Its wrong values, in the order of the ledger."""
    return session.scalars(select(Defect).where(Defect.household_id == household_id).order_by(Defect.id)).all()


def sheets_with(session: Session, kind: str, period: int) -> Sequence[str]:
    """Ids of the sheets of that year with that kind of defect."""
    found = session.scalars(select(Defect.sheet).where(Defect.kind == kind, Defect.period == period).distinct())
    return [sheet_id for sheet_id in found if sheet_id is not None]


def values_now(household: Household, defect: Defect, newest: int) -> Sequence[Any]:
    """What stands where the defect is, in the form of the ledger: dates as ISO text, None where nothing stands.

    One value. If the person's row was deleted: those of whoever was typed in since person `newest`, which may be nobody.
    """
    field = defect.field or ""
    if defect.person_id is None:
        return [getattr(household, field) if field in (*OF_CARD, "head_name") else household.answers.get(field)]
    theirs = [person for person in household.members if person.id == defect.person_id]
    if field == THERE:
        return [bool(theirs)]
    return [_of_person(person, field) for person in theirs or household.members if theirs or person.id > newest]


def _of_person(person: Person, field: str) -> Any:
    if field not in OF_MEMBER:
        return person.answers.get(field)
    value = getattr(person, field)
    return value.isoformat() if field == "birth_date" else value
