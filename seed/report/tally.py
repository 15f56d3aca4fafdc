"""Counts over finished templates. Read from the files alone, so that the page shows what trainees will find."""

import hashlib
import json
import sqlite3
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sandbox.practice.sheets.sheet import sheet
from seed.building.template import TemplateInfo
from seed.land.areas import area
from seed.land.regions import Region

PERSONS = """
    SELECT sex, CAST(strftime('%Y', v.as_of) AS INTEGER) - CAST(strftime('%Y', birth_date) AS INTEGER)
                - (strftime('%m%d', v.as_of) < strftime('%m%d', birth_date)) AS age,
           json_extract(answers, '$.2'), json_extract(answers, '$.3'), json_extract(answers, '$.4'), json_extract(answers, '$.8'),
           json_extract(answers, '$.9'), json_extract(answers, '$.12'), count(*)
    FROM person, village v GROUP BY 1, 2, 3, 4, 5, 6, 7, 8"""
HOUSEHOLDS = """
    SELECT member_count, json_extract(answers, '$.4'), json_extract(answers, '$.8'), count(*)
    FROM household GROUP BY 1, 2, 3"""
PLACES = "SELECT count(DISTINCT hamlet), count(DISTINCT rw), count(DISTINCT rw || '/' || rt) FROM household"
CELLS = """
    SELECT sheet, "row", "column", number FROM cell, village v
    WHERE number IS NOT NULL AND period = CAST(strftime('%Y', v.as_of) AS INTEGER) - 1"""
DEFECTS = "SELECT kind, count(DISTINCT number) FROM defect GROUP BY kind"


@dataclass(frozen=True, slots=True)
class PersonKind:
    """People who are alike in all that is counted. Codes as in the member form; None: not answered."""

    sex: str
    age: int
    relation: str | None
    marital: str | None
    faith: str | None
    school: str | None
    work: str | None
    contraception: str | None
    setting: str


@dataclass(slots=True)
class Tally:
    """What was counted over the templates of a district: how many, by what is counted."""

    as_of: date
    seed: int
    is_whole: bool
    """Whether all villages of the regions file are counted."""
    place: str = ""
    """Name of the regency: Kabupaten Contoh."""
    villages: int = 0
    bytes: list[int] = field(default_factory=list)
    persons: Counter[PersonKind] = field(default_factory=Counter)
    sizes: Counter[int] = field(default_factory=Counter)
    """Households by their number of members."""
    welfare: Counter[str] = field(default_factory=Counter)
    """Households by code of question 4."""
    water: Counter[str] = field(default_factory=Counter)
    """Households by code of question 8."""
    settings: Counter[str] = field(default_factory=Counter)
    """Villages by setting."""
    by_district: Counter[str] = field(default_factory=Counter)
    """People by subdistrict code."""
    districts: dict[str, str] = field(default_factory=dict)
    """Names of the subdistricts by code."""
    hamlets: int = 0
    rws: int = 0
    rts: int = 0
    cells: Counter[tuple[str, int, int]] = field(default_factory=Counter)
    """Last year's sheets: sums over all villages by sheet, row and column."""
    defects: Counter[str] = field(default_factory=Counter)
    sha256: str = ""
    """Of all templates together, as hash_of_all gives it."""

    @property
    def regency(self) -> str:
        """Code of the regency: that of the first subdistrict."""
        return next(iter(self.by_district), "")[:5]

    def cell(self, sheet_id: str, row: str, column: str | int = 1) -> float:
        """The sum of a cell of last year's sheets over all villages."""
        line = sheet(sheet_id).by_title[row]
        return self.cells[sheet_id, line.number, column if isinstance(column, int) else line.column(column)]

    def count(self, **wanted: object) -> int:
        """How many people have these values: count(sex="P", work="10")."""
        return sum(number for person, number in self.persons.items()
                   if all(getattr(person, name) == value for name, value in wanted.items()))


def tally(infos: Iterable[tuple[Region, TemplateInfo]], *, as_of: date, seed: int, is_whole: bool) -> Tally:
    """Count these templates. `is_whole`: they are all there are of the district."""
    found, seen = Tally(as_of, seed, is_whole), []
    for region, info in infos:
        _add(found, region, info)
        seen.append(info)
    found.sha256 = hash_of_all(seen)
    return found


def _add(found: Tally, region: Region, info: TemplateInfo) -> None:
    """Count one village's template into `found`."""
    around = area(region, found.seed)
    found.place, setting = found.place or around.regency, str(around.setting)
    found.villages += 1
    found.districts[region.district_code] = region.district
    found.bytes.append(info.bytes)
    found.settings[setting] += 1
    with closing(_opened(info.path)) as village:
        for *values, number in village.execute(PERSONS):
            found.persons[PersonKind(*values, setting)] += number  # type: ignore[call-arg]
            found.by_district[region.district_code] += number
        for size, welfare, water, number in village.execute(HOUSEHOLDS):
            found.sizes[size] += number
            for counter, code in ((found.welfare, welfare), (found.water, water)):
                if code is not None:
                    counter[code] += number
        hamlets, rws, rts = village.execute(PLACES).fetchone()
        found.hamlets, found.rws, found.rts = found.hamlets + hamlets, found.rws + rws, found.rts + rts
        for sheet_id, row, column, value in village.execute(CELLS):
            found.cells[sheet_id, row, column] += value
        found.defects.update(dict(village.execute(DEFECTS)))


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{path.as_posix()}?mode=ro&immutable=1", uri=True)


def hash_of_all(infos: Iterable[TemplateInfo]) -> str:
    """The hash of these templates' hashes in the order of their codes: two halls with the same one have the same data."""
    return hashlib.sha256(json.dumps(sorted((info.code, info.sha256) for info in infos)).encode()).hexdigest()
