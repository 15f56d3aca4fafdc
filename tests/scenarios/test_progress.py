"""Results folded from the feed: a renewed copy's rows count once, in whatever order they come."""

from datetime import datetime, timedelta
from typing import Any

from sandbox.deeds import DEEDS
from sandbox.details import read
from sandbox.journal import Deed, Outcome
from scenarios.results.fold import Row
from scenarios.results.mastery import Rung
from scenarios.results.progress import by_skill, progress, results
from tests.conftest import NOON


def a_row(journal_id: int, action: str, attempt: int | None, detail: dict[str, Any] | None = None, *, generation: int = 1,
          person: int = 1, at: datetime = NOON) -> Row:
    return Row(1, generation, Deed(journal_id, at, at, person, action, None, None, Outcome.NOTED, None, attempt, None,
                                   read(DEEDS[action].details, detail)))


def begun(journal_id: int, scenario: str = "a", number: int = 1, minutes: int = 0, skill: str = "", **more: Any) -> Row:
    detail = {"scenario": scenario, "hash": "h", "number": number, "skill": skill or f"skill-{scenario}", "goals": ["x", "y"]}
    return a_row(journal_id, "begin", journal_id, detail, at=NOON + timedelta(minutes=minutes), **more)


def test_an_exercise_that_was_begun_is_running():
    assert progress([begun(1)], 1)["a"].state == "jalan"


def test_a_hint_given_by_the_instructor_is_help_too():
    rows = [begun(1), a_row(2, "hint_given", 1, {"trainee": 1, "number": 1}, person=-3), a_row(3, "save", 1, {"solved": True})]
    assert progress(rows, 1)["a"].state == "dibantu"


def test_the_partners_rows_are_not_mine():
    rows = [begun(1), begun(2, "b", person=2), a_row(3, "save", 2, {"solved": True}, person=2)]
    assert set(progress(rows, 1)) == {"a"}


def test_rows_that_a_renewed_copy_began_with_count_once():
    first = [begun(1), a_row(2, "submit", 1, {"mistakes": ["m"]}), a_row(3, "save", 1, {"solved": True})]
    carried = [Row(1, 2, row.deed) for row in first]
    rows = [*first, *carried, begun(4, number=2, minutes=9, generation=2)]
    found = progress(rows, 1)["a"]
    assert [attempt.mistakes for attempt in found.attempts] == [("m",), ()]


def test_the_next_go_in_a_renewed_copy_may_have_the_same_journal_id():
    rows = [begun(5), a_row(6, "save", 5, {"solved": True}), begun(5, number=2, minutes=4, generation=2),
            a_row(6, "save", 5, {"solved": True}, generation=2, at=NOON + timedelta(minutes=5))]
    assert progress(rows, 1)["a"].state == "mahir"


def test_a_skill_climbs_over_several_exercises():
    rows = [begun(1, skill="periksa-dulu"), a_row(2, "save", 1, {"solved": True}), begun(3, "b", minutes=1, skill="periksa-dulu"),
            a_row(4, "save", 3, {"solved": True}, at=NOON + timedelta(minutes=2))]
    assert by_skill(results(rows, 1))["periksa-dulu"] is Rung.MAHIR


def test_a_case_solved_after_opening_its_hints_and_beginning_anew_is_dibantu():
    rows = [begun(1), a_row(2, "hint", 1, {"number": 3}), a_row(3, "submit", 1, {"mistakes": ["m"]}),
            begun(1, number=2, minutes=4, generation=2), a_row(2, "save", 1, {"solved": True}, generation=2)]
    found = progress(rows, 1)["a"]
    assert (found.state, found.alone) == ("dibantu", False)
