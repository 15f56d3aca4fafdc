"""The platform on PostgreSQL: made whole by one node, refused in one line, written in turn; the feed's order is its commits'."""

import re
from contextlib import suppress
from threading import Barrier, Thread

import pytest
from flask_migrate import downgrade
from psycopg.errors import DuplicateObject
from sqlalchemy import func, inspect, select, text
from sqlalchemy.exc import DBAPIError

from sandbox.accounts import tries
from sandbox.platform import audit, schema
from sandbox.platform import db as platform
from sandbox.platform.login_models import Tries
from sandbox.platform.models import Audit, Feed
from sandbox.platform.postgres import rights, secret
from sandbox.platform.postgres.throwaway import MayNotCreate, database_beside
from sandbox.server import cli
from sandbox.settings import BadSetting, Settings
from tests.conftest import NOON
from tests.databases import bare
from tests.postgres import LOGIN


@pytest.fixture(scope="module")
def url(postgresql):
    with postgresql.database() as made:
        yield made


@pytest.fixture
def here(url):
    app = bare(url)
    schema.prepare(app)
    with app.app_context():
        yield app


def at_once(app, *works) -> None:
    """Do these things in threads that begin together, each in its own context of the app."""
    together = Barrier(len(works))

    def run(work) -> None:
        with app.app_context():
            together.wait()
            work()

    threads = [Thread(target=run, args=(work,)) for work in works]
    for each in threads:
        each.start()
    for each in threads:
        each.join()


def test_of_nodes_that_come_at_once_one_makes_the_tables_and_all_have_one_secret(url):
    made, known = [], []

    def come() -> None:
        app = bare(url)
        made.append(schema.prepare(app))
        with app.app_context():
            known.append(secret.kept(platform.db.engine))

    at_once(bare(url), *[come] * 4)
    assert sorted(made) == [False, False, False, True]
    assert len(set(known)) == 1
    assert len(known[0]) == secret.LENGTH


def test_the_tables_are_the_models_and_at_the_newest_migration(here):
    there = inspect(platform.db.engine)
    assert set(platform.PlatformBase.metadata.tables) <= set(there.get_table_names("platform"))
    assert schema.is_current()


@pytest.mark.parametrize("change", ["UPDATE audit SET deed = 'none'", "DELETE FROM audit", "TRUNCATE audit"])
def test_the_audit_log_only_grows(here, change):
    with platform.write() as session:
        audit.record(session, "close", "group:1", by=1, at=NOON)
    with pytest.raises(DBAPIError, match="only grows"), platform.write() as session:
        session.execute(text(change))
    with platform.read() as session:
        assert session.scalar(select(func.count(Audit.id))) >= 1


def a_row(number: int) -> Feed:
    return Feed(sandbox_id=1, generation=1, journal_id=number, at=NOON, wall_at=NOON, person=1, action="save", outcome="done")


def test_whoever_reads_the_feed_up_to_a_number_never_misses_a_lower_one(here):
    seen: list[int] = []
    writers = 6

    def write(first: int) -> None:
        for number in range(first, first + 5):
            with platform.write_feed() as session:
                session.add(a_row(number))

    def read() -> None:
        while len(seen) < 5 * writers:
            with platform.read() as session:
                seen.extend(session.scalars(select(Feed.seq).where(Feed.seq > (seen[-1] if seen else 0)).order_by(Feed.seq)))

    at_once(here, read, *[lambda first=each * 5 + 1: write(first) for each in range(writers)])
    assert len(seen) == 5 * writers


def test_of_many_tries_at_once_no_more_are_compared_than_are_allowed(here):
    allowed = []
    at_once(here, *[lambda: allowed.append(tries.counted("seat:at-once", NOON).allowed)] * 9)
    assert allowed.count(True) == tries.ALLOWED
    with platform.read() as session:
        assert session.get(Tries, "seat:at-once").failed == tries.ALLOWED


def test_a_number_larger_than_an_id_finds_nobody(here):
    with platform.read() as session:
        assert session.get(Audit, 2**63 - 1) is None


def test_a_database_of_before_is_migrated_by_one_node_and_keeps_its_rows(postgresql):
    with postgresql.database() as url:
        app, made = bare(url), []
        schema.prepare(app)
        with app.app_context():
            with platform.write() as session:
                audit.record(session, "close", "group:1", by=1, at=NOON)
            downgrade(directory=str(schema.MIGRATIONS), revision="-1")
            assert not schema.is_current()
        at_once(app, *[lambda: made.append(schema.prepare(app))] * 2)
        with app.app_context(), platform.read() as session:
            assert (sorted(made), schema.is_current(), session.scalar(select(func.count(Audit.id)))) == ([False, True], True, 1)
            platform.db.engine.dispose()


def test_a_database_of_a_newer_gladi_is_left_alone(postgresql):
    with postgresql.database() as url:
        schema.prepare(bare(url))
        with postgresql.superuser(url.database) as connection:
            connection.execute("UPDATE platform.alembic_version SET version_num = '9999'")
        with pytest.raises(schema.DatabaseNewer, match="9999"):
            schema.prepare(bare(url))


WRONG = {
    "a wrong password": (lambda cluster, url: url.set(password="salah"), rights.DatabaseUnreachable),
    "no such database": (lambda cluster, url: url.set(database="tidak-ada"), rights.DatabaseUnreachable),
    "nobody there": (lambda cluster, url: url.set(port=1), rights.DatabaseUnreachable),
    "a superuser": (lambda cluster, url: url.set(username="postgres"), rights.TooPowerful),
    "somebody else's": (lambda cluster, url: url.set(username="lain"), rights.RoleMissing),
    "a standby": (lambda cluster, url: url.set(username="siaga"), rights.DatabaseReadOnly),
    "no right to make tables": (lambda cluster, url: url.set(username="tamu"), rights.NotTheOwner),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_database_that_wont_do_is_refused_in_one_line_and_nothing_is_made(postgresql, case, monkeypatch, capsys):
    change, expected = WRONG[case]
    with postgresql.database() as url:
        with postgresql.superuser(url.database) as connection:
            for role in ("lain", "tamu", "siaga"):
                if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (role,)).fetchone():
                    connection.execute(f"CREATE ROLE {role} LOGIN PASSWORD 'rahasia'")
            connection.execute("GRANT gladi_app TO tamu")
            connection.execute("ALTER ROLE siaga SET default_transaction_read_only = on")
        with pytest.raises(expected) as refused:
            schema.prepare(bare(change(postgresql, url)))
        assert "\n" not in str(refused.value)
        assert "rahasia" not in str(refused.value)
        with postgresql.superuser(url.database) as connection:
            assert connection.execute("SELECT count(*) FROM pg_namespace WHERE nspname = 'platform'").fetchone() == (0,)
        if expected is rights.DatabaseUnreachable:  # a command that needs no tables says the same
            monkeypatch.setenv("GLADI_DATABASE_URL", change(postgresql, url).render_as_string(hide_password=False))
            monkeypatch.setattr("sys.argv", ["gladi", "database", "check"])
            with pytest.raises(SystemExit):
                cli.main()
            assert capsys.readouterr().err == f"{expected.code}: {refused.value}\n"


def run_what_is_named(connection, refusal) -> None:
    """Run the commands that a refusal names, as an administrator does."""
    for statement in re.findall(r"(?:CREATE|GRANT|ALTER) [^;]*", str(refusal)):
        with suppress(DuplicateObject):  # gladi_app was there, and only not given
            connection.execute(statement)


def test_a_login_that_was_refused_is_let_in_once_the_commands_of_each_refusal_were_run(postgresql):
    with postgresql.database() as url, postgresql.superuser(url.database) as connection:
        connection.execute("CREATE ROLE pendatang LOGIN PASSWORD 'rahasia'")
        newcomer = url.set(username="pendatang", password="rahasia")
        for wrong, expected in ((newcomer.set(password="salah"), rights.DatabaseUnreachable),
                                (newcomer.set(username="postgres"), rights.TooPowerful)):
            with pytest.raises(expected):
                schema.prepare(bare(wrong))
        for expected in (rights.RoleMissing, rights.NotTheOwner):
            with pytest.raises(expected) as refused:
                schema.prepare(bare(newcomer))
            run_what_is_named(connection, refused.value)
        assert schema.prepare(bare(newcomer))


def test_a_database_in_other_letters_and_a_login_that_may_make_none_are_mended_by_the_command_in_the_refusal(postgresql):
    with postgresql.database() as url, postgresql.superuser() as connection:
        connection.execute("CREATE ROLE pembuat LOGIN PASSWORD 'rahasia'")
        maker = url.set(username="pembuat")
        with pytest.raises(MayNotCreate) as refused, database_beside(maker):
            pass
        run_what_is_named(connection, refused.value)
        with database_beside(maker) as made:
            assert made.database != url.database
        connection.execute(f"CREATE DATABASE huruf OWNER {LOGIN} ENCODING 'SQL_ASCII' TEMPLATE template0")
        with pytest.raises(rights.WrongEncoding) as refused:
            schema.prepare(bare(url.set(database="huruf")))
        run_what_is_named(connection, refused.value)
        assert schema.prepare(bare(url.set(database="gladi")))
        for name in ("huruf", "gladi"):
            postgresql.drop(name)


def test_an_older_postgresql_is_refused_with_its_version(postgresql, monkeypatch):
    monkeypatch.setattr(rights, "LEAST_VERSION", 99)
    with postgresql.database() as url, pytest.raises(rights.DatabaseTooOld, match="99"):
        schema.prepare(bare(url))


@pytest.mark.parametrize("url", [
    "postgresql+psycopg://gladi:rahasia@tuan:lima/gladi", "postgresql+psycopg://tuan", "postgresql+asyncpg://gladi@tuan/gladi",
    "mysql://gladi:rahasia@tuan/gladi"])
def test_an_address_that_cant_be_read_is_refused_without_showing_it(url, tmp_path):
    with pytest.raises(BadSetting) as refused:
        Settings.load({"GLADI_INSTANCE": str(tmp_path), "GLADI_DATABASE_URL": url})
    assert "hasia" not in str(refused.value)
    assert re.search("%40.*%2F", str(refused.value))


def test_a_password_with_any_letter_gets_in(postgresql):
    with postgresql.database() as url:
        with postgresql.superuser() as connection:
            connection.execute("CREATE ROLE aneh LOGIN PASSWORD '@:/?#%% \"''é' IN ROLE gladi_app")
            connection.execute(f"GRANT {LOGIN} TO aneh")
        setting = url.set(username="aneh", password="@:/?#%% \"'é").render_as_string(hide_password=False)
        read = Settings.load({"GLADI_INSTANCE": "/tmp/tidak-dipakai", "GLADI_DATABASE_URL": setting}).platform_url
        assert schema.prepare(bare(read))
