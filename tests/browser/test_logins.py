"""Logging in by hand, at both sizes, with and without a script."""

import re

import pytest
from playwright.sync_api import expect

from sandbox.accounts.tries import ALLOWED

pytestmark = pytest.mark.browser


def sit_down(page, running, seat, pin=None):
    page.get_by_label("Kode desa").fill(seat.village_code.replace(".", ""))
    page.get_by_label(seat.role_label).check()
    page.get_by_label("PIN").fill(pin or running.pin(seat))
    page.get_by_role("button", name="Masuk", exact=True).click()


@pytest.mark.parametrize(("size", "script"), [("wide", True), ("phone", True), ("phone", False)])
def test_a_trainee_logs_in_with_the_card(visit, running, size, script):
    seat = running.seats()[0]
    page = visit("/masuk", size=size, script=script)
    sit_down(page, running, seat)
    expect(page).to_have_url(re.compile("/desa/"))
    expect(page.locator("body")).to_contain_text(seat.village_name)
    expect(page.locator("body")).to_contain_text("LATIHAN")


def test_the_village_is_named_as_soon_as_its_code_is_known(visit, running):
    seat = running.seats()[0]
    page = visit("/masuk")
    page.get_by_label("Kode desa").press_sequentially(seat.village_code)
    page.get_by_text(f"Desa {seat.village_name}").or_(page.get_by_text(f"Kelurahan {seat.village_name}")).wait_for()


def test_a_wrong_pin_says_what_is_left_and_keeps_what_was_typed(visit, running):
    seat = running.seats()[1]
    page = visit("/masuk")
    sit_down(page, running, seat, pin="000000" if running.pin(seat) != "000000" else "111111")
    expect(page.get_by_role("alert")).to_contain_text("Anda bisa mencoba 4 kali lagi")
    assert page.get_by_label("Kode desa").input_value() == seat.village_code.replace(".", "")
    assert page.get_by_label(seat.role_label).is_checked()
    assert page.get_by_label("PIN").input_value() == ""


def test_five_wrong_pins_pause_that_seat_and_not_its_neighbour(visit, running):
    seat, neighbour = running.seats()[2:4]
    page = visit("/masuk")
    for _ in range(ALLOWED):
        sit_down(page, running, seat, pin="999999" if running.pin(seat) != "999999" else "111111")
    expect(page.get_by_role("alert")).to_contain_text("Meja lain tidak terpengaruh")
    sit_down(page, running, seat)
    expect(page).to_have_url(f"{running.url}/masuk")
    sit_down(page, running, neighbour)
    expect(page).to_have_url(re.compile("/desa/"))


def test_an_unknown_village_is_told_with_the_nearest(visit, running):
    seat = running.seats()[0]
    page = visit("/masuk")
    page.get_by_label("Kode desa").fill(seat.village_code[:-4] + "2999")
    page.get_by_label("Operator").check()
    page.get_by_label("PIN").fill("123456")
    page.get_by_role("button", name="Masuk", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("tidak ada di pelatihan ini")


def test_a_card_s_qr_logs_in_after_one_press(visit, running):
    seat = running.seats()[1]
    page = visit(running.card(seat), size="phone")
    expect(page.locator("body")).to_contain_text(seat.village_code)
    page.get_by_role("button", name="Ya, masuk").click()
    expect(page).to_have_url(re.compile("/desa/"))
    expect(page.locator("body")).to_contain_text("LATIHAN")


def test_a_forged_card_is_refused_with_the_remedy(visit):
    page = visit("/kartu/WzEsMV0.palsu")
    expect(page.locator("main")).to_contain_text("tidak berlaku")


def test_staff_log_in_and_reach_the_board(visit, running):
    page = visit("/papan")
    page.get_by_label("Nama masuk").fill("pelatih")
    page.get_by_label("Kata sandi").fill(running.password())
    page.get_by_role("button", name="Masuk", exact=True).click()
    expect(page).to_have_url(re.compile(r"^[^?]*/papan(\?|$)"))
