"""The examination: drawn for each person by the seed, known and new apart, each exercise once."""

from dataclasses import replace
from random import Random

import pytest

from scenarios.day import agenda, exam, opening
from scenarios.day.block import DayBlock, Draw, Exam, Opens
from scenarios.day.course import Course, Exercise, Weather
from scenarios.day.exam import KNOWN, NEW, ExamPart
from scenarios.day.opening import Clocks
from scenarios.file.loader import library
from scenarios.results.fold import AttemptState
from tests.conftest import AS_OF, NOON
from tests.scenarios.test_day import AGENDA


def rough(name: str) -> Exercise:
    return Exercise(name, "1.1", name, weather=Weather.GERIMIS)


DAY = Course([rough("a"), rough("b"), rough("c"), Exercise("tenang", "1.2", "Tenang")],
             exam=Exam(known=Draw(draw=2), new=Draw(draw=1), opens=Opens(by="hand")), held=[rough("x"), rough("y")],
             held_on=AS_OF)


def an_attempt(id_: int, scenario: str, part: str = "", **more: object) -> AttemptState:
    return AttemptState(id_, scenario, NOON, NOON, exam=part, **more)  # type: ignore[arg-type]


def test_known_ones_are_of_the_day_and_new_ones_of_what_was_held_back_and_the_seed_decides_which():
    drawn = exam.papers(DAY, "sekdes", Random(1))
    assert drawn == exam.papers(DAY, "sekdes", Random(1))
    assert [paper.part for paper in drawn] == [KNOWN, KNOWN, NEW]
    every = [paper for seed in range(40) for paper in exam.papers(DAY, "sekdes", Random(seed))]
    assert {paper.exercise.id for paper in every if paper.part == KNOWN} == {"a", "b", "c"}
    assert {paper.exercise.id for paper in every if paper.part == NEW} == {"x", "y"}
    assert exam.papers(Course(DAY.exercises), "sekdes", Random(1)) == []


def test_an_agenda_may_name_what_is_drawn_of():
    day = replace(DAY, exam=Exam(known=Draw(draw=2, of=("a", "c", "tenang")), new=Draw(draw=1, of=("y",))))
    every = [paper.exercise.id for seed in range(20) for paper in exam.papers(day, "sekdes", Random(seed))]
    assert set(every) == {"a", "c", "y"}
    assert Course(exam=day.exam).agenda()["exam"]["known"] == {"draw": 2, "of": ["a", "c", "tenang"]}


def test_what_only_a_trainer_opens_is_nobodys_known_exercise():
    blocks = [DayBlock(id="pagi", title="Pagi", exercises=("a", "b")),
              DayBlock(id="sore", title="Sore", exercises=("c",), opens=Opens(by="hand"))]
    day = replace(DAY, blocks=blocks)
    drawn = [paper.exercise.id for seed in range(40) for paper in exam.papers(day, "sekdes", Random(seed))]
    assert set(drawn) == {"a", "b", "x", "y"}


def test_each_exercise_comes_once_solved_or_not_and_what_was_practised_before_does_not_count():
    drawn = exam.papers(DAY, "sekdes", Random(1))
    first, second, third = (paper.exercise.id for paper in drawn)
    practised = [an_attempt(1, first, solved_at=NOON)]
    assert exam.standing(drawn, practised).next == drawn[0]
    here = exam.standing(drawn, [*practised, an_attempt(2, first, KNOWN), an_attempt(3, second, KNOWN)])
    assert (here.begun, here.next, here.running) == (2, drawn[2], True)
    assert exam.standing(drawn, [an_attempt(4, each, KNOWN) for each in (first, second, third)]).next is None


def test_known_and_new_are_reported_apart_and_help_is_not_clean():
    attempts = [an_attempt(1, "a", KNOWN, solved_at=NOON), an_attempt(2, "b", KNOWN, solved_at=NOON, hints=1),
                an_attempt(3, "x", NEW), an_attempt(4, "c", solved_at=NOON)]
    assert exam.part(DAY, "sekdes", attempts, KNOWN) == ExamPart(2, 2, 1)
    assert exam.part(DAY, "sekdes", attempts, NEW) == ExamPart(1, 0, 0)


def test_what_is_held_back_can_be_begun_by_nobody_and_the_examination_waits_for_the_trainer():
    now = Clocks(NOON, NOON)
    assert not opening.of_exercise(DAY, {}, "x", now).open
    assert not opening.of_exam(DAY, {}, now).open
    assert opening.of_exam(DAY, {opening.EXAM: opening.Act(True, NOON, 1)}, now).open
    assert not opening.of_exam(Course(), {opening.EXAM: opening.Act(True, NOON, 1)}, now).open


EXAM = AGENDA + "exam:\n  known: 1\n  new: 1\n  held:\n    - halaman-wifi\n"


@pytest.mark.parametrize(("right", "wrong", "line", "told"), [
    ("halaman-wifi", "galat-sekali-lewat", 18, "latihan galat-sekali-lewat sudah ada di atas"),
    ("halaman-wifi", "dua-kali-lalu-lapor", 13, "gangguan server_error disimpan untuk ujian. Keluarkan latihan ini dari blok"),
    ("new: 1", "new: 2", 16, "held hanya memuat 1 latihan"),
    ("known: 1", "known: {draw: 1, of: [daftar-yang-lambat]}", 15, "latihan daftar-yang-lambat tidak ada di exercises hari itu"),
    ("known: 1", "known: 9", 15, "exercises hari itu yang ada gangguannya hanya memuat"),
    ("new: 1", "new: {draw: 1, of: [galat-sekali-lewat]}", 16, "latihan galat-sekali-lewat tidak ada di held. Pilih dari held"),
    ("halaman-wifi", "halaman", 18, "latihan halaman tidak ada di pustaka")])
def test_an_agenda_that_gives_away_what_it_holds_back_is_refused_with_its_line(tmp_path, right, wrong, line, told):
    path = tmp_path / "coba.yaml"
    path.write_text(EXAM, encoding="utf-8")
    assert agenda.load(path).exam is not None
    path.write_text(EXAM.replace(right, wrong), encoding="utf-8")
    with pytest.raises(agenda.AgendaError) as caught:
        agenda.load(path)
    assert f"coba.yaml, baris {line}" in str(caught.value)
    assert told in str(caught.value)


@pytest.mark.parametrize("agenda_id", [name for name, each in agenda.agendas().items() if each.exam])
def test_free_practice_shows_nothing_of_what_an_examination_holds_back(agenda_id):
    chosen = agenda.chosen(agenda_id)
    held = {fault.slug() for each in chosen.held for fault in each.scenario.faults}
    assert held
    assert [each.scenario.id for each in (*chosen.exercises, *chosen.others)
            if held & {fault.slug() for fault in each.scenario.faults}] == []
    assert all(each.scenario.id in library() for each in chosen.held)
