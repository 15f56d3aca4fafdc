"""Small figures and words for many lines at once, from rates, bounds and chances that stand beside the line's title."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from seed.chance.odds import Rng
from seed.indicators.book import Book, Value
from seed.indicators.words import NOT_THERE, THERE


def happened(rng: Rng, rates: Mapping[str, float], scale: float = 1) -> dict[str, int]:
    """How often each happened (a Poisson draw): on average its rate, times `scale`."""
    return dict(zip(rates, rng.poisson(np.array(list(rates.values())) * scale).tolist(), strict=True))


def between(rng: Rng, bounds: Mapping[str, tuple[int, int]]) -> dict[str, int]:
    """A whole number for each title, between its bounds, both included."""
    least, most = np.array(list(bounds.values())).T
    return dict(zip(bounds, rng.integers(least, most + 1).tolist(), strict=True))


def words(rng: Rng, chances: Mapping[str, float], pair: tuple[str, str] = (THERE, NOT_THERE)) -> dict[str, str]:
    """A word for each title: the first of the pair by its chance, else the second."""
    drawn = rng.random(len(chances)) < list(chances.values())
    return {title: pair[0] if is_so else pair[1] for title, is_so in zip(chances, drawn.tolist(), strict=True)}


def some_of(rng: Rng, whole: int, shares: Mapping[str, float]) -> dict[str, int]:
    """How many of `whole` each share makes up (a binomial draw): never more than the whole."""
    return dict(zip(shares, rng.binomial(whole, list(shares.values())).tolist(), strict=True))


def none_of(titles: Iterable[str]) -> dict[str, int]:
    """0 for each title."""
    return dict.fromkeys(titles, 0)


def copied(book: Book, sheet_id: str, rows: Mapping[str, str] | Sequence[str]) -> dict[str, Value]:
    """What another sheet's first column says, by our title; `rows`: its titles by ours, or both where they are the same."""
    pairs = rows.items() if isinstance(rows, Mapping) else ((row, row) for row in rows)
    return {ours: book.get(sheet_id, theirs) for ours, theirs in pairs}
