"""What of the village an import or an export must know: every family and person as stored, asked in two statements."""

from typing import Any

from sqlalchemy import String, cast, func, select
from sqlalchemy.orm import Session

from sandbox.practice.exchange import packed_rows
from sandbox.practice.households import households, members
from sandbox.practice.models import Household, Person
from sandbox.practice.nik import practice_prefix
from sandbox.practice.statistics.areas import Locality

WHOLE = Locality()
"""The whole village."""


def told(session: Session, area: Locality = WHOLE) -> dict[str, Any]:
    """The village, or the families of one of its parts, as JSON for a process that has no database, and how many both are.

    Answers stay the text that they are stored as; rows are packed as they are read (packed_rows.py).
    """
    here = households.village(session)
    cards = [getattr(Household, name) for name in households.IDENTITY]
    people = [getattr(Person, name) for name in members.IDENTITY]
    families = session.execute(select(Household.id, Household.head_name, cast(Household.answers, String), *cards)
                               .where(*area.conditions).order_by(Household.id))
    of_area = [Person.household_id.in_(select(Household.id).where(*area.conditions))] if area.conditions else []
    persons = session.execute(select(Person.household_id, Person.id, Person.position, cast(Person.answers, String),
                                     cast(Person.explained, String), *people)
                              .where(*of_area).order_by(Person.household_id, Person.position))
    packed_families, of_families = packed_rows.packed(families)
    packed_persons, of_persons = packed_rows.packed(persons)
    return {"as_of": here.as_of.isoformat(), "prefix": practice_prefix(here.district_code),
            "families": packed_families, "persons": packed_persons, "rows": of_families + of_persons, "people": of_persons}


def fingerprint(session: Session) -> str:
    """Names what is stored of all families: another one as soon as anybody saves, adds or deletes one."""
    found = session.execute(select(func.count(Household.id), func.coalesce(func.sum(Household.version), 0),
                                   func.coalesce(func.max(Household.id), 0))).one()
    return ".".join(map(str, found))
