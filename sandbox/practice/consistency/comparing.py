"""Bandingkan dengan keluarga: each cell of a sheet that can be counted beside the count, and why the two differ."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from sandbox.practice.consistency.causes import Cause, Evidence, causes, evidence
from sandbox.practice.forms.values import figure
from sandbox.practice.models import Household
from sandbox.practice.sheets import questions, totals
from sandbox.practice.sheets.sheet import Sheet
from sandbox.practice.sheets.totals import Place


@dataclass(frozen=True, slots=True)
class ComparedCell:
    """A line of the page. `name`: of its input in the sheet; '' where it is computed and follows the others."""

    label: str
    name: str
    typed: str
    """What stands in the sheet's form: stored, or typed and not saved."""
    counted: str
    difference: int | None
    """Families less sheet; None where the sheet's cell is empty."""
    causes: tuple[Cause, ...] = ()
    stored: str | None = None
    """What is stored, where something else is typed."""


@dataclass(frozen=True, slots=True)
class ComparedSheet:
    """The page. `entered` of `families` have members; `on`: the day that the families are counted for."""

    cells: tuple[ComparedCell, ...]
    as_of: date | None
    on: date
    families: int
    entered: int

    @property
    def different(self) -> list[ComparedCell]:
        return [cell for cell in self.cells if cell.difference != 0 or cell.stored is not None]


@dataclass(frozen=True, slots=True)
class FamilyDifference:
    """That a sheet differs from the families, for its own page: in how many cells, and the first of them with both figures."""

    count: int
    label: str
    stored: str
    counted: str
    by: int


def difference(sheet: Sheet, stored: Mapping[Place, Any], figures: Mapping[Place, int]) -> FamilyDifference | None:
    """None where every stored cell that was counted is what the families come to. Rules X01-X07. Pure."""
    different = [place for place in sorted(figures) if place in stored and stored[place] != figures[place]]
    if not different:
        return None
    row, number = different[0]
    line = sheet.lines[row - 1]
    column, ours, theirs = line.columns[number - 1], stored[row, number], figures[row, number]
    return FamilyDifference(len(different), questions.cell_label(line, column), figure(column, ours), figure(column, theirs),
                            round(abs(ours - theirs)))


def compared(session: Session, sheet: Sheet, typed: Mapping[Place, Any], stored: Mapping[Place, Any], *, as_of: date | None,
             on: date) -> ComparedSheet:
    """`typed`: what stands in the sheet's form; `stored`: what is saved."""
    has_members = case((Household.member_count > 0, 1), else_=0)
    families, entered = session.execute(select(func.count(), func.sum(has_members)).select_from(Household)).one()
    found = evidence(session, sheet.id, as_of, on, empty_families=families - (entered or 0))
    return ComparedSheet(tuple(_cells(sheet, found, typed, stored)), as_of, on, families, entered or 0)


def _cells(sheet: Sheet, found: Evidence, typed: Mapping[Place, Any], stored: Mapping[Place, Any]) -> Iterator[ComparedCell]:
    sums = with_sums(sheet, found.now.figures)
    shown = {**typed, **{place: value for place, value in totals.computed(sheet, typed).items() if value is not None}}
    for line in sheet.lines:
        for number, column in enumerate(line.columns, start=1):
            place = line.number, number
            if place not in sums:
                continue
            now, label = shown.get(place), questions.cell_label(line, column)
            difference = None if now is None else round(sums[place] - now)
            name = "" if column.computed else questions.cell_name(*place)
            why = tuple(causes(found, sheet.id, place, difference)) if name and difference else ()
            was = figure(column, stored.get(place)) if name and stored.get(place) != now else None
            yield ComparedCell(label, name, figure(column, now), figure(column, sums[place]), difference, why, was)


def with_sums(sheet: Sheet, figures: Mapping[Place, int]) -> dict[Place, Any]:
    """The counted figures with the computed cells of which every part is counted."""
    known: dict[Place, Any] = dict(figures)
    for step in totals.steps(sheet):
        if all(place in known for group in step.groups for place in group):
            known[step.place] = step.result([known[place] for place in group] for group in step.groups)
    return known
