"""Defects of this year's sheets. Each function makes one in the book, or returns () where the sheet is not filled."""

from collections.abc import Callable, Sequence

from sandbox.practice.sheets import Sheet, all_sheets, sheet
from seed.defects.wrong import Wrong
from seed.indicators.book import Book
from seed.odds import Rng

MISCOUNTED = 3
TONS_TO_QUINTALS = 10
NEVER_COPIED = ("pt-identitas", "pt-hasil-pangan", "pt-agama")
"""A copied sheet may not be one that has another defect, nor one with a year of its own."""


def rounded_total(rng: Rng, before: Book, now: Book) -> Sequence[Wrong]:
    """A total in hectares that was rounded to a whole number and no longer is the sum of its lines (rules P01 to P06)."""
    totals = [key for key, value in now.cells.items() if isinstance(value, float) and value != round(value)
              and key[0].startswith("pt-tanah-") and _kind(key) == "computed"]
    if not totals:
        return ()
    key = sorted(totals)[int(rng.integers(len(totals)))]
    return _changed(now, lambda: now.cells.update({key: round(float(now.cells[key]))}))


def wrong_unit(rng: Rng, before: Book, now: Book) -> Sequence[Wrong]:
    """A yield in quintals where tons are asked: ten times last year's, and the value with it."""
    title, column = "Padi sawah", "Hasil produksi"
    if not now.number("pt-hasil-pangan", title, column):
        return ()
    line = sheet("pt-hasil-pangan").by_title[title]
    values = {each.title: now.get("pt-hasil-pangan", title, each.title) for each in line.columns if each.kind != "computed"}
    wrong = {**values, column: round(now.number("pt-hasil-pangan", title, column) * TONS_TO_QUINTALS, 2)}
    return _changed(now, lambda: now.put("pt-hasil-pangan", {title: wrong}))


def miscounted_faith(rng: Rng, before: Book, now: Book) -> Sequence[Wrong]:
    """A religion table that counts three people fewer than the village has (rule P24)."""
    men, women = (now.number("pt-agama", "Islam", column) for column in ("Laki-laki", "Perempuan"))
    if men <= MISCOUNTED:
        return ()
    return _changed(now, lambda: now.put("pt-agama", {"Islam": {"Laki-laki": int(men) - MISCOUNTED, "Perempuan": int(women)}}))


def copied_sheet(rng: Rng, before: Book, now: Book) -> Sequence[Wrong]:
    """A sheet on which every figure is last year's, though the village has changed."""
    candidates = [each for each in all_sheets() if _is_outdated(each, before, now)]
    if not candidates:
        return ()
    chosen = candidates[int(rng.integers(len(candidates)))]
    return _changed(now, lambda: now.cells.update({key: value for key, value in before.cells.items() if key[0] == chosen.id}))


def _is_outdated(each: Sheet, before: Book, now: Book) -> bool:
    """Whether the sheet is whole in both years and more than one figure differs."""
    keys = [(each.id, line.number, column) for line in each.lines for column in range(1, len(line.columns) + 1)]
    there = [key for key in keys if key in before.cells]
    return (each.id.startswith("pt-") and each.id not in NEVER_COPIED and bool(there) and all(key in now.cells for key in there)
            and sum(now.cells[key] != before.cells[key] for key in there) > 1)


def _kind(key: tuple[str, int, int]) -> str:
    return sheet(key[0]).lines[key[1] - 1].columns[key[2] - 1].kind


def _changed(book: Book, change: Callable[[], None]) -> list[Wrong]:
    """Make the change; a row for every cell that it changed."""
    truth = dict(book.cells)
    change()
    return [Wrong(None, value, truth.get((sheet_id, row, column)), cell=(sheet_id, book.period, row, column))
            for (sheet_id, row, column), value in sorted(book.cells.items()) if truth.get((sheet_id, row, column)) != value]
