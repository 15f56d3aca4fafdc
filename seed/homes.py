"""The answers of every household, as JSON text, and how many of the form's questions they answer.

Codes are those of the official household form (sandbox/practice/instruments/ddk_household.yaml). One hidden number, the
household's means, lies under income, house and belongings, so that they go together.
"""

from dataclasses import dataclass

import numpy as np

from sandbox.practice.packing import OPEN
from seed import farms, schooling, work
from seed.families import JANDA_DUDA
from seed.members import Lives
from seed.odds import Bools, Ints, Odds, Rng
from seed.people import People
from seed.pieces import Pieces, by_code, flagged, joined, numbered
from seed.regions import Region

QUESTIONS = 90
NONE = -1
"""Among the codes of a question that may be answered with none (78)."""
MONEY = ("1", "2")
TABLE_SIZES = {"lahan": 2, "pangan": 5, "ternak": 5}
"""Questions of the tables that GAPS names: a table with an answer counts as all of them."""

INCOMPLETE = .1
GAPS = (("1", "2"), ("5", "6", "7"), ("8", "9"), ("lahan", "pangan"), ("ternak",), ("68",), ("75", "76", "77", "78"))
"""What a household in ten still lacks, one or two of these: something to practise on."""

OWN, PARENTS, FAMILY, RENTED, LENT = 169, 170, 171, 172, 173
WATER = {"desa": Odds.of({496: 50, 497: 20, 495: 16, 499: 8, 500: 6}), "kelurahan": Odds.of({499: 52, 497: 26, 496: 18, 505: 4})}
# One a welfare grade (question 4), the poorest first.
WALLS = tuple(map(Odds.of, ({735: 48, 737: 30, 736: 22}, {735: 78, 736: 14, 737: 8}, {735: 96, 736: 4}, {735: 1})))
FLOORS = tuple(map(Odds.of, ({742: 55, 744: 35, 741: 10}, {742: 62, 741: 30, 744: 8}, {741: 66, 742: 34}, {741: 96, 742: 4})))
TOILETS = tuple(map(Odds.of, ({843: 45, 844: 25, 845: 18, 846: 12}, {843: 72, 844: 16, 845: 7, 846: 5}, {843: 95, 844: 5},
                              {843: 1})))
ROOFS = Odds.of({745: 94, 747: 4, 746: 2})
MEALS = Odds.of({849: 89, 848: 10, 850: 1})
CURES = Odds.of({853: 90, 856: 7, 854: 3})
NUTRITION = Odds.of({859: 90, 860: 7, 861: 2, 858: 1})
ILLNESSES = (862, 867, 866, 874, 873, 868)


@dataclass(frozen=True, slots=True)
class Homes:
    """The answers of every household: as codes, from which the indicators are counted, and as text, which is stored."""

    coded: dict[str, Ints]
    """By question: one code (or number, of questions 1 and 2) a household; NONE where it is answered with none."""
    ticked: dict[str, dict[int, Bools]]
    """By question with several choices and by code: which households tick it."""
    farms: farms.Farms
    answers: list[str]
    filled: list[int]
    complete: Bools


def homes(rng: Rng, region: Region, people: People, lives: Lives) -> Homes:
    size = int(people.household[-1]) + 1
    head = people.position == 1
    means = _means(rng, lives.school[head], lives.occupation[head])
    grade = np.searchsorted([-1.15, -.25, .75], means)
    who = {code: _any(people, lives.occupation == code, size) for code in (work.FARMER, work.HERDER, work.NO_STEADY_WORK)}
    land = farms.farms(rng, region.kind == "kelurahan", who, size)
    tenure = _tenure(rng, people.age[head], means)
    asset = farms.land_asset(land, tenure == OWN)
    coded = {**_money(rng, means), "3": tenure, "4": grade, **_help(rng, grade), "8": WATER[region.kind].draw(rng, size),
             "62": asset, **_house(rng, grade), **_habits(rng, people, grade, size)}
    ticked = {"9": _water_quality(rng, size), "60": {513: land.grows_food & (rng.random(size) < .6)},
              "63": {716: rng.random(size) < .015, 722: rng.random(size) < .3}, "64": {725: land.hectares > 2.5},
              "68": _belongings(rng, means, land, asset != farms.LANDLESS), **_health(rng, people, lives, size),
              **_peace(people, lives, size)}
    columns = {**{key: _answer(key, codes) for key, codes in coded.items()},
               **{key: flagged(int(key), flags) for key, flags in ticked.items()}, **farms.columns(rng, land)}
    filled, is_open = _gaps(rng, columns, size)
    return Homes(coded, ticked, land, joined([*columns.values(), is_open]), filled.tolist(), filled == QUESTIONS)


def _answer(key: str, codes: Ints) -> Pieces:
    if key in MONEY:
        return numbered(int(key), codes)
    return by_code(codes + 1, lambda code: f'"{key}":"{code - 1}"' if code - 1 != NONE else "")  # by_code counts from 0


def _gaps(rng: Rng, columns: dict[str, Pieces], size: int) -> tuple[Ints, Pieces]:
    """Empty the planned gaps in place. How many questions each household still answers, and which are open."""
    filled = np.full(size, QUESTIONS, dtype=np.int64)
    is_open = [""] * size
    for index in np.flatnonzero(rng.random(size) < INCOMPLETE).tolist():
        keys = [key for gap in sorted(rng.choice(len(GAPS), size=int(rng.integers(1, 3)), replace=False).tolist())
                for key in GAPS[gap]]
        for key in keys:
            columns[key][index] = ""
        filled[index] -= sum(TABLE_SIZES.get(key, 1) for key in keys)
        quoted = ",".join(f'"{key}"' for key in keys)
        is_open[index] = f'"{OPEN}":[{quoted}]'
    return filled, is_open


def _any(people: People, flags: Bools, size: int) -> Bools:
    """Which households have a member with the flag."""
    return np.bincount(people.household[flags], minlength=size) > 0


def _means(rng: Rng, school: Ints, occupation: Ints) -> np.ndarray:
    lift = np.select([np.isin(school, schooling.HIGHER), school == schooling.SLTA], [1.3, .4], -.1)
    poor = np.isin(occupation, (work.FARM_HAND, work.DAY_LABOURER, work.NO_STEADY_WORK))
    return rng.normal(0, .85, len(school)) + lift - .6 * poor


def _money(rng: Rng, means: np.ndarray) -> dict[str, Ints]:
    income = (np.exp(14.55 + .42 * means).clip(400_000, 40_000_000) / 50_000).round().astype(np.int64) * 50_000
    spent = (income * rng.uniform(.62, 1.02, len(means)) / 50_000).round().astype(np.int64) * 50_000
    return {"1": income, "2": spent}


def _tenure(rng: Rng, age: Ints, means: np.ndarray) -> Ints:
    drawn = rng.random(len(age)) + .004 * (age - 45).clip(-25, 25) + .02 * means
    return np.select([drawn > .2, drawn > .09, drawn > .04, drawn > .015], [OWN, PARENTS, FAMILY, RENTED], LENT)


def _help(rng: Rng, grade: Ints) -> dict[str, Ints]:
    chance = rng.random((3, len(grade)))
    shares = (np.array([.93, .7, .08, 0]), np.array([.8, .3, .02, 0]), np.array([.9, .75, .6, .8]))
    return {str(question): (chance[row] < shares[row][grade]).astype(np.int64) for row, question in enumerate((5, 6, 7))}


def _water_quality(rng: Rng, size: int) -> dict[int, Bools]:
    kind = np.searchsorted([.92, .95, .975, .99], rng.random(size))
    return {1: kind == 0, 2: (kind == 1) | (kind == 4), 3: (kind == 2) | (kind == 4), 4: kind == 3}


def _by_grade(rng: Rng, grade: Ints, odds: tuple[Odds, ...]) -> Ints:
    chances = rng.random(len(grade))
    return np.choose(grade, [one.at(chances) for one in odds])


def _house(rng: Rng, grade: Ints) -> dict[str, Ints]:
    return {"65": _by_grade(rng, grade, WALLS), "66": _by_grade(rng, grade, FLOORS), "67": ROOFS.draw(rng, len(grade))}


def _belongings(rng: Rng, means: np.ndarray, land: farms.Farms, owns_land: Bools) -> dict[int, Bools]:
    chance = rng.normal(0, .8, (7, len(means))) + means
    return {
        753: chance[0] > -1.4, 754: chance[1] > -1.0, 755: chance[2] > 2.2, 762: land.cows > 0, 763: land.goats + land.hens > 0,
        764: chance[3] > 1.5, 765: chance[4] > .5, 768: owns_land & (chance[5] > .3), 783: chance[6] > -1.3}


def _habits(rng: Rng, people: People, grade: Ints, size: int) -> dict[str, Ints]:
    toddler = _any(people, people.age < 5, size)
    return {"75": _by_grade(rng, grade, TOILETS), "76": MEALS.draw(rng, size), "77": CURES.draw(rng, size),
            "78": np.where(toddler, NUTRITION.draw(rng, size), NONE)}


def _health(rng: Rng, people: People, lives: Lives, size: int) -> dict[str, dict[int, Bools]]:
    infant = _any(people, people.age == 0, size) & _any(people, people.woman & (people.age >= 16) & (people.age <= 45), size)
    toddler = _any(people, people.age < 5, size)
    chance = rng.random((5, size))
    midwife, clinic = chance[2] < .6, chance[2] >= .8
    return {
        "69": {788: infant & (chance[0] < .6), 792: infant & (chance[0] >= .6), 799: infant},
        "70": {802: infant & (chance[1] < .95), 805: infant & (chance[1] >= .95)},
        "71": {813: infant & midwife, 810: infant & ~midwife & ~clinic, 808: infant & clinic},
        "72": {818: infant & ~clinic, 817: infant & clinic},
        "73": {831: toddler & ~infant, 823: infant, 824: infant},
        "74": {833: chance[3] < .008, 841: _any(people, lives.disability > 0, size)},
        "79": {code: (chance[4] * 400).astype(np.int64) == nth for nth, code in enumerate(ILLNESSES)},
    }


def _peace(people: People, lives: Lives, size: int) -> dict[str, dict[int, Bools]]:
    """No crime is invented. What question 90 asks is told from the members."""
    head = people.position == 1
    woman, alone = people.woman[head], people.marital[head] == JANDA_DUDA
    return {"90": {
        917: _any(people, people.age > 60, size), 921: _any(people, lives.disability > 0, size),
        922: _any(people, lives.mental_illness > 0, size), 926: woman & alone, 927: ~woman & alone,
        933: _any(people, (lives.occupation == work.NOT_YET) & (people.age >= 19), size), 935: woman}}
