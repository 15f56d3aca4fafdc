"""What the village's ledger says of a household: what is wrong in it, and whether that was put right.

The ledger came with the template; see sandbox/ledger.py.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from sandbox.ledger import Defect
from sandbox.practice.households import IDENTITY as OF_CARD
from sandbox.practice.members import IDENTITY as OF_MEMBER
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


def value_now(household: Household, defect: Defect) -> Any:
    """What stands where the defect is, in the form of the ledger: dates as ISO text, None where nothing stands."""
    if defect.person_id is None:
        return getattr(household, defect.field or "") if defect.field in (*OF_CARD, "head_name") \
            else household.answers.get(defect.field or "")
    person = next((one for one in household.members if one.id == defect.person_id), None)
    if defect.field == THERE:
        return person is not None
    return None if person is None else _of_person(person, defect.field or "")


def _of_person(person: Person, field: str) -> Any:
    if field not in OF_MEMBER:
        return person.answers.get(field)
    value = getattr(person, field)
    return value.isoformat() if field == "birth_date" else value
