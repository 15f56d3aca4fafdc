"""What the pages of one household do to it: save a section, save or remove a member, delete it. Each is one action's work.

Typing is checked before the version, so that nobody compares two versions of what could not be saved anyway.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from sandbox.practice import drafts, removed
from sandbox.practice.conflicts import replaced
from sandbox.practice.drafts import DraftKey
from sandbox.practice.forms.instruments import Part, Section, load
from sandbox.practice.forms.reading import Parsed, Typed, merged, parse
from sandbox.practice.households import checking, households, members
from sandbox.practice.households.taken import numbers_of
from sandbox.practice.keys import household_key
from sandbox.practice.locking import ShownFor, require_fresh, require_unchanged
from sandbox.practice.models import Household, Person
from sandbox.practice.parts import member_part
from sandbox.practice.records import HouseholdRecord
from sandbox.practice.rules.case import HouseholdData
from sandbox.practice.rules.check import Finding, Moment, check_household, check_member


def section_of(section_id: str) -> Section | None:
    """A section of the household form, the identity included."""
    return load("ddk_household").section(section_id)


def member_sections() -> tuple[Section, ...]:
    """The member form: one page, one save."""
    return load("ddk_member").all_sections


def pieces(*sections: Section) -> tuple[Part, ...]:
    """The parts of a form page; one without a title of its own bears its section's."""
    return tuple(part if part.title else part.model_copy(update={"title": section.title})
                 for section in sections for part in section.parts)


def save_section(session: Session, household: Household, section: Section, parsed: Parsed, *, shown: ShownFor, person: int,
                 by: str, reason: str, now: datetime) -> Household:
    """Raises Unfit, and EditConflict where somebody else saved the same section meanwhile."""
    findings = _section_findings(session, household, section, parsed.sound)
    checking.require(parsed.errors, findings, reason=reason)
    record = HouseholdRecord(household)
    require_fresh(record, section.id, parsed.typed, shown, now)
    with replaced.kept(session, record, section.id, by=by, now=now):
        households.save_section(household, section, parsed.values, by=by, now=now)
    drafts.forget(session, DraftKey(person, str(household_key(household.id)), section.id))
    return household


def parse_member(form: Any) -> Parsed:
    """The whole member form as typed."""
    parts = [parse(section, form) for section in member_sections()]
    values = {key: value for part in parts for key, value in part.values.items()}
    return Parsed(values, tuple(error for part in parts for error in part.errors), Typed.of(form))


def save_member(session: Session, household: Household, member: Person | None, parsed: Parsed, *, shown: ShownFor,
                person: int, by: str, reason: str, now: datetime) -> Person:
    """Store a member; None for a new one. Raises Unfit; EditConflict, and for a new one Trouble DAT-409."""
    findings = _member_findings(session, household, member, parsed.values)
    checking.require(parsed.errors, findings, reason=reason)
    part = member_part(member.id if member else None)
    if member is None:
        # Nothing of it is stored yet that could be compared, and a second press must not make a second person.
        require_unchanged(household, shown.version, thing="Keluarga", now=now)
        member = members.add(household, parsed.values)
    else:
        record = HouseholdRecord(household)
        require_fresh(record, part, parsed.typed, shown, now)
        with replaced.kept(session, record, part, by=by, now=now):
            members.change(household, member, parsed.values)
    members.explain(member, checking.explained(findings, reason))
    households.touch(household, by=by, now=now)
    drafts.forget(session, DraftKey(person, str(household_key(household.id)), part))
    session.flush()
    return member


def remove_member(session: Session, household: Household, member: Person, *, by: str, now: datetime) -> Household:
    """Take a member out of the household. What anybody typed into their form and did not save stays, to be copied."""
    removed.note(session, HouseholdRecord(household), member_part(member.id), how="dihapus dari kartu", by=by, now=now)
    members.remove(household, member)
    households.touch(household, by=by, now=now)
    session.flush()
    return household


def delete_household(session: Session, household: Household, *, by: str, now: datetime) -> None:
    """Delete a household and its people. Raises Trouble DAT-409H if it was sent."""
    households.require_deletable(session, household)
    removed.note(session, HouseholdRecord(household), how="dihapus", by=by, now=now)
    session.delete(household)
    session.flush()


def _section_findings(session: Session, household: Household, section: Section, values: Mapping[str, Any]) -> list[Finding]:
    people = [members.data_of(person) for person in household.members]
    if section.id == load("ddk_household").identity.id:
        after = HouseholdData(**{name: values.get(name, "") for name in households.IDENTITY}, head_name=household.head_name,
                              answers=household.answers)
    else:
        after = HouseholdData(**households.identity_of(household), head_name=household.head_name,
                              answers=merged(section, household.answers, values))
    facts = checking.facts_for(session, household.id, numbers_of(after.number, people))
    return check_household(after, people, facts, at=Moment.SECTION, section=section)


def _member_findings(session: Session, household: Household, member: Person | None, values: Mapping[str, Any]) -> list[Finding]:
    others = [members.data_of(person) for person in household.members if person is not member]
    typed = (members.data_from(values, member.position, member.explained) if member is not None
             else members.data_from(values))
    facts = checking.facts_for(session, household.id, numbers_of("", [typed, *others]))
    return check_member(typed, households.data_of(household), facts, others=others)
