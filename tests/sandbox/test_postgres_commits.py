"""What PostgreSQL tells of a commit that it did not answer, and of one that a fallen server forgot."""

import pytest

from sandbox.actions import Gate
from sandbox.errors import StoreUndone
from sandbox.platform.postgres.committing import DONE, UNDONE, became
from sandbox.platform.postgres.engine import NUMBER
from sandbox.practice import version
from sandbox.store.postgres.store import PostgresStore
from tests import databases
from tests.cut_lines import cutting
from tests.sandbox.test_actions import enter, save
from tests.sandbox.test_postgres_store import MINE, add, count, owner, practice_url, store  # noqa: F401

pytestmark = pytest.mark.parametrize("database", [databases.POSTGRESQL], indirect=True)


@pytest.mark.parametrize("after", [True, False], ids=["done", "not done"])
def test_a_commit_that_was_not_answered_is_told_as_it_was(store, practice_url, tmp_path, after):  # noqa: F811
    with cutting(practice_url, after=after) as (url, armed):
        cut = PostgresStore(url, tmp_path / "templates", connections=1, stamp=version.stamp())
        assert count(cut, MINE) == 3
        armed.set()
        try:
            add(cut, MINE, 50)
            told = True
        except StoreUndone:
            told = False
        cut.close()
    assert told is after
    assert count(store, MINE) == (4 if after else 3)


@pytest.mark.parametrize("after", [True, False], ids=["done", "not done"])
def test_a_deed_whose_commit_was_not_answered_is_done_and_told_once(hall, practice_url, owner, after):  # noqa: F811
    with cutting(practice_url, after=after) as (url, armed):
        cut = PostgresStore(url, hall.folder / "templates", connections=1, stamp=version.stamp())
        assert count(cut, hall.desk().pin) == 3
        armed.set()
        assert Gate(cut).perform(save(hall.desk()), enter, token=1) == "tersimpan"
        cut.close()
    assert count(hall.store, hall.desk().pin) == 4
    assert owner.execute("SELECT journal_id FROM platform.feed").fetchall() == [(1,)]


def numbered(connection):
    """A transaction that is done, as `NUMBER` tells of it, and an hour before."""
    with connection.transaction():
        number = connection.execute(f"SELECT {NUMBER}").fetchone()[0]
    counted, began = number.split("/")
    return number, f"{counted}/{float(began) - 3600}"


def test_what_a_server_forgot_when_it_fell_is_undone_though_its_number_was_given_again(store, owner, postgresql):  # noqa: F811
    found = set()
    for _attempt in range(5):  # another test's may make a checkpoint in between
        with postgresql.superuser() as administrator:
            administrator.execute("CHECKPOINT")
        number, of_before_the_checkpoint = numbered(owner)
        assert became(owner, number) == DONE
        found.add(became(owner, of_before_the_checkpoint))
    assert UNDONE in found
    counted, began = number.split("/")
    assert became(owner, f"{int(counted) + 1000}/{began}") == UNDONE


def test_an_ordinary_checkpoint_makes_nothing_undone(store, owner, postgresql):  # noqa: F811
    _, of_before_the_checkpoint = numbered(owner)
    with postgresql.superuser() as administrator:
        administrator.execute("CHECKPOINT")
    assert became(owner, of_before_the_checkpoint) == DONE
