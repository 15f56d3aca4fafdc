"""One part of a household's form, a section or a member: what is stored for it, and what of some typing is not stored."""

from sandbox.practice.forms.instruments import Section, load
from sandbox.practice.forms.reading import Typed, parse, shown
from sandbox.practice.households import households, members
from sandbox.practice.keys import NEW
from sandbox.practice.models import Household
from sandbox.practice.records import MEMBER, member_part

REASON = "alasan"
"""The input for the written answer to a warning. It belongs to the save, not to the record."""


def sections(part: str) -> tuple[Section, ...]:
    """What the part is made of; nothing for a whole new card, and for a part that no form has."""
    if part.startswith(MEMBER):
        return load("ddk_member").all_sections
    found = load("ddk_household").section(part)
    return () if found is None else (found,)


def stored(household: Household, part: str) -> Typed:
    """The stored answers of that part as the inputs of its page; nothing for a member still to be entered."""
    if part.startswith(MEMBER):
        person = next((each for each in household.members if member_part(each.id) == part), None)
        written = [shown(section, members.values_of(person)) for section in sections(part)] if person else []
    else:
        written = [shown(section, households.answers_of(household, section)) for section in sections(part)]
    return Typed({name: texts for each in written for name, texts in each.values.items()})


def differing(part: str, typed: Typed, there: Typed) -> frozenset[str]:
    """Names of the inputs whose typing is not what stands there. None at all where both are read as the same values."""
    names = {name for name in {*typed.values, *there.values} if typed.answered(name) != there.answered(name)} - {REASON}
    if not names or part != NEW and _reads_the_same(part, typed, there):
        return frozenset()
    return frozenset(names)


def _reads_the_same(part: str, typed: Typed, there: Typed) -> bool:
    read = [(parse(section, typed), parse(section, there)) for section in sections(part)]
    return bool(read) and all(not mine.errors and mine.values == theirs.values for mine, theirs in read)
