"""The answers of every member, as JSON text.

Codes are those of the official member form (sandbox/practice/instruments/ddk_member.yaml).
"""

import json
from dataclasses import dataclass

import numpy as np

from sandbox.practice.forms.packing import open_keys
from seed.chance.json_pieces import Texts, choice, choice_or_none, listed, listed_open, together
from seed.chance.odds import Ints, Odds, OddsTable, Rng, steps
from seed.land.areas import Area
from seed.land.places import Geography
from seed.land.regions import Region
from seed.lives import ills, offices, schooling, societies, trades, work
from seed.lives.trades import TAXES
from seed.people import origins
from seed.people.families import KAWIN
from seed.people.names import parent_names
from seed.people.people import KINS, NOBODY, People

QUESTIONS, RECORDED = 18, "recorded"
"""Those of the official form, and the date of recording. Any other question of the form stays open."""
UNKNOWN_BLOOD = 4
BLOOD = Odds.of({0: 39, 1: 26, 2: 28, 3: 7})
BLOOD_UNKNOWN = np.array([.42, .2, .38])[steps(17, 60)]
"""By age, the share who never were tested."""
NO_CONTRACEPTION, NO_ANSWER = 9, 11
CONTRACEPTION = OddsTable.of_odds([
    {NO_CONTRACEPTION: 96, 1: 2, 6: 1, 7: 1}, {1: 49, 6: 13, 10: 12, 2: 5, 3: 3, 7: 1, NO_CONTRACEPTION: 27, NO_ANSWER: .4},
    {1: 41, 6: 13, 10: 11, 2: 8, 5: 4, 3: 3, 7: 1.5, 8: .4, NO_CONTRACEPTION: 28, NO_ANSWER: .4},
    {1: 22, 6: 10, 10: 7, 2: 9, 5: 8, 3: 2, 7: 2, 8: .6, NO_CONTRACEPTION: 52, NO_ANSWER: .5}])
"""Of wives without a child in the house, then of mothers under 30, under 42, and older. Injections first, as in the surveys."""
STAGE = 1 + steps(30, 42)
"""By age, the row of CONTRACEPTION for a mother."""
FERTILE_UNTIL = 50
CERTIFICATES = np.array([.97, .62, .22])[steps(18, 50)]
"""By age, the share who have a birth certificate."""
FIRST_YEAR = 1900
NUMBERS = np.array(["Tidak ada", *(f"{number}/" for number in range(1, 4000))], dtype=object)
YEARS = np.array(["", *(str(FIRST_YEAR + year) for year in range(1, 250))], dtype=object)


@dataclass(frozen=True, slots=True)
class Lives:
    """Codes of the members' answers, one entry a person; 0: none. What the homes and the indicators are counted from."""

    school: Ints
    """Question 8."""
    occupation: Ints
    """Question 9."""
    faith: Ints
    """Question 4."""
    people: Ints
    """Question 7: index into `peoples`."""
    peoples: tuple[str, ...]
    blood: Ints
    """Question 5; 0 is group O."""
    nationality: Ints
    """Question 6."""
    contraception: Ints
    """Question 12."""
    disability: Ints
    """Question 13."""
    mental_illness: Ints
    """Question 14."""
    taxes: Ints
    """Question 15: index into TAXES."""
    office: Ints
    """Question 16."""
    society: Ints
    """Question 17."""
    business: Ints
    """Question 18."""


def lives(rng: Rng, region: Region, area: Area, people: People, houses: Geography) -> Lives:
    """Draw what everybody answers: schooling, then work and office, then what follows from these."""
    disability, illness = ills.disabilities(rng, people.age), ills.mental_illnesses(rng, people.age)
    school = schooling.education(rng, area.setting, people)
    school = schooling.special_schools(rng, school, people.age, ills.special_school(disability, illness))
    drawn = work.occupation(rng, area, people, school, disability + illness)
    office = offices.offices(rng, region, people, school, houses)
    occupation = np.where(np.isin(office, offices.paid(region)), work.official(region), drawn)
    peoples, origin, faith = origins.origins(rng, region, people)
    return Lives(
        school=school, occupation=occupation, faith=faith, people=origin, peoples=peoples, blood=_blood(rng, people),
        nationality=origins.nationality(rng, people), contraception=_contraception(rng, people), disability=disability,
        mental_illness=illness, taxes=trades.taxes(rng, area, people, occupation), office=office,
        society=societies.societies(rng, area, people, occupation, office, houses),
        business=trades.businesses(rng, area, occupation))


def answers(rng: Rng, people: People, lives: Lives, names: list[str], style: Ints, recorded: list[str]) -> list[str]:
    """The JSON of questions 1 to 18 for every person. `style`: of everybody's names; `recorded`: the day, by household."""
    peoples = [f'"7":{json.dumps(name, ensure_ascii=False)}' for name in lives.peoples]
    taxes = [listed(15, codes) for codes in TAXES]
    origin = together((people.relation, choice(2)), (people.marital, choice(3)), (lives.faith, choice(4)),
                      (lives.blood, choice(5)), (lives.nationality, choice(6)), (lives.people, peoples.__getitem__))
    schooled = together((lives.school, choice(8)), (lives.occupation, choice(9)))
    health = together((lives.contraception, choice(12)), (lives.disability, choice_or_none(13)),
                      (lives.mental_illness, choice_or_none(14)), (lives.taxes, taxes.__getitem__))
    groups = together((lives.office, choice_or_none(16)), (lives.society, choice_or_none(17)),
                      (lives.business, choice_or_none(18)))
    columns = (*_certificates(rng, people), origin, schooled, *_parents(rng, people, names, style), health, groups)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    days = np.array([f',"{RECORDED}":"{day}"' if day else "" for day in recorded], dtype=object)[people.household].tolist()
    unknown = listed_open(open_keys("ddk_member", QUESTIONS, (RECORDED,)))
    rest = f",{unknown}" if unknown else ""
    return [f'{{"1":"{number}{year}"{a}{b},"10":"{father}","11":"{mother}"{c}{d}{day}{rest}}}'
            for (number, year, a, b, father, mother, c, d), day in zip(rows, days, strict=True)]


def _certificates(rng: Rng, people: People) -> tuple[Texts, Texts]:
    """Number and year of the birth certificate, as two texts; the older, the rarer, and often made years after the birth."""
    has = rng.random(people.size) < CERTIFICATES[people.age]
    late = rng.integers(0, 6, people.size)
    year = people.birthday.year + np.where(people.age > 5, late, 0)
    return (NUMBERS[np.where(has, rng.integers(1, len(NUMBERS), people.size), 0)], YEARS[np.where(has, year - FIRST_YEAR, 0)])


def _parents(rng: Rng, people: People, names: list[str], style: Ints) -> tuple[Texts, Texts]:
    """Names of everybody's father and mother: those on the card, else one name for all brothers and sisters."""
    known = np.array([*names, ""], dtype=object)
    columns = []
    for parent, women in ((people.father, False), (people.mother, True)):
        found = known[parent]
        away = np.flatnonzero(parent == NOBODY)
        child = np.full(people.households * KINS, NOBODY)
        child[people.kin[away]] = away
        one_each = child[child != NOBODY]
        child[people.kin[one_each]] = np.arange(len(one_each))
        called = np.array(parent_names(rng, people.born[one_each], style[one_each], women=women), dtype=object)
        found[away] = called[child[people.kin[away]]]
        columns.append(found)
    return columns[0], columns[1]


def _blood(rng: Rng, people: People) -> Ints:
    """Everybody's code of question 5."""
    return np.where(rng.random(people.size) < BLOOD_UNKNOWN[people.age], UNKNOWN_BLOOD, BLOOD.draw(rng, people.size))


def _contraception(rng: Rng, people: People) -> Ints:
    """Everybody's code of question 12: NO_CONTRACEPTION but for wives under 50. Who has no child in the house hardly uses any."""
    found = np.full(people.size, NO_CONTRACEPTION)
    wives = np.flatnonzero(people.woman & (people.marital == KAWIN) & (people.age < FERTILE_UNTIL))
    has_child = np.bincount(people.mother[people.mother != NOBODY], minlength=people.size)[wives] > 0
    found[wives] = CONTRACEPTION.draw(rng, np.where(has_child, STAGE[people.age[wives]], 0))
    return found
