"""NIK and card numbers of a whole village at once, by the rules of sandbox/practice/nik.py.

Villages of one subdistrict share the first six digits, so each has its own SHARE of the four serial digits: first NIK_SHARE
for NIK, the rest for cards. No number of the district can occur twice, whichever villages are built.
"""

import numpy as np

from sandbox.practice.nik import practice_prefix
from seed.chance.dates import Parts, parts
from seed.chance.odds import Bools, Ints, Rng, order_of
from seed.errors import SeedError
from seed.land.regions import LARGEST_NUMBER, Region

SHARE, NIK_SHARE = 40, 26
"""SHARE × (199 desa + 49 kelurahan + 1) stays below 10,000."""


def first_serial(region: Region) -> int:
    """The serial before the village's first one."""
    kelurahan = LARGEST_NUMBER["desa"] if region.kind == "kelurahan" else 0
    return SHARE * (kelurahan + region.number - 1)


def niks(region: Region, born: Parts, woman: Bools) -> list[str]:
    """One NIK a person, by birthday and sex. Raises SeedError if too many were born on one day."""
    return _numbers(region, born, 40 * woman, 0, NIK_SHARE)


def cards(region: Region, issued: Ints) -> list[str]:
    """One family-card number a household. `issued` in days since 1970. Raises SeedError if a day has too many."""
    return _numbers(region, parts(issued), 0, NIK_SHARE, SHARE - NIK_SHARE)


def card_days(rng: Rng, head_born: Ints, today: int) -> Ints:
    """When each card was issued: a working day of the last 15 years, over a year ago, after the head's 17th birthday."""
    latest = today - 370
    earliest = np.minimum(np.maximum(head_born + 6210, today - 15 * 365), latest - 10)
    issued = earliest + (rng.random(len(head_born)) * (latest - earliest)).astype(np.int64)
    weekday = (issued + 3) % 7
    return np.where(weekday < 5, issued, issued - weekday + rng.integers(5, size=len(issued)))


def _numbers(region: Region, dates: Parts, add: Ints | int, offset: int, room: int) -> list[str]:
    """Numbers of subdistrict, date and serial. `add` is added to the day; serials begin after `offset`, `room` of them a date.

    Raises SeedError if a date needs more.
    """
    key = (dates.day + add) * 10_000 + dates.month * 100 + dates.year % 100
    nth = _nth_of_its_kind(key)
    if nth.max(initial=0) >= room:
        raise SeedError(why=f"di {region.code} ada {nth.max() + 1} nomor untuk satu tanggal, paling banyak {room}")
    serial = first_serial(region) + offset + nth + 1
    prefix = int(practice_prefix(region.district_code)) * 10 ** 10
    return list(map(str, (prefix + key * 10_000 + serial).tolist()))


def _nth_of_its_kind(key: Ints) -> Ints:
    """0 for the first of each value, 1 for the second, …"""
    order = order_of(key)
    ordered = key[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    counts = np.diff(np.r_[starts, len(key)])
    nth = np.empty(len(key), dtype=np.int64)
    nth[order] = np.arange(len(key)) - np.repeat(starts, counts)
    return nth
