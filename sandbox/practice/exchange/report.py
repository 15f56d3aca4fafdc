"""What is told of a file that was checked, and what would be stored of it. Both travel and are kept as JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from sandbox.practice.exchange.cells import halves
from sandbox.practice.forms.field_errors import FieldError
from sandbox.spreadsheets.cells import address

MOST_TOLD = 2_000
"""Cells of a file that are listed. Whoever has more mends these first; all are counted."""
MOST_REPLACED = 1_000
LONGEST_SHOWN = 80
"""Letters of a cell that are repeated."""


@dataclass(frozen=True, slots=True)
class CellProblem:
    """One cell that does not fit: where it is, what stands there, what does not fit and how it fits.

    `is_asked`: it may be right; a written reason answers it.
    """

    sheet: str
    row: int
    column: int
    label: str
    written: str
    code: str
    why: str
    remedy: str
    is_asked: bool = False

    @property
    def address(self) -> str:
        """C14; of a whole sheet the sheet's name."""
        return address(self.row, self.column) if self.column else self.sheet

    @classmethod
    def of(cls, error: FieldError, sheet: str, row: int, column: int, written: str, *, is_asked: bool = False) -> Self:
        """`written`: what stands in the cell."""
        why, remedy = halves(error.text)
        return cls(sheet, row, column, error.label, written[:LONGEST_SHOWN], error.code, why, remedy, is_asked)


@dataclass(frozen=True, slots=True)
class Replaced:
    """One stored answer that the file would replace: of whom, which, and both in words."""

    whose: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows of the file by what becomes of them. They add up to those that were read."""

    new: int = 0
    same: int = 0
    changed: int = 0
    skipped: int = 0
    wrong: int = 0

    @property
    def read(self) -> int:
        return self.new + self.same + self.changed + self.skipped + self.wrong

    @property
    def stored(self) -> int:
        """Rows that the save writes."""
        return self.new + self.changed


@dataclass(frozen=True, slots=True)
class Report:
    """All that is told of a file. `refused` and `asked` count cells, also those beyond the ones that are listed."""

    counts: Counts = Counts()
    families: int = 0
    """Families that are new."""
    people: int = 0
    """People who are new."""
    sheets: int = 0
    """Sheets of which anything is new."""
    refused: int = 0
    asked: int = 0
    problems: Sequence[CellProblem] = ()
    replaced: Sequence[Replaced] = ()
    replaced_records: int = 0
    notes: Sequence[str] = ()
    """What was not read, in sentences."""
    is_of_sheets: bool = False
    """Of sheets of Potensi and Tingkat Perkembangan; else of families."""

    @property
    def fits(self) -> bool:
        """Whether it may be stored, once what is asked has a reason."""
        return not self.refused and self.counts.stored > 0

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Report":
        parts = {"counts": Counts(**kept["counts"]), "problems": [CellProblem(**each) for each in kept["problems"]],
                 "replaced": [Replaced(**each) for each in kept["replaced"]]}
        return cls(**{**kept, **parts})


@dataclass(slots=True)
class PlannedMember:
    """A member as they will be stored. `id`: None for a new one. `asked`: what a reason is still needed for."""

    id: int | None
    values: dict[str, Any]
    reasons: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)


@dataclass(slots=True)
class PlannedFamily:
    """A family as it will be stored: its card, all its answers, and the members who are new or changed."""

    id: int | None
    card: dict[str, Any]
    answers: dict[str, Any]
    is_card_changed: bool
    members: list[PlannedMember] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "PlannedFamily":
        return cls(**{**kept, "members": [PlannedMember(**each) for each in kept["members"]]})
