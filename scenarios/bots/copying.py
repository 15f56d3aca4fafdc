"""What a bot copies from the berkas into a form. The panel marks its values with names: kk.number, kk.1.nik, kk.q8."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sandbox.practice.exchange import layout
from sandbox.practice.exchange.sheets.reading import read as sheets_of
from sandbox.practice.exchange.sheets.writing import WRITTEN, FilledSheet
from sandbox.practice.forms.instruments import load
from sandbox.practice.forms.reading import none_input
from sandbox.practice.forms.values import read, written
from sandbox.practice.nik import nik
from sandbox.practice.sheets.questions import day, named_cell, place_from, typed_fields
from sandbox.spreadsheets.files import read_file
from sandbox.spreadsheets.xlsx_out import SheetOut, workbook

Typed = dict[str, list[str]]
NEPHEW = "15"
"""A code of member question 2."""


def card(papers: Mapping[str, Any], name: str) -> Typed:
    """The card as inputs of the form for a new household."""
    typed: Typed = {}
    for key, value in papers.items():
        of, *rest = key.split(".")
        if of == name and len(rest) == 1 and not rest[0].startswith("q"):
            typed[rest[0]] = [str(value)]
        elif of == name and len(rest) == 2:
            field = load("ddk_member").by_key[rest[1]]
            line = f"anggota-{int(rest[0]) - 1}-"
            typed[f"{line}{field.name}"] = [""] if value is None else list(written(field, value))
            if value is None and field.none_label:
                typed[none_input(f"{line}{field.name}")] = ["1"]
    return typed


def workbook_of(typed: Typed) -> bytes:
    """A typed card as the workbook that is imported: the card's sheet, and the members' with their card number."""
    number = typed["number"][0]
    rows = sorted({int(name.split("-")[1]) for name in typed if name.startswith("anggota-")})
    return workbook([
        _sheet(layout.CARDS, [typed]),
        _sheet(layout.MEMBERS, [{"number": [number], **_line(typed, f"anggota-{row}-")} for row in rows])])


def sheet_file(content: bytes, sheet_id: str, cells: Mapping[str, int | str], per: str, ending: str) -> bytes:
    """A downloaded sheet with these cells typed over it, by their labels; `per`: its day, if not the one that stands there."""
    [sheet] = sheets_of(read_file(content))
    fields = {label: named_cell(sheet_id, label) for label in cells}
    typed = {place: read(field, [str(cells[label])]) for label, field in fields.items() if (place := place_from(field.name))}
    year = int(sheet.year)
    as_of = read(day().fields[0], [per]) if per else sheet.day or date(year, 10, 31)
    return WRITTEN[ending]([FilledSheet(sheet.place, year, as_of, {**sheet.values, **typed})])


def page(papers: Mapping[str, Any], name: str) -> Typed:
    """The page of a sheet as inputs of its form."""
    fields = {f"{name}.{field.name}": field for field in typed_fields(papers[f"{name}.sheet"])}
    return {field.name: [""] if papers[key] is None else list(written(field, papers[key]))
            for key, field in fields.items() if key in papers}


def _line(typed: Typed, begin: str) -> Typed:
    return {name.removeprefix(begin): texts for name, texts in typed.items() if name.startswith(begin)}


def _sheet(name: str, rows: Sequence[Typed]) -> SheetOut:
    columns = [column for sheet in layout.sheets() if sheet.name == name for column in sheet.columns
               if any(column.input in row or none_input(column.input) in row for row in rows)]
    return SheetOut(name, [[column.title for column in columns], *([_cell(column, row) for column in columns] for row in rows)])


def _cell(column: layout.FileColumn, row: Typed) -> str | None:
    if column.field is not None and row.get(none_input(column.input)):
        return column.field.none_label
    return f"{layout.BETWEEN} ".join(row.get(column.input, ())) or None


def lines(papers: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """The members of the card, each by field key."""
    found: dict[int, dict[str, Any]] = {}
    for key, value in papers.items():
        of, *rest = key.split(".")
        if of == name and len(rest) == 2:
            found.setdefault(int(rest[0]), {})[rest[1]] = value
    return [found[place] for place in sorted(found)]


def member(line: Mapping[str, Any]) -> Typed:
    """A member's line as inputs of the member's own form."""
    typed: Typed = {}
    for key, value in line.items():
        field = load("ddk_member").by_key[key]
        typed[field.name] = [""] if value is None else list(written(field, value))
        if field.none_label:
            typed[none_input(field.name)] = ["1"] if value is None else []
    return typed


def invented_nik(line: Mapping[str, Any], like: str) -> Typed:
    """A NIK that nobody gave to that person, as the inputs of the member's form: right in form, of the subdistrict of `like`."""
    field = load("ddk_member").by_key["nik"]
    number = nik(like[:6], date.fromisoformat(line["birth_date"]), line["sex"], 9876)
    return {field.name: [number], none_input(field.name): []}


def with_slip(typed: Typed) -> Typed:
    """The typed card, wrong in one place: its last member is a nephew."""
    last = max(int(name.split("-")[1]) for name in typed if name.startswith("anggota-"))
    return {**typed, f"anggota-{last}-q2": [NEPHEW]}


def noted(papers: Mapping[str, Any], name: str, section_id: str) -> Typed:
    """The notes as inputs of one section of the household's form; empty if they say nothing about it."""
    section = load("ddk_household").section(section_id)
    fields = section.fields if section is not None else ()
    named = {f"{name}.q{field.key}": field for field in fields}
    return {field.name: list(written(field, papers[key])) for key, field in named.items() if key in papers}


def altered(papers: Mapping[str, Any], name: str) -> Typed:
    """The first sum of the notes with another amount, as one types it who believes that the amount is why it failed."""
    for key, field in load("ddk_household").by_key.items():
        if field.kind == "money" and f"{name}.q{key}" in papers:
            return {field.name: list(written(field, papers[f"{name}.q{key}"] + 100_000))}
    return {}


def invented(like: str) -> Typed:
    """A card of one person with another number of the same subdistrict as `like`."""
    prefix = like[:6]
    return {"number": [f"{prefix}0101109876"], "address": ["Jl. Coba"], "hamlet": ["Krajan"], "rw": ["01"], "rt": ["01"],
            "anggota-0-name": ["Coba Saja"], "anggota-0-nik": [f"{prefix}0101809876"], "anggota-0-sex": ["L"],
            "anggota-0-birth_place": ["Coba"], "anggota-0-birth_date": ["01-01-1980"], "anggota-0-q2": ["1"],
            "anggota-0-q3": ["1"]}
