"""What only one regency has: where its people were born and which peoples live there. From regions/local.csv.

A regency without rows there takes its subdistrict's name as the birth place and says nothing of a people.
"""

import csv
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from seed.regions import Region

FILE = Path(__file__).parent / "regions" / "local.csv"


def birth_places(region: Region) -> tuple[list[str], NDArray[np.float64]]:
    """Places and their shares; the regency's own comes first."""
    return _shares(region.regency_code, "birth_place", region.district)


def peoples(region: Region) -> tuple[list[str], NDArray[np.float64]]:
    """Peoples (etnis) and their shares."""
    return _shares(region.regency_code, "people", "Lainnya")


def _shares(regency: str, what: str, otherwise: str) -> tuple[list[str], NDArray[np.float64]]:
    rows = [(value, weight) for code, kind, value, weight in _rows() if (code, kind) == (regency, what)] or [(otherwise, 1.0)]
    weights = np.array([weight for _, weight in rows])
    return [value for value, _ in rows], weights / weights.sum()


@cache
def _rows() -> list[tuple[str, str, str, float]]:
    with FILE.open(encoding="utf-8", newline="") as lines:
        return [(row["regency"], row["what"], row["value"], float(row["weight"])) for row in csv.DictReader(lines)]
