"""What was typed into a section: read, checked field by field, and kept word for word so that the form comes back full.

Names of the inputs in a page:

    q8, rw            a field (FormField.name); several checkboxes share the name
    nik-tidak-ada     the explicit none of a field or table: Belum ber-NIK, Tidak ada
    pangan-0-q12      a cell: table, row, field; rows are numbered from 0 and gaps are fine
    pangan-0-hapus    ticked: the row is to go

Rules between fields are those of rules/. Nothing here raises for anything that a person or a program can send.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sandbox.practice.forms.field_errors import CellEmpty, Empty, FieldError, NoneAndSome, TooManyRows
from sandbox.practice.forms.instruments import Answers, Fields, FormField, Section, Table
from sandbox.practice.forms.values import NoValue, read, written
from sandbox.words.folding import seen

REMEDY = {"choice": "Pilih satu.", "choices": "Pilih sedikitnya satu.", "date": "Tulis hari-bulan-tahun."}


@dataclass(frozen=True)
class Typed:
    """The inputs of a section as they stand in the page, whether typed just now or written from stored answers."""

    values: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, form: Any) -> "Typed":
        """From a request's form (a MultiDict), from a mapping of texts or lists of texts, or from pairs (a kept draft)."""
        if isinstance(form, Typed):
            return form
        values: dict[str, list[str]] = {}
        for name, text in _pairs(form):
            values.setdefault(name, []).append(text)
        return cls({name: tuple(texts) for name, texts in values.items()})

    def first(self, name: str) -> str:
        return next(iter(self.values.get(name, ())), "")

    def all(self, name: str) -> tuple[str, ...]:
        return self.values.get(name, ())

    def answered(self, name: str) -> list[str]:
        """The texts of that input that hold something one can see."""
        return [text for text in self.all(name) if seen(text)]

    def has(self, name: str, text: str) -> bool:
        """Whether a checkbox of that name and value is ticked."""
        return text in self.values.get(name, ())

    def none(self, key: str) -> bool:
        """Whether the explicit none of a field (its input name) or table (its id) is ticked."""
        return bool(self.first(none_input(key)))

    def rows(self, table: Table) -> tuple[int, ...]:
        """Numbers of the rows that are in the page, in order."""
        cell = _cell(table.id)
        return tuple(sorted({int(match[1]) for name in self.values if (match := cell.fullmatch(name))}))

    def of_section(self, section: Section) -> "Typed":
        """Only the inputs that this section has: no token, no button."""
        own = {field.name for field in section.fields}
        own |= {none_input(name) for name in own} | {none_input(table.id) for table in section.tables}
        cells = [_cell(table.id) for table in section.tables]
        return Typed({name: texts for name, texts in self.values.items()
                      if name in own or any(cell.fullmatch(name) for cell in cells)})

    def pairs(self) -> list[list[str]]:
        """The inputs as a draft keeps them: [[name, text], …]."""
        return [[name, text] for name, texts in self.values.items() for text in texts]


@dataclass(frozen=True)
class Parsed:
    """Values by key (none for what was left empty), what was wrong, and the typing. Save only when there are no errors."""

    values: Mapping[str, Any]
    errors: tuple[FieldError, ...]
    typed: Typed

    @property
    def sound(self) -> dict[str, Any]:
        """The values without tables of which a row could not be read: what rules between fields may look at."""
        begun = {error.name.rsplit("-", 2)[0] for error in self.errors}
        return {key: value for key, value in self.values.items() if key not in begun}


def none_input(key: str) -> str:
    return f"{key}-tidak-ada"


def cell_input(table: Table, row: int, field: FormField) -> str:
    return f"{table.id}-{row}-{field.name}"


def drop_input(table: Table, row: int) -> str:
    return f"{table.id}-{row}-hapus"


@cache
def _cell(table_id: str) -> re.Pattern[str]:
    """Names of the table's cells, with the row's number: questions, fields of a card, an explicit none, the tick to drop it."""
    return re.compile(rf"{re.escape(table_id)}-(0|[1-9][0-9]{{0,6}})-(?:q[0-9]+|[a-z_]+)(?:-tidak-ada)?")


def parse(section: Section, form: Any) -> Parsed:
    """Reads the section's inputs out of `form` (see Typed.of) and leaves all others alone."""
    typed = Typed.of(form).of_section(section)
    values: dict[str, Any] = {}
    errors: list[FieldError] = []
    for part in section.parts:
        if isinstance(part, Fields):
            _parse_fields(part, typed, values, errors)
        else:
            _parse_table(part, typed, values, errors)
    return Parsed(values, tuple(errors), typed)


def merged(section: Section, answers: Answers, values: Mapping[str, Any]) -> dict[str, Any]:
    """The record's answers after this section is saved: its old ones go, the new ones come, the others stay."""
    return {key: value for key, value in answers.items() if key not in section.keys} | dict(values)


def shown(section: Section, answers: Answers) -> Typed:
    """Stored answers as the inputs of a page. Parsing the result gives the same answers."""
    values: dict[str, tuple[str, ...]] = {}
    for field in section.fields:
        if field.key in answers:
            values.update(_written(field.name, field, answers[field.key]))
    for table in section.tables:
        rows = answers.get(table.id)
        if rows == []:
            values[none_input(table.id)] = ("1",)
        for number, row in enumerate(rows or ()):
            for field in table.fields:
                # Empty cells are kept: they make the row's inputs, and a half-filled row must come back as it was.
                values[cell_input(table, number, field)] = written(field, row.get(field.key)) or ("",)
    return Typed(values)


def _pairs(form: Any) -> Iterable[tuple[str, str]]:
    if not isinstance(form, Mapping):
        yield from ((str(name), str(text)) for name, text in form)
    elif hasattr(form, "getlist"):
        yield from form.items(multi=True)  # type: ignore[call-arg]
    else:
        for name, texts in form.items():
            yield from ((name, text) for text in ([texts] if isinstance(texts, str) else texts))


def _parse_fields(part: Fields, typed: Typed, values: dict[str, Any], errors: list[FieldError]) -> None:
    for field in part.fields:
        try:
            value, is_answered = _value(field, field.name, typed)
        except NoValue as rejected:
            errors.append(rejected.error.at(field.name, field.title, **rejected.facts))
            continue
        if is_answered:
            values[field.key] = value
        elif field.required == "save":
            errors.append(empty(field))


def empty(field: FormField) -> FieldError:
    """The error of a required field without an answer."""
    remedy = f"Isi, atau pilih {field.none_label}." if field.none_label else REMEDY.get(field.kind, "Isi dulu.")
    return Empty.at(field.name, field.title, remedy=remedy)


def _parse_table(table: Table, typed: Typed, values: dict[str, Any], errors: list[FieldError]) -> None:
    rows = [number for number in typed.rows(table) if not typed.first(drop_input(table, number))]
    filled = [number for number in rows if any(typed.answered(cell_input(table, number, field)) for field in table.fields)]
    if typed.none(table.id):
        if filled:
            errors.append(NoneAndSome.at(none_input(table.id), table.title, none=table.none_label))
        values[table.id] = []
    elif len(filled) > table.most:
        errors.append(TooManyRows.at(none_input(table.id), table.title, count=len(filled), limit=table.most))
    elif filled:
        values[table.id] = [_row(table, number, place, typed, errors) for place, number in enumerate(filled, start=1)]


def _row(table: Table, number: int, place: int, typed: Typed, errors: list[FieldError]) -> dict[str, Any]:
    """One row's values by question number. `place` is how the page counts it: 1 for the first filled row."""
    row: dict[str, Any] = {}
    missing: list[FormField] = []
    for field in table.fields:
        name = cell_input(table, number, field)
        try:
            value, is_answered = _value(field, name, typed)
        except NoValue as rejected:
            errors.append(rejected.error.at(name, _cell_label(table, place, field), **rejected.facts))
            continue
        if is_answered:
            row[field.key] = value
        elif field.required == "save":
            missing.append(field)
    if missing:
        errors.append(incomplete(table, number, place, missing))
    return row


def incomplete(table: Table, number: int, place: int, missing: Sequence[FormField]) -> FieldError:
    """The error of a row that is neither complete nor empty, at its first empty cell."""
    names = ", ".join(field.label for field in missing)
    return CellEmpty.at(cell_input(table, number, missing[0]), _row_label(table, place), missing=names)


def _cell_label(table: Table, place: int, field: FormField) -> str:
    return f"{_row_label(table, place)}, {field.title}"


def _row_label(table: Table, place: int) -> str:
    return f"{table.title} baris {place}"


def _value(field: FormField, name: str, typed: Typed) -> tuple[Any, bool]:
    """The value and whether there is an answer at all: an explicit none is one. Raises NoValue."""
    texts = typed.answered(name)
    if field.none_label and typed.none(name):
        if texts:
            raise NoValue(NoneAndSome, none=field.none_label)
        return field.none, True
    return (read(field, texts), True) if texts else (None, False)


def _written(name: str, field: FormField, value: Any) -> dict[str, tuple[str, ...]]:
    if texts := written(field, value):
        return {name: texts}
    return {none_input(name): ("1",)} if field.none_label else {}
