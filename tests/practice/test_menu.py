"""The menu: every entry leads to a page that says it is its own, and what is small stands under Lainnya and on Beranda."""

import re

import pytest
from flask import url_for

from sandbox.practice.views.menu import MENU

SEVERAL_WORDS = {entry.label for entry in (*MENU.always, *MENU.wide, *MENU.more) if " " in entry.label}
"""Of these there is one form, capitals too; one word alone may be meant as a word."""


@pytest.mark.both
def test_every_entry_leads_to_a_page_that_marks_it_in_the_menu(seat):
    for entry in (*MENU.always, *MENU.wide, *MENU.more):
        with seat.browser.app.test_request_context("/desa/"):
            address = url_for(entry.view if entry.view[0] != "." else f"practice{entry.view}", **entry.arguments)
        page = seat.browser.get(address)
        marked = page.html.select_one("nav.menu").select('[aria-current="page"]')
        assert {link.get_text(strip=True) for link in marked} == {entry.label}
        assert bool(page.html.select("summary[data-holds]")) is (entry.key in MENU.under_more)
        said = page.html.get_text(" ")
        assert {word for label in SEVERAL_WORDS for word in re.findall(re.escape(label), said, re.IGNORECASE)} <= SEVERAL_WORDS


def test_beranda_leads_to_all_that_stands_under_lainnya_at_every_width(seat):
    home = seat.browser.get("/desa/").html
    under = home.select_one(".more details").find_all("li", class_=lambda name: name != "narrow")
    ways = [way.a.get_text(strip=True) for way in home.select(".ways li")]
    assert [way.get_text(strip=True) for way in under] == ways == [entry.label for entry in MENU.more]
    assert all(entry.about and not re.search(r"[.!]$", entry.about) for entry in MENU.more)
