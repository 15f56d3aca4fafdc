"""The whole practice system at three sizes of a window: every entry of the menu and ten sheets, and a sheet by keyboard alone.

GLADI_SHEETS=all walks through all 221. Axe is asked at one size of what test_accessibility.py does not look at, with
GLADI_AXE=all of every page at every size. Both take longer than the ten minutes that a test has: -o faulthandler_timeout=0.
"""

import os
import re
from itertools import cycle
from random import Random

import pytest
from playwright.sync_api import expect

from sandbox.practice.sheets.sheet import places
from tests.browser.people import sit_down
from tests.browser.test_accessibility import PRACTICE, press_until, sideways, violations

pytestmark = pytest.mark.browser

SIZES = ((1366, 768), (1024, 768), (390, 844))
LONG = ("pt-jasa-dagang", "pt-orbitasi")
"""The longest labels, with and without last year's figure beside them."""
SHEETS = list(places()) if os.environ.get("GLADI_SHEETS") == "all" else sorted({*LONG, *Random(12).sample(list(places()), 8)})


def menu_of(page):
    """The address of every entry, whatever the window shows of it."""
    return [link.get_attribute("href") for link in page.locator("nav.menu a").all()]


def test_no_page_of_the_menu_and_no_sheet_scrolls_sideways_complains_or_shuts_anybody_out(visit, running):
    page = sit_down(visit, running, running.seats()[6])
    found = []
    page.on("console", lambda said: said.type == "error" and found.append(f"{page.url}: {said.text}"))
    page.on("pageerror", lambda error: found.append(f"{page.url}: {error}"))
    entries = list(dict.fromkeys(menu_of(page)))
    assert len(entries) >= 19
    turns, looked_at = cycle(SIZES), {*PRACTICE, *(f"/desa/lembar/{sheet}" for sheet in SHEETS[3:])}
    for path in (*entries, *(f"/desa/lembar/{sheet}" for sheet in SHEETS)):
        assert page.goto(path).status == 200, path
        asked_at = SIZES if os.environ.get("GLADI_AXE") == "all" else () if path in looked_at else (next(turns),)
        for size in SIZES:
            page.set_viewport_size({"width": size[0], "height": size[1]})
            found += [f"{said} at {size[0]}" for said in sideways(page)]
            if size in asked_at:
                found += violations(page)
    assert found == []


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_sheet_is_filled_and_saved_by_keyboard_alone(visit, running, script):
    page = sit_down(visit, running, running.seats()[7 if script else 6], script=script)
    page.goto("/desa/lembar/pt-kesehatan-prasarana")
    cells, day = page.locator("td.entry > input").all(), page.locator("#per")
    tab_to(page, "per")
    if not day.input_value():  # which sheets nobody has begun yet is another one on every training day
        page.keyboard.type(day.get_attribute("placeholder"))
    tab_to(page, cells[0].get_attribute("id"))
    for place in range(len(cells)):
        page.keyboard.press("Control+A")
        page.keyboard.type(str(place % 5 + 1))
        page.keyboard.press("Tab")
    press_until(page, "^Simpan lembar$")
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile("sebagai keadaan per"))).to_be_visible()
    assert [cell.input_value() for cell in cells] == [str(place % 5 + 1) for place in range(len(cells))]


def tab_to(page, name):
    """Press Tab until the focus is on the input of that name."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == name:
            return
    raise AssertionError(f"{name} cannot be reached with Tab on {page.url}")
