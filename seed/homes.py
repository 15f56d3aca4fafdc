"""The answers of every household, as JSON text, and how many of the form's questions they answer.

Codes are those of the official household form (sandbox/practice/instruments/ddk_household.yaml). One hidden number, the
household's means, lies under income, house and belongings, so that they go together.
"""

from dataclasses import dataclass

import numpy as np

from seed import farms, schooling, work
from seed.families import JANDA_DUDA
from seed.members import Lives
from seed.odds import Bools, Ints, Odds, Rng
from seed.people import People
from seed.pieces import Pieces, coded, flagged, joined_with_gaps, listed, numbered, pick
from seed.regions import Region

QUESTIONS = 90
TABLE_SIZES = {"lahan": 2, "pangan": 5, "ternak": 5}
"""Questions of the tables that GAPS names: a table with an answer counts as all of them."""

INCOMPLETE = .1
GAPS = (("2", "4"), ("5", "6", "7"), ("8", "9"), ("lahan", "pangan"), ("ternak",), ("65", "66", "67", "68"),
        ("75", "76", "77", "78"))
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
    """One entry a household."""

    answers: list[str]
    filled: list[int]
    complete: Bools


def homes(rng: Rng, region: Region, people: People, lives: Lives) -> Homes:
    size = int(people.household[-1]) + 1
    columns = _columns(rng, region, people, lives, size)
    filled = _open_gaps(rng, columns, size)
    return Homes(joined_with_gaps(list(columns.values())), filled.tolist(), filled == QUESTIONS)


def _columns(rng: Rng, region: Region, people: People, lives: Lives, size: int) -> dict[str, Pieces]:
    """Pieces by the key of the question or table, in the order of the form."""
    head = people.position == 1
    means = _means(rng, lives.school[head], lives.occupation[head])
    grade = np.searchsorted([-1.15, -.25, .75], means)
    who = {code: _any(people, lives.occupation == code, size) for code in (work.FARMER, work.HERDER, work.NO_STEADY_WORK)}
    land = farms.farms(rng, region.kind == "kelurahan", who, size)
    tenure = _tenure(rng, people.age[head], means)
    asset = farms.land_asset(land, tenure == OWN)
    return {
        **_money(rng, means), "3": coded(3, tenure), "4": coded(4, grade), **_help(rng, grade),
        "8": coded(8, WATER[region.kind].draw(rng, size)), "9": _water_quality(rng, size), **farms.columns(rng, land),
        "60": flagged(60, {513: land.grows_food & (rng.random(size) < .6)}), "61": [listed(61, ())] * size,
        "62": coded(62, asset), "63": flagged(63, {716: rng.random(size) < .015, 722: rng.random(size) < .3}),
        "64": flagged(64, {725: land.hectares > 2.5}),
        **_house(rng, grade), "68": _belongings(rng, means, land, asset != farms.LANDLESS),
        **_health(rng, people, lives, grade, size), **_peace(people, lives, size),
    }


def _open_gaps(rng: Rng, columns: dict[str, Pieces], size: int) -> Ints:
    """Empty the planned gaps in place. How many questions each household still answers."""
    filled = np.full(size, QUESTIONS, dtype=np.int64)
    for index in np.flatnonzero(rng.random(size) < INCOMPLETE).tolist():
        for gap in rng.choice(len(GAPS), size=int(rng.integers(1, 3)), replace=False).tolist():
            for key in GAPS[gap]:
                columns[key][index] = ""
                filled[index] -= TABLE_SIZES.get(key, 1)
    return filled


def _any(people: People, flags: Bools, size: int) -> Bools:
    """Which households have a member with the flag."""
    return np.bincount(people.household[flags], minlength=size) > 0


def _means(rng: Rng, school: Ints, occupation: Ints) -> np.ndarray:
    lift = np.select([np.isin(school, schooling.HIGHER), school == schooling.SLTA], [1.3, .4], -.1)
    poor = np.isin(occupation, (work.FARM_HAND, work.DAY_LABOURER, work.NO_STEADY_WORK))
    return rng.normal(0, .85, len(school)) + lift - .6 * poor


def _money(rng: Rng, means: np.ndarray) -> dict[str, Pieces]:
    income = (np.exp(14.55 + .42 * means).clip(400_000, 40_000_000) / 50_000).round().astype(np.int64) * 50_000
    spent = (income * rng.uniform(.62, 1.02, len(means)) / 50_000).round().astype(np.int64) * 50_000
    return {"1": numbered(1, income), "2": numbered(2, spent)}


def _tenure(rng: Rng, age: Ints, means: np.ndarray) -> Ints:
    drawn = rng.random(len(age)) + .004 * (age - 45).clip(-25, 25) + .02 * means
    return np.select([drawn > .2, drawn > .09, drawn > .04, drawn > .015], [OWN, PARENTS, FAMILY, RENTED], LENT)


def _help(rng: Rng, grade: Ints) -> dict[str, Pieces]:
    chance = rng.random((3, len(grade)))
    shares = (np.array([.93, .7, .08, 0]), np.array([.8, .3, .02, 0]), np.array([.9, .75, .6, .8]))
    return {str(question): coded(question, (chance[row] < shares[row][grade]).astype(np.int64))
            for row, question in enumerate((5, 6, 7))}


def _water_quality(rng: Rng, size: int) -> Pieces:
    kinds = [listed(9, codes) for codes in ((1,), (2,), (3,), (4,), (2, 3))]
    return pick(kinds, np.searchsorted([.92, .95, .975, .99], rng.random(size)))


def _by_grade(rng: Rng, question: int, grade: Ints, odds: tuple[Odds, ...]) -> Pieces:
    chances = rng.random(len(grade))
    return coded(question, np.choose(grade, [one.at(chances) for one in odds]))


def _house(rng: Rng, grade: Ints) -> dict[str, Pieces]:
    return {"65": _by_grade(rng, 65, grade, WALLS), "66": _by_grade(rng, 66, grade, FLOORS),
            "67": coded(67, ROOFS.draw(rng, len(grade)))}


def _belongings(rng: Rng, means: np.ndarray, land: farms.Farms, owns_land: Bools) -> Pieces:
    chance = rng.normal(0, .8, (7, len(means))) + means
    return flagged(68, {
        753: chance[0] > -1.4, 754: chance[1] > -1.0, 755: chance[2] > 2.2, 762: land.cows > 0, 763: land.goats + land.hens > 0,
        764: chance[3] > 1.5, 765: chance[4] > .5, 768: owns_land & (chance[5] > .3), 783: chance[6] > -1.3})


def _health(rng: Rng, people: People, lives: Lives, grade: Ints, size: int) -> dict[str, Pieces]:
    infant = _any(people, people.age == 0, size) & _any(people, people.woman & (people.age >= 16) & (people.age <= 45), size)
    toddler = _any(people, people.age < 5, size)
    chance = rng.random((5, size))
    midwife, clinic = chance[2] < .6, chance[2] >= .8
    nutrition = coded(78, NUTRITION.draw(rng, size))
    return {
        "69": flagged(69, {788: infant & (chance[0] < .6), 792: infant & (chance[0] >= .6), 799: infant}),
        "70": flagged(70, {802: infant & (chance[1] < .95), 805: infant & (chance[1] >= .95)}),
        "71": flagged(71, {813: infant & midwife, 810: infant & ~midwife & ~clinic, 808: infant & clinic}),
        "72": flagged(72, {818: infant & ~clinic, 817: infant & clinic}),
        "73": flagged(73, {831: toddler & ~infant, 823: infant, 824: infant}),
        "74": flagged(74, {833: chance[3] < .008, 841: _any(people, lives.disability > 0, size)}),
        "75": _by_grade(rng, 75, grade, TOILETS), "76": coded(76, MEALS.draw(rng, size)), "77": coded(77, CURES.draw(rng, size)),
        "78": [answer if has else '"78":null' for answer, has in zip(nutrition, toddler.tolist(), strict=True)],
        "79": flagged(79, {code: (chance[4] * 400).astype(np.int64) == nth for nth, code in enumerate(ILLNESSES)}),
    }


def _peace(people: People, lives: Lives, size: int) -> dict[str, Pieces]:
    """No crime is invented. What question 90 asks is told from the members."""
    head = people.position == 1
    woman, alone = people.woman[head], people.marital[head] == JANDA_DUDA
    # Ten questions in one piece: joining is what a household costs most.
    nothing = ",".join(listed(question, ()) for question in range(80, 90))
    return {"80": [nothing] * size, "90": flagged(90, {
        917: _any(people, people.age > 60, size), 921: _any(people, lives.disability > 0, size),
        922: _any(people, lives.mental_illness > 0, size), 926: woman & alone, 927: ~woman & alone,
        933: _any(people, (lives.occupation == work.NOT_YET) & (people.age >= 19), size), 935: woman})}
