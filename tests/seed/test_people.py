"""No impossible person, in every setting, on ordinary and on awkward days; and the practice system's own rules agree."""

import hashlib
import json
import os
import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from sandbox.practice.forms.instruments import count_filled, load
from sandbox.practice.forms.packing import unpacked
from sandbox.practice.nik import practice_prefix
from sandbox.practice.rules.case import Facts, HouseholdData, MemberData
from sandbox.practice.rules.check import Moment, check_household
from seed.land.areas import Setting, area
from seed.land.regions import Region, demo_regions
from seed.village.population import Population, populate
from tests.seed.people_checks import IMPOSSIBLE, impossible, written
from tests.seed.villages import AS_OF, SEED, by_size, smallest

DAYS = [AS_OF, date(2028, 2, 29), date(2027, 1, 1), date(2026, 12, 31)]


def in_setting(setting: Setting) -> Region:
    """The smallest village of a setting."""
    return next(region for region in by_size() if area(region, SEED).setting is setting)


def with_a_foreigner(folder: Path) -> tuple[Region, sqlite3.Connection]:
    for region in by_size()[40:]:  # the smallest have none
        connection = written(folder, region, AS_OF)
        if connection.execute("SELECT 1 FROM people WHERE nationality = '2'").fetchone():
            return region, connection
        connection.close()
    raise AssertionError("no village of the district has a foreigner")


def cards(village: Population) -> list[tuple[HouseholdData, list[MemberData]]]:
    """The complete households as the practice system's rules look at them."""
    homes, people = village.households, village.persons
    members: dict[int, list[MemberData]] = {}
    for index, home in enumerate(people["household_id"]):
        members.setdefault(home, []).append(MemberData(
            people["name"][index], people["sex"][index], people["birth_place"][index],
            date.fromisoformat(people["birth_date"][index]), people["nik"][index],
            unpacked("ddk_member", json.loads(people["answers"][index])), people["position"][index]))
    return [(HouseholdData(homes["number"][index], homes["address"][index], homes["hamlet"][index], homes["rw"][index],
                           homes["rt"][index], homes["head_name"][index],
                           unpacked("ddk_household", json.loads(homes["answers"][index]))), members[index + 1])
            for index in village.complete]


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("setting", Setting)
def test_nobody_is_impossible(tmp_path, setting, day):
    region = in_setting(setting)
    connection = written(tmp_path, region, day)
    assert impossible(connection, region, day) == {}
    connection.close()


def test_nor_where_a_foreigner_lives(tmp_path):
    region, connection = with_a_foreigner(tmp_path)
    assert impossible(connection, region, AS_OF) == {}
    connection.close()


SPOILS = {
    "a child less than 15 years younger than father or mother":
        "UPDATE people SET birth_date = (SELECT birth_date FROM people h WHERE h.household_id = people.household_id"
        " AND position = 1) WHERE relation = '4'",
    "brothers and sisters less than nine months apart who are no twins":
        "UPDATE people SET birth_date = date((SELECT MIN(birth_date) FROM people c WHERE c.household_id = people.household_id"
        " AND relation = '4'), '+' || position || ' days') WHERE relation = '4'",
    "a married person whose husband or wife is not in the house": "DELETE FROM people WHERE relation = '3'",
    "a hamlet without its one head": "UPDATE people SET office = NULL WHERE office = '4'",
    "an RT or RW without its one head, who heads a household of it": "UPDATE people SET society = NULL WHERE society = '1'",
    "two of a house with the same name": "UPDATE people SET name = 'Budi' WHERE sex = 'L'",
    "a NIK that does not tell the birth date and sex": "UPDATE people SET sex = 'L' WHERE relation = '3'",
    "work of the other sex": "UPDATE people SET work = '39'",
}


@pytest.mark.parametrize("what", SPOILS)
def test_the_checks_are_not_blind(tmp_path, what):
    region = smallest()
    connection = written(tmp_path, region, AS_OF)
    connection.execute(SPOILS[what])
    assert what in impossible(connection, region, AS_OF)
    assert what in IMPOSSIBLE
    connection.close()


@pytest.mark.parametrize("setting", [Setting.COAST, Setting.TOWN])
def test_every_complete_household_passes_the_practice_systems_own_rules(setting):
    region = in_setting(setting)
    facts = Facts(as_of=AS_OF, prefix=practice_prefix(region.district_code))
    village = populate(region, as_of=AS_OF, seed=SEED)
    complete = cards(village)
    findings = [(card.number, finding.rule, finding.text) for card, members in complete
                for finding in check_household(card, members, facts, at=Moment.SUBMIT)]
    assert findings == []
    assert len(complete) > .85 * len(village.households["id"])


def test_filled_counts_what_the_form_counts():
    form, homes = load("ddk_household"), populate(smallest(), as_of=AS_OF, seed=SEED).households
    counted = [count_filled(form, unpacked("ddk_household", json.loads(text)))[0] for text in homes["answers"]]
    assert homes["filled"] == counted


def test_about_one_household_in_ten_has_gaps_to_practise_on():
    village = populate(smallest(), as_of=AS_OF, seed=SEED)
    assert .05 < 1 - len(village.complete) / len(village.households["id"]) < .15


def test_all_member_questions_are_answered_with_codes_of_the_form():
    fields = {field.key: field for section in load("ddk_member").sections for field in section.questions}
    assert len(fields) == 19  # the 18 of the form, and the day on which the person was written down
    for text in populate(smallest(), as_of=AS_OF, seed=SEED).persons["answers"]:
        answers = unpacked("ddk_member", json.loads(text))
        assert answers.keys() == fields.keys()
        for key, value in answers.items():
            codes = value if isinstance(value, list) else [value]
            assert not fields[key].options or set(codes) <= fields[key].labels.keys()


def digest(village: Population) -> str:
    return hashlib.sha256(repr([*village.person_rows(), *village.household_rows()]).encode()).hexdigest()


DIGEST = """
import sys
from seed.land.regions import demo_regions
from tests.seed.test_people import AS_OF, SEED, digest, populate
region = next(region for region in demo_regions() if region.code == sys.argv[1])
print(digest(populate(region, as_of=AS_OF, seed=SEED)))
"""


def test_a_village_does_not_hang_on_the_hashes_of_words():
    salt = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"  # this process has another, or a random one
    elsewhere = subprocess.run([sys.executable, "-c", DIGEST, smallest().code], env={**os.environ, "PYTHONHASHSEED": salt},
                               capture_output=True, text=True, check=True).stdout
    assert elsewhere.strip() == digest(populate(smallest(), as_of=AS_OF, seed=SEED))


def test_the_district_has_about_half_a_million_households():
    counts = [area(region, SEED).households for region in demo_regions()]
    assert 450_000 < sum(counts) < 550_000
    assert min(counts) >= 300
    assert max(counts) <= 6000
