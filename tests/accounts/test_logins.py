"""Logins as browsers meet them: what ends one, what a second tap does, and what a form says whose token does not fit."""

import contextvars
import re

import pytest

from sandbox import seats
from sandbox.accounts import cards, staff
from sandbox.accounts.secret import cookie_name
from sandbox.platform.db import read
from sandbox.platform.models import Audit
from tests.browsers import Browser
from tests.instructor.conftest import a_training, opened  # noqa: F401
from tests.pdfs import text_of

PASSWORD = "sandi"


@pytest.fixture
def door(opened):  # noqa: F811
    """Opens a browser of that address in the hall; every form needs its token, as for people."""
    opened.app.config["WTF_CSRF_ENABLED"] = True

    def served(environ, start_response):
        """As on a server, where a request sees nothing of the test's own app context."""
        return contextvars.Context().run(opened.app, environ, start_response)

    def browser(address: str = "10.0.0.1") -> Browser:
        return Browser(served, extra_environ={"REMOTE_ADDR": address})

    return browser


@pytest.fixture
def secret(opened):  # noqa: F811
    return opened.services.secret


def seat_form(browser, seat, pin):
    form = browser.get("/masuk").forms[0]
    form["village"], form["role"], form["pin"] = seat.village_code, seat.role, pin
    return form


def sit_down(browser, secret, trainee=1):
    seat = seats.seat(trainee)
    return seat_form(browser, seat, cards.pin_of(secret, seat)).submit()


def staff_form(browser, password=PASSWORD, login="rini"):
    form = browser.get("/pelatih/masuk").forms[0]
    form["login"], form["password"] = login, password
    return form


def come_in(browser, password=PASSWORD):
    return staff_form(browser, password).submit(expect_errors=True)


def copied(browser, door, address="10.0.0.9"):
    """Another browser with the same cookies: what somebody has who copied them."""
    thief = door(address)
    for cookie in browser.cookiejar:
        thief.cookiejar.set_cookie(cookie)
    return thief


def is_in(browser, page="/papan"):
    """Whether that page does not send this browser to the door."""
    answer = browser.get(page)
    return answer.status_code == 200 or not answer.location.startswith(("/masuk", "/pelatih/masuk"))


def leave(browser):
    """Press Keluar on the board."""
    return next(form for form in browser.get("/papan").forms.values() if form.action == "/keluar").submit()


def leave_seat(browser):
    """Leave the seat in another tab."""
    return browser.post("/keluar", {"csrf_token": a_form(browser)["csrf_token"].value})


def code(answer):
    return re.search(r"GL-\w+", answer.text).group()


@pytest.mark.parametrize("typed", ["{}-{}", "{} {}", "{}\u00a0{}", "\u200e{}\u200b{}"])
def test_a_pin_as_printed_or_pasted_opens_the_seat(door, secret, typed):
    seat, browser = seats.seat(1), door()
    pin = cards.pin_of(secret, seat)
    assert seat_form(browser, seat, typed.format(pin[:3], pin[3:])).submit().location.endswith("/desa/masuk")


def test_what_is_no_pin_costs_no_try(door, secret):
    seat, browser = seats.seat(1), door()
    for _ in range(7):
        assert "6 angka" in seat_form(browser, seat, "12-34").submit(status=422).text
    assert sit_down(browser, secret).status_code == 302


def test_wrong_passwords_of_a_stranger_lock_out_neither_another_address_nor_a_known_device(door):
    known = door("10.0.0.5")
    come_in(known)
    leave(known)
    for address in ("10.0.0.5", "10.0.0.66"):
        for _ in range(6):
            locked = come_in(door(address), "keliru")
        assert "Coba lagi pukul" in locked.text
        assert "Coba lagi pukul" in come_in(door(address)).text
    assert come_in(known).status_code == 302
    assert come_in(door("10.0.0.7")).status_code == 302


def test_a_known_device_has_five_tries_of_its_own(door):
    known = door()
    come_in(known)
    leave(known)
    for _ in range(5):
        come_in(known, "keliru")
    assert "Coba lagi pukul" in come_in(known).text


def test_a_made_up_device_is_none(door, secret):
    for number in range(6):
        browser = door()
        browser.set_cookie(f"{cookie_name(secret)}-device", f'["{number}",["rini"]].abc')
        answer = come_in(browser, "keliru")
    assert "Coba lagi pukul" in answer.text


def test_a_login_name_may_begin_with_a_capital(door):
    assert staff_form(door(), login=" Rini ").submit().status_code == 302


def test_a_copied_cookie_ends_with_the_logout_of_its_owner_alone(door):
    owner, elsewhere = door(), door()
    come_in(owner)
    come_in(elsewhere)
    thief = copied(owner, door)
    assert is_in(thief)
    leave(owner)
    assert (is_in(thief), is_in(elsewhere)) == (False, True)


def test_a_seat_s_copied_cookie_ends_with_its_logout(door, secret):
    owner = door()
    sit_down(owner, secret)
    thief = copied(owner, door)
    leave_seat(owner)
    assert not is_in(thief, "/desa/")


def test_a_new_password_ends_every_other_login_and_the_old_password(door):
    here, elsewhere = door(), door("10.0.0.2")
    come_in(here)
    come_in(elsewhere)
    old = copied(here, door)
    form = next(form for form in here.get("/pelatih/akun").forms.values() if "again" in form.fields)
    form["password"], form["new"], form["again"] = PASSWORD, "kopi tubruk 7", "kopi tubruk 7"
    assert form.submit().location.endswith("/papan")
    assert (is_in(here), is_in(elsewhere), is_in(old)) == (True, False, False)
    assert come_in(door()).status_code == 422
    assert come_in(door(), "kopi tubruk 7").status_code == 302


@pytest.mark.parametrize(("present", "new", "again", "said"), [
    ("keliru", "kopi tubruk 7", "kopi tubruk 7", "belum cocok"), (PASSWORD, "kopi", "kopi", "paling sedikit 8"),
    (PASSWORD, "kopi tubruk 7", "kopi tubruk 8", "belum sama")])
def test_a_password_is_not_changed_without_the_present_one_and_two_equal_new_ones(door, present, new, again, said):
    browser = door()
    come_in(browser)
    form = next(form for form in browser.get("/pelatih/akun").forms.values() if "again" in form.fields)
    form["password"], form["new"], form["again"] = present, new, again
    assert said in form.submit(status=422).text
    assert staff.by_password("rini", PASSWORD) is not None


def test_leaving_everywhere_ends_all_logins_and_keeps_the_password(door):
    here, elsewhere = door(), door()
    come_in(here)
    come_in(elsewhere)
    next(form for form in here.get("/pelatih/akun").forms.values() if form.action.endswith("keluar-di-semua")).submit()
    assert (is_in(here), is_in(elsewhere)) == (False, False)
    assert come_in(here).status_code == 302


def test_a_new_card_ends_the_pin_the_qr_and_the_logins_of_the_old_one(door, secret):
    lost, staff_there = seats.seat(1), door()
    finder, other = door(), door()
    sit_down(finder, secret)
    sit_down(other, secret, trainee=2)
    come_in(staff_there)
    ask = staff_there.get("/papan/peserta/1").click(href=r"/pelatih/kartu/baru\?peserta=1")
    printed = next(form for form in ask.forms.values() if "kartu" in form.fields).submit().follow()
    assert not is_in(finder, "/desa/")
    assert is_in(other, "/desa/")
    pin = cards.pin_of(secret, seats.seat(1))
    assert printed.content_type == "application/pdf"
    assert f"{pin[:3]} {pin[3:]}" in text_of(printed.body)[0]
    assert seat_form(door(), lost, cards.pin_of(secret, lost)).submit(status=422)
    assert door().get(f"/kartu/{cards.qr_token(secret, lost)}", status=404)
    assert sit_down(door(), secret).status_code == 302
    with read() as session:
        assert [(row.deed, row.target, row.detail) for row in session.query(Audit).filter_by(deed="new_card")] == [
            ("new_card", "trainee:1", {"version": 2})]


def test_a_new_card_that_is_asked_for_twice_is_one(door):
    browser = door()
    come_in(browser)
    form = next(form for form in browser.get("/pelatih/kartu/baru?peserta=1").forms.values() if "kartu" in form.fields)
    assert [form.submit().status_code for _ in range(2)] == [302, 302]
    assert seats.seat(1).card_version == 2


def test_nobody_but_staff_gets_at_a_new_card_or_an_account(door, secret):
    trainee = door()
    sit_down(trainee, secret)
    for page in ("/pelatih/kartu/baru?peserta=1", "/pelatih/akun"):
        assert trainee.get(page, expect_errors=True).status_code == 403
        assert door().get(page).location.startswith("/pelatih/masuk")


@pytest.mark.parametrize("sent_before_the_answer", [True, False])
def test_a_second_tap_on_the_pin_s_button_simply_logs_in(door, secret, sent_before_the_answer):
    seat, browser = seats.seat(1), door()
    form = seat_form(browser, seat, cards.pin_of(secret, seat))
    twin = copied(browser, door) if sent_before_the_answer else browser
    first, second = form.submit(), twin.post("/masuk", form.submit_fields())
    assert first.location == "/desa/masuk"
    assert second.location in ("/desa/masuk", "/desa/")
    assert is_in(twin, "/desa/")


@pytest.mark.parametrize("sent_before_the_answer", [True, False])
def test_a_second_tap_on_the_card_s_button_simply_logs_in(door, secret, sent_before_the_answer):
    browser = door()
    form = browser.get(f"/kartu/{cards.qr_token(secret, seats.seat(1))}").forms[0]
    twin = copied(browser, door) if sent_before_the_answer else browser
    first, second = form.submit(), twin.post(form.action or first_path(secret), form.submit_fields())
    assert first.location == "/desa/masuk"
    assert second.location in ("/desa/masuk", "/desa/")
    assert is_in(twin, "/desa/")


def first_path(secret):
    return f"/kartu/{cards.qr_token(secret, seats.seat(1))}"


def test_a_second_tap_of_staff_simply_logs_in_and_of_leaving_simply_leaves(door):
    browser = door()
    form = staff_form(browser)
    assert [form.submit().location for _ in range(2)] == ["/papan", "/papan"]
    out = next(form for form in browser.get("/papan").forms.values() if form.action.endswith("/keluar"))
    assert [out.submit().status_code for _ in range(2)] == [302, 302]


def test_a_tap_for_another_seat_is_no_second_tap(door, secret):
    browser, other = door(), seats.seat(2)
    form = seat_form(browser, other, cards.pin_of(secret, other))
    sit_down(browser, secret)
    assert code(form.submit(status=400)) == "GL-400G"
    assert "Desa1, Sekdes" in form.submit(status=400).text


def test_cookies_blocked_too_long_open_left_in_another_tab_and_somebody_else_are_four_sentences(door, secret):
    said = [blocked(door, secret), too_long(door, secret), left_elsewhere(door, secret), somebody_else(door, secret)]
    assert [code(answer) for answer in said] == ["GL-400C", "GL-400L", "GL-400K", "GL-400G"]
    assert "Izinkan cookie" in said[0].text
    assert "<p>Desa Sarongan</p>" in said[0].text
    assert "<dd>" not in said[0].text, "names that no page shows"
    assert "terlalu lama terbuka" in said[1].text
    assert "keluar di tab lain" in said[2].text
    assert "Desa1, Operator" in said[3].text


def test_what_those_four_sentences_ask_for_lets_the_button_be_pressed(door, secret):
    browser = door()
    form = seat_form(browser, seats.seat(1), cards.pin_of(secret, seats.seat(1)))
    door().post("/masuk", form.submit_fields(), status=400)
    for cookie in browser.cookiejar:
        cookie.value = "signed.long.ago"
    assert code(form.submit(status=400)) == "GL-400L"
    assert sit_down(browser, secret).status_code == 302, "opened again, with cookies"
    form = a_form(browser)
    leave_seat(browser)
    form.submit(status=400)
    sit_down(browser, secret)
    form = a_form(browser)
    assert form.submit().status_code < 400, "logged in again"
    sit_down(browser, secret, trainee=2)
    form.submit(status=400)
    sit_down(browser, secret)
    assert a_form(browser).submit().status_code < 400, "with one's own card"


def blocked(door, secret):
    form = seat_form(door(), seats.seat(1), cards.pin_of(secret, seats.seat(1)))
    form["village"] = "Desa Sarongan"
    return door().post("/masuk", form.submit_fields(), status=400)


def too_long(door, secret):
    browser = door()
    form = seat_form(browser, seats.seat(1), cards.pin_of(secret, seats.seat(1)))
    browser.reset()
    browser.set_cookie(cookie_name(secret), "signed.long.ago")
    return form.submit(status=400)


def left_elsewhere(door, secret):
    browser = door()
    sit_down(browser, secret)
    form = a_form(browser)
    leave_seat(browser)
    return form.submit(status=400)


def somebody_else(door, secret):
    browser = door()
    sit_down(browser, secret)
    form = a_form(browser)
    sit_down(browser, secret, trainee=2)
    return form.submit(status=400)


def a_form(browser):
    """A form of the practice system: its own login."""
    return next(form for form in browser.get("/desa/").follow().forms.values() if "code" in form.fields)


def test_the_board_sees_who_came_in_with_a_card_before_anything_is_done(door, secret, opened):  # noqa: F811
    sit_down(door(), secret)
    board = opened.staff().get("/papan").get_data(as_text=True)
    assert 'aria-label="Desa1, sekdes, bekerja' in board
    assert 'aria-label="Desa1, operator, belum masuk' in board
def a_locked_trainer(browser):
    """Wrong passwords for the trainer Rini, until her account is paused for this address."""
    for _ in range(6):
        come_in(browser, "salah")


def test_an_organiser_sees_who_is_locked_and_lets_her_in_by_one_button(door):
    staff.create("siti", "Siti", "organiser", "sandi-siti")
    trainer, organiser = door("10.0.0.9"), door("10.0.0.2")
    a_locked_trainer(trainer)
    come_in(trainer)
    assert not is_in(trainer)
    staff_form(organiser, "sandi-siti", "siti").submit()
    page = organiser.get("/pelatih/akun")
    (button,) = [form for form in page.forms.values() if form.action.endswith("/buka-kunci")]
    after = button.submit().follow()
    assert "Rini bisa masuk lagi sekarang" in after.text
    assert "buka-kunci" not in after.text
    come_in(trainer)
    assert is_in(trainer)
    assert "tidak sedang dikunci" in button.submit().follow().text


def test_a_trainer_can_neither_see_nor_press_the_button(door):
    a_locked_trainer(door("10.0.0.9"))
    trainer = door("10.0.0.2")
    come_in(trainer)
    page = trainer.get("/pelatih/akun")
    assert "buka-kunci" not in page.text
    token = page.forms[0]["csrf_token"].value
    assert trainer.post("/pelatih/akun/buka-kunci", {"csrf_token": token, "login": "rini"}, expect_errors=True).status_int == 403
