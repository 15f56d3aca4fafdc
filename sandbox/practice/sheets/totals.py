"""The computed cells of a sheet, from its other cells. The formulas stand in the sheet's file (formulas.py).

Areas, shares and quotients are rounded to two digits, money to whole rupiah. A sum takes an empty cell for nothing, and is itself
empty if all are; a product, share, quotient or growth is empty if one of its cells is, or if it would divide by 0.
Rules P01-P06, P14, P16, P18, P19, P21, P23, P30, P33, P34, T01, T02, T09-T11, T16 and T31 of the consistency rules.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import prod
from typing import Any

from sandbox.practice.sheets.formulas import Formula
from sandbox.practice.sheets.sheet import Column, FormLine, Place, Sheet, cell_name

Places = tuple[Place, ...]
Number = float | int
Numbers = Sequence[Number | None]


def total(plus: Numbers, minus: Numbers) -> Number | None:
    given = [number for number in plus if number is not None]
    return sum(given) - sum(number or 0 for number in minus) if given else None


def products(*factors: Numbers) -> Number | None:
    given = [prod(numbers) for numbers in factors if None not in numbers]  # type: ignore[arg-type]
    return sum(given) if given else None


def quotient(of: Numbers, per: Numbers) -> Number | None:
    return None if of[0] is None or not per[0] else of[0] / per[0]


def percent(part: Numbers, of: Numbers) -> Number | None:
    return None if part[0] is None or not of[0] else 100 * part[0] / of[0]


def growth(of: Numbers, since: Numbers) -> Number | None:
    return None if of[0] is None or not since[0] else 100 * (of[0] - since[0]) / since[0]


@dataclass(frozen=True, slots=True)
class TotalStep:
    """One computed cell: what to do with which groups of cells."""

    place: Place
    compute: Callable[..., Number | None]
    groups: tuple[Places, ...]
    digits: int

    def result(self, groups: Iterable[Numbers]) -> Number | None:
        """The cell's number, from the numbers at the places of `groups`; None if it stays empty. A whole number stays one."""
        number = self.compute(*groups)
        if number is None or isinstance(number, int):
            return number
        return round(number, self.digits) if self.digits else round(number)

    def lower(self, lines: int) -> "TotalStep":
        """The same so many lines further down."""
        def moved(place: Place) -> Place:
            return place[0] + lines, place[1]

        return replace(self, place=moved(self.place), groups=tuple(tuple(map(moved, group)) for group in self.groups))


@cache
def steps(sheet: Sheet) -> tuple[TotalStep, ...]:
    """The sheet's formulas, in an order in which each finds what it needs: within the lines first, then line by line."""
    across = [_step((line.number, number), column, _in_line(line, column), column)
              for line in sheet.lines for number, column in enumerate(line.columns, start=1) if column.computes]
    down = [_step((line.number, number), line.formula, _in_column(sheet, line, number), column)
            for line in sheet.lines if line.formula.computes for number, column in enumerate(line.columns, start=1)]
    return tuple(across + down)


def computed(sheet: Sheet, cells: Mapping[Place, Any]) -> dict[Place, Number | None]:
    """The computed cells that have a formula, from the sheet's cells; None for one that stays empty."""
    known, found = dict(cells), {}
    for step in steps(sheet):
        found[step.place] = known[step.place] = step.result([known.get(place) for place in group] for group in step.groups)
    return found


def as_text(sheet: Sheet) -> str:
    """The formulas for the page's script (sheet.js), a word each: 'b1k3:total0*:b1k1,b1k2|' says the cell, the way, the digits
    that it is rounded to, and its groups of cells; 'b1k2-77' are the cells of rows 1 to 77. The star marks a sum within its
    line, which is not told while a part is empty. A number behind the word says of how many lines it holds, each a line further
    down than the one before: 'b1k3:total0*:b1k1,b1k2|:77'.
    """
    runs: list[tuple[TotalStep, int]] = []
    for step in steps(sheet):
        if runs and step == runs[-1][0].lower(runs[-1][1]):
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((step, 1))
    return " ".join(_as_word(step) + (f":{count}" if count > 1 else "") for step, count in runs)


def _as_word(step: TotalStep) -> str:
    within = step.compute is total and all(place[0] == step.place[0] for group in step.groups for place in group)
    groups = "|".join(",".join(_as_ranges(group)) for group in step.groups)
    return f"{cell_name(*step.place)}:{step.compute.__name__}{step.digits}{'*' if within else ''}:{groups}"


def _as_ranges(group: Places) -> list[str]:
    """The cells of a group; those that follow each other down a column as one."""
    ranges: list[tuple[Place, int]] = []
    for row, column in group:
        if ranges and ranges[-1] == (ranges[-1][0], row - 1) and ranges[-1][0][1] == column:
            ranges[-1] = (ranges[-1][0], row)
        else:
            ranges.append(((row, column), row))
    return [cell_name(*first) if first[0] == last else f"{cell_name(*first)}-{last}" for first, last in ranges]


Find = Callable[[Sequence[str]], Places]
"""Finds the places (row, column) of these titles. The titles of `sum: above` are none."""


def _step(place: Place, formula: Formula, find: Find, column: Column) -> TotalStep:
    compute, groups = _way(formula)
    return TotalStep(place, compute, tuple(tuple(find(group)) for group in groups), column.most_decimals)


def _way(formula: Formula) -> tuple[Callable[..., Number | None], Sequence[Sequence[str]]]:
    if formula.products:
        return products, formula.products
    for pair, compute in ((formula.percent, percent), (formula.quotient, quotient), (formula.growth, growth)):
        if pair:
            return compute, [[title] for title in pair.model_dump().values()]
    return total, (formula.sum or (), formula.minus)


def _in_line(line: FormLine, column: Column) -> Find:
    return lambda titles: tuple((line.number, line.column(title)) for title in titles)


def _in_column(sheet: Sheet, line: FormLine, number: int) -> Find:
    def find(titles: Sequence[str]) -> Places:
        if titles == "above":
            above = [other for other in sheet.lines[:line.number - 1] if not other.formula.computes]
        else:
            above = [sheet.by_title[title] for title in titles]
        return tuple((other.number, number) for other in above if other.columns[number - 1].is_number)
    return find
