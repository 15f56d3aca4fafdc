"""A practice password of one's own: what is refused, what holds after it, and what the old one is told."""

import pytest

from sandbox.errors import Rejected
from sandbox.practice import passwords
from sandbox.practice.logins import practice_password
from tests.conftest import CODE, NOON
from tests.practice.factories import opened, said

FIRST, NEW = practice_password(CODE), "padi-Hijau-12"


def change(session, old=FIRST, new=NEW, again=None, person=1):
    passwords.change(session, person, CODE, old=old, new=new, again=new if again is None else again, login_key="a", now=NOON)


@pytest.mark.parametrize(("typed", "field"), [
    ({"old": "desa-9999"}, "password"), ({"new": "padi-1"}, "new"), ({"new": "padi-hijau"}, "new"),
    ({"new": "1234567890"}, "new"),
    ({"new": "a1" * 40}, "new"), ({"new": f"kantor-{CODE[-4:]}"}, "new"), ({"again": "padi-hijau-13"}, "again"),
    ({"new": ""}, "new")])
def test_a_wrong_or_weak_one_is_refused_at_its_field_and_the_present_one_holds(practice, typed, field):
    with pytest.raises(Rejected) as refused:
        change(practice, **typed)
    assert refused.value.problems[0].field == field
    assert passwords.of_person(practice, 1, CODE) == FIRST


def test_a_changed_one_holds_for_its_person_alone_and_to_the_letter(practice):
    change(practice)
    assert [passwords.of_person(practice, person, CODE) for person in (1, 2)] == [NEW, FIRST]
    passwords.require_match(practice, 1, CODE, typed_code=CODE.replace(".", ""), typed_password=f" {NEW} ")
    passwords.require_match(practice, 2, CODE, typed_code=CODE, typed_password="Desa-2003")
    for typed, told in ((NEW.lower(), "Besar kecilnya"), (FIRST, "kata sandi yang lama")):
        with pytest.raises(Rejected) as refused:
            passwords.require_match(practice, 1, CODE, typed_code=CODE, typed_password=typed)
        assert told in refused.value.problems[0].text
    with pytest.raises(Rejected):
        change(practice, old=NEW, new=NEW.upper())
    change(practice, old=NEW, new="sawah-baru-7")


def test_the_page_changes_it_and_neither_page_nor_journal_nor_draft_holds_it(seat):
    page = seat.browser.get("/desa/kata-sandi")
    assert "Yang berlaku sekarang kata sandi yang pertama." in page.text
    form = page.forms[next(key for key, form in page.forms.items() if form.action.endswith("/kata-sandi"))]
    form["password"], form["new"], form["again"] = FIRST, NEW, "lain"
    refused = form.submit().follow()
    assert "belum sama" in refused.text
    assert NEW not in refused.text
    form["password"], form["new"], form["again"] = FIRST, NEW, NEW
    assert "Kata sandi sudah diubah" in said(form.submit().follow())
    assert NEW not in repr(seat.journal())
    assert "Terakhir diubah pukul 12.00.00." in seat.browser.get("/desa/kata-sandi").text
    assert "0 draf" not in seat.browser.get("/desa/draf").text
    with opened(seat.hall) as session:
        assert passwords.of_person(session, seat.hall.desk().person, CODE) == NEW


def test_after_a_logout_in_another_tab_no_draft_is_promised_of_what_is_kept_nowhere(seat):
    page = seat.browser.get("/desa/kata-sandi")
    form = page.forms[next(key for key, form in page.forms.items() if form.action.endswith("/kata-sandi"))]
    form["password"], form["new"], form["again"] = FIRST, NEW, NEW
    seat.form(seat.browser.get("/desa/"), "logout").submit()
    told = form.submit().follow(status=401)
    assert "SES-401" in told.text
    assert "ada di Draf" not in told.text
