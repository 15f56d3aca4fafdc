"""Cards: a PIN and a QR belong to one seat and one card; the instance's secret, from which they follow."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from sandbox import seats
from sandbox.accounts import cards, secret
from sandbox.accounts.secret import SecretDamaged

SECRET = b"s" * 32


def test_a_pin_has_six_digits_and_belongs_to_one_seat_and_card(hall):
    one, two = seats.seat(1), seats.seat(2)
    pin = cards.pin_of(SECRET, one)
    assert len(pin) == 6
    assert pin.isdigit()
    assert cards.is_pin(SECRET, one, pin)
    assert not cards.is_pin(SECRET, two, pin)
    assert not cards.is_pin(SECRET, replace(one, card_version=2), pin)
    assert not cards.is_pin(b"t" * 32, one, pin)


@pytest.mark.parametrize("typed", [
    "123456", " 123 456 ", "123-456", "123–456", "123\u00a0456", "123\u200b456", "\u200e123456", "123.456", "'123456",
    "123\u202f456\t", "１２３４５６", "123\u2011456", "\ufeff123456"])
def test_a_pin_is_read_as_it_is_printed_and_pasted(typed):
    assert cards.typed_pin(typed) == "123456"


@pytest.mark.parametrize("typed", ["", "-", "12345", "1234567", "12345a", "12345²", "3510022003", "123,456"])
def test_what_is_no_pin_is_told_from_a_wrong_one(typed):
    assert cards.typed_pin(typed) is None


def test_a_qr_is_a_login_for_one_seat_and_cannot_be_made_up(hall):
    token = cards.qr_token(SECRET, seats.seat(1))
    assert cards.seat_of_token(SECRET, token) == (1, 1)
    assert cards.seat_of_token(SECRET, token[:-2] + "xx") is None
    assert cards.seat_of_token(SECRET, "") is None


def test_a_village_code_is_understood_however_it_is_written():
    assert {cards.village_code(text) for text in ("3510022003", "35.10.02.2003", " 35 10 02 2003 ")} == {"35.10.02.2003"}
    assert cards.village_code("Temurejo") == "Temurejo"


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
    (tmp_path / "cadangan").mkdir()
    kept = secret.instance_secret(tmp_path / "cadangan")
    (tmp_path / secret.NAME).write_bytes((tmp_path / "cadangan" / secret.NAME).read_bytes())
    assert secret.instance_secret(tmp_path) == kept
