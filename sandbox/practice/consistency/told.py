"""A finding in words: both figures, where each stands, and the difference. It never says which of them is right.

    Total, Laki-laki di lembar ini 1.899, Jumlah laki-laki di lembar Jumlah Penduduk 1.893. Selisih 6.

A finding about one typed line stands at that line, every other under the table. Other sheets are told as links.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sandbox.practice.consistency.findings import Mismatch, Value
from sandbox.practice.consistency.rulebook import AtMost, Computed, Excludes, IsKnown, Near, OneOf, explanation
from sandbox.practice.consistency.selecting import CellGroup, Ref
from sandbox.practice.forms.field_errors import Disagrees
from sandbox.practice.forms.values import figure, written_number
from sandbox.practice.rules.check import Finding, Level
from sandbox.practice.sheets import questions
from sandbox.practice.sheets.sheet import places

UNDER_THE_TABLE = "aturan"
"""Anchor of the findings there."""
FROM_ITS_PAGE = "Bila memang begitu, kirim dari halaman lembarnya dengan alasan tertulis."


class Words(NamedTuple):
    """A piece of a sentence; the title of another sheet leads to it."""

    text: str
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class ToldFinding:
    """A finding as the page of a sheet shows it. `row`: the line that it stands at, None under the table."""

    rule: str
    level: Level
    sentence: tuple[Words, ...]
    explanation: str
    row: int | None
    anchor: str

    @property
    def text(self) -> str:
        return "".join(words.text for words in self.sentence)


@dataclass(frozen=True, slots=True)
class ToldSheet:
    """All findings of a sheet."""

    found: tuple[ToldFinding, ...] = ()

    def at(self, row: int) -> list[ToldFinding]:
        return [told for told in self.found if told.row == row]

    @property
    def under(self) -> list[ToldFinding]:
        return [told for told in self.found if told.row is None]

    @property
    def obstacles(self) -> list[Finding]:
        """What keeps the sheet from being sent."""
        return [Finding(told.rule, told.level, Disagrees.at(told.anchor, "Isian", said=told.text))
                for told in self.found if told.level is Level.REFUSE]

    @property
    def asked(self) -> list[ToldFinding]:
        """What may be so, and wants a written reason when the sheet is sent."""
        return [told for told in self.found if told.level is Level.ASK]

    @property
    def unexplained(self) -> list[Finding]:
        """What keeps the sheet from being sent with others, without a reason."""
        return [Finding(told.rule, told.level, Disagrees.at(told.anchor, "Isian", said=f"{told.text} {FROM_ITS_PAGE}"))
                for told in self.asked]


def told_sheet(sheet_id: str, found: Sequence[Mismatch]) -> ToldSheet:
    """The findings as the page of that sheet tells them."""
    return ToldSheet(tuple(_told(sheet_id, mismatch) for mismatch in found))


def _told(sheet_id: str, mismatch: Mismatch) -> ToldFinding:
    row = _row(sheet_id, mismatch)
    anchor = _anchor(sheet_id, row) if row else UNDER_THE_TABLE
    return ToldFinding(mismatch.rule.id, Level(mismatch.rule.level), tuple(_sentence(sheet_id, mismatch)),
                explanation(mismatch.rule.id), row, anchor)


def _row(sheet_id: str, mismatch: Mismatch) -> int | None:
    refs = [ref for group in mismatch.comparison.of for ref in group.refs]
    rows = {ref.row for ref in refs}
    if len(rows) > 1 or refs[0].sheet != sheet_id or refs[0].years:
        return None
    return None if all(column.computed for column in refs[0].line.columns) else refs[0].row


def _anchor(sheet_id: str, row: int) -> str:
    line = places()[sheet_id].sheet.lines[row - 1]
    return next(questions.cell_name(row, number) for number, column in enumerate(line.columns, start=1) if not column.computed)


def _sentence(sheet_id: str, mismatch: Mismatch) -> Iterator[Words]:
    """Its words, as read on the page of that sheet: what stands there is told first."""
    rule, comparison = mismatch.rule, mismatch.comparison
    left = list(_side(sheet_id, comparison.of, mismatch.left, getattr(rule, "called", "")))
    if isinstance(rule, OneOf):
        yield from (*left, Words(f". Yang cocok: {_one_of(rule.values)}."))
        return
    if isinstance(rule, IsKnown):
        yield from (*left, Words(f", menurut data desa {_alike(mismatch)}.{_difference(mismatch)}"))
        return
    if isinstance(rule, Computed):
        yield from (*left, Words(f", dihitung dari isian lain {_alike(mismatch)}. Simpan lembar itu sekali lagi."))
        return
    right = list(_side(sheet_id, comparison.to, mismatch.right, getattr(rule, "to_called", "")))
    if isinstance(rule, Excludes):
        yield from (*right, Words(", tetapi "), *left, Words("."))
    elif isinstance(rule, AtMost):
        yield from (*left, Words(" lebih besar daripada "), *right, Words(f".{_difference(mismatch)}"))
    elif isinstance(rule, Near):
        yield from (*left, Words(", "), *right, Words(f". Berubah {_percent(mismatch)} persen."))
    else:
        is_here = any(ref.sheet == sheet_id and not ref.years for group in comparison.of for ref in group.refs)
        first, second = (left, right) if is_here else (right, left)
        yield from (*first, Words(", "), *second, Words(f".{_difference(mismatch)}"))


def _side(sheet_id: str, groups: Sequence[CellGroup], value: Value | None, called: str) -> Iterator[Words]:
    refs = [ref for group in groups for ref in group.refs]
    what = called or (_label(refs[0]) if len(refs) == 1 else f"jumlah {len(refs)} isian")
    sheets = {ref.sheet for ref in refs}
    other = next(iter(sheets)) if len(sheets) == 1 and sheet_id not in sheets else ""
    yield Words(what)
    if other:
        yield from (Words(" di lembar "), Words(places()[other].sheet.title, other))
    elif len(sheets) == 1:
        yield Words(" di lembar ini")
    if refs[0].years:
        yield Words(" tahun lalu")
    field = refs[0].field
    shown = _value(value) if isinstance(value, str) or any(group.is_count for group in groups) else figure(field, value)
    yield Words(f" {shown}")


def _alike(mismatch: Mismatch) -> str:
    """What the cell should hold, written as the cell is: a year without a point."""
    return mismatch.right if isinstance(mismatch.right, str) else figure(mismatch.comparison.of[0].refs[0].field, mismatch.right)


def _label(ref: Ref) -> str:
    return questions.cell_label(ref.line, ref.field)


def _difference(mismatch: Mismatch) -> str:
    if mismatch.difference is None:
        return ""
    return f" Selisih {written_number(abs(mismatch.difference))}."


def _percent(mismatch: Mismatch) -> str:
    assert isinstance(mismatch.right, int | float)
    assert mismatch.difference is not None
    return written_number(100 * abs(mismatch.difference) / mismatch.right, 1) if mismatch.right else "lebih dari 100"


def _one_of(values: Sequence[int]) -> str:
    if list(values) == list(range(values[0], values[-1] + 1)):
        return f"{values[0]} sampai {values[-1]}"
    return f"{', '.join(map(str, values[:-1]))} atau {values[-1]}"


def _value(value: Value | None) -> str:
    return value if isinstance(value, str) else written_number(value or 0)
