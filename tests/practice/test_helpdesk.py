"""Bantuan: a report is sent, asked back for what is missing, completed and answered; its form loses no typing."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from sandbox.errors import Fate, Trouble
from sandbox.practice.forms.reading import Parsed, Typed
from sandbox.practice.helpdesk import desk, tickets
from sandbox.practice.helpdesk.desk import ReportState, ReportText
from sandbox.practice.helpdesk.models import TroubleReport
from sandbox.practice.keys import household_key
from sandbox.practice.models import Household
from sandbox.words.digits import grouped
from tests.conftest import NOON
from tests.practice.factories import card, opened, said, typed_card

GOOD = {"code": "GW-504", "time": "12.00.00", "page": "Kirim, Keluarga", "reference": "K-2026-0412",
        "happened": "Tidak ada jawaban", "tried": "Sudah melihat Kotak Keluar"}
NEW = "/desa/bantuan/baru"


def fill(seat, address=NEW, **inputs):
    form = seat.form(seat.browser.get(address), "report")
    for name, text in inputs.items():
        form[name] = text
    return form


def later(hall, minutes):
    hall.clock.advance(60 * minutes)


def counted(hall):
    with opened(hall) as session:
        return session.query(TroubleReport).count()


# The helpdesk alone ---------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("name", desk.script().needs)
def test_what_is_missing_is_asked_for_by_its_label_and_nothing_else_is(name):
    label = next(field.label for field in desk.report_form().fields if field.name == name)
    answer = desk.answer(ReportText(NOON, {key: text for key, text in GOOD.items() if key != name}))
    assert (answer.state, answer.text.endswith(f"dengan: {label}.")) == (ReportState.ASKED_BACK, True)


def test_saying_that_there_is_no_code_is_an_answer():
    assert desk.missing({**GOOD, "code": None}) == []
    assert desk.answer(ReportText(NOON, {**GOOD, "code": None, "reference": None})).state is ReportState.ANSWERED


@pytest.mark.parametrize("code", [*(code for each in desk.script().answers for code in each.codes), "XYZ-1", "gw-504"])
def test_every_code_has_an_answer_in_which_no_gap_is_left(code):
    text = desk.answer(ReportText(NOON, {**GOOD, "code": code})).text
    assert text
    assert "{" not in text


PREPARED = desk.Prepared("{reference} sudah kami jalankan lagi.", timedelta(seconds=30))


def test_a_prepared_answer_comes_in_its_own_time_and_after_what_is_missing():
    answer = desk.answer(ReportText(NOON, GOOD, PREPARED))
    assert (answer.at, answer.text, answer.state) == (NOON + timedelta(seconds=30), "K-2026-0412 sudah kami jalankan lagi.",
                                                      ReportState.ANSWERED)
    assert desk.answer(ReportText(NOON, {"page": "x"}, PREPARED)).state is ReportState.ASKED_BACK
    assert desk.answer(ReportText(NOON, GOOD, replace(PREPARED, asks_back=True))).state is ReportState.ASKED_BACK


@pytest.mark.parametrize(("code", "reference", "said"), [
    ("GW-504", "keluarga {number}", "Begitu."), ("GW-504", "lain", "Kami sudah melihat lain."),
    ("SRV-500", "{number}", "Server")])
def test_a_report_that_names_the_record_and_its_kind_of_code_gets_what_was_prepared_for_it(practice, code, reference, said):
    family = practice.scalars(select(Household)).unique().all()[0]
    tickets.prepare(practice, household_key(family.id), "Begitu.", codes="GW")
    told = {**GOOD, "code": code, "reference": reference.format(number=grouped(family.number))}
    sent = tickets.send(practice, None, Parsed(told, (), Typed({})), person=1, by="Operator", now=NOON)
    assert desk.answer(tickets.writings(sent)[0]).text.startswith(said)


def test_an_answer_comes_in_its_time_and_never_before_the_next_writing():
    first, second = ReportText(NOON, {"page": "x", "happened": "y"}), ReportText(NOON + timedelta(minutes=1), GOOD)
    assert desk.state([first], NOON + timedelta(seconds=119)) is ReportState.WAITING
    assert desk.state([first], NOON + timedelta(seconds=120)) is ReportState.ASKED_BACK
    assert desk.answers_by([first, second], NOON + timedelta(minutes=9))[0] is None
    assert desk.state([first, second], NOON + timedelta(minutes=2)) is ReportState.WAITING
    assert desk.state([first, second], NOON + timedelta(minutes=3)) is ReportState.ANSWERED


# Its pages ------------------------------------------------------------------------------------------------------------

def test_a_report_is_asked_back_completed_and_answered(hall, seat):
    page = fill(seat, page="Kirim, Keluarga", happened="error pak, tolong").submit().follow()
    assert "Laporan B-0001 terkirim ke Bantuan." in said(page)
    assert "Menunggu jawaban" in page.text
    deed = seat.last("report")
    assert (deed.form, deed.record, tuple(deed.detail.lacks)) == ("ticket", "ticket/1", ("code", "time", "reference", "tried"))
    later(hall, 2)
    page = seat.browser.get("/desa/bantuan/1")
    assert "Perlu dilengkapi" in page.text
    assert "Kode gangguan, Jam kejadian, Nomor kiriman atau No. KK, Apa yang sudah" in page.text
    form = seat.form(page.click(description="Lengkapi laporan"), "report")
    assert form["happened"].value == "error pak, tolong"
    for name in ("code", "time", "reference", "tried"):
        form[name] = GOOD[name]
    form.submit().follow()
    later(hall, 2)
    page = seat.browser.get("/desa/bantuan/1")
    assert "Kami sudah melihat K-2026-0412" in said(page)
    assert "Dijawab" in seat.browser.get("/desa/bantuan").html.find("table").text
    assert counted(hall) == 1


def test_one_press_too_many_is_no_second_report(hall, seat):
    for _ in range(2):
        fill(seat, **GOOD).submit().follow()
    assert counted(hall) == 1
    later(hall, 5)
    fill(seat, **GOOD).submit().follow()
    assert counted(hall) == 2


def test_a_refused_report_comes_back_filled_in_and_says_that_it_was_not_sent(hall, seat):
    page = fill(seat, code="GW-504", tried="sudah dua kali").submit().follow()
    assert "Laporan BELUM terkirim." in page.text
    assert "Halaman dan tombol" in page.html.find(class_="error-summary").text
    assert seat.form(page, "report")["tried"].value == "sudah dua kali"
    assert counted(hall) == 0
    assert "Laporan ke Bantuan" in seat.browser.get("/desa/draf").text


def test_a_trouble_page_leads_to_a_report_that_holds_its_facts(seat):
    seat.faults.before["save"] = Trouble(code="GW-504", fate=Fate.UNKNOWN, text="Tidak ada jawaban.", status=504)
    page = card(seat, typed_card("3510621503260007")).submit().follow(status=504)
    form = seat.form(page.click(description="Laporkan ke Bantuan"), "report")
    assert (form["code"].value, form["time"].value, form["page"].value, form["reference"].value) == (
        "GW-504", "12.00.00", "Simpan · keluarga baru", "3510621503260007")


def test_facts_of_an_address_never_cover_what_was_typed(seat):
    fill(seat, code="KRM-208", tried="x").submit().follow()
    page = seat.browser.get(f"{NEW}?kode=GW-504&jam=12.01.00&halaman={'x' * 500}")
    form = seat.form(page, "report")
    assert (form["code"].value, form["time"].value, len(form["page"].value)) == ("KRM-208", "12.01.00", 120)


def test_a_report_that_does_not_exist_is_not_found(seat):
    assert seat.browser.get("/desa/bantuan/7", status=404)
    assert seat.browser.get("/desa/bantuan/7/lengkapi", status=404)
