"""The cells of a village's sheets for one year, written and read by the words of the official form.

    book.put("pt-tanah-sawah", {"Sawah irigasi teknis": 120.5, "Sawah tadah hujan": 14})
    book.put("pt-usia", {"5 tahun": (31, 28, None)})
    book.get("pt-usia", "5 tahun", "Perempuan")     28

A cell that is not put, or put as None, stays empty. A computed cell with a formula is not put: it follows from the others.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import chain

from sandbox.practice.sheets.sheet import all_sheets, sheet
from sandbox.practice.sheets.totals import TotalStep, steps

Key = tuple[str, int, int]
"""Sheet, row and column."""
Value = float | int | str | None
Line = Value | tuple[Value, ...]
"""One value, or a value a column in their order."""


@dataclass(slots=True)
class Book:
    """One year. `cells` by (sheet, row, column), rows and columns counted from 1."""

    period: int
    cells: dict[Key, float | int | str] = field(default_factory=dict)

    def put(self, sheet_id: str, lines: Mapping[str, Line]) -> None:
        """Lines by title. Raises KeyError for an unknown title, ValueError for another number of values than columns."""
        keys_of, cells = keys_by_line(sheet_id), self.cells
        for title, given in lines.items():
            keys, values = keys_of[title], given if isinstance(given, tuple) else (given,)
            if len(values) != len(keys):
                raise ValueError(f"{sheet_id}, {title}: {len(values)} values for {len(keys)} columns")
            for key, value in zip(keys, values, strict=True):
                if value is not None:
                    cells[key] = value
        self.complete(sheet_id)

    def copy(self, other: "Book", sheet_ids: Iterable[str]) -> None:
        """Take over what the other year's book has on these sheets."""
        for sheet_id in sheet_ids:
            for key in chain.from_iterable(keys_by_line(sheet_id).values()):
                if key in other.cells:
                    self.cells[key] = other.cells[key]

    def complete(self, sheet_id: str) -> None:
        """Compute the cells that have a formula, as they follow from the sheet's others now."""
        cells = self.cells
        for key, step, groups in _formulas(sheet_id):
            value = step.result([[cells.get(other) for other in group] for group in groups])  # type: ignore[misc]
            if value is None:
                cells.pop(key, None)
            else:
                cells[key] = value

    def forget(self, sheet_id: str, *, first: int = 1) -> None:
        """Empty the lines of that sheet from number `first` on, with what is computed of them."""
        lines = list(keys_by_line(sheet_id).values())[first - 1:]
        # Completing may fill a total at the end again, which isn't there yet either.
        self._empty(lines)
        self.complete(sheet_id)
        self._empty(lines)

    def forget_computed(self, sheet_id: str) -> None:
        """Empty the cells of that sheet that are computed."""
        for line in sheet(sheet_id).lines:
            for number, column in enumerate(line.columns, start=1):
                if column.computed:
                    self.cells.pop((sheet_id, line.number, number), None)

    def _empty(self, lines: Iterable[Iterable[Key]]) -> None:
        for line in lines:
            for key in line:
                self.cells.pop(key, None)

    def get(self, sheet_id: str, row: str, column: str | int = 1) -> Value:
        """What stands there, or None. Raises KeyError for a row or column that the sheet doesn't have."""
        return self.cells.get(_key(sheet_id, row, column))

    def number(self, sheet_id: str, row: str, column: str | int = 1) -> float:
        """The number there; an empty cell counts as 0. Raises TypeError for a word."""
        value = self.get(sheet_id, row, column)
        if isinstance(value, str):
            raise TypeError(f"{sheet_id}, {row}: {value!r}")
        return value or 0

    def whole(self, sheet_id: str, row: str, *columns: str | int) -> int:
        """The count in that row, its columns added up; the first column where none is named. Raises as `number` does."""
        return int(sum(self.number(sheet_id, row, column) for column in columns or (1,)))

    def has(self, sheet_id: str) -> bool:
        """Whether the sheet has any cell."""
        return any(cell[0] == sheet_id for cell in self.cells)

    def rows(self) -> Iterator[tuple[str, int, int, int, float | int | None, str | None]]:
        """Rows of the table `cell`: sheet, period, row, column, number, text; in the order of its key."""
        for key in _every_key():
            if (value := self.cells.get(key)) is not None:
                number, text = (None, value) if isinstance(value, str) else (value, None)
                yield key[0], self.period, key[1], key[2], number, text


@cache
def keys_by_line(sheet_id: str) -> dict[str, tuple[Key, ...]]:
    """The keys of a line's cells by its title."""
    return {line.title: tuple((sheet_id, line.number, column) for column in range(1, len(line.columns) + 1))
            for line in sheet(sheet_id).lines}


@cache
def _every_key() -> tuple[Key, ...]:
    """The keys of all cells of all sheets, sorted: sorting the cells of every book anew would take longer than all else here."""
    return tuple(sorted(key for each in all_sheets() for keys in keys_by_line(each.id).values() for key in keys))


@cache
def _key(sheet_id: str, row: str, column: str | int) -> Key:
    """The key of a cell; `column` by number or title. Raises KeyError for a row or column that the sheet does not have."""
    line = sheet(sheet_id).by_title[row]
    return sheet_id, line.number, column if isinstance(column, int) else line.column(column)


@cache
def _formulas(sheet_id: str) -> tuple[tuple[Key, TotalStep, tuple[tuple[Key, ...], ...]], ...]:
    """The computed cells of a sheet with their formula and the keys of the cells that it needs."""
    return tuple(((sheet_id, *step.place), step, tuple(tuple((sheet_id, *place) for place in group) for group in step.groups))
                 for step in steps(sheet(sheet_id)))
