"""A CSV as Excel in Indonesia opens it: semicolons, a BOM, a comma for decimals. No text in it is taken for a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

from sandbox.spreadsheets.guard import guarded
from sandbox.spreadsheets.xlsx_out import Value

MOST_DECIMALS = 6


def as_csv(rows: Iterable[Sequence[Value]]) -> bytes:
    """The rows as a file. csv_in.py reads the same from it."""
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows([_text(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.{MOST_DECIMALS}f}".rstrip("0").rstrip(".").replace(".", ",")
    return guarded(value) if isinstance(value, str) else str(value)
