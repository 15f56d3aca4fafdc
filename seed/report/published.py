"""Published figures of regencies, provinces and the country, from regions/published.csv, each with its source."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from sandbox.files.listings import ListRow, read_list

FILE = Path(__file__).parent.parent / "regions" / "published.csv"
COUNTRY = "*"
MOST_ROWS = 20_000
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
    return tuple(read_list(FILE, tuple(field.name for field in fields(Published)), _row, most=MOST_ROWS))


def _row(row: ListRow) -> Published:
    return Published(row.filled("figure"), row.filled("area"), row.whole("year") if row["year"] else None, row.decimal("value"),
                     row["unit"], row.filled("source"), row["address"], row["how_sure"])
