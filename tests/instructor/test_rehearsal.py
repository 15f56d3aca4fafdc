"""What a rehearsal measures of browsers and of the machine."""

import os
from http import HTTPStatus

import pytest

from instructor.rehearsal.machine import Watched, holds, taken
from instructor.rehearsal.open_page import OpenPage
from scenarios.bots.browser import Response

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
