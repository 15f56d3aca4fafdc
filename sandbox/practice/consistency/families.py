"""Which cells of the sheets can be counted from the families: instruments/families/families.yaml.

A block counts people, heads or households into cells of one sheet: by their sex, their age, an answer, or all in one line.
`cells` tells into which cells somebody is counted; counting.py asks the database, which groups them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Annotated, Literal

from pydantic import BeforeValidator, model_validator
from pydantic import Field as Described

from sandbox.practice.forms.fields import Slug, Strict
from sandbox.practice.forms.instrument_files import folder, read_model
from sandbox.practice.forms.instruments import load
from sandbox.practice.sheets.sheet import places
from sandbox.practice.sheets.totals import Place

AGE = re.compile(r"(\d+) tahun")
FIRST_YEAR, OLDER = "0-12 bulan", re.compile(r"Lebih dari (\d+) tahun")
Key = Annotated[str, BeforeValidator(str)]


class FamilyCount(Strict):
    """A block: what is counted into which cells of one sheet."""

    sheet: Slug
    rule: str = Described(pattern=r"^X[0-9]{2}$", description="As in the list of consistency rules.")
    of: Literal["people", "heads", "households"]
    by: Literal["all", "sex", "age", "answer"]
    question: Key = Described("", description="Key of the question whose codes the lines are.")
    columns: Mapping[str, Literal["L", "P"]] = Described(default_factory=dict, description="The sex that a column counts.")
    lines: Mapping[str, tuple[str, ...]] = Described(default_factory=dict, description="Codes, or sexes, that a line counts.")

    @model_validator(mode="after")
    def _exist(self) -> "FamilyCount":
        if self.sheet not in places():
            raise ValueError(f"lembar {self.sheet} tidak ada")
        sheet = places()[self.sheet].sheet
        if unknown := [title for title in self.lines if title not in sheet.by_title]:
            raise ValueError(f"lembar {sheet.id} tidak punya baris {', '.join(unknown)}")
        labels = {column.label for title in self.titles for column in sheet.by_title[title].columns if not column.computed}
        if unknown := [label for label in self.columns if label not in labels]:
            raise ValueError(f"lembar {sheet.id} tidak punya kolom {', '.join(unknown)}")
        if (self.by == "answer") != bool(self.question):
            raise ValueError("question ditulis pada by: answer, dan hanya di sana")
        if self.question and (unknown := [code for codes in self.lines.values() for code in codes if code not in self._codes]):
            raise ValueError(f"isian {self.question} tidak punya kode {', '.join(unknown)}")
        return self

    @property
    def _codes(self) -> Mapping[str, str]:
        return load("ddk_household" if self.of == "households" else "ddk_member").by_key[self.question].labels

    @property
    def titles(self) -> list[str]:
        """The lines that are counted."""
        sheet = places()[self.sheet].sheet
        return list(self._ages) if self.by == "age" else [line.title for line in sheet.lines if line.title in self.lines]

    @cached_property
    def _ages(self) -> Mapping[str, range]:
        """The years of age of each line of a sheet of ages."""
        found = {}
        for line in places()[self.sheet].sheet.lines:
            if line.title == FIRST_YEAR:
                found[line.title] = range(1)
            elif match := OLDER.fullmatch(line.title):
                found[line.title] = range(int(match[1]) + 1, 200)
            elif match := AGE.fullmatch(line.title):
                found[line.title] = range(int(match[1]), int(match[1]) + 1)
        return found

    @cached_property
    def cells_by(self) -> Mapping[tuple[str, str], tuple[Place, ...]]:
        """The cells by (key, sex): the key is an age or a code as text, '' where all or each sex is counted."""
        sheet = places()[self.sheet].sheet
        found: dict[tuple[str, str], list[Place]] = {}
        for title in self.titles:
            line = sheet.by_title[title]
            keys = [str(age) for age in self._ages[title]] if self.by == "age" else self.lines[title]
            for key in keys if self.by in ("age", "answer") else ("",):
                for label, sex in self.columns.items():
                    found.setdefault((key, sex), []).append((line.number, line.column(label)))
                for only in () if self.columns else keys if self.by == "sex" else ("L", "P", ""):
                    found.setdefault((key, only), []).append((line.number, 1))
        return {key: tuple(cells) for key, cells in found.items()}

    def cells(self, key: str, sex: str) -> tuple[Place, ...]:
        """The cells that somebody of that age or answer, and of that sex, is counted in."""
        return self.cells_by.get((key, sex), ())

    @cached_property
    def places(self) -> frozenset[Place]:
        """All cells that the block counts."""
        return frozenset(place for cells in self.cells_by.values() for place in cells)


class FamilyCounts(Strict):
    """The file."""

    id: Slug
    title: str
    counts: tuple[FamilyCount, ...] = Described(min_length=1)


@dataclass(frozen=True, slots=True)
class CountedCells:
    """What the families come to: figures by cell, and how many of them left the question of a block open."""

    figures: Mapping[Place, int]
    unanswered: Mapping[str, int]


@cache
def counts_of(sheet_id: str) -> tuple[FamilyCount, ...]:
    """The blocks of that sheet; none if nothing of it can be counted. Raises InstrumentError."""
    file = folder() / "families" / "families.yaml"
    if not file.exists():
        return ()
    return tuple(block for block in read_model(file, FamilyCounts).counts if block.sheet == sheet_id)
