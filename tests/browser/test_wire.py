"""What a page costs on the wire, in a real browser: what it really fetches. Whether anything moves while it opens, and what
else is asked of the office's pages, is asked of them while they are open."""

import pytest

from tests.browser.people import begin, organise, sit_down
from tests.browser.test_accessibility import OFFICE, PRACTICE, RARER, failures, missing_pictures, sideways, violations

pytestmark = pytest.mark.browser

FIRST_VISIT = 60 * 1024
LATER = 10 * 1024
LONGEST = ("/desa/keluarga/1/anggota/1", "/desa/lembar/pt-usia", "/desa/lembar/pt-hasil-kebun", "/desa/keluarga/1/bagian/aset")
"""The form of a member is the longest page: 330 choices in words, and a family card in the panel beside it. Its bytes differ
with the family, which is another one each day, and by the packed page's name of random length (server/sending/packing.py)."""
WITH_A_SHEET_OF_THEIR_OWN = ("/papan/laporan", "/papan/peserta/1/lembar")
"""Fetched at the first visit, kept from then on."""
MOVED = """() => new Promise((tell) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const shift of list.getEntries()) sum += shift.value; })
    .observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => tell(sum)));
})"""
"""How much of the page moved since it was opened."""
STILL = 0.01


class Wire:
    """Requests of a page and their bytes, heads included. Left out: what the browser had, and the panel's own polling."""

    def __init__(self, page):
        self.page, self.fetched, self.kept, self.polls = page, {}, set(), set()
        listening = page.context.new_cdp_session(page)
        listening.send("Network.enable")
        listening.on("Network.requestWillBeSent", self._asked)
        listening.on("Network.requestServedFromCache", lambda event: self.kept.add(event["requestId"]))
        listening.on("Network.responseReceived",
                     lambda event: self.kept.add(event["requestId"]) if event["response"].get("fromDiskCache") else None)
        listening.on("Network.loadingFinished", lambda event: self._came(event["requestId"], event["encodedDataLength"]))

    def _asked(self, event):
        if "/latihan/panel" in event["request"]["url"]:
            self.polls.add(event["requestId"])
        if "redirectResponse" in event:
            self._came(f"{event['requestId']}, before {event['request']['url']}", event["redirectResponse"]["encodedDataLength"])

    def _came(self, request, size):
        self.fetched[request] = size

    def spent(self):
        """(requests, bytes) since this was last asked, once the page is at rest."""
        self.page.wait_for_load_state("networkidle")
        counted = [size for request, size in self.fetched.items() if request not in self.kept | self.polls]
        self.forget()
        return len(counted), sum(counted)

    def forget(self):
        """Count from now on: what came since is not the page's."""
        self.fetched.clear()


def test_a_first_visit_is_small_and_a_later_click_is_one_small_request_and_nothing_moves(visit, running):
    seat = running.seats()[1]
    page = visit("about:blank")
    wire = Wire(page)
    page.goto("/masuk")
    door = wire.spent()
    page.get_by_label("Kode desa").fill(seat.village_code)
    page.get_by_label(seat.role_label).check()
    page.get_by_label("PIN").fill(running.pin(seat))
    wire.spent()
    page.get_by_role("button", name="Masuk", exact=True).click()
    world = wire.spent()
    assert max(door[0], world[0]) <= 8
    assert door[1] + world[1] <= FIRST_VISIT
    page.get_by_label("Kata sandi").fill(f"desa-{seat.village_code[-4:]}")
    page.locator("main").get_by_role("button", name="Masuk", exact=True).click()
    page.wait_for_url("**/desa/")
    begin(page, "entri-satu-keluarga")
    wire.spent()
    costs, moved = {}, {}
    for path in (*PRACTICE[:-1], *RARER, *LONGEST):
        page.goto(path)
        costs[path] = wire.spent()
        moved[path] = page.evaluate(MOVED)
    assert {path: cost for path, cost in costs.items() if cost[0] != 1 or cost[1] > LATER} == {}
    assert {path: sum for path, sum in moved.items() if sum > STILL} == {}


def test_a_page_of_the_office_is_one_small_request_and_all_on_it_is_right(visit, running):
    page, more = organise(visit, running)
    for path in WITH_A_SHEET_OF_THEIR_OWN:
        page.goto(path)
    costs, found, failed, wire = {}, [], failures(page), Wire(page)
    for path in (*OFFICE, *more):
        assert page.goto(path).status == 200, path
        costs[path] = wire.spent()
        found += [*violations(page), *missing_pictures(page), *sideways(page)]
        wire.forget()
    assert {path: cost for path, cost in costs.items() if cost[0] != 1 or cost[1] > LATER} == {}
    assert (found, failed) == ([], [])


def test_nothing_moves_while_a_page_opens_on_a_phone(visit, running):
    page = sit_down(visit, running, running.seats()[4], size="phone")
    begin(page, "entri-satu-keluarga")
    moved = {}
    for path in PRACTICE:
        page.goto(path, wait_until="networkidle")
        moved[path] = page.evaluate(MOVED)
    assert {path: sum for path, sum in moved.items() if sum > STILL} == {}
