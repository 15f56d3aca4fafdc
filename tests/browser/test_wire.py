"""What a page costs on the wire, in a real browser: what it really fetches, and which pictures it does not find."""

import pytest

from tests.browser.people import begin, instruct, organise, sit_down
from tests.browser.test_accessibility import HALL, OFFICE, PRACTICE, RARER

pytestmark = pytest.mark.browser

FIRST_VISIT = 60 * 1024
LATER = 10 * 1024
LONGEST = ("/desa/keluarga/1/anggota/1", "/desa/lembar/pt-usia", "/desa/lembar/pt-hasil-kebun", "/desa/keluarga/1/bagian/aset")
"""The form of a member is the longest page: 330 choices in words, and a family card in the panel beside it. Its bytes differ
with the family, which is another one each day, and by the packed page's name of random length (server/sending/packing.py)."""
WITH_A_SHEET_OF_THEIR_OWN = ("/papan/laporan", "/papan/peserta/1/lembar")
"""Fetched at the first visit, kept from then on."""
MISSING = """async () => {
  const uses = [...document.querySelectorAll("use")].map((use) => use.getAttribute("href"));
  const sprite = async (url) => new DOMParser().parseFromString(await (await fetch(url)).text(), "image/svg+xml");
  const sprites = new Map();
  for (const url of new Set(uses.map((use) => use.split("#")[0]))) sprites.set(url, await sprite(url));
  return uses.filter((use) => !sprites.get(use.split("#")[0]).getElementById(use.split("#")[1]));
}"""


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
        self.fetched.clear()
        return len(counted), sum(counted)


def test_a_first_visit_is_small_and_a_later_click_is_one_small_request(visit, running):
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
    costs = {}
    for path in (*PRACTICE[:-1], *RARER, *LONGEST):
        page.goto(path)
        costs[path] = wire.spent()
    assert {path: cost for path, cost in costs.items() if cost[0] != 1 or cost[1] > LATER} == {}


def test_a_page_of_the_office_is_one_small_request_and_its_scripts_and_pictures_are_right(visit, running):
    page, more = organise(visit, running)
    for path in WITH_A_SHEET_OF_THEIR_OWN:
        page.goto(path)
    failed, costs, missing = [], {}, {}
    page.on("pageerror", lambda error: failed.append(f"{error}"))
    wire = Wire(page)
    for path in (*OFFICE, *more):
        page.goto(path)
        costs[path] = wire.spent()
        missing[path] = page.evaluate(MISSING)
    assert {path: cost for path, cost in costs.items() if cost[0] != 1 or cost[1] > LATER} == {}
    assert ({path: names for path, names in missing.items() if names}, failed) == ({}, [])


@pytest.mark.parametrize("size", ["wide", "phone"])
def test_nothing_moves_while_a_page_opens(visit, running, size):
    page = sit_down(visit, running, running.seats()[3 if size == "wide" else 4], size=size)
    begin(page, "entri-satu-keluarga")
    moved = {}
    for path in PRACTICE:
        page.goto(path, wait_until="networkidle")
        moved[path] = page.evaluate("""() => new Promise((tell) => {
          let sum = 0;
          new PerformanceObserver((list) => { for (const shift of list.getEntries()) sum += shift.value; })
            .observe({ type: "layout-shift", buffered: true });
          requestAnimationFrame(() => requestAnimationFrame(() => tell(sum)));
        })""")
    assert {path: sum for path, sum in moved.items() if sum > 0.01} == {}


def test_every_picture_that_a_page_names_is_in_the_sprite_and_no_script_of_a_page_fails(visit, running):
    missing, failed = {}, []
    trainee = sit_down(visit, running, running.seats()[2])
    begin(trainee, "kiriman-macet-di-antrean")
    for page, paths in ((trainee, PRACTICE), (instruct(visit, running), HALL)):
        page.on("pageerror", lambda error: failed.append(f"{error}"))
        for path in paths:
            page.goto(path)
            missing[path] = page.evaluate(MISSING)
    assert {path: names for path, names in missing.items() if names} == {}
    assert failed == []
