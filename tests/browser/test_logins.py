"""Logging in by hand, at both sizes, with and without a script."""

import pytest

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
    assert seat.village_name in page.locator("body").inner_text()
    assert "LATIHAN" in page.locator("body").inner_text()


def test_the_village_is_named_as_soon_as_its_code_is_known(visit, running):
    seat = running.seats()[0]
    page = visit("/masuk")
    page.get_by_label("Kode desa").press_sequentially(seat.village_code)
    page.get_by_text(f"Desa {seat.village_name}").or_(page.get_by_text(f"Kelurahan {seat.village_name}")).wait_for()


def test_a_wrong_pin_says_what_is_left_and_keeps_what_was_typed(visit, running):
    seat = running.seats()[1]
    page = visit("/masuk")
    sit_down(page, running, seat, pin="000000" if running.pin(seat) != "000000" else "111111")
    assert "Anda bisa mencoba 4 kali lagi" in page.get_by_role("alert").inner_text()
    assert page.get_by_label("Kode desa").input_value() == seat.village_code.replace(".", "")
    assert page.get_by_label(seat.role_label).is_checked()
    assert page.get_by_label("PIN").input_value() == ""


def test_five_wrong_pins_pause_that_seat_and_not_its_neighbour(visit, running):
    seat, neighbour = running.seats()[2:4]
    page = visit("/masuk")
    for _ in range(ALLOWED):
        sit_down(page, running, seat, pin="999999" if running.pin(seat) != "999999" else "111111")
    assert "Meja lain tidak terpengaruh" in page.get_by_role("alert").inner_text()
    sit_down(page, running, seat)
    assert page.url == f"{running.url}/masuk"
    sit_down(page, running, neighbour)
    assert page.url.startswith(f"{running.url}/desa/")


def test_an_unknown_village_is_told_with_the_nearest(visit, running):
    seat = running.seats()[0]
    page = visit("/masuk")
    page.get_by_label("Kode desa").fill(seat.village_code[:-4] + "2999")
    page.get_by_label("Operator").check()
    page.get_by_label("PIN").fill("123456")
    page.get_by_role("button", name="Masuk", exact=True).click()
    said = page.get_by_role("alert").inner_text()
    assert "tidak ada di pelatihan ini" in said


def test_a_card_s_qr_logs_in_after_one_press(visit, running):
    seat = running.seats()[1]
    page = visit(running.card(seat), size="phone")
    assert seat.village_code in page.locator("body").inner_text()
    page.get_by_role("button", name="Ya, masuk").click()
    assert "LATIHAN" in page.locator("body").inner_text()


def test_a_forged_card_is_refused_with_the_remedy(visit):
    page = visit("/kartu/WzEsMV0.palsu")
    assert "tidak berlaku" in page.locator("main").inner_text()


def test_staff_log_in_and_reach_the_board(visit, running):
    page = visit("/papan")
    page.get_by_label("Nama masuk").fill("pelatih")
    page.get_by_label("Kata sandi").fill(running.password())
    page.get_by_role("button", name="Masuk", exact=True).click()
    assert page.url.split("?")[0].endswith("/papan")
