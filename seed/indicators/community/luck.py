"""Small throws for one sheet after the other: a yes or no, a number between bounds, a word.

A village asks some hundreds of them; plain floats taken from a block are many times faster than numpy's scalar calls.
"""

from collections.abc import Iterator

from seed.chance.odds import Rng
from seed.indicators.words import there

BLOCK = 64
"""Chances that are drawn at once."""


class Luck:
    """Throws from one stream of chance, in the order in which they are asked for."""

    def __init__(self, rng: Rng) -> None:
        self._chances = _chances(rng)

    def yes(self, odds: float) -> bool:
        """True by the chance `odds`, from 0 to 1."""
        return next(self._chances) < odds

    def between(self, least: float, most: float) -> float:
        """A number from `least` to below `most`."""
        return least + (most - least) * next(self._chances)

    def number(self, least: int, most: int) -> int:
        """A whole number, both bounds included."""
        return least + int((most - least + 1) * next(self._chances))

    def about(self, number: float, spread: float = .3) -> int:
        """A whole number within `spread` of it, as a share of it."""
        return round(number * self.between(1 - spread, 1 + spread))

    def word(self, *words: str) -> str:
        """One of the words, all equally likely."""
        return words[self.number(0, len(words) - 1)]

    def there(self, odds: float) -> str:
        """Ada by the chance `odds`, else Tidak ada."""
        return there(self.yes(odds))


def _chances(rng: Rng) -> Iterator[float]:
    while True:
        yield from rng.random(BLOCK).tolist()
