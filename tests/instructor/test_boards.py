"""How late the boards of a rehearsal were: only deeds that changed a line tell it."""

import pytest

from instructor.rehearsal.boards import Board, Shown, delays

DEED = (7, 1, 12, 100.0)


def shown_at(*moments, ticks):
    return Board([Shown(7, 1, 12 + number, at) for number, at in enumerate(moments)], list(ticks))


def test_a_deed_is_as_late_as_its_line():
    assert delays([DEED], [shown_at(100.3, 160.0, ticks=range(100, 170))]) == [pytest.approx(0.3)]


def test_a_deed_that_changed_no_line_is_not_measured_by_the_next_deed():
    assert delays([DEED], [shown_at(283.7, ticks=range(100, 290))]) == []


def test_a_board_that_stood_still_is_late_all_the_same():
    assert delays([DEED], [shown_at(283.7, ticks=[99.0, 100.5, 284.0])]) == [pytest.approx(183.7)]


def test_a_line_that_never_came_is_no_delay():
    assert delays([DEED], [Board([], [101.0, 102.0])]) == []
