"""What stands in a cell of a spreadsheet, as one sees it, and the address that Excel writes for it: C14."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Stands(StrEnum):
    """What kind of thing stands in a cell. A formula counts as what it last showed."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    """A number that the file shows as a date; its text is 1987-04-03."""
    FAULT = "fault"
    """#N/A, #REF!, or a formula that shows nothing yet."""


class CellIn(NamedTuple):
    """One cell: its text. That of a number is Python's: 2350000, 31.5, 3.510621208910037e+15."""

    kind: Stands
    text: str

    @property
    def shown(self) -> str:
        """As Excel shows it: 3,51062E+15."""
        if self.kind is Stands.DAY:
            year, month, day = self.text.split("-")
            return f"{day}-{month}-{year}"
        if self.kind is not Stands.NUMBER:
            return self.text
        number = float(self.text)
        if abs(number) < LONGEST_SHOWN:
            return self.text.removesuffix(".0").replace(".", ",")
        digits, _, power = f"{number:.5E}".partition("E")
        return f"{digits.rstrip('0').rstrip('.').replace('.', ',')}E{power}"


LONGEST_SHOWN = 1e11
"""From here on Excel writes a number of a plain cell in its short form, with E."""


@dataclass(frozen=True, slots=True)
class RowIn:
    """One row that is not empty: its number in the file, and its cells by column from 1; an empty cell has none."""

    number: int
    cells: Mapping[int, CellIn]


@dataclass(frozen=True, slots=True)
class SheetIn:
    """One sheet of a file; that of a CSV has no name."""

    name: str
    rows: tuple[RowIn, ...]
    is_hidden: bool = False
    """Not shown by Excel, until somebody asks for it."""


class NoSpreadsheet(Exception):
    """A file that is not read: why, and what to do. `code` is what the practice system tells, for the file is its user's."""

    def __init__(self, why: str, remedy: str, code: str = "IMP-415") -> None:
        super().__init__(code)
        self.why, self.remedy, self.code = why, remedy, code


def letters(column: int) -> str:
    """The name of a column: 1 → A, 28 → AB."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def address(row: int, column: int) -> str:
    """C14"""
    return f"{letters(column)}{row}"


def column_of(name: str) -> int:
    """The column of an address: C14 → 3. 0 if it names none."""
    column = 0
    for letter in name:
        if not "A" <= letter <= "Z":
            break
        column = column * 26 + ord(letter) - ord("A") + 1
    return column
