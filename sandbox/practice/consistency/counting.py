"""Counts the families into the cells of a sheet: one statement a block, grouped by the database."""

from collections import Counter
from datetime import date
from typing import Any

from sqlalchemy import Select, case, extract, func, literal, select
from sqlalchemy.orm import Session

from sandbox.practice.consistency.families import CountedCells, FamilyCount, counts_of
from sandbox.practice.models import Household, Person
from sandbox.practice.rules.case import HEAD, RELATION
from sandbox.practice.sheets.totals import Place


def counted(session: Session, sheet_id: str, on: date) -> CountedCells:
    """What the families come to, ages as on that day."""
    figures: Counter[Place] = Counter()
    unanswered: Counter[str] = Counter()
    for block in counts_of(sheet_id):
        figures.update(dict.fromkeys(block.places, 0))
        for key, sex, count in session.execute(statement(block, on)):
            if key is None:
                unanswered[block.question] += count
            for place in block.cells("" if key is None else str(key), sex):
                figures[place] += count
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
