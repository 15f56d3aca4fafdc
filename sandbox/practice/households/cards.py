"""The whole family card on one page: the household's identity and a line for each member, saved at once.

The page is an instrument section made of the two official forms: their fields, options and names are the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy.orm import Session

from sandbox.practice import drafts
from sandbox.practice.drafts import DraftKey
from sandbox.practice.forms.instruments import FormField, Section, Table, load
from sandbox.practice.forms.reading import Parsed, Typed, cell_input, drop_input, parse
from sandbox.practice.households import checking, households, members
from sandbox.practice.keys import NEW, NEW_HOUSEHOLD
from sandbox.practice.models import Household
from sandbox.practice.rules.case import Facts, HouseholdData, MemberData
from sandbox.practice.rules.check import Finding, Moment, check_household, check_member

COLUMNS = ("name", "nik", "sex", "birth_place", "birth_date", "2", "3", "4", "8", "9", "6", "10", "11")
"""Keys of the member questions that stand on a family card, in the order of the page."""
LINES = 4
"""Empty lines of a new card; more can be added."""


@cache
def lines() -> Table:
    """The card's lines as a repeating table."""
    fields = load("ddk_member").by_key
    return Table(kind="table", id="anggota", title="Anggota keluarga", none_label="Tidak ada",
                 fields=tuple(fields[key] for key in COLUMNS))


@cache
def card() -> Section:
    """The page: identity of the household, then the lines."""
    identity = load("ddk_household").identity
    return Section(id="kartu", title="Kartu keluarga", parts=(*identity.parts, lines()))


def line(number: int) -> tuple[FormField, ...]:
    """The fields of one line, named as its inputs. Their help would be repeated with every line, so it is left out."""
    return tuple(field.model_copy(update={"name": cell_input(lines(), number, field), "help": ""}) for field in lines().fields)


def rows_shown(typed: Typed, wanted: int) -> list[int]:
    """Numbers of the lines that the page shows: those typed, and empty ones up to `wanted`."""
    there = list(typed.rows(lines()))
    following = (number for number in range(max(there, default=-1) + 1, 100))
    return there + [next(following) for _ in range(max(0, wanted - len(there)))]


def save(session: Session, parsed: Parsed, *, person: int, by: str, reason: str, now: datetime) -> Household:
    """Store a new household with its members. Raises Unfit."""
    of_card, of_lines = _findings(session, parsed)
    checking.require(parsed.errors, [*of_card, *_placed(parsed, of_lines)], reason=reason)
    household = households.create(session, parsed.values, _people(parsed), by=by, now=now)
    for member, found in zip(household.members, of_lines, strict=True):
        members.explain(member, checking.explained(found, reason))
    drafts.forget(session, DraftKey(person, NEW_HOUSEHOLD, NEW))
    return household


def read(form: Any) -> Parsed:
    """What was typed into the card."""
    return parse(card(), form)


def _people(parsed: Parsed) -> Sequence[Mapping[str, Any]]:
    return parsed.values.get("anggota") or []


def _findings(session: Session, parsed: Parsed) -> tuple[list[Finding], list[list[Finding]]]:
    """What is wrong with the card as far as it could be read, and with each of its lines."""
    facts = checking.facts_for(session, None)
    household = HouseholdData(**{name: parsed.values.get(name, "") for name in households.IDENTITY})
    people = [members.data_from(values, place) for place, values in enumerate(_people(parsed), start=1)]
    of_card = check_household(household, people, facts, at=Moment.SECTION, section=load("ddk_household").identity)
    return of_card, [_line_findings(values, member, household, people, facts)
                     for values, member in zip(_people(parsed), people, strict=True)]


def _line_findings(values: Mapping[str, Any], member: MemberData, household: HouseholdData, people: Sequence[MemberData],
                   facts: Facts) -> list[Finding]:
    """Nothing is said of an empty or unreadable cell: of several in a line, only one has an error of its own."""
    found = check_member(member, household, facts, others=[other for other in people if other is not member])
    return [finding for finding in found if finding.name in values or finding.name not in members.IDENTITY]


def _placed(parsed: Parsed, of_lines: Sequence[Sequence[Finding]]) -> list[Finding]:
    """The findings at the inputs of their lines. Without lines (too many, or none by a tick) there are none."""
    numbers = _filled(parsed.typed) if of_lines else ()
    return [_on_line(finding, number, place) for place, (number, found) in enumerate(zip(numbers, of_lines, strict=True), start=1)
            for finding in found]


def _filled(typed: Typed) -> list[int]:
    """Numbers of the lines that hold a member, as forms.parse takes them."""
    return [number for number in typed.rows(lines()) if not typed.first(drop_input(lines(), number)) and any(
        typed.answered(cell_input(lines(), number, field)) for field in lines().fields)]


def _on_line(finding: Finding, number: int, place: int) -> Finding:
    """The finding at the input of that line of the card, the `place`-th member."""
    error = replace(finding.error, name=f"{lines().id}-{number}-{finding.error.name}",
                    label=f"Anggota {place}, {finding.error.label}")
    return replace(finding, error=error)
