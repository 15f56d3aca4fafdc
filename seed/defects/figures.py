"""Defects of this year's sheets.

Each function makes one in `now`, this year's book (`before` is last year's), and returns what is wrong then: one Wrong a cell.
Where the sheets do not allow it, it changes nothing and returns ().
"""

from collections.abc import Callable, Sequence
from functools import cache
from itertools import chain

from sandbox.practice.sheets.sheet import all_sheets, sheet
from seed.chance.odds import Rng
from seed.defects.wrong import Wrong
from seed.indicators.book import Book, Key, keys_by_line

MISCOUNTED = 3
TONS_TO_QUINTALS = 10
COPIED = "sumber_daya_manusia"
"""Part of Potensi whose sheets a hurried operator copies: their figures change every year."""
NEVER_COPIED = ("pt-agama",)
"""Left out: miscounted_faith makes its defect there."""


def rounded_total(rng: Rng, before: Book, now: Book) -> Sequence[Wrong]:
    """A total in hectares that was rounded to a whole number and no longer is the sum of its lines (rules P01 to P06)."""
    totals = [key for key in _totals_of_land() if now.cells.get(key, 0) != round(float(now.cells.get(key, 0)))]
    if not totals:
        return ()
    key = totals[int(rng.integers(len(totals)))]
    return _changed(now, key[0], lambda: now.cells.update({key: round(float(now.cells[key]))}))


def wrong_unit(rng: Rng, before: Book, now: Book) -> Sequence[Wrong]:
    """A yield in quintals where tons are asked: ten times last year's, and the value with it."""
    sheet_id, title, column = "pt-hasil-pangan", "Padi sawah", "Hasil produksi"
    if not now.number(sheet_id, title, column):
        return ()
    columns = sheet(sheet_id).by_title[title].columns
    quintals = round(now.number(sheet_id, title, column) * TONS_TO_QUINTALS, 2)
    values = tuple(quintals if each.label == column else None if each.computed else now.get(sheet_id, title, each.label)
                   for each in columns)
    return _changed(now, sheet_id, lambda: now.put(sheet_id, {title: values}))


def miscounted_faith(rng: Rng, before: Book, now: Book) -> Sequence[Wrong]:
    """A religion table that counts three people fewer than the village has (rule P24)."""
    men, women = (now.number("pt-agama", "Islam", column) for column in ("Laki-laki", "Perempuan"))
    if men <= MISCOUNTED:
        return ()
    fewer = (int(men) - MISCOUNTED, int(women), None)
    return _changed(now, "pt-agama", lambda: now.put("pt-agama", {"Islam": fewer}))


def copied_sheet(rng: Rng, before: Book, now: Book) -> Sequence[Wrong]:
    """A sheet on which every figure is last year's, though the village has changed."""
    candidates = [sheet_id for sheet_id in _of_people() if _is_outdated(sheet_id, before, now)]
    if not candidates:
        return ()
    chosen = candidates[int(rng.integers(len(candidates)))]
    last = {key: before.cells[key] for key in _cells(chosen) if key in before.cells}
    return _changed(now, chosen, lambda: now.cells.update(last))


def _is_outdated(sheet_id: str, before: Book, now: Book) -> bool:
    """Whether the sheet is whole in both years and more than one figure differs."""
    there = [key for key in _cells(sheet_id) if key in before.cells]
    return (bool(there) and all(key in now.cells for key in there)
            and sum(now.cells[key] != before.cells[key] for key in there) > 1)


def _changed(book: Book, sheet_id: str, change: Callable[[], None]) -> list[Wrong]:
    """Make the change to that sheet; a row for every cell that it changed."""
    truth = {key: book.cells.get(key) for key in _cells(sheet_id)}
    change()
    return [Wrong(None, book.cells.get(key), value, cell=(key[0], book.period, key[1], key[2])) for key, value in truth.items()
            if book.cells.get(key) != value]


@cache
def _cells(sheet_id: str) -> tuple[Key, ...]:
    """The keys of all cells of a sheet."""
    return tuple(chain.from_iterable(keys_by_line(sheet_id).values()))


@cache
def _of_people() -> tuple[str, ...]:
    """Ids of the sheets that an operator may have copied."""
    return tuple(each.id for each in all_sheets() if each.part == COPIED and each.id not in NEVER_COPIED)


@cache
def _totals_of_land() -> tuple[Key, ...]:
    """The computed cells of the sheets of land use."""
    return tuple((each.id, line.number, number) for each in all_sheets() if each.id.startswith("pt-tanah-")
                 for line in each.lines for number, column in enumerate(line.columns, start=1) if column.computed)
