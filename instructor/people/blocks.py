"""A subdistrict that is written once over the rows of its villages, or is a sheet's name: how offices group a list."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from instructor.people.official import OfficialVillages, district_key
from instructor.people.rows import RosterRow


def under_their_districts(rows: Sequence[RosterRow], official: OfficialVillages) -> Sequence[RosterRow]:
    """Every row with the subdistrict that stands above it or on its sheet's tab, where it says none itself.

    As they are where that reading is refuted: some village of the list lies in none of that name.
    """
    found = list(_filled(rows, official))
    if any(_refutes(row, official) for row, was in zip(found, rows, strict=True) if row is not was):
        return rows
    return found


def _filled(rows: Sequence[RosterRow], official: OfficialVillages) -> Iterator[RosterRow]:
    above, sheet = "", None
    for row in rows:
        if row.sheet != sheet:
            above, sheet = row.sheet if district_key(row.sheet) in official.districts else "", row.sheet
        above = row.district or above
        yield row if row.district or not above else replace(row, district=above)


def _refutes(row: RosterRow, official: OfficialVillages) -> bool:
    named = official.named(row.village) if row.village else ()
    return bool(named) and district_key(row.district) not in {district_key(village.district) for village in named}
