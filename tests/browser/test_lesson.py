"""The main job, clicked in a real browser: a stalled submission is found, sent again and validated, while a board watches."""

import re

import pytest
from playwright.sync_api import expect

from scenarios.day import agenda
from tests.browser.people import begin, instruct, panel, sit_down
from tests.servers import SPEED

pytestmark = pytest.mark.browser

FIRST_DONE = re.compile(f"1 dari {len(agenda.exercises_of())} selesai")
STALLED = "kiriman-macet-di-antrean"


def solve(page, number):
    """Send, meet the trouble, look into the outbox, send again, wait."""
    page.get_by_role("link", name="DDK", exact=True).first.click()
    page.get_by_label("Cari No. KK").fill(number)
    page.get_by_role("button", name="Cari", exact=True).click()
    page.locator(f"tr[data-number='{number}'] a").first.click()
    page.get_by_role("button", name="Kirim", exact=True).click()
    expect(page.get_by_text("BELUM DIKETAHUI").first).to_be_visible()
    page.get_by_role("link", name=re.compile("Kotak Keluar")).last.click()
    row = page.locator(f"tr[data-number='{number}']")
    expect(row).to_contain_text("Tertahan")
    row.get_by_role("button", name="Kirim lagi").click()
    expect(page.locator(f"tr[data-number='{number}']")).not_to_contain_text("Tertahan")


def test_a_trainee_recovers_a_stalled_submission_and_the_board_turns_by_itself(visit, running):
    seat = running.seats()[4]
    board = instruct(visit, running)
    line = board.locator(f".seat[data-seat='{seat.trainee_id}']")
    page = sit_down(visit, running, seat)
    before = line.inner_html()
    number = begin(page, STALLED)["kk.no_kk"]
    board.wait_for_function("([seat, html]) => document.querySelector(`.seat[data-seat='${seat}']`).innerHTML !== html",
                            arg=[str(seat.trainee_id), before])
    solve(page, number)
    expect(panel(page)).to_contain_text("Selesai")
    expect(board.locator(f".seat[data-seat='{seat.trainee_id}']")).to_have_attribute("aria-label", FIRST_DONE)


def test_the_same_can_be_done_on_a_phone_without_a_script(visit, running):
    seat = running.seats()[5]
    page = sit_down(visit, running, seat, size="phone", script=False)
    number = begin(page, STALLED)["kk.no_kk"]
    page.goto(f"/desa/keluarga?cari={number}")
    page.locator(f"tr[data-number='{number}'] a").first.click()
    page.get_by_role("button", name="Kirim", exact=True).click()
    page.goto("/desa/kotak-keluar")
    page.locator(f"tr[data-number='{number}']").get_by_role("button", name="Kirim lagi").click()
    page.goto("/desa/kotak-keluar")
    for _ in range(9):  # a way has few stages, and the panel says when it is worth a look
        if "Selesai" in panel(page).inner_text():
            break
        seconds = page.locator("[data-look-again-in]").get_attribute("data-look-again-in")
        page.wait_for_timeout(1000 * int(seconds) / SPEED)
        page.goto("/desa/kotak-keluar")
    assert "Selesai" in panel(page).inner_text()


def test_raising_a_hand_reaches_the_board_and_taking_it_reaches_the_trainee(visit, running):
    seat = running.seats()[6]
    board = instruct(visit, running)
    page = sit_down(visit, running, seat)
    panel(page).get_by_role("button", name=re.compile("Panggil pelatih")).click()
    needs = board.locator("[data-needs]")
    expect(needs).to_contain_text(seat.village_name)
    needs.locator(f"[data-seat='{seat.trainee_id}']").get_by_role("button", name=re.compile("Saya tangani")).click()
    expect(panel(page)).to_contain_text("Pelatih sedang menuju")


def test_a_message_of_the_instructor_appears_on_the_panel_and_stays_until_read(visit, running):
    seat = running.seats()[7]
    page = sit_down(visit, running, seat)
    staff = instruct(visit, running, path=f"/papan/peserta/{seat.trainee_id}")
    staff.get_by_text("Kirim pesan").first.click()
    staff.get_by_role("textbox").first.fill("Lihat dulu Kotak Keluar.")
    staff.get_by_role("button", name=re.compile("^Kirim")).last.click()
    expect(panel(page)).to_contain_text("Lihat dulu Kotak Keluar.")
    panel(page).get_by_role("button", name="Sudah dibaca").click()
    expect(panel(page)).not_to_contain_text("Lihat dulu Kotak Keluar.")


@pytest.mark.parametrize(("width", "height"), [(390, 844), (360, 640)])
def test_on_a_phone_the_paper_stays_readable_beside_a_raised_hand_and_a_message(visit, running, width, height):
    seat = running.seats()[3]
    page = sit_down(visit, running, seat, size="phone")
    page.set_viewport_size({"width": width, "height": height})
    begin(page, "entri-satu-keluarga")
    assert page.locator("html").get_attribute("data-part") == "tugas"
    if page.locator(".lesson-foot form[action$='/angkat-tangan']").count():
        page.locator(".lesson-foot form[action$='/angkat-tangan'] button").click()
    staff = instruct(visit, running, path=f"/papan/peserta/{seat.trainee_id}")
    staff.evaluate("document.querySelector('#pesan').closest('details').open = true")
    staff.locator("#pesan").fill("Baca dulu kode, jam, dan nasib datanya, lalu lihat di Kotak Keluar. " * 4)
    staff.locator("form[action$='/pesan'] button").click()
    page.reload()
    expect(page.locator(".lesson > .lesson-say")).to_have_count(2)
    for part in ("tugas", "berkas"):
        page.locator(f"[data-show-part='{part}']").click()
        page.wait_for_function("document.querySelector('.lesson-scroll')?.offsetHeight >= 96")  # the panel swaps itself meanwhile
    page.locator("[data-message] form button").click()
    expect(page.locator("[data-message]")).to_have_count(0)


def test_an_instructor_sees_the_trainee_s_page_and_cannot_press_anything_in_it(visit, running):
    seat = running.seats()[0]
    staff = instruct(visit, running, path=f"/papan/peserta/{seat.trainee_id}")
    frame = staff.frame_locator("iframe[src*='/layar/']")
    expect(frame.get_by_text("LATIHAN").first).to_be_visible()
    answer = staff.request.post(f"/papan/peserta/{seat.trainee_id}/layar/keluarga/1/kirim")
    assert answer.status in (400, 403, 404)


def test_no_trainee_reaches_a_staff_page_or_another_seat(visit, running):
    page = sit_down(visit, running, running.seats()[8])
    for path in ("/papan", "/papan/aliran", "/papan/ganti", "/papan/peserta/1", "/pelatih/kartu",
                 "/papan/peserta/1/layar/", "/papan/peserta/1/layar/keluarga"):
        assert page.request.get(path, max_redirects=0).status == 403, path


def test_pausing_the_hall_stops_the_trainee_s_page_and_resuming_opens_it(visit, running):
    page = sit_down(visit, running, running.seats()[9])
    board = instruct(visit, running)
    board.get_by_role("button", name=re.compile("Jeda")).click()
    try:
        page.goto("/desa/keluarga")
        expect(page.locator("main")).to_contain_text("Pekerjaan Anda aman")
    finally:
        board.get_by_role("button", name=re.compile("Lanjut")).first.click()
    page.goto("/desa/keluarga")
    expect(page.locator("main")).to_contain_text("Daftar Keluarga")
