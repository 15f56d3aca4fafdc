"""A list from somebody's hand (CSV), read row by row: what its rows say, or all that is wrong with it, by row, column and remedy.

Commas, semicolons or tabs (Excel's choice depends on the country), with or without BOM, quotes and blank lines. Each list has one
function that takes a row, and says of that row alone what is wrong:

    def _income(row: Row) -> tuple[int, int]:
        return row.whole("code"), row.whole("rupiah")

    read_list(path, ("code", "rupiah"), _income, most=200)
"""

import csv
import io
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path
from typing import TypeVar

from sandbox.files.file_errors import FileError, FileProblem, read_text
from sandbox.words.texts import lazy_gettext as _l

T = TypeVar("T")

LARGEST = 5_000_000
"""Bytes of a file."""
SEPARATORS = ",;\t"
_WHOLE = re.compile(r"-?[0-9]{1,15}")
_DECIMAL = re.compile(r"-?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]{1,3})?")


class ListingError(FileError):
    """A list that is not taken over, not even in part."""

    code = "GL-LIST"
    text = _l("%(path)s tidak dipakai: %(count)d hal belum benar.\n%(list)s")


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row: its line in the file (the header is the first), and the text of each column that was asked for.

    Reading a cell that does not fit notes a problem and goes on, so that all problems of a list are told at once.
    """

    line: int
    cells: Mapping[str, str]
    problems: list[FileProblem] = field(default_factory=list)

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def refuse(self, column: str, why: str, remedy: str) -> None:
        """Note what is wrong with a cell: the list will not be taken over."""
        self.problems.append(FileProblem(self.line, column, why, remedy))

    def filled(self, column: str) -> str:
        """The text of a cell that may not be empty."""
        if not self[column]:
            self.refuse(column, "kosong", "Isi kolom ini")
        return self[column]

    def whole(self, column: str) -> int:
        """The whole number of a cell."""
        if not _WHOLE.fullmatch(self[column]):
            self.refuse(column, f"{shown(self[column])} bukan bilangan bulat", "Tulis seperti 12, tanpa titik dan koma")
            return 0
        return int(self[column])

    def decimal(self, column: str) -> float:
        """The number of a cell, with a point."""
        if not is_number(self[column]):
            self.refuse(column, f"{shown(self[column])} bukan bilangan", "Tulis seperti 12 atau 0.5")
            return 0
        return float(self[column])

    def one_of(self, column: str, known: Collection[str]) -> str:
        """The text of a cell that must be one of these."""
        if self[column] not in known:
            self.refuse(column, f"{shown(self[column])} tidak dikenal", f"Tulis {' atau '.join(known)}")
        return self[column]


def read_list(path: Path, columns: Sequence[str], take: Callable[[ListRow], T], *, most: int,
              at_end: Callable[[Sequence[T]], Iterable[FileProblem]] = lambda _taken: ()) -> list[T]:
    """What `take` makes of each row that is not blank. `at_end` says what is wrong with the list as a whole.

    Raises ListingError with all problems: unreadable, not UTF-8, a column missing, more than `most` rows, or what was refused.
    """
    taken: list[T] = []
    problems: list[FileProblem] = []
    for row in _rows(path, columns, most):
        taken.append(take(row))
        problems += row.problems
    problems += at_end(taken)
    if problems:
        raise ListingError(path, problems)
    return taken


def is_number(text: str) -> bool:
    """Whether a cell holds a number as a list writes it: 12, -0.5, 1e-3."""
    return bool(_DECIMAL.fullmatch(text)) and isfinite(float(text))


def shown(text: str) -> str:
    """A cell as a message quotes it."""
    return repr(text[:40])


def lines_of(text: str, *, strict: bool, separator: str = "") -> Iterator[tuple[int, list[str]]]:
    """Number and cells of each line, blank ones too, parted by whatever the first one is parted by, if it is not told. A line may
    go on over several of the file; its number is then the last one's. `strict`: raises csv.Error where quotes do not fit.
    """
    first = text.partition("\n")[0]
    parted = separator or max(SEPARATORS, key=first.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=parted, strict=strict)
    for cells in lines:
        yield lines.line_num, cells


def _rows(path: Path, columns: Sequence[str], most: int) -> Iterator[ListRow]:
    text = read_text(path, ListingError, suffix=".csv", largest=LARGEST).removeprefix("\ufeff")
    lines = lines_of(text, strict=True)
    line = count = 0
    try:
        line, names = next(lines, (1, []))
        header = [name.strip().lower() for name in names]
        _check_header(path, header, columns)
        for line, cells in lines:
            if any(cell.strip() for cell in cells):
                count += 1
                yield _row(path, line, cells, header, columns, count, most)
    except csv.Error as error:
        # What it says is English, and nearly always means the same.
        raise _refused(path, line + 1, "isi", "tidak terbaca sebagai CSV",
                       "Periksa tanda kutip di baris ini dan sebelumnya") from error


def _row(path: Path, line: int, cells: Sequence[str], header: Sequence[str], columns: Sequence[str], count: int,
         most: int) -> ListRow:
    """The `count`-th row below the header."""
    if count > most:
        raise _refused(path, line, "isi", f"lebih dari {most} baris", "Sisakan baris satu kabupaten saja")
    if any(cell.strip() for cell in cells[len(header):]):
        raise _refused(path, line, "isi", f"{len(cells)} kolom, padahal judulnya {len(header)}",
                       'Apit teks yang berisi pemisah dengan tanda kutip ("…")')
    values = dict(zip(header, (cell.strip() for cell in cells), strict=False))
    return ListRow(line, {name: values.get(name, "") for name in columns})


def _check_header(path: Path, header: Sequence[str], columns: Sequence[str]) -> None:
    right = f"Baris pertama harus berisi {','.join(columns)}"
    problems = []
    if missing := [name for name in columns if name not in header]:
        seen = ", ".join(header)[:200] or "kosong"
        problems.append(FileProblem(1, ", ".join(missing), f"tidak ada (yang ada: {seen})", right))
    if doubled := [name for name in columns if header.count(name) > 1]:
        problems.append(FileProblem(1, ", ".join(doubled), "ada dua kali", right))
    if problems:
        raise ListingError(path, problems)


def _refused(path: Path, line: int, column: str, why: str, remedy: str) -> ListingError:
    return ListingError(path, [FileProblem(line, column, why, remedy)])
