"""The sheets of indicators (Potensi, Tingkat Perkembangan): what each asks, read from instruments/sheets/*.yaml.

A sheet is a list of lines, numbered from 1 as on the official form; a line has columns, numbered from 1. Lines that follow each
other and have the same columns stand in the file as one block. A cell is found by sheet, period, row and column (models.Cell).
"""

from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from typing import Literal

from pydantic import Field as Described

from sandbox.practice.instrument_files import read_model
from sandbox.practice.instruments import FOLDER, Slug, Strict

CellKind = Literal["integer", "decimal", "money", "percent", "text", "choice", "computed"]


class Column(Strict):
    """What one cell of a line holds."""

    title: str = Described(min_length=1, description="As on the official form.")
    unit: str = Described("", description="Ha, Orang, Rp …")
    kind: CellKind = Described(description="computed: shown, never typed.")
    options: tuple[str, ...] = Described((), description="The words of a choice.")


class Block(Strict):
    """Lines that have the same columns."""

    columns: tuple[Column, ...] = Described(min_length=1)
    rows: tuple[str, ...] = Described(min_length=1, description="Titles of the lines.")


class Line(Strict):
    """One row of a sheet. `number` from 1."""

    number: int
    title: str
    columns: tuple[Column, ...]

    def column(self, title: str) -> int:
        """The number of the column, from 1. Raises KeyError."""
        for number, column in enumerate(self.columns, start=1):
            if column.title == title:
                return number
        raise KeyError(f"{self.title}: {title}")


class Sheet(Strict):
    """Lembar: one page and one save."""

    id: Slug
    part: Slug
    title: str
    blocks: tuple[Block, ...] = Described(min_length=1)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        titled = [(title, block.columns) for block in self.blocks for title in block.rows]
        return tuple(Line(number=number, title=title, columns=columns) for number, (title, columns) in enumerate(titled, start=1))

    @cached_property
    def by_title(self) -> Mapping[str, Line]:
        return {line.title: line for line in self.lines}

    @cached_property
    def cells(self) -> int:
        """How many cells it has."""
        return sum(len(line.columns) for line in self.lines)


class SheetBook(Strict):
    """One official form of sheets."""

    id: Slug
    title: str
    source: str
    parts: dict[str, str] = Described(description="Titles of its parts, by id.")
    sheets: tuple[Sheet, ...] = Described(min_length=1)

    @cached_property
    def by_id(self) -> Mapping[str, Sheet]:
        return {sheet.id: sheet for sheet in self.sheets}


BOOKS = ("potensi", "perkembangan")


@cache
def load(name: str) -> SheetBook:
    """potensi or perkembangan. Raises InstrumentError with file, line and remedy."""
    return read_model(FOLDER / "sheets" / f"{name}.yaml", SheetBook)


def all_sheets() -> Iterator[Sheet]:
    """Every sheet of both forms, in their order."""
    for name in BOOKS:
        yield from load(name).sheets


@cache
def sheet(sheet_id: str) -> Sheet:
    """The sheet of that id. Raises KeyError."""
    return load(BOOKS[0] if sheet_id in load(BOOKS[0]).by_id else BOOKS[1]).by_id[sheet_id]
