"""Zero axe violations (WCAG 2.2 AA) on every kind of page, on a sample of them at a phone's size too; and the whole way by
keyboard alone. GLADI_AXE=all asks all of them at both sizes. What else is asked of the same pages is asked of them while they
are open: pictures, errors of scripts, numbers broken at the end of a line. Those of the office are looked at in test_wire.py."""

import os
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import SIZES
from tests.browser.people import begin, instruct, organise, panel, sit_down

pytestmark = pytest.mark.browser

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
"""All nodes of what is wrong; of what is right, which is most of a page, one: naming each takes longer than looking at it."""
PRACTICE = ("/desa/", "/desa/keluarga", "/desa/keluarga/1", "/desa/keluarga/1/bagian/air-minum", "/desa/keluarga/baru",
            "/desa/kotak-keluar", "/desa/loket", "/desa/loket/1", "/desa/profil", "/desa/statistik", "/desa/statistik/pekerjaan",
            "/desa/potensi", "/desa/lembar/pt-usia", "/desa/lembar/pt-hasil-kebun",
            "/desa/keluarga?cari=3510999999999999", "/tidak-ada")
RARER = ("/desa/klasifikasi", "/desa/klasifikasi/ekonomi", "/desa/klasifikasi/lembar/tp-pengangguran", "/desa/panduan",
         "/desa/dokumen", "/desa/kata-sandi", "/desa/impor", "/desa/kirim-semua/keluarga")
"""Asked for their width and bytes; by axe with GLADI_AXE=all only."""
ALL = os.environ.get("GLADI_AXE") == "all"
ON_A_PHONE = PRACTICE if ALL else (
    "/desa/keluarga", "/desa/keluarga/1/bagian/air-minum", "/desa/kotak-keluar", "/desa/lembar/pt-usia", "/tidak-ada")
"""A list, a form, a table, a sheet and an error; above them the same menu and panel as on all pages."""
HALL = ("/papan", "/papan?pesan=1&kepada=desa", "/papan?cari=a", "/papan/proyektor", "/papan/ganti",
        "/papan/kehadiran", "/papan/peserta/1", "/pelatih/kartu", "/pelatih/akun")
OFFICE = ("/papan/jadwal", "/papan/jadwal/1", "/papan/jadwal/pembagian?cara=campur", "/papan/jadwal/salinan-lama",
          "/papan/kehadiran?saring=semua", "/papan/peserta",
          "/papan/peserta/1/orang", "/papan/peserta/1/lembar", "/papan/pelatihan", "/papan/laporan",
          "/papan/laporan/tabel/hasil", "/papan/sertifikat", "/papan/cadangan", "/papan/catatan", "/pelatih/staf",
          "/pelatih/staf/1/tautan", "/pelatih/kartu/baru", "/pelatih/skenario", "/pelatih/skenario/kirim-borongan",
          "/pelatih/skenario/coba", "/data-pribadi")
"""Of the organiser; beside them those that a test must bring about: see people.organise."""
COLOURS_ON_A_PHONE = ("/masuk", "/desa/keluarga", "/papan", "/papan/jadwal")
"""Colours are those of the same page on a wide screen, so they are measured, which is half of axe's work, on one page of each
world only. GLADI_AXE=all measures them everywhere."""
OFFICE_ON_A_PHONE = ("/papan/jadwal", "/pelatih/skenario", "/papan/kehadiran?saring=semua", "/papan/laporan", "/papan/cadangan")


def violations(page, *, colours=True):
    """What axe finds, however tall the window is: what a sticking bar happens to cover half, it finds in one window only.

    `colours`: without them where another test measures the contrasts of that page.
    """
    found = _found(page, colours)
    if found:
        size = page.viewport_size
        page.set_viewport_size({**size, "height": 3 * size["height"]})
        taller = _found(page, colours)
        page.set_viewport_size(size)
        found = [each for each in found if each in taller]
    return found


MISSING = """async () => {
  const uses = [...document.querySelectorAll("use")].map((use) => use.getAttribute("href"));
  const sprite = async (url) => new DOMParser().parseFromString(await (await fetch(url)).text(), "image/svg+xml");
  const sprites = new Map();
  for (const url of new Set(uses.map((use) => use.split("#")[0]))) sprites.set(url, await sprite(url));
  return uses.filter((use) => !sprites.get(use.split("#")[0]).getElementById(use.split("#")[1]));
}"""


def missing_pictures(page):
    """Those that the page names and no sprite has."""
    return [f"{page.url} {name}" for name in page.evaluate(MISSING)]


def sideways(page):
    """The page, if it is wider than its window."""
    wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return [f"{page.url} scrolls sideways"] if wide else []


def failures(page):
    """Takes the errors of the page's scripts from now on."""
    failed = []
    page.on("pageerror", lambda error: failed.append(f"{page.url} {error}"))
    return failed


def colours_count(size, path):
    """Whether the contrasts of that page are measured at that size."""
    return size == "wide" or path in COLOURS_ON_A_PHONE or ALL


def _found(page, colours):
    rules = {**RULES, "rules": {"color-contrast": {"enabled": colours or ALL}}}
    found = Axe().run(page, options=rules).response["violations"]
    return [f"{page.url} {each['id']}: {node['html'][:160]}" for each in found for node in each["nodes"]]


@pytest.mark.parametrize("size", ["wide", "phone"])
def test_pages_before_logging_in_have_no_violation(visit, running, size):
    page = visit("/masuk", size=size)
    found = violations(page)
    for path in ("/pelatih/masuk", running.card(running.seats()[0]), "/kartu/palsu"):
        page.goto(path)
        found += violations(page, colours=colours_count(size, path))
    assert found == []


@pytest.mark.parametrize("size", ["wide", "phone"])
def test_pages_of_the_practice_system_have_no_violation_no_broken_number_and_no_missing_picture(visit, running, size):
    page = sit_down(visit, running, running.seats()[0 if size == "wide" else 1], size=size)
    failed = failures(page)
    begin(page, "entri-satu-keluarga")
    found = violations(page, colours=colours_count(size, "/desa/"))
    page.goto("/desa/lembar/pt-agama")  # of seven lines; the page of another sheet has more of the same
    compared = page.get_by_role("link", name="Bandingkan dengan keluarga").first.get_attribute("href")
    rarer = RARER if ALL else ()
    for path in (*(PRACTICE if size == "wide" else ON_A_PHONE), compared, *rarer):
        page.goto(path)
        found += violations(page, colours=colours_count(size, path))
        if size == "wide":
            found += missing_pictures(page)
            page.set_viewport_size({"width": 1024, "height": 700})
            found += page.evaluate(BROKEN)
            page.set_viewport_size(SIZES[size])
    assert (found, failed) == ([], [])


def test_no_page_of_the_practice_system_scrolls_sideways_on_a_small_phone(visit, running):
    page = sit_down(visit, running, running.seats()[8], size="phone", script=False)
    page.set_viewport_size({"width": 360, "height": 740})
    too_wide = []
    for path in (*PRACTICE, *RARER, "/desa/keluarga/1/anggota/1", "/desa/keluarga/1/anggota/baru",
                 "/desa/keluarga/1/bagian/aset"):
        page.goto(path)
        too_wide += sideways(page)
    assert too_wide == []
    assert page.evaluate("[...document.querySelectorAll('.head .who p')].every(line => line.scrollWidth <= line.clientWidth)")
    assert page.evaluate("document.querySelector('.head .who p:last-child').offsetHeight < 24")


BROKEN = r"""() => {
  const whole = /\d{4}( \d{4}){2,}|\d{1,2}-\d{1,2}-\d{4}|K-\d{4}-\d+|\d{2}\.\d{2}\.\d{2}(?!\d)|Rp [\d.]+/g, found = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) for (const match of texts.currentNode.data.matchAll(whole)) {
    const range = document.createRange();
    range.setStart(texts.currentNode, match.index);
    range.setEnd(texts.currentNode, match.index + match[0].length);
    const tops = new Set([...range.getClientRects()].filter(box => box.width > 1).map(box => Math.round(box.top)));
    if (tops.size > 1) found.push(`${location.pathname}: ${match[0]}`);
  }
  return found;
}"""


def test_no_number_of_a_family_or_a_submission_is_broken_at_the_end_of_a_line(visit, running):
    page = sit_down(visit, running, running.seats()[7])
    begin(page, "entri-satu-keluarga")
    page.goto("/desa/kotak-keluar?tahap=tervalidasi")
    sent = page.locator("tr[data-reference]").first.get_attribute("data-reference")
    page.goto(f"/desa/kiriman/{sent}")
    family = page.locator("a[href*='/desa/keluarga/']").first.get_attribute("href")
    broken = []
    for size in ({"width": 1024, "height": 700}, {"width": 390, "height": 844}):
        page.set_viewport_size(size)
        for path in ("/desa/keluarga/1/anggota/1", "/desa/keluarga/2", family, f"{family}/hapus", f"/desa/kiriman/{sent}",
                     f"/desa/kiriman/{sent}/tanda-terima", "/desa/progres"):
            page.goto(path)
            broken += page.evaluate(BROKEN)
    assert broken == []


def test_a_member_page_on_a_phone_names_the_way_to_the_other_parts(visit, running):
    page = sit_down(visit, running, running.seats()[9], size="phone", script=False)
    page.goto("/desa/keluarga/1/anggota/1")
    expect(page.locator(".section-choice summary")).to_have_text(re.compile(r"^Bagian lain \d+ dari 98 terisi$"))


ABOVE_THE_BAR = "it => it.getBoundingClientRect().bottom <= document.querySelector('.save-bar').getBoundingClientRect().top"


def test_on_a_phone_what_stands_below_a_field_comes_into_sight_with_it(visit, running):
    page = sit_down(visit, running, running.seats()[2], size="phone")
    page.goto("/desa/keluarga/baru")
    for field in ("rt", "rw"):
        page.locator(f"#{field}").focus()
        page.wait_for_function(ABOVE_THE_BAR, arg=page.locator(f"[name={field}-tidak-ada]").element_handle())


@pytest.mark.parametrize("size", ["wide", "phone"])
def test_pages_of_the_hall_have_no_violation_and_no_missing_picture(visit, running, size):
    page = instruct(visit, running, size=size)
    found, failed = [], failures(page)
    for path in HALL:
        page.goto(path)
        found += violations(page, colours=colours_count(size, path))
        if size == "wide":
            found += missing_pictures(page)
    assert (found, failed) == ([], [])


def test_pages_of_the_office_have_no_violation_on_a_phone_and_never_scroll_sideways(visit, running):
    page, more = organise(visit, running, size="phone")
    narrow, found = (*OFFICE, *more) if ALL else (*OFFICE_ON_A_PHONE, *more), []
    for path in (*OFFICE, *more):
        assert page.goto(path).status == 200, path
        if path in narrow:
            found += violations(page, colours=colours_count("phone", path))
        found += sideways(page)
    assert found == []


def test_a_trouble_page_has_no_violation(visit, running):
    page = sit_down(visit, running, running.seats()[2])
    number = begin(page, "kiriman-macet-di-antrean")["kk.no_kk"]
    page.goto(f"/desa/keluarga?cari={number}")
    page.locator(f"tr[data-number='{number}'] a").first.click()
    page.get_by_role("button", name="Kirim", exact=True).click()
    expect(page.get_by_text("BELUM DIKETAHUI").first).to_be_visible()
    assert violations(page) == []


def press_until(page, wanted, *, key="Tab", most=80):
    """Press a key until the focus is on an element whose accessible text matches; the page's own order decides."""
    for _ in range(most):
        page.keyboard.press(key)
        text = page.evaluate("document.activeElement.getAttribute('aria-label') || document.activeElement.innerText || ''")
        if re.search(wanted, text):
            return
    raise AssertionError(f"{wanted!r} cannot be reached with {key} on {page.url}")


def test_a_submission_is_sent_and_resent_by_keyboard_alone(visit, running):
    page = sit_down(visit, running, running.seats()[3])
    number = begin(page, "kiriman-macet-di-antrean")["kk.no_kk"]
    page.goto("/desa/keluarga")
    page.get_by_label("Cari No. KK").focus()
    page.keyboard.type(number)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("cari="))
    press_until(page, re.escape(" ".join(re.findall("....", number))))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/desa/keluarga/\d+$"))
    press_until(page, "^Kirim$")
    page.keyboard.press("Enter")
    expect(page.get_by_text("BELUM DIKETAHUI").first).to_be_visible()
    press_until(page, "Kotak Keluar")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("kotak-keluar"))
    press_until(page, "^Kirim lagi$")
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    expect(panel(page)).to_contain_text(re.compile("2 dari 3 tujuan|Selesai"))  # its way takes eight seconds


def test_the_board_is_walked_with_arrows_and_a_seat_is_opened_with_enter(visit, running):
    page = instruct(visit, running)
    page.locator(".seat").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/papan/peserta/\d+$"))
