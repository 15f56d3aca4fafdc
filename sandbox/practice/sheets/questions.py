"""A sheet as a form: its typed cells as the fields of one section, so that whatever reads, writes, compares and drafts the
forms of households does it for sheets too.

    per        Per tanggal: the day whose state the figures are
    b12k2      the cell of row 12 (baris), column 2 (kolom); a computed cell has no field
    dilihat    copied cells that the person has looked at: b12 for a whole row, b12k2 for one
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from sandbox.practice.forms.fields import Field, Option
from sandbox.practice.forms.instruments import Fields, FormField, Section
from sandbox.practice.sheets.sheet import Column, FormLine, Place, Sheet, cell_name, places

AS_OF = "per"
LOOKED = "dilihat"
CELL = re.compile(r"b([0-9]+)k([0-9]+)")


def row_name(row: int) -> str:
    """All cells of that row, among those that were looked at: b12."""
    return f"b{row}"


def place_from(name: str) -> Place | None:
    """The row and column of the cell that `cell_name` named; None for another input."""
    match = CELL.fullmatch(name)
    return (int(match[1]), int(match[2])) if match else None


def cell_label(line: FormLine, column: Column) -> str:
    """How a message names the cell: '72 tahun, Laki-laki'; a line of one column by its title."""
    return line.title if len(line.columns) == 1 else f"{line.title}, {column.label}"


def typed_columns(sheet: Sheet) -> Iterator[tuple[FormLine, int, Column]]:
    """Every cell that is typed: its line, the number of its column, and the column."""
    for line in sheet.lines:
        for number, column in enumerate(line.columns, start=1):
            if not column.computed:
                yield line, number, column


def named_cell(sheet_id: str, label: str) -> FormField:
    """The field of that sheet's cell that messages name so: '72 tahun, Laki-laki'. Raises ValueError, told in Indonesian."""
    found = section_of(sheet_id)
    if found is None:
        raise ValueError(f"lembar {sheet_id} tidak ada")
    field = next((field for field in found.fields if field.label == label and CELL.fullmatch(field.name)), None)
    if field is None:
        raise ValueError(f"lembar {sheet_id} tidak punya sel “{label}” yang diketik")
    return field


def typed_fields(sheet_id: str) -> list[FormField]:
    """The fields of that sheet's typed cells, in its order. Raises KeyError."""
    return [field for field in section(places()[sheet_id].sheet).fields if CELL.fullmatch(field.name)]


def section_of(sheet_id: str) -> Section | None:
    """The sheet of that id as a section; None if there is none."""
    return section(places()[sheet_id].sheet) if sheet_id in places() else None


@cache
def section(sheet: Sheet) -> Section:
    """The sheet as a section."""
    cells = [_cell(cell_name(line.number, number), cell_label(line, column), column)
             for line, number, column in typed_columns(sheet)]
    rows = {line.number: line.title for line, _, _ in typed_columns(sheet)}
    seen = [Option(code=row_name(row), label=title) for row, title in rows.items()]
    seen += [Option(code=cell.name, label=cell.label) for cell in cells]
    asked = {"name": LOOKED, "label": "Salinan yang sudah dilihat", "kind": "choices", "options": tuple(seen)}
    looked = (_field(asked),) if seen else ()
    return Section(id=sheet.id, title=sheet.title, parts=(Fields(kind="fields", fields=(_day(), *cells, *looked)),))


@cache
def day() -> Section:
    """The day alone, where several sheets are done at once."""
    return Section(id="per", title="Per tanggal", parts=(Fields(kind="fields", fields=(_day(),)),))


def fields(sheet: Sheet) -> Mapping[str, FormField]:
    """The fields of its section by name."""
    return _by_name(section(sheet))


@cache
def _by_name(of: Section) -> Mapping[str, FormField]:
    return {field.name: field for field in of.fields}


def _cell(name: str, label: str, column: Column) -> FormField:
    asked = {each: getattr(column, each) for each in Field.model_fields}
    return _field({**asked, "name": name, "label": label, "nihil": column.is_number and column.kind != "year"})


def _day() -> FormField:
    return _field({"name": AS_OF, "label": "Per tanggal", "kind": "date", "required": "save"})


def _field(asked: Mapping[str, Any]) -> FormField:
    return FormField.model_validate(asked)
