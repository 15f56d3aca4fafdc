"""The sheets of indicators (Potensi, Tingkat Perkembangan): what each asks, read from instruments/sheets/.

potensi.yaml names the form and its parts; potensi/<part>.yaml holds the sheets of one part. A sheet is a list of lines, numbered
from 1 as on the official form; a line has columns, numbered from 1. Lines that follow each other and have the same columns stand
in the file as one block. A cell is found by sheet, period, row and column (models.Cell). formulas.py says how computed cells are
written, totals.py computes them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from pydantic import Field as Described
from pydantic import model_validator

from sandbox.practice.forms.fields import Field, Slug, Strict
from sandbox.practice.forms.instrument_files import folder, read_model
from sandbox.practice.sheets.formulas import Formula

Place = tuple[int, int]
"""Row and column of a cell, from 1."""


def cell_name(row: int, column: int) -> str:
    """The name of that cell's input: b12k2."""
    return f"b{row}k{column}"


class Column(Field, Formula):
    """The field of one cell of a line. A formula names columns of the same line by their labels."""

    computed: bool = Described(False, description="Shown, never typed: by its own formula, that of its line, or other sheets.")

    @model_validator(mode="after")
    def _only_computes_what_is_computed(self) -> "Column":
        if self.computes and not self.computed:
            raise ValueError("rumus hanya untuk computed: true")
        if self.sum == "above":
            raise ValueError("sum: above ditulis pada baris, bukan kolom")
        return self


class Block(Formula):
    """Lines that have the same columns. A formula makes them computed lines; it names lines of the sheet."""

    columns: tuple[Column, ...] = Described(min_length=1)
    rows: tuple[str, ...] = Described(min_length=1, description="Titles of the lines.")

    @model_validator(mode="after")
    def _names_columns_before(self) -> "Block":
        for number, column in enumerate(self.columns):
            known = {other.label for other in self.columns[:number]}
            unknown = [title for title in column.titles() if title not in known]
            if unknown:
                raise ValueError(f"rumus {column.label} menyebut kolom yang tidak ada di depannya: {', '.join(unknown)}")
        if self.computes and any(column.computes or not column.computed for column in self.columns):
            raise ValueError("baris dengan rumus hanya berisi kolom computed tanpa rumus sendiri")
        return self


class FormLine(Strict):
    """One row of a sheet. `number` from 1; `formula` has the lines that it is computed of, if it is."""

    number: int
    title: str
    columns: tuple[Column, ...]
    formula: Formula

    def column(self, label: str) -> int:
        """The number of the column, from 1. Raises KeyError."""
        for number, column in enumerate(self.columns, start=1):
            if column.label == label:
                return number
        raise KeyError(f"{self.title}: {label}")


class Sheet(Strict):
    """Lembar: one page and one save."""

    id: Slug
    part: Slug = Described(description="Id of its part: not written at the sheet, it is that of the file.")
    title: str
    blocks: tuple[Block, ...] = Described(min_length=1)

    def __hash__(self) -> int:
        """By id alone: a cache is asked for sheets often, and hashing a whole one takes long."""
        return hash(self.id)

    @cached_property
    def lines(self) -> tuple[FormLine, ...]:
        titled = [(title, block) for block in self.blocks for title in block.rows]
        return tuple(FormLine(number=number, title=title, columns=block.columns, formula=block)
                     for number, (title, block) in enumerate(titled, start=1))

    @cached_property
    def by_title(self) -> Mapping[str, FormLine]:
        return {line.title: line for line in self.lines}

    @cached_property
    def cells(self) -> int:
        """How many cells it has."""
        return sum(len(line.columns) for line in self.lines)

    @model_validator(mode="after")
    def _lines_name_lines(self) -> "Sheet":
        if len(self.by_title) < len(self.lines):
            raise ValueError("judul baris dipakai dua kali")
        for line in self.lines:
            unknown = [title for title in line.formula.titles() if not self._is_ready(title, line.number)]
            if unknown:
                raise ValueError(f"rumus {line.title} menyebut baris yang tidak ada, atau yang dihitung di bawahnya: "
                                 + ", ".join(unknown))
        return self

    def _is_ready(self, title: str, number: int) -> bool:
        """Whether that line is known when line `number` is computed: it is typed, or computed above."""
        line = self.by_title.get(title)
        return line is not None and (line.number < number or not line.formula.computes)


class SheetPart(Strict):
    """Bagian: the sheets of one file."""

    id: Slug
    title: str
    sheets: tuple[Sheet, ...] = Described(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _sheets_know_their_part(cls, data: Any) -> Any:
        if not isinstance(data, Mapping) or not isinstance(data.get("sheets"), list):
            return data
        sheets = [{"part": data.get("id"), **sheet} if isinstance(sheet, Mapping) else sheet for sheet in data["sheets"]]
        return {**data, "sheets": sheets}


class SheetBook(Strict):
    """One official form of sheets."""

    id: Slug
    title: str
    source: str
    parts: tuple[Slug, ...] = Described(min_length=1, description="Its files, in the order of the form.")


@dataclass(frozen=True, slots=True)
class SheetPlace:
    """Where a sheet stands: in which form and part, and as which of the form's sheets."""

    book: SheetBook
    part: SheetPart
    sheet: Sheet
    number: int

    @property
    def called(self) -> str:
        """What people call the sheet by: Potensi 41."""
        return f"{BOOKS[self.book.id]} {self.number}"


BOOKS = {"potensi": "Potensi", "perkembangan": "Tingkat Perkembangan"}
"""The forms by their names in the address, and how pages call them."""


@cache
def load(name: str) -> SheetBook:
    """potensi or perkembangan. Raises InstrumentError with file, line and remedy."""
    return read_model(folder() / "sheets" / f"{name}.yaml", SheetBook)


@cache
def parts(name: str) -> tuple[SheetPart, ...]:
    """The parts of a form with their sheets. Raises InstrumentError."""
    return tuple(read_model(folder() / "sheets" / name / f"{part}.yaml", SheetPart) for part in load(name).parts)


def all_sheets() -> Iterator[Sheet]:
    """Every sheet of both forms, in their order."""
    return (place.sheet for place in places().values())


@cache
def places() -> Mapping[str, SheetPlace]:
    """Every sheet's place by its id. The first call reads all files, half a second."""
    found: dict[str, SheetPlace] = {}
    for name in BOOKS:
        in_order = [(part, sheet) for part in parts(name) for sheet in part.sheets]
        found |= {sheet.id: SheetPlace(load(name), part, sheet, number) for number, (part, sheet) in enumerate(in_order, start=1)}
    return found


def sheet(sheet_id: str) -> Sheet:
    """The sheet of that id. Raises KeyError."""
    return places()[sheet_id].sheet
