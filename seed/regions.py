"""The villages of a district, from a CSV in the form that regions/README.md describes, and the six daily groups."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from seed.errors import RegionsError, RowProblem

COLUMNS = ("code", "district_code", "district", "name", "kind")
KIND_DIGIT = {"desa": "2", "kelurahan": "1"}
"""First digit of the last part of a code."""
LONGEST_NAME = 60
LARGEST_NUMBER = {"desa": 199, "kelurahan": 49}
"""Of a village within its subdistrict: serials.py gives each its own share of the four serial digits."""

_CODE = re.compile(r"\d\d\.\d\d\.\d\d\.[12]\d\d\d")


@dataclass(frozen=True, slots=True)
class Region:
    """A village by its official code: 35.10.02.2003. `district` is the subdistrict (kecamatan)."""

    code: str
    district_code: str
    district: str
    name: str
    kind: str
    """desa or kelurahan."""

    @property
    def regency_code(self) -> str:
        return self.code[:5]

    @property
    def number(self) -> int:
        """Of the village within its subdistrict and kind: 35.10.02.2003 → 3."""
        return int(self.code[-3:])


def banyuwangi() -> list[Region]:
    """The 217 villages of the demo training."""
    return read_regions(Path(__file__).parent / "regions" / "banyuwangi.csv")


def read_regions(path: Path) -> list[Region]:
    """All regions of a file, by code. Raises RegionsError that names every wrong row; nothing is taken over then."""
    rows = csv.reader(io.StringIO(_text(path)))
    header = [name.strip() for name in next(rows, [])]
    missing = [name for name in COLUMNS if name not in header]
    if missing:
        raise RegionsError(path, [RowProblem(1, ", ".join(missing), f"tidak ada (yang ada: {', '.join(header) or 'kosong'})",
                                             f"Baris pertama harus berisi {','.join(COLUMNS)}")])
    regions: list[Region] = []
    problems: list[RowProblem] = []
    seen: dict[str, int] = {}
    for row, cells in enumerate(rows, start=2):
        if not any(cell.strip() for cell in cells):
            continue
        values = dict(zip(header, (cell.strip() for cell in cells), strict=False))
        region = Region(*(values.get(name, "") for name in COLUMNS))
        found = list(_problems(row, region, seen))
        problems += found
        seen.setdefault(region.code, row)
        regions.append(region)
    if not regions:
        problems.append(RowProblem(0, "isi", "tidak ada satu desa pun", "Isi satu baris untuk setiap desa"))
    if problems:
        raise RegionsError(path, problems)
    return sorted(regions, key=lambda region: region.code)


def daily_groups(regions: Sequence[Region], days: int = 6) -> list[list[Region]]:
    """The villages dealt out one by one in the order of their codes: groups of equal size (± 1) that mix subdistricts."""
    by_code = sorted(regions, key=lambda region: region.code)
    return [by_code[day::days] for day in range(days)]


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise RegionsError(path, [RowProblem(0, "berkas", f"tidak bisa dibaca ({error.strerror})",
                                             "Periksa nama dan foldernya")]) from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        raise RegionsError(path, [RowProblem(row, "huruf", "pengodean hurufnya bukan UTF-8",
                                             "Simpan ulang sebagai CSV UTF-8")]) from error


def _problems(row: int, region: Region, seen: dict[str, int]) -> Iterator[RowProblem]:
    for name in COLUMNS:
        if not getattr(region, name):
            yield RowProblem(row, name, "kosong", "Isi kolom ini")
    for name in ("name", "district"):
        if len(value := getattr(region, name)) > LONGEST_NAME:
            yield RowProblem(row, name, f"{len(value)} huruf, paling banyak {LONGEST_NAME}", "Pendekkan namanya")
    if region.kind and region.kind not in KIND_DIGIT:
        yield RowProblem(row, "kind", f"{region.kind!r} tidak dikenal", "Tulis desa atau kelurahan")
    if region.code:
        yield from _code_problems(row, region, seen)


def _code_problems(row: int, region: Region, seen: dict[str, int]) -> Iterator[RowProblem]:
    if not _CODE.fullmatch(region.code):
        yield RowProblem(row, "code", f"{region.code!r} bukan kode desa", "Tulis seperti 35.10.02.2003, dengan titik")
        return
    if region.code in seen:
        yield RowProblem(row, "code", f"{region.code} sudah ada di baris {seen[region.code]}", "Hapus salah satunya")
    if region.district_code and not region.code.startswith(region.district_code + "."):
        yield RowProblem(row, "district_code", f"{region.district_code!r} bukan awal dari {region.code}",
                         f"Tulis {region.code[:8]}")
    elif int(region.district_code[-2:] or 0) + 60 > 99:
        yield RowProblem(row, "district_code", "nomor kecamatan di atas 39 tidak punya kode latihan (kode + 60)",
                         "Latihan untuk kecamatan ini belum bisa dibuat")
    kind = region.kind
    if kind in KIND_DIGIT and region.code[9] != KIND_DIGIT[kind]:
        yield RowProblem(row, "kind", f"{kind}, padahal kodenya {region.code}", "Angka pertama bagian akhir: 1 kelurahan, 2 desa")
    elif kind in KIND_DIGIT and not 1 <= region.number <= LARGEST_NUMBER[kind]:
        yield RowProblem(row, "code", f"nomor {region.number} di luar 1–{LARGEST_NUMBER[kind]}", "Periksa tiga angka terakhir")
