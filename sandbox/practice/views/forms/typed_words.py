"""Typing in the words of its form: labels of the questions and of the choices, in the order of the page."""

from collections.abc import Iterator, Sequence

from sandbox.practice import parts
from sandbox.practice.forms.instruments import FormField, Section, Table
from sandbox.practice.forms.reading import Typed, cell_input, drop_input
from sandbox.practice.households import cards
from sandbox.practice.keys import NEW
from sandbox.words.folding import seen

Line = tuple[str, str]
DROPPED = "dihapus"


def in_words(part: str, pairs: Sequence[Sequence[str]]) -> list[Line]:
    """(label, words) of every input that holds something. `part`: of a record's form, as in drafts."""
    typed = Typed.of(pairs)
    sections = (cards.card(),) if part == NEW else parts.sections(part)
    asks_why = any(field.name == parts.REASON for section in sections for field in section.fields)
    reason = [] if asks_why else [("Alasan", text) for text in typed.answered(parts.REASON)]
    return [line for section in sections for line in of_section(section, typed)] + reason


def of_section(section: Section, typed: Typed) -> Iterator[Line]:
    """The same of one section."""
    for field in section.fields:
        yield from _field(field.label, field.name, field, typed)
    for table in section.tables:
        yield from _table(table, typed)


def _table(table: Table, typed: Typed) -> Iterator[Line]:
    if typed.none(table.id) and table.none_label:
        yield table.title, table.none_label
    shown = [row for row in typed.rows(table) if any(typed.answered(cell_input(table, row, field)) for field in table.fields)]
    for place, row in enumerate(shown, start=1):
        heading = f"{table.title} baris {place}"
        if typed.first(drop_input(table, row)):
            yield heading, DROPPED
        for field in table.fields:
            yield from _field(f"{heading}, {field.label}", cell_input(table, row, field), field, typed)


def _field(label: str, name: str, field: FormField, typed: Typed) -> Iterator[Line]:
    texts = [field.label_of(text) for text in map(seen, typed.answered(name))]
    if typed.none(name) and field.none_label:
        texts.append(field.none_label)
    if texts:
        yield label, ", ".join(texts)
