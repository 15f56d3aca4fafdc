"""No count of people under five is told of a small area, nor may it be reckoned from the total and the others."""

from collections.abc import Sequence

LEAST = 5


def hidden(counts: Sequence[int]) -> list[int | None] | None:
    """The counts of one column whose total is told; None for one that is not. Nobody (0) is told.

    One hidden count alone is the total less the others, so the next smallest is hidden with it, until together they are enough.
    None for the column: together all of them are too few, so that the total tells them.
    """
    order = sorted((place for place, count in enumerate(counts) if count), key=lambda place: counts[place])
    small = [place for place in order if counts[place] < LEAST]
    for place in order[len(small):]:
        if not small or _is_enough(counts, small):
            break
        small.append(place)
    if small and not _is_enough(counts, small):
        return None
    return [None if place in small else count for place, count in enumerate(counts)]


def few(count: int) -> int | None:
    """A total that is told; None for one that is too small."""
    return None if 0 < count < LEAST else count


def _is_enough(counts: Sequence[int], small: Sequence[int]) -> bool:
    return len(small) > 1 and sum(counts[place] for place in small) >= LEAST
