"""Two people of a village in one copy, as each of them and the organiser see it."""

import re

from playwright.sync_api import expect

from tests.browser.people import sit_down

SECTION = "/desa/keluarga/4/bagian/air-minum"


def test_two_in_one_copy_see_what_the_other_has_open_choose_between_their_answers_and_part_again(visit, running):
    seats = running.seats()[6:8]
    office = visit(f"/pelatih/masuk?next=/papan/peserta/{seats[0].trainee_id}")
    office.get_by_label("Nama masuk").fill("penyelenggara")
    office.get_by_label("Kata sandi").fill(running.password("penyelenggara"))
    office.locator("main").get_by_role("button", name="Masuk", exact=True).click()
    office.get_by_text("Lainnya", exact=True).click()
    office.get_by_role("button", name="Gabungkan di salinan ini").click()
    first, second = sit_down(visit, running, seats[0]), sit_down(visit, running, seats[1], size="phone", script=False)
    both_open(first, second, f"Sedang dibuka {seats[0].role_label} sejak pukul")
    typed(first, "502")
    typed(second, "504")
    save(first)
    expect(first.locator("main")).to_contain_text("Tersimpan pukul")
    first.goto("/desa/keluarga/5/bagian/air-minum")
    save(second)
    expect(second.get_by_role("heading", level=1)).to_have_text("Pilih isian demi isian")
    question = second.locator("fieldset#q8")
    expect(question).to_contain_text("Embung")
    question.get_by_label("Ketikan Anda").check()
    second.get_by_role("button", name="Simpan pilihan").click()
    expect(second.locator("main")).to_contain_text("Tersimpan pukul")
    first.goto(SECTION)
    expect(first.locator("#q8")).to_have_value("504")
    office.get_by_text("Lainnya", exact=True).click()
    office.get_by_role("button", name="Pisahkan").click()
    second.goto(SECTION)
    expect(second.locator("main")).to_contain_text(re.compile("Salinan desa dipisah lagi"))
    expect(second.locator("#q8")).to_have_value("504")


def both_open(first, second, told):
    """The same part in both windows, and the second says so. A page counts as open for two minutes of the hall, which pass here
    in six seconds: a busy machine may need another try."""
    for _ in range(20):
        first.goto(SECTION)
        second.goto(SECTION)
        if told in second.locator("main").inner_text():
            return
    raise AssertionError(f"never said: {told}")


def typed(page, source):
    page.locator("#q8").select_option(source)
    for each in page.locator("input[name=q9]").all():
        each.set_checked(each.get_attribute("value") == "1")


def save(page):
    page.get_by_role("button", name="Simpan bagian ini").click()
