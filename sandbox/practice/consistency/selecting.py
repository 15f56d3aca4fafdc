"""The cells that the rules name: each rule as the comparisons that it asks for, found once a process."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from sandbox.practice.consistency.rulebook import Cells, Computed, Excludes, SheetRule, all_rules
from sandbox.practice.sheets.sheet import Column, FormLine, places


class Ref(NamedTuple):
    """A cell of the running year (`years` 0) or of the one before (-1)."""

    sheet: str
    years: int
    row: int
    column: int

    @property
    def line(self) -> FormLine:
        return places()[self.sheet].sheet.lines[self.row - 1]

    @property
    def field(self) -> Column:
        return self.line.columns[self.column - 1]


@dataclass(frozen=True, slots=True)
class CellGroup:
    """Cells that are added up; or, `is_count`, of which those that are filled are counted."""

    refs: tuple[Ref, ...]
    is_count: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """What one rule asks of one figure, or of a sum: `of` is one side, `to` the other, if the rule has two."""

    rule: SheetRule
    of: tuple[CellGroup, ...]
    to: tuple[CellGroup, ...] = ()
    less: tuple[CellGroup, ...] = ()
    per: tuple[CellGroup, ...] = ()

    @property
    def refs(self) -> Iterator[Ref]:
        return (ref for group in (*self.of, *self.to, *self.less, *self.per) for ref in group.refs)


def comparisons(rule: SheetRule) -> Iterator[Comparison]:
    """Every comparison of a rule."""
    chosen = tuple(_group(cells, None) for cells in rule.of)
    others: tuple[Cells, ...] = (rule.when,) if isinstance(rule, Excludes) else getattr(rule, "to", ())
    if getattr(rule, "together", False):
        yield Comparison(rule, chosen, tuple(_group(cells, None) for cells in others))
        return
    for ref in (ref for group in chosen for ref in group.refs):
        to, less, per = (tuple(_group(cells, ref) for cells in side)
                         for side in (others, getattr(rule, "less", ()), getattr(rule, "per", ())))
        if all(group.refs for group in to):
            yield Comparison(rule, (CellGroup((ref,)),), to, less, per)


@cache
def of_sheet(sheet_id: str) -> tuple[Comparison, ...]:
    """All comparisons in which a cell of this year's sheet stands."""
    return tuple(_by_sheet().get(sheet_id, ()))


@cache
def computed_in(sheet_id: str) -> tuple[Comparison, ...]:
    """The cells of that sheet that other sheets decide, in the order in which they are computed."""
    return tuple(each for each in of_sheet(sheet_id) if isinstance(each.rule, Computed) and each.of[0].refs[0].sheet == sheet_id)


@cache
def everything() -> tuple[Comparison, ...]:
    return tuple(comparison for rule in all_rules() for comparison in comparisons(rule))


@cache
def _by_sheet() -> Mapping[str, list[Comparison]]:
    found: dict[str, list[Comparison]] = {}
    for comparison in everything():
        for sheet_id in dict.fromkeys(ref.sheet for ref in comparison.refs if ref.years == 0):
            found.setdefault(sheet_id, []).append(comparison)
    return found


def _group(cells: Cells, like: Ref | None) -> CellGroup:
    """The cells that are meant. `like`: the cell that is compared, whose sheet, line and column are meant where none is named."""
    sheet_id = cells.sheet or (like.sheet if like else "")
    sheet, years = places()[sheet_id].sheet, -1 if cells.year == "last" else 0
    lines = cells.lines_of(sheet, like.line if like else None)
    refs = tuple(Ref(sheet_id, years, line.number, number) for line in lines
                 for number in cells.columns_of(line, like.field.label if like else None))
    return CellGroup(refs, cells.filled)
