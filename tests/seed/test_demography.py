"""The people of the district as a whole: near what censuses and surveys publish, and different from setting to setting.

Sources: seed/regions/published.csv (census 2010 and 2020 of East Java, demographic survey 2012). Bounds are generous: practice
data shall be believable, and lie between the two censuses.
"""

from functools import cache

import numpy as np
import pytest

from seed.chance.odds import Bools, stream
from seed.land.areas import Setting
from seed.people.births import YEAR
from seed.people.families import CHILDREN, GRANDCHILDREN, KAWIN, FamilyGrid, FamilyPlace, families
from seed.people.people import today
from tests.seed.made import an_area
from tests.seed.villages import AS_OF

TODAY = today(AS_OF)
SHARES = {Setting.COAST: .09, Setting.TOWN: .15, Setting.RICE: .52, Setting.PLANTATION: .16, Setting.FOREST: .08}
"""Of the households of Banyuwangi."""
HOUSEHOLDS = 60_000
ANAK, CUCU = 4, 18


@cache
def grid_of(setting: Setting, households: int = 12_000) -> FamilyGrid:
    return families(stream(f"test {setting}", "35.10.01.2001", 1), an_area(setting), households, TODAY)


@cache
def district() -> tuple[np.ndarray, Bools, np.ndarray, np.ndarray]:
    """Ages in years, who is a woman, marital status and relation of everybody in a district with these shares of settings."""
    grids = [grid_of(setting, int(HOUSEHOLDS * share)) for setting, share in SHARES.items()]
    woman, marital, relation = (np.concatenate([getattr(grid, name)[grid.present] for grid in grids])
                                for name in ("woman", "marital", "relation"))
    return np.concatenate([ages(grid) for grid in grids]), woman, marital, relation


def ages(grid: FamilyGrid) -> np.ndarray:
    return (TODAY - grid.born[grid.present]) / YEAR


def share(chosen: Bools) -> float:
    return float(np.mean(chosen))


def size(grid: FamilyGrid) -> float:
    return float(grid.present.sum(axis=1).mean())


def mothers_ages(grid: FamilyGrid, years: float) -> np.ndarray:
    """Ages of wives at the births of their own children in the last years."""
    born, mother = grid.born[:, CHILDREN], grid.born[:, FamilyPlace.SPOUSE]
    recent = grid.present[:, CHILDREN] & (grid.relation[:, CHILDREN] == ANAK) & (TODAY - born < years * YEAR)
    recent &= (grid.present[:, FamilyPlace.SPOUSE] & ~grid.foreign)[:, None]
    return ((born - mother[:, None]) / YEAR)[recent]


def test_a_household_has_three_people_and_a_bit():
    people = len(district()[0])
    assert 3.14 < people / HOUSEHOLDS < 3.22


def test_the_age_pyramid_lies_between_the_censuses():
    """East Java 2010: 24.7 % under 15, 7 % from 65; 2020: 20.2 % and 8.2 %, and 13.1 % from 60."""
    age = district()[0]
    assert .21 < share(age < 15) < .245
    assert .64 < share((age >= 15) & (age < 65)) < .70
    assert .08 < share(age >= 65) < .10
    assert .115 < share(age >= 60) < .145


def test_there_are_98_men_to_100_women_and_fewer_among_the_old():
    age, woman, *_ = district()
    ratios = [np.count_nonzero(here & ~woman) / np.count_nonzero(here & woman)
              for here in (age >= 0, age < 15, age >= 65, age >= 75)]
    assert .965 < ratios[0] < 1.0
    assert 1.02 < ratios[1] < 1.08
    assert .75 < ratios[2] < .88
    assert .7 < ratios[3] < .92


def test_fourteen_are_born_a_year_for_a_thousand_people_and_no_year_stands_out():
    age = district()[0]
    births = np.histogram(age, np.arange(.1, 6.2, 1))[0] / len(age) * 1000
    assert all(12.5 < year < 16.5 for year in births)


def test_no_age_has_a_heap_or_a_gap():
    """A year of age has about as many people as its neighbours: nothing of the drawing shows."""
    count = np.bincount(district()[0].astype(int), minlength=100).astype(float)
    for age in range(2, 80):
        around = (count[age - 2:age + 3].sum() - count[age]) / 4
        assert abs(count[age] - around) < 5 * np.sqrt(around) + .04 * around, age


def test_no_date_of_birth_is_drawn_again_and_again():
    born = np.concatenate([grid.born[grid.present] for grid in map(grid_of, Setting)])
    assert np.unique(born, return_counts=True)[1].max() < 35


def test_mothers_are_mostly_between_19_and_35():
    found = np.concatenate([mothers_ages(grid_of(setting), 5) for setting in Setting])
    assert found.min() >= 17.5
    assert found.max() < 45
    assert share((found > 19) & (found < 36)) > .88
    assert 24 < np.median(found) < 27


def test_husbands_are_some_years_older_and_a_few_younger():
    grid = grid_of(Setting.RICE)
    head, spouse = grid.born[:, FamilyPlace.HEAD], grid.born[:, FamilyPlace.SPOUSE]
    older = ((spouse - head) / YEAR)[grid.present[:, FamilyPlace.SPOUSE] & ~grid.foreign]
    assert 2.5 < np.median(older) < 4
    assert .05 < share(older < 0) < .15
    assert share(older > 15) < .015


def test_people_marry_in_their_twenties_and_women_outlive_their_husbands():
    age, woman, marital, _ = district()

    def married(women: bool, low: int, high: int) -> float:
        return share(marital[(woman == women) & (age >= low) & (age < high)] == KAWIN)

    assert married(True, 15, 20) < .12
    assert .4 < married(True, 20, 25) < .65
    assert .15 < married(False, 20, 25) < .4
    assert married(True, 30, 45) > .83
    assert married(False, 35, 50) > .88
    women = [married(True, low, low + 10) for low in (40, 50, 60, 70)]
    assert women == sorted(women, reverse=True)
    assert women[-1] < .55 < married(False, 70, 80)


def test_every_relation_of_the_form_occurs():
    relations = set(np.unique(district()[3]).tolist())
    foreign = families(stream("test foreign", "35.10.01.2001", 1), an_area(Setting.TOWN), 30_000, TODAY)
    relations |= set(np.unique(foreign.relation[foreign.present]).tolist())
    assert relations == {*range(1, 20), 21, 22, 23}


@pytest.mark.parametrize("places", [CHILDREN, GRANDCHILDREN])
def test_a_few_brothers_and_sisters_are_twins(places):
    grid = grid_of(Setting.COAST)
    both = grid.present[:, places][:, 1:] & grid.present[:, places][:, :-1]
    same_day = np.diff(grid.born[:, places], axis=1) == 0
    assert .004 < np.count_nonzero(both & same_day) / np.count_nonzero(both) < .03


def test_settings_live_differently():
    coast, town, rice, plantation, forest = map(grid_of, (
        Setting.COAST, Setting.TOWN, Setting.RICE, Setting.PLANTATION, Setting.FOREST))
    assert size(coast) > size(plantation) > size(rice)
    children = [share(ages(grid) < 15) for grid in (coast, plantation, rice, town)]
    assert children[0] > children[1] > children[2]
    assert children[0] > children[3] + .015
    old = [share(ages(grid) >= 65) for grid in (forest, rice, coast, plantation, town)]
    assert min(old[:2]) > max(old[2:]) + .01
    young = [share((ages(grid) >= 18) & (ages(grid) < 30)) for grid in (town, rice)]
    assert young[0] > young[1] + .015
    assert np.median(mothers_ages(coast, 10)) + 1 < np.median(mothers_ages(town, 10))


def test_generations_live_together_rather_in_villages():
    """Three generations under one roof: grandchildren, or parents of the couple."""
    together = {setting: share((grid.present & np.isin(grid.relation, (CUCU, 6, 7, 17))).any(axis=1))
                for setting, grid in ((setting, grid_of(setting)) for setting in Setting)}
    assert all(.12 < found < .24 for found in together.values())
    assert together[Setting.TOWN] < min(together[Setting.RICE], together[Setting.FOREST])
