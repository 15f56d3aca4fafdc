"""The villages of a district, from a CSV in the form that regions/README.md describes, and the six daily groups."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from sandbox.files.file_errors import FileProblem
from sandbox.files.listings import ListRow, read_list, shown

DEMO_FILE = Path(__file__).parent.parent / "regions" / "banyuwangi.csv"
"""The district of the demo training: the only place in the code that names it."""

COLUMNS = ("code", "district_code", "district", "name", "kind")
NAMES = ("name", "district")
KIND_DIGIT = {"desa": "2", "kelurahan": "1"}
"""First digit of the last part of a code."""
LONGEST_NAME = 60
LARGEST_NUMBER = {"desa": 199, "kelurahan": 49}
"""The last number of a village within its subdistrict: serials.py gives each a share of the four serial digits."""
MOST_VILLAGES = 1000
"""The largest regency of the country has 852. More is somebody's list of a province."""

_CODE = re.compile(r"\d\d\.\d\d\.\d\d\.[12]\d\d\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class Region:
    """A village by its official code: 35.10.02.2003. `district` is the subdistrict (kecamatan)."""

    code: str
    district_code: str
    district: str
    name: str
    kind: str
    """desa or kelurahan."""
    siblings: tuple[tuple[str, str], ...] = ()
    """Code and name of every village of its subdistrict, its own among them, by code. Empty if nobody knows them."""

    @property
    def is_centre(self) -> bool:
        """Where the subdistrict has its office, market, health centre and schools: it bears its name, or begins with it."""
        return self.name.startswith(self.district)

    @property
    def number(self) -> int:
        """The village's number within its subdistrict and kind: 35.10.02.2003 → 3."""
        return int(self.code[-3:])


def demo_regions() -> list[Region]:
    """The villages of the demo training."""
    return read_regions(DEMO_FILE)


def read_regions(path: Path) -> list[Region]:
    """All regions of a file, by code. Raises ListingError that names every wrong row; nothing is taken over then."""
    regions = read_list(path, COLUMNS, partial(_region, Seen({}, {})), most=MOST_VILLAGES, at_end=_nobody)
    return _with_siblings(sorted(regions, key=lambda region: region.code))


def daily_groups(regions: Sequence[Region], days: int = 6) -> list[list[Region]]:
    """The villages dealt out one by one in the order of their codes: groups of equal size (± 1) that mix subdistricts."""
    by_code = sorted(regions, key=lambda region: region.code)
    return [by_code[day::days] for day in range(days)]


@dataclass(frozen=True, slots=True)
class Seen:
    """What the rows above said: code of a village → its row; code of a subdistrict → its first row and its name there."""

    codes: dict[str, int]
    districts: dict[str, tuple[int, str]]


def _with_siblings(regions: Sequence[Region]) -> list[Region]:
    """The regions, each with all villages of its subdistrict."""
    of_district: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for region in regions:
        of_district[region.district_code].append((region.code, region.name))
    return [replace(region, siblings=tuple(of_district[region.district_code])) for region in regions]


def _nobody(regions: Sequence[Region]) -> Iterator[FileProblem]:
    if not regions:
        yield FileProblem(0, "", "tidak ada satu desa pun", "Isi satu baris untuk setiap desa")


def _region(seen: Seen, row: ListRow) -> Region:
    """A row as a region. What is wrong with it is noted; `seen`: what the rows above said."""
    _look_for_unprintable(row)
    code, district_code, district, name, kind = (" ".join(row[column].split()) for column in COLUMNS)
    region = Region(code, district_code, district, name, kind.lower())
    _check(row, region, seen)
    seen.codes.setdefault(region.code, row.line)
    seen.districts.setdefault(region.district_code, (row.line, region.district))
    return region


def _look_for_unprintable(row: ListRow) -> None:
    """A line break in a name usually means that a quotation mark was not closed."""
    for name, value in row.cells.items():
        if odd := next((letter for letter in value if unicodedata.category(letter).startswith("C")), ""):
            row.refuse(name, f"berisi tanda yang tak terlihat (U+{ord(odd):04X})", "Ketik lagi isi kolom ini")


def _check(row: ListRow, region: Region, seen: Seen) -> None:
    """What is wrong with a row. `seen`: what the rows above said."""
    for name in COLUMNS:
        if not getattr(region, name):
            row.refuse(name, "kosong", "Isi kolom ini")
    for name in NAMES:
        _check_name(row, name, getattr(region, name))
    if region.kind and region.kind not in KIND_DIGIT:
        row.refuse("kind", f"{shown(region.kind)} tidak dikenal", "Tulis desa atau kelurahan")
    if region.code:
        _check_code(row, region, seen)


def _check_name(row: ListRow, column: str, value: str) -> None:
    if len(value) > LONGEST_NAME:
        row.refuse(column, f"{len(value)} huruf, paling banyak {LONGEST_NAME}", "Pendekkan namanya")
    if value and not any(letter.isalpha() for letter in value):
        row.refuse(column, f"{shown(value)} tidak berisi huruf", "Periksa apakah kolomnya tertukar")


def _check_code(row: ListRow, region: Region, seen: Seen) -> None:
    if not _CODE.fullmatch(region.code):
        row.refuse("code", f"{shown(region.code)} bukan kode desa", "Tulis seperti 35.10.02.2003, dengan titik")
        return
    if region.code in seen.codes:
        row.refuse("code", f"{region.code} sudah ada di baris {seen.codes[region.code]}", "Hapus salah satunya")
    _check_district(row, region, seen)
    kind = region.kind
    if kind in KIND_DIGIT and region.code[9] != KIND_DIGIT[kind]:
        row.refuse("kind", f"{kind}, padahal kodenya {region.code}", "Angka pertama bagian akhir: 1 kelurahan, 2 desa")
    elif kind in KIND_DIGIT and not 1 <= region.number <= LARGEST_NUMBER[kind]:
        row.refuse("code", f"nomor {region.number} di luar 1–{LARGEST_NUMBER[kind]}", "Periksa tiga angka terakhir")


def _check_district(row: ListRow, region: Region, seen: Seen) -> None:
    if not region.district_code:
        return
    if region.district_code != region.code[:8]:
        row.refuse("district_code", f"{shown(region.district_code)} bukan awal dari {region.code}", f"Tulis {region.code[:8]}")
        return
    if int(region.district_code[-2:]) + 60 > 99:
        row.refuse("district_code", "nomor kecamatan di atas 39 tidak punya kode latihan (kode + 60)",
                   "Latihan untuk kecamatan ini belum bisa dibuat")
    first, name = seen.districts.get(region.district_code, (row.line, region.district))
    if region.district and name != region.district:
        row.refuse("district", f"{shown(region.district)}, padahal di baris {first} {shown(name)}",
                   "Samakan nama kecamatannya")
