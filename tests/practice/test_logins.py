"""The practice login: apart from the seat's, and told apart by browser."""

import pytest

from sandbox.errors import Rejected
from sandbox.practice import logins
from tests.conftest import CODE, NOON


@pytest.mark.parametrize(("code", "password"), [("35.10.02.2003", "desa-2003"), ("3510022003", "desa-2003"),
                                                ("35 10 02 2003", " DESA-2003 ")])
def test_the_password_is_the_villages_and_forgives_dots_spaces_and_capitals(code, password):
    logins.require_match(CODE, typed_code=code, typed_password=password)


@pytest.mark.parametrize(("typed", "told"), [
    ("123456", "PIN kartu"), ("123 456", "PIN kartu"), ("123-456", "PIN kartu"),
    ("desa-2004", "belum cocok"), ("12345", "belum cocok")])
def test_the_pin_of_the_card_is_told_from_a_slip_and_both_say_where_the_password_stands(typed, told):
    with pytest.raises(Rejected) as refused:
        logins.require_match(CODE, typed_code=CODE, typed_password=typed)
    (problem,) = refused.value.problems
    assert told in problem.text
    assert "panel latihan" in problem.text


def test_the_password_is_told_by_the_code_alone():
    assert logins.practice_password("35.10.16.1004") == "desa-1004"


def test_a_login_is_open_until_it_is_closed(practice):
    assert not logins.is_open(practice, "a")
    assert not logins.is_open(practice, None)
    logins.open_login(practice, 1, "a", NOON)
    assert logins.is_open(practice, "a")
    logins.close_login(practice, "a", NOON, logins.EXPIRED)
    assert not logins.is_open(practice, "a")


def test_a_login_is_carried_into_a_renewed_copy_once(practice):
    for _ in range(2):
        logins.carry(practice, 1, "a", NOON)
    assert logins.is_open(practice, "a")


def test_without_a_login_every_page_leads_to_it_and_back(pages):
    asked = pages.browser.get("/desa/keluarga?cari=Kepala").follow()
    assert asked.request.path == "/desa/masuk"
    form = pages.form(asked, "login")
    form["password"] = "desa-2003"
    assert form.submit().location.endswith("/desa/keluarga?cari=Kepala")


@pytest.mark.parametrize("goal", ["https://desa.example/desa/", "//desa.example", "/papan", "/desa.example"])
def test_the_way_back_leads_nowhere_else(pages, goal):
    form = pages.form(pages.browser.get("/desa/masuk", {"lanjut": goal}), "login")
    form["password"] = "desa-2003"
    assert form.submit().location.endswith("/desa/")


def test_a_wrong_login_says_so_and_keeps_the_code(pages):
    form = pages.form(pages.browser.get("/desa/masuk"), "login")
    form["code"], form["password"] = "35.10.02.2030", "desa-2003"
    page = form.submit().follow()
    assert "SES-401" in page.text
    assert pages.form(page, "login")["code"].value == "35.10.02.2030"
    assert pages.form(page, "login")["password"].value == ""
    assert (pages.last("login").outcome, pages.last("login").code) == ("refused", "SES-401")


def test_after_the_logout_the_pages_are_closed_again(pages):
    page = pages.login()
    pages.form(page, "logout").submit()
    assert pages.browser.get("/desa/").location.endswith("/desa/masuk?lanjut=/desa/")
    assert [deed.action for deed in pages.journal()][-1] == "logout"
