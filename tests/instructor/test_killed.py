"""A change of the group, a list of people and a restore, killed (SIGKILL) at points drawn at random: wholly the old or the new.

A child process does the work and kills itself after so many calls. Four points each; GLADI_OFFICE_KILLS=50 for more.
"""

import os
import re
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from instructor.backup import making, restoring
from instructor.days import rotation
from instructor.people import applying
from instructor.people.comparing import Rest
from sandbox.platform.db import db
from tests.conftest import NOON
from tests.instructor.test_backup import AT, contents, restore
from tests.instructor.test_roster import invited

DRAWN = re.compile(r"'[0-9a-f]{32}'")
KILLS = int(os.environ.get("GLADI_OFFICE_KILLS", "4"))

pytestmark = [pytest.mark.skipif(not hasattr(os, "fork"), reason="makes its child processes by fork"),
              pytest.mark.sqlite]  # of files; on PostgreSQL kills bench/nodes.py


def in_a_child(work: Callable[[], object], *, killed_after: int | None = None) -> int:
    """Do the work in a process of its own, which kills itself after so many calls; how many calls it took (0: killed)."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        calls = 0

        def count(_frame: object, event: str, _argument: object) -> None:
            nonlocal calls
            calls += event in ("call", "c_call")
            if calls == killed_after:
                os.kill(os.getpid(), signal.SIGKILL)

        try:
            sys.setprofile(count)
            work()
            sys.setprofile(None)
            os.write(writing, calls.to_bytes(8, "big"))
        finally:
            os._exit(0)
    os.close(writing)
    told = os.read(reading, 8)
    os.close(reading)
    _child, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or told, "the work failed in its process"
    return int.from_bytes(told, "big")


class PlatformAtRest:
    """The platform's file as it was, put back before each try."""

    def __init__(self, path: Path) -> None:
        db.engine.dispose()
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.path, self.kept = path, path.read_bytes()

    def put_back(self) -> None:
        db.engine.dispose()
        for suffix in ("-wal", "-shm"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
        self.path.write_bytes(self.kept)

    def dump(self) -> str:
        """All of it; ids that are drawn anew at every try are left out."""
        db.engine.dispose()
        with closing(sqlite3.connect(self.path)) as connection:
            return DRAWN.sub("'…'", "\n".join(connection.iterdump()))


def wholly_old_or_new(at_rest: PlatformAtRest, work: Callable[[], object]) -> set[str]:
    """Which of the two were found after kills at points all over the work; anything between fails."""
    before = at_rest.dump()
    calls = in_a_child(work)
    after = at_rest.dump()
    assert after != before
    found = set()
    for point in [1, *Random(14).sample(range(2, calls), KILLS - 2), calls]:
        at_rest.put_back()
        in_a_child(work, killed_after=point)
        state = at_rest.dump()
        assert state in (before, after), f"half done after {point} of {calls} calls"
        found.add("old" if state == before else "new")
    at_rest.put_back()
    return found


@pytest.fixture
def at_rest(opened):
    opened.noted("raise_hand", 1)
    return PlatformAtRest(opened.services.settings.instance / "gladi.sqlite")


def test_a_change_of_the_group(opened, at_rest):
    built = opened.services
    found = wholly_old_or_new(at_rest, lambda: rotation.rotate(
        store=built.store, clock=built.clock, settings=built.settings, read_notes=True))
    assert found == {"old", "new"}


def test_a_list_of_people_that_is_applied(opened, at_rest):
    people = invited(**{"2001/sekdes": "Ratna Dewi", "2002/operator": "Made Surya"})
    at_rest.put_back()
    assert wholly_old_or_new(at_rest, lambda: applying.apply(people, Rest.STAY, name="a.csv", now=NOON, by=0)) == {"old", "new"}


def test_a_restore(opened, tmp_path):
    opened.noted("raise_hand", 1)
    source = opened.services.settings.instance
    backup = making.make(source, tmp_path / "b.zip", at=AT).path
    wanted = contents(source)
    other = tmp_path / "other"
    restore(backup, other)
    with closing(sqlite3.connect(other / "gladi.sqlite")) as connection:
        connection.execute("update trainee set name = 'Lain'")
        connection.commit()
    present, kept = contents(other), tmp_path / "kept"
    shutil.copytree(other, kept)
    calls, found = in_a_child(lambda: restore(backup, other, replace=True)), set()
    for point in [1, *Random(14).sample(range(2, calls), KILLS - 2), calls]:
        shutil.rmtree(other)
        shutil.copytree(kept, other)
        in_a_child(lambda: restore(backup, other, replace=True), killed_after=point)
        restoring.finish(other)  # as the next start does
        state = contents(other)
        assert state in (present, wanted), f"half restored after {point} of {calls} calls"
        found.add("old" if state == present else "new")
    assert found == {"old", "new"}
