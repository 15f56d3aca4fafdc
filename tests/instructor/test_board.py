"""The board is the same, however the journals come in."""

from collections.abc import Sequence
from datetime import timedelta
from functools import reduce

from hypothesis import given, settings
from hypothesis import strategies as st

from instructor.board import picture
from instructor.board.fold import Board, Row, fold, fold_all, seat_after
from instructor.board.hall import seat_key
from sandbox.journal import Deed, Outcome
from sandbox.platform.models import Feed
from scenarios.results.progress import results
from tests.conftest import NOON
from tests.instructor.factories import Journal, a_hall, a_seat

ACTIONS = st.sampled_from(["open", "search", "save", "submit", "resend", "begin", "hint", "hint_given", "held", "judged",
                           "raise_hand", "lower_hand", "take", "release", "login", "ulangi", "message"])
NOTED = {"begin", "hint", "hint_given", "held", "judged", "raise_hand", "lower_hand", "take", "release", "ulangi", "message"}
STAFF = {"hint_given", "take", "release", "message"}


@st.composite
def journals(draw: st.DrawFn, sandbox: int) -> list[Row]:
    """A plausible journal of one sandbox, in its order."""
    rows: list[Row] = []
    attempt: int | None = None
    at = NOON
    for number in range(1, draw(st.integers(1, 14)) + 1):
        action = draw(ACTIONS)
        at += timedelta(seconds=draw(st.integers(1, 200)))
        if action == "begin":
            attempt = number
        outcome = Outcome.NOTED if action in NOTED else draw(st.sampled_from([Outcome.DONE, Outcome.REFUSED]))
        rows.append(Row(sandbox, 1, Deed(
            number, at, at, -7 if action in STAFF else sandbox, action, draw(st.sampled_from(["home", "outbox", "profile"])),
            None, outcome, "VAL-1" if outcome is Outcome.REFUSED else None, attempt, None, draw(details(sandbox, action)))))
    return rows


@st.composite
def details(draw: st.DrawFn, sandbox: int, action: str) -> dict[str, object]:
    judged = {"met": draw(st.lists(st.sampled_from("ab"), unique=True)), "lost": draw(st.lists(st.just("a"), max_size=1)),
              "mistakes": draw(st.lists(st.sampled_from("xy"), unique=True)), "solved": draw(st.booleans())}
    return {"scenario": draw(st.sampled_from(["satu", "dua"])), "number": 1, "trainee": sandbox, "name": "Rini",
            "until": (NOON + timedelta(minutes=9)).isoformat(), **({} if action == "begin" else judged)}


def interleaved(journals: Sequence[list[Row]], turns: Sequence[int]) -> list[Row]:
    """The rows of several journals, each in its own order, merged as `turns` say."""
    rest = [list(rows) for rows in journals]
    merged: list[Row] = []
    for turn in [*turns, *range(len(rest))]:
        if rest[turn % len(rest)]:
            merged.append(rest[turn % len(rest)].pop(0))
    return merged + [row for rows in rest for row in rows]


@settings(max_examples=60)
@given(st.tuples(journals(1), journals(2), journals(3)), st.lists(st.integers(0, 2)), st.lists(st.integers(0, 2)))
def test_any_interleaving_of_journals_gives_the_same_board(three, one_way, other_way):
    assert fold_all(interleaved(three, one_way)) == fold_all(interleaved(three, other_way))


@settings(max_examples=60)
@given(st.tuples(journals(1), journals(2)), st.lists(st.integers(0, 1)), st.integers(0, 20))
def test_a_board_folded_live_equals_one_rebuilt_from_the_journals(two, turns, cut):
    rows = interleaved(two, turns)
    nothing: Board = {}
    live = reduce(fold, rows, nothing)
    assert dict(live) == fold_all([*two[0], *two[1]])
    assert fold_all(rows[cut:], fold_all(rows[:cut])) == dict(live)


@settings(max_examples=60)
@given(journals(1), st.integers(0, 13))
def test_a_row_that_came_before_changes_nothing(rows, again):
    board = fold_all(rows)
    row = rows[again % len(rows)]
    assert seat_after(board[a_seat_key(row)], row.deed) == board[a_seat_key(row)]


@settings(max_examples=80)
@given(journals(1))
def test_attempts_are_counted_as_the_lesson_panel_counts_them(rows):
    mine = picture.every_attempt(fold_all(rows).values())
    theirs = results([a_feed_row(row) for row in rows], 1)
    assert [(each.scenario, each.met, [name for name, _at in each.mistakes], each.hints, each.solved_at) for each in mine] == [
        (each.scenario, each.met, each.mistakes, each.hints, each.solved_at) for each in theirs]


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


def a_seat_key(row: Row):
    return seat_key(a_seat(row.sandbox, generation=row.generation))


def a_feed_row(row: Row) -> Feed:
    deed = row.deed
    return Feed(sandbox_id=row.sandbox, generation=row.generation, journal_id=deed.id, at=deed.at, wall_at=deed.wall_at,
                person=deed.person, action=deed.action, attempt=deed.attempt, detail=deed.detail)
