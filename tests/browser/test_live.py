"""Live pages share one line to the server, and a line that died without an end is opened anew."""

import select
import socket
import threading
from contextlib import closing, suppress
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import a_context
from tests.browser.people import instruct, sit_down

pytestmark = pytest.mark.browser

HAND = "form[action$='/angkat-tangan'] button"
DOWN = ".lesson-foot form[action$='/turunkan-tangan'] button"
NO_SHARED_WORKERS = """delete window.SharedWorker;
  const Own = window.EventSource; window.lines = [];
  window.EventSource = class extends Own { constructor(url) { super(url); window.lines.push(this); } };"""
HIDE = """hidden => {
  Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
OPEN_LINES = "window.lines.filter((line) => line.readyState < 2).length"


class Frozen:
    """A way to the server on a port of its own. Once `freeze` was called the connections of before carry nothing any more, and
    do not end; new ones work."""

    def __init__(self, url):
        self.server = urlsplit(url)
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listening.getsockname()[1]}"
        self.age = 0
        threading.Thread(target=self._accept, daemon=True).start()

    def freeze(self):
        self.age += 1

    def _accept(self):
        with suppress(OSError):
            while True:
                client, _ = self.listening.accept()
                threading.Thread(target=self._carry, args=(client, self.age), daemon=True).start()

    def _carry(self, client, age):
        other = socket.create_connection((self.server.hostname, self.server.port))
        ways = {client: other, other: client}
        with suppress(OSError), closing(client), closing(other):
            while True:
                for ready in select.select(list(ways), [], [])[0]:
                    data = ready.recv(65536)
                    if not data:
                        return
                    if age == self.age:
                        ways[ready].sendall(data)


def state_of(board, seat):
    return board.locator(f".seat[data-seat='{seat.trainee_id}']")


@pytest.fixture
def hand(visit, running):
    """Raises the hand of the seat it gives back; after the test it is down again."""
    seat = running.seats()[8]
    page = sit_down(visit, running, seat)
    if page.locator(DOWN).count():
        page.locator(DOWN).click()
    yield seat, lambda: page.locator(HAND).click()
    page.goto("/desa/")
    if page.locator(DOWN).count():
        page.locator(DOWN).click()
    page.wait_for_load_state()


def test_seven_live_pages_leave_the_browser_free_for_the_next_and_all_are_live(visit, running, hand):
    seat, raise_hand = hand
    first = instruct(visit, running)
    boards = [first] + [first.context.new_page() for _ in range(5)]
    for page in boards[1:]:
        page.goto("/papan")
    for path in ("/papan/peserta/1", "/papan/proyektor", "/papan/ganti"):
        page = first.context.new_page()
        page.goto(path)
        expect(page.locator("main")).to_be_visible()
    raise_hand()
    for board in boards:
        expect(state_of(board, seat)).to_have_attribute("data-state", "minta-tolong")
    row = f".seat[data-seat='{seat.trainee_id}']"
    numbers = middles(first, f".board-column:has({row}) .board-head .cells")
    assert numbers == pytest.approx(middles(first, f"{row} .cells"), abs=1), "they stand over other exercises"
    assert len(numbers) > 1


def middles(page, row):
    """Where each of the row's places has its middle."""
    return page.locator(f"{row} > *").evaluate_all(
        "places => places.map((place) => place.getBoundingClientRect()).map((at) => (at.left + at.right) / 2)")


def test_a_line_that_dies_without_an_end_is_opened_anew(chromium, running, hand):
    seat, raise_hand = hand
    way = Frozen(running.url)
    context = a_context(chromium, way.url)
    try:
        board = instruct(lambda path, **_: _opened(context, path), running)
        expect(board.locator("[data-lag]")).to_contain_text("langsung")
        way.freeze()
        raise_hand()
        expect(board.locator("[data-lag]")).to_contain_text("tertinggal")
        expect(state_of(board, seat)).to_have_attribute("data-state", "minta-tolong")
    finally:
        context.close()
        way.listening.close()


def test_a_page_that_comes_back_as_it_was_left_is_brought_to_the_present(visit, running, hand):
    seat, raise_hand = hand
    board = instruct(visit, running)
    board.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    raise_hand()
    board.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(state_of(board, seat)).to_have_attribute("data-state", "minta-tolong")


def test_without_shared_workers_a_hidden_page_gives_its_line_back(visit, running, hand):
    seat, raise_hand = hand
    board = instruct(visit, running)
    board.add_init_script(NO_SHARED_WORKERS)
    board.reload()
    board.wait_for_function(f"{OPEN_LINES} === 1")
    board.evaluate(HIDE, True)
    assert board.evaluate(OPEN_LINES) == 0
    raise_hand()
    board.evaluate(HIDE, False)
    expect(state_of(board, seat)).to_have_attribute("data-state", "minta-tolong")
    assert board.evaluate(OPEN_LINES) == 1


def test_the_account_s_box_closes_by_esc_and_by_a_click_elsewhere(visit, running):
    board = instruct(visit, running)
    box = board.locator("details.account")
    for leave in (lambda: board.keyboard.press("Escape"), lambda: board.locator(".legend").click()):
        box.locator("summary").click()
        expect(box.locator(".drop-box")).to_be_visible()
        leave()
        expect(box.locator(".drop-box")).not_to_be_visible()


def _opened(context, path):
    page = context.new_page()
    page.goto(path)
    return page
