"""Real villages for the tests, the smallest of the district so that they are built in a blink."""

import sqlite3
from datetime import date
from functools import cache
from pathlib import Path

from seed.building.template import TemplateInfo, build
from seed.land.areas import area
from seed.land.regions import Region, demo_regions

AS_OF = date(2026, 3, 2)
SEED = 1


@cache
def by_size() -> list[Region]:
    """The district's villages, the smallest first."""
    return sorted(demo_regions(), key=lambda region: area(region, SEED).households)


def smallest(kind: str = "desa") -> Region:
    return next(region for region in by_size() if region.kind == kind)


def a_village(folder: Path, region: Region | None = None, as_of: date = AS_OF, seed: int = SEED) -> TemplateInfo:
    return build(region or smallest(), as_of=as_of, seed=seed, folder=folder)


def opened(info: TemplateInfo) -> sqlite3.Connection:
    """The template, read-only, rows by column name."""
    connection = sqlite3.connect(f"file:{info.path.as_posix()}?mode=ro&immutable=1", uri=True)
    connection.row_factory = sqlite3.Row
    return connection


def column(info: TemplateInfo, query: str) -> list[object]:
    connection = opened(info)
    try:
        return [row[0] for row in connection.execute(query)]
    finally:
        connection.close()
