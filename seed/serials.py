"""NIK and card numbers of a whole village at once, by the rules of sandbox/practice/numbers.py.

Villages of one subdistrict share the first six digits, so each has its own SHARE of the four serial digits: first NIK_SHARE
for NIK, the rest for cards. No number of the district can occur twice, whichever villages are built.
"""

import numpy as np

from sandbox.practice.numbers import practice_prefix
from seed.errors import SeedError
from seed.odds import Bools, Ints, Rng
from seed.regions import LARGEST_NUMBER, Region

SHARE, NIK_SHARE = 40, 26
"""SHARE × (199 desa + 49 kelurahan + 1) stays below 10,000."""


def first_serial(region: Region) -> int:
    """The serial before the village's first one."""
    kelurahan = LARGEST_NUMBER["desa"] if region.kind == "kelurahan" else 0
    return SHARE * (kelurahan + region.number - 1)


def niks(region: Region, born: Ints, woman: Bools) -> list[str]:
    """One NIK a person. `born` in days since 1970."""
    return _numbers(region, born, 40 * woman.astype(np.int64), 0, NIK_SHARE)


def cards(region: Region, issued: Ints) -> list[str]:
    """One family-card number a household."""
    return _numbers(region, issued, np.zeros_like(issued), NIK_SHARE, SHARE - NIK_SHARE)


def card_days(rng: Rng, head_born: Ints, today: int) -> Ints:
    """When each card was issued: a working day of the last 15 years, over a year ago, after the head's 17th birthday."""
    latest = today - 370
    earliest = np.minimum(np.maximum(head_born + 6210, today - 15 * 365), latest - 10)
    issued = earliest + (rng.random(len(head_born)) * (latest - earliest)).astype(np.int64)
    weekday = (issued + 3) % 7
    return issued - (weekday - 4).clip(min=0)


def _numbers(region: Region, day: Ints, add: Ints, offset: int, room: int) -> list[str]:
    dates = day.astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    month = months.astype(np.int64) % 12 + 1
    year = (months.astype(np.int64) // 12 + 1970) % 100
    key = ((dates - months).astype(np.int64) + 1 + add) * 10_000 + month * 100 + year
    nth = _nth_of_its_kind(key)
    if nth.max(initial=0) >= room:
        raise SeedError(why=f"nomor urut {region.code} tidak cukup untuk satu tanggal")
    prefix = practice_prefix(region.district_code)
    serial = first_serial(region) + offset + nth + 1
    return [f"{prefix}{number:010d}" for number in (key * 10_000 + serial).tolist()]


def _nth_of_its_kind(key: Ints) -> Ints:
    """0 for the first of each value, 1 for the second, …"""
    order = np.argsort(key, kind="stable")
    ordered = key[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    counts = np.diff(np.r_[starts, len(key)])
    nth = np.empty(len(key), dtype=np.int64)
    nth[order] = np.arange(len(key)) - np.repeat(starts, counts)
    return nth
