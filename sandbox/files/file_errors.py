"""What is wrong in a file from somebody's hand, told alike for every kind of file: where, what, and the remedy.

    daftar.csv, baris 3, kolom code: kosong. Isi kolom ini.
    coba.yaml, baris 3, kolom 1: minuts tidak dikenal. Maksudnya minutes?
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path

from sandbox.errors import GladiError

SHOWN = 10
"""Problems of one file that are listed. Whoever has more mends these first."""


@dataclass(frozen=True, slots=True)
class FileProblem:
    """One thing wrong in a file. `line` counts from 1; 0 means the whole file.

    `column` is the name of a list's column, or the letter of the line (from 1) where YAML is wrong. `field` is the place in
    the YAML's tree: goals.0.check.
    """

    line: int
    column: str | int
    why: str
    remedy: str
    field: str = ""

    @property
    def place(self) -> str:
        if not self.line:
            return ""
        return f"baris {self.line}, kolom {self.column}" if self.column else f"baris {self.line}"

    def __str__(self) -> str:
        full_stop = "" if self.remedy.endswith("?") else "."
        return f"{self.field} {self.why}. {self.remedy}{full_stop}".lstrip()


class FileError(GladiError):
    """A file that is not used, not even in part. `problems` has all that is wrong with it, in the file's order.

    Subclasses set the code, and may set a text of their own around `list`.
    """

    code = "GL-FILE"
    text = "%(list)s"

    def __init__(self, path: Path, problems: Sequence[FileProblem]) -> None:
        self.problems = tuple(problems)
        self.lines = tuple(_told(path.name, problem) for problem in problems)
        more = [f"… dan {len(problems) - SHOWN} lagi"] if len(problems) > SHOWN else []
        super().__init__(path=path, count=len(problems), list="\n".join([*self.lines[:SHOWN], *more]))

    @property
    def on_a_page(self) -> str:
        """Its text with the file's name alone: whoever uploaded it knows no folder of this machine."""
        return str(self.text) % {**self.values, "path": self.values["path"].name}


def _told(name: str, problem: FileProblem) -> str:
    return f"{', '.join(filter(None, (name, problem.place)))}: {problem}"


def read_text(path: Path, error: type[FileError], *, suffix: str, largest: int) -> str:
    """The text of a file of at most `largest` bytes. Raises `error`: not there, unreadable, too large, or not UTF-8.

    A file that is not there is told with those of its folder that have its `suffix`.
    """
    content = _content(path, error, suffix, largest)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in content[:200]:
        raise error(path, [FileProblem(1, 1, "huruf file ini UTF-16, atau ini bukan file teks", _resave(suffix))])
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as cause:
        before = content[:cause.start].decode("utf-8")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        raise error(path, [FileProblem(line, column, "bukan teks UTF-8", _resave(suffix))]) from cause


def _content(path: Path, error: type[FileError], suffix: str, largest: int) -> bytes:
    try:
        if path.is_dir():
            raise error(path, [FileProblem(0, "", "ini folder", f"Tunjuk file {_kind(suffix)} di dalamnya")])
        with path.open("rb") as file:
            content = file.read(largest + 1)
            size = file.seek(0, 2)
    except FileNotFoundError as cause:
        known = ", ".join(sorted(file.name for file in path.parent.glob(f"*{suffix}"))) or "tidak ada"
        raise error(path, [FileProblem(0, "", "file tidak ada", f"Yang ada: {known}")]) from cause
    except OSError as cause:
        why = "tidak ada hak baca" if isinstance(cause, PermissionError) else "kesalahan sistem"
        raise error(path, [FileProblem(0, "", f"tidak bisa dibaca ({why})", "Periksa nama dan hak bacanya")]) from cause
    if len(content) > largest:
        raise error(path, [FileProblem(0, "", f"{_size(size)}, paling besar {_size(largest)}",
                                       f"Bagi atau ringkas file {_kind(suffix)} ini")])
    return content


def _size(count: int) -> str:
    return f"{ceil(count / 1e6)} MB" if count >= 1e6 else f"{ceil(count / 1e3)} KB"


def _resave(suffix: str) -> str:
    return f"Simpan lagi sebagai {_kind(suffix)} UTF-8"


def _kind(suffix: str) -> str:
    return suffix.removeprefix(".").upper()
