"""What no village may have, in plain SQL: written for the people as they are stored, without any code that made them.

Each query finds people (or households) that cannot be. `people` is every person with its answers as columns; :as_of is the
training day, :prefix how its numbers begin, :kind desa or kelurahan.
"""

import sqlite3
from datetime import date
from pathlib import Path

from sandbox.practice.nik import practice_prefix
from seed.building.tables import Filling, write
from seed.land.regions import Region
from seed.village.population import HOUSEHOLD_COLUMNS, PERSON_COLUMNS, populate
from tests.seed.villages import SEED

PEOPLE = """
    CREATE TEMP TABLE people AS
    SELECT p.*, json_extract(answers, '$.1') AS certificate, json_extract(answers, '$.2') AS relation,
           json_extract(answers, '$.3') AS marital, json_extract(answers, '$.6') AS nationality,
           json_extract(answers, '$.8') AS school, json_extract(answers, '$.9') AS work,
           json_extract(answers, '$.10') AS father, json_extract(answers, '$.11') AS mother,
           json_extract(answers, '$.12') AS contraception, json_extract(answers, '$.15') AS taxes,
           json_extract(answers, '$.16[0]') AS office, json_extract(answers, '$.17[0]') AS society,
           json_extract(answers, '$.18') AS business,
           CAST(strftime('%Y', :as_of) AS INTEGER) - CAST(strftime('%Y', birth_date) AS INTEGER)
               - (strftime('%m%d', :as_of) < strftime('%m%d', birth_date)) AS age
    FROM person p"""
PUPILS = "('4', '7', '9', '11', '13', '15', '17', '19', '21', '23', '25', '27')"
PAIRS = "SELECT a.id FROM people a JOIN people b USING (household_id) WHERE a.id <> b.id AND "

HOUSEHOLDS = {
    "a household without exactly one head":
        "SELECT household_id FROM people GROUP BY household_id HAVING SUM(relation = '1') <> 1",
    "a head who is not on the first line or not named on the card":
        "SELECT p.id FROM people p JOIN household h ON h.id = household_id WHERE relation = '1'"
        " AND (position <> 1 OR name <> head_name)",
    "a wrong number of members or a gap in the lines":
        "SELECT h.id FROM household h JOIN people p ON h.id = household_id GROUP BY h.id"
        " HAVING COUNT(*) <> member_count OR MAX(position) <> COUNT(*) OR MIN(position) <> 1",
    "a household saved before its youngest was born, or after the training day":
        "SELECT h.id FROM household h JOIN people p ON h.id = household_id WHERE saved_at < p.birth_date OR saved_at >= :as_of",
    "a card issued in the future or before its head was 16":
        "SELECT h.id FROM household h JOIN people p ON h.id = household_id AND position = 1,"
        " (SELECT id AS card, '20' || substr(number, 11, 2) || '-' || substr(number, 9, 2) || '-' || substr(number, 7, 2)"
        "  AS issued FROM household) WHERE card = h.id AND (issued >= :as_of OR issued < date(birth_date, '+16 years'))",
}
FAMILIES = {
    "somebody not yet born or older than a hundred":
        "SELECT id FROM people WHERE birth_date >= :as_of OR age NOT BETWEEN 0 AND 100",
    "a head younger than 17": "SELECT id FROM people WHERE relation = '1' AND age < 17",
    "a wife or husband who is not married to the head, or of its sex":
        PAIRS + "a.relation IN ('2', '3') AND b.relation = '1' AND (a.marital <> '1' OR b.marital <> '1' OR a.sex = b.sex"
        " OR (a.relation = '3') <> (a.sex = 'P'))",
    "a person married before 16": "SELECT id FROM people WHERE marital <> '2' AND age < 16",
    "a married person whose husband or wife is not in the house":
        "SELECT household_id FROM people GROUP BY household_id"
        " HAVING SUM(marital = '1' AND sex = 'L') <> SUM(marital = '1' AND sex = 'P')",
    "a spouse, parent or child-in-law twice":
        "SELECT household_id FROM people GROUP BY household_id HAVING SUM(relation IN ('2', '3')) > 1 OR SUM(relation = '6') > 1"
        " OR SUM(relation = '7') > 1 OR SUM(relation = '17' AND sex = 'L') > 1 OR SUM(relation = '17' AND sex = 'P') > 1"
        " OR SUM(relation = '21') > 1",
    "a relation of the wrong sex":
        "SELECT id FROM people WHERE (relation IN ('2', '6', '8', '12') AND sex <> 'L')"
        " OR (relation IN ('3', '7', '9', '13') AND sex <> 'P')",
    "a child less than 15 years younger than father or mother":
        "SELECT c.id FROM people c JOIN people p USING (household_id) WHERE c.birth_date < date(p.birth_date, '+15 years')"
        " AND ((c.relation IN ('4', '5', '23') AND p.relation IN ('1', '2', '3'))"
        " OR (c.relation IN ('1', '10', '11') AND p.relation IN ('6', '7')) OR (c.relation IN ('2', '3') AND p.relation = '17')"
        " OR (c.relation = '18' AND (p.relation = '21' OR (p.relation = '4' AND p.marital = '1'))))",
    "a grandchild less than 32 years younger than its grandparents":
        "SELECT c.id FROM people c JOIN people p USING (household_id) WHERE c.birth_date < date(p.birth_date, '+32 years')"
        " AND c.relation = '18' AND p.relation IN ('1', '2', '3')",
    "a mother older than 50 at a birth":
        "SELECT c.id FROM people c JOIN people p USING (household_id) WHERE c.birth_date > date(p.birth_date, '+50 years')"
        " AND c.relation IN ('4', '23') AND p.sex = 'P' AND p.relation IN ('1', '3')",
    "brothers and sisters less than nine months apart who are no twins":
        PAIRS + "a.relation = b.relation AND a.relation IN ('4', '18')"
        " AND abs(julianday(a.birth_date) - julianday(b.birth_date)) BETWEEN 1 AND 269",
    "triplets, or twins of another relation":
        "SELECT household_id FROM people WHERE relation IN ('4', '5', '10', '11', '18', '23')"
        " GROUP BY household_id, relation, birth_date HAVING COUNT(*) > CASE WHEN relation IN ('4', '18') THEN 2 ELSE 1 END",
    "a brother or sister on the wrong side of the head":
        PAIRS + "b.relation = '1' AND ((a.relation = '11' AND julianday(a.birth_date) - julianday(b.birth_date) < 270)"
        " OR (a.relation = '10' AND julianday(b.birth_date) - julianday(a.birth_date) < 270))",
    "an uncle, an aunt or a grandparent who is younger than the head, a nephew who is older":
        PAIRS + "b.relation = '1' AND ((a.relation IN ('8', '9') AND a.birth_date >= b.birth_date)"
        " OR (a.relation IN ('12', '13') AND a.birth_date > date(b.birth_date, '-30 years'))"
        " OR (a.relation = '15' AND a.birth_date <= b.birth_date))",
    "a child-in-law without a married child":
        "SELECT household_id FROM people GROUP BY household_id"
        " HAVING SUM(relation = '21') <> SUM(relation = '4' AND marital = '1')",
    "a young person divorced or widowed": "SELECT id FROM people WHERE marital = '3' AND age < 18",
    "a child whose parents have other names on the card":
        "SELECT c.id FROM people c JOIN people h USING (household_id) LEFT JOIN people s ON s.household_id = h.household_id"
        " AND s.relation IN ('2', '3') WHERE h.relation = '1' AND c.relation = '4'"
        " AND ((h.sex = 'L' AND c.father <> h.name) OR (h.sex = 'P' AND c.mother <> h.name)"
        " OR (s.sex = 'P' AND c.mother <> s.name) OR (s.sex = 'L' AND c.father <> s.name))",
    "brothers and sisters of different parents":
        PAIRS + "((a.relation = b.relation AND a.relation IN ('4', '18'))"
        " OR (a.relation IN ('10', '11') AND b.relation IN ('1', '10', '11')))"
        " AND (a.father <> b.father OR a.mother <> b.mother)",
    "a child whose parents are named alike, or somebody without parents' names":
        "SELECT id FROM people WHERE father = mother OR length(coalesce(father, '')) < 2 OR length(coalesce(mother, '')) < 2",
    "two of a house with the same name": PAIRS + "a.name = b.name AND a.sex = b.sex",
    "a foreigner who is nobody's husband or wife, or a second nationality without one":
        "SELECT id FROM people p WHERE (nationality = '2' AND relation NOT IN ('2', '3')) OR (nationality = '3' AND (age >= 18"
        " OR NOT EXISTS (SELECT 1 FROM people f WHERE f.household_id = p.household_id AND f.nationality = '2')))",
}
ANSWERS = {
    "a pupil of the wrong age":
        "SELECT id FROM people WHERE (school IN ('1', '2') AND age > 6) OR (school = '4' AND age NOT BETWEEN 6 AND 13)"
        " OR (school = '7' AND age NOT BETWEEN 12 AND 16) OR (school = '9' AND age NOT BETWEEN 15 AND 19)"
        " OR (school IN ('23', '25', '27') AND age NOT BETWEEN 7 AND 18)"
        " OR (school IN ('11', '13', '15', '17') AND age NOT BETWEEN 17 AND 32)",
    "a graduate of the wrong age":
        "SELECT id FROM people WHERE (school = '5' AND age < 10) OR (school = '8' AND age < 13) OR (school = '10' AND age < 16)"
        " OR (school IN ('12', '14', '16', '18', '24', '26', '28', '30') AND age < 19) OR (school IN ('20', '22') AND age < 24)",
    "a married pupil": f"SELECT id FROM people WHERE marital <> '2' AND school IN {PUPILS} AND school <> '19'",
    "a child at work, a pupil who is no pupil, an official under age":
        f"SELECT id FROM people WHERE (age < 15 AND work NOT IN ('37', '38')) OR (work = '38') <> (school IN {PUPILS})"
        " OR (work IN ('5', '16', '17', '40') AND age < 18)",
    "work of the other sex":
        "SELECT id FROM people WHERE (work IN ('3', '14', '39') AND sex <> 'P') OR (work IN ('4', '24', '25') AND sex <> 'L')",
    "a doctor, lecturer or lawyer without a degree":
        "SELECT id FROM people WHERE work IN ('12', '20', '28', '29', '86', '96')"
        " AND school NOT IN ('12', '14', '16', '18', '20', '22', '30')",
    "an official of a desa in a kelurahan": "SELECT id FROM people WHERE work = '41' AND :kind <> 'desa'",
    "contraception of somebody who is no married woman under 50":
        "SELECT id FROM people WHERE contraception NOT IN ('9', '11') AND (marital <> '1' OR sex <> 'P' OR age >= 50)",
    "a child who pays taxes or owns a business":
        "SELECT id FROM people WHERE age < 15 AND (taxes IS NOT NULL OR business IS NOT NULL)",
    "a certificate made before the birth or after the training day":
        "SELECT id FROM people WHERE certificate <> 'Tidak ada' AND (substr(certificate, -4) < strftime('%Y', birth_date)"
        " OR substr(certificate, -4) > strftime('%Y', :as_of))",
    "a village head or secretary too many or too few":
        "SELECT 1 WHERE (SELECT SUM(office = '1') <> 1 OR SUM(office = '2') <> 1 FROM people)",
    "an office of somebody too young or too old": "SELECT id FROM people WHERE office IS NOT NULL AND age NOT BETWEEN 25 AND 60",
    "two officials in a house": "SELECT household_id FROM people GROUP BY household_id HAVING COUNT(office) > 1",
    "a hamlet without its one head":
        "SELECT hamlet FROM household h LEFT JOIN people p ON h.id = household_id GROUP BY hamlet"
        " HAVING SUM(office = '4') IS NOT 1",
    "a council of an even or wrong number":
        "SELECT n FROM (SELECT COUNT(*) AS n FROM people WHERE office IN ('6', '7', '8', '9'))"
        " WHERE CASE WHEN :kind = 'desa' THEN n NOT IN (5, 7, 9) ELSE n <> 0 END",
    "an RT or RW without its one head, who heads a household of it":
        "SELECT rw, rt FROM household h JOIN people p ON h.id = household_id GROUP BY rw, rt"
        " HAVING SUM(society = '1') NOT IN (0, 1) OR SUM(society IN ('1', '3') AND relation <> '1') > 0"
        " UNION ALL SELECT rw, '' FROM household h JOIN people p ON h.id = household_id GROUP BY rw"
        " HAVING SUM(society = '3') <> 1 OR SUM(society = '1') < COUNT(DISTINCT rt) - 1",
}
NUMBERS = {
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
    "a grown-up without NIK": "SELECT id FROM people WHERE nik IS NULL AND age > 0",
    "a name that is empty or long": "SELECT id FROM people WHERE length(name) NOT BETWEEN 2 AND 40",
    "the same person twice": "SELECT MIN(id) FROM people GROUP BY name, birth_place, birth_date HAVING COUNT(*) > 1",
}
IMPOSSIBLE = HOUSEHOLDS | FAMILIES | ANSWERS | NUMBERS


def written(folder: Path, region: Region, as_of: date) -> sqlite3.Connection:
    """The village's people and households as they are drawn, before defects are planted; `people` is there to be asked."""
    village = populate(region, as_of=as_of, seed=SEED)
    path = folder / f"{region.code}-{as_of}.sqlite"
    write(path, [Filling("household", HOUSEHOLD_COLUMNS, village.household_rows()),
                 Filling("person", PERSON_COLUMNS, village.person_rows())])
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute(PEOPLE, {"as_of": as_of.isoformat()})
    connection.execute("CREATE INDEX temp.home ON people (household_id)")
    return connection


def impossible(connection: sqlite3.Connection, region: Region, as_of: date) -> dict[str, list[object]]:
    """What there is that cannot be: by check, the first few ids."""
    facts = {"as_of": as_of.isoformat(), "prefix": practice_prefix(region.district_code), "kind": region.kind}
    found = {what: [row[0] for row in connection.execute(query, facts).fetchmany(5)] for what, query in IMPOSSIBLE.items()}
    return {what: ids for what, ids in found.items() if ids}
