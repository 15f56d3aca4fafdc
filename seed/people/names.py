"""Names by sex, era and style. Every word is from Faker's id_ID lists, as name_words.py sorts them; Faker itself is never asked.

All words stand in one vocabulary. For its first word, everybody of a house gets a stratum of its own, and a word belongs to one
stratum: so no two of one sex in a house share their first word, without any search for doubles.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from seed.chance.odds import Bools, Ints, Rng, order_of
from seed.people.name_words import FIRST, LAST, Era, Style
from seed.people.people import NOBODY, People

STRATA = 19
"""A prime, larger than the places of a house: place × step + start (mod STRATA) gives each its own."""
ERAS, STYLES = len(Era), len(Style)
SLOTS, LAST_SLOTS = 16, 128
"""Entries of a table's row (the first words of a stratum, the last words of a class): each word as often as it is frequent."""
ERA_BOUNDS, BLUR = (1962.0, 1990.0), 5.0
"""Births, in years; fashions change within a few years."""
NO_WORD = 0
GENERATION = 28
"""Years between a child and its parents, for the fashion of their names."""

Words = NDArray[np.object_]


def _vocabulary() -> list[str]:
    """Every word once; the empty word, NO_WORD, comes first."""
    pools = [pool for kind in (FIRST, LAST) for eras in kind.values() for pool in eras]
    return ["", *dict.fromkeys(word for pool in pools for word in pool.split())]


VOCABULARY: Words = np.array(_vocabulary(), dtype=object)
FOLLOWING: Words = np.array([f" {word}" if word else "" for word in VOCABULARY.tolist()], dtype=object)
"""The same words with a space before each, as they follow the first one of a name."""
NUMBER = {word: number for number, word in enumerate(VOCABULARY.tolist())}


def names(rng: Rng, people: People, style: Ints) -> list[str]:
    """Full names; `style` is one of Style for each person. Old people often have one word, a quarter of the young three.

    In a third of the families sons bear their father's last word.
    """
    size = people.size
    of = _classes(people.woman, _eras(rng, people.born), style)
    stratum = _strata(rng, people)
    first = _first_words()[of, stratum, rng.integers(SLOTS, size=size)]
    middle = _first_words()[of, (stratum + 8) % STRATA, rng.integers(SLOTS, size=size)]
    last = _last_words()[of, rng.integers(LAST_SLOTS, size=size)]
    kept = ~people.woman & (people.father != NOBODY) & (rng.random(people.households) < .35)[people.household]
    for _ in range(2):                              # a second time for grandsons
        last[kept] = last[people.father[kept]]
    first, middle, last = _chosen(first, middle, last, _lengths(rng, of))
    doubled = _doubled(people.born, first, middle, last)
    middle[doubled] = _first_words()[of, (stratum + 5) % STRATA, 0][doubled]
    return _joined(first, middle, last)


def parent_names(rng: Rng, born: Ints, style: Ints, *, women: bool) -> list[str]:
    """Names of parents who are on no card of the village. `born`: of a child of theirs; `style`: of that child."""
    of = _classes(np.full(len(born), women), _eras(rng, born - round(GENERATION * 365.25)), style)
    size = len(born)
    first = _first_words()[of, rng.integers(STRATA, size=size), rng.integers(SLOTS, size=size)]
    last = _last_words()[of, rng.integers(LAST_SLOTS, size=size)]
    return _joined(*_chosen(first, np.zeros_like(first), last, np.minimum(_lengths(rng, of), 2)))


def _chosen(first: Ints, middle: Ints, last: Ints, words: Ints) -> tuple[Ints, Ints, Ints]:
    """The words that are said: as many as there shall be, none of them twice."""
    last = np.where((words > 1) & (last != first), last, NO_WORD)
    return first, np.where((words > 2) & (middle != first) & (middle != last), middle, NO_WORD), last


def _doubled(born: Ints, first: Ints, middle: Ints, last: Ints) -> Ints:
    """Who was born on the same day as somebody else of the same name (rule D13 asks of them): all but one of each."""
    key = (born + 2**15) * 2**30 + first * 2**20 + middle * 2**10 + last
    order = order_of(key)
    return order[1:][key[order[1:]] == key[order[:-1]]]


def _joined(first: Ints, middle: Ints, last: Ints) -> list[str]:
    """Full names from the numbers of their words; NO_WORD is left out."""
    return (VOCABULARY[first] + FOLLOWING[middle] + FOLLOWING[last]).tolist()


def _eras(rng: Rng, born: Ints) -> Ints:
    """In which Era's fashion each is named who was born on these days (since 1970)."""
    years = 1970 + born / 365.25 + BLUR * rng.standard_normal(len(born))
    return np.searchsorted(ERA_BOUNDS, years)


def _classes(woman: Bools, era: Ints, style: Ints) -> Ints:
    """The class of everybody: one number for sex, style and era."""
    return (woman * STYLES + style) * ERAS + era


def _lengths(rng: Rng, of: Ints) -> Ints:
    """How many words a name has, by the era of its class."""
    chance, era = rng.random(len(of)), of % ERAS
    return 1 + (chance > np.array([.58, .16, .03])[era]) + (chance > np.array([1, .96, .74])[era])


def _strata(rng: Rng, people: People) -> Ints:
    """The stratum of everybody; no two people of a household share one."""
    step, start = rng.integers(1, STRATA, people.households), rng.integers(STRATA, size=people.households)
    return (people.place * step[people.household] + start[people.household]) % STRATA


@cache
def _first_words() -> Ints:
    """Numbers of first words: an array of classes × strata × slots."""
    found = np.zeros((2 * STYLES * ERAS, STRATA, SLOTS), dtype=np.int64)
    for women in (False, True):
        stratum_of = _dealt(women)
        for style in Style:
            for era in Era:
                own: list[list[str]] = [[] for _ in range(STRATA)]
                for word in FIRST[women, style][era].split():
                    own[stratum_of[word]].append(word)
                found[(women * STYLES + style) * ERAS + era] = [_slots(words, SLOTS) for words in own]
    return found


def _dealt(women: bool) -> dict[str, int]:
    """To which stratum each first word of that sex belongs: dealt out pool by pool, the smallest first, for none may lack any."""
    dealt: dict[str, int] = {}
    pools = {pool for style in Style for pool in FIRST[women, style]}
    for pool in sorted(pools, key=lambda pool: (len(pool.split()), pool)):
        counts = [0] * STRATA
        for word in pool.split():
            if word in dealt:
                counts[dealt[word]] += 1
        for word in pool.split():
            if word not in dealt:
                dealt[word] = counts.index(min(counts))
                counts[dealt[word]] += 1
    return dealt


@cache
def _last_words() -> Ints:
    """Numbers of last words: an array of classes × slots."""
    return np.array([_slots(LAST[women, style][era].split(), LAST_SLOTS) for women in (False, True) for style in Style
                     for era in Era])


def _slots(words: list[str], slots: int) -> list[int]:
    """Numbers of words, each as often as it is frequent: the later in the list, the rarer."""
    weights = 1 / (np.arange(len(words)) + len(words) / 4 + 1)
    ends = np.cumsum(weights / weights.sum()) * slots
    return [NUMBER[words[index]] for index in np.searchsorted(ends, np.arange(slots) + .5).clip(max=len(words) - 1).tolist()]
