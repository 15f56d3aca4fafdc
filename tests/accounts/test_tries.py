"""Tries: counted before they are compared, for one seat, or for one account from one address or device."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta

import pytest

from sandbox.accounts import staff, tries
from sandbox.accounts.staff import NoSuchAccount
from sandbox.errors import StoreBusy
from sandbox.platform import db as platform
from tests.conftest import NOON


def wrong() -> bool:
    return False


def right() -> bool:
    return True


def test_five_wrong_tries_pause_that_seat_and_no_other(hall):
    lefts = [tries.judged("seat:a", NOON, wrong).left for _ in range(5)]
    assert lefts == [4, 3, 2, 1, 0]
    sixth = tries.judged("seat:a", NOON, right)
    assert (sixth.allowed, sixth.locked_until) == (False, NOON + tries.PAUSE)
    assert tries.judged("seat:b", NOON, wrong).left == 4


def test_a_right_one_at_the_fifth_try_comes_in_and_all_is_forgotten(hall):
    for _ in range(4):
        tries.judged("seat:a", NOON, wrong)
    assert tries.judged("seat:a", NOON, right) is None
    assert tries.judged("seat:a", NOON, wrong).left == 4


def test_after_the_pause_one_may_try_again(hall):
    for _ in range(5):
        tries.judged("seat:a", NOON, wrong)
    later = NOON + tries.PAUSE + timedelta(seconds=1)
    assert tries.judged("seat:a", later, wrong).left == 4


def test_of_sixty_tries_at_once_five_are_compared(hall):
    compared = []

    def attempt(number: int) -> bool:
        with hall.app.app_context():
            this = tries.judged("seat:a", NOON, lambda: bool(compared.append(number)))
        return this.allowed

    with ThreadPoolExecutor(12) as pool:
        allowed = sum(pool.map(attempt, range(60)))
    assert (len(compared), allowed) == (5, 5)


@pytest.mark.sqlite
def test_while_another_program_holds_the_lock_nothing_is_compared(hall, monkeypatch):
    monkeypatch.setattr(platform, "BUSY_FOR", 0.05)
    compared = []
    with closing(sqlite3.connect(hall.folder / "gladi.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        for _ in range(8):
            with pytest.raises(StoreBusy):
                tries.judged("seat:a", NOON, lambda: bool(compared.append("pin")))
        other.execute("ROLLBACK")
    assert compared == []
    assert tries.judged("seat:a", NOON, wrong).left == 4


def test_a_try_that_was_not_judged_is_given_back(hall):
    for _ in range(5):
        tries.counted("staff:rini@a", NOON)
    tries.give_back("staff:rini@a")
    assert tries.counted("staff:rini@a", NOON).allowed


def test_staff_come_in_with_their_own_password_only(hall):
    staff.create("pelatih", "Pelatih", "instructor", "rahasia-1")
    assert staff.by_password("pelatih", "rahasia-1").role == "instructor"
    assert staff.by_password("pelatih", "rahasia-2") is None
    assert staff.by_password("bukan", "rahasia-1") is None


def test_unlocking_an_account_frees_all_its_addresses_and_devices_and_no_other_account(hall):
    staff.create("rini", "Rini", "instructor", "rahasia-1")
    keys = [tries.staff_key("rini", address="10.0.0.1", device=None), tries.staff_key("rini", address="10.0.0.2", device="ab"),
            tries.staff_key("rini_2", address="10.0.0.1", device=None)]
    for key in keys:
        for _ in range(5):
            tries.counted(key, NOON)
    assert staff.unlock(staff.by_login("rini"), by=0, now=NOON) == 2
    assert [tries.counted(key, NOON).allowed for key in keys] == [True, True, False]


def test_an_account_that_does_not_exist_is_named(hall):
    with pytest.raises(NoSuchAccount):
        staff.by_login("bukan")
