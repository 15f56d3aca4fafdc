"""Results folded from the feed: a renewed copy's rows count once, in whatever order they come."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from scenarios.results.mastery import Step
from scenarios.results.progress import progress, results, skills
from tests.conftest import NOON


@dataclass
class Row:
    """A row of the feed."""

    journal_id: int
    action: str
    attempt: int | None
    detail: dict[str, Any] = field(default_factory=dict)
    generation: int = 1
    person: int = 1
    sandbox_id: int = 1
    wall_at: datetime = NOON

    @property
    def at(self) -> datetime:
        return self.wall_at


def begun(journal_id: int, scenario: str = "a", number: int = 1, minutes: int = 0, **more: Any) -> Row:
    detail = {"scenario": scenario, "hash": "h", "number": number, "skill": f"skill-{scenario}", "goals": ["x", "y"]}
    return Row(journal_id, "begin", journal_id, detail, wall_at=NOON + timedelta(minutes=minutes), **more)


def test_an_exercise_that_was_begun_is_running():
    assert progress([begun(1)])["a"].state == "jalan"


def test_goals_that_were_lost_again_are_not_met():
    rows = [begun(1), Row(2, "save", 1, {"met": ["x", "y"]}), Row(3, "save", 1, {"lost": ["y"]})]
    assert results(rows)[0].met == {"x"}


def test_a_hint_given_by_the_instructor_is_help_too():
    rows = [begun(1), Row(2, "hint_given", None, {"trainee": 1}, person=-3), Row(3, "save", 1, {"solved": True})]
    assert progress(rows, 1)["a"].state == "dibantu"


def test_nothing_counts_after_the_exercise_is_solved():
    rows = [begun(1), Row(2, "save", 1, {"solved": True}), Row(3, "hint", 1), Row(4, "submit", 1, {"mistakes": ["m"]})]
    solved = progress(rows)["a"]
    assert (solved.state, solved.hints, solved.mistakes) == ("mandiri", 0, ())


def test_the_partners_rows_are_not_mine():
    rows = [begun(1), begun(2, "b", person=2), Row(3, "save", 2, {"solved": True}, person=2)]
    assert set(progress(rows, 1)) == {"a"}


def test_rows_that_a_renewed_copy_began_with_count_once():
    first = [begun(1), Row(2, "submit", 1, {"mistakes": ["m"]}), Row(3, "save", 1, {"solved": True})]
    carried = [Row(row.journal_id, row.action, row.attempt, row.detail, generation=2, wall_at=row.wall_at) for row in first]
    rows = [*first, *carried, begun(4, number=2, minutes=9, generation=2)]
    found = progress(rows)["a"]
    assert [attempt.mistakes for attempt in found.attempts] == [["m"], []]


def test_the_next_go_in_a_renewed_copy_may_have_the_same_journal_id():
    rows = [begun(5), Row(6, "save", 5, {"solved": True}), begun(5, number=2, minutes=4, generation=2),
            Row(6, "save", 5, {"solved": True}, generation=2, wall_at=NOON + timedelta(minutes=5))]
    assert progress(rows)["a"].state == "mahir"


def test_a_skill_climbs_over_several_exercises():
    rows = [begun(1), Row(2, "save", 1, {"solved": True}), begun(3, "b", minutes=1),
            Row(4, "save", 3, {"solved": True}, wall_at=NOON + timedelta(minutes=2))]
    for row in rows:
        if row.action == "begin":
            row.detail["skill"] = "periksa-dulu"
    assert skills(rows)["periksa-dulu"] is Step.MAHIR


@given(st.integers(0, 1000))
def test_the_order_in_which_rows_come_does_not_matter(seed):
    rows = [begun(1), Row(2, "hint", 1), Row(3, "save", 1, {"met": ["x"]}), Row(4, "save", 1, {"lost": ["x"]}),
            begun(5, "b", minutes=1), Row(6, "save", 5, {"solved": True}), begun(5, number=2, minutes=8, generation=2)]
    shuffled = list(rows)
    Random(seed).shuffle(shuffled)
    assert results(shuffled) == results(rows)
