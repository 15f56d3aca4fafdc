"""The cells and facts of a village that the rules compare, and what they find there. Two questions to the database a sheet."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import and_, distinct, false, func, or_, select, union_all
from sqlalchemy.orm import Session

from sandbox.practice.consistency import selecting
from sandbox.practice.consistency.counting import FAMILIES, as_cells, from_rows
from sandbox.practice.consistency.families import CountedCells, counts_of
from sandbox.practice.consistency.findings import Mismatch, SheetFacts, Value, computed, findings
from sandbox.practice.consistency.selecting import Comparison, Ref
from sandbox.practice.models import Cell, Household, OwnVillage, SheetEntry
from sandbox.practice.sheets import totals
from sandbox.practice.sheets.sheet import places
from sandbox.practice.sheets.totals import Place


def of_entry(session: Session, entry: SheetEntry) -> list[Mismatch]:
    """What does not agree of that sheet, within it and with others. Nothing for one that was never begun."""
    comparisons = selecting.of_sheet(entry.sheet) if entry.filled else ()
    return findings(facts(session, entry.period, comparisons), comparisons) if comparisons else []


def of_entries(session: Session, entries: Sequence[SheetEntry]) -> dict[int, list[Mismatch]]:
    """The same of several sheets of one year, by the id of their row."""
    compared = {entry.id: selecting.of_sheet(entry.sheet) if entry.filled else () for entry in entries}
    known = _facts_of_all(session, entries, compared)
    return {id_: findings(known, comparisons) for id_, comparisons in compared.items()}


def as_sent(session: Session, entries: Sequence[SheetEntry],
            sent: Mapping[str, Mapping[Place, Value]]) -> dict[int, tuple[list[Mismatch], list[Mismatch]]]:
    """What does not agree of each of these sheets, by itself and beside the others of its year as they were sent, by id.

    Of the others nothing else is known than what was sent.
    """
    compared = {entry.id: selecting.of_sheet(entry.sheet) for entry in entries}
    asked, others = _facts_of_all(session, entries, compared), whole(
        {Ref(sheet, 0, *place): value for sheet, cells in sent.items() for place, value in cells.items()})
    found: dict[int, tuple[list[Mismatch], list[Mismatch]]] = {}
    for entry in entries:
        own = {ref: value for ref, value in asked.cells.items() if ref.sheet == entry.sheet or ref.years}
        beside = {ref: value for ref, value in others.items() if ref.sheet != entry.sheet}
        all_found = findings(SheetFacts({**own, **beside}, asked.known), compared[entry.id])
        found[entry.id] = ([each for each in all_found if not _is_beside(entry, each)],
                           [each for each in all_found if _is_beside(entry, each)])
    return found


def _facts_of_all(session: Session, entries: Sequence[SheetEntry],
                  compared: Mapping[int, Sequence[Comparison]]) -> SheetFacts:
    """What those comparisons of sheets of one year need to know, asked for at once."""
    asked = [comparison for comparisons in compared.values() for comparison in comparisons]
    return facts(session, entries[0].period, asked) if asked else SheetFacts({})


def _is_beside(entry: SheetEntry, found: Mismatch) -> bool:
    """Whether another sheet of the same year takes part in it."""
    return any(ref.sheet != entry.sheet and not ref.years for ref in found.comparison.refs)


def computed_elsewhere(session: Session, entry: SheetEntry, figures: Mapping[Place, Value]) -> dict[Place, Value]:
    """The computed cells of that sheet that other sheets decide, from its `figures` as they will be and from the other sheets."""
    comparisons = selecting.computed_in(entry.sheet)
    if not comparisons:
        return {}
    others = {ref: value for ref, value in facts(session, entry.period, comparisons).cells.items() if ref.sheet != entry.sheet}
    known: dict[Ref, Value] = {**others, **{Ref(entry.sheet, 0, *place): value for place, value in figures.items()}}
    found: dict[Place, Value] = {}
    for comparison in comparisons:
        ref, number = comparison.of[0].refs[0], computed(SheetFacts(known), comparison)
        if number is not None:
            found[ref.row, ref.column] = known[ref] = number
    return found


def with_families(session: Session, entry: SheetEntry, on: date) -> tuple[list[Mismatch], CountedCells]:
    """The same as `of_entry`, and what the families come to in its cells: in one statement, for the page of a sheet."""
    comparisons = selecting.of_sheet(entry.sheet) if entry.filled else ()
    blocks = counts_of(entry.sheet) if entry.filled else ()
    rows = (session.execute(_asking(_sheets_of(comparisons), entry.period, entry.sheet, on)).all() if comparisons or blocks
            else [])
    counted = from_rows(entry.sheet, [row for row in rows if row[0] == FAMILIES])
    cells = [row for row in rows if row[0] != FAMILIES]
    return findings(_facts(session, entry.period, comparisons, cells), comparisons) if comparisons else [], counted


def facts(session: Session, period: int, comparisons: Collection[Comparison]) -> SheetFacts:
    """What those comparisons need to know, of the year `period` and the one before."""
    return _facts(session, period, comparisons, session.execute(_asking(_sheets_of(comparisons), period)).all())


def _sheets_of(comparisons: Iterable[Comparison]) -> frozenset[tuple[str, int]]:
    """The sheets that are compared, each with how many years before or after."""
    return frozenset((ref.sheet, ref.years) for comparison in comparisons for ref in comparison.refs)


@lru_cache(maxsize=1024)
def _asking(sheets: frozenset[tuple[str, int]], period: int, families_of: str = "",
            on: date = date.min) -> Any:
    """One statement for all cells of these sheets, and for what the families come to in the cells of the sheet `families_of`.

    Building it costs as much as asking it.
    """
    wanted = [and_(Cell.period == period + years, Cell.sheet.in_(sorted(sheet for sheet, of in sheets if of == years)))
              for years in sorted({years for _, years in sheets})]
    cells = select(Cell.sheet, Cell.period, Cell.row, Cell.column, Cell.number, Cell.text).where(or_(false(), *wanted))
    counted = [as_cells(number, block, on) for number, block in enumerate(counts_of(families_of))]
    if not counted:
        return cells
    return union_all(cells, *counted)


def _facts(session: Session, period: int, comparisons: Collection[Comparison], rows: Iterable[Any]) -> SheetFacts:
    cells: dict[Ref, Any] = {Ref(sheet, year - period, row, column): text if number is None else number
             for sheet, year, row, column, number, text in rows}
    is_asked = any(comparison.rule.kind == "known" for comparison in comparisons)
    return SheetFacts(whole(cells), _known(session, period) if is_asked else {})


def whole(cells: Mapping[Ref, Value]) -> dict[Ref, Value]:
    """The cells without the sums of which a part is empty: such a sum is not known yet, and the page says … for it."""
    found = dict(cells)
    for sheet_id, years in {(ref.sheet, ref.years) for ref in cells}:
        for step in totals.steps(places()[sheet_id].sheet):
            parts = (Ref(sheet_id, years, *place) for group in step.groups for place in group)
            if any(part not in found for part in parts):
                found.pop(Ref(sheet_id, years, *step.place), None)
    return found


def _known(session: Session, period: int) -> dict[str, float | str]:
    here = session.scalars(select(OwnVillage)).one()
    rw, rt = session.execute(select(func.count(distinct(Household.rw)),
                                    func.count(distinct(Household.rw + "/" + Household.rt)))).one()
    return {"period": period, "code": here.code, "name": here.name, "district": here.district, "rw": rw, "rt": rt}
