"""Who else in the village bears the numbers, names and offices of several families, in two statements."""

from collections.abc import Sequence

from sqlalchemy import String, cast, false, or_, select
from sqlalchemy.orm import Session

from sandbox.practice.models import Household, Person
from sandbox.practice.rules.case import Elsewhere
from sandbox.practice.rules.neighbours import OFFICES, Neighbours


def around(session: Session, families: Sequence[Household]) -> Neighbours:
    """Everybody in the village who bears a number, a name or an office of these families, they themselves too. Two statements."""
    known = Neighbours()
    for id_, number, rt, head in session.execute(
            select(Household.id, Household.number, Household.rt, Household.head_name)
            .where(Household.number.in_({family.number for family in families}))):
        known.add_card(id_, Elsewhere(number, rt, head))
    people = [person for family in families for person in family.members]
    named = or_(Person.nik.in_({person.nik for person in people if person.nik}),
                Person.folded.in_({person.folded for person in people}),
                cast(Person.answers[OFFICES], String).contains('"') if any(map(_offices, people)) else false())
    for person, number, rt in session.execute(select(Person, Household.number, Household.rt).join(Person.household).where(named)):
        known.add_person(person.household_id, Elsewhere(number, rt, person.name), nik=person.nik,
                         birth_place=person.birth_place, born=person.birth_date, offices=_offices(person))
    return known


def _offices(person: Person) -> Sequence[str]:
    return person.answers.get(OFFICES) or ()
