"""A report as a table: headings and rows, and how it is written as CSV and as JSON for a process that makes files. Pure."""

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sandbox.clock import WIB
from sandbox.words.texts import LaterText
from sandbox.words.texts import lazy_gettext as _l

Cell = str | LaterText | int | date | datetime | None
"""Times are hall time; None where there is nothing to tell."""

YES, NO = _l("ya"), _l("tidak")
RUNGS: Mapping[str, LaterText] = {"mahir": _l("mahir"), "mandiri": _l("mandiri"), "dibantu": _l("dibantu"), "belum": _l("belum")}
"""What people call a rung, the highest first."""
STATES: Mapping[str, LaterText] = {**RUNGS, "jalan": _l("belum selesai")}
"""The same of how far somebody came in an exercise."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A text that begins so is run by a spreadsheet."""


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A report: its headings, and its rows in the same order."""

    columns: tuple[LaterText, ...]
    rows: tuple[tuple[Cell, ...], ...]


def as_csv(table: ReportTable) -> bytes:
    """UTF-8 with BOM, separated by semicolons: as Excel opens it in Indonesia. Times are local: 2026-03-02 09:41."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow([str(column) for column in table.columns])
    writer.writerows([_written(cell) for cell in row] for row in table.rows)
    return text.getvalue().encode("utf-8-sig")


FORMATS: Mapping[str, Callable[[ReportTable], bytes]] = {"csv": as_csv}


def as_json(name: str, table: ReportTable) -> dict[str, Any]:
    """The table for a process that makes a file of it. Of a day or an hour a pair says which it is, in the hall's own time."""
    return {"name": name, "columns": [str(column) for column in table.columns],
            "rows": [[_plain(cell) for cell in row] for row in table.rows]}


def shown(cell: Cell) -> str:
    """A cell as people read it on a page."""
    return cell if isinstance(cell, str) else str(_written(cell))


def _plain(cell: Cell) -> Any:
    if isinstance(cell, datetime):
        return ["hour", cell.astimezone(WIB).replace(tzinfo=None, microsecond=0).isoformat()]
    if isinstance(cell, date):
        return ["day", cell.isoformat()]
    return None if cell is None else _said(cell)


def _written(cell: Cell) -> str | int:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return f"{cell.astimezone(WIB):%Y-%m-%d %H:%M}"
    if isinstance(cell, date):
        return cell.isoformat()
    text = _said(cell)
    return f"'{text}" if isinstance(text, str) and text.startswith(FORMULA) else text


def _said(cell: str | LaterText | int) -> str | int:
    """A text in the reader's language: an exercise's title has several."""
    return cell if isinstance(cell, int) else str(cell)
