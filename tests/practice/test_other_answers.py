"""What comes in place of a trouble page: an answer that breaks off, a green box, a hotspot's page, a page without redirect."""

from datetime import timedelta

from sandbox.errors import Fate, Manner, Trouble
from tests.conftest import NOON
from tests.practice.factories import Pages

HERE = "/desa/keluarga/1/bagian/penghasilan"


def pressed(seat: Pages, **more):
    """The answer to Simpan that comes in that way."""
    seat.faults.before["save"] = Trouble(code="XX-1", fate=Fate.NOT_SAVED, text="Begitulah.", status=503, **more)
    form = next(each for each in seat.browser.get(HERE).forms.values() if "q1" in each.fields)
    return form.submit(expect_errors=True)


def test_an_answer_that_breaks_off_claims_two_lengths_and_brings_neither(seat):
    answer = pressed(seat, manner=Manner.BROKEN)
    assert len(answer.headers.getall("Content-Length")) == 2
    assert (answer.body, answer.headers["Connection"]) == (b"", "close")


def test_a_false_success_leads_back_to_the_form_with_a_green_box(seat):
    page = pressed(seat, manner=Manner.WELL).follow()
    assert page.request.path == HERE
    assert page.html.select_one('[data-tone="saved"]').get_text(strip=True) == "Begitulah."


def test_a_page_in_place_is_the_answer_to_the_button_itself(seat):
    answer = pressed(seat, manner=Manner.IN_PLACE)
    assert (answer.status_int, answer.request.method, "Begitulah." in answer.text) == (503, "POST", True)


def test_a_hotspots_page_names_neither_village_nor_practice_and_its_button_tells_whether_something_was_typed(seat):
    page = pressed(seat, manner=Manner.FOREIGN).follow()
    assert page.status_int == 200
    assert not any(word in page.text for word in ("LATIHAN", "Temurejo", "Profil Desa"))
    for typed, told in (("", "connect"), ("123456", "give_away")):
        page.form["password"] = typed
        assert page.form.submit().location.endswith("/desa/")
        assert seat.journal()[-1].action == told
    assert "123456" not in str(seat.journal())


def test_a_page_that_names_an_hour_says_it_to_machines_too(seat):
    answer = pressed(seat, until=NOON + timedelta(seconds=75)).follow(expect_errors=True)
    assert (answer.status_int, answer.headers["Retry-After"]) == (503, "75")
