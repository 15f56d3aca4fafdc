"""Gladi's own workbook, empty or with families in it: heads that nobody types over, lists to choose from, the version's mark."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from sandbox.practice.exchange import layout
from sandbox.practice.exchange.cells import cell_of
from sandbox.practice.exchange.layout import FileColumn, FileSheet
from sandbox.spreadsheets.xlsx_out import CellStyle, SheetColumn, SheetOut, Value, column_range, workbook

WIDTHS = {"choice": 24, "choices": 30, "text": 26, "digits": 20, "money": 16}
Family = tuple[Mapping[str, Any], Mapping[str, Any], Sequence[tuple[Mapping[str, Any], Mapping[str, str]]]]
"""A card's values, its answers, and each member's values with the reasons that were written for them."""


@cache
def template() -> bytes:
    """The empty workbook."""
    return filled(())


def filled(families: Iterable[Family]) -> bytes:
    """The workbook with these families."""
    return workbook(sheets_with(families))


def sheets_with(families: Iterable[Family]) -> list[SheetOut]:
    """The sheets of that workbook, in their order."""
    rows: dict[str, list[list[Value]]] = {sheet.name: [] for sheet in layout.sheets()}
    for family in families:
        for sheet in layout.sheets():
            rows[sheet.name] += _rows(sheet, family)
    lists = _lists()
    return [_guide(), *(_sheet(sheet, rows[sheet.name], lists) for sheet in layout.sheets()), _choices(lists)]


def _rows(sheet: FileSheet, family: Family) -> Iterator[list[Value]]:
    card, answers, people = family
    link = card[layout.LINK]
    if sheet.name == layout.CARDS:
        yield [_cell(column, {**card, **answers}, {}) for column in sheet.columns]
    elif sheet.name == layout.MEMBERS:
        for values, reasons in people:
            yield [_cell(column, {**values, layout.LINK: link}, reasons) for column in sheet.columns]
    elif sheet.table:
        for row in answers.get(sheet.table.id) or ():
            yield [_cell(column, {**row, layout.LINK: link}, {}) for column in sheet.columns]


def _cell(column: FileColumn, values: Mapping[str, Any], reasons: Mapping[str, str]) -> Value:
    if column.table is not None:
        rows = values.get(column.key)
        return None if rows is None else layout.PRESENCE["ada" if rows else "tidak"]
    if column.field is None:
        return "; ".join(dict.fromkeys(reasons.values())) or None
    return cell_of(column.field, values[column.key]) if column.key in values else None


def _sheet(sheet: FileSheet, rows: Sequence[Sequence[Value]], lists: Mapping[tuple[str, ...], int]) -> SheetOut:
    columns = [_column(column, lists) for column in sheet.columns]
    return SheetOut(sheet.name, [[column.title for column in sheet.columns], *rows], columns, is_locked=True)


def _column(column: FileColumn, lists: Mapping[tuple[str, ...], int]) -> SheetColumn:
    words = _words(column)
    place = lists.get(words, 0)
    choices = column_range(layout.LISTS, place, 1, len(words)) if place else ""
    asked = column.field
    style = CellStyle.NUMBER if asked and asked.is_number else CellStyle.TEXT
    return SheetColumn(WIDTHS.get(asked.kind, 18) if asked else 18, style, choices)


def _words(column: FileColumn) -> tuple[str, ...]:
    """What may be chosen in a cell of that column; nothing where several may be, for a drop-down gives one."""
    if column.table is not None:
        return tuple(layout.PRESENCE.values())
    if column.field is None or column.field.kind != "choice":
        return ()
    return tuple(layout.labels(column.field))


def _lists() -> dict[tuple[str, ...], int]:
    """The column of the lists' sheet in which each list stands, from 1. The same list stands there once."""
    found: dict[tuple[str, ...], int] = {}
    for sheet in layout.sheets():
        for column in sheet.columns:
            if words := _words(column):
                found.setdefault(words, len(found) + 1)
    return found


def _choices(lists: Mapping[tuple[str, ...], int]) -> SheetOut:
    longest = max(map(len, lists))
    rows = [[words[place] if place < len(words) else None for words in lists] for place in range(longest)]
    return SheetOut(layout.LISTS, rows, [SheetColumn(24, CellStyle.GUIDE)] * len(lists))


def _guide() -> SheetOut:
    many = [f"{sheet.name}: {column.title}" for sheet in layout.sheets() for column in sheet.columns
            if column.field and column.field.kind == "choices"]
    lines = [
        layout.GUIDE_TITLE, f"{layout.MARK}: {layout.mark()}", "",
        f"Isi lembar {layout.CARDS}: satu baris satu keluarga.",
        f"Lalu lembar {layout.MEMBERS}: satu baris satu orang, dengan No. KK keluarganya.",
        "Lembar lain memuat tabel formulir: satu baris satu jenis, dengan No. KK keluarganya.",
        "Sel kosong tidak mengubah yang sudah tersimpan, dan orang yang tidak ditulis tidak dihapus.",
        "Tanggal: hari-bulan-tahun, misalnya 17-08-1990. Angka: titik untuk ribuan, koma untuk desimal.",
        "NIK dan No. KK ditulis di kolom berjenis Teks seperti di templat ini, supaya Excel tidak memotongnya.",
        "Beberapa pilihan dalam satu sel dipisah titik koma (;). Kolomnya: " + "; ".join(many) + ".",
        f"Kolom “{layout.REASON_TITLE}” diisi bila pemeriksaan menanyakan sesuatu yang memang begitu.",
        "Baris yang berawal ### dan semua baris di bawahnya tidak dibaca."]
    return SheetOut(layout.GUIDE, [[line] for line in lines], [SheetColumn(110, CellStyle.GUIDE)],
                    styles={(1, 1): CellStyle.TITLE})
