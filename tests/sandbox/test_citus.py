"""Copies spread over a Citus. What it asks of the tables is read off the statements; that it takes them is tried where
GLADI_TEST_CITUS_URL names a database in which the extension is, and nothing else."""

import os

import pytest
from sqlalchemy import make_url, select

from sandbox.platform import db as platform
from sandbox.platform import schema
from sandbox.practice import version
from sandbox.practice.models import Household
from sandbox.store.base import Pin
from sandbox.store.postgres.spreading import distributed, statements
from sandbox.store.postgres.store import PostgresStore
from sandbox.store.postgres.tables import KEY, SCHEMA, derived
from sandbox.store.postgres.tables import statements as ddl
from tests.conftest import TEMPLATE, a_household, a_template
from tests.databases import bare

CITUS = os.environ.get("GLADI_TEST_CITUS_URL", "")

with_citus = pytest.mark.skipif(not CITUS, reason="GLADI_TEST_CITUS_URL=postgresql+psycopg://… names no database with Citus")


@with_citus
def test_copies_are_spread_once_and_each_keeps_its_own(tmp_path):
    a_template(tmp_path / "templates")
    app = bare(make_url(CITUS))
    schema.prepare(app)
    store = PostgresStore(make_url(CITUS), tmp_path / "templates", stamp=version.stamp())
    store.prepare()
    with app.app_context(), platform.db.engine.begin() as connection:
        spread = distributed(connection)
        assert distributed(connection) == []
    assert len(spread) in (0, len(derived().tables) + 2)
    one, two = Pin(1, 1, TEMPLATE), Pin(2, 1, TEMPLATE)
    with store.open(one, write=True) as session:
        session.add(a_household(50))
        session.commit()
    with store.open(one) as first, store.open(two) as second:
        assert len(first.scalars(select(Household)).all()) == len(second.scalars(select(Household)).all()) + 1
    store.close()


def test_a_table_is_spread_after_those_that_it_refers_to_and_beside_the_copies():
    spread = list(statements(lambda table: False))
    order = [table for table, _ in spread]
    for table in derived().sorted_tables:
        for key in table.foreign_key_constraints:
            assert order.index(str(key.referred_table)) < order.index(str(table))
    assert [beside for table, beside in spread if f"colocate_with => '{SCHEMA}.copy'" not in beside] == [spread[0][1]]
    assert [table for table, _ in statements(lambda table: table == f"{SCHEMA}.copy")] == order[1:]


def test_nothing_in_the_tables_keeps_citus_from_spreading_them():
    made = list(ddl())
    assert not [one for one in made if "TRIGGER" in one]
    assert not [one for one in made if "CREATE TABLE" in one and f"{KEY} BIGINT" not in one.replace("bigint", "BIGINT")
                and f"{SCHEMA}.source" not in one]
    for table in derived().sorted_tables:
        for key in (table.primary_key, *table.foreign_key_constraints, *(one for one in table.indexes if one.unique)):
            assert list(key.columns)[0].name == KEY
