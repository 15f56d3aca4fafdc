"""How an exercise ends on the panel: its sentence, what still stands against it, and the examination."""


from http import HTTPStatus

import pytest

from sandbox import actions
from sandbox.deeds import BEGIN, HINT_GIVEN, SUBMIT
from sandbox.details import StaffHintDetails
from sandbox.journal import deeds
from scenarios.attempt import known
from scenarios.bots.bot import HOME, PANEL
from scenarios.bots.browser import Browser
from scenarios.day import agenda
from scenarios.day.block import Exam
from scenarios.file.loader import library
from scenarios.panel import panel
from scenarios.proof.playing import ClientTransport
from scenarios.steps.entering import Fill
from scenarios.steps.sending import Resend, Submit, Withdraw
from tests.scenarios.panels import (
    a_bot,
    begun_by_address,
    desk,
    generation_of,
    press,
    shared_copy,
    solve_the_stalled_submission,
    words,
)


def test_the_finished_exercise_shows_its_sentence_the_ladder_and_the_next_one(stage):
    bot = a_bot(stage, "sekdes")
    page = solve_the_stalled_submission(bot)
    assert "Selesai, tanpa bantuan" in words(page)
    assert "kecamatan tahu ini kiriman yang sama" in words(page)
    assert page.text_of("//aside//li[@aria-current='step']") == "mandiri"
    assert "Latihan berikutnya 1.1 Kenali layar kerja" in words(page)
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
                     detail=StaffHintDetails(trainee=here.person, name="Rini", number=1))
    bot.browser.get(HOME)
    assert "Lihat daftar kiriman Anda" in bot.browser.page.text_of("//*[@data-message]")
    assert "Buka petunjuk 2 dari 3" in words(bot.browser.page)
    assert "baca kolom Tahap" in words(press(bot, "/petunjuk"))


def test_a_mistake_is_explained_and_said_to_be_repaired(bot):
    bot.begin("kiriman-macet-di-antrean")
    turn = next(each for each in agenda.exercises_of() if each.scenario.id == "kiriman-macet-di-antrean").scenario
    bot.play(turn.wrong_turns[0].steps)
    assert "Ada dua kiriman untuk keluarga yang sama" in words(bot.browser.get("/desa/kotak-keluar"))
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
