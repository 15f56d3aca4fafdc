"""Who belongs to which society of the village: member question 17."""

from enum import IntEnum
from functools import cache

import numpy as np

from seed.chance.odds import Ints, OddsTable, Rng
from seed.land.areas import Area, Setting
from seed.land.places import Geography
from seed.lives import work
from seed.people.families import BELUM_KAWIN, KAWIN
from seed.people.people import People

RT_HEAD, RT_HELPER, RW_HEAD, RW_HELPER, LPM_HEAD, LPM, PKK_HEAD, PKK = range(1, 9)
YOUTH_HEAD, YOUTH, GUARDS, WATCH = range(10, 14)
WOMEN, FAITH_HEAD, FAITH, CADRE, FARMERS_HEAD, FARMERS, MUTUAL_HELP = 15, 18, 19, 22, 24, 25, 27
TEACHERS, HEALTH_WORKERS, PENSIONERS, NATURE, CLEANERS, RESCUERS = 29, 31, 33, 37, 44, 48


class Life(IntEnum):
    """Stages of life in which people belong to different societies."""

    CHILD = 0
    YOUNG = 1
    """17 to 29 and unmarried."""
    ADULT = 2
    WIFE = 3
    OLD = 4


IN_GROUPS = {Setting.COAST: .3, Setting.TOWN: .15, Setting.RICE: .42, Setting.PLANTATION: .3, Setting.FOREST: .35}
"""Share of farmers, herders and fishermen who are in a group (kelompok tani, kelompok nelayan)."""
HEADS_OF_A_GROUP = 8
"""Members beside each of its officers."""
_BOTH = {FAITH: .06, FAITH_HEAD: .004, MUTUAL_HELP: .012, LPM: .003, CLEANERS: .0015, RESCUERS: .003}
"""Shares of men and women alike."""
SOCIETIES: dict[Life, tuple[dict[int, float], dict[int, float]]] = {
    Life.CHILD: ({}, {}),
    Life.YOUNG: ({YOUTH_HEAD: .012, YOUTH: .1, NATURE: .006, FAITH: .03, GUARDS: .004},
                 {YOUTH_HEAD: .008, YOUTH: .09, FAITH: .04}),
    Life.ADULT: (_BOTH | {GUARDS: .012, WATCH: .006, LPM_HEAD: .002}, _BOTH | {WOMEN: .05, PKK: .02}),
    Life.WIFE: ({}, _BOTH | {CADRE: .024, PKK_HEAD: .006, PKK: .075, WOMEN: .05}),
    Life.OLD: ({FAITH: .08, FAITH_HEAD: .005}, {FAITH: .08, WOMEN: .03})}
"""Shares of men, and of women, who belong to each society."""
OCCUPATION_GROUPS: tuple[tuple[tuple[int, ...], dict[int, float], float], ...] = (
    ((), {}, 0), ((work.FARMER, work.HERDER, work.FISHERMAN), {}, 1), ((work.FARM_HAND,), {}, .2),
    ((work.TEACHER,), {TEACHERS: .55}, 0), ((work.DOCTOR, work.NURSE, work.MIDWIFE), {HEALTH_WORKERS: .6}, 0),
    ((work.PENSIONER,), {PENSIONERS: .45}, 0))
"""Occupations, the society of their own, and how readily (× IN_GROUPS) they join a farmers' group."""
GROUP_OF = np.zeros(work.MOST_CODES, dtype=np.int64)
for number, group in enumerate(OCCUPATION_GROUPS):
    GROUP_OF[list(group[0])] = number


def societies(rng: Rng, area: Area, people: People, occupation: Ints, office: Ints, houses: Geography) -> Ints:
    """Question 17. One head each RT and RW, women of the PKK, cadres of the Posyandu, the young, farmers; most in none."""
    age = people.age
    young = (age >= 17) & (age < 30) & (people.marital == BELUM_KAWIN)
    wife = people.woman & (people.marital == KAWIN)
    life = np.select([age < 17, young, age < 20, age >= 65, wife],
                     [Life.CHILD, Life.YOUNG, Life.CHILD, Life.OLD, Life.WIFE], Life.ADULT)
    group = np.where((age >= 20) & (age < 70), GROUP_OF[occupation], 0)
    joins = np.flatnonzero(life)
    kind = np.zeros(people.size, dtype=np.int64)
    classes = (life * 2 + people.woman) * len(OCCUPATION_GROUPS) + group
    kind[joins] = _table(area.setting, bool(area.hazards)).draw(rng, classes[joins])
    _place_heads(rng, kind, people, office, houses)
    return kind


@cache
def _table(setting: Setting, has_hazards: bool) -> OddsTable:
    """Odds of the codes of question 17; 0: none. A person's class is (2 × Life, + 1 for a woman) × OCCUPATION_GROUPS."""
    rows = []
    for life in Life:
        for sex in range(2):
            for _, own, readiness in OCCUPATION_GROUPS:
                joined = readiness * IN_GROUPS[setting]
                row = SOCIETIES[life][sex] | own | {FARMERS_HEAD: joined / HEADS_OF_A_GROUP, FARMERS: joined}
                if not has_hazards:
                    row.pop(RESCUERS, None)
                rows.append({0: max(0, 1 - sum(row.values()))} | row)
    return OddsTable.of_odds(rows)


def _place_heads(rng: Rng, kind: Ints, people: People, office: Ints, houses: Geography) -> None:
    """The heads of RT and RW and a helper each, in place: heads of households of that neighbourhood who hold no office."""
    heads = np.flatnonzero(people.position == 1)
    age, size = people.age[heads], len(heads)
    order = rng.random(size) + 10 * ((office[heads] > 0) | (age < 27) | (age > 72)) + 2 * people.woman[heads]
    for place, chief, helper in ((houses.rw * 1000 + houses.rt, RT_HEAD, RT_HELPER), (houses.rw, RW_HEAD, RW_HELPER)):
        ranked = np.lexsort((order, place))
        first = np.flatnonzero(np.diff(place[ranked], prepend=-1))
        second = first[np.diff(first, append=size) > 3] + 1
        for chosen, role in ((ranked[first], chief), (ranked[second], helper)):
            kind[heads[chosen]] = role
            order[chosen] += 100
