"""No impossible person: checked in plain SQL and by the practice system's own rules, on ordinary and on awkward days."""

import json
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import date

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session, selectinload

from sandbox.practice.households import data_of as household_data
from sandbox.practice.instruments import count_filled, load
from sandbox.practice.members import data_of as member_data
from sandbox.practice.models import Household
from sandbox.practice.numbers import card_number, nik, practice_prefix
from sandbox.practice.packing import unpacked
from sandbox.practice.rule_data import Facts
from sandbox.practice.rules import Moment, check_household
from seed import serials
from seed.areas import area
from seed.names import MEN, MEN_LAST, WOMEN, WOMEN_LAST
from seed.population import populate
from seed.regions import demo_regions
from seed.template import TemplateInfo
from tests.seed.villages import AS_OF, SEED, a_village, by_size, column, opened, smallest

DAYS = [AS_OF, date(2028, 2, 29), date(2027, 1, 1), date(2026, 12, 31)]

# Each query finds people (or households) that cannot be; :as_of is the training day.
PERSON = """
    SELECT p.*, json_extract(p.answers, '$.2') AS relation, json_extract(p.answers, '$.3') AS marital,
           json_extract(p.answers, '$.8') AS school, json_extract(p.answers, '$.9') AS work,
           CAST(strftime('%Y', :as_of) AS INTEGER) - CAST(strftime('%Y', p.birth_date) AS INTEGER)
               - (strftime('%m%d', :as_of) < strftime('%m%d', p.birth_date)) AS age
    FROM person p"""
IMPOSSIBLE = {
    "a household without exactly one head":
        "SELECT household_id FROM people GROUP BY household_id HAVING SUM(relation = '1') <> 1",
    "a head who is not on the first line or not named on the card":
        "SELECT p.id FROM people p JOIN household h ON h.id = household_id WHERE relation = '1'"
        " AND (position <> 1 OR name <> head_name)",
    "a wrong number of members or a gap in the lines":
        "SELECT h.id FROM household h JOIN people p ON h.id = household_id GROUP BY h.id"
        " HAVING COUNT(*) <> member_count OR MAX(position) <> COUNT(*) OR MIN(position) <> 1",
    "somebody not yet born or older than a hundred":
        "SELECT id FROM people WHERE birth_date >= :as_of OR age NOT BETWEEN 0 AND 100",
    "a wife who is no married woman, or whose husband is no married man":
        "SELECT w.id FROM people w JOIN people h USING (household_id) WHERE w.relation = '3' AND h.relation = '1'"
        " AND (w.sex <> 'P' OR w.marital <> '1' OR h.sex <> 'L' OR h.marital <> '1')",
    "a married person whose husband or wife is not in the house":
        "SELECT household_id FROM people GROUP BY household_id HAVING SUM(marital = '1') % 2 <> 0"
        " OR SUM(marital = '1' AND sex = 'L') <> SUM(marital = '1' AND sex = 'P')",
    "a child less than 15 years younger than father or mother":
        "SELECT c.id FROM people c JOIN people p USING (household_id) WHERE c.birth_date < date(p.birth_date, '+15 years')"
        " AND ((c.relation = '4' AND p.relation IN ('1', '3')) OR (c.relation IN ('1', '11') AND p.relation IN ('6', '7'))"
        " OR (c.relation = '3' AND p.relation = '17') OR (c.relation = '18' AND p.relation IN ('1', '3', '21'))"
        " OR (c.relation = '18' AND p.relation = '4' AND p.marital = '1'))",
    "a mother older than 50 at a birth":
        "SELECT c.id FROM people c JOIN people p USING (household_id) WHERE c.birth_date > date(p.birth_date, '+50 years')"
        " AND c.relation = '4' AND p.sex = 'P' AND p.relation IN ('1', '3')",
    "brothers and sisters less than nine months apart":
        "SELECT a.id FROM people a JOIN people b USING (household_id) WHERE a.id < b.id AND a.relation = b.relation"
        " AND a.relation IN ('4', '18') AND abs(julianday(a.birth_date) - julianday(b.birth_date)) < 270",
    "somebody married before 16":
        "SELECT id FROM people WHERE marital <> '2' AND age < 16",
    "a pupil or graduate of the wrong age":
        "SELECT id FROM people WHERE (school IN ('1', '2') AND age > 6) OR (school = '4' AND age NOT BETWEEN 6 AND 13)"
        " OR (school = '7' AND age NOT BETWEEN 12 AND 16) OR (school = '9' AND age NOT BETWEEN 15 AND 19)"
        " OR (school = '5' AND age < 10) OR (school = '8' AND age < 13) OR (school = '10' AND age < 16)"
        " OR (school IN ('18', '20', '30') AND age < 19)",
    "a child at work, a pupil who is no pupil, an official under age":
        "SELECT id FROM people WHERE (age < 15 AND work NOT IN ('37', '38'))"
        " OR (work = '38') <> (school IN ('4', '7', '9', '15', '17', '27'))"
        " OR (work IN ('5', '16', '17', '40') AND age < 18)",
    "contraception of somebody who is not a married woman":
        "SELECT id FROM people WHERE json_extract(answers, '$.12') NOT IN ('9', '11') AND (marital <> '1' OR sex <> 'P')",
    "a household saved before its youngest was born, or after the training day":
        "SELECT h.id FROM household h JOIN people p ON h.id = household_id "
        " WHERE saved_at < p.birth_date OR saved_at >= :as_of",
    "a NIK that does not tell the birth date and sex":
        "SELECT id FROM people WHERE nik IS NOT NULL AND substr(nik, 7, 6) <>"
        " printf('%02d', strftime('%d', birth_date) + 40 * (sex = 'P')) || strftime('%m', birth_date)"
        " || substr(birth_date, 3, 2)",
    "a number that is not sixteen digits of the practice subdistrict":
        "SELECT n FROM (SELECT nik AS n FROM people WHERE nik IS NOT NULL UNION ALL SELECT number FROM household)"
        " WHERE length(n) <> 16 OR n GLOB '*[^0-9]*' OR substr(n, 13) = '0000' OR substr(n, 1, 6) <> :prefix",
    "a number used twice":
        "SELECT n FROM (SELECT nik AS n FROM people UNION ALL SELECT number FROM household) WHERE n IS NOT NULL"
        " GROUP BY n HAVING COUNT(*) > 1",
    "a card issued in the future or before its head was 16":
        "SELECT h.id FROM household h JOIN people p ON h.id = household_id AND position = 1,"
        " (SELECT id AS card, '20' || substr(number, 11, 2) || '-' || substr(number, 9, 2) || '-' || substr(number, 7, 2)"
        "  AS issued FROM household) WHERE card = h.id AND (issued >= :as_of OR issued < date(birth_date, '+16 years'))",
    "a grown-up without NIK":
        "SELECT id FROM people WHERE nik IS NULL AND age > 0",
    "a name that is empty or long":
        "SELECT id FROM people WHERE length(name) NOT BETWEEN 2 AND 40",
}


@pytest.fixture(scope="module", params=DAYS, ids=str)
def village(request, tmp_path_factory) -> TemplateInfo:
    return a_village(tmp_path_factory.mktemp("templates"), as_of=request.param)


@pytest.fixture(scope="module")
def today(tmp_path_factory) -> TemplateInfo:
    return a_village(tmp_path_factory.mktemp("templates"))


@pytest.mark.parametrize("what", IMPOSSIBLE)
def test_there_is_no(village, what):
    with closing(opened(village)) as connection:
        row = connection.execute("SELECT as_of, district_code FROM village").fetchone()
        facts = {"as_of": row["as_of"], "prefix": practice_prefix(row["district_code"])}
        assert connection.execute(f"WITH people AS ({PERSON}) {IMPOSSIBLE[what]}", facts).fetchall() == []


def test_the_checks_find_an_impossible_person(today):
    """The SQL above is not blind: a child made as old as its mother is found."""
    connection = sqlite3.connect(":memory:")
    with closing(opened(today)) as source, closing(connection):
        source.backup(connection)
        connection.execute("UPDATE person SET birth_date = (SELECT birth_date FROM person h"
                           " WHERE h.household_id = person.household_id AND position = 1)"
                           " WHERE json_extract(answers, '$.2') = '4'")
        query = IMPOSSIBLE["a child less than 15 years younger than father or mother"]
        assert connection.execute(f"WITH people AS ({PERSON}) {query}", {"as_of": str(AS_OF)}).fetchall()


def test_every_complete_household_passes_the_practice_systems_own_rules(today):
    region = smallest()
    facts = Facts(as_of=AS_OF, prefix=practice_prefix(region.district_code))
    engine = create_engine(f"sqlite:///file:{today.path.as_posix()}?mode=ro&immutable=1&uri=true")
    total = sum(len(section.questions) for section in load("ddk_household").sections)
    with Session(engine) as session:
        complete = session.scalars(
            select(Household).where(Household.filled == total).options(selectinload(Household.members))).all()
        families = [(household_data(household), [member_data(one) for one in household.members]) for household in complete]
        findings = [(card.number, finding.rule, finding.text) for card, members in families
                    for finding in check_household(card, members, facts, at=Moment.SUBMIT)]
    engine.dispose()
    assert findings == []
    assert len(complete) > .85 * today.households


def test_filled_counts_what_the_form_counts(today):
    form = load("ddk_household")
    with closing(opened(today)) as connection:
        for row in connection.execute("SELECT filled, answers FROM household"):
            assert row["filled"] == count_filled(form, unpacked("ddk_household", json.loads(row["answers"])))[0]


def test_all_18_member_questions_are_answered_with_codes_of_the_form(today):
    fields = {field.key: field for section in load("ddk_member").sections for field in section.questions}
    assert len(fields) == 18
    for answers in (unpacked("ddk_member", json.loads(text)) for text in column(today, "SELECT answers FROM person")):
        assert answers.keys() == fields.keys()
        for key, value in answers.items():
            codes = value if isinstance(value, list) else [value]
            assert not fields[key].options or set(codes) <= fields[key].labels.keys()


def test_about_one_household_in_ten_has_gaps_to_practise_on(today):
    filled = Counter(column(today, "SELECT filled FROM household"))
    share = 1 - filled[90] / today.households
    assert .05 < share < .15


def test_a_household_has_three_to_four_people_on_average(today):
    assert 3 <= today.persons / today.households <= 4


def test_children_bear_their_parents_names(today):
    query = """SELECT json_extract(c.answers, '$.10') = h.name FROM person c JOIN person h USING (household_id)
               WHERE json_extract(c.answers, '$.2') = '4' AND h.position = 1 AND h.sex = 'L'"""
    matches = column(today, query)
    assert matches
    assert all(matches)


def test_every_word_of_a_name_is_of_fakers_lists(today):
    words = {word for pool in (MEN, WOMEN, MEN_LAST, WOMEN_LAST) for word in pool.tolist()}
    used = {word for name in column(today, "SELECT name FROM person") for word in str(name).split()}
    assert used <= words


def test_numbers_are_made_by_the_rules_of_the_practice_system():
    region = smallest()
    born = date(1991, 8, 12)
    days = serials.np.array([born.toordinal() - date(1970, 1, 1).toordinal()] * 2)
    women = serials.np.array([True, False])
    prefix, first = practice_prefix(region.district_code), serials.first_serial(region) + 1
    assert serials.niks(region, days, women) == [nik(prefix, born, "P", first), nik(prefix, born, "L", first)]
    assert serials.cards(region, days) == [card_number(prefix, born, first + serials.NIK_SHARE + n) for n in (0, 1)]


def test_two_villages_of_one_subdistrict_share_no_number():
    first, second = [region for region in by_size() if region.district_code == smallest().district_code][:2]
    numbers = [number for region in (first, second) for village in [populate(region, as_of=AS_OF, seed=SEED)]
               for number in [*village.persons["nik"], *village.households["number"]] if number]
    assert len(numbers) == len(set(numbers))


def test_no_two_villages_of_a_subdistrict_share_serials_and_none_needs_a_fifth_digit():
    taken = {(region.district_code, serials.first_serial(region)) for region in demo_regions()}
    assert len(taken) == 217
    assert all(first % serials.SHARE == 0 and first + serials.SHARE <= 9999 for _, first in taken)


def test_no_number_begins_with_an_assigned_subdistrict_code():
    assigned = {region.district_code.replace(".", "") for region in demo_regions()}
    used = {practice_prefix(region.district_code) for region in demo_regions()}
    assert len(used) == 25
    assert not used & assigned
    assert all(int(prefix[4:]) > 60 for prefix in used)


def test_the_district_has_about_half_a_million_households():
    counts = [area(region, SEED).households for region in demo_regions()]
    assert 450_000 < sum(counts) < 550_000
    assert min(counts) >= 300
    assert max(counts) <= 6000
