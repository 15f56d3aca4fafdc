"""Everything that was entered, as the workbook that is imported: read again, it changes nothing."""

from collections.abc import Iterator

from sandbox.practice.exchange.template import Family, filled
from sandbox.practice.exchange.village import KnownVillage


def export(village: KnownVillage) -> bytes:
    """The workbook with all families of the village, in the order in which they were entered."""
    return filled(_families(village))


def _families(village: KnownVillage) -> Iterator[Family]:
    for family in village.families.values():
        people = [(person.values, person.explained) for person in family.people]
        yield family.card, family.answers, people
