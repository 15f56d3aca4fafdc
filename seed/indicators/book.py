"""The cells of a village's sheets for one year, written and read by the words of the official form.

    book.put("pt-tanah-sawah", {"Sawah irigasi teknis": 120.5, "Sawah tadah hujan": 14})
    book.put("pt-usia", {"5 tahun": (31, 28, None)})
    book.get("pt-usia", "5 tahun", "Perempuan")     28

A cell that is not put, or put as None, stays empty. A computed cell with a formula is not put: it follows from the others.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sandbox.practice.sheets import sheet
from sandbox.practice.totals import computed, steps

Value = float | int | str | None


@dataclass(slots=True)
class Book:
    """One year. `cells` by (sheet, row, column), rows and columns counted from 1."""

    period: int
    cells: dict[tuple[str, int, int], float | int | str] = field(default_factory=dict)

    def put(self, sheet_id: str, lines: Mapping[str, Value | Sequence[Value] | Mapping[str, Value]]) -> None:
        """Lines by title: one value, a value a column in their order, or values by column title. Raises KeyError, ValueError."""
        by_title = sheet(sheet_id).by_title
        for title, values in lines.items():
            line = by_title[title]
            if values is None or isinstance(values, str | float | int):
                values = (values,)
            elif not isinstance(values, tuple) and isinstance(values, Mapping):  # a tuple first: asking for Mapping takes long
                values = [values.get(column.title) for column in line.columns]
            if len(values) != len(line.columns):
                raise ValueError(f"{sheet_id}, {title}: {len(values)} values for {len(line.columns)} columns")
            for column, value in enumerate(values, start=1):
                if value is not None:
                    self.cells[sheet_id, line.number, column] = value
        self.complete(sheet_id)

    def complete(self, sheet_id: str) -> None:
        """Compute the cells that have a formula, as they follow from the sheet's others now."""
        asked = sheet(sheet_id)
        if not steps(asked):
            return
        places = [(line.number, column) for line in asked.lines for column in range(1, len(line.columns) + 1)]
        for place, value in computed(asked, {place: self.cells.get((sheet_id, *place)) for place in places}).items():
            if value is None:
                self.cells.pop((sheet_id, *place), None)
            else:
                self.cells[sheet_id, *place] = value

    def forget_computed(self, sheet_id: str) -> None:
        """Empty the cells of that sheet that are computed."""
        for line in sheet(sheet_id).lines:
            for number, column in enumerate(line.columns, start=1):
                if column.kind == "computed":
                    self.cells.pop((sheet_id, line.number, number), None)

    def get(self, sheet_id: str, row: str, column: str | int = 1) -> Value:
        """What stands there, or None. Raises KeyError for a row or column that the sheet doesn't have."""
        line = sheet(sheet_id).by_title[row]
        number = column if isinstance(column, int) else line.column(column)
        return self.cells.get((sheet_id, line.number, number))

    def number(self, sheet_id: str, row: str, column: str | int = 1) -> float:
        """The number there; an empty cell counts as 0. Raises TypeError for a word."""
        value = self.get(sheet_id, row, column)
        if isinstance(value, str):
            raise TypeError(f"{sheet_id}, {row}: {value!r}")
        return value or 0

    def has(self, sheet_id: str) -> bool:
        """Whether the sheet has any cell."""
        return any(cell[0] == sheet_id for cell in self.cells)

    def rows(self) -> Iterator[tuple[str, int, int, int, float | int | None, str | None]]:
        """Rows of the table `cell`: sheet, period, row, column, number, text; in the order of its key."""
        for (sheet_id, row, column), value in sorted(self.cells.items()):
            number, text = (None, value) if isinstance(value, str) else (value, None)
            yield sheet_id, self.period, row, column, number, text
