"""After an update that stores villages in another form: fresh copies for every seat, and no way back into the old form."""

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import select, update

from sandbox.journal import Journal
from sandbox.platform import db as platform
from sandbox.platform.models import Sandbox
from sandbox.practice import version
from sandbox.practice.models import OwnVillage
from sandbox.store import feed, generations, templates
from sandbox.store.base import OtherVersion, Pin
from sandbox.store.sqlite import SqliteStore
from tests.conftest import NOON, TEMPLATE, a_template, undone

VERSION = version.present().name
OLD = templates.in_version(TEMPLATE, "an-older-one")


def of_an_older_gladi(*sandboxes):
    with platform.write() as session:
        session.execute(update(Sandbox).where(Sandbox.id.in_(sandboxes)).values(template=OLD))


def row(sandbox_id):
    with platform.read() as session:
        return session.scalars(select(Sandbox).where(Sandbox.id == sandbox_id)).one()


def test_only_outdated_sandboxes_get_a_new_generation_and_the_present_template(hall):
    of_an_older_gladi(2)
    assert generations.renew_outdated(VERSION, now=NOON) == 1
    assert (row(1).generation, row(1).template) == (1, TEMPLATE)
    assert (row(2).generation, row(2).template, row(2).source) == (2, TEMPLATE, "template")


def test_nothing_is_renewed_twice(hall):
    of_an_older_gladi(1, 2)
    assert [generations.renew_outdated(VERSION, now=NOON), generations.renew_outdated(VERSION, now=NOON)] == [2, 0]


def test_an_earlier_reset_cannot_be_undone_into_the_old_form(hall):
    earlier = generations.reset_all(now=NOON)
    of_an_older_gladi(1, 2)
    generations.renew_outdated(VERSION, now=NOON)
    assert undone(earlier.reset_id) == 0
    assert row(1).generation == 3


def test_templates_of_another_version_are_removed_and_those_of_this_one_stay(tmp_path):
    old, present = a_template(tmp_path, OLD), a_template(tmp_path, TEMPLATE)
    assert templates.clear_outdated(tmp_path, VERSION) == 1
    assert not old.exists()
    assert present.exists()
    assert templates.clear_outdated(tmp_path / "no-folder-yet", VERSION) == 0


@pytest.mark.sqlite
def test_what_was_done_in_an_older_form_stays_as_it_was_and_is_told_apart(hall):
    with hall.store.open(generations.pin(1), write=True) as session:
        session.add(Journal(at=NOON, wall_at=NOON, person=1, action="open", outcome="done"))
        session.commit()
    archive = hall.store.path(generations.pin(1))
    hall.store.close()
    with closing(sqlite3.connect(archive)) as connection:
        connection.execute(f"PRAGMA user_version={version.stamp() ^ 1}")
    kept = archive.read_bytes()
    of_an_older_gladi(1)
    generations.renew_outdated(VERSION, now=NOON)
    strict = SqliteStore(hall.folder / "sandboxes", hall.folder / "templates", stamp=version.stamp())
    with pytest.raises(OtherVersion, match="1/g1"), strict.open(Pin(1, 1, OLD)):
        pass
    with strict.open(generations.pin(1)) as session:
        assert session.scalars(select(OwnVillage.version)).one() == VERSION
    assert feed.catch_up(strict, 0.0) == 0
    strict.close()
    assert archive.read_bytes() == kept
