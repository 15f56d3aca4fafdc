"""The workbook in which families travel: a sheet for the cards, one for the members, one for each table of the form.

All of it is made from the instruments: a question that is added there has its column here. People may move columns and leave
some out; a column that the forms do not know refuses the file.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from sandbox.practice.forms.fields import Field
from sandbox.practice.forms.instruments import FormField, Instrument, Table, load
from sandbox.spreadsheets.xlsx_out import sheet_name
from sandbox.words.folding import folded

CARDS, MEMBERS, GUIDE, LISTS = "Keluarga", "Anggota", "Petunjuk", "Pilihan"
"""Names of the sheets that are not a table's."""
GUIDE_TITLE = "Templat impor keluarga dan anggota (LATIHAN · bukan data asli)"
LINK = "number"
"""The column that ties a row to its family: the card's number."""
REASON = "alasan"
REASON_TITLE = "Alasan bila ditanya"
MARK = "Versi formulir"
"""Before the version, on the guide."""
PRESENCE = {"ada": "Ada", "tidak": "Tidak ada"}
BETWEEN = ";"
"""Between several choices of one cell."""


@dataclass(frozen=True, slots=True)
class FileColumn:
    """A column: what it is called, and whose answer stands in it. `field`: None for the reason. `table`: whether it has rows."""

    title: str
    key: str
    field: FormField | None = None
    table: Table | None = None

    @property
    def input(self) -> str:
        """The name of its input in a form, by which a rule says what it found."""
        return self.field.name if self.field else self.key


@dataclass(frozen=True, slots=True)
class FileSheet:
    """A sheet. `table`: of which table its rows are; None for cards and members."""

    name: str
    columns: tuple[FileColumn, ...]
    table: Table | None = None

    @property
    def by_title(self) -> Mapping[str, FileColumn]:
        """The columns by their folded titles."""
        return {folded(column.title): column for column in self.columns}


@cache
def sheets() -> tuple[FileSheet, ...]:
    """All sheets that hold families: cards, members, tables."""
    form, people = load("ddk_household"), load("ddk_member")
    link = FileColumn(_title(form.by_key[LINK]), LINK, form.by_key[LINK])
    reason = FileColumn(REASON_TITLE, REASON)
    cards = FileSheet(CARDS, (*_columns(form), reason))
    members = FileSheet(MEMBERS, (link, *_columns(people), reason))
    tables = [FileSheet(sheet_name(table.title), (link, *(FileColumn(_title(field), field.key, field) for field in table.fields)),
                        table) for table in form.tables.values()]
    return (cards, members, *tables)


@cache
def mark() -> str:
    """The version of the workbook: a hash of its columns and of what may be chosen in them."""
    said = "\n".join(f"{sheet.name}|{column.title}|{'|'.join(labels(column.field)) if column.field else ''}"
                     for sheet in sheets() for column in sheet.columns)
    return hashlib.sha256(said.encode()).hexdigest()[:8]


def _columns(form: Instrument) -> list[FileColumn]:
    """Those of the card first, then section by section in the order of the form."""
    found = []
    for section in form.all_sections:
        for part in section.parts:
            if isinstance(part, Table):
                found.append(FileColumn(f"Tabel {part.title}", part.id, table=part))
            else:
                found += [FileColumn(_title(field), field.key, field) for field in part.fields]
    return found


def _title(field: FormField) -> str:
    return f"{field.number}. {field.label}" if field.number else field.label


@cache
def _labels(pairs: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    often = Counter(folded(label) for _, label in pairs)
    return {code: label if often[folded(label)] == 1 else f"{label} [{code}]" for code, label in pairs}


def words_by_code(field: Field) -> Mapping[str, str]:
    """How each choice of a field stands in a file: by its label, with its code where two have the same."""
    return _labels(tuple((option.code, option.label) for option in field.options))


def labels(field: Field) -> Sequence[str]:
    """What may be chosen in a cell, the explicit none too."""
    return [*words_by_code(field).values(), *([field.none_label] if field.none_label else [])]
