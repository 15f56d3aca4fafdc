"""Names: only words of Faker's lists, fit for age and people, and no two alike in a house."""

from collections import Counter
from datetime import date

import numpy as np
import pytest
from faker.providers.person.id_ID import Provider

from seed.chance.odds import stream
from seed.land.areas import area
from seed.people import names
from seed.people.families import families
from seed.people.name_words import FIRST, LAST, Era, Style
from seed.people.people import People, flattened, today
from tests.seed.villages import AS_OF, SEED, smallest

FAKER = {*Provider.first_names_male, *Provider.first_names_female, *Provider.last_names_male, *Provider.last_names_female}


def some_people(seed: int = SEED, as_of: date = AS_OF) -> People:
    region = smallest()
    land = area(region, SEED)
    return flattened(families(stream("families", region.code, seed, as_of), land, land.households, today(as_of)), as_of)


def called(people: People, style: Style = Style.COMMON) -> list[str]:
    return names.names(stream("names", smallest().code, SEED), people, np.full(people.size, style))


def words(women: bool, style: Style, era: Era) -> set[str]:
    return {*FIRST[women, style][era].split(), *LAST[women, style][era].split()}


def test_every_word_is_of_fakers_lists():
    assert set(names.VOCABULARY.tolist()[1:]) <= FAKER


def test_no_word_stands_twice_in_a_pool_or_for_both_sexes():
    of_sex: dict[bool, set[str]] = {False: set(), True: set()}
    for pools in (FIRST, LAST):
        for (women, _), eras in pools.items():
            for pool in eras:
                assert max(Counter(pool.split()).values()) == 1
                of_sex[women].update(pool.split())
    assert not of_sex[False] & of_sex[True]


@pytest.mark.parametrize("style", Style)
def test_names_are_of_words_of_their_style(style):
    people = some_people()
    for name, woman in zip(called(people, style), people.woman.tolist(), strict=True):
        assert set(name.split()) <= set.union(*(words(woman, style, era) for era in Era))


def test_the_old_are_called_otherwise_than_the_young():
    people = some_people()
    all_names = np.array(called(people), dtype=object)
    old = {word for name in all_names[people.age > 80] for word in name.split()}
    young = {word for name in all_names[people.age < 20] for word in name.split()}
    assert old & set(FIRST[False, Style.COMMON][Era.OLD].split())
    assert not young & {"Paiman", "Tugiman", "Wakiman", "Sudiati", "Winarsih"}
    assert young & {"Muhammad", "Raihan", "Salsabila"}


@pytest.mark.parametrize("seed", range(5))
def test_no_two_of_one_sex_in_a_house_share_their_first_word(seed):
    people = some_people(seed)
    firsts = [(home, woman, name.split()[0]) for home, woman, name in
              zip(people.household.tolist(), people.woman.tolist(), called(people), strict=True)]
    assert max(Counter(firsts).values()) == 1


def test_sons_of_some_families_bear_their_fathers_last_word():
    people = some_people()
    all_names = called(people)
    sons = [(name, all_names[father]) for name, father, woman in
            zip(all_names, people.father.tolist(), people.woman.tolist(), strict=True) if father >= 0 and not woman]
    both_long = [(son.split()[-1], father.split()[-1]) for son, father in sons if " " in son and " " in father]
    assert .2 < sum(son == father for son, father in both_long) / len(both_long) < .5
