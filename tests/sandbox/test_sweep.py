"""The sweep: what is in use, undoable or archived stays; leftovers and unreachable marks go."""

import pytest

from sandbox.journal import Journal
from sandbox.store import feed, generations, sweep
from sandbox.store.base import OF_TWO
from tests.conftest import NOON, a_household

pytestmark = pytest.mark.sqlite  # of files

YEAR = 365 * 86400


def work(hall):
    with hall.store.open(generations.pin(1), write=True) as session:
        session.add(a_household(50))
        session.commit()


def later(hall, seconds):
    present = f"g{generations.pin(1).generation}"
    return next(each.written_at for each in hall.store.kept() if (each.sandbox, each.name) == (1, present)) + seconds


def names(hall):
    return sorted(each.name for each in hall.store.kept() if each.sandbox == 1)


@pytest.mark.both
def test_the_present_and_the_undoable_generation_stay_however_old(hall):
    work(hall)
    generations.renew(1, now=NOON)
    work(hall)
    assert sweep.sweep(hall.store, now=later(hall, YEAR)) == 0
    assert names(hall) == ["g1", "g2"]


@pytest.mark.both
def test_an_archived_generation_goes_after_its_time_and_not_before(hall):
    for _ in range(3):
        work(hall)
        generations.renew(1, now=NOON)
    work(hall)
    assert sweep.sweep(hall.store, now=later(hall, 86400)) == 0
    sweep.sweep(hall.store, now=later(hall, YEAR))
    assert names(hall) == ["g3", "g4"]


@pytest.mark.both
def test_the_state_in_which_somebody_worked_last_stays_when_no_undo_leads_to_it(hall):
    work(hall)
    with hall.store.open(generations.pin(1), write=True) as session:
        session.add(Journal(at=NOON, wall_at=NOON, person=1, action="open", outcome="done"))
        session.commit()
    feed.copy(hall.store, generations.pin(1))
    for _ in range(2):
        generations.renew(1, now=NOON)
        work(hall)
    written = later(hall, YEAR)
    generations.renew_outdated("another", now=NOON)
    sweep.sweep(hall.store, now=written)
    assert names(hall) == ["g1"]


@pytest.mark.both
def test_the_latest_mark_and_a_mark_in_use_stay_and_others_go(hall):
    work(hall)
    pin = generations.pin(1)
    used = hall.store.mark(pin, "satu")
    hall.store.mark(pin, "dua")
    hall.store.mark(pin, "tiga")
    generations.renew(1, source=used, now=NOON)
    work(hall)
    sweep.sweep(hall.store, now=later(hall, 2 * 3600))
    assert names(hall) == ["g1", "g2", "mark-satu", "mark-tiga"]


@pytest.mark.sqlite
def test_what_a_killed_copy_left_goes_but_not_what_is_being_written(hall):
    work(hall)
    leftover = hall.folder / "sandboxes" / "1" / "g9.sqlite.abc.tmp"
    leftover.write_bytes(b"half")
    assert sweep.sweep(hall.store, now=later(hall, 60)) == 0
    assert sweep.sweep(hall.store, now=later(hall, 2 * 3600)) == 1
    assert not leftover.exists()


@pytest.mark.both
def test_the_moment_that_an_undoable_generation_comes_back_to_stays(hall):
    work(hall)
    hall.store.mark(generations.pin(1), "g1-4")
    generations.renew(1, now=NOON)
    work(hall)
    hall.store.mark(generations.pin(1), "g2-2")
    sweep.sweep(hall.store, now=later(hall, 2 * 3600))
    assert {"mark-g1-4", "mark-g2-2"} <= set(names(hall))


@pytest.mark.both
def test_the_moment_before_two_joined_stays_for_the_exercise_that_goes_on_after_they_parted(hall):
    work(hall)
    for name in ("g1-2", "g1-4"):
        hall.store.mark(generations.pin(1), name)
    for name in ("bergabung-6", "berpisah-7"):
        generations.renew(1, source=hall.store.mark(generations.pin(1), f"{OF_TWO}{name}"), now=NOON)
        work(hall)
    sweep.sweep(hall.store, now=later(hall, 2 * 3600))
    assert "mark-g1-4" in names(hall)
    assert "mark-g1-2" not in names(hall)
