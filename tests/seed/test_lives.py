"""What people learn, do, believe and belong to: by age, sex, setting, and by what the village is known for."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from seed.chance.odds import Bools, Ints, stream
from seed.land import places
from seed.land.areas import Area, Setting, area
from seed.land.regions import Region, demo_regions
from seed.lives import ills, members, offices, schooling, societies, trades, work
from seed.lives.members import Lives
from seed.people import origins
from seed.people.families import KAWIN, families
from seed.people.people import NOBODY, People, flattened, today
from tests.seed.villages import AS_OF, SEED

SETTINGS = pytest.mark.parametrize("setting", Setting)


@cache
def of_setting(setting: Setting) -> tuple[Region, Area]:
    """A village of that setting, with four thousand households."""
    region = next(region for region in demo_regions() if area(region, SEED).setting is setting)
    return region, replace(area(region, SEED), households=4000, work={})


def lives_in(setting: Setting, **changes) -> tuple[People, Lives]:
    region, land = of_setting(setting)
    return _made(region, replace(land, **changes))


def _made(region: Region, land: Area) -> tuple[People, Lives]:
    grid = families(stream("families", region.code, SEED, AS_OF), land, land.households, today(AS_OF))
    people = flattened(grid, AS_OF)
    houses = places.geography(stream("places", region.code, SEED, AS_OF), region, land.households)
    return people, members.lives(stream("lives", region.code, SEED, AS_OF), region, land, people, houses)


def share(codes: Ints, wanted: int | tuple[int, ...], chosen: Bools) -> float:
    """Of the chosen, those with one of the codes."""
    return float(np.mean(np.isin(codes[chosen], wanted)))


def grown_up(people: People, *, women: bool) -> Bools:
    return (people.woman == women) & (people.age >= 18) & (people.age < 65)


def test_older_women_went_to_school_less_and_the_young_go_longer():
    people, lives = lives_in(Setting.RICE)
    never = (schooling.NEVER, schooling.ILLITERATE)
    old, young = people.age >= 60, (people.age >= 25) & (people.age < 35)
    assert share(lives.school, never, old & people.woman) > 1.4 * share(lives.school, never, old & ~people.woman)
    assert share(lives.school, schooling.SLTA, young) > 4 * share(lives.school, schooling.SLTA, old)
    degrees = [share(lives.school, schooling.HIGHER, age & people.woman) for age in (young, old)]
    assert degrees[0] > 2 * degrees[1]
    assert share(lives.school, schooling.ATTENDING, (people.age >= 7) & (people.age < 15)) > .95


def test_schooling_differs_from_setting_to_setting():
    made = {setting: lives_in(setting) for setting in (Setting.TOWN, Setting.RICE, Setting.PLANTATION)}
    degrees = {setting: share(lives.school, schooling.HIGHER, people.age >= 25) for setting, (people, lives) in made.items()}
    pupils = {setting: share(lives.school, schooling.IN_SLTA, (people.age >= 16) & (people.age < 18))
              for setting, (people, lives) in made.items()}
    assert degrees[Setting.TOWN] > 1.5 * degrees[Setting.RICE] > 2 * degrees[Setting.PLANTATION]
    assert pupils[Setting.TOWN] > pupils[Setting.RICE] > pupils[Setting.PLANTATION] + .03


def test_husband_and_wife_are_often_of_one_education():
    people, lives = lives_in(Setting.RICE)
    level = work.LEVEL[lives.school]
    wives = np.flatnonzero((people.relation == 3) & (people.age < 60))
    heads = np.searchsorted(people.household, people.household[wives])
    assert np.corrcoef(level[wives], level[heads])[0, 1] > .2


@pytest.mark.parametrize(("setting", "codes", "least", "others"), [
    (Setting.COAST, work.FISHERMAN, .22, set(Setting) - {Setting.COAST}),
    (Setting.TOWN, (work.EMPLOYEE, work.CIVIL_SERVANT, work.ENTREPRENEUR), .3, set(Setting) - {Setting.TOWN}),
    (Setting.RICE, (work.FARMER, work.FARM_HAND), .3, {Setting.COAST, Setting.TOWN}),
    (Setting.FOREST, (work.FARMER, work.FARM_HAND), .35, {Setting.COAST, Setting.TOWN}),
    (Setting.PLANTATION, (work.DAY_LABOURER, work.PRIVATE_EMPLOYEE, work.STATE_EMPLOYEE), .2, {Setting.RICE, Setting.FOREST})])
def test_men_live_on_what_the_village_has(setting, codes, least, others):
    people, lives = lives_in(setting)
    here = share(lives.occupation, codes, grown_up(people, women=False))
    assert here > least
    for other in others:
        elsewhere, lives_elsewhere = lives_in(other)
        assert here > 1.3 * share(lives_elsewhere.occupation, codes, grown_up(elsewhere, women=False))


def test_what_a_place_is_known_for_is_done_there_more_often():
    plain, miners = (lives_in(Setting.RICE, work=known)[1].occupation for known in ({}, {work.MINER: 20.0}))
    assert np.count_nonzero(miners == work.MINER) > 10 * np.count_nonzero(plain == work.MINER)


@SETTINGS
def test_many_occupations_occur_and_each_of_the_sex_it_is_for(setting):
    people, lives = lives_in(setting)
    assert len(np.unique(lives.occupation)) > 55
    for code, women in ((work.MIGRANT_WOMAN, True), (work.MIGRANT_MAN, False), (work.HOUSEWIFE, True), (work.MIDWIFE, True)):
        assert set(people.woman[lives.occupation == code].tolist()) <= {women}
    assert .25 < share(lives.occupation, work.HOUSEWIFE, grown_up(people, women=True)) < .5


@SETTINGS
def test_most_wives_use_contraception_and_most_of_them_injections(setting):
    """Survey 2012: 62 % of the wives under 50, half of them by injection."""
    people, lives = lives_in(setting)
    wives = people.woman & (people.marital == KAWIN) & (people.age < 50)
    methods = np.bincount(lives.contraception[wives], minlength=12) / np.count_nonzero(wives)
    using = 1 - methods[members.NO_CONTRACEPTION] - methods[members.NO_ANSWER]
    assert .52 < using < .68
    assert .4 < methods[1] / using < .6
    assert methods[1] > methods[6] > methods[2] > methods[3]


def test_disabilities_rise_with_age_and_some_pupils_go_to_special_schools():
    people, lives = lives_in(Setting.RICE)
    young, old = (share(lives.disability, (1, 2, 3, 4, 5), here) for here in (people.age < 40, people.age >= 70))
    assert .001 < young < .006
    assert old > 4 * young
    rng, ages = np.random.default_rng(1), np.full(400, 12)
    kind = ills.special_school(np.full(400, ills.BLIND), np.zeros(400, dtype=np.int64))
    pupils = schooling.special_schools(rng, np.full(400, schooling.IN_SD), ages, kind)
    assert set(pupils.tolist()) == {schooling.IN_SD, schooling.IN_SLB_A}


@SETTINGS
def test_offices_are_held_by_those_who_fit(setting):
    people, lives = lives_in(setting)
    region = of_setting(setting)[0]
    head = int(np.flatnonzero(lives.office == offices.KADES)[0])
    assert work.LEVEL[lives.school[head]] >= (3 if region.kind == "kelurahan" else 2)
    assert people.age[head] >= 32
    assert lives.occupation[head] == (work.CIVIL_SERVANT if region.kind == "kelurahan" else work.VILLAGE_OFFICIAL)
    council = np.count_nonzero(lives.office >= offices.BPD_HEAD)
    assert council == (offices.council_size(4000) if region.kind == "desa" else 0)


def test_societies_have_members_who_belong_there():
    people, lives = lives_in(Setting.RICE)
    assert people.woman[np.isin(lives.society, (societies.PKK, societies.CADRE))].all()
    assert (people.age[lives.society == societies.YOUTH] < 30).all()
    farmers = np.isin(lives.occupation, (work.FARMER, work.HERDER, work.FISHERMAN, work.FARM_HAND))
    assert farmers[lives.society == societies.FARMERS].all()
    assert .1 < share(lives.society, societies.FARMERS, lives.occupation == work.FARMER) < .5


def test_businesses_and_taxes_follow_work():
    people, lives = lives_in(Setting.COAST)
    assert share(lives.business, trades.FISHERY, lives.occupation == work.FISHERMAN) > .2
    assert share(lives.business, trades.SHOP, lives.occupation == work.SHOPKEEPER) > .7
    assert not lives.business[lives.occupation == work.PUPIL].any()
    heads = people.position == 1
    land = np.array([trades.LAND in codes for codes in trades.TAXES])[lives.taxes]
    income = np.array([trades.INCOME in codes for codes in trades.TAXES])[lives.taxes]
    assert .8 < np.mean(land[heads]) < .92
    assert np.mean(income[lives.occupation == work.CIVIL_SERVANT]) > 10 * np.mean(income[lives.occupation == work.FARMER])


def test_a_household_is_of_one_faith_and_mostly_of_one_people():
    people, lives = lives_in(Setting.RICE)
    first = np.searchsorted(people.household, np.arange(people.households))
    assert (lives.faith == lives.faith[first][people.household]).all()
    assert .92 < np.mean(lives.people == lives.people[first][people.household]) < .999


def test_balinese_are_hindus_and_madurese_muslims():
    made = [lives_in(setting) for setting in Setting]
    faith = {name: np.concatenate([lives.faith[(lives.people == lives.peoples.index(name)) & (people.position == 1)]
                                   for people, lives in made if name in lives.peoples]) for name in ("Bali", "Madura")}
    assert np.mean(faith["Bali"] == origins.HINDU) > .8
    assert np.mean(faith["Madura"] == origins.ISLAM) == 1


def test_foreigners_are_rare_and_their_children_may_have_two_nationalities():
    people, lives = lives_in(Setting.TOWN, households=40_000)
    foreign = np.flatnonzero(lives.nationality == origins.FOREIGNER)
    assert 0 < len(foreign) < 30
    assert set(people.relation[foreign].tolist()) <= {2, 3}
    children = np.flatnonzero(lives.nationality == origins.BOTH)
    assert all({people.father[child], people.mother[child]} & set(foreign.tolist()) for child in children.tolist())
    husbands = foreign[people.relation[foreign] == 2]
    assert people.woman[np.searchsorted(people.household, people.household[husbands])].all()


def test_adopted_and_stepchildren_have_other_parents():
    people, _ = lives_in(Setting.RICE)
    adopted, step = people.relation == 5, people.relation == 23
    assert adopted.any()
    assert step.any()
    assert (people.father[adopted | step] == NOBODY).all()
    assert (people.mother[adopted] == NOBODY).all()
    assert (people.mother[step] != NOBODY).all()
