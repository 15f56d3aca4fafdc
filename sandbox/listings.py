"""A CSV file from somebody's hand: its rows, or what is wrong with it, by row and with the remedy.

Commas, semicolons or tabs (Excel's choice depends on the country), with or without BOM, quotes and blank lines.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path

from sandbox.errors import GladiError
from sandbox.texts import lazy_gettext as _l

LARGEST_MB = 5
SEPARATORS = ",;\t"

Row = tuple[int, dict[str, str]]
"""Its line in the file, and the text of each column that was asked for."""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One thing wrong in a list. `row` counts the header as 1; 0 means the whole file."""

    row: int
    field: str
    why: str
    remedy: str

    def __str__(self) -> str:
        place = f"baris {self.row}, kolom {self.field}" if self.row else self.field
        return f"{place}: {self.why}. {self.remedy}."


class ListingError(GladiError):
    """A list that is not taken over, not even in part. `problems` names every row."""

    code = "GL-LIST"
    text = _l("%(path)s tidak dipakai (%(count)d kesalahan).\n%(list)s")
    shown = 10

    def __init__(self, path: Path, problems: Sequence[RowProblem]) -> None:
        lines = [f"  {problem}" for problem in problems[:self.shown]]
        if len(problems) > self.shown:
            lines.append(f"  … dan {len(problems) - self.shown} lagi")
        super().__init__(path=path, count=len(problems), list="\n".join(lines))
        self.problems = tuple(problems)


def read_rows(path: Path, columns: Sequence[str], *, most: int) -> list[Row]:
    """The rows that are not blank. Raises ListingError: unreadable, not UTF-8, a column missing, or more than `most` rows."""
    text = _text(path)
    first = text.partition("\n")[0]
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=max(SEPARATORS, key=first.count), strict=True)
    try:
        header = [name.strip().lower() for name in next(lines, [])]
        _check_header(path, header, columns)
        return list(_rows(path, lines, header, columns, most))
    except csv.Error as error:
        raise ListingError(path, [RowProblem(lines.line_num, "isi", f"tidak terbaca sebagai CSV ({error})",
                                             "Periksa tanda kutip di baris ini dan sebelumnya")]) from error


def _rows(path: Path, lines: Iterator[list[str]], header: Sequence[str], columns: Sequence[str], most: int) -> Iterator[Row]:
    count = 0
    for cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        line: int = getattr(lines, "line_num")  # noqa: B009  (the type of csv.reader is not public)
        count += 1
        if count > most:
            raise ListingError(path, [RowProblem(line, "isi", f"lebih dari {most} baris", "Sisakan baris satu kabupaten saja")])
        if any(cell.strip() for cell in cells[len(header):]):
            raise ListingError(path, [RowProblem(line, "isi", f"{len(cells)} kolom, padahal judulnya {len(header)}",
                                                 'Apit teks yang berisi pemisah dengan tanda kutip ("…")')])
        values = dict(zip(header, (cell.strip() for cell in cells), strict=False))
        yield line, {name: values.get(name, "") for name in columns}


def _check_header(path: Path, header: Sequence[str], columns: Sequence[str]) -> None:
    right = f"Baris pertama harus berisi {','.join(columns)}"
    problems = []
    if missing := [name for name in columns if name not in header]:
        seen = ", ".join(header)[:200] or "kosong"
        problems.append(RowProblem(1, ", ".join(missing), f"tidak ada (yang ada: {seen})", right))
    if doubled := [name for name in columns if header.count(name) > 1]:
        problems.append(RowProblem(1, ", ".join(doubled), "ada dua kali", right))
    if problems:
        raise ListingError(path, problems)


def _text(path: Path) -> str:
    content = _content(path)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in content[:200]:
        raise ListingError(path, [RowProblem(1, "huruf", "pengodean hurufnya UTF-16 atau ini bukan berkas teks", RESAVE)])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        raise ListingError(path, [RowProblem(row, "huruf", "pengodean hurufnya bukan UTF-8", RESAVE)]) from error


RESAVE = "Simpan ulang sebagai CSV UTF-8"


def _content(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise ListingError(path, [RowProblem(0, "berkas", "ini folder", "Tunjuk berkas CSV di dalamnya")])
        if (megabytes := path.stat().st_size / 1e6) > LARGEST_MB:
            raise ListingError(path, [RowProblem(0, "berkas", f"{ceil(megabytes)} MB, paling besar {LARGEST_MB} MB",
                                                 "Sisakan baris satu kabupaten saja")])
        return path.read_bytes()
    except OSError as error:
        raise ListingError(path, [RowProblem(0, "berkas", f"tidak bisa dibaca ({_why(error)})",
                                             "Periksa nama dan foldernya")]) from error


def _why(error: OSError) -> str:
    return {FileNotFoundError: "tidak ada", PermissionError: "tidak diizinkan"}.get(type(error), error.strerror or "")
