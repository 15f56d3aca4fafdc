"""Counts the families into the cells of a sheet: one statement a block, grouped by the database."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Float, Select, String, case, cast, extract, func, literal, select
from sqlalchemy.orm import Session

from sandbox.practice.consistency.families import CountedCells, FamilyCount, counts_of
from sandbox.practice.models import Household, Person
from sandbox.practice.rules.case import HEAD, RELATION
from sandbox.practice.sheets.sheet import Place

FAMILIES, OPEN = "#keluarga", "?"
"""Stands for a sheet's id in a row that counts families; for the answer of somebody who left the question open."""


def counted(session: Session, sheet_id: str, on: date) -> CountedCells:
    """What the families come to, ages as on that day."""
    rows = [row for number, block in enumerate(counts_of(sheet_id)) for row in session.execute(as_cells(number, block, on))]
    return from_rows(sheet_id, rows)


def as_cells(number: int, block: FamilyCount, on: date) -> Select[Any]:
    """The block's count in six columns like those of cells, so that one statement asks for both; see `from_rows`."""
    found = statement(block, on).subquery()
    key, sex, count = found.c
    word = func.coalesce(cast(key, String), OPEN) + "/" + sex
    return select(literal(FAMILIES), literal(number), literal(0), literal(0), cast(count, Float), word)


def from_rows(sheet_id: str, rows: Iterable[Any]) -> CountedCells:
    """What rows of `as_cells` come to."""
    blocks = counts_of(sheet_id)
    figures = Counter(dict.fromkeys((place for block in blocks for place in block.places), 0))
    unanswered: Counter[str] = Counter()
    for _, number, _, _, count, word in rows:
        (key, _, sex), block = word.rpartition("/"), blocks[number]
        if key == OPEN:
            unanswered[block.question] += int(count)
        for place in block.cells(key, sex):
            figures[place] += int(count)
    return CountedCells(figures, unanswered)


def statement(block: FamilyCount, on: date) -> Select[Any]:
    """(age or answer, sex, how many) of everybody whom the block counts."""
    if block.of == "households":
        key = Household.answers[block.question].as_string() if block.question else literal("")
        return select(key.label("key"), literal("").label("sex"), func.count()).select_from(Household).group_by("key")
    key = age_on(on) if block.by == "age" else Person.answers[block.question].as_string() if block.question else literal("")
    found = select(key.label("key"), Person.sex, func.count()).group_by("key", Person.sex)
    return found.where(Person.answers[RELATION].as_string() == HEAD) if block.of == "heads" else found


def age_on(day: date) -> Any:
    """A person's age in completed years on that day, in SQL; below 0 for one who was not born yet."""
    born = extract("month", Person.birth_date) * 100 + extract("day", Person.birth_date)
    return day.year - extract("year", Person.birth_date) - case((born > day.month * 100 + day.day, 1), else_=0)


def by_neighbourhood(session: Session, sheet_id: str, cell: Place, on: date) -> list[tuple[str, str, int]]:
    """RW, RT and what their families add to that cell, in their order; those that add nothing are left out."""
    found: Counter[tuple[str, str]] = Counter()
    for block in counts_of(sheet_id):
        if cell in block.places:
            asked = statement(block, on).add_columns(Household.rw, Household.rt).group_by(Household.rw, Household.rt)
            for key, sex, count, rw, rt in session.execute(asked if block.of == "households" else asked.join(Person.household)):
                if cell in block.cells(OPEN if key is None else str(key), sex):
                    found[rw, rt] += count
    return [(rw, rt, count) for (rw, rt), count in sorted(found.items())]
