"""What stands round every page: bad addresses, who is let in, and where nobody is sent."""

import pytest

from sandbox.accounts import cards
from sandbox.web import own_page
from tests.instructor.conftest import a_training, opened  # noqa: F401  the whole app

TOO_LARGE = "9" * 30


@pytest.mark.parametrize(("user", "address"), [
    ("seat:1:1", f"/desa/keluarga/{TOO_LARGE}"), ("seat:1:1", f"/desa/keluarga/1/anggota/{TOO_LARGE}"),
    ("staff:1:1", f"/papan/peserta/{TOO_LARGE}"), ("staff:1:1", f"/papan/peserta/1/layar/keluarga/{TOO_LARGE}")])
def test_a_number_that_no_database_holds_is_a_page_that_does_not_exist(opened, user, address):  # noqa: F811
    answer = opened.browser(user).get(address)
    assert answer.status_code == 404
    assert "GL-404" in answer.get_data(as_text=True)


def logged_in(browser):
    with browser.client.session_transaction() as session:
        return dict(session)


def sit_down(opened, browser, trainee):  # noqa: F811
    token = cards.qr_token(opened.services.secret, opened.seat(trainee))
    assert browser.post(f"/kartu/{token}").status_code == 302


def test_of_whoever_used_the_browser_before_only_the_language_stays(opened):  # noqa: F811
    browser = opened.browser()
    sit_down(opened, browser, 1)
    with browser.client.session_transaction() as session:
        session["practice_login"], session["lang"], session["csrf_token"] = "kunci", "en", "lama"
    sit_down(opened, browser, 2)
    assert logged_in(browser)["_user_id"].startswith("seat:2:1:")
    assert {"practice_login", "csrf_token"} & logged_in(browser).keys() == set()
    assert logged_in(browser)["lang"] == "en"
    browser.post("/keluar")
    assert "_user_id" not in logged_in(browser)


@pytest.mark.parametrize("target", [
    "http://elsewhere/x", "//elsewhere", "///\\elsewhere", "/\\elsewhere", "/\t/elsewhere", "/\n//elsewhere", "http:////elsewhere",
    "javascript:alert(1)", "http://[", "desa", "", None])
def test_a_target_from_outside_sends_nobody_elsewhere(opened, target):  # noqa: F811
    with opened.app.test_request_context("/", base_url="http://hall:8010"):
        assert own_page(target) is None


def test_a_page_of_this_server_is_kept_with_its_query(opened):  # noqa: F811
    with opened.app.test_request_context("/", base_url="http://hall:8010"):
        assert own_page("http://hall:8010/desa/keluarga?cari=a") == "/desa/keluarga?cari=a"
        assert own_page("/papan") == "/papan"


@pytest.mark.parametrize("referrer", ["http://[", "http://elsewhere/desa/", "\x00"])
def test_a_made_up_referrer_is_no_error_and_no_way_out(opened, referrer):  # noqa: F811
    for user, address in (("seat:1:1", "/latihan/turunkan-tangan"), ("staff:1:1", "/papan/peserta/1/tangani"),
                          ("", "/bahasa/en")):
        answer = opened.browser(user).post(address, headers={"Referer": referrer})
        assert answer.status_code == 302
        assert answer.location.startswith("/")
        assert not answer.location.startswith("//")


def test_an_expired_form_shows_the_typing_again_but_neither_pin_nor_password(opened):  # noqa: F811
    opened.app.config["WTF_CSRF_ENABLED"] = True
    page = opened.browser().post("/masuk", data={"village": "Desa Sarongan", "pin": "483920", "password": "rahasia-9"})
    text = page.get_data(as_text=True)
    assert page.status_code == 400
    assert "Desa Sarongan" in text
    assert not {"483920", "rahasia-9"} & set(text.split('"') + text.replace("<", ">").split(">"))
