"""What follows from how a household lives: a fisherman has a boat and no rice mill, a civil servant the better house."""

import csv
import json

import numpy as np
import pytest

from sandbox.practice.forms.instruments import load
from seed.homes.homes import NONE, Homes
from seed.homes.produce.commodities import FILE as COMMODITIES
from seed.homes.welfare import FILE as INCOMES
from seed.land.areas import Setting
from tests.seed.made import an_area, answers_of, couples

FARMER, FARM_HAND, CIVIL_SERVANT, HERDER, FISHERMAN, MINER = 1, 2, 5, 9, 10, 23
S1, INJECTION = 18, 1
SEA, SHORE = an_area(Setting.COAST, altitude=6), {158, 148, 167, 161, 170, 254, 156, 150, 151, 176, 153, 155, 169}
TABLES = {"pangan": "12", "buah": "17", "obat": "23", "kebun": "28", "hutan": "33", "ternak": "38", "olahan-ternak": "53",
          "ikan": "43", "ikan-laut": "43", "ikan-kolam": "43", "ikan-tambak": "43", "ikan-sungai": "43", "galian": "48"}


def share(homes: Homes, question: str, code: int) -> float:
    """Of the households that give this answer."""
    if question in homes.coded:
        return float(np.mean(homes.coded[question] == code))
    return float(np.mean(homes.ticked[question].get(code, False)))


def test_every_fisherman_by_the_sea_has_gear_a_catch_and_often_a_boat():
    homes = answers_of(SEA, *couples(600, FISHERMAN))
    assert homes.farms.produce["ikan"].has(600).all()
    assert set(homes.farms.fishing.gear_of.tolist()) == set(range(600))
    assert set(homes.farms.produce["ikan"].code.tolist()) <= SHORE
    rowing, motor, ship = share(homes, "63", 719), share(homes, "68", 756), share(homes, "64", 727)
    assert .5 < rowing + motor + ship < .8
    assert ship < rowing
    assert share(homes, "64", 724) == 0


def test_a_larger_boat_catches_more():
    homes = answers_of(SEA, *couples(800, FISHERMAN))
    catch = homes.farms.produce["ikan"]
    worth = catch.sums(catch.value.astype(float), 800)
    means = [worth[homes.farms.fishing.boat == boat].mean() for boat in range(4)]
    assert means == sorted(means)


def test_a_fisherman_of_the_hills_has_no_boat_and_no_fish_of_the_sea():
    homes = answers_of(an_area(Setting.RICE, altitude=300), *couples(400, FISHERMAN))
    assert homes.farms.produce["ikan"].has(400).all()
    assert not set(homes.farms.produce["ikan"].code.tolist()) & (SHORE - {169})
    assert share(homes, "63", 719) == share(homes, "68", 756) == share(homes, "64", 727) == 0


def test_farmers_till_land_and_never_own_a_boat():
    homes = answers_of(an_area(Setting.RICE), *couples(600, FARMER))
    assert np.mean(homes.farms.hectares > 0) > .75
    assert np.mean(homes.farms.produce["pangan"].has(600)) > .7
    assert share(homes, "63", 719) == share(homes, "68", 756) == 0
    assert .1 < homes.farms.food[homes.farms.food > 0].mean() < .8


def test_nobody_poor_has_a_rice_mill_but_somebody_has_one():
    homes = answers_of(an_area(Setting.RICE, hectares=50_000.0), *couples(6000, FARMER, school=10))
    mill = homes.ticked["64"][724]
    assert 0 < np.count_nonzero(mill) < 120
    assert homes.coded["4"][mill].min() >= 2


def test_a_village_is_never_tilled_beyond_its_borders():
    homes = answers_of(an_area(Setting.RICE, hectares=40.0), *couples(600, FARMER))
    assert homes.farms.hectares.sum() <= 40


def test_civil_servants_live_better_than_farm_hands():
    rich, poor = (answers_of(an_area(), *couples(1500, work, school=school))
                  for work, school in ((CIVIL_SERVANT, S1), (FARM_HAND, 5)))
    assert np.median(rich.coded["1"]) > 2 * np.median(poor.coded["1"])
    assert rich.coded["4"].mean() > poor.coded["4"].mean() + 1
    for question, code in (("65", 735), ("66", 741), ("75", 843), ("68", 755), ("68", 765), ("76", 849)):
        assert share(rich, question, code) > share(poor, question, code), (question, code)
    assert share(rich, "5", 1) == share(rich, "6", 1) == 0
    assert share(rich, "7", 1) == 1
    assert share(poor, "5", 1) > .4


def test_the_crops_of_a_plantation_are_those_that_the_place_is_known_for():
    homes = answers_of(an_area(Setting.PLANTATION, altitude=500, crops={82: 4.0, 84: 1.0}), *couples(800, FARMER))
    codes = homes.farms.produce["kebun"].code
    assert set(codes.tolist()) == {82, 84}
    assert np.count_nonzero(codes == 82) > 2 * np.count_nonzero(codes == 84)


def test_cabbages_grow_on_hills_only():
    low, high = (answers_of(an_area(Setting.PLANTATION, altitude=altitude), *couples(800, FARMER)) for altitude in (50, 1100))
    assert not {16, 17, 28} & set(low.farms.produce["pangan"].code.tolist())
    assert {16, 17, 28} & set(high.farms.produce["pangan"].code.tolist())
    assert 7 not in high.farms.produce["pangan"].code


def test_no_field_bears_more_than_three_times_a_year():
    homes = answers_of(an_area(Setting.RICE), *couples(800, FARMER))
    fields = homes.farms.produce["pangan"]
    assert (fields.sums(fields.hectares, 800) <= 3 * homes.farms.food + .02).all()


def test_sulphur_is_carried_only_where_a_volcano_is():
    volcano, other = (answers_of(an_area(Setting.FOREST, altitude=700, hazards=hazards), *couples(200, MINER)).farms.mines.code
                      for hazards in (frozenset({"volcano"}), frozenset()))
    assert 202 in volcano
    assert 202 not in other
    assert len(other) > 0


def test_herders_have_more_animals():
    homes = [answers_of(an_area(), *couples(500, work)) for work in (HERDER, CIVIL_SERVANT)]
    cows = [float(np.mean(one.farms.heads_of(122))) for one in homes]
    assert cows[0] > 3 * cows[1]
    assert share(homes[0], "68", 774) == 1


@pytest.mark.parametrize(("wife_age", "contraception", "expects"), [(27, 9, True), (27, INJECTION, False), (50, 9, False)])
def test_only_young_wives_who_use_no_contraception_expect_a_child(wife_age, contraception, expects):
    homes = answers_of(an_area(), *couples(400, FARMER, wife_age=wife_age, contraception=contraception))
    asked = np.logical_or.reduce(list(homes.ticked["69"].values()))
    assert (.2 < asked.mean() < .6) if expects else not asked.any()
    assert not np.logical_or.reduce(list(homes.ticked["71"].values())).any()


@pytest.mark.parametrize(("days", "given"), [
    (20, set()), (40, {823, 824}), (70, {823, 824, 822, 826}), (140, {823, 824, 822, 826, 825, 827, 828}), (500, {831})])
def test_babies_get_the_vaccines_of_their_age(days, given):
    homes = answers_of(an_area(), *couples(300, FARMER, wife_age=27, child_days=days))
    found = {code for code, flags in homes.ticked["73"].items() if flags.mean() > .5}
    assert found == given
    assert (homes.coded["78"] != NONE).all()


def test_who_gave_birth_in_the_last_year_tells_where_and_who_helped():
    homes = answers_of(an_area(), *couples(400, FARMER, wife_age=27, child_days=100, contraception=INJECTION))
    for question in ("71", "72"):
        assert (np.sum(list(homes.ticked[question].values()), axis=0) == 1).all()
    assert share(homes, "69", 796) == 1
    assert share(homes, "70", 802) > .85


@pytest.mark.parametrize("setting", list(Setting))
def test_text_and_columns_say_the_same(setting):
    """Each row of each table, of the households without gaps, as it stands in the stored answers."""
    homes = answers_of(an_area(setting, altitude=20), *couples(400, FISHERMAN if setting == Setting.COAST else FARMER))
    stored = [json.loads(text) for text in homes.answers]
    for table, rows in homes.farms.produce.items():
        first = int(TABLES[table])
        amount = first + 2 if table == "buah" else first + 1
        keys = [str(first), *(str(amount + nth) for nth in range(4))]
        told = [(nth, *(float(row[key]) for key in keys))
                for nth, answers in enumerate(stored) if homes.complete[nth] for row in answers.get(table, ())]
        kept = rows.of(homes.complete)
        assert told == list(zip(*(column.tolist() for column in (
            kept.household, kept.code, kept.amount, kept.unit, kept.value, kept.sold)), strict=True)), table


def test_every_commodity_is_one_of_the_official_lists():
    fields = load("ddk_household").by_key
    with COMMODITIES.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            assert fields[TABLES[row["table"]]].labels[row["code"]] == row["name"], row


def test_every_occupation_has_an_income():
    labels = load("ddk_member").by_key["9"].labels
    with INCOMES.open(encoding="utf-8", newline="") as lines:
        assert {row["code"]: row["occupation"] for row in csv.DictReader(lines)} == labels
