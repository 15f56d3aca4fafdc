"""Weighted draws of whole columns, and one stream of chance a topic.

Each topic of a village has its own stream, so that drawing one thing more in one topic changes no other.
"""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Rng = np.random.Generator


def stream(topic: str, code: str, seed: int, as_of: date | None = None) -> Rng:
    """The dice of one topic in one village. Without `as_of` it is the same on every training day."""
    day = as_of.toordinal() if as_of else 0
    return np.random.default_rng([seed, int(code.replace(".", "")), day, zlib.crc32(topic.encode())])


@dataclass(frozen=True, slots=True)
class Odds:
    """Codes with weights. `draw` gives a column of codes, each as often as its weight says."""

    codes: Ints
    bounds: Floats

    @classmethod
    def of(cls, weights: Mapping[int, float]) -> "Odds":
        """`weights` by code, in the order in which chances rise; they need not add up to 1."""
        heights = np.array(list(weights.values()), dtype=float)
        bounds = np.cumsum(heights / heights.sum())
        bounds[-1] = 1.0
        return cls(np.array(list(weights), dtype=np.int64), bounds)

    def draw(self, rng: Rng, size: int) -> Ints:
        return self.at(rng.random(size))

    def at(self, chances: Floats) -> Ints:
        """The code at each chance in [0, 1): the same chance gives neighbours in a sorted table."""
        return self.codes[np.searchsorted(self.bounds, chances, side="right").clip(max=len(self.codes) - 1)]


@dataclass(frozen=True, slots=True)
class OddsTable:
    """One row of weights a class of people: `draw` gives each person a code by the weights of its class, in one search."""

    codes: Ints
    bounds: Floats
    """The rows one after the other, row n rising from n to n + 1."""

    @classmethod
    def of(cls, codes: Sequence[int], weights: Floats) -> "OddsTable":
        """`weights`: classes × codes. A class without any weight is not allowed."""
        bounds: Floats = np.cumsum(weights, axis=1, dtype=np.float64)
        bounds /= bounds[:, -1:]
        return cls(np.array(codes, dtype=np.int64), (bounds + np.arange(len(bounds))[:, None]).ravel())

    @classmethod
    def of_odds(cls, rows: Sequence[Mapping[int, float]], order: Sequence[int] = ()) -> "OddsTable":
        """A mapping of codes to weights for each class. Low chances give the first codes of `order`."""
        codes = order or sorted({code for row in rows for code in row})
        return cls.of(codes, np.array([[row.get(code, 0.0) for code in codes] for row in rows]))

    def draw(self, rng: Rng, classes: Ints) -> Ints:
        return self.at(rng.random(len(classes)), classes)

    def at(self, chances: Floats, classes: Ints) -> Ints:
        """The code at each chance in [0, 1), by the row of its class."""
        below = np.nextafter(classes + 1.0, 0)      # a chance near 1 must not be rounded into the next class
        found = np.searchsorted(self.bounds, np.minimum(classes + chances, below), side="right")
        return self.codes[found - classes * len(self.codes)]


@dataclass(frozen=True, slots=True)
class Curve:
    """A density over a measure (age in years) as a line through points; `at` turns chances into values."""

    values: Floats
    shares: Floats

    @classmethod
    def of(cls, knots: Floats, heights: Floats, step: float = .25) -> "Curve":
        """`heights` of the density at each of `knots`, which rise."""
        values = np.arange(knots[0], knots[-1] + step / 2, step)
        density = np.interp(values, knots, heights)
        shares = np.r_[0, np.cumsum((density[1:] + density[:-1]) / 2)]
        return cls(values, shares / shares[-1])

    def at(self, chances: Floats) -> Floats:
        """The value at each chance from 0 to 1: the higher the chance, the higher the value."""
        return np.interp(chances, self.shares, self.values)


def order_of(keys: Ints) -> Ints:
    """What a stable argsort of keys from 0 to below 2**46 gives, but faster: the keys are made different and sorted in place."""
    packed = keys << 17 | np.arange(len(keys))
    packed.sort()
    return packed & (1 << 17) - 1


LAST_AGE = 120
"""Years: tables by age end here."""


def steps(*starts: int) -> Ints:
    """A table by age, up to LAST_AGE: 0 before the first of `starts`, 1 from there on, 2 from the second on …"""
    return np.searchsorted(starts, np.arange(LAST_AGE + 1), side="right").astype(np.int64)
