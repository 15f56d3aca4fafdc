"""Whatever way one leaves a form, it comes back with what was typed: in a real browser, with and without a script.

Each form is left in two of the four ways; GLADI_TYPING=all asks each form in every way.
"""

import os
import re
from itertools import cycle, islice

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ARGUMENTS, CHROMIUM, a_context
from tests.browser.people import begin, panel, sit_down

pytestmark = pytest.mark.browser

PART, MEMBER, MEMBER_NEW, CARD = (
    "/desa/keluarga/3/bagian/penghasilan", "/desa/keluarga/3/anggota/{}", "/desa/keluarga/3/anggota/baru", "/desa/keluarga/baru")
FORMS = {"part": (PART, "q1"), "member": (MEMBER, "name"), "new member": (MEMBER_NEW, "name"), "new household": (CARD, "address")}
KEPT = re.compile(r"/desa/ketikan$")


@pytest.fixture
def trainee(visit, running):
    """Sits down at a seat that no other test of the browser types at."""
    return lambda **more: sit_down(visit, running, running.seats()[3], **more)


def opened(page, form):
    """The form, empty of earlier typing; its field."""
    address, name = form
    if "{}" in address:
        page.goto("/desa/keluarga/3")
        address = page.locator(".ledger a[href*='/anggota/']").first.get_attribute("href")
    page.goto(address)
    discard = page.get_by_role("button", name="Buang draf")
    if discard.count():
        discard.click()
        page.goto(address)
    return page.locator(f"#{name}")


def typed(field, text):
    """Type like a person, and wait until the page has sent it."""
    with field.page.expect_response(KEPT):
        field.fill("")
        field.press_sequentially(text)
    return text


def by_the_menu(page, address):
    page.get_by_role("link", name="Kotak Keluar").first.click()
    page.wait_for_url(re.compile("kotak-keluar"))
    page.goto(address)


def by_back(page, address):
    page.get_by_role("link", name="Kotak Keluar").first.click()
    page.wait_for_url(re.compile("kotak-keluar"))
    page.go_back()


def by_reload(page, address):
    page.reload()


def by_closing_the_tab(page, address):
    other = page.context.new_page()
    other.goto(address)
    page.goto(address)


WAYS = (by_the_menu, by_back, by_reload, by_closing_the_tab)
IN_TURN = len(WAYS) if os.environ.get("GLADI_TYPING") == "all" else 2
"""In so many ways each form is left, by turns; so each way is tried with as many forms."""


def test_every_form_comes_back_filled_whatever_way_it_was_left(trainee):
    page = trainee()
    for place, form in enumerate(FORMS.values()):
        opened(page, form)
        address = page.url
        for number, leave in enumerate(islice(cycle(WAYS), place, place + IN_TURN)):
            text = typed(page.locator(f"#{form[1]}"), f"{number + 1}350000")
            leave(page, address)
            expect(page.locator(f"#{form[1]}")).to_have_value(text)


def test_what_was_typed_a_moment_before_leaving_is_kept_too(trainee):
    page = trainee()
    field = opened(page, FORMS["part"])
    field.fill("7")
    page.get_by_role("link", name="Kotak Keluar").first.click()
    page.wait_for_url(re.compile("kotak-keluar"))
    page.go_back()
    expect(page.locator("#q1")).to_have_value("7")


def test_a_page_that_is_made_before_the_last_letter_has_arrived_shows_it_all_the_same(trainee):
    page = trainee()
    page.on("dialog", lambda dialog: dialog.accept())
    for form in (FORMS["part"], FORMS["new household"]):
        field = opened(page, form)
        page.route(KEPT, lambda route: route.abort())  # what is sent never arrives: no page is made earlier
        field.fill("1350000")
        page.reload()
        expect(page.locator(f"#{form[1]}")).to_have_value("1350000")
        with page.expect_request(KEPT):  # and is sent again
            page.unroute(KEPT)


@pytest.fixture(scope="module")
def remembering(chromium):
    """A browser that keeps left pages as they were, as people's do; Playwright's does not."""
    browser = chromium.browser_type.launch(executable_path=CHROMIUM, args=ARGUMENTS,
                                           ignore_default_args=["--disable-back-forward-cache"])
    yield browser
    browser.close()


def test_back_keeps_the_typing_also_where_the_browser_keeps_the_page(remembering, running):
    context = a_context(remembering, running.url)
    page = sit_down(lambda path, **_: _at(context.new_page(), path), running, running.seats()[3])
    for form in FORMS.values():
        opened(page, form)
        text = typed(page.locator(f"#{form[1]}"), "5350000")
        by_back(page, page.url)
        expect(page.locator(f"#{form[1]}")).to_have_value(text)
    context.close()


def _at(page, path):
    page.goto(path)
    return page


def test_leaving_with_unsaved_typing_asks_once_and_saving_does_not(trainee):
    page = trainee()
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    field = opened(page, FORMS["part"])
    page.get_by_role("link", name="Kotak Keluar").first.click()
    page.wait_for_url(re.compile("kotak-keluar"))
    assert asked == []
    page.goto(PART)
    typed(field, "2350000")
    page.get_by_role("link", name="Kotak Keluar").first.click()
    page.wait_for_url(re.compile("kotak-keluar"))
    assert asked == ["beforeunload"]
    page.goto(PART)
    typed(field, "2360000")
    page.get_by_role("button", name="Simpan bagian ini").click()
    page.wait_for_load_state()
    assert asked == ["beforeunload"]


def test_a_save_leaves_no_draft_behind_however_fast_it_is_pressed(trainee):
    page = trainee()
    field = opened(page, FORMS["part"])
    field.press_sequentially("1")
    with page.expect_response(KEPT):
        field.press_sequentially("2")
    field.fill("2370000")
    page.keyboard.press("Control+s")
    expect(page.locator("main")).to_contain_text(re.compile("Tersimpan pukul|perlu diperiksa"))
    page.goto(PART)
    expect(page.locator("#q1")).to_have_value(re.compile("2.?370.?000"))


def test_without_a_script_help_does_not_cost_the_typing_of_any_form(trainee):
    page = trainee(script=False)
    begin(page, "daftar-yang-lambat")
    for form in FORMS.values():
        for place in (0, -1):  # the hint, as long as there is another one, and the hand
            field = opened(page, form)
            field.fill("2350000")
            panel(page).get_by_label("Jawaban").fill("77")
            panel(page).get_by_role("button", name=re.compile("Buka petunjuk|Panggil pelatih|Batal memanggil")).nth(place).click()
            expect(page.locator(f"#{form[1]}")).to_have_value("2350000")
            expect(panel(page).get_by_label("Jawaban")).to_have_value("77")


def test_without_a_script_a_refused_form_can_be_left_and_reloaded(trainee):
    page = trainee(script=False)
    for form in FORMS.values():
        opened(page, form).fill("")
        page.locator("#alamat, #number, #birth_date, #q2").first.fill("kemarin")
        page.locator("main .save-bar button").click()
        expect(page.locator(".error-summary")).to_be_visible()
        page.goto("/desa/kotak-keluar")
        page.go_back()
        page.reload()
        expect(page.locator(".error-summary")).to_be_visible()
        assert page.locator("input[value=kemarin]").count() == 1


def test_an_answer_typed_into_the_panel_stays_through_leaving_and_hints(trainee):
    page = trainee()
    begin(page, "daftar-yang-lambat")
    page.goto("/desa/profil")
    answer = panel(page).get_by_label("Jawaban")
    with page.expect_response(re.compile("/latihan/ketikan$")):
        answer.press_sequentially("31")
    panel(page).get_by_role("button", name=re.compile("Buka petunjuk|Panggil pelatih|Batal memanggil")).first.click()
    expect(answer).to_have_value("31")
    for leave in (by_the_menu, by_back, by_reload):
        leave(page, "/desa/")
        expect(panel(page).get_by_label("Jawaban")).to_have_value("31")
