"""The village as the kinds of doubt look at it: plain rows, read in three statements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sandbox.practice.households.households import village
from sandbox.practice.keys import RecordKey, household_key
from sandbox.practice.models import Cell, Household, Person, SheetEntry
from sandbox.practice.rules.case import HEAD, MARITAL, OCCUPATION, RELATION, completed_years
from sandbox.practice.words import place

SCHOOL, MOTHER, WATER = "8", "11", "8"
"""Questions: the member's education and mother, the household's drinking water."""


@dataclass(frozen=True, slots=True)
class Family:
    id: int
    number: str
    head_name: str
    rt: str
    rw: str
    water: str | None

    @property
    def key(self) -> RecordKey:
        return household_key(self.id)

    @property
    def place(self) -> str:
        return place(self.rt, self.rw)


@dataclass(frozen=True, slots=True)
class Inhabitant:
    id: int
    household_id: int
    nik: str | None
    name: str
    folded: str
    sex: str
    birth_place: str
    birth_date: date
    relation: str | None
    marital: str | None
    school: str | None
    work: str | None
    mother: str | None
    explained: Mapping[str, str] | None

    @property
    def is_head(self) -> bool:
        return self.relation == HEAD

    def age(self, on: date) -> int:
        return completed_years(self.birth_date, on)


@dataclass(frozen=True, slots=True)
class CopiedSheet:
    """A sheet of this year that still holds cells which were copied and not looked at."""

    key: RecordKey
    title: str
    cells: int
    year: int


@dataclass(frozen=True)
class LookedAt:
    as_of: date
    families: Sequence[Family]
    people: Sequence[Inhabitant]
    sheets: Sequence[CopiedSheet] = ()
    sheet_count: int = 0

    @cached_property
    def family(self) -> dict[int, Family]:
        return {family.id: family for family in self.families}

    @cached_property
    def members(self) -> dict[int, list[Inhabitant]]:
        """By household, in the order of its card; a household without anybody has an empty list."""
        found: dict[int, list[Inhabitant]] = {family.id: [] for family in self.families}
        for person in self.people:
            found.setdefault(person.household_id, []).append(person)
        return found


def look(session: Session) -> LookedAt:
    """The whole village as it stands now."""
    here = village(session)
    families = [Family(*row) for row in session.execute(
        select(Household.id, Household.number, Household.head_name, Household.rt, Household.rw,
               Household.answers[WATER].as_string()).order_by(Household.rw, Household.rt, Household.id))]
    answers = [Person.answers[key].as_string() for key in (RELATION, MARITAL, SCHOOL, OCCUPATION, MOTHER)]
    people = [Inhabitant(*row) for row in session.execute(
        select(Person.id, Person.household_id, Person.nik, Person.name, Person.folded, Person.sex, Person.birth_place,
               Person.birth_date, *answers, Person.explained).order_by(Person.household_id, Person.position))]
    return LookedAt(here.as_of, families, people, *_sheets(session, here.period))


def _sheets(session: Session, period: int) -> tuple[list[CopiedSheet], int]:
    copied: Any = func.count(Cell.copied_from)
    rows = session.execute(
        select(SheetEntry.id, SheetEntry.title, copied, func.max(Cell.copied_from))
        .outerjoin(Cell, (Cell.sheet == SheetEntry.sheet) & (Cell.period == SheetEntry.period))
        .where(SheetEntry.period == period).group_by(SheetEntry.id, SheetEntry.title).order_by(SheetEntry.id)).all()
    return [CopiedSheet(RecordKey("sheet", id_), title, cells, year) for id_, title, cells, year in rows if cells], len(rows)
