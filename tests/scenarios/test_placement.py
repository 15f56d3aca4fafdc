"""Cek kemampuan: two parallel forms, one before the day and one after it, and what was gained by skill."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from instructor.reports.gains import by_gain
from sandbox.deeds import PLACED
from sandbox.details import PlacedDetails
from sandbox.journal import Deed, Outcome
from scenarios.day.exam import ExamStanding
from scenarios.day.opening import CLOSED, OPEN
from scenarios.file.skills import skills
from scenarios.panel import day_shown
from scenarios.panel.day_shown import BlockLine, DayShown, ExamShown, ExerciseLine
from scenarios.placement import items
from scenarios.placement.items import END, START, ItemsError, load
from scenarios.results.fold import AttemptState, Row, fold_all
from scenarios.results.progress import placed_by_person
from tests.conftest import NOON

SEATS = [f"35.10.02.{number}/{role}" for number in range(2001, 2021) for role in ("sekdes", "operator")]
LINE = ExerciseLine("a", "1.1", "A", 5, "belum", True)


def test_each_skill_of_the_certificate_is_asked_once_in_each_form():
    assert [item.skill for item in items.items()] == [skill.id for skill in skills() if skill.certificate]


def test_a_seat_answers_one_form_first_and_the_other_last_and_both_forms_are_somebodys_first():
    forms = {seat: (items.form_of(seat, START), items.form_of(seat, END)) for seat in SEATS}
    assert {*forms.values()} == {("a", "b"), ("b", "a")}


def test_the_right_option_stands_anywhere_and_what_is_right_is_known():
    asked = items.asked(SEATS[0], START)
    assert asked == items.asked(SEATS[0], START)
    assert {each.right for seat in SEATS for each in items.asked(seat, START)} == {0, 1, 2}
    said = {each.skill: str(each.right) for each in asked} | {asked[0].skill: "", asked[1].skill: "x"}
    assert items.known(SEATS[0], START, said) == [each.skill for each in asked[2:]]


def told(id_: int, end: str, *knew: str, generation: int = 1) -> Row:
    detail = PlacedDetails(end=end, form="a", asked=("masuk-aman", "periksa-dulu"), knew=knew)
    return Row(1, generation, Deed(id_, NOON, NOON, 1, PLACED.name, None, None, Outcome.NOTED, None, None, None, detail))


def test_the_first_answers_stand_also_over_generations():
    rows = [told(1, START, "masuk-aman"), told(2, START, "periksa-dulu"), told(1, END, "periksa-dulu", generation=2),
            told(2, START, generation=2)]
    assert placed_by_person(fold_all(rows))[1] == {
        START: {"masuk-aman": True, "periksa-dulu": False}, END: {"masuk-aman": False, "periksa-dulu": True}}


def day(*, left: bool, exam: ExamShown | None = None) -> DayShown:
    return DayShown([BlockLine("", OPEN, [LINE])], LINE if left else None, [], exam)


def exam(*, opened: bool, left: bool) -> ExamShown:
    return ExamShown(OPEN if opened else CLOSED, ExamStanding([], 0, SimpleNamespace() if left else None))  # type: ignore[arg-type]


@pytest.mark.parametrize(("shown", "begun", "placed", "offered"), [
    (day(left=True), False, (), START), (day(left=True), True, (), ""), (day(left=True), True, (START,), ""),
    (day(left=False), True, (START,), END), (day(left=False), True, (START, END), ""), (day(left=False), True, (), ""),
    (day(left=False, exam=exam(opened=True, left=True)), True, (START,), ""),
    (day(left=False, exam=exam(opened=False, left=True)), True, (START,), END),
    (day(left=True, exam=exam(opened=True, left=False)), True, (START,), END),
    (replace(day(left=True), single=True), False, (), ""), (replace(day(left=False), single=True), True, (START,), "")])
def test_it_is_offered_before_the_first_exercise_and_after_the_last(shown, begun, placed, offered):
    attempts = [AttemptState(1, "a", NOON, NOON)] if begun else []
    assert day_shown.placement(shown, attempts, {end: {} for end in placed}) == offered


def test_the_report_counts_who_answered_at_both_ends():
    person = SimpleNamespace(placed={START: {"masuk-aman": False}, END: {"masuk-aman": True}})
    once = SimpleNamespace(placed={START: {"masuk-aman": True}})
    results = SimpleNamespace(people=[person, person, once], course=SimpleNamespace(skills=skills()))
    assert [tuple(map(str, row)) for row in by_gain([results]).rows] == [("Masuk dengan aman", "2", "0", "2", "2")]  # type: ignore[list-item]
    assert by_gain([SimpleNamespace(people=[once], course=results.course)]).rows == ()  # type: ignore[list-item]


@pytest.mark.parametrize(("text", "told"), [
    ("items:\n  - {skill: anu, a: {asks: A, right: B, wrong: [C, D]}, b: {asks: A, right: B, wrong: [C, D]}}\n",
     "baris 2.*keterampilan anu tidak ada"),
    ("items:\n  - {skill: masuk-aman, a: {asks: A, right: B, wrong: [C]}, b: {asks: A, right: B, wrong: [C, D]}}\n", "baris 2")])
def test_a_wrong_file_tells_its_line(tmp_path, text, told):
    path = tmp_path / "items.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ItemsError, match=told):
        load(path)
