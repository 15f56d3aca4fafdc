"""No count of people under five is told of a small area, nor may it be reckoned from the total and the others."""

from collections.abc import Sequence

LEAST = 5


def hidden(counts: Sequence[int]) -> list[int | None]:
    """The counts of one column whose total is told; None for one that is not. Nobody (0) is told.

    One hidden count alone is the total less the others, so the next smallest is hidden with it, until together they are enough.
    """
    order = sorted((place for place, count in enumerate(counts) if count), key=lambda place: counts[place])
    small = [place for place in order if counts[place] < LEAST]
    for place in order[len(small):]:
        if not small or (len(small) > 1 and sum(counts[each] for each in small) >= LEAST):
            break
        small.append(place)
    return [None if place in small else count for place, count in enumerate(counts)]
