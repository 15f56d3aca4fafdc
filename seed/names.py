"""Names by sex, age and family. Every word of a name is from Faker's id_ID lists (MIT licence): nobody is meant.

The lists are read once; Faker itself is never asked row by row. Batak clan names are left out: they would be given to
families that have none.
"""

from collections.abc import Sequence

import numpy as np
from faker.providers.person.id_ID import Provider
from numpy.typing import NDArray

from seed.odds import Bools, Ints, Rng

CLANS = frozenset([
    "Damanik", "Dabukke", "Dongoran", "Hutagalung", "Hutapea", "Hutasoit", "Latupono", "Mangunsong", "Manullang",
    "Marbun", "Marpaung", "Nababan", "Nainggolan", "Napitupulu", "Samosir", "Saragih", "Sihombing", "Sihotang",
    "Simanjuntak", "Simbolon", "Sinaga", "Sirait", "Siregar", "Sitompul", "Sitorus", "Situmorang", "Tamba",
    "Tampubolon", "Tarihoran",
])

Words = NDArray[np.object_]


def _pool(words: Sequence[str]) -> Words:
    return np.array([word for word in dict.fromkeys(words) if word not in CLANS], dtype=object)


MEN, WOMEN = _pool(Provider.first_names_male), _pool(Provider.first_names_female)
MEN_LAST, WOMEN_LAST = _pool(Provider.last_names_male), _pool(Provider.last_names_female)


def first_words(rng: Rng, woman: Bools, present: Bools) -> Ints:
    """Indices of first names for a grid of households × places: no two of one sex in a house share one."""
    drawn = rng.integers(np.where(woman, len(WOMEN), len(MEN)))
    for place in range(1, drawn.shape[1]):
        for _ in range(4):
            same = (drawn[:, :place] == drawn[:, place:place + 1]) & (woman[:, :place] == woman[:, place:place + 1])
            clash = np.flatnonzero((same & present[:, :place]).any(axis=1) & present[:, place])
            drawn[clash, place] = rng.integers(np.where(woman[clash, place], len(WOMEN), len(MEN)))
    return drawn


def names(rng: Rng, first: Ints, woman: Bools, born: Ints, father: Ints) -> list[str]:
    """Full names. `first` are indices, `born` days since 1970, `father` a person's index or -1.

    Half the elders have one word, a fifth of the young three; in a third of the families sons bear their father's last word.
    """
    size = len(first)
    last = rng.integers(np.where(woman, len(WOMEN_LAST), len(MEN_LAST)))
    chance = rng.random(size)
    kept = ~woman & (father >= 0) & (chance[father] < .35)
    for _ in range(2):                              # a second time for grandsons
        last[kept] = last[father[kept]]
    middle = rng.integers(np.where(woman, len(WOMEN), len(MEN)))
    lengths = rng.random(size)
    old, young = born < -1800, born > 7300
    words = np.where(lengths < np.where(old, .5, np.where(young, .04, .2)), 1, np.where(young & (lengths > .8), 3, 2))
    return _joined(woman, words, first, middle, last)


def parent_names(rng: Rng, size: int, *, women: bool) -> list[str]:
    """Names of parents who are on no card of the village: three in five have one word."""
    first, last = (WOMEN, WOMEN_LAST) if women else (MEN, MEN_LAST)
    one = rng.random(size) < .6
    firsts, lasts = first[rng.integers(len(first), size=size)].tolist(), last[rng.integers(len(last), size=size)].tolist()
    return [a if alone or a == b else f"{a} {b}" for a, b, alone in zip(firsts, lasts, one.tolist(), strict=True)]


def _joined(woman: Bools, words: Ints, first: Ints, middle: Ints, last: Ints) -> list[str]:
    parts = [np.where(woman, women[index % len(women)], men[index % len(men)]).tolist()
             for index, women, men in ((first, WOMEN, MEN), (middle, WOMEN, MEN), (last, WOMEN_LAST, MEN_LAST))]
    return [_full(count, a, b, c) for count, a, b, c in zip(words.tolist(), *parts, strict=True)]


def _full(count: int, first: str, middle: str, last: str) -> str:
    if count == 1 or first == last:
        return first
    if count == 2 or middle in (first, last):
        return f"{first} {last}"
    return f"{first} {middle} {last}"
