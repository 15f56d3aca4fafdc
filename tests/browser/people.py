"""What trainees and instructors do in a browser, by the words on the page."""

import re
from urllib.parse import urlsplit

BACKUP = "gladi-2026-01-05-170000-malam.zip"
DOUBTFUL = "Nama;Jabatan;Desa\nRatna Dewi;Kolonel;Glagahagung\nSri Lestari;Operator;Glagaagung\nSri Lestari;Operator;Tidakada"
"""An unknown role, a misspelt village, one that is nowhere: each is asked about on the page of the check."""


def sit_down(visit, running, seat, *, size="wide", script=True):
    """A trainee at the seat, logged in by the card's QR and in the practice system by what the panel says."""
    page = visit(running.card(seat), size=size, script=script)
    page.get_by_role("button", name="Ya, masuk").click()
    page.get_by_label("Kata sandi").fill(f"desa-{seat.village_code[-4:]}")
    page.locator("main").get_by_role("button", name="Masuk", exact=True).click()
    page.wait_for_url(re.compile("/desa/$"))
    return page


def instruct(visit, running, *, path="/papan", size="wide", script=True, login="pelatih"):
    """An instructor at a page of the hall; or the organiser, whose pages have more on them."""
    page = visit(f"/pelatih/masuk?next={path}", size=size, script=script)
    page.get_by_label("Nama masuk").fill(login)
    page.get_by_label("Kata sandi").fill(running.password(login))
    page.locator("main").get_by_role("button", name="Masuk", exact=True).click()
    page.wait_for_url(re.compile(re.escape(path) + "$"))
    return page


def organise(visit, running, *, size="wide"):
    """The organiser, with a list of people half checked, a draft and a backup; and the addresses that come of these."""
    (running.folder / "backups").mkdir(exist_ok=True)
    (running.folder / "backups" / BACKUP).write_bytes(b"")  # a page names it; only putting it back opens it
    page = instruct(visit, running, path="/papan/peserta", size=size, login="penyelenggara")
    page.get_by_label("File Excel (.xlsx) atau CSV").set_input_files({"name": "peserta.csv", "mimeType": "text/csv",
                                                                      "buffer": DOUBTFUL.encode()})
    page.get_by_role("button", name="Periksa file").click()
    page.wait_for_url(re.compile("/papan/peserta/periksa"))
    page.goto("/pelatih/skenario/kirim-borongan")
    page.get_by_role("button", name="Salin menjadi konsep").click()
    page.wait_for_url(re.compile("/pelatih/skenario/konsep/"))
    draft = urlsplit(page.url).path
    page.goto("/pelatih/staf/1/tautan")
    link = re.search(r"/kata-sandi/[\w.-]+", page.locator("main").inner_text())
    return page, ("/papan/peserta/periksa", f"/papan/cadangan/{BACKUP}/pulihkan", draft, link[0])


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
