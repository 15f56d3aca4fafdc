"""A sheet as it is typed in a real browser: the page computes what the server computes, and the keyboard alone will do."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import sit_down

pytestmark = pytest.mark.browser

COMPUTING = ("pt-hasil-pangan", "pt-partisipasi-politik", "tp-penduduk", "tp-rasio-guru")
"""Sheets that multiply, divide, tell percents and growth, and add up down and across."""
FILL = """() => [...document.querySelectorAll("td.entry > input")].forEach((cell, i) => {
  const decimal = cell.inputMode === "decimal";
  cell.value = decimal ? `${(i * 7) % 50},${i % 10}5` : cell.inputMode ? String((i * 13) % 400) : "kata";
  cell.dispatchEvent(new Event("input", { bubbles: true }));
})"""
COMPUTED = """() => [...document.querySelectorAll("td.computed:not(.before)")]
  .map((td) => td.textContent.trim().replace("kosong", ""))"""
PASTE = """(text) => { const data = new DataTransfer(); data.setData("text/plain", text);
  const pasted = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
  document.activeElement.dispatchEvent(pasted); }"""


def values(page, *names):
    return [page.locator(f"#{name}").input_value() for name in names]


def focused(page):
    return page.evaluate("document.activeElement.id")


def test_a_sheet_is_computed_as_one_types_as_the_server_computes_it_and_walked_by_keyboard(visit, running):
    page = sit_down(visit, running, running.seats()[5])
    for sheet in COMPUTING:
        page.goto(f"/desa/lembar/{sheet}")
        page.evaluate(FILL)
        page.locator("#per").fill("31-12-" + page.locator("form[data-year]").get_attribute("data-year"))
        before = page.evaluate(COMPUTED)
        page.keyboard.press("Control+s")
        expect(page.get_by_text("sebagai keadaan per 31-12-")).to_be_visible()
        assert page.evaluate(COMPUTED) == before, sheet

    page.goto("/desa/lembar/pt-usia")
    page.locator("#b3k1").focus()
    last_year = page.locator("tr:has(#b4k1) td.before").first.text_content().strip()
    page.keyboard.type("5")
    page.keyboard.press("Enter")
    page.keyboard.type("=")
    assert (values(page, "b3k1", "b4k1"), focused(page)) == (["5", last_year], "b4k1")
    page.keyboard.type("99")
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowRight")
    assert focused(page) == "b4k2"
    page.keyboard.press("Shift+Enter")
    assert focused(page) == "b3k2"

    page.evaluate(PASTE, "1\n2\ndua")
    expect(page.get_by_role("dialog")).to_contain_text("Tidak ada yang diisi. “dua” tidak cocok untuk 4 tahun, Perempuan")
    page.keyboard.press("Enter")
    assert focused(page) == "b3k2"
    page.keyboard.press("ArrowLeft")
    page.evaluate(PASTE, "1\t2\r\n3\tnihil\r\n")
    expect(page.get_by_role("dialog")).to_contain_text("4 sel akan diisi")
    page.keyboard.press("Enter")
    expect(page.locator("#b3k1")).to_have_value("1")  # the dialog tells of its end a moment after
    assert values(page, "b3k1", "b3k2", "b4k1", "b4k2") == ["1", "2", "3", "nihil"]
    assert page.locator("td[data-place=b3k3]:not(.before)").text_content().strip() == "3"
