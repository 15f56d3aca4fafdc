"""Whole numbers that add up to a whole: households of a subdistrict, hundredths of a hectare, patients."""

from collections.abc import Sequence

import numpy as np

from seed.chance.odds import Floats, Ints


def apportioned(weights: Floats | Sequence[float], total: int) -> Ints:
    """`total` divided in whole units, as the weights are to each other. The largest remainders are rounded up."""
    parts = np.asarray(weights, dtype=float)
    return rounded_to(parts * total / parts.sum(), total)


def rounded_to(exact: Floats, total: int) -> Ints:
    """Whole numbers that add up to `total`, as `exact` nearly does: rounded down, but the largest remainders up."""
    whole = np.floor(exact).astype(np.int64)
    missing = total - int(whole.sum())
    whole[np.argsort(whole - exact, kind="stable")[:missing]] += 1
    return whole
