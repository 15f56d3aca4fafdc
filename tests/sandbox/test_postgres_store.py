"""The store on PostgreSQL: the wall, and what the models' tables became. Commits: test_postgres_commits.py."""

from contextlib import ExitStack

import psycopg
import pytest
from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased, joinedload, selectinload

from sandbox import journal
from sandbox.actions import note
from sandbox.base import KEY, Practice
from sandbox.deeds import BEGIN
from sandbox.errors import StoreBusy, StoreUndone
from sandbox.platform.postgres.engine import engine_of
from sandbox.practice import version
from sandbox.practice.models import Draft, Household, Person, Upload
from sandbox.store import feed
from sandbox.store.base import OtherVersion, Pin
from sandbox.store.postgres import rows
from sandbox.store.postgres import store as store_module
from sandbox.store.postgres.keys import copy_of, key_of
from sandbox.store.postgres.rows import of_file
from sandbox.store.postgres.schema import moved_aside
from sandbox.store.postgres.store import PostgresStore
from sandbox.store.postgres.tables import WALLED
from sandbox.store.sqlite import SqliteStore
from tests import databases
from tests.conftest import NOON, TEMPLATE, a_household, a_template
from tests.sandbox.test_actions import enter, save

pytestmark = pytest.mark.parametrize("database", [databases.POSTGRESQL], indirect=True)
MINE, THEIRS, NEXT = Pin(17_001, 1, TEMPLATE), Pin(17_002, 1, TEMPLATE), Pin(17_001, 2, TEMPLATE)
# Of a province: a copy's number needs eight bytes.
ODD = "Jl. \\N \t Melati\r\nNo. \\1 'é' \"🏠\" \\"


@pytest.fixture
def practice_url(tmp_path):
    return databases.address(tmp_path)


@pytest.fixture
def store(practice_url, tmp_path):
    a_template(tmp_path / "templates")
    store = PostgresStore(practice_url, tmp_path / "templates", connections=3, stamp=version.stamp())
    yield store
    store.close()


@pytest.fixture
def two(store):
    """The store with a copy of mine and one of somebody else, who has a family more."""
    add(store, THEIRS, 50)
    with store.open(MINE):
        pass
    return store


@pytest.fixture
def owner(practice_url):
    """A connection of the tables' owner."""
    address = practice_url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as connection:
        yield connection


def add(store, pin, serial):
    with store.open(pin, write=True) as session:
        session.add(a_household(serial))
        session.commit()


def count(store, pin):
    with store.open(pin) as session:
        return session.scalar(select(func.count()).select_from(Household))


def test_every_table_behind_the_wall_has_its_policy_and_the_copy_first_in_every_key(store, owner):
    assert count(store, MINE) == 3
    open_to = {name for name, in owner.execute(
        "SELECT DISTINCT table_name FROM information_schema.role_table_grants WHERE table_schema = 'practice' AND grantee = %s",
        (WALLED,))} | {"copy"}  # of which some columns alone may be written
    policies = owner.execute("SELECT tablename, qual, with_check FROM pg_policies WHERE schemaname = 'practice' "
                             "AND roles = ARRAY[%s]::name[] AND permissive = 'PERMISSIVE' AND cmd = 'ALL'", (WALLED,)).fetchall()
    secured = {name for name, in owner.execute("SELECT relname FROM pg_class WHERE relnamespace = 'practice'::regnamespace "
                                               "AND relkind = 'r' AND relrowsecurity")}
    tables = {name for name, in owner.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'practice'")}
    assert open_to == secured == {name for name, *_ in policies} == tables - {"source"}
    assert set(Practice.metadata.tables) == open_to - {"copy", "numbered"}
    condition = "(sandbox = (current_setting('gladi.sandbox'::text))::bigint)"
    assert {(qual, check) for _, qual, check in policies} == {(condition, condition)}
    first = owner.execute("""SELECT c.relname, i.indexrelid::regclass::text, a.attname FROM pg_index i
        JOIN pg_class c ON c.oid = i.indrelid LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
        WHERE c.relnamespace = 'practice'::regnamespace AND c.relname <> 'source'""").fetchall()
    assert [(table, index) for table, index, column in first if column != KEY] == []
    assert {table for table, *_ in first} == open_to
    links = owner.execute("""SELECT conname, a.attname, b.attname FROM pg_constraint k
        JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = conkey[1]
        JOIN pg_attribute b ON b.attrelid = confrelid AND b.attnum = confkey[1]
        WHERE contype = 'f' AND connamespace = 'practice'::regnamespace""").fetchall()
    assert len(links) == sum(len(table.foreign_key_constraints) for table in Practice.metadata.tables.values())
    assert {(here, there) for _, here, there in links} == {(KEY, KEY)}


def test_no_statement_of_the_role_behind_the_wall_passes_a_policy_by(store, owner):
    assert count(store, MINE) == 3
    rights = owner.execute("SELECT rolsuper, rolbypassrls, rolcanlogin FROM pg_roles WHERE rolname = %s", (WALLED,)).fetchone()
    owned = owner.execute("SELECT count(*) FROM pg_tables WHERE tableowner = %s", (WALLED,)).fetchone()
    taken = owner.execute("SELECT count(*) FROM pg_auth_members WHERE member = to_regrole(%s)", (WALLED,)).fetchone()
    assert (rights, owned, taken) == ((False, False, False), (0,), (0,))
    with owner.transaction():
        owner.execute(f"SET LOCAL ROLE {WALLED}")
        bound = {name for name, in owner.execute("SELECT relname FROM pg_class WHERE relnamespace = 'practice'::regnamespace "
                                                 "AND relkind = 'r' AND row_security_active(oid)")}
    assert bound == {*Practice.metadata.tables, "copy", "numbered"}
    with pytest.raises(psycopg.errors.InsufficientPrivilege), owner.transaction():
        owner.execute(f"SET LOCAL ROLE {WALLED}; SET LOCAL gladi.sandbox = '1'; SET LOCAL row_security = off")
        owner.execute("SELECT count(*) FROM practice.household")


def test_without_the_setting_every_statement_fails(store, owner):
    assert count(store, MINE) == 3
    for name in (*Practice.metadata.tables, "copy", "numbered"):
        with pytest.raises(psycopg.DatabaseError), owner.transaction():
            owner.execute(f"SET LOCAL ROLE {WALLED}")
            owner.execute(f"SELECT count(*) FROM practice.{name}")


def test_another_copy_s_rows_are_neither_seen_nor_counted(two):
    table = Household.__table__
    with two.open(MINE) as session:
        raw = session.connection().connection.cursor()
        assert len(session.scalars(select(Household)).all()) == 3
        assert session.get(Household, 4) is None
        assert session.scalar(select(func.count()).select_from(table)) == 3
        assert session.execute(select(table).where(table.c[KEY] == key_of(THEIRS))).all() == []
        assert session.scalar(text("SELECT count(*) FROM practice.household")) == 3
        assert raw.execute(f"SELECT count(*) FROM practice.household WHERE {KEY} = {key_of(THEIRS)}").fetchone() == (0,)
        assert raw.execute(f"SELECT {KEY} FROM practice.copy").fetchall() == [(key_of(MINE),)]


def test_another_copy_s_rows_are_not_written_taken_or_moved(two):
    table, theirs = Household.__table__, key_of(THEIRS)
    others = f"practice.household WHERE {KEY} = {theirs}"
    with two.open(MINE, write=True) as session:
        def changed(statement):
            return session.execute(statement).rowcount

        assert changed(update(Household).where(Household.id == 4).values(address="x")) == 0
        assert changed(update(table).where(table.c[KEY] == theirs).values(address="x")) == 0
        assert changed(text(f"UPDATE practice.household SET address = 'x' WHERE {KEY} = {theirs}")) == 0
        assert changed(delete(Household).where(Household.id == 4)) == 0
        assert changed(text(f"DELETE FROM {others}")) == 0
        row = {"person": 1, "record": "household/1", "part": "", "typed": [], "kept_at": NOON, "base": "", KEY: theirs}
        assert databases.refused(session, insert(Draft.__table__).values(**row))
        assert databases.refused(session, update(table).where(table.c.id == 1).values({KEY: theirs}))
        assert databases.refused(session, text(f"UPDATE practice.household SET {KEY} = {theirs}"))
        assert databases.refused(session, text(f"UPDATE practice.copy SET {KEY} = {theirs}"))
        assert databases.refused(session, text("SELECT count(*) FROM practice.source"))
        session.commit()
    assert (count(two, MINE), count(two, THEIRS)) == (3, 4)


def test_two_generations_of_a_sandbox_share_nothing(store):
    add(store, MINE, 50)
    assert (count(store, NEXT), count(store, MINE)) == (3, 4)
    assert [copy_of(key_of(pin)) for pin in (MINE, NEXT)] == [(17_001, 1), (17_001, 2)]


def test_the_session_names_the_copy_in_whatever_it_reads_and_writes(two):
    """Seen without the policies, as their owner: what Citus finds the shard by is in the statement itself."""
    other = aliased(Household)
    with two.open(MINE, write=True) as session:
        session.execute(text("SET LOCAL ROLE NONE"))
        assert session.scalar(text("SELECT count(*) FROM practice.household")) == 7
        assert len(session.scalars(select(Household).options(selectinload(Household.members))).all()) == 3
        assert len(session.scalars(select(Household).options(joinedload(Household.members))).unique().all()) == 3
        assert len(session.execute(select(Person.id, other.id).join(other, other.id == Person.household_id)).all()) == 3
        assert session.scalar(select(select(func.count()).select_from(other).scalar_subquery())) == 3
        first = session.get_one(Household, 1)
        session.refresh(first)
        session.expire(first)
        assert [person.position for person in first.members] == [1]
        first.address = "Jl. Mawar 2"
        session.delete(session.get_one(Household, 3))
        session.flush()
        assert session.execute(update(Household).where(Household.id == 2).values(address="Jl. Mawar 2")).rowcount == 1
        assert session.execute(delete(Person).where(Person.household_id == 2)).rowcount == 1
        session.commit()
    with two.open(THEIRS) as session:
        assert [one.address for one in session.scalars(select(Household).order_by(Household.id))] == ["Jl. Melati 1"] * 4
        assert session.scalar(select(func.count()).select_from(Person)) == 4


def test_numbers_rise_within_a_copy_and_none_is_given_twice(two):
    with two.open(MINE, write=True) as session:
        session.add(a_household(60))
        session.flush()
        session.rollback()
    for number in (4, 5):
        with two.open(MINE, write=True) as session:
            session.add(household := a_household(60 + number))
            session.flush()
            assert household.id == number
            session.delete(household)
            session.commit()


@pytest.fixture
def odd(tmp_path):
    """The file of a copy in which a value of every kind was stored, and the odd text."""
    a_template(tmp_path / "templates")
    files = SqliteStore(tmp_path / "sandboxes", tmp_path / "templates")
    with files.open(MINE, write=True) as session:
        household = session.get_one(Household, 1)
        household.address, household.unmatched_until = ODD, NOON
        household.members[0].explained = {"nik": ODD}
        session.add(Upload(person=1, name="a", size=3, content=b"\x00\xff\\", checked_at=NOON, base="", report=b"", plan=b"\n\t"))
        session.add(Draft(person=1, record="household/1", part="", typed=[["q", ODD]], kept_at=NOON, base="", is_saved=True))
        session.commit()
    files.close()
    return files.path(MINE)


def test_what_a_template_holds_comes_out_of_a_copy_as_it_went_in(store, odd, owner):
    village = of_file(odd)
    assert rows.unpacked(village.packed()) == village
    assert count(store, MINE) == 3
    with owner.cursor() as cursor:
        owner.execute("\n;".join(list(rows.deletions(key_of(MINE)))[:-1]).encode())
        rows.into(cursor, key_of(MINE), village)
        assert dict(rows.out_of(cursor, key_of(MINE)).numbered) == dict(village.numbered)
    with store.open(MINE) as session:
        household = session.get_one(Household, 1)
        assert (household.address, household.unmatched_until) == (ODD, NOON)
        assert household.members[0].explained == {"nik": ODD}
        assert session.execute(select(Upload.content, Upload.report, Upload.plan)).one() == (b"\x00\xff\\", b"", b"\n\t")
        draft = session.scalars(select(Draft)).one()
        assert (draft.typed, draft.is_saved, draft.is_unknown) == ([["q", ODD]], True, False)


def test_text_is_listed_byte_by_byte_whatever_language_the_database_speaks(store):
    names = ["b", "A", "a", "Z", "é", "_", "1"]
    with store.open(MINE, write=True) as session:
        session.add_all(Draft(person=1, record=name, part="", typed=[], kept_at=NOON, base="") for name in names)
        session.flush()
        assert session.scalars(select(Draft.record).order_by(Draft.record)).all() == sorted(names, key=str.encode)


def test_tables_of_another_version_are_moved_aside_and_a_copy_in_them_goes_with_its_rows(two, practice_url, tmp_path, owner):
    after = PostgresStore(practice_url, tmp_path / "templates", connections=1, stamp=7)

    def aside(table):
        return owner.execute(f"SELECT count(*) FROM practice_{version.stamp()}.{table}").fetchone()[0]

    def removed(pin):
        return after.remove([each for each in after.kept() if (each.sandbox, each.name) == (pin.sandbox, "g1")])

    try:
        with pytest.raises(OtherVersion), after.open(MINE):
            pass
        assert after.exists(MINE)
        assert count(after, NEXT) == 3
        assert (aside("household"), aside("copy")) == (7, 2)
        assert removed(MINE)
        assert [aside(each) for each in ("household", "person", "copy")] == [4, 4, 1]
        assert removed(THEIRS)
        assert moved_aside(owner) == []
        assert count(after, NEXT) == 3
    finally:
        after.close()


def test_templates_of_other_versions_are_removed_and_those_of_this_one_stay(store, owner):
    assert store.ready(TEMPLATE)
    owner.execute("INSERT INTO practice.source SELECT 0, 'desa-2026-03-02-1-vtua', stamp, sha256, made_at, rows "
                  "FROM practice.source")
    store.clear_templates(version.present().name)
    assert owner.execute("SELECT name FROM practice.source").fetchall() == [(TEMPLATE,)]


def test_copies_leave_the_platform_a_connection_of_the_pool(practice_url, tmp_path, store, monkeypatch):
    monkeypatch.setattr(store_module, "BUSY_FOR", 0.1)
    small = PostgresStore(practice_url, tmp_path / "templates", connections=4, stamp=version.stamp())
    with ExitStack() as opened:
        for sandbox in (1, 2, 3):
            opened.enter_context(small.open(Pin(sandbox, 1, TEMPLATE)))
        with pytest.raises(StoreBusy), small.open(Pin(4, 1, TEMPLATE)):
            pass
        with engine_of(practice_url, 4).connect() as connection:
            assert connection.exec_driver_sql("SELECT 1").scalar_one() == 1
    small.close()


def test_a_session_goes_on_after_the_server_closed_its_connection(store, owner):
    assert count(store, MINE) == 3
    owner.execute("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
                  "WHERE pid <> pg_backend_pid() AND datname = current_database()")
    assert count(store, MINE) == 3


def test_what_was_lost_before_the_commit_is_surely_not_stored(store, owner):
    assert count(store, MINE) == 3
    with pytest.raises(StoreUndone), store.open(MINE, write=True) as session:
        session.add(a_household(50))
        session.flush()
        pid = session.scalar(text("SELECT pg_backend_pid()"))
        owner.execute("SELECT pg_terminate_backend(%s, 5000)", (pid,))
        session.commit()
    assert count(store, MINE) == 3
    with store.open(MINE, write=True) as session:
        session.add(a_household(50))
        session.commit()
    assert count(store, MINE) == 4


def test_a_deed_that_the_feed_refuses_is_not_done(hall, owner):
    owner.execute("ALTER TABLE platform.feed ADD CHECK (person <> 1)")
    with pytest.raises(IntegrityError):
        hall.gate.perform(save(hall.desk()), enter, token=1)
    with hall.store.open(hall.desk().pin) as session:
        assert journal.deeds(session) == []
    assert count(hall.store, hall.desk().pin) == 3


def test_a_deed_whose_forerunner_the_feed_lacks_brings_it_along(hall, owner):
    hall.gate.perform(save(hall.desk()), enter, token=1)
    owner.execute("DELETE FROM platform.feed")
    note(hall.store, hall.desk(), BEGIN)
    assert owner.execute("SELECT journal_id FROM platform.feed ORDER BY seq").fetchall() == [(1,), (2,)]


def test_a_node_that_starts_opens_only_what_the_feed_is_behind_of(hall, owner):
    for sandbox in (1, 2):
        hall.gate.perform(save(hall.desk(sandbox, sandbox)), enter, token=1)
    assert list(hall.store.behind(0.0)) == []
    owner.execute("DELETE FROM platform.feed WHERE sandbox_id = 2")
    assert list(hall.store.behind(0.0)) == [(2, 1)]
    assert (feed.catch_up(hall.store, 0.0), list(hall.store.behind(0.0))) == (1, [])


def test_a_note_is_taken_again_if_the_database_gave_it_up(hall, owner):
    gave_up = []

    def once(_session, _row):
        if not gave_up:
            gave_up.append(owner.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                                         "WHERE state = 'idle in transaction' AND datname = current_database()").fetchall())

    assert note(hall.store, hall.desk(), BEGIN, also=once) == 1
    with hall.store.open(hall.desk().pin) as session:
        assert [deed.action for deed in journal.deeds(session)] == ["begin"]
