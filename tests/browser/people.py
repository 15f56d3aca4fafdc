"""What trainees and instructors do in a browser, by the words on the page."""

import re


def sit_down(visit, running, seat, *, size="wide", script=True):
    """A trainee at the seat, logged in by the card's QR and in the practice system by what the panel says."""
    page = visit(running.card(seat), size=size, script=script)
    page.get_by_role("button", name="Ya, masuk").click()
    page.get_by_label("Kata sandi").fill(f"desa-{seat.village_code[-4:]}")
    page.locator("main").get_by_role("button", name="Masuk", exact=True).click()
    page.wait_for_url(re.compile("/desa/$"))
    return page


def instruct(visit, running, *, path="/papan", size="wide", script=True):
    """An instructor at a page of the hall."""
    page = visit(f"/pelatih/masuk?next={path}", size=size, script=script)
    page.get_by_label("Nama masuk").fill("pelatih")
    page.get_by_label("Kata sandi").fill(running.password())
    page.locator("main").get_by_role("button", name="Masuk", exact=True).click()
    page.wait_for_url(re.compile(re.escape(path) + "$"))
    return page


def begin(page, scenario):
    """Press Mulai beside that exercise; the panel's facts by name: kk.no_kk …"""
    button = page.locator(f"button[data-scenario='{scenario}']")
    if not button.is_visible():
        panel(page).get_by_text("Latihan lain hari ini").click()
    button.click()
    page.wait_for_load_state()
    return {each.get_attribute("data-fact"): each.get_attribute("data-value") for each in page.locator("[data-fact]").all()}


def panel(page):
    return page.locator("#panel-latihan")
