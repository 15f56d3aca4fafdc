"""The panel through the real pages: choosing, hints, hand, answers, messages, starting over; without any script."""

from dataclasses import replace
from http import HTTPStatus

import pytest
from sqlalchemy import delete

from instructor.days import openings
from sandbox import actions
from sandbox.deeds import MESSAGE, PLACED
from sandbox.details import StaffDetails
from sandbox.journal import deeds
from sandbox.platform.db import write
from sandbox.platform.models import Feed
from scenarios.bots.bot import HOME
from scenarios.day import agenda
from scenarios.day.block import DayBlock, Opens
from scenarios.file.loader import library
from scenarios.panel.answers import HAND_INPUT
from scenarios.placement import items
from scenarios.play import begin
from scenarios.steps.entering import Delete
from scenarios.steps.looking import Open, OpenHousehold
from scenarios.steps.sending import ReportTrouble
from tests.scenarios.panels import (
    a_bot,
    answer_input,
    begun_by_address,
    button_of,
    desk,
    journalled,
    press,
    press_without_script,
    words,
)

INCOME = "/desa/keluarga/1/bagian/penghasilan"


def test_the_panel_offers_the_day_with_the_first_exercise_as_the_main_one(bot):
    page = bot.browser.get(HOME)
    buttons = page.all("//aside//button[@data-scenario]")
    assert [button.get("data-scenario") for button in buttons] == [each.scenario.id for each in agenda.exercises_of()]
    assert [button.get("data-scenario") for button in buttons if "btn-primary" in button.get("class")] == ["kenali-layar-kerja"]


def test_an_exercise_with_two_languages_is_read_in_the_readers_own(bot):
    home = bot.browser.get(HOME)
    token = home.all("//input[@name='csrf_token']/@value")[0]
    bot.browser.transport.post("/bahasa/en", [("csrf_token", token)])
    assert "A slow list" in words(bot.browser.get(HOME))
    bot.begin("daftar-yang-lambat")
    press(bot, "petunjuk")
    here = words(bot.browser.page)
    for said in ("Open the family with the card number", "How many members has", "narrowed by a search", "Slow does not mean",
                 "minute 1 (usually 6)"):
        assert said in here
    assert "Lambat" not in here


def test_a_closed_block_says_when_it_is_opened_and_a_press_on_its_button_begins_nothing(bot, stage, day):
    form = bot.browser.get(HOME).all("//form[.//button[@data-scenario='entri-satu-keluarga']]")[0]
    first, later = (DayBlock(id="satu", title="Satu", exercises=("daftar-yang-lambat",)),
                    DayBlock(id="dua", title="Dua", opens=Opens(by="hand"), exercises=("entri-satu-keluarga",)))
    day(blocks=(first, later), exercises=tuple(agenda.exercise(each) for each in agenda.exercises_of()[1:3]))
    page = bot.browser.get(HOME)
    assert "Dua Belum dibuka · dibuka oleh pelatih" in words(page)
    assert [button.get("data-scenario") for button in page.all("//aside//button[@data-scenario]")] == ["daftar-yang-lambat"]
    assert "belum dibuka" in bot.browser.submit(form).text_of("//main")
    with stage.app.app_context():
        openings.set_open(1, "dua", True, now=stage.clock.now())
    assert "Latihan 2.1" in words(bot.browser.submit(form))


def test_whoever_has_done_all_that_is_open_practises_freely_in_the_weather_they_choose(bot, day):
    rough = agenda.exercise(library()["kirim-tanpa-jawaban"])
    day(exercises=(agenda.exercise(library()["entri-satu-keluarga"]),), others=(rough,), blocks=())
    bot.begin("entri-satu-keluarga")
    bot.play(library()["entri-satu-keluarga"].scenario.solution)
    page = bot.browser.get(HOME)
    assert "Semua latihan hari ini sudah selesai." in words(page)
    assert [button.get("data-weather") for button in page.all("//aside//button[@data-weather]")] == ["cerah", "badai"]
    form = page.all("//form[.//button[@data-weather='badai']]")[0]
    bot.browser.submit(form)
    assert f"Latihan {rough.number}" in words(bot.browser.get(HOME))
    assert f"Latihan {rough.number}" in words(bot.browser.submit(form))
    day(others=())
    assert bot.browser.get(HOME).all("//aside//button[@data-weather]") == [], "what is tried alone leads nowhere else"


def test_the_skill_check_is_offered_before_the_first_exercise_and_its_first_answers_are_kept(stage):
    with stage.app.app_context(), write() as session:  # nobody knows any more what this person began in other tests
        session.execute(delete(Feed).where(Feed.person == desk(stage).person))
    bot = a_bot(stage, "operator")
    [link] = bot.browser.get(HOME).all("//aside//a[contains(@href, '/latihan/cek/')]/@href")
    form = bot.browser.get(link).all("//form[.//fieldset]")[0]
    asked = items.asked(f"{stage.village_code}/operator", items.START)
    bot.browser.submit(form, {each.skill: [str(each.right)] for each in asked[1:]})
    bot.browser.repeat()
    bot.browser.submit(bot.browser.get("/latihan/cek/akhir").all("//form[.//fieldset]")[0])  # before its time
    assert bot.browser.get(HOME).all("//aside//a[contains(@href, '/latihan/cek/')]") == []
    with stage.app.app_context(), stage.app.extensions["gladi"].store.open(desk(stage).pin) as session:
        assert [deed.told(PLACED).knew for deed in deeds(session) if deed.kind is PLACED] == [
            tuple(each.skill for each in asked[1:])]


def test_an_exercise_of_the_other_role_is_begun_by_no_address(stage, day):
    day(exercises=(agenda.exercise(library()["tombol-kirim-tidak-ada"]),), blocks=())
    sekdes = a_bot(stage, "sekdes")
    sekdes.browser.get(HOME)
    assert begun_by_address(sekdes, "tombol-kirim-tidak-ada") == HTTPStatus.CONFLICT


def test_the_practice_login_is_told_until_it_is_used(bot):
    page = bot.browser.get(HOME)
    assert page.marked("fact")["login.password"].startswith("desa-")
    bot.log_in()
    assert "login.password" not in bot.browser.get(HOME).marked("fact")


def test_beginning_twice_with_one_page_begins_once(bot, stage):
    page = bot.browser.get(HOME)
    form = page.all("//form[.//button[@data-scenario='entri-satu-keluarga']]")[0]
    bot.browser.submit(form)
    bot.browser.submit(form)
    with stage.app.app_context(), stage.app.extensions["gladi"].store.open(desk(stage).pin) as session:
        assert [deed.action for deed in deeds(session)].count("begin") == 1


def test_a_bot_reports_to_the_helpdesk_what_it_tried(bot):
    bot.log_in()
    ReportTrouble(report="Sudah melihat Kotak Keluar").play(bot)
    assert "Sudah melihat Kotak Keluar" in bot.browser.page.text_of("//main")
    Open(open="helpdesk").play(bot)
    assert "B-0001" in bot.browser.page.text_of("//main//table")


def test_hints_open_one_at_a_time_and_stay(bot):
    bot.begin("kiriman-macet-di-antrean")
    assert "Buka petunjuk 1 dari 3" in words(bot.browser.page)
    page = press(bot, "/petunjuk")
    assert "Lihat daftar kiriman Anda" in words(page)
    assert "Buka petunjuk 2 dari 3" in words(page)
    assert "baca kolom Tahap" not in words(page)


def test_a_hint_pressed_twice_on_one_page_opens_one(bot):
    bot.begin("kiriman-macet-di-antrean")
    form = bot.browser.page.all("//aside//form[contains(@action, '/petunjuk')]")[0]
    bot.browser.submit(form)
    assert "Buka petunjuk 2 dari 3" in words(bot.browser.submit(form))


def test_a_raised_hand_says_its_place_and_can_be_lowered(bot):
    bot.browser.get(HOME)
    assert "Pelatih dipanggil" in words(press(bot, "/angkat-tangan"))
    assert "Urutan ke‑1" in words(bot.browser.page)
    assert "Pelatih dipanggil" not in words(press(bot, "/turunkan-tangan"))


def test_a_word_may_go_with_a_raised_hand_and_one_that_is_too_long_stays_in_its_input(bot, stage):
    bot.browser.get(HOME)
    press(bot, "/angkat-tangan")
    long = "Daftar keluarga tidak muncul. " * 7 + "Ya"
    shown = press_without_script(bot, "/angkat-tangan", **{HAND_INPUT: long})
    assert "BELUM terkirim: tulisan ini 212 huruf, paling banyak 200." in words(shown)
    assert shown.all("//input[@id='tangan']/@value") == [long]
    assert [deed.detail.text for deed in journalled(stage) if deed.action == "raise_hand"] == [""]
    shown = press(bot, "/angkat-tangan", **{HAND_INPUT: long[:199]})
    assert "BELUM terkirim" not in words(shown)
    assert "Urutan ke‑1" in words(shown)
    assert [deed.detail.text for deed in journalled(stage) if deed.action == "raise_hand"] == ["", long[:199].strip()]


def test_a_hand_pressed_twice_on_one_page_is_raised_once_and_can_be_raised_again_after_lowering(bot, stage):
    form = bot.browser.get(HOME).all("//aside//form[contains(@action, '/angkat-tangan')]")[0]
    bot.browser.submit(form)
    bot.browser.submit(form)
    press(bot, "/turunkan-tangan")
    press(bot, "/angkat-tangan")
    with stage.app.app_context(), stage.app.extensions["gladi"].store.open(desk(stage).pin) as session:
        assert [deed.action for deed in deeds(session) if deed.action.endswith("_hand")] == [
            "raise_hand", "lower_hand", "raise_hand"]


def test_a_hand_left_up_in_a_copy_that_is_no_longer_in_use_stands_in_nobodys_way(bot, stage):
    partner = a_bot(stage, "sekdes")
    partner.browser.get(HOME)
    press(partner, "/angkat-tangan")
    stage.clock.wait(1)
    bot.browser.get(HOME)
    assert "Urutan ke‑2" in words(press(bot, "/angkat-tangan"))
    a_bot(stage, "sekdes")
    assert "Urutan ke‑1" in words(bot.browser.get(HOME))


def test_a_message_stays_on_top_until_it_is_read(bot, stage):
    bot.begin("daftar-yang-lambat")
    with stage.app.app_context():
        here = desk(stage)
        actions.note(stage.app.extensions["gladi"].store, here, MESSAGE, person=-1, key="pesan-1",
                     detail=StaffDetails(text="Lihat jamnya dulu.", trainee=here.person))
    assert "Lihat jamnya dulu." in words(bot.browser.get(HOME))
    assert "Lihat jamnya dulu." not in words(press(bot, "/dibaca"))


def test_a_message_to_the_partner_is_not_shown(bot, stage):
    bot.browser.get(HOME)
    with stage.app.app_context():
        here = desk(stage)
        actions.note(stage.app.extensions["gladi"].store, here, MESSAGE, person=-1, key="pesan-2",
                     detail=StaffDetails(text="Untuk rekan.", trainee=here.person + 1000))
    assert "Untuk rekan." not in words(bot.browser.get(HOME))


def test_a_wrong_answer_is_said_and_a_right_one_ticks_its_goal(bot):
    bot.begin("daftar-yang-lambat")
    name = answer_input(bot.browser.page).get("name")
    page = press(bot, "/jawab", **{name: "99"})
    assert "Belum cocok. Lihat dulu di halamannya; menebak terhitung sebagai bantuan." in words(page)
    bot.play([OpenHousehold(household="kk")])
    page = press(bot, "/jawab", **{name: bot.seen["members"]})
    assert "Belum cocok" not in words(page)


def test_an_empty_answer_and_one_from_the_panel_of_an_earlier_go_count_for_nothing(bot, stage):
    bot.begin("daftar-yang-lambat")
    name = answer_input(bot.browser.page).get("name")
    press(bot, "/jawab", **{name: " "})
    press(bot, "/jawab", **{name.replace("-jumlah", "0-jumlah"): "99"})
    assert [deed.action for deed in journalled(stage) if deed.action == "answer"] == []
    assert "Belum cocok" not in words(bot.browser.get(HOME))


def test_an_answer_that_is_typed_and_not_sent_stays_until_it_is_answered(bot, stage):
    bot.begin("daftar-yang-lambat")
    name = answer_input(bot.browser.page).get("name")
    before = len(journalled(stage))
    press_without_script(bot, "/petunjuk", **{name: "7"})
    assert answer_input(bot.browser.page).get("value") == "7"
    assert [deed.action for deed in journalled(stage)[before:]] == ["hint", "open"]
    assert answer_input(bot.browser.get(HOME)).get("value") == "7"
    press(bot, "/jawab", **{name: "99"})
    assert answer_input(bot.browser.get(HOME)).get("value") == "99"


@pytest.mark.parametrize("button", ["petunjuk", "angkat-tangan", "jawab"])
def test_without_a_script_a_button_of_the_panel_takes_the_form_of_the_page_along(bot, button):
    bot.begin("daftar-yang-lambat")
    page = bot.browser.get(INCOME)
    assert button_of(page, button).get("form") == page.form(action="save").get("id")
    press_without_script(bot, button, q1="2350000")
    assert dict(bot.browser.get(INCOME).form(action="save").form_values())["q1"] == "2350000"


def test_on_a_page_without_a_form_the_panels_buttons_take_the_panels_own_typing_along(bot):
    bot.begin("daftar-yang-lambat")
    page = bot.browser.get("/desa/profil")
    carriers = {button_of(page, "petunjuk").get("form"), answer_input(page).get("form")}
    assert [form.get("id") for form in page.all("//aside/form")] == list(carriers)


def test_the_berkas_is_real_text(bot):
    bot.begin("entri-satu-keluarga")
    assert {"kk.number", "kk.1.nik", "kk.4.birth_date", "kk.q8"} <= set(bot.papers)
    assert "Kartu Keluarga (latihan)" in words(bot.browser.page)
    assert "Catatan RT" in words(bot.browser.page)


def test_ulangi_gives_another_family_and_keeps_the_login(bot):
    bot.begin("entri-satu-keluarga")
    before = bot.papers["kk.number"]
    bot.wait(1)  # two deeds at the same microsecond would be one
    press(bot, "/ulangi")
    assert bot.browser.page.form(action="login") is None
    bot.papers.clear()
    bot.read_panel()
    assert bot.papers["kk.number"] != before


def test_an_exercise_that_began_while_two_worked_in_one_copy_is_not_offered_from_the_beginning(bot, stage):
    with stage.app.app_context():
        shared = replace(desk(stage), companion="Sekdes")
        begin.begin(stage.app.extensions["gladi"].store, shared, agenda.exercises_of()[0], number=1)
    page = bot.browser.get(HOME)
    assert "dimulai saat salinan desa dipakai berdua" in words(page)
    assert page.all("//aside//form[contains(@action, '/ulangi')]") == []


def test_ulangi_names_the_family_that_it_is_about_now(bot):
    bot.begin("kiriman-macet-di-antrean")
    bot.wait(1)
    page = press(bot, "/ulangi")
    head = page.all("//aside//*[@data-fact='kk.head']")
    assert f"Keluarganya sekarang: {head[0].get('data-value')}." in words(page)


def test_the_frame_shows_the_hall_s_time(bot, stage):
    page = bot.browser.get(HOME)
    (clock,) = page.all("//*[@data-hall-clock]")
    assert float(clock.get("data-hall-clock")) == stage.clock.now().timestamp()


def test_a_page_of_the_copy_before_cannot_renew_again(bot, stage):
    bot.begin("entri-satu-keluarga")
    form = bot.browser.page.all("//aside//form[contains(@action, '/ulangi')]")[0]
    bot.browser.submit(form)
    with stage.app.app_context():
        once = desk(stage).pin.generation
    bot.browser.submit(form)
    with stage.app.app_context():
        assert desk(stage).pin.generation == once


def test_the_version_changes_with_the_journal_and_the_minute(bot, stage):
    bot.begin("entri-satu-keluarga")
    versions = [bot.browser.fragment("/latihan/panel/versi").text_content()]
    bot.browser.get("/desa/kotak-keluar")
    versions.append(bot.browser.fragment("/latihan/panel/versi").text_content())
    stage.clock.wait(60)
    versions.append(bot.browser.fragment("/latihan/panel/versi").text_content())
    assert len(set(versions)) == 3


def test_who_deletes_the_family_of_the_exercise_is_told_that_only_a_new_beginning_helps(bot):
    bot.begin("galat-sekali-lewat")
    name = next(iter(bot.numbers))
    assert "Mulai dari awal di panel" not in bot.look_at_panel().text_content()
    Delete(delete=name).play(bot)
    told = bot.look_at_panel().xpath("//p[@class='mistake']")
    assert ["pilih Mulai dari awal di panel" in each.text_content() for each in told] == [True]
