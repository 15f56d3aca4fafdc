"""Copies spread over a Citus: asked where GLADI_TEST_CITUS_URL names a database in which the extension is, and nothing else."""

import os

import pytest
from sqlalchemy import make_url, select

from sandbox.platform import db as platform
from sandbox.platform import schema
from sandbox.practice import version
from sandbox.practice.models import Household
from sandbox.server.database_commands import distributed
from sandbox.store.base import Pin
from sandbox.store.postgres.store import PostgresStore
from sandbox.store.postgres.tables import derived
from tests.conftest import TEMPLATE, a_household, a_template
from tests.databases import bare

CITUS = os.environ.get("GLADI_TEST_CITUS_URL", "")

pytestmark = pytest.mark.skipif(not CITUS, reason="GLADI_TEST_CITUS_URL=postgresql+psycopg://… names no database with Citus")


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
