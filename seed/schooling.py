"""Member question 8, education, by age and sex-blind: what somebody attends, or has finished."""

import numpy as np

from seed.odds import Bools, Ints, Odds, Rng, draw_by_age

NOT_YET, KINDERGARTEN, NEVER, IN_SD, SD, SD_LEFT, IN_SLTP, SLTP, IN_SLTA, SLTA = 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
IN_D3, IN_S1, S1, S2, SLB_C, ILLITERATE, D3 = 15, 17, 18, 20, 27, 29, 30

ATTENDING = (IN_SD, IN_SLTP, IN_SLTA, IN_D3, IN_S1, SLB_C)
HIGHER = (S1, S2, D3)

# Nobody under 10 has finished SD, under 13 SLTP, under 16 SLTA, under 19 a degree (rule D19).
BY_AGE = (
    (0, Odds.of({NOT_YET: 1})),
    (4, Odds.of({NOT_YET: 55, KINDERGARTEN: 45})),
    (5, Odds.of({NOT_YET: 12, KINDERGARTEN: 88})),
    (7, Odds.of({IN_SD: 995, SLB_C: 5})),
    (13, Odds.of({IN_SLTP: 950, SD: 30, SD_LEFT: 16, SLB_C: 4})),
    (16, Odds.of({IN_SLTA: 82, SLTP: 13, SD: 5})),
    (19, Odds.of({IN_S1: 13, IN_D3: 3, SLTA: 58, SLTP: 19, SD: 7})),
    (24, Odds.of({SLTA: 48, SLTP: 25, SD: 13, S1: 11, D3: 2, SD_LEFT: 1})),
    (32, Odds.of({SLTA: 34, SLTP: 26, SD: 25, S1: 9, D3: 2, SD_LEFT: 3, NEVER: 1})),
    (46, Odds.of({SD: 45, SLTP: 20, SLTA: 17, SD_LEFT: 9, S1: 4, S2: 1, NEVER: 3, ILLITERATE: 1})),
    (60, Odds.of({SD: 39, SD_LEFT: 22, NEVER: 19, ILLITERATE: 7, SLTP: 7, SLTA: 4, S1: 2})),
)


def education(rng: Rng, ages: Ints, unmarried: Bools) -> Ints:
    """A code for everybody. Whoever has married has left school."""
    drawn = draw_by_age(rng, ages, BY_AGE)
    drawn[~unmarried & (drawn == IN_SLTA)] = SLTP
    drawn[~unmarried & np.isin(drawn, (IN_S1, IN_D3))] = SLTA
    return drawn
