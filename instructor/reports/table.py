"""A report as a table: headings and rows, and how it is written as CSV and as JSON for a process that makes files. Pure."""

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sandbox.clock import WIB
from sandbox.words.texts import LaterText

Cell = str | int | date | datetime | None
"""Times are hall time; None where there is nothing to tell."""

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
    return ["day", cell.isoformat()] if isinstance(cell, date) else cell


def _written(cell: Cell) -> str | int:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return f"{cell.astimezone(WIB):%Y-%m-%d %H:%M}"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, str) and cell.startswith(FORMULA):
        return f"'{cell}"
    return cell
