"""A CSV as Excel in Indonesia opens it: semicolons, a BOM, a comma for decimals. No text in it is taken for a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from sandbox.spreadsheets.xlsx_out import Value

MOST_DECIMALS = 6
MONTHS = "jan|feb|mar|apr|mei|may|jun|jul|agu|aug|sep|okt|oct|nov|des|dec"
TAKEN_FOR_ELSE = re.compile(
    rf"'*(?:[=+\-@\t\r]|(?!(?:0|[1-9][0-9]{{0,14}})\Z)[0-9][0-9 .,/:%E+-]*\Z|[0-9]{{1,2}}[ -](?:{MONTHS})[a-z]*\Z)",
    re.IGNORECASE)
"""Texts that Excel would take for a formula, or save again as something else: 007, 1.500, 3/4, 5 Mei, a NIK, a day."""
GUARDED = re.compile(rf"\A'(?={TAKEN_FOR_ELSE.pattern})", re.IGNORECASE)
"""These stand behind an apostrophe; so does one that begins like such a text."""


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
    if isinstance(value, str) and TAKEN_FOR_ELSE.match(value):
        return f"'{value}"
    return str(value)
