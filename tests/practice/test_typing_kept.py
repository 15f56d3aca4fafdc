"""Typing that comes in where nothing can be saved: in a pause, after a reset, when the group is closed, after the login ended."""

import contextvars
from dataclasses import replace

import pytest

from instructor.days import groups
from sandbox import seats
from sandbox.accounts import cards
from sandbox.errors import StoreBusy, StoreFull, StoreUndone
from sandbox.platform.db import write
from sandbox.store import generations
from tests.browsers import Browser
from tests.conftest import NOON
from tests.instructor.conftest import a_training, opened  # noqa: F401  the whole app
from tests.practice.factories import Faults

INCOME = "/desa/keluarga/1/bagian/penghasilan"
CARD = "/desa/keluarga/baru"
RESTING = "Istirahat"


class Trainee:
    """A trainee's browser; every form needs its token, as for people."""

    def __init__(self, opened):  # noqa: F811
        self.opened = opened
        opened.app.config["WTF_CSRF_ENABLED"] = True
        self.browser = Browser(lambda environ, start: contextvars.Context().run(opened.app, environ, start))

    def sit_down(self, trainee=1):
        token = cards.qr_token(self.opened.services.secret, seats.seat(trainee))
        return self.browser.get(f"/kartu/{token}").forms[0].submit()

    def log_in(self):
        page = self.browser.get("/desa/masuk")
        form = self.form(page, "login")
        form["password"] = f"desa-{seats.seat(1).village_code[-4:]}"
        return form.submit()

    def form(self, page, action):
        return page.form_for(action)

    def typed(self, address=INCOME, /, **typed):
        """That form with something typed into it, not sent."""
        form = self.form(self.browser.get(address), "save")
        for name, text in typed.items():
            form[name] = text
        return form

    def pause(self):
        groups.pause(1, now=NOON, by=1)

    def resume(self):
        self.opened.clock.advance(300)
        groups.resume(1, now=self.opened.clock.now(), by=1)


@pytest.fixture
def trainee(opened):  # noqa: F811
    someone = Trainee(opened)
    someone.sit_down()
    someone.log_in()
    return someone


def test_what_was_sent_in_a_pause_is_on_the_page_of_the_pause_and_in_the_form_afterwards(trainee):
    form = trainee.typed(q1="2350000")
    trainee.pause()
    for _ in range(2):
        assert form.submit().location == INCOME
    resting = trainee.browser.get(INCOME, status=503)
    assert RESTING in resting.text
    assert [(each.dt.text, each.dd.text) for each in resting.html.select("details.kept dl")] == [
        ("Jumlah Penghasilan per Bulan", "2350000")]
    trainee.resume()
    assert trainee.typed()["q1"].value == "2350000"


def test_what_is_typed_in_a_pause_is_kept_without_a_button(trainee):
    form = trainee.typed(q1="2350000")
    trainee.pause()
    trainee.browser.post("/desa/ketikan", form.submit_fields(), status=204)
    trainee.resume()
    assert trainee.typed()["q1"].value == "2350000"


def test_after_a_reset_what_was_typed_is_shown_in_the_words_of_the_form_and_nothing_is_written(trainee):
    form = trainee.typed(CARD, **{
        "address": "Jl. Kenanga 4", "anggota-0-name": "Bayu", "anggota-0-q2": "1", "anggota-0-sex": "L"})
    generations.renew(1, now=NOON)
    trainee.log_in()
    answer = form.submit()
    assert (answer.status_code, answer.location) == (303, "/desa/draf")
    for page in (answer.follow(), trainee.browser.get("/desa/draf")):
        words = {each.dt.text: each.dd.text for each in page.html.select("[data-elsewhere] dl div")}
        assert words == {"Alamat": "Jl. Kenanga 4", "Anggota keluarga baris 1, Nama lengkap": "Bayu",
                         "Anggota keluarga baris 1, Jenis kelamin": "Laki-laki",
                         "Anggota keluarga baris 1, Hubungan dengan Kepala Keluarga": "Kepala Keluarga"}
    assert trainee.typed(CARD)["address"].value == ""


AT_FORM = {"Accept": "text/html", "Referer": f"http://localhost{INCOME}"}


@pytest.mark.parametrize("error", [StoreFull(), StoreBusy()], ids=lambda error: error.code)
def test_what_could_not_be_saved_is_told_at_its_form_and_a_reload_sends_nothing(opened, trainee, error):  # noqa: F811
    services = opened.services
    faults = Faults(before={"save": error})
    opened.app.extensions["gladi"] = replace(services, gate=replace(services.gate, interceptors=(faults,)))
    answer = trainee.typed(q1="2350000").submit(headers=AT_FORM)
    assert (answer.status_code, answer.location) == (303, INCOME)
    page = answer.follow()
    assert f"{error} {error.code}" in " ".join(page.html.text.split())
    assert trainee.form(page, "save")["q1"].value == "2350000"


def test_a_script_is_told_the_status_of_what_could_not_be_saved(opened, trainee):  # noqa: F811
    services = opened.services
    opened.app.extensions["gladi"] = replace(
        services, gate=replace(services.gate, interceptors=(Faults(before={"save": StoreFull()}),)))
    answer = trainee.typed(q1="2350000").submit(headers={**AT_FORM, "Accept": "*/*"}, status=507)
    assert answer.html.select("[data-pressed]")


def test_who_only_looked_while_the_database_was_lost_is_told_that_it_is_away_and_looks_again(opened, trainee):  # noqa: F811
    services = opened.services
    opened.app.extensions["gladi"] = replace(
        services, gate=replace(services.gate, interceptors=(Faults(before={"open": StoreUndone()}),)))
    page = trainee.browser.get(INCOME, status=503)
    assert ("GL-503D" in page.text, page.headers["Refresh"]) == (True, "5")


@pytest.mark.parametrize("address", ["/desa/kotak-keluar", "/desa/profil", INCOME])
def test_who_finds_another_copy_is_told_on_the_next_page_whichever_it_is_and_once(trainee, address):
    told = "Salinan desa Anda diganti"
    assert told not in trainee.browser.get(address).text
    generations.renew(1, now=NOON)
    assert told in trainee.browser.get(address).maybe_follow().text
    assert told not in trainee.browser.get(address).maybe_follow().text


def test_the_reason_is_said_once_with_its_code(trainee):
    form = trainee.typed(q1="2350000")
    generations.renew(1, now=NOON)
    trainee.log_in()
    page = form.submit().follow()
    assert "GL-409" in page.text
    assert "GL-409" not in trainee.browser.get("/desa/draf").text


def test_what_was_kept_before_a_reset_is_found_without_pressing_anything(trainee):
    form = trainee.typed(q1="2350000")
    trainee.browser.post("/desa/ketikan", form.submit_fields(), status=204)
    generations.renew(1, now=NOON)
    assert "masih ada: lihat drafnya di Beranda" in trainee.log_in().follow().text
    assert "ketikan Anda yang belum disimpan" in trainee.browser.get("/desa/").text
    assert "2350000" in trainee.browser.get("/desa/draf").text


def test_a_draft_of_a_copy_of_before_can_be_thrown_away(trainee):
    form = trainee.typed(q1="2350000")
    generations.renew(1, now=NOON)
    trainee.log_in()
    page = form.submit().follow()
    gone = next(each for each in page.forms.values() if each.action == "/desa/draf/buang").submit().follow()
    assert "Tidak ada draf" in gone.text
    assert "ketikan Anda yang belum disimpan" not in trainee.browser.get("/desa/").text


def test_when_the_group_is_closed_the_typing_is_on_the_page_that_says_so(trainee):
    form = trainee.typed(q1="2350000")
    with write() as session:
        groups.closed(session, 1, now=NOON, by=1)
    answer = form.submit()
    assert (answer.status_code, answer.location) == (303, INCOME)
    page = trainee.browser.get(INCOME, status=403)
    assert page.html.select_one("details.kept dd").text == "2350000"


@pytest.mark.parametrize("trainee_now", [None, 2])
def test_typing_is_its_owners_even_if_the_login_of_this_browser_is_over_or_another_s(trainee, trainee_now):
    form = trainee.typed(q1="2350000")
    page = trainee.browser.get("/desa/")
    trainee.browser.post("/keluar", {"csrf_token": trainee.form(page, "logout")["csrf_token"].value})
    if trainee_now:
        trainee.sit_down(trainee_now)
    assert form.submit().status_code == 303
    trainee.sit_down()
    trainee.log_in()
    assert trainee.typed()["q1"].value == "2350000"


def test_staff_sees_in_the_trainees_form_what_is_typed_and_changes_nothing_by_it(trainee):
    form = trainee.typed(q1="2350000")
    trainee.browser.post("/desa/ketikan", form.submit_fields(), status=204)
    staff = trainee.opened.staff()
    for _ in range(2):
        page = staff.get("/papan/peserta/1/layar/keluarga/1/bagian/penghasilan").get_data(as_text=True)
        assert 'value="2350000"' in page
