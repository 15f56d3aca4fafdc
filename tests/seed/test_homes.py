"""Every answer of every household, in a village of each setting: no contradiction, by plain SQL and by the form's own rules."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from typing import Any

import pytest

from sandbox.practice.forms.instruments import count_filled, load
from sandbox.practice.forms.packing import unpacked
from sandbox.practice.nik import practice_prefix
from sandbox.practice.rules.case import Facts, HouseholdData, MemberData
from sandbox.practice.rules.check import Moment, check_household
from seed.land.areas import Setting, area
from seed.land.regions import Region
from seed.village.population import Population, populate
from tests.seed.villages import AS_OF, SEED, by_size

FORM = load("ddk_household")

TABLES = """
    CREATE TABLE home (
        id INTEGER PRIMARY KEY, filled, a, income AS (a ->> '$.1'), spent AS (a ->> '$.2'), tenure AS (a ->> '$.3'),
        grade AS (CAST(a ->> '$.4' AS INTEGER)), rice AS (a ->> '$.5'), cash AS (a ->> '$.6'), water AS (a ->> '$.8'),
        land AS (CAST(a ->> '$.62' AS INTEGER)), wall AS (a ->> '$.65'), floor AS (a ->> '$.66'), toilet AS (a ->> '$.75'),
        fed AS (a ->> '$.78'));
    CREATE TABLE one (home, woman, age, days, relation, marital, faith, work, contraception, disabled, disturbed);
    CREATE TABLE line (home, form, row, what);
    CREATE TABLE tick (home, question, code);
    CREATE TABLE hazard (name);
    CREATE TABLE wanted (form, columns);
    CREATE VIEW fisher AS SELECT home FROM one WHERE work = 10;
    CREATE VIEW cattle AS SELECT home FROM line WHERE form = 'ternak' AND what IN ('122', '123', '128');"""

# Each finds households that contradict themselves. Only of households with no open question: others lack one half.
WRONG = {
    "a row that is not whole":
        "SELECT * FROM line JOIN wanted USING (form) WHERE (SELECT COUNT(*) FROM json_each(row)) <> columns",
    "a row of nothing, or without a value": """
        SELECT * FROM line WHERE form NOT IN ('lahan', 'galian', 'alat-ikan')
           AND 0 >= (SELECT MIN(value) FROM json_each(row) WHERE type IN ('integer', 'real'))""",
    "food crops without a field, a garden without land, a wood without forest": """
        SELECT * FROM line p JOIN (VALUES ('pangan', '950'), ('kebun', '951'), ('hutan', '952')) need ON need.column1 = form
         WHERE NOT EXISTS (SELECT 1 FROM line l WHERE l.home = p.home AND l.form = 'lahan' AND l.what = need.column2)""",
    "land, and not owning any": "SELECT * FROM line JOIN home ON home.id = home WHERE form = 'lahan' AND land = 704",
    "more land by its kinds than altogether": """
        SELECT h.id, land, SUM(CASE row ->> '$.11' WHEN '1732' THEN .01 WHEN '1733' THEN .5 ELSE 1.0 END) AS least
          FROM home h JOIN line ON home = h.id AND form = 'lahan' GROUP BY h.id
        HAVING least > CASE WHEN land = 1744 THEN .1 WHEN land BETWEEN 705 AND 713 THEN (land - 703) / 10.0 ELSE 99 END""",
    "a house of one's own on no land": "SELECT * FROM home WHERE tenure = '169' AND land = 704",
    "a land certificate without land": "SELECT * FROM home JOIN tick ON home = id AND code = 768 WHERE land = 704",
    "spending that is far from the income":
        "SELECT * FROM home WHERE income <= 0 OR spent NOT BETWEEN .4 * income AND 1.3 * income",
    "cash for the poor without the rice for the poor": "SELECT * FROM home WHERE cash = '1' AND rice = '0'",
    "help for the poor to a servant of the state": """
        SELECT * FROM home JOIN one ON home = id WHERE work IN (5, 16, 17, 33, 40) AND (rice = '1' OR cash = '1')""",
    "large animals owned here and not there": """
        SELECT * FROM (SELECT home FROM tick WHERE code = 762 EXCEPT SELECT home FROM cattle)
         UNION ALL SELECT * FROM (SELECT home FROM cattle EXCEPT SELECT home FROM tick WHERE code = 762)""",
    "eggs without birds, milk without cows": """
        SELECT * FROM line p WHERE form = 'olahan-ternak' AND what IN ('228', '226') AND NOT EXISTS (
            SELECT 1 FROM line a WHERE a.home = p.home AND a.form = 'ternak'
               AND a.what IN (CASE p.what WHEN '226' THEN '122' ELSE '125' END, '127', '132'))""",
    "animals counted otherwise than by head": "SELECT * FROM line WHERE form = 'ternak' AND row ->> '$.40' <> '1745'",
    "pigs in a Muslim household": """
        SELECT * FROM line JOIN one USING (home) WHERE form = 'ternak' AND what = '124' AND faith = 1""",
    "a boat, a ship or nets without a fisherman": """
        SELECT home FROM tick WHERE code IN (719, 727, 728, 756)
         UNION SELECT home FROM line WHERE form = 'alat-ikan' AND what <> '401' EXCEPT SELECT home FROM fisher""",
    "a fisherman without catch or gear": """
        SELECT home FROM fisher
        EXCEPT SELECT home FROM line f JOIN line g USING (home) WHERE f.form = 'ikan' AND g.form = 'alat-ikan'""",
    "a rice mill of the poor or of fishermen":
        "SELECT * FROM tick JOIN home ON id = home WHERE code = 724 AND (grade < 2 OR home IN (SELECT home FROM fisher))",
    "something dug where no miner lives":
        "SELECT home FROM line WHERE form = 'galian' EXCEPT SELECT home FROM one WHERE work = 23",
    "tiles in a house of bamboo": "SELECT * FROM home WHERE wall IN ('737', '738', '740') AND floor = '741'",
    "a river that is drunk and not used": """
        SELECT id FROM home WHERE water = '501' EXCEPT SELECT home FROM tick WHERE question = '60' AND code = 511""",
    "the river as a toilet of who has one": """
        SELECT * FROM home JOIN tick ON home = id AND question = '60' AND code = 514 WHERE toilet <> '845'""",
    "a birth without a baby in the house, or the other way round": """
        SELECT home FROM tick WHERE question IN ('71', '72') OR code IN (796, 797, 799)
        EXCEPT SELECT home FROM one WHERE age = 0
         UNION ALL SELECT * FROM (SELECT home FROM one WHERE age = 0 EXCEPT SELECT home FROM tick WHERE question = '70')""",
    "two places or two helpers of a birth": """
        SELECT home FROM tick WHERE question IN ('71', '72') GROUP BY home, question HAVING COUNT(*) > 1""",
    "a pregnancy of nobody who could": """
        SELECT home FROM tick WHERE question = '69'
        EXCEPT SELECT home FROM one WHERE woman AND marital = 1 AND age BETWEEN 16 AND 44 AND contraception = 9
        EXCEPT SELECT home FROM one WHERE age = 0""",
    "deaths and losses": "SELECT * FROM tick WHERE code IN (795, 798, 800, 801, 803, 804) AND question IN ('69', '70')",
    "vaccines of nobody, or before their time": """
        SELECT home, code, (SELECT MIN(days) FROM one WHERE one.home = tick.home) AS youngest FROM tick WHERE question = '73'
           AND youngest NOT BETWEEN CASE WHEN code IN (823, 824) THEN 30 WHEN code IN (822, 826) THEN 60
                                         WHEN code IN (825, 827) THEN 91 WHEN code = 828 THEN 121 ELSE 270 END AND 5 * 366""",
    "food of toddlers who aren't there, or none of those who are": """
        SELECT id FROM home WHERE (fed IS NOT NULL) <> (id IN (SELECT home FROM one WHERE age < 5))""",
    "a crime, a conflict, violence": "SELECT * FROM tick WHERE CAST(question AS INTEGER) BETWEEN 80 AND 89",
    "AIDS, leprosy, famine or begging": "SELECT * FROM tick WHERE code IN (871, 870, 839, 838, 915, 916, 918, 919, 936)",
    "an illness of the mind that no member has": """
        SELECT home FROM tick WHERE code IN (842, 872, 920, 922) EXCEPT SELECT home FROM one WHERE disturbed""",
    "a disability that is not told": """
        SELECT home FROM one WHERE disabled
        EXCEPT SELECT home FROM tick t JOIN tick u USING (home) WHERE t.code = 841 AND u.code = 921""",
    "old people told wrongly": """
        SELECT id FROM home
         WHERE (id IN (SELECT home FROM tick WHERE code = 917)) <> (id IN (SELECT home FROM one WHERE age > 60))""",
    "widows, widowers and women who head a household told wrongly": """
        SELECT id FROM home JOIN one ON home = id AND relation = 1
         WHERE (id IN (SELECT home FROM tick WHERE code = 935)) <> woman
            OR (id IN (SELECT home FROM tick WHERE code = 926)) <> (woman AND marital = 3)
            OR (id IN (SELECT home FROM tick WHERE code = 927)) <> (NOT woman AND marital = 3)""",
    "a danger that the place does not know": """
        SELECT * FROM tick JOIN (VALUES (937, 'flood'), (928, 'flood'), (938, 'tsunami'), (939, 'volcano'), (940, 'earthquake'),
                                        (941, 'landslide'), (944, 'drought'), (945, 'drought'), (946, 'drought')) told
            ON told.column1 = code WHERE told.column2 NOT IN (SELECT name FROM hazard)""",
}


@pytest.fixture(scope="module", params=list(Setting), ids=str)
def village(request) -> Region:
    """The smallest of each setting."""
    return next(region for region in by_size() if area(region, SEED).setting == request.param)


@pytest.fixture(scope="module")
def population(village) -> Population:
    return populate(village, as_of=AS_OF, seed=SEED)


@pytest.fixture(scope="module")
def tables(village, population) -> Iterator[sqlite3.Connection]:
    with closing(as_tables(population)) as connection:
        connection.executemany("INSERT INTO hazard VALUES (?)", [(name,) for name in area(village, SEED).hazards])
        yield connection


def as_tables(population: Population) -> sqlite3.Connection:
    """The complete households, in the tables of TABLES."""
    connection = sqlite3.connect(":memory:")
    connection.executescript(TABLES)
    connection.executemany("INSERT INTO wanted VALUES (?, ?)", [(table, len(FORM.tables[table].fields)) for table in FORM.tables])
    homes, people = population.households, population.persons
    connection.executemany("INSERT INTO home (id, filled, a) VALUES (?, ?, ?)",
                           zip(homes["id"], homes["filled"], homes["answers"], strict=True))
    connection.execute("DELETE FROM home WHERE filled < 98")
    columns = ("household_id", "sex", "birth_date", "answers")
    for home, sex, text, answers in zip(*(people[column] for column in columns), strict=True):
        on, told = date.fromisoformat(text), json.loads(answers)
        age = AS_OF.year - on.year - ((AS_OF.month, AS_OF.day) < (on.month, on.day))
        connection.execute("INSERT INTO one VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (
            home, sex == "P", age, (AS_OF - on).days, *(int(told[question]) for question in ("2", "3", "4", "9", "12")),
            "13" in told, "14" in told))
    connection.execute("DELETE FROM one WHERE home NOT IN (SELECT id FROM home)")
    parts = "FROM home, json_each(a) part, json_each(part.value) row WHERE part.type = 'array' AND row.type"
    connection.execute("INSERT INTO line SELECT home.id, part.key, row.value, (SELECT value FROM json_each(row.value) LIMIT 1) "
                       f"{parts} = 'object'")
    connection.execute(f"INSERT INTO tick SELECT home.id, part.key, CAST(row.value AS INTEGER) {parts} = 'text'")
    return connection


@pytest.mark.parametrize("what", WRONG)
def test_there_is_no(tables, what):
    assert tables.execute(WRONG[what]).fetchall() == []


@pytest.mark.parametrize(("what", "change"), [
    ("a land certificate without land", "UPDATE home SET a = json_set(a, '$.62', '704')"),
    ("food crops without a field, a garden without land, a wood without forest", "DELETE FROM line WHERE form = 'lahan'"),
    ("large animals owned here and not there", "DELETE FROM tick WHERE code = 762"),
    ("food of toddlers who aren't there, or none of those who are", "UPDATE one SET age = age + 5"),
    ("old people told wrongly", "DELETE FROM tick WHERE code = 917"),
    ("a row that is not whole", "UPDATE line SET row = json_remove(row, '$.13') WHERE form = 'pangan'"),
])
def test_the_checks_are_not_blind(what, change):
    region = next(region for region in by_size() if area(region, SEED).setting == Setting.RICE)
    with closing(as_tables(populate(region, as_of=AS_OF, seed=SEED))) as connection:
        connection.execute(change)
        assert connection.execute(WRONG[what]).fetchall()


def families_of(population: Population) -> Iterator[tuple[HouseholdData, list[MemberData]]]:
    """The complete households, as the practice system reads them."""
    homes, people = population.households, population.persons
    members: dict[int, list[MemberData]] = {home: [] for home in homes["id"]}
    columns = ("household_id", "position", "nik", "name", "sex", "birth_place", "birth_date", "answers")
    for home, position, nik, name, sex, place, born, told in zip(*(people[column] for column in columns), strict=True):
        members[home].append(MemberData(name, sex, place, date.fromisoformat(born), nik,
                                        unpacked("ddk_member", json.loads(told)), position))
    for nth in population.complete:
        card: dict[str, Any] = {name: homes[name][nth] for name in ("number", "address", "hamlet", "rw", "rt", "head_name")}
        answers = unpacked("ddk_household", json.loads(homes["answers"][nth]))
        yield HouseholdData(**card, answers=answers), members[homes["id"][nth]]


def test_the_practice_systems_own_rules_find_nothing(village, population):
    """Neither when a household is sent nor when one of its sections is saved, where the form only asks back."""
    facts = Facts(as_of=AS_OF, prefix=practice_prefix(village.district_code))
    findings = [(card.number, finding.rule, finding.text) for card, members in families_of(population)
                for at, section in [(Moment.SUBMIT, None), *((Moment.SECTION, section) for section in FORM.sections)]
                for finding in check_household(card, members, facts, at=at, section=section)]
    assert findings == []


def test_several_answers_of_one_question_stand_as_the_form_saves_them(population):
    """In rising order: a family that is saved untouched must not look changed."""
    ticked = [answer for text in population.households["answers"] for key, answer in json.loads(text).items()
              if key != "open" and isinstance(answer, list) and answer and isinstance(answer[0], str)]
    assert ticked
    assert all(answer == sorted(answer, key=lambda code: (len(code), code)) for answer in ticked)


def test_what_counts_as_filled_is_what_the_form_counts(population):
    for filled, text in zip(population.households["filled"], population.households["answers"], strict=True):
        assert filled == count_filled(FORM, unpacked("ddk_household", json.loads(text)))[0]


def test_a_tenth_has_gaps_and_never_in_what_the_sheets_are_counted_from(population):
    open_keys = [set(json.loads(text).get("open", ())) for text in population.households["answers"]]
    assert .04 < sum(map(bool, open_keys)) / len(open_keys) < .17
    assert not set().union(*open_keys) & {"4", "65", "66", "67"}


def test_the_richer_a_family_the_better_its_house(tables):
    """Of the two poorer and the two richer classes: income, brick walls, toilet, car; and help the other way round."""
    poor, rich = tables.execute(
        "SELECT AVG(income), AVG(wall = '735'), AVG(floor = '741'), AVG(toilet = '843'), AVG(rice), AVG(cash),"
        " AVG(id IN (SELECT home FROM tick WHERE code = 765)) FROM home GROUP BY grade >= 2 ORDER BY grade >= 2").fetchall()
    assert rich[0] > 1.4 * poor[0]
    assert all(high > low for low, high in zip(poor[1:4], rich[1:4], strict=True))
    assert all(high < low / 2 for low, high in zip(poor[4:6], rich[4:6], strict=True))
    assert rich[6] > 1.3 * poor[6]


def test_classes_and_incomes_are_those_of_a_regency_of_east_java_about_2013(tables):
    homes = tables.execute("SELECT grade, income FROM home").fetchall()
    shares = [sum(grade == wanted for grade, _ in homes) / len(homes) for wanted in range(4)]
    incomes = sorted(income for _, income in homes)
    assert .05 < shares[0] < .26
    assert .12 < shares[3] < .45
    assert 1_200_000 < incomes[len(incomes) // 2] < 3_000_000


def test_the_same_village_answers_the_same(village, population):
    assert populate(village, as_of=AS_OF, seed=SEED).households["answers"] == population.households["answers"]
