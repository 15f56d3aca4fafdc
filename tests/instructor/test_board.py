"""The board is the same, however the journals come in."""

from datetime import timedelta
from functools import reduce

from hypothesis import given
from hypothesis import strategies as st

from instructor.board import picture
from instructor.board.fold import Board, fold_all
from instructor.board.hall import seat_key
from scenarios.results import fold as lessons
from scenarios.results.fold import Row
from scenarios.results.progress import results
from tests.conftest import NOON
from tests.instructor.factories import Journal, a_hall, a_seat
from tests.journals import copied, interleaved, journals, people_of


@given(st.tuples(journals(1), journals(2), journals(3)), st.lists(st.integers(0, 2)), st.lists(st.integers(0, 2)))
def test_any_interleaving_of_journals_gives_the_same_board(three, one_way, other_way):
    assert fold_all(interleaved(three, one_way)) == fold_all(interleaved(three, other_way))


@given(st.tuples(journals(1), journals(2)), st.lists(st.integers(0, 1)), st.integers(0, 20))
def test_a_board_folded_live_equals_one_rebuilt_from_the_journals(two, turns, cut):
    rows = interleaved(two, turns)
    nothing: Board = {}
    live = reduce(lambda board, row: fold_all([row], board), rows, nothing)
    assert dict(live) == fold_all([*two[0], *two[1]])
    assert fold_all(rows[cut:], fold_all(rows[:cut])) == dict(live)


@given(journals(1), st.integers(0, 13))
def test_a_row_that_came_before_changes_nothing(rows, again):
    board = fold_all(rows)
    row = rows[again % len(rows)]
    assert fold_all([row], board) == board


@given(copied())
def test_the_board_counts_attempts_as_the_lesson_does(rows):
    board = fold_all(rows)
    assert {key: state.lesson for key, state in board.items()} == lessons.fold_all(rows)
    for person in people_of(1):
        mine = picture.every_attempt(state for key, state in sorted(board.items()) if key.person == person)
        assert mine == results(rows, person)


def test_an_exercise_solved_after_its_hints_were_opened_and_begun_anew_is_shown_as_helped():
    journal = Journal().begun(0).noted("hint", 1, detail={"number": 1}).begun(2, number=2).did("save", 3, detail={"solved": True})
    board = fold_all(journal.rows)
    line = picture.line(a_hall(), a_seat(), board[seat_key(a_seat())], NOON + timedelta(minutes=4))
    assert line.cells == (("dibantu", False),)


def test_what_a_copy_brings_along_from_its_mark_is_counted_once():
    first = Journal().begun(0).did("save", 2, detail={"met": ["ditemukan"], "solved": True})
    second = Journal(generation=2)
    second.rows = [Row(1, 2, row.deed) for row in first.rows]
    second.begun(5, number=2)
    board = fold_all([*first.rows, *second.rows])
    seat = a_seat(generation=2)
    line = picture.line(a_hall(seat), seat, board[seat_key(seat)], NOON + timedelta(minutes=6),
                        picture.archives(a_hall(seat), board)[1])
    assert line.done == 1
    assert len(picture.every_attempt(board.values())) == 2


def test_a_raised_hand_stays_in_the_grid_when_the_exercise_is_solved():
    solved = Journal().begun(0).did("save", 1, detail={"solved": True}).noted("raise_hand", 2)
    for journal, shown in ((solved, "minta_tolong"), (Journal().begun(0).did("save", 1, detail={"solved": True}), "mandiri")):
        state = fold_all(journal.rows)[seat_key(a_seat())]
        line = picture.line(a_hall(), a_seat(), state, NOON + timedelta(minutes=3))
        assert line.cells[0][0] == shown
        assert picture.tally(picture.of_lines([line]), 0) == (1, 0, 0)  # and on the projector it is solved all the same
