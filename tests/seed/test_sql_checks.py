"""The independent check in plain SQL: it finds nothing in a village that is mended, and everything in one that is broken."""

import re
import shutil
import sqlite3
from collections.abc import Iterator, Mapping, Set
from contextlib import closing
from dataclasses import dataclass
from datetime import date

import pytest

from seed.building.template import build
from seed.land.areas import area
from tests.seed import district
from tests.seed.sheet_checks import named as named_region
from tests.seed.sheet_checks import one_of_each_setting
from tests.seed.sql_checks import Findings, Rows, checks, findings, named, prepared, tell_the_forms
from tests.seed.villages import SEED, a_village, by_size

DAYS = (date(2024, 2, 29), date(2024, 12, 31), date(2025, 1, 1), date(2026, 3, 2), date(2026, 4, 30), date(2027, 1, 1),
        date(2028, 2, 29), date(2028, 3, 1), date(2029, 12, 31), date(2031, 6, 30), date(2033, 2, 28), date(2035, 10, 31))
"""New Year's Day and Eve, ends of months, the day that there is only in some years, and the day after it."""
LARGE = 1200
"""Households: enough to find somebody for every break."""
OF_THE_RULES = "the rules speak of lines and columns that the forms have"
"""Not to be broken in a village."""

SEEN = {
    "nik-15-angka": "D01 NIK of sixteen digits", "nik-karangan": "D02 NIK of a subdistrict that does not exist",
    "nik-ganda": "D06 NIK only once", "tanggal-lahir-tertukar": "D03 birth date in the NIK",
    "tahun-lahir-tertukar": "D03 birth date in the NIK", "kelamin-terbalik": "D04 sex in the NIK",
    "ijazah-terlalu-dini": "D19 education fits the age", "dua-kepala": "D09 one head", "tanpa-kepala": "D09 one head",
    "istri-belum-kawin": "D15 spouses are married and of the other sex than the head", "nama-kepala-beda": "D12 name of the head",
    "kepala-perempuan-tidak-ditandai": "D24 a woman heads the household exactly when question 90 says so",
    "sertifikat-tanpa-tanah": "D28 no land, no land certificate", "nol-berlebih": "D29 income and expenditure"}
"""Kinds of defects that a check sees every time. The rest only the papers tell."""


def asked():
    """Every day in one setting, every setting on two or more of the days; with GLADI_DISTRICT=all each on all of them."""
    regions = one_of_each_setting()
    return [pytest.param(region, day, id=f"{named_region(region)}-{day}")
            for place, region in enumerate(regions) for number, day in enumerate(DAYS)
            if district.WHOLE or (number + place) % len(regions) == 0]


@pytest.mark.parametrize(("region", "day"), asked())
def test_nothing_impossible_stands_outside_the_ledger(tmp_path, region, day):
    assert findings(build(region, as_of=day, seed=SEED, folder=tmp_path).path) == {}


def test_the_ledger_is_seen_where_it_is_not_mended(tmp_path):
    path = a_village(tmp_path).path
    found = findings(path, mended=False)
    with closing(sqlite3.connect(path)) as connection:
        ledger = connection.execute("SELECT kind, household_id, person_id FROM defect WHERE household_id IS NOT NULL").fetchall()
    assert {kind for kind, _, _ in ledger} >= SEEN.keys()
    assert [row for row in ledger if row[0] in SEEN and not ids(found.get(SEEN[row[0]], [])) & {row[1], row[2]}] == []


def ids(rows: Rows) -> set[int]:
    """All whole numbers in the rows; a column may hold several."""
    return {int(part) for row in rows for cell in row for part in str(cell).split(",") if part.isdecimal()}


@dataclass(frozen=True, slots=True)
class Broken:
    """What is found in a village that is broken for every check at once, and whom each break concerns: ids, or nobody."""

    found: Findings
    whom: Mapping[str, Set[int]]


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Broken:
    """checks/breaks.sql applied to a copy of a village."""
    folder = tmp_path_factory.mktemp("broken")
    large = next(region for region in by_size() if region.kind == "desa" and area(region, SEED).households > LARGE)
    whole, path = a_village(folder, large).path, folder / "broken.sqlite"
    shutil.copyfile(whole, path)
    whom: dict[str, Set[int]] = {}
    with closing(prepared(whole, mended=True)) as villagers, closing(sqlite3.connect(path)) as connection:
        tell_the_forms(connection)
        free = picks(villagers)
        for name, text in named("breaks"):
            whom[name] = break_for(connection, villagers, text, free)
        connection.commit()
    return Broken(findings(path), whom)


@pytest.mark.parametrize("name", [name for name in checks() if name != OF_THE_RULES])
def test_a_check_finds_what_it_is_for(broken, name):
    assert name in broken.found
    assert not broken.whom[name] or ids(broken.found[name]) & broken.whom[name]


def picks(villagers: sqlite3.Connection) -> set[int]:
    """Households that can be broken: complete, and not in the ledger."""
    return {row[0] for row in villagers.execute(
        "SELECT id FROM household WHERE filled = 98 AND NOT EXISTS (SELECT 1 FROM defect WHERE household_id = household.id)")}


def break_for(connection: sqlite3.Connection, villagers: sqlite3.Connection, text: str, free: set[int]) -> set[int]:
    """Make the change that one block of breaks.sql tells. The ids of the person and the household, if it concerns one."""
    for place in directives(text, "cell"):
        sheet, line, title, value = place.split(" | ")
        connection.execute(
            f'UPDATE cell SET (number, text) = ({value}) WHERE (sheet, row, "column") IN (SELECT sheet, row, "column" FROM form '
            "WHERE sheet = ? AND line = ? AND title = ?)", (sheet, line, title))
    for condition in directives(text, "pick"):
        members = villagers.execute(f"SELECT id, household_id FROM member WHERE {condition} ORDER BY id")
        person, household = next((row for row in members if row[1] in free), (0, 0))
        assert person, f"nobody: {condition}"
        free.remove(household)
        connection.execute(text, {"id": person, "household": household})
        return {person, household}
    connection.executescript(text)
    return set()


def directives(text: str, word: str) -> Iterator[str]:
    return (match[1] for match in re.finditer(rf"^-- {word}: (.+)$", text, re.MULTILINE))
