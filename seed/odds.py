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
    """Codes with weights; `draw` gives a column of codes."""

    codes: Ints
    bounds: NDArray[np.float64]

    @classmethod
    def of(cls, weights: Mapping[int, float]) -> "Odds":
        heights = np.array(list(weights.values()), dtype=float)
        bounds = np.cumsum(heights / heights.sum())
        bounds[-1] = 1.0
        return cls(np.array(list(weights), dtype=np.int64), bounds)

    def draw(self, rng: Rng, size: int) -> Ints:
        return self.at(rng.random(size))

    def at(self, chances: NDArray[np.float64]) -> Ints:
        """The code at each chance in [0, 1): the same chance gives neighbours in a sorted table."""
        return self.codes[np.searchsorted(self.bounds, chances, side="right").clip(max=len(self.codes) - 1)]


Band = tuple[int, Odds]
"""From this age on, these odds."""


def draw_by_age(rng: Rng, ages: Ints, bands: Sequence[Band]) -> Ints:
    """A code for every age, from the last band that begins at or below it."""
    drawn = np.zeros(len(ages), dtype=np.int64)
    chances = rng.random(len(ages))
    starts = [start for start, _ in bands]
    band_of = np.searchsorted(starts, ages, side="right") - 1
    for index, (_, odds) in enumerate(bands):
        here = band_of == index
        drawn[here] = odds.at(chances[here])
    return drawn
