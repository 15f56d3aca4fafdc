"""How late the boards of a rehearsal were: only deeds that changed a line tell it."""

import socket
import threading

import pytest
from urllib3 import PoolManager

from instructor.rehearsal.boards import Board, Shown, delays

DEED = (7, 1, 12, 100.0)
EVENT = b'event: row\ndata: {"seat": 7, "generation": 1, "journal": 12}\n\n'


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


def test_a_board_whose_server_is_killed_keeps_what_it_was_shown_and_says_nothing():
    begun = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n" % (len(EVENT), EVENT)
    with socket.create_server(("127.0.0.1", 0)) as server:
        def answer_and_die() -> None:
            line, _ = server.accept()
            with line:
                line.recv(65536)
                line.sendall(begun)  # and no chunk that ends it

        (dying := threading.Thread(target=answer_and_die)).start()
        board = Board()
        board.watch(PoolManager(), f"http://127.0.0.1:{server.getsockname()[1]}/", "")
        dying.join()
    assert [(each.trainee, each.journal) for each in board.shown] == [(7, 12)]
