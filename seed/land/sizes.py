"""How many households a village has: a share of its subdistrict's, or where those are not known a draw of its own."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from seed.chance.odds import Ints, stream
from seed.chance.shares import rounded_to

SMALLEST, LARGEST = 300, 6000
"""Bounds of the households of a village."""
PEOPLE_A_HOUSEHOLD = 3.17
"""Mean size of the families that families.py draws."""
SPREAD_WITHIN = .55
"""Standard deviation of the logarithm of the sizes within a subdistrict."""
MIDDLE, SPREAD = 2000, .65
"""Where nothing is known of the subdistrict: the median of households, and the standard deviation of their logarithm."""
HALVINGS = 60
"""Steps of the search for the factor at which the bounded sizes add up."""


def households(codes: Sequence[str], seed: int, people: float | None) -> Ints:
    """Households of each village of a subdistrict. `people`: the inhabitants of the subdistrict, if known."""
    if people is None:
        return np.array([_drawn_alone(code, seed) for code in codes])
    luck = np.array([stream("size", code, seed).normal() for code in codes])
    return shared(np.exp(SPREAD_WITHIN * luck), round(people / PEOPLE_A_HOUSEHOLD))


def shared(weights: NDArray[np.float64], whole: int) -> Ints:
    """Whole households by weight, none below SMALLEST or above LARGEST, `whole` in all if these bounds allow it."""
    whole = min(max(whole, SMALLEST * len(weights)), LARGEST * len(weights))
    low, high = 0.0, LARGEST / float(weights.min())
    for _ in range(HALVINGS):
        factor = (low + high) / 2
        low, high = (factor, high) if np.clip(weights * factor, SMALLEST, LARGEST).sum() < whole else (low, factor)
    return rounded_to(np.clip(weights * high, SMALLEST, LARGEST), whole)


def _drawn_alone(code: str, seed: int) -> int:
    """Households of a village of whose subdistrict nothing is known."""
    drawn = MIDDLE * np.exp(SPREAD * stream("size", code, seed).normal(size=64))
    return int(drawn[(drawn >= SMALLEST) & (drawn < LARGEST + 1)][0])
