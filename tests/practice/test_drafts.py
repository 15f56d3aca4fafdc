"""Typing is never lost: whatever way one leaves a form, it comes back with what was typed; and what is said of it is true."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from sandbox.errors import Fate, Trouble
from sandbox.journal import deeds
from sandbox.platform.db import write
from sandbox.practice import drafts
from sandbox.practice.drafts import DraftKey
from sandbox.practice.households import households
from sandbox.practice.models import Draft
from sandbox.store import generations
from tests.conftest import NOON
from tests.practice.factories import first, opened, typed_card

NEW = "3510621503260007"
WATER = "/desa/keluarga/1/bagian/air-minum"
INCOME = "/desa/keluarga/1/bagian/penghasilan"
MEMBER = "/desa/keluarga/1/anggota/1"
MEMBER_NEW = "/desa/keluarga/1/anggota/baru"
CARD = "/desa/keluarga/baru"
FORMS = {INCOME: ("q1", "2350000"), MEMBER: ("name", "Kepala Kesatu"), MEMBER_NEW: ("name", "Bayu"),
         CARD: ("address", "Jl. Kenanga 4")}


@pytest.fixture
def seat(pages):
    pages.login()
    return pages


def form(seat, address):
    return seat.form(seat.browser.get(address), "save")


def type_into(seat, address, /, **typed):
    """Type, and let the page's script send it: nothing is pressed."""
    filled = form(seat, address)
    for name, text in typed.items():
        filled[name] = text
    seat.browser.post("/desa/ketikan", filled.submit_fields(), status=204)
    return filled


def kept(seat):
    with seat.hall.store.open(seat.hall.desk().pin) as session:
        return session.scalars(select(Draft)).all()


def said(seat, address):
    """What the page says of its draft; empty if nothing."""
    line = seat.browser.get(address).html.find(attrs={"aria-label": "Draf"})
    return " ".join(line.span.text.split()) if line else ""


@pytest.mark.parametrize("address", FORMS)
def test_a_form_that_was_left_comes_back_filled(seat, address):
    name, text = FORMS[address]
    type_into(seat, address, **{name: text})
    for _ in range(2):
        assert form(seat, address)[name].value == text
        assert said(seat, address) == "Draf pukul 12.00 · 1 isian belum tersimpan, tampak di bawah."


@pytest.mark.parametrize("address", FORMS)
def test_typing_is_no_deed_and_no_data(seat, address):
    name, text = FORMS[address]
    filled = form(seat, address)
    filled[name] = text
    with opened(seat.hall) as session:
        before = len(deeds(session)), households.content_of(first(session))
    seat.browser.post("/desa/ketikan", filled.submit_fields(), status=204)
    with opened(seat.hall) as session:
        assert (len(deeds(session)), households.content_of(first(session))) == before


@pytest.mark.parametrize(("address", "wrong"), [(INCOME, {"q1": "dua juta"}), (MEMBER, {"birth_date": "kemarin"}),
                                                (MEMBER_NEW, {"birth_date": "kemarin"}), (CARD, {"number": "12345"})])
def test_a_refused_form_leads_to_a_page_that_can_be_reloaded(seat, address, wrong):
    [(name, text)] = wrong.items()
    filled = form(seat, address)
    filled[name] = text
    answer = filled.submit()
    assert (answer.status_code, answer.location) == (303, address)
    for _ in range(2):
        page = seat.browser.get(address)
        assert page.html.find(id=f"{name}-error") is not None
        assert seat.form(page, "save")[name].value == text


@pytest.mark.parametrize(("address", "deed", "first_wrong"), [
    (MEMBER_NEW, "save", "NIK"), (CARD, "save", "No. KK"), ("/desa/keluarga/1/keluar/pecah", "split_card", "Tanggal kartu baru"),
    ("/desa/lembar/pt-usia", "save", "Per tanggal"), ("/desa/bantuan/baru", "report", "Halaman dan tombol")])
def test_an_untouched_form_that_is_refused_says_why_and_leaves_no_draft(seat, address, deed, first_wrong):
    page = seat.browser.get(address)
    refused = seat.form(page, deed).submit().follow()
    summary = refused.html.find(class_="error-summary")
    assert "BELUM" in summary.h2.text
    assert summary.li.text.startswith(first_wrong)
    assert (said(seat, address), kept(seat), seat.browser.get(address).html.find(class_="error-summary")) == ("", [], None)


def test_what_was_wrong_stays_said_while_one_types_on_and_ends_with_the_save(seat):
    filled = form(seat, INCOME)
    filled["q1"] = "dua juta"
    filled.submit()
    type_into(seat, INCOME, q1="2.000.000")
    assert seat.browser.get(INCOME).html.find(id="q1-error") is not None
    form(seat, INCOME).submit().follow()
    assert (seat.browser.get(INCOME).html.find(id="q1-error"), said(seat, INCOME), kept(seat)) == (None, "", [])


def test_saving_one_part_leaves_the_typing_of_another_as_it_was(seat):
    type_into(seat, INCOME, q1="2350000")
    form(seat, WATER).submit().follow()
    again = form(seat, INCOME)
    assert again["q1"].value == "2350000"
    again.submit().follow()
    with opened(seat.hall) as session:
        assert first(session).answers["1"] == 2_350_000


def test_typing_that_reads_as_what_is_stored_is_no_draft(seat):
    filled = form(seat, INCOME)
    filled["q1"] = "2.350.000"
    filled.submit().follow()
    type_into(seat, INCOME, q1="2350000")
    assert (said(seat, "/desa/keluarga/1"), said(seat, INCOME)) == ("", "")
    assert "Draf" not in seat.browser.get("/desa/keluarga/1").html.main.text


def test_to_take_the_tick_from_tidak_ada_alone_is_typing(seat):
    land, tick = "/desa/keluarga/1/bagian/lahan", "lahan-tidak-ada"
    filled = form(seat, land)
    filled[tick] = "1"
    filled.submit().follow()
    without = form(seat, land)
    without[tick].checked = False
    seat.browser.post("/desa/ketikan", without.submit_fields(), status=204)
    assert not form(seat, land)[tick].checked
    assert "1 isian belum tersimpan" in said(seat, land)


def test_the_bar_counts_what_is_not_stored_and_not_what_is_filled_in(seat):
    filled = form(seat, INCOME)
    filled["q1"], filled["q2"] = "2.350.000", "2.000.000"
    filled.submit().follow()
    type_into(seat, INCOME, q2="1.500.000")
    assert "1 isian belum disimpan" in seat.browser.get(INCOME).html.find(class_="save-bar").text


def test_a_longer_card_keeps_its_lines_and_can_be_reloaded(seat):
    filled = form(seat, CARD)
    filled["anggota-3-name"] = "Warga Empat"
    answer = filled.submit("_tambah")
    assert (answer.status_code, answer.location) == (303, f"{CARD}?baris=6#baris-5")
    for _ in range(2):
        page = seat.form(seat.browser.get(f"{CARD}?baris=6"), "save")
        assert (page["anggota-3-name"].value, page["anggota-5-name"].value) == ("Warga Empat", "")


# Lost answers ---------------------------------------------------------------------------------------------------------

def lose_the_answer(seat, moment, number):
    moment["save"] = Trouble(code="GW-504", fate=Fate.UNKNOWN, text="Belum diketahui.", status=504)
    filled = form(seat, CARD)
    for name, text in typed_card(number).items():
        filled[name] = text
    filled.submit(status="*")


@pytest.mark.parametrize("moment", ["before", "after"])
def test_the_new_form_tells_nothing_of_a_card_whose_answer_was_lost(seat, moment):
    lose_the_answer(seat, getattr(seat.faults, moment), NEW)
    page = seat.browser.get(CARD)
    assert seat.form(page, "save")["anggota-1-name"].value == "Warga 1"
    assert "Belum diketahui apakah sudah tersimpan" in said(seat, CARD)
    assert page.html.find(attrs={"data-unsaved": True})["data-unsaved"] == ""


@pytest.mark.parametrize("look", [f"/desa/keluarga?cari={NEW}", "/desa/keluarga/1"])
def test_after_looking_a_draft_of_what_was_saved_is_gone_and_one_of_what_was_not_says_so(seat, look):
    lose_the_answer(seat, seat.faults.before, NEW)
    seat.browser.get(look)
    assert said(seat, CARD) == "Draf pukul 12.00 · 19 isian belum tersimpan, tampak di bawah."
    lose_the_answer(seat, seat.faults.after, NEW)
    seat.browser.get(look)
    assert (said(seat, CARD), form(seat, CARD)["number"].value, kept(seat)) == ("", "", [])


def test_new_typing_after_a_lost_answer_does_not_go_with_the_look(seat):
    lose_the_answer(seat, seat.faults.after, NEW)
    type_into(seat, CARD, number="3510621503260008")
    seat.browser.get("/desa/keluarga")
    assert form(seat, CARD)["number"].value == "3510621503260008"


def test_a_trouble_that_means_to_lose_the_typing_loses_also_what_was_kept_before(seat):
    filled = type_into(seat, INCOME, q1="2350000")
    seat.faults.before["save"] = Trouble(code="SES-401", fate=Fate.NOT_SAVED, text="Habis.", status=401, loses_typing=True)
    filled.submit(status="*")
    assert (form(seat, INCOME)["q1"].value, kept(seat)) == ("", [])


# Whose, and in which copy ---------------------------------------------------------------------------------------------

def test_a_ticket_that_gladi_did_not_write_keeps_nothing(seat):
    filled = form(seat, INCOME)
    filled["q1"] = "2350000"
    for ticket in ("", "x", filled["_ketikan"].value[:-1] + "!"):
        filled["_ketikan"].force_value(ticket)
        seat.browser.post("/desa/ketikan", filled.submit_fields(), status=204)
    assert kept(seat) == []


def test_typing_lies_in_the_copy_it_was_typed_for_and_an_undone_reset_brings_it_back(seat):
    filled = form(seat, INCOME)
    reset = generations.renew(1, now=NOON + timedelta(minutes=1))
    filled["q1"] = "2350000"
    seat.browser.post("/desa/ketikan", filled.submit_fields(), status=204)
    seat.login()
    assert form(seat, INCOME)["q1"].value == ""
    with write() as session:
        generations.undo_within(session, reset.reset_id)
    assert form(seat, INCOME)["q1"].value == "2350000"


def test_a_transaction_that_knows_of_no_draft_finds_what_is_typed_in_it(seat):
    key = DraftKey(seat.hall.desk().person, "household/1", "pangan")
    with opened(seat.hall) as session:
        drafts.know_none(session, key.person)
        assert drafts.find(session, key) is None
        drafts.put(session, key, [("q1", "5")], base="", now=NOON)
        assert drafts.find(session, key).typed == [["q1", "5"]]
