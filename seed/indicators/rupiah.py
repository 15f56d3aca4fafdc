"""Money of the sheets: rupiah of about 2013, when the forms were filled by every village."""

from seed.indicators.census import Census

MILLION = 1_000_000
CHEAPER = .94
"""Prices and incomes of last year, this year's being 1."""


def prices(census: Census) -> float:
    """By what an amount of this year is multiplied to give that of the census's year."""
    return CHEAPER if census.is_past else 1.0


def rounded(rupiah: float, to: int = 1000) -> int:
    """As somebody writes an amount into a sheet: whole thousands, or whole numbers of `to`."""
    return round(rupiah / to) * to
