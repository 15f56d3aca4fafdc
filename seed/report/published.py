"""Published figures of regencies, provinces and the country, from regions/published.csv, each with its source."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent.parent / "regions" / "published.csv"
COUNTRY = "*"
MEANT_YEAR = 2013
"""The year that the practice data look like: of several years the nearest is taken."""


@dataclass(frozen=True, slots=True)
class Published:
    """One row of the file. `how_sure`: seen (in the source), derived (from other rows) or remembered."""

    figure: str
    area: str
    """Code of a subdistrict, regency or province; * for the country."""
    year: int | None
    value: float
    unit: str
    source: str
    address: str
    how_sure: str


def nearest_published(figure: str, area: str) -> Published | None:
    """The figure of the area itself, else of the province around it, else of the country; None if nobody published it."""
    for place in dict.fromkeys((area, area[:2], COUNTRY)):
        if rows := [row for row in _rows() if row.figure == figure and row.area == place]:
            return min(rows, key=_distance)
    return None


def within(figure: str, area: str) -> dict[str, Published]:
    """The figure of every subdistrict of a regency (`area`) that has one, by code; of several years the nearest to MEANT_YEAR."""
    found: dict[str, Published] = {}
    for row in sorted(_of(figure, area), key=_distance, reverse=True):
        found[row.area] = row
    return dict(sorted(found.items()))


def _of(figure: str, area: str) -> Iterable[Published]:
    return (row for row in _rows() if row.figure == figure and row.area.startswith(f"{area}."))


def _distance(row: Published) -> int:
    """How many years the row is from MEANT_YEAR; a row without a year is taken as meant."""
    return abs((row.year or MEANT_YEAR) - MEANT_YEAR)


@cache
def _rows() -> tuple[Published, ...]:
    with FILE.open(encoding="utf-8", newline="") as lines:
        return tuple(_row(cells) for cells in csv.DictReader(lines))


def _row(cells: dict[str, str]) -> Published:
    return Published(cells["figure"], cells["area"], int(cells["year"]) if cells["year"] else None, float(cells["value"]),
                     cells["unit"], cells["source"], cells["address"] or "", cells["how_sure"] or "")
