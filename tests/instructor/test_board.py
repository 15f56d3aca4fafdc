"""The board is the same, however the journals come in."""

from collections import Counter
from datetime import timedelta
from functools import reduce

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from instructor.board import picture, stretches
from instructor.board.fold import Board, fold_all
from instructor.board.hall import seat_key
from instructor.days import groups
from scenarios.day import agenda
from scenarios.day.block import DayBlock
from scenarios.day.course import Course, Exercise
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


def a_day(*sizes):
    """A day of blocks a, b, … of so many exercises."""
    blocks = [DayBlock(id=f"blok-{name}", title=name, exercises=tuple(f"{name}-{number}" for number in range(size)))
              for name, size in zip("abcdef", sizes, strict=False)]
    return Course([Exercise(each, each, each) for block in blocks for each in block.exercises], blocks=blocks)


def test_a_day_that_fits_the_grid_is_one_stretch_and_a_longer_one_keeps_its_blocks_whole():
    assert (len(stretches.stretches(a_day(5, 7))), stretches.places(stretches.stretches(a_day(5, 7)))) == (1, [])
    assert stretches.stretches(Course()) == []
    day = a_day(4, 7, 6, 12, 14)
    found = stretches.stretches(day)
    assert [each.titles for each in found] == [("a", "b"), ("c",), ("d",), ("e",), ("e",)]
    assert stretches.places(found) == [0] * 11 + [1] * 6 + [2] * 12 + [3] * 12 + [4] * 2
    people = stretches.at_work(found, day.exercises, ["c-0", "e-13", "c-5", "9.9"])
    assert (people, stretches.busiest(people)) == ([0, 2, 0, 0, 1], 1)


def test_of_a_long_day_board_and_projector_show_the_stretch_in_which_most_are_at_work(a_training):
    groups.open_group(1, now=NOON, day=agenda.chosen("sehari-penuh"))
    browser = a_training.browser("staff:1:1")
    shown = html.fromstring(browser.get("/papan").text)
    here, = shown.xpath("//section[@data-stretch]")
    links = [" ".join(each.xpath("text()")).strip() for each in shown.xpath("//nav[@class='stretches']/a")]
    assert (here.get("data-stretch"), links[0], len(links)) == ("0", "Masuk dan navigasi · Data keluarga", 6)
    heads = shown.xpath("(//div[@class='board-head'])[1]/span[@class='cells']/span/@class")
    assert max(Counter(heads).values()) <= stretches.WIDEST
    chosen, = html.fromstring(browser.get("/papan?bagian=3").text).xpath("//section[@data-chosen]/@data-stretch")
    assert chosen == "3"
    assert "data-chosen" not in browser.get("/papan?bagian=99").text
    assert len(html.fromstring(browser.get("/papan/proyektor").text).xpath("//*[@data-people]")) == 11
    browser.post("/bahasa/en")
    assert "Where the answer is lost</a>" in browser.get("/papan").text.replace(' <strong data-at-work="1" hidden>0</strong>', "")
