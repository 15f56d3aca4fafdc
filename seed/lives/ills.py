"""Member questions 13 and 14: physical disabilities and mental illnesses, by age."""

import numpy as np

from seed.chance.odds import Floats, Ints, Odds, Rng, steps
from seed.lives import schooling

DEAF, MUTE, BLIND, LAME, CLEFT = 1, 2, 3, 4, 5
IDIOCY, MADNESS, STRESS = 1, 2, 3
OF_THE_MIND = (MADNESS, STRESS)

PHYSICAL = np.array([.0022, .0045, .009, .021, .052])[steps(18, 45, 60, 75)]
"""By age, the share of people with a physical disability."""
MENTAL = np.array([.0008, .0026, .0022])[steps(15, 60)]
"""By age, the share of people with a mental illness."""
YOUNG_PHYSICAL = Odds.of({DEAF: 22, MUTE: 24, BLIND: 14, LAME: 30, CLEFT: 10})
OLD_PHYSICAL = Odds.of({DEAF: 27, BLIND: 27, LAME: 46})
YOUNG_MENTAL, GROWN_MENTAL = Odds.of({IDIOCY: 1}), Odds.of({IDIOCY: 30, MADNESS: 40, STRESS: 30})


def disabilities(rng: Rng, ages: Ints) -> Ints:
    """Code of member question 13 for somebody of each of these ages; 0: none."""
    return _drawn(rng, ages, PHYSICAL, YOUNG_PHYSICAL, OLD_PHYSICAL, grown_up=50)


def mental_illnesses(rng: Rng, ages: Ints) -> Ints:
    """Code of member question 14 for somebody of each of these ages; 0: none."""
    return _drawn(rng, ages, MENTAL, YOUNG_MENTAL, GROWN_MENTAL, grown_up=15)


def special_school(disability: Ints, illness: Ints) -> Ints:
    """The special school (SLB) for each person's disability: what its pupils answer to question 8, or 0."""
    found = np.array([0, schooling.IN_SLB_B, schooling.IN_SLB_B, schooling.IN_SLB_A, 0, 0])[disability]
    return np.where(illness == IDIOCY, schooling.IN_SLB_C, found)


def _drawn(rng: Rng, ages: Ints, shares: Floats, young: Odds, old: Odds, *, grown_up: int) -> Ints:
    """A code for each of the ages, or 0. `shares`: by age, how many have one; from `grown_up` on the `old` odds hold."""
    chosen = np.flatnonzero(rng.random(len(ages)) < shares[ages])
    found = np.zeros(len(ages), dtype=np.int64)
    found[chosen] = np.where(ages[chosen] < grown_up, young.draw(rng, len(chosen)), old.draw(rng, len(chosen)))
    return found
