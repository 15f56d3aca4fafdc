"""The hall's pages as they stand: the cards on paper, the bar on a small screen."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.people import instruct, sit_down

pytestmark = pytest.mark.browser

LONG = "Desa Karangharjo Sumberagung Wringinputih Kedungrejo"
"""Longer than any village of the district is called."""


def test_ten_cards_fit_on_a_page(visit, running):
    page = instruct(visit, running, path="/pelatih/kartu")
    assert page.locator(".print-card").count() == 10
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1


def test_the_sheet_to_take_home_is_one_page(visit, running):
    page = instruct(visit, running, path="/papan/peserta/1/lembar")
    page.locator("h1").evaluate("(place, name) => { place.textContent = `${name} ${name}`; }", LONG)
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1
    assert "halaman 1" not in page.content(), "the paper's own margin says it"


def test_the_schedule_is_one_page_across(visit, running):
    page = instruct(visit, running, path="/papan/jadwal")
    page.locator(".days tbody").evaluate("(rows) => { while (rows.rows.length < 6) rows.append(rows.rows[0].cloneNode(true)); }")
    paper = page.pdf(prefer_css_page_size=True)
    assert paper.count(b"/Type /Page\n") == 1
    across, down = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper).groups()
    assert (float(across), float(down)) == pytest.approx((842, 595), abs=1)


def test_esc_closes_the_panel_of_replacing_somebody_and_returns_to_the_row(visit, running):
    page = instruct(visit, running, path="/papan/kehadiran", login="penyelenggara")
    row = page.get_by_role("link", name=re.compile("^Ganti ")).last
    name = row.get_attribute("id")
    row.press("Enter")
    expect(page.locator("#ganti")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(f"#{name}")).to_be_focused()
    expect(page.locator("#ganti")).to_have_count(0)
    page.emulate_media(media="print")
    assert page.locator(".drop-box").evaluate_all("boxes => boxes.filter((box) => box.checkVisibility()).length") == 0


def test_however_long_the_village_s_name_is_pin_and_address_stay_on_the_card(visit, running):
    page = instruct(visit, running, path="/pelatih/kartu")
    page.emulate_media(media="print")
    page.locator(".village").first.evaluate("(place, name) => { place.textContent = name; place.dataset.long = ''; }", LONG)
    card = page.locator(".print-card").first
    for part in (".card-pin", ".card-address", ".code", ".qr"):
        assert ends_of(card.locator(part))[1] <= ends_of(card)[1], part
    assert running.url in card.inner_text()


def test_the_bar_is_one_line_on_a_small_laptop_whatever_is_said_in_it(visit, running):
    page = instruct(visit, running)
    low = page.locator(".bar").bounding_box()["height"]
    page.locator(".bar-right").evaluate("""place => {
      place.insertAdjacentHTML("beforebegin", "<span class='bar-pill'><strong>Gangguan dan pemulihan kiriman</strong></span>");
      place.querySelector(".account summary").firstChild.after(" Penyelenggara Kabupaten Banyuwangi");
      document.querySelector(".bar-title").replaceWith(Object.assign(document.createElement("span"), {
        textContent: "Pelatihan Profil Desa Kabupaten Banyuwangi, dua ruangan"}));
    }""")
    assert page.locator(".bar-group").evaluate("group => group.scrollWidth <= group.clientWidth"), "Kelompok 1 stays whole"
    assert page.locator(".bar").bounding_box()["height"] == low
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_village_picked_on_the_board_gets_the_message_and_its_trainee_reads_it(visit, running):
    seat = running.seats()[6]
    there = sit_down(visit, running, seat)
    page = instruct(visit, running)
    page.get_by_role("link", name="Pesan", exact=True).click()
    line = page.locator(f".seat[data-seat='{seat.trainee_id}']")
    line.click()  # picks, and does not lead away
    line.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Space")
    expect(page.locator(".village[data-picked]")).to_have_count(1)
    expect(page.locator("[data-speak-send]")).to_have_text(re.compile(r"^\s*Kirim ke [12] orang$"))
    page.get_by_label("Pesan", exact=True).fill("Lihat Daftar Keluarga dulu.")
    page.keyboard.press("Escape")  # closes; what was typed stays
    page.get_by_role("link", name="Pesan", exact=True).click()
    line.click()
    page.locator("[data-speak-send]").click()
    expect(page.locator(".speak-sent")).to_contain_text("sudah membaca")
    there.reload()
    expect(there.locator("[data-message]").first).to_contain_text("Lihat Daftar Keluarga dulu.")


def ends_of(place):
    box = place.bounding_box()
    return box["y"], box["y"] + box["height"]


def test_what_is_wrong_with_a_draft_is_told_while_one_types_and_leads_to_its_field(visit, running):
    page = instruct(visit, running, path="/pelatih/skenario/ubah-kata-sandi", login="penyelenggara")
    page.get_by_role("button", name="Salin menjadi konsep").click()
    page.get_by_label("Lamanya, menit").fill("80")
    told = page.get_by_role("link", name="Lamanya, menit: minutes terlalu besar. Seharusnya 60 atau kurang.")
    told.click()
    expect(page.get_by_label("Lamanya, menit")).to_be_focused()
    page.get_by_label("Lamanya, menit").fill("8")
    expect(page.get_by_text("File ini bisa dimuat.")).to_be_visible()
    page.get_by_role("button", name="Simpan konsep").first.click()
    page.get_by_role("link", name="Seluruh file").click()
    file = page.get_by_label("Isi file")
    expect(file).to_have_value(re.compile("\nminutes: 8\n"))
    file.fill(file.input_value().replace("goals:", "gols:"))
    page.get_by_role("link", name="gols tidak dikenal. Maksudnya goals?").click()
    assert file.evaluate("it => it.value.slice(it.selectionStart, it.selectionEnd)") == "gols:"
