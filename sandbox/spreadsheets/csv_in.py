"""A CSV as Excel and others save it: separators of any country, with or without BOM, in UTF-8, UTF-16 or Windows' letters."""

import csv
import re
from collections.abc import Iterator

from sandbox.files.listings import SEPARATORS, lines_of
from sandbox.spreadsheets.cells import CellIn, NoSpreadsheet, RowIn, SheetIn, Stands
from sandbox.spreadsheets.guard import unguarded

SAID = re.compile(r"sep=.\r?\n", re.IGNORECASE)
"""The first line by which Excel can be told the separator."""
LOOKED_AT = 20
"""Lines by which it is seen what parts them."""
WRAPPED = re.compile(r'"((?:[^"]|"")*[;,\t](?:[^"]|"")*)"[;,\t]*')
"""A whole line in quotes: Excel had it in one cell of the first column, and saved it so."""
QUOTED = re.compile(r'="([^"]*)"')
"""How a number is kept from being rounded: ="3510621208910003"."""


def read_csv(content: bytes, *, most_rows: int) -> SheetIn:
    """The cells of the file. Raises NoSpreadsheet."""
    text = _unwrapped(SAID.sub("", _text(content), count=1))
    try:
        return SheetIn("", tuple(_rows(text, most_rows)))
    except csv.Error as error:
        raise NoSpreadsheet("File ini tidak terbaca sebagai CSV.",
                            "Periksa tanda kutipnya, atau simpan sebagai Excel (.xlsx).") from error


def _text(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if b"\x00" in content:
        raise NoSpreadsheet("File ini bukan Excel (.xlsx) dan bukan CSV.", "Simpan datanya sebagai Excel (.xlsx), lalu unggah.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _unwrapped(text: str) -> str:
    """The lines without the quotes around each of them, where all have them."""
    lines = [(line, WRAPPED.fullmatch(line.strip())) for line in text.splitlines()]
    if not all(whole or not line.strip() for line, whole in lines):
        return text
    return "\n".join(whole[1].replace('""', '"') if whole else "" for _line, whole in lines)


def _rows(text: str, most_rows: int) -> Iterator[RowIn]:
    """By the number that Excel gives a row: a cell of several lines is one row, a blank line is one too."""
    count = 0
    for number, (_, cells) in enumerate(lines_of(text, strict=False, separator=_separator(text)), start=1):
        found = {place: CellIn(Stands.TEXT, _as_typed(cell))
                 for place, cell in enumerate(cells, start=1) if cell.strip()}
        count += bool(found)
        if count > most_rows + 1:
            raise too_many_rows(most_rows)
        if found:
            yield RowIn(number, found)


def _separator(text: str) -> str:
    """What parts most lines of the beginning: above a list there may be titles, which are parted by nothing."""
    lines = [line for line in text.split("\n", LOOKED_AT)[:LOOKED_AT] if line.strip()]
    middle = {each: sorted(line.count(each) for line in lines)[len(lines) // 2] if lines else 0 for each in SEPARATORS}
    first = lines[0] if lines else ""
    return max(SEPARATORS, key=lambda each: (middle[each], first.count(each)))


def _as_typed(cell: str) -> str:
    """The cell without what keeps it from being rounded, or from being taken for a formula."""
    quoted = QUOTED.fullmatch(cell.strip())
    return quoted[1] if quoted else unguarded(cell)


def too_many_rows(most_rows: int) -> NoSpreadsheet:
    most = f"{most_rows:,}".replace(",", ".")
    return NoSpreadsheet(f"File ini berisi lebih dari {most} baris.", "Bagi menurut RT atau dusun, lalu impor satu per satu.",
                         code="IMP-413")
