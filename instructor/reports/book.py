"""The workbook of a report: a sheet of figures, then each table as a real one, with its filters. Text stays text."""

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from instructor.reports.table import FORMULA, RUNGS, YES
from sandbox.spreadsheets.xlsx_out import UNWRITABLE, sheet_name

LONGEST, NARROWEST, WIDEST = 32_767, 8, 48
"""Letters of a cell, and the bounds of a column's width."""
FORMATS = {"day": "yyyy-mm-dd", "hour": "yyyy-mm-dd hh:mm"}


def draw(needed: Mapping[str, Any]) -> bytes:
    """The file."""
    book = Workbook()
    _figures(book.active, needed)
    for number, table in enumerate(needed["tables"], 1):
        _table(book.create_sheet(sheet_name(table["name"])), f"Gladi{number}", table)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _figures(sheet: Worksheet, needed: Mapping[str, Any]) -> None:
    found = needed["figures"]
    sheet.title = _("Ringkasan")
    rows: list[Sequence[Any]] = [
        (needed["title"],), (needed["state"],), (),
        *((name, found[key]) for key, name in (("invited", _("Diundang")), ("present", _("Hadir")), ("absent", _("Tidak hadir")),
                                               ("able", _("Layak sertifikat")), ("not_able", _("Belum layak")))),
        (), (_("Keterampilan"), _("Wajib untuk sertifikat"), *map(str, RUNGS.values()), _("Mandiri dan mahir")),
        *((skill["title"], str(YES) if skill["certificate"] else "", *(skill["counts"][rung] for rung in RUNGS), skill["alone"])
          for skill in found["skills"])]
    for down, row in enumerate(rows, 1):
        for across, value in enumerate(row, 1):
            _put(sheet.cell(down, across), value)
    for cell in (sheet["A1"], *sheet[10]):
        cell.font = Font(bold=True)
    sheet.column_dimensions["A"].width = 34


def _table(sheet: Worksheet, name: str, table: Mapping[str, Any]) -> None:
    rows = table["rows"] or [[None] * len(table["columns"])]  # Excel refuses a table without a row
    for down, row in enumerate([table["columns"], *rows], 1):
        for across, value in enumerate(row, 1):
            _put(sheet.cell(down, across), value)
    real = Table(displayName=name, ref=f"A1:{get_column_letter(len(table['columns']))}{len(rows) + 1}")
    real.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    sheet.add_table(real)
    sheet.freeze_panes = "A2"
    for across, column in enumerate(zip(table["columns"], *rows, strict=True), 1):
        widest = max(len(str(value[1] if isinstance(value, list) else value or "")) for value in column)
        sheet.column_dimensions[get_column_letter(across)].width = min(max(widest + 2, NARROWEST), WIDEST)


def _put(cell: Cell, value: Any) -> None:
    if isinstance(value, list):
        kind, text = value
        cell.value = (date if kind == "day" else datetime).fromisoformat(text)
        cell.number_format = FORMATS[kind]
    elif isinstance(value, str):
        cell.value = UNWRITABLE.sub("", value)[:LONGEST]
        cell.data_type = "s"  # else a text that begins with = would be run
        cell.quotePrefix = value.startswith(FORMULA)
    else:
        cell.value = value
