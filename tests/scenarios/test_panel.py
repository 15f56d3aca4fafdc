"""The panel through the real pages: choosing, hints, hand, answers, messages, starting over; without any script."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from http import HTTPStatus
from typing import Any

import pytest
from flask import g
from sqlalchemy import select

from instructor.days import openings
from sandbox import actions
from sandbox.deeds import BEGIN, HINT_GIVEN, MESSAGE, SUBMIT
from sandbox.desks import desk_for
from sandbox.details import StaffDetails, StaffHintDetails
from sandbox.journal import Deed, deeds
from sandbox.platform.db import write
from sandbox.platform.models import Group
from sandbox.seats import find
from sandbox.server.cli import ProofStage, proof_stage
from sandbox.store import generations
from scenarios.attempt import known
from scenarios.bots.bot import HOME, PANEL, Bot
from scenarios.bots.browser import Browser, Page
from scenarios.day import agenda, course
from scenarios.day.block import DayBlock, Exam, Opens
from scenarios.file.loader import library
from scenarios.panel import panel
from scenarios.play import begin
from scenarios.proof.playing import ClientTransport
from scenarios.steps.entering import Fill
from scenarios.steps.looking import Open, OpenHousehold
from scenarios.steps.sending import ReportTrouble, Resend, Submit, Withdraw

INCOME = "/desa/keluarga/1/bagian/penghasilan"


@pytest.fixture(scope="module")
def stage() -> Iterator[ProofStage]:
    with proof_stage(agenda.exercises_of()) as stage:
        yield stage


@pytest.fixture
def day(stage: ProofStage) -> Iterator[Callable[..., None]]:
    """Gives the open group another day: blocks, what else there is, what was opened by hand. It is taken back afterwards."""
    with stage.app.app_context(), write() as session:
        group = session.scalars(select(Group)).one()
        before = group.agenda, group.openings

    def give(**parts: Any) -> None:
        with stage.app.app_context(), write() as session:
            group = session.scalars(select(Group)).one()
            group.agenda = replace(course.course(group.agenda), **parts).agenda()

    yield give
    with stage.app.app_context(), write() as session:
        group = session.scalars(select(Group)).one()
        group.agenda, group.openings = before


@pytest.fixture
def bot(stage: ProofStage) -> Bot:
    """An operator who has just sat down, in a fresh copy of the village."""
    return a_bot(stage, "operator")


def a_bot(stage: ProofStage, role: str) -> Bot:
    """That person of the village, in a fresh copy."""
    stage.clock.wait(1)
    with stage.app.app_context():
        seat = find(stage.village_code, role)
        generations.renew(seat.pin.sandbox, now=stage.clock.now())
        card = stage.card(seat)
    bot = Bot(Browser(ClientTransport(stage.app.test_client())), stage.clock.wait)
    bot.sit_down(card)
    return bot


def desk(stage: ProofStage) -> actions.Desk:
    return desk_for(find(stage.village_code, "operator"), stage.clock)


@contextmanager
def shared_copy(stage: ProofStage) -> Iterator[None]:
    """Meanwhile the other person of the village works in the same copy."""
    hooks = stage.app.before_request_funcs[None]
    hooks.append(lambda: setattr(g, "desk", replace(g.desk, companion="Sekdes")))
    try:
        yield
    finally:
        hooks.pop()


def press(bot: Bot, path: str, **typed: str) -> Page:
    """Press the panel's button that posts to that address."""
    form = bot.browser.page.all(f"//aside//form[contains(@action, '{path}')]")[0]
    return bot.browser.submit(form, {name: [value] for name, value in typed.items()})


def begun_by_address(bot: Bot, scenario_id: str) -> int:
    """The answer to beginning that exercise though no button of the page does it."""
    page = bot.browser.page
    known = {name: page.all(f"//input[@name='{name}']/@value")[0] for name in ("csrf_token", "_generation")}
    attempt = page.all("//*[@data-attempt]/@data-attempt")[0].split("-")[0]
    sent = {**known, "scenario": scenario_id, "after": attempt}
    return bot.browser.transport.post("/latihan/mulai", [*sent.items()]).status


def test_an_exercise_of_the_other_role_is_begun_by_no_address(stage):
    sekdes = a_bot(stage, "sekdes")
    sekdes.browser.get(HOME)
    assert begun_by_address(sekdes, "tombol-kirim-tidak-ada") == HTTPStatus.CONFLICT


def button_of(page: Page, path: str) -> Any:
    return page.all(f"//aside//form[contains(@action, '{path}')]//button")[0]


def press_without_script(bot: Bot, path: str, **typed: str) -> Page:
    """The same as a browser without script does it: the button sends the form that it names, to the button's own address."""
    button = button_of(bot.browser.page, path)
    form = bot.browser.page.all(f"//form[@id='{button.get('form')}']")[0]
    form.set("action", button.get("formaction"))
    return bot.browser.submit(form, {name: [value] for name, value in typed.items()})


def words(page: Page) -> str:
    return page.text_of("//aside")


def test_the_panel_offers_the_day_with_the_first_exercise_as_the_main_one(bot):
    page = bot.browser.get(HOME)
    buttons = page.all("//aside//button[@data-scenario]")
    assert [button.get("data-scenario") for button in buttons] == [each.scenario.id for each in agenda.exercises_of()]
    assert [button.get("data-scenario") for button in buttons if "btn-primary" in button.get("class")] == ["daftar-yang-lambat"]


def test_a_closed_block_says_when_it_is_opened_and_a_press_on_its_button_begins_nothing(bot, stage, day):
    form = bot.browser.get(HOME).all("//form[.//button[@data-scenario='entri-satu-keluarga']]")[0]
    first, later = (DayBlock(id="satu", title="Satu", exercises=("daftar-yang-lambat",)),
                    DayBlock(id="dua", title="Dua", opens=Opens(by="hand"), exercises=("entri-satu-keluarga",)))
    day(blocks=(first, later), exercises=tuple(agenda.exercise(each) for each in agenda.exercises_of()[:2]))
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


def generation_of(stage: ProofStage) -> int:
    with stage.app.app_context():
        return desk(stage).pin.generation


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
    assert "Urutan ke-1" in words(bot.browser.page)
    assert "Pelatih dipanggil" not in words(press(bot, "/turunkan-tangan"))


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
    assert "Urutan ke-2" in words(press(bot, "/angkat-tangan"))
    a_bot(stage, "sekdes")
    assert "Urutan ke-1" in words(bot.browser.get(HOME))


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


def journalled(stage: ProofStage) -> list[Deed]:
    with stage.app.app_context(), stage.app.extensions["gladi"].store.open(desk(stage).pin) as session:
        return deeds(session)


def answer_input(page: Page) -> Any:
    return page.all("//aside//form[contains(@action, '/jawab')]//input[@type!='hidden' or not(@type)]")[0]


def test_a_wrong_answer_is_said_and_a_right_one_ticks_its_goal(bot):
    bot.begin("daftar-yang-lambat")
    name = answer_input(bot.browser.page).get("name")
    page = press(bot, "/jawab", **{name: "99"})
    assert "Belum cocok. Lihat dulu di halamannya; menebak terhitung sebagai bantuan." in words(page)
    bot.play([OpenHousehold(household="kk")])
    page = press(bot, "/jawab", **{name: bot.seen["members"]})
    assert "Belum cocok" not in words(page)


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


def solve_the_stalled_submission(bot: Bot) -> Page:
    bot.begin("kiriman-macet-di-antrean")
    bot.play(next(each for each in agenda.exercises_of() if each.scenario.id == "kiriman-macet-di-antrean").scenario.solution)
    return bot.browser.get(HOME)


def test_the_finished_exercise_shows_its_sentence_the_ladder_and_the_next_one(stage):
    bot = a_bot(stage, "sekdes")
    page = solve_the_stalled_submission(bot)
    assert "Selesai, tanpa bantuan" in words(page)
    assert "kecamatan tahu ini kiriman yang sama" in words(page)
    assert page.text_of("//aside//li[@aria-current='step']") == "mandiri"
    assert "Latihan berikutnya 1.4 Daftar yang lambat" in words(page)
    thanks = press(bot, "/nilai")
    assert "Terima kasih, tercatat." in words(thanks)
    assert "Latihan ini jelas?" not in words(bot.browser.get(HOME))


def test_who_opened_a_hint_and_began_anew_is_told_that_it_was_solved_with_help(bot):
    bot.begin("kiriman-macet-di-antrean")
    press(bot, "/petunjuk")
    press(bot, "/ulangi")
    page = solve_the_stalled_submission(bot)
    assert "Selesai, dengan bantuan" in words(page)
    assert page.text_of("//aside//li[@aria-current='step']") == "dibantu"


def test_a_hint_given_by_the_trainer_is_open_in_the_panel_and_the_next_button_opens_the_one_after(bot, stage):
    bot.begin("kiriman-macet-di-antrean")
    with stage.app.app_context():
        here, store = desk(stage), stage.app.extensions["gladi"].store
        with store.open(here.pin) as session:
            attempt = known.current(session, here.person)
        actions.note(store, here, HINT_GIVEN, person=-1, attempt=attempt.id,
                     detail=StaffHintDetails(trainee=here.person, name="Rini", number=1, text="Lihat daftar kiriman Anda."))
    bot.browser.get(HOME)
    assert "Buka petunjuk 2 dari 3" in words(bot.browser.page)
    assert "baca kolom Tahap" in words(press(bot, "/petunjuk"))


def test_a_mistake_is_explained_and_said_to_be_repaired(bot):
    bot.begin("kiriman-macet-di-antrean")
    turn = next(each for each in agenda.exercises_of() if each.scenario.id == "kiriman-macet-di-antrean").scenario
    bot.play(turn.wrong_turns[0].steps)
    assert "Ada dua kiriman untuk keluarga ini" in words(bot.browser.get("/desa/kotak-keluar"))
    bot.play([Withdraw(withdraw="kk")])
    page = words(bot.browser.get("/desa/kotak-keluar"))
    assert "Sudah dibetulkan: " in page
    assert "Ada yang keliru." not in page


def test_nobody_is_told_to_press_nothing_while_something_is_to_be_put_right(bot):
    bot.begin("kiriman-macet-di-antrean")
    bot.play([Submit(submit="kk", only_if_missing=False), Submit(submit="kk", only_if_missing=False)])
    waiting = "tidak ada yang perlu ditekan"
    assert waiting not in words(bot.browser.get("/desa/kotak-keluar"))
    bot.play([Withdraw(withdraw="kk", oldest=True)])
    assert waiting in words(bot.browser.get("/desa/kotak-keluar"))


def test_while_the_system_is_closed_the_panel_says_till_when_and_that_waiting_is_right(bot, stage):
    bot.begin("pemeliharaan-sampai-jamnya")
    bot.play([Fill(fill="kk")])
    assert bot.browser.page.status == 503
    opens = f"Sistem dibuka lagi pukul {bot.seen['hour']}"
    assert opens in words(bot.browser.page)
    assert bot.browser.get("/desa/kotak-keluar").status == 503
    stage.clock.wait(120)
    page = bot.browser.get("/desa/kotak-keluar")
    assert (page.status, opens in words(page)) == (200, False)


def test_nobody_without_a_seat_gets_the_panel(stage):
    browser = Browser(ClientTransport(stage.app.test_client()))
    assert browser.get(PANEL).url == "/masuk"


def test_the_panel_names_a_picked_household_by_its_number_of_today(bot, stage):
    bot.begin("kiriman-macet-di-antrean")
    before = bot.number("kk")
    bot.open_household("kk")
    key = bot.record(before)
    corrected = before[:-4] + "9871"
    bot.follow("/bagian/identitas", what="card")
    bot.save({"number": [corrected]}, before)
    bot.read_panel()
    assert bot.number("kk") == corrected
    bot.open_household("kk")
    assert bot.record(corrected) == key


FACTS = {"kk.ref": "K-2026-0012", "kk.ref4": "0012", "kk.members": "4"}


@pytest.mark.parametrize(("typed", "answer", "right"), [
    ("0012", "{{ kk.ref4 }}", True), ("K-2026-0012", "{{ kk.ref4 }}", True), ("k 2026 0012", "{{kk.ref4}}", True),
    ("\u200e０0 12 ", "{{ kk.ref4 }}", True), ("2026-0012", "{{ kk.ref4 }}", False), ("12", "{{ kk.ref4 }}", False),
    ("", "{{ kk.ref4 }}", False), ("K-2026-0013", "{{ kk.ref4 }}", False), ("4", "{{ kk.members }}", True),
    ("²", "{{ kk.members }}", False), ("kk-504", "KK 504", True)])
def test_a_whole_reference_answers_the_question_for_its_last_four_digits(typed, answer, right):
    assert panel.is_right(typed, answer, FACTS) is right


def test_a_goal_that_time_met_is_told_beside_the_page_of_an_error_too(bot, stage):
    bot.begin("kiriman-macet-di-antrean")
    Submit(submit="kk").play(bot)
    bot.browser.get("/desa/kotak-keluar")
    Resend(resend="kk").play(bot)
    stage.clock.wait(900)
    assert bot.browser.get("/desa/lembar/tidak-ada").status == 404
    with stage.app.app_context(), stage.app.extensions["gladi"].store.open(desk(stage).pin) as session:
        assert deeds(session)[-1].action == "judged"


def test_a_page_without_a_reference_acknowledges_no_submission_to_a_bot(bot):
    bot.begin("kiriman-macet-di-antrean")
    bot.open_household("kk")
    bot.note_if_well(SUBMIT, bot.number("kk"), bot.reference())
    assert bot.told == []


def test_an_examination_runs_in_its_own_copy_without_hints_and_without_a_way_back(bot, stage, day):
    first, other, held = "kiriman-macet-di-antrean", "entri-satu-keluarga", "halaman-wifi"
    exercises = tuple(agenda.exercise(library()[each]) for each in (first, other))
    day(exercises=exercises, blocks=(), exam=Exam(known=1, new=1, held=(held,)),
        held=(agenda.exercise(library()[held]),))
    before = generation_of(stage)
    page = bot.browser.get(HOME)
    assert "2 latihan, tanpa petunjuk" in words(page)
    form = page.all("//form[.//button[@data-exam]]")[0]
    bot.browser.submit(form)
    page = bot.browser.submit(form)
    assert generation_of(stage) == before + 1
    assert "Latihan 5.1" in words(page)
    assert "tanpa petunjuk, dan tidak dimulai dari awal" in words(page)
    assert page.all("//aside//form[contains(@action, '/petunjuk') or contains(@action, '/ulangi')]") == []
    assert page.all("//aside//button[@data-scenario]") == []
    assert begun_by_address(bot, other) == HTTPStatus.CONFLICT, "nothing else is begun meanwhile"
    with shared_copy(stage):
        page = bot.browser.get(HOME)
    assert page.all("//aside//button[@data-exam]") == [], "it would change nothing"
    assert page.all(f"//aside//button[@data-scenario='{other}']"), "no dead end"
    bot.read_panel()
    bot.play(library()[first].scenario.solution)
    page = bot.browser.get(HOME)
    assert "Ujian, latihan 2 dari 2" in words(page)
    bot.browser.submit(page.all("//form[.//button[@data-exam]]")[0])
    page = bot.browser.get(HOME)
    assert "Latihan 6.5" in words(page)
    assert generation_of(stage) == before + 1
    assert page.all("//form[.//button[@data-exam]]") == []
    with stage.app.app_context(), stage.app.extensions["gladi"].store.open(desk(stage).pin) as session:
        assert [deed.told(BEGIN).exam for deed in deeds(session) if deed.kind is BEGIN] == ["known", "new"]
