"""Member question 8, education: what somebody attends, or has finished. By age, sex and setting."""

from functools import cache

import numpy as np

from seed.chance.odds import Ints, OddsTable, Rng, steps
from seed.land.areas import Setting
from seed.people.families import BELUM_KAWIN
from seed.people.people import People

NOT_YET, KINDERGARTEN, NEVER, IN_SD, SD, SD_LEFT, IN_SLTP, SLTP, IN_SLTA, SLTA = 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
IN_D1, D1, IN_D2, D2, IN_D3, D4, IN_S1, S1, IN_S2, S2, IN_S3, S3 = 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22
IN_SLB_A, SLB_A, IN_SLB_B, SLB_B, IN_SLB_C, SLB_C, ILLITERATE, D3 = 23, 24, 25, 26, 27, 28, 29, 30

ATTENDING = (IN_SD, IN_SLTP, IN_SLTA, IN_D1, IN_D2, IN_D3, IN_S1, IN_S2, IN_S3, IN_SLB_A, IN_SLB_B, IN_SLB_C)
"""Codes of those who go to school, kindergartens aside."""
HIGHER = (D1, D2, D3, D4, S1, S2, S3)

# Nobody under 10 has finished SD, under 13 SLTP, under 16 SLTA, under 19 a degree (rule D19).
MEN: tuple[tuple[int, dict[int, float]], ...] = (
    (0, {NOT_YET: 1}),
    (4, {NOT_YET: 52, KINDERGARTEN: 48}),
    (5, {NOT_YET: 13, KINDERGARTEN: 87}),
    (6, {IN_SD: 48, KINDERGARTEN: 48, NOT_YET: 4}),
    (7, {IN_SD: 99.6, NEVER: .4}),
    (12, {IN_SD: 52, IN_SLTP: 47, SD: .5, SD_LEFT: .5}),
    (13, {IN_SLTP: 94, IN_SD: 3, SD: 2, SD_LEFT: 1}),
    (14, {IN_SLTP: 95, SD: 4, SD_LEFT: 1}),
    (15, {IN_SLTP: 49, IN_SLTA: 44, SLTP: 4, SD: 2.4, SD_LEFT: .6}),
    (16, {IN_SLTA: 82, SLTP: 12, SD: 5, SD_LEFT: 1}),
    (18, {IN_SLTA: 48, SLTA: 34, SLTP: 12, SD: 5, SD_LEFT: 1}),
    (19, {IN_S1: 15, IN_D3: 2, IN_D1: .3, IN_D2: .1, SLTA: 55, SLTP: 19, SD: 8, SD_LEFT: .6}),
    (23, {IN_S1: 4, IN_D3: .3, S1: 8, D3: 1.2, D1: .3, SLTA: 51, SLTP: 23, SD: 11, SD_LEFT: 1.2}),
    (27, {S1: 10.5, S2: .3, D3: 1.4, D1: .4, D2: .2, D4: .3, IN_S2: .2, SLTA: 44, SLTP: 25, SD: 16, SD_LEFT: 2, NEVER: .3}),
    (37, {S1: 8.5, S2: .8, D3: 1.5, D1: .5, D2: .4, D4: .2, SLTA: 33, SLTP: 23, SD: 26, SD_LEFT: 6, NEVER: 1, ILLITERATE: .1}),
    (47, {S1: 6.5, S2: .9, S3: .05, D3: 1.2, D1: .4, D2: .7, SLTA: 22, SLTP: 18, SD: 36, SD_LEFT: 12, NEVER: 3, ILLITERATE: .5}),
    (57, {S1: 4.5, S2: .6, S3: .05, D3: .8, D2: .6, SLTA: 13, SLTP: 12, SD: 39, SD_LEFT: 21, NEVER: 8, ILLITERATE: 1.5}),
    (67, {S1: 2, S2: .2, D3: .4, SLTA: 7, SLTP: 7, SD: 37, SD_LEFT: 25, NEVER: 17, ILLITERATE: 4.5}),
    (77, {S1: .6, SLTA: 3, SLTP: 4, SD: 32, SD_LEFT: 27, NEVER: 25, ILLITERATE: 8}))
"""Weights of the codes for men: each row from its age on, up to the next."""
BAND = steps(*(start for start, _ in MEN)) - 1
"""By age, the row of MEN."""
WOMEN: dict[int, dict[int, float]] = {
    19: {IN_S1: 1.25, IN_D3: 1.8}, 23: {S1: 1.3, D3: 2}, 27: {S1: 1.15, D3: 1.8, SD: 1.1},
    37: {S1: .9, SLTA: .85, SD: 1.2, NEVER: 1.6},
    47: {S1: .7, S2: .6, SLTA: .68, SLTP: .9, SD: 1.12, SD_LEFT: 1.35, NEVER: 2.2, ILLITERATE: 2},
    57: {S1: .5, S2: .3, SLTA: .5, SLTP: .75, SD_LEFT: 1.3, NEVER: 2.5, ILLITERATE: 2.2},
    67: {S1: .35, SLTA: .4, SLTP: .55, SD: .85, SD_LEFT: 1.15, NEVER: 2.1, ILLITERATE: 2}, 77: {S1: .2, SLTA: .3, NEVER: 1.6}}
"""By how much the weights of men are multiplied for women, in the band that begins at this age."""
LOW, GRADUATE = (SD, SD_LEFT, NEVER, ILLITERATE), (*HIGHER, IN_D1, IN_D2, IN_D3, IN_S1, IN_S2)
SETTINGS: dict[Setting, dict[tuple[int, ...], float]] = {
    Setting.TOWN: {GRADUATE: 2.0, (SLTA,): 1.45, LOW: .58},
    Setting.RICE: {},
    Setting.COAST: {GRADUATE: .7, (SLTA, IN_SLTA): .85, LOW: 1.18},
    Setting.PLANTATION: {GRADUATE: .55, (SLTA, IN_SLTA): .72, (SLTP,): 1.1, LOW: 1.22},
    Setting.FOREST: {GRADUATE: .65, (SLTA, IN_SLTA): .8, LOW: 1.2}}
"""By setting: how many times as frequent these codes are as in RICE, from the age FIRST_CHOICE on."""
FIRST_CHOICE = 16
"""Age in years from which on the setting makes a difference."""
LIKE_THE_FAMILY = .5
"""Share of all people whose luck in school is that of their household."""
RANKS = (ILLITERATE, NEVER, NOT_YET, SD_LEFT, SD, KINDERGARTEN, IN_SD, SLTP, IN_SLTP, SLTA, IN_SLTA, D1, D2, D3, D4, IN_D1,
         IN_D2, IN_D3, IN_S1, S1, IN_S2, S2, S3)
"""From little education to much, of those of one age."""


def education(rng: Rng, setting: Setting, people: People) -> Ints:
    """A code for everybody; those of one house are often alike. Whoever has married has left school."""
    alike = rng.random(people.households)[people.household]
    chances = np.where(rng.random(people.size) < LIKE_THE_FAMILY, alike, rng.random(people.size))
    drawn = _table(setting).at(chances, 2 * BAND[people.age] + people.woman)
    return np.where(people.marital == BELUM_KAWIN, drawn, LEAVING[drawn])


def special_schools(rng: Rng, school: Ints, ages: Ints, kind: Ints) -> Ints:
    """`school` (codes of question 8), but some of the disabled attend a special school, or from 19 years on have finished one.

    `kind`: for each person the IN_SLB_… code of ills.special_school, or 0. The code after it is the finished school.
    """
    chosen = (kind > 0) & (ages >= 7) & (rng.random(len(ages)) < np.where(ages < 19, .55, .12))
    attends = (ages < 19) & np.isin(school, ATTENDING)
    return np.where(chosen & (attends | (ages >= 19)), np.where(attends, kind, kind + 1), school)


LEAVING = np.arange(D3 + 1)
LEAVING[[IN_SLTA, IN_SLTP, IN_D1, IN_D2, IN_D3, IN_S1, IN_S2]] = [SLTP, SD, SLTA, SLTA, SLTA, SLTA, S1]
"""What somebody has finished who leaves what he attends."""


@cache
def _table(setting: Setting) -> OddsTable:
    """Odds of the codes of question 8. A person's class is twice the BAND of the age, one more for a woman."""
    rows = []
    for start, weights in MEN:
        local = SETTINGS[setting] if start >= FIRST_CHOICE else {}
        times = {code: factor for codes, factor in local.items() for code in codes}
        men = {code: weight * times.get(code, 1) for code, weight in weights.items()}
        women = WOMEN.get(start, {})
        rows += [men, {code: weight * women.get(code, 1) for code, weight in men.items()}]
    return OddsTable.of_odds(rows, RANKS)
