"""Met, lost, mistakes, solved, hints, hand, taken: one meaning, however the journals come in."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sandbox.deeds import DEEDS
from sandbox.details import read
from sandbox.journal import Deed, Outcome
from scenarios.attempt.attempts import Attempt
from scenarios.results.fold import Row, fold_all, key_of, merged, standing, whose
from scenarios.results.progress import by_person, results
from tests.conftest import NOON
from tests.journals import copied, interleaved, journals, people_of

BEGUN = {"scenario": "satu", "number": 1, "hash": "h", "skill": "s", "goals": ["a", "b"]}


def noted(id_: int, action: str, *, minutes: float = 0, person: int = 1, attempt: int | None = 1, **detail: Any) -> Deed:
    at = NOON + timedelta(minutes=minutes)
    return Deed(id_, at, at, person, action, None, None, Outcome.NOTED, None, attempt, None,
                read(DEEDS[action].details, detail))


def begin(id_: int = 1, *, minutes: float = 0, person: int = 1, **detail: Any) -> Deed:
    return noted(id_, "begin", minutes=minutes, person=person, attempt=id_, **{**BEGUN, **detail})


def given_hint(id_: int, number: int) -> Deed:
    return noted(id_, "hint_given", person=-3, trainee=1, number=number)


def state_of(*deeds: Deed, person: int = 1):
    return next(state for key, state in fold_all(Row(1, 1, deed) for deed in deeds).items() if key.person == person)


def minute(at: datetime) -> float:
    return (at - NOON) / timedelta(minutes=1)


def test_a_goal_that_was_lost_again_is_not_met():
    assert standing([begin(), noted(2, "judged", met=["a", "b"]), noted(3, "judged", lost=["b"])]).met == {"a"}


def test_nothing_counts_after_an_attempt_was_solved():
    solved = [begin(), noted(2, "judged", met=["a"], solved=True)]
    later = [noted(3, "hint", number=1), noted(4, "judged", lost=["a"], mistakes=["x"]), given_hint(5, 2)]
    assert standing([*solved, *later]) == standing(solved)


def test_a_mistake_counts_once_from_when_it_was_first_made():
    found = standing([begin(), noted(2, "judged", minutes=1, mistakes=["x"]), noted(3, "judged", minutes=2, mistakes=["y", "x"])])
    assert [(each.mistake, minute(each.at)) for each in found.erred] == [("x", 1), ("y", 2)]


def answered(id_: int, text: str, question: str = "berapa", right: bool = False) -> Deed:
    return noted(id_, "answer", question=question, text=text, right=right)


def test_a_number_from_one_to_seven_does_not_fall_on_the_third_guess_without_counting_as_help():
    looked = [begin(), answered(2, "1"), answered(3, "1"), answered(4, ""), answered(5, "3", right=True)]
    solved = noted(9, "judged", met=["a", "b"], solved=True)
    assert standing([*looked, solved]).go.alone
    guessed = standing([begin(), answered(2, "1"), answered(3, "2"), answered(5, "3", right=True), solved])
    assert (guessed.guesses, guessed.hints, guessed.go.alone) == (1, 0, False)
    assert standing([begin(), answered(2, "1"), answered(3, "1", "di mana"), solved]).go.alone


def test_how_clear_it_was_is_said_after_it_was_solved_and_changes_nothing_else():
    solved = [begin(), noted(2, "judged", met=["a", "b"], solved=True)]
    rated = standing([*solved, noted(3, "rate", rating="agak")])
    assert (rated.rating, replace(rated, rating="")) == ("agak", standing(solved))


def test_a_rung_that_was_given_and_then_opened_counts_once():
    assert standing([begin(), given_hint(2, 1), noted(3, "hint", number=1)]).hints == 1


def test_a_given_rung_counts_like_an_opened_one():
    assert standing([begin(), noted(2, "hint", number=1), given_hint(3, 2)]).hints == 2
    assert not standing([begin(), given_hint(2, 1), noted(3, "judged", solved=True)]).go.alone


def test_a_row_that_names_no_attempt_counts_for_none():
    assert state_of(begin(), noted(2, "judged", attempt=None, mistakes=["x"])).attempt.mistakes == ()


def test_a_partners_row_counts_for_nobody_elses_attempt():
    assert standing([begin(), noted(2, "judged", person=2, mistakes=["x"])]).mistakes == ()
    assert state_of(begin(), noted(2, "judged", person=2, mistakes=["x"])).attempt.mistakes == ()


def test_a_hand_raised_again_keeps_its_place():
    hand = state_of(noted(1, "raise_hand", minutes=1, text="Tolong"), noted(2, "raise_hand", minutes=5)).hand
    assert (minute(hand.at), hand.text) == (1, "Tolong")


def test_whoever_raises_a_hand_anew_is_not_taken_care_of_yet():
    took = noted(2, "take", person=-3, trainee=1, name="Rini")
    assert state_of(noted(1, "raise_hand"), took, noted(3, "raise_hand")).taken.name == "Rini"
    assert state_of(took, noted(3, "raise_hand")).taken is None
    assert state_of(noted(1, "raise_hand"), took, noted(3, "lower_hand")).taken is None


def test_what_was_solved_before_a_partner_went_back_to_a_mark_stays_solved():
    kept = [begin(), begin(2, person=2)]
    first = [*kept, noted(3, "judged", met=["a"], solved=True)]
    second = [*kept, noted(3, "hint", number=1)]
    states = fold_all([*(Row(1, 1, deed) for deed in first), *(Row(1, 2, deed) for deed in second)])
    mine, = by_person(states)[1]
    assert (mine.solved_at is not None, mine.hints) == (True, 0)


def test_hints_and_mistakes_before_going_back_to_a_mark_stay():
    first = [begin(), noted(2, "hint", number=2), noted(3, "judged", mistakes=["x"], met=["a"])]
    second = [begin(), noted(2, "judged", mistakes=["y", "x"], met=["b"])]
    states = fold_all([*(Row(1, 1, deed) for deed in first), *(Row(1, 2, deed) for deed in second)])
    mine, = by_person(states)[1]
    assert (mine.hints, mine.mistakes, mine.met) == (2, ("x", "y"), {"b"})


@given(st.tuples(journals(1), journals(2), journals(3)), st.lists(st.integers(0, 2)), st.integers(0, 40))
def test_any_interleaving_and_any_cut_gives_the_same_states(three, turns, cut):
    rows, at_once = interleaved(three, turns), fold_all(row for journal in three for row in journal)
    assert fold_all(rows) == at_once
    assert fold_all(rows[cut:], fold_all(rows[:cut])) == at_once


@given(journals(), st.integers(0, 13))
def test_a_row_folded_again_changes_nothing(rows, again):
    states = fold_all(rows)
    assert fold_all([rows[again % len(rows)]], states) == states


@given(journals())
def test_the_panels_attempt_stands_as_the_boards(rows):
    for key, state in fold_all(rows).items():
        for id_, attempt in state.attempts.items():
            own = [row.deed for row in rows if row.deed.attempt == id_]
            panels = Attempt(id_, key.person, own[0].at, own[0].detail, own)
            assert panels.standing == attempt


@given(copied(), st.randoms(use_true_random=False))
def test_results_do_not_hang_on_the_order_in_which_copies_come_in(rows, rng):
    shuffled = list(rows)
    rng.shuffle(shuffled)
    for person in people_of(1):
        assert results(shuffled, person) == results(rows, person)


@given(journals(), st.integers(0, 14))
def test_a_copy_of_the_beginning_adds_nothing(rows, kept):
    carried = [Row(row.sandbox, 2, row.deed) for row in rows[:kept]]
    for person in people_of(1):
        alone = merged(state for key, state in fold_all(rows).items() if key.person == person)
        both = results([*rows, *carried], person)
        assert [(each.id, each.solved_at, each.hints, each.mistakes) for each in both] == [
            (each.id, each.solved_at, each.hints, each.mistakes) for each in alone]


@given(journals())
def test_every_row_is_a_trainees(rows):
    assert {whose(row.deed) for row in rows} <= set(people_of(1))
    assert all(key_of(row) is not None for row in rows)
