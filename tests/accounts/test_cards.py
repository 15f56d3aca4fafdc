"""Cards and tries: a PIN belongs to one seat and one card, and five wrong ones pause that seat alone."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from sandbox import seats
from sandbox.accounts import cards, secret, staff, tries
from sandbox.accounts.secret import SecretDamaged
from tests.conftest import NOON

SECRET = b"s" * 32


def test_a_pin_has_six_digits_and_belongs_to_one_seat_and_card(hall):
    one, two = seats.seat(1), seats.seat(2)
    pin = cards.pin_of(SECRET, one)
    assert len(pin) == 6
    assert pin.isdigit()
    assert cards.is_pin(SECRET, one, f" {pin[:3]} {pin[3:]} ")
    assert not cards.is_pin(SECRET, two, pin)
    assert not cards.is_pin(SECRET, replace(one, card_version=2), pin)
    assert not cards.is_pin(b"t" * 32, one, pin)


def test_a_qr_is_a_login_for_one_seat_and_cannot_be_made_up(hall):
    token = cards.qr_token(SECRET, seats.seat(1))
    assert cards.seat_of_token(SECRET, token) == (1, 1)
    assert cards.seat_of_token(SECRET, token[:-2] + "xx") is None
    assert cards.seat_of_token(SECRET, "") is None


def test_a_village_code_is_understood_however_it_is_written():
    assert {cards.village_code(text) for text in ("3510022003", "35.10.02.2003", " 35 10 02 2003 ")} == {"35.10.02.2003"}
    assert cards.village_code("Temurejo") == "Temurejo"


def test_five_wrong_tries_pause_that_seat_and_no_other(hall):
    lefts = [tries.failed("seat:a", NOON).left for _ in range(5)]
    assert lefts == [4, 3, 2, 1, 0]
    assert tries.standing("seat:a", NOON).locked_until == NOON + tries.PAUSE
    assert tries.standing("seat:b", NOON).left == 5


def test_after_the_pause_one_may_try_again(hall):
    for _ in range(5):
        tries.failed("seat:a", NOON)
    later = NOON + tries.PAUSE + timedelta(seconds=1)
    assert tries.standing("seat:a", later).left == 5
    assert tries.failed("seat:a", later).left == 4


def test_staff_come_in_with_their_own_password_only(hall):
    staff.create("pelatih", "Pelatih", "instructor", "rahasia-1")
    assert staff.by_password("pelatih", "rahasia-1").role == "instructor"
    assert staff.by_password("pelatih", "rahasia-2") is None
    assert staff.by_password("bukan", "rahasia-1") is None


def test_all_who_come_first_at_once_get_the_same_secret(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: secret.instance_secret(tmp_path), range(32)))
    assert [len(each) for each in found] == [32]
    assert [path.name for path in tmp_path.iterdir()] == [secret.NAME]


@pytest.mark.parametrize("text", ["", "ab", "zz" * 32])
def test_a_damaged_secret_is_said_and_never_used(tmp_path, text):
    (tmp_path / secret.NAME).write_text(text, encoding="ascii")
    with pytest.raises(SecretDamaged):
        secret.instance_secret(tmp_path)
