"""The sheet to take home: the own day in what a page holds, mistakes before routine; a trainee sees only the own one."""

from datetime import timedelta

from instructor.board.hall import hall_around
from instructor.takehome.sheet import SheetMoment, _kept, take_home
from instructor.takehome.words import FELT
from scenarios.file.skills import skills
from scenarios.results.mastery import Rung
from tests.conftest import NOON
from tests.instructor.factories import EXERCISE, Journal
from tests.instructor.test_report_pages import begin
from tests.instructor.test_reports import ALONE, HELPED, a_day


def sheet_of(*journals, person=0):
    day = a_day(*journals)
    return take_home(day.course, day.people[person])


def test_a_mistake_stands_with_its_words_and_whether_it_was_put_right():
    mended = Journal(person=1).begun(1).did("save", 5, detail={"mistakes": ["ganda"]}).did(
        "save", 7, detail={"repaired": ["ganda"], "solved": True})
    for journal, word, after, counts in ((HELPED, "keliru", None, (1, 0)), (mended, "keliru, dibetulkan pukul", 2, (1, 1))):
        sheet = sheet_of(journal)
        slip, = [each for each in sheet.moments if each.slip]
        assert (slip.slip, slip.word) == ("Ada dua kiriman untuk keluarga ini", word)
        assert (slip.mended_at and (slip.mended_at - slip.at).total_seconds()) == (after and after * 60)
        assert (sheet.slips, sheet.mended) == counts
        assert sheet.felt == FELT[EXERCISE.skill]


def test_a_day_of_many_attempts_keeps_what_a_page_holds_in_its_order_and_every_mistake_among_it():
    journal = Journal(person=1)
    for go in range(14):
        journal.begun(go * 10, number=go + 1).did("save", go * 10 + 1, detail={"mistakes": ["ganda"] if go < 4 else []})
    sheet = sheet_of(journal)
    assert (sum(bool(each.slip) for each in sheet.moments), sheet.left_out) == (4, 0)
    assert [each.at for each in sheet.moments] == sorted(each.at for each in sheet.moments)


def test_the_eleven_exercises_of_a_day_stand_on_it_and_what_does_not_fit_is_counted():
    day = [SheetMoment(NOON + timedelta(minutes=minute), "Latihan", "mandiri") for minute in range(11)]
    slips = [SheetMoment(NOON + timedelta(minutes=minute, seconds=30), "Latihan", "keliru", "Kirim ganda") for minute in range(6)]
    assert _kept(day) == day
    kept = _kept(day + slips)
    assert [bool(each.slip) for each in kept] == [False, True] * 4 + [True] * 2
    assert len(_kept(slips * 3)) == 9


def test_without_a_mistake_it_tells_what_went_well_and_which_skills_are_left():
    sheet = sheet_of(HELPED, ALONE, person=1)
    assert not sheet.went_wrong
    assert {skill.id: rung for skill, rung in sheet.skills}[EXERCISE.skill] is Rung.MANDIRI
    assert len(sheet.lacking) == sum(skill.certificate for skill in skills()) - 1
    assert sheet.again == []


def test_every_skill_says_what_a_citizen_feels():
    assert {skill.id for skill in skills()} == set(FELT)


def test_a_trainee_sees_the_own_sheet_and_nobody_else_s_and_a_trainer_sees_all(opened):
    first = opened.seat(1)
    here, _seat = hall_around(1)
    begin(opened, 1, here.exercises[0], judged={"solved": True, "met": []})
    for number in (1, 3):
        page = opened.browser(f"seat:{number}:1").get("/lembar").get_data(as_text=True)
        assert opened.seat(number).name in page
        assert ("mandiri</span>" in page) == (number == 1)
    assert first.name not in opened.browser("seat:3:1").get("/lembar").get_data(as_text=True)
    assert opened.browser("seat:3:1").get("/papan/peserta/1/lembar").status_code == 403
    assert opened.browser().get("/lembar").status_code == 302
    assert first.name in opened.staff().get("/papan/peserta/1/lembar").get_data(as_text=True)
