"""The PostgreSQL that the tests bring: its login is as powerless as a hall's is."""

import psycopg
import pytest


def test_a_login_that_is_no_superuser_owns_a_database_of_its_own(postgresql):
    with postgresql.database() as url:
        with psycopg.connect(url.render_as_string(hide_password=False).replace("+psycopg", "")) as connection:
            told = connection.execute(
                "select current_user, (select rolsuper from pg_roles where rolname = current_user), "
                "pg_has_role('gladi_app', 'member')").fetchone()
            connection.execute("CREATE SCHEMA practice")
        assert told == ("gladi", False, True)
        wrong = url.set(password="salah").render_as_string(hide_password=False).replace("+psycopg", "")
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(wrong)
