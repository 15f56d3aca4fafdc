"""Days since 1970 as year, month and day, and as text, whole columns at once."""

from typing import NamedTuple

import numpy as np

from seed.chance.odds import Ints


class Parts(NamedTuple):
    """Dates as three columns of equal length. Months and days count from 1."""

    year: Ints
    month: Ints
    day: Ints


FIRST_YEAR = 1880
YEARS = np.array([f"{year}-" for year in range(FIRST_YEAR, 2160)], dtype=object)
MONTHS_AND_DAYS = np.array([f"{month:02d}-{day:02d}" for month in range(13) for day in range(32)], dtype=object)


def parts(days: Ints) -> Parts:
    """Year, month and day of each of `days`, which count from 1 January 1970."""
    dates = days.astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    since = months.astype(np.int64)
    return Parts(since // 12 + 1970, since % 12 + 1, (dates - months).astype(np.int64) + 1)


def texts(dates: Parts) -> list[str]:
    """Each date as text, as SQLite stores it: 1998-03-02. Only years from 1880 to 2159 can be written."""
    return (YEARS[dates.year - FIRST_YEAR] + MONTHS_AND_DAYS[dates.month * 32 + dates.day]).tolist()
