"""Defects on purpose: as many as declared, each in the ledger, and what is true can be put back."""

import json
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import get_args

import pytest

from sandbox.ledger import FamilyDefect, SheetDefect
from seed.defects import planting
from tests.seed.villages import a_village, by_size, opened


@pytest.fixture(scope="module")
def village(tmp_path_factory):
    """One of middling size."""
    return a_village(tmp_path_factory.mktemp("defects"), by_size()[110])


CELL = 'SELECT number, text FROM cell WHERE sheet = ? AND period = ? AND "row" = ? AND "column" = ?'
TWICE = "SELECT nik FROM person GROUP BY nik HAVING count(*) > 1 AND nik NOT LIKE '0000%'"


def value(stored):
    """What a JSON column of SQLite holds: a number stands there as a number, everything else as text."""
    return json.loads(stored) if isinstance(stored, str) else stored


def ledger(info):
    with closing(opened(info)) as connection:
        return [dict(row) for row in connection.execute("SELECT * FROM defect ORDER BY id")]


def test_every_kind_occurs_as_often_as_declared(village):
    found = Counter(kind for kind, _ in {(row["kind"], row["number"]) for row in ledger(village)})
    declared = {kind: share.count(village.households) for kind, (share, _) in planting.OF_CARDS.items()}
    assert {kind: found[kind] for kind in declared} == declared
    assert found["nik-ganda"] == planting.SHARED_NIK_FREQUENCY.count(village.households)
    assert set(found) <= {*get_args(FamilyDefect), *get_args(SheetDefect)}


def test_a_small_village_has_a_few_of_every_kind_too(tmp_path):
    found = Counter(row["kind"] for row in ledger(a_village(tmp_path)))
    assert {kind for kind in get_args(FamilyDefect) if not found[kind]} == set()


def test_no_household_has_two_and_none_that_was_sent_has_any(village):
    with closing(opened(village)) as connection:
        of_homes = {(row["number"], row["household_id"]) for row in ledger(village) if row["household_id"]}
        numbers = Counter(household for _, household in of_homes)
        sent = {row[0] for row in connection.execute("SELECT record_id FROM submission WHERE kind = 'household'")}
    assert set(numbers.values()) == {1}
    assert not sent & set(numbers)


def test_the_ledger_says_what_stands_in_the_data_and_something_else_as_truth(village):
    with closing(opened(village)) as connection:
        for row in ledger(village):
            assert row["found"] != row["truth"]
            if row["kind"] != "kepala-meninggal":
                assert there(connection, row) == value(row["found"]), row


def there(connection, row):
    """What stands at the place of a row of the ledger."""
    if row["sheet"]:
        place = (row["sheet"], row["period"], row["row"], row["column"])
        number, text = connection.execute(CELL, place).fetchone()
        return text if number is None else number
    table, key = ("person", row["person_id"]) if row["person_id"] else ("household", row["household_id"])
    record = connection.execute(f"SELECT * FROM {table} WHERE id = ?", (key,)).fetchone()
    if row["field"] in record.keys():  # noqa: SIM118 - a Row tells its columns by keys()
        return record[row["field"]]
    answers = json.loads(record["answers"])
    return answers.get(row["field"], [] if row["field"] in ("68", "90") else None)


def test_two_people_share_each_doubled_nik(village):
    with closing(opened(village)) as connection:
        twice = {row[0] for row in connection.execute(TWICE)}
    assert twice == {value(row["found"]) for row in ledger(village) if row["kind"] == "nik-ganda"}


def test_a_zero_at_the_end_mends_no_short_nik(village):
    short = [(value(row["found"]), value(row["truth"])) for row in ledger(village) if row["kind"] == "nik-15-angka"]
    assert short
    assert all(len(nik) == 15 and nik + "0" != truth for nik, truth in short)


def test_the_shares_are_those_that_the_authors_guide_states():
    text = (Path(__file__).parents[2] / "docs" / "scenarios.md").read_text(encoding="utf-8")
    for kind, (share, _) in planting.OF_CARDS.items():
        line = next(line for line in text.splitlines() if line.startswith(f"| `{kind}` |"))
        assert line.rstrip(" |").endswith(f"| {share.least}"), line
