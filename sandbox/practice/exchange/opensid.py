"""The population workbook of OpenSID, which many villages have: a row a person, families by their card number.

Its columns and codes are data: opensid_columns.csv says which question of ours each answers, opensid_codes.csv which answer each
code is. What our forms do not ask, or ask otherwise, is not stored and is said. Nobody who is registered is moved by an import,
nor given another relation; who has died or left is passed over.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from sandbox.files.listings import ListRow, read_list
from sandbox.practice.exchange import layout
from sandbox.practice.exchange.cells import NotInList, near_words, value_of
from sandbox.practice.exchange.layout import FileColumn
from sandbox.practice.exchange.reading import NEW_TEMPLATE, Entry, FileRead, HeadTwice, from_heads, head_problem, hidden, is_end
from sandbox.practice.exchange.village import HOUSEHOLD_FORM, MEMBER_FORM
from sandbox.practice.forms.instruments import FormField, load
from sandbox.practice.forms.values import NoValue, shortened
from sandbox.practice.households import households
from sandbox.practice.rules.case import RELATION
from sandbox.spreadsheets.cells import CellIn, NoSpreadsheet, RowIn, SheetIn, Stands
from sandbox.words.folding import folded, seen

HERE = Path(__file__).parent
NEEDED = ("no_kk", "nik", "nama")
"""Heads without which no list is one."""
KNOWN_BY = 10
"""So many of its heads, and most of a sheet's, tell it from other files, too."""
STATUS, PRESENT = "status", "here"
"""Stands for the question that is none of ours: whether the person still lives there."""
NO_NIK = "0"
UNKNOWN_PLACE = "-"
PAIRS = {"cacat_id": ("13", "14")}
"""A code that denies all of these questions answers none to each."""


@dataclass(frozen=True, slots=True)
class ForeignCode:
    """One code of a column: its words, and the answer of ours; '' where we have none, 'L6 P7' where it hangs on the sex."""

    column: str
    code: str
    words: tuple[str, ...]
    answer: str

    def for_sex(self, sex: str) -> str:
        by_sex = {part[0]: part[1:] for part in self.answer.split() if part[0] in "LP" and len(part) > 1}
        return by_sex.get(sex, "") if by_sex else self.answer


@dataclass(frozen=True, slots=True)
class ForeignColumn:
    """One column, and the key of the question of ours that it answers; '' where there is none."""

    name: str
    label: str
    key: str


@cache
def columns() -> Mapping[str, ForeignColumn]:
    """All columns by name."""
    def take(row: ListRow) -> ForeignColumn:
        return ForeignColumn(row.filled("name"), row.filled("label"), row["key"])

    return {each.name: each for each in read_list(HERE / "opensid_columns.csv", ("name", "label", "key"), take, most=100)}


@cache
def codes() -> Mapping[str, Mapping[str, ForeignCode]]:
    """For each column with a list, the code of each way to write it: what is read as an answer of ours is read here too."""
    def take(row: ListRow) -> ForeignCode:
        also = row["also"].split("|") if row["also"] else []
        key, answer = columns()[row["column"]].key, row["answer"]
        ours = [word for option in (_field(key).options if key and key != STATUS else ()) if option.code == answer
                for word in option.also]
        return ForeignCode(row.filled("column"), row.filled("code"), (row.filled("label"), *also, *ours), answer)

    found: dict[str, dict[str, ForeignCode]] = {}
    for each in read_list(HERE / "opensid_codes.csv", ("column", "code", "label", "also", "answer"), take, most=1000):
        found.setdefault(each.column, {}).update({folded(word): each for word in (each.code, *each.words)})
    return found


def is_meant(grids: Sequence[SheetIn]) -> bool:
    """Whether a sheet has the heads of that workbook."""
    return _sheet(grids) is not None


def read(grids: Sequence[SheetIn]) -> FileRead:
    """Its rows as entries. Raises NoSpreadsheet if it is not that workbook, or lacks a column that nobody can do without."""
    grid, found = _sheet(grids), FileRead()
    if grid is None:
        raise NoSpreadsheet("File ini bukan daftar penduduk OpenSID.", NEW_TEMPLATE, code="IMP-412")
    head, *rows = from_heads(grid.rows, columns().keys())
    heads = _heads(grid, head, found)
    if missing := [name for name in NEEDED if name not in {column.name for column in heads.values()}]:
        raise NoSpreadsheet(f"Daftar penduduk OpenSID ini tidak punya kolom {', '.join(missing)}.",
                            "Tambahkan kolomnya dengan judul aslinya, lalu unggah lagi.", code="IMP-412")
    reader = _Reader(grid.name, heads, {_input(heads[place].key): place for place in sorted(heads, reverse=True)})
    for row in rows:
        if is_end(row):
            break
        found.entries += reader.entries(row)
    found.notes += [*hidden(grid), *reader.notes()]
    return found


def _sheet(grids: Sequence[SheetIn]) -> SheetIn | None:
    return next((grid for grid in grids if grid.rows and _is_theirs(
        [folded(cell.text) for cell in from_heads(grid.rows, columns().keys())[0].cells.values()])), None)


def _is_theirs(heads: Sequence[str]) -> bool:
    known = columns().keys() & set(heads)
    return known.issuperset(NEEDED) or len(known) >= KNOWN_BY and len(heads) < 2 * len(known)


def _heads(grid: SheetIn, row: RowIn, found: FileRead) -> dict[int, ForeignColumn]:
    heads: dict[int, ForeignColumn] = {}
    for place, cell in row.cells.items():
        column = columns().get(folded(cell.text))
        if column is None:
            found.problems.append(head_problem(UnknownForeignHead, grid, row.number, place, cell))
        elif column in heads.values():
            found.problems.append(head_problem(HeadTwice, grid, row.number, place, cell))
        else:
            heads[place] = column
    return heads


class UnknownForeignHead(HeadTwice):
    wording = "Judul kolom ini bukan kolom daftar penduduk OpenSID. Hapus kolomnya, atau pakai judul aslinya."


@dataclass(slots=True)
class _Reader:
    """Goes through the rows; what it has no place for is counted, to be said."""

    sheet: str
    heads: Mapping[int, ForeignColumn]
    places: Mapping[str, int]
    cards: set[str] = field(default_factory=set)
    unstored: dict[str, int] = field(default_factory=dict)
    """Rows by the label of the column that they fill and our forms do not ask."""
    otherwise: dict[str, list[str]] = field(default_factory=dict)
    """Words that our lists do not have, by the label of the question."""
    skipped: int = 0

    def entries(self, row: RowIn) -> Iterator[Entry]:
        """The person of the row; before the first one of each family its card."""
        person = Entry(self.sheet, row.number, True, None, self.places, row.cells, only_new=frozenset({RELATION}))
        taken = {column.name: (column, row.cells[place]) for place, column in self.heads.items()
                 if place in row.cells and seen(row.cells[place].text)}
        card: dict[str, Any] = {}
        for column, cell in sorted(taken.values(), key=lambda each: each[0].name != "sex"):
            self._take(person, card, column, cell)
        person.require([load(HOUSEHOLD_FORM).by_key[layout.LINK]] if layout.LINK not in person.values else [])
        self.skipped += person.is_skipped
        number = person.number
        if number and number not in self.cards and not person.is_skipped:
            self.cards.add(number)
            yield Entry(self.sheet, row.number, False, None, self.places, row.cells, {**card, layout.LINK: number}, of=person,
                        only_new=frozenset(households.IDENTITY))
        yield person

    def _take(self, person: Entry, card: dict[str, Any], column: ForeignColumn, cell: CellIn) -> None:
        """Put a cell's answer where it belongs, or note what is wrong with it."""
        try:
            value, key = self._value(column, cell, person), column.key
        except NoValue as wrong:
            person.note(wrong.error.at(_input(column.key), column.label, **wrong.facts))
            return
        if key == STATUS:
            person.is_skipped = value != PRESENT
        elif value is None and key != "nik":
            return
        elif key in households.IDENTITY and key != layout.LINK:
            card[key] = value
        elif column.name != "pendidikan_kk_id" or key not in person.values:
            person.values[key] = value
            person.values.update({other: [] for other in PAIRS.get(column.name, ()) if value == []})

    def _value(self, column: ForeignColumn, cell: CellIn, person: Entry) -> Any:
        """The answer of ours; None where there is none. Raises NoValue."""
        if column.name in codes():
            code = _code(column.name, cell)
            if column.key == STATUS:
                return code.answer or "left"
            return self._answer(column, code, person)
        if not column.key:
            self.unstored[column.label] = self.unstored.get(column.label, 0) + 1
            return None
        asked = _field(column.key)
        if column.name in CLEANED:
            cell = CellIn(cell.kind, CLEANED[column.name](cell.text)) if cell.kind is Stands.TEXT else cell
        if column.name == "nik" and cell.text.strip() == NO_NIK:
            return None
        if column.name in ("rt", "rw") and cell.text.strip() == UNKNOWN_PLACE:
            return asked.none
        return value_of(FileColumn(column.name, column.key, asked), cell)

    def _answer(self, column: ForeignColumn, code: ForeignCode, person: Entry) -> Any:
        if not column.key:
            self.unstored[column.label] = self.unstored.get(column.label, 0) + 1
            return None
        answer = code.for_sex(str(person.values.get("sex", "")))
        if not answer:
            said = self.otherwise.setdefault(column.label, [])
            if code.words[0] not in said and column.name != "pendidikan_sedang_id":
                said.append(code.words[0])
            return None
        if answer == "none":
            return []
        return [answer] if _field(column.key).kind == "choices" else answer

    def notes(self) -> list[str]:
        """What of the file is not stored, in sentences."""
        said = [f"{label}: {', '.join(words)} tidak disimpan, sebab formulir tidak punya pilihan yang sama."
                for label, words in self.otherwise.items() if words]
        if self.unstored:
            said.append(f"Kolom yang tidak ditanyakan formulir, jadi tidak disimpan: {', '.join(self.unstored)}.")
        if self.skipped:
            said.append(f"{self.skipped} orang dilewati, sebab status dasarnya bukan HIDUP.")
        return said


def _code(column: str, cell: CellIn) -> ForeignCode:
    known = codes()[column]
    code = known.get(folded(cell.text.removesuffix(".0")))
    if code is None:
        near = near_words(cell.text, known)
        hint = f"Pilihan yang dekat: {known[near].words[0]}." if near else "Pakai kode atau kata dari lembar Kode Data."
        raise NoValue(NotInList, value=shortened(seen(cell.text)), near=hint)
    return code


def _field(key: str) -> FormField:
    form = load(HOUSEHOLD_FORM) if key in households.IDENTITY else load(MEMBER_FORM)
    return form.by_key[key]


def _input(key: str) -> str:
    return _field(key).name if key and key != STATUS else key


def _without_word(text: str) -> str:
    """A hamlet without the word for it: 'DUSUN_KRAJAN' → 'KRAJAN'."""
    words = text.replace("_", " ").split()
    return " ".join(word for word in words if folded(word) != "dusun") or text


def _without_quote(text: str) -> str:
    return text.strip().removeprefix("'")


CLEANED: Mapping[str, Callable[[str], str]] = {"dusun": _without_word, "rt": _without_quote, "rw": _without_quote}
"""How OpenSID itself tidies a cell before it reads it."""
