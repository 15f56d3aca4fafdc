"""Mothers, babies and illness: questions 69 to 74 and 77 to 79. Nobody dies and nothing is lost in these answers.

A pregnant woman is married, 16 to 44 and uses no contraception; who gave birth in the last year has the child on the card.
"""

import numpy as np

from seed.chance.odds import Bools, Ints, Odds, Rng
from seed.homes.households import Households
from seed.homes.welfare import Means
from seed.land.areas import Area, Setting
from seed.lives.ills import OF_THE_MIND
from seed.lives.members import NO_CONTRACEPTION
from seed.people.families import KAWIN

NONE = -1
"""The code of a question that is answered with none."""
PREGNANT = (16, 44)
EXPECTING = ((30, .42), (38, .24), (45, .05))
"""Of the wives below each age who use no contraception and have no baby: the share who expect a child."""

POSYANDU, PUSKESMAS, HOSPITAL, DOCTOR, MIDWIFE, HEALER, NOBODY_ASKED = 788, 789, 790, 791, 792, 793, 794
GAVE_BIRTH, ILL_AFTER, WELL_AFTER = 796, 797, 799
CHECKS = Odds.of({NOBODY_ASKED: .7, HEALER: .8, POSYANDU: 22, PUSKESMAS: 17, MIDWIFE: 50, HOSPITAL: 4, DOCTOR: 5.5})
SECOND_CHECK = .35
"""Share of those whom a midwife, doctor or hospital sees who come to the posyandu too."""
NORMAL, LIGHT, HEAVY, AILING = 802, 805, 806, 807
WEIGHT = Odds.of({LIGHT: 5, NORMAL: 93.5, HEAVY: 1.5})
AT_HEALERS, AT_HOME, VILLAGE_CLINIC, AT_MIDWIFES, AT_PUSKESMAS, MOTHER_CHILD, AT_DOCTORS, MATERNITY, IN_HOSPITAL = (
    815, 816, 811, 813, 810, 812, 814, 809, 808)
IN_TOWN = Odds.of({
    AT_HOME: 1, AT_MIDWIFES: 50, AT_PUSKESMAS: 12, MOTHER_CHILD: 2, AT_DOCTORS: 1, MATERNITY: 12, IN_HOSPITAL: 22})
ELSEWHERE = Odds.of({
    AT_HEALERS: .4, AT_HOME: 4, VILLAGE_CLINIC: 10, AT_MIDWIFES: 52, AT_PUSKESMAS: 13, MOTHER_CHILD: .6, AT_DOCTORS: 1,
    MATERNITY: 5, IN_HOSPITAL: 14})
BY_DOCTOR, BY_MIDWIFE, BY_NURSE, BY_HEALER = 817, 818, 819, 820
BCG, POLIO_1, DPT_1, POLIO_2, DPT_2, POLIO_3, DPT_3, MEASLES, ALL_GIVEN = 823, 824, 822, 826, 825, 827, 828, 829, 831
DUE = {BCG: 1, POLIO_1: 1, DPT_1: 2, POLIO_2: 2, DPT_2: 3, POLIO_3: 3, DPT_3: 4, MEASLES: 9}
"""Months of age at which each vaccination is due."""
KEPT_UP = .93
"""Share of the babies that get each vaccination when it is due."""
MONTH = 30.4375
"""Days in a month."""

DENGUE, DIARRHOEA, CHIKUNGUNYA, BODY, MIND = 833, 832, 836, 841, 842
OUTBREAKS = {DENGUE: .005, DIARRHOEA: .006, CHIKUNGUNYA: .002}
"""Shares of the households that an epidemic has struck."""
HEART, LIVER, LUNGS, CANCER, STROKE, DIABETES, KIDNEYS, MAD, TBC, ASTHMA = 862, 863, 864, 865, 866, 867, 868, 872, 873, 874
ILLNESSES = {
    0: Odds.of({0: 99.3, ASTHMA: .6, LUNGS: .1}), 15: Odds.of({0: 98.7, ASTHMA: .7, TBC: .2, KIDNEYS: .1, LIVER: .1, HEART: .2}),
    45: Odds.of({0: 94.3, DIABETES: 2.2, HEART: 1, STROKE: .6, ASTHMA: .9, TBC: .35, KIDNEYS: .3, LUNGS: .2, CANCER: .15}),
    60: Odds.of({0: 89, DIABETES: 3, HEART: 2.6, STROKE: 2.4, ASTHMA: 1.2, TBC: .5, KIDNEYS: .5, LUNGS: .5, CANCER: .2,
                 LIVER: .1})}
"""By the age from which they hold: odds of the codes of question 79; 0 is none."""

CURES = Odds.of({857: .3, 855: .1, 854: 2, 852: .8, 856: 5, 853: 91.8})
BADLY, POORLY, WELL, TOO_WELL = 858, 860, 859, 861
NUTRITION = Odds.of({BADLY: .6, POORLY: 7.5, WELL: 89.4, TOO_WELL: 2.5})
TODDLER = 5


def births(rng: Rng, area: Area, families: Households, means: Means) -> dict[str, dict[int, Bools]]:
    """Questions 69 to 72: who expects a child, who had one in the last year, and how."""
    people = families.people
    infants = people.age == 0
    delivered = np.bincount(people.household[families.mothers(infants)], minlength=families.size) > 0
    expects = families.any(_expecting(rng, families, infants))
    check = CHECKS.at(means.lean(rng, .4))
    place = (IN_TOWN if area.setting == Setting.TOWN else ELSEWHERE).at(means.lean(rng, .5))
    chance, asked = rng.random((4, families.size)), delivered | expects
    again = asked & np.isin(check, (MIDWIFE, DOCTOR, HOSPITAL)) & (chance[0] < SECOND_CHECK)
    weight = WEIGHT.draw(rng, families.size)
    ailing = (people.age < TODDLER) & ((families.lives.disability > 0) | (families.lives.mental_illness > 0))
    has_infant = families.any(infants)
    helper = _helpers(place, chance[2])
    return {
        "69": {**{code: asked & (check == code) for code in CHECKS.codes.tolist()}, POSYANDU: asked & (check == POSYANDU) | again,
               GAVE_BIRTH: delivered, ILL_AFTER: delivered & (chance[1] < .012), WELL_AFTER: delivered & (chance[1] >= .012)},
        "70": {**{code: has_infant & (weight == code) for code in (NORMAL, LIGHT, HEAVY)}, AILING: families.any(ailing)},
        "71": {code: delivered & (place == code) for code in np.unique(place).tolist()},
        "72": {code: delivered & (helper == code) for code in (BY_DOCTOR, BY_MIDWIFE, BY_NURSE, BY_HEALER)}}


def _expecting(rng: Rng, families: Households, infants: Bools) -> Bools:
    """Which of the people expect a child."""
    people = families.people
    wives = people.woman & (people.marital == KAWIN) & (people.age >= PREGNANT[0]) & (people.age <= PREGNANT[1])
    wives &= families.lives.contraception == NO_CONTRACEPTION
    wives[families.mothers(infants)] = False
    chance = np.select([people.age < below for below, _ in EXPECTING], [share for _, share in EXPECTING], 0)
    return wives & (rng.random(people.size) < chance)


def _helpers(place: Ints, chance: np.ndarray) -> Ints:
    """Who helped at each birth (question 72), by where it took place."""
    doctor = np.select([place == IN_HOSPITAL, place == AT_DOCTORS, place == MATERNITY], [.65, 1, .3], 0)
    healer = np.select([place == AT_HEALERS, place == AT_HOME], [1, .2], 0)
    nurse = (place == AT_PUSKESMAS) & (chance > .985)
    return np.select([chance < doctor, chance < healer, nurse], [BY_DOCTOR, BY_HEALER, BY_NURSE], BY_MIDWIFE)


def children(rng: Rng, families: Households, means: Means, day: int) -> tuple[dict[int, Bools], Ints]:
    """Questions 73 and 78, on the youngest: what it has got of the vaccinations due at its age, and how it is fed."""
    people = families.people
    toddlers = families.any(people.age < TODDLER)
    youngest = np.full(families.size, -1)
    np.maximum.at(youngest, people.household, people.born)
    months = (day - youngest) / MONTH
    kept_up = rng.random(families.size) < KEPT_UP
    whole = toddlers & (months >= DUE[MEASLES] + .5) & kept_up
    late = np.where(kept_up, 0, 2)
    given = {code: toddlers & ~whole & (months >= due + late) & (kept_up | (code != MEASLES))
             for code, due in sorted(DUE.items())}
    return given | {ALL_GIVEN: whole}, np.where(toddlers, NUTRITION.at(means.lean(rng, .35)), NONE)


def illnesses(rng: Rng, families: Households) -> dict[str, dict[int, Bools]]:
    """Questions 74 (epidemics, and who is disabled) and 79 (lasting illnesses): by code, which households tick it."""
    people, lives = families.people, families.lives
    chance = rng.random(people.size)
    band = np.searchsorted(list(ILLNESSES)[1:], people.age, side="right")
    drawn = np.choose(band, [odds.at(chance) for odds in ILLNESSES.values()])
    ill = {code: families.any(drawn == code) for code in (HEART, LIVER, LUNGS, CANCER, STROKE, DIABETES, KIDNEYS)}
    outbreak, upto = rng.random(families.size), np.cumsum([0, *OUTBREAKS.values()]).tolist()
    return {
        "74": {**{code: (outbreak >= upto[nth]) & (outbreak < upto[nth + 1]) for nth, code in enumerate(OUTBREAKS)},
               BODY: families.any(lives.disability > 0), MIND: families.any(lives.mental_illness > 0)},
        "79": {**ill, MAD: families.any(np.isin(lives.mental_illness, OF_THE_MIND)), TBC: families.any(drawn == TBC),
               ASTHMA: families.any(drawn == ASTHMA)}}


def cures(rng: Rng, means: Means) -> Ints:
    """Question 77: where each household looks for a cure first."""
    return CURES.at(means.lean(rng, .4))
