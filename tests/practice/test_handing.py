"""Serahkan ke Sekdes: the operator hands a complete record over, the sekdes sees it and sends it; nothing is forbidden by it."""

from dataclasses import replace

import pytest
from flask import g

from sandbox.practice.handing import HandedOver, may_hand_over
from tests.practice.factories import complete, fill, first, opened, said


@pytest.fixture
def village(hall):
    """The first family complete, the second not."""
    with opened(hall) as session:
        complete(first(session))


@pytest.fixture
def as_sekdes(seat, hall):
    """From now on the sekdes of the village looks at the same copy."""
    def change():
        role = {"role": "sekdes", "role_label": "Sekdes", "person": 2}
        seat.browser.app.before_request_funcs[None].append(lambda: setattr(g, "desk", replace(g.desk, **role)))
    return change


def hand_over(seat, address="/desa/keluarga/1"):
    return seat.form(seat.browser.get(address), "hand_over").submit().follow()


def handed(hall):
    with opened(hall) as session:
        return [(row.key, row.by) for row in session.query(HandedOver)]


def test_what_the_operator_hands_over_the_sekdes_sees_and_sends(hall, seat, village, as_sekdes):
    page = hand_over(seat)
    assert "Diserahkan Operator ke Sekdes pukul 12.00.00. Sekdes melihatnya di Beranda." in said(page)
    assert "bekerja sendiri, jadi Anda juga yang mengirimnya" in said(page)
    deed = seat.last("hand_over")
    assert (deed.record, deed.form, deed.outcome) == ("household/1", "household", "done")
    as_sekdes()
    shown = seat.browser.get("/desa/").html.find(id="diserahkan")
    assert "Diserahkan ke Sekdes untuk dikirim: Keluarga Kepala 1." in " ".join(shown.text.split())
    page = seat.browser.get(shown.a["href"])
    assert "Diserahkan Operator ke Sekdes" in said(page)
    assert not page.html.find("form", attrs={"data-action": "hand_over"})
    seat.form(page, "submit").submit()
    assert handed(hall) == []
    assert not seat.browser.get("/desa/").html.find(id="diserahkan")


@pytest.mark.parametrize(("role", "may"), [("operator", True), ("operator2", True), ("sekdes", False)])
def test_whoever_does_the_operators_work_may_hand_over(role, may):
    assert may_hand_over(role) is may


def test_the_outbox_says_what_was_handed_over(seat, village):
    seat.form(seat.browser.get("/desa/keluarga/1/bagian/penghasilan"), "save").submit()
    hand_over(seat)
    row = seat.browser.get("/desa/kotak-keluar").html.find("tr", attrs={"data-record": "household/1"})
    assert "Diserahkan Operator untuk dikirim pukul 12.00.00." in row.text


def test_a_save_takes_it_back_and_handing_over_twice_is_once(hall, seat, village):
    hand_over(seat)
    again = seat.browser.post("/desa/keluarga/1/serahkan", {"_generation": "1"}).follow()
    assert "Diserahkan Operator ke Sekdes" in said(again)
    assert len(handed(hall)) == 1
    form = seat.form(seat.browser.get("/desa/keluarga/1/bagian/penghasilan"), "save")
    fill(form, {"q1": "2.000.000"}).submit()
    assert seat.form(seat.browser.get("/desa/keluarga/1"), "hand_over")
    assert not seat.browser.get("/desa/").html.find(id="diserahkan")


def test_nothing_is_handed_over_that_cannot_be_sent_nor_by_whoever_sends(hall, seat, village, as_sekdes):
    assert not seat.browser.get("/desa/keluarga/2").html.find("form", attrs={"data-action": "hand_over"})
    refused = seat.browser.post("/desa/keluarga/2/serahkan", {"_generation": "1"}).follow()
    assert "Belum diserahkan. " in said(refused)
    assert "hal perlu dibetulkan dulu. KRM-422S" in said(refused)
    as_sekdes()
    assert not seat.browser.get("/desa/keluarga/1").html.find("form", attrs={"data-action": "hand_over"})
    refused = seat.browser.post("/desa/keluarga/1/serahkan", {"_generation": "1"}).follow()
    assert "Anda yang mengirim. Tekan Kirim" in said(refused)
    assert handed(hall) == []
