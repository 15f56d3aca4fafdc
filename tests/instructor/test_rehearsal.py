"""What a rehearsal measures of browsers and of the machine."""

import os
from dataclasses import replace
from http import HTTPStatus

import pytest

from instructor.rehearsal.figures import Receipted, doubled
from instructor.rehearsal.machine import Watched, holds, taken
from instructor.rehearsal.open_page import OpenPage
from instructor.rehearsal.transport import Press
from sandbox.actions import Action, Gate
from sandbox.deeds import HOUSEHOLD, SAVE, SUBMIT
from sandbox.details import RecordDetails
from sandbox.practice.keys import NEW, household_key, sheet_key
from sandbox.practice.models import Household
from sandbox.practice.records import HouseholdRecord
from sandbox.practice.submissions import submissions
from scenarios.bots.browser import Response
from tests.conftest import NOON

PAGE = (b'<link href="/static/practice.0123456789.css"><a href="/desa/">x</a>'
        b'<script src="/static/practice.9876543210.js"></script>'
        b'<svg><use href="/static/icons.1111111111.svg#clock"/></svg><svg><use href="/static/icons.1111111111.svg#list"/></svg>'
        b'<div data-panel data-version="1.7.3"></div>')
HTML = {"content-type": "text/html; charset=utf-8"}


class Wire:
    """Answers with what the address has; remembers what was asked."""

    def __init__(self, **answers):
        self.asked, self.answers = [], {f"/latihan/{path.replace('_', '/')}": body for path, body in answers.items()}

    def fetch(self, url):
        self.asked.append(url)
        return Response(HTTPStatus.OK, HTML, self.answers.get(url, b""))


def test_a_browser_fetches_each_asset_once_for_all_its_pages():
    wire = Wire()
    screen = OpenPage(wire.fetch)
    for _ in range(2):
        screen.show(Response(HTTPStatus.OK, HTML, PAGE))
    assert wire.asked == ["/static/practice.0123456789.css", "/static/practice.9876543210.js", "/static/icons.1111111111.svg"]


def test_a_downloaded_file_is_no_page():
    wire = Wire()
    OpenPage(wire.fetch).show(Response(HTTPStatus.OK, {"content-type": "application/pdf"}, PAGE))
    assert wire.asked == []


def test_the_panel_is_fetched_only_once_it_has_changed():
    wire = Wire(panel_versi=b'{"version": "1.7.3"}', panel=b'<div data-panel data-version="1.8.3"></div>')
    screen = OpenPage(wire.fetch)
    screen.look_at_panel()
    assert wire.asked == []  # no page with a panel is open
    screen.show(Response(HTTPStatus.OK, HTML, PAGE))
    del wire.asked[:]
    screen.look_at_panel()
    assert wire.asked == ["/latihan/panel/versi"]
    wire.answers["/latihan/panel/versi"] = b'{"version":"1.8.3"}'
    screen.look_at_panel()
    assert wire.asked[1:] == ["/latihan/panel/versi", "/latihan/panel"]
    screen.look_at_panel()
    assert wire.asked[3:] == ["/latihan/panel/versi"]


@pytest.mark.parametrize(("share", "busy", "p95_ms", "found"), [
    (0.5, 0.5, 250.0, 40), (0.5, 0.5, 125.0, 60),
    (0.25, 0.5, 125.0, 80), (0.5, 0.5, 500.0, 0), (0.2, 1.0, 2500.0, 4), (0.0, 0.0, 50.0, 0)])
def test_a_machine_holds_as_many_as_its_share_and_the_answers_let_one_guess(share, busy, p95_ms, found):
    assert holds(40, share=share, busy=busy, p95_ms=p95_ms) == found


@pytest.mark.skipif(not os.path.exists("/proc/self/stat"), reason="the system does not tell what a process takes")
def test_what_a_process_takes_is_read_from_the_system():
    before = taken([os.getpid()])
    sum(number * number for number in range(2_000_000))
    after = taken([os.getpid()])
    assert before.cpu_s < after.cpu_s
    assert 5 < after.largest_mb < 5000


def test_what_grows_in_the_second_half_is_told():
    watched = Watched([], [100.0, 180.0, 190.0, 191.0, 192.5])
    assert watched.grew_mb == 2.5
    assert Watched([]).grew_mb == 0.0


FAMILY = household_key(1)


def plant(hall, work):
    """Something that an exercise brings along: no deed of anybody."""
    with hall.store.open(hall.desk().pin, write=True) as session:
        work(session)
        session.commit()


def send(hall):
    """The family's reference, sent as a person sends it."""
    action = Action(SUBMIT, hall.desk(), HOUSEHOLD, str(FAMILY))

    def work(session, now):
        reference = submissions.submit(session, HouseholdRecord.find(session, FAMILY.id), by="Sekdes", now=now).reference
        action.detail = replace(action.detail, reference=reference)
        return reference

    return Gate(hall.store).perform(action, work, token=hall.desk().pin.generation)


def found_double(hall, *answers, reference="", meant=False, record=FAMILY):
    """How much is told as stored twice, and as sent twice, after these answers to the button Kirim; and what is told."""
    pin, presses = hall.desk().pin, [Press(NOON, f"/desa/keluarga/{FAMILY.id}/kirim", answer) for answer in answers]
    told = [Receipted(pin.sandbox, pin.generation, SUBMIT, record, reference, meant)]
    with hall.store.open(pin) as session:
        found = doubled(session, told, presses)
    return len(found.stored), len(found.sent), " ".join([*found.stored, *found.sent])


def test_what_stands_more_often_than_it_was_sent_is_doubled_and_a_second_press_after_no_answer_is_the_bots(hall):
    plant(hall, lambda session: submissions.submit(session, HouseholdRecord.find(session, FAMILY.id), by="Data awal", now=NOON))
    first = send(hall)
    assert found_double(hall, "302", reference=first)[:2] == (0, 0), "an exercise brought the other one along"
    second = send(hall)
    stored, sent, told = found_double(hall, "no answer", "302", reference=second)
    assert (stored, sent) == (0, 1)
    for words in (first, second, "no answer", f"told ['submit household/1 {second}']", "submit household/1 attempt"):
        assert words in told
    assert found_double(hall, "302", reference=second)[:2] == (1, 0), "one press, two submissions"
    assert found_double(hall, "no answer", "302", meant=True)[:2] == (0, 0)
    assert found_double(hall, "302", record=sheet_key(FAMILY.id))[:2] == (0, 0), "a sheet of the same number"


def test_a_card_that_two_families_bear_is_doubled_where_a_person_entered_one_of_them(hall):
    def same_number(session):
        session.get_one(Household, 2).number = session.get_one(Household, 1).number

    plant(hall, same_number)
    assert found_double(hall)[:2] == (0, 0), "the village's own"
    entered = Action(SAVE, hall.desk(), HOUSEHOLD, str(household_key(2)), RecordDetails(part=NEW))
    Gate(hall.store).perform(entered, lambda session, now: None, token=hall.desk().pin.generation)
    assert found_double(hall)[:2] == (1, 0)
