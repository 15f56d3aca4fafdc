"""What holds a line keeps nobody out: real sockets against the server's own, with a small app behind it."""

import json
import os
import resource
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from sandbox.machine import child
from sandbox.server.processes import wire

GET = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
SLOW = b"GET /lama HTTP/1.1\r\nHost: x\r\n\r\n"
BROWSERS_LINES = 6

pytestmark = pytest.mark.slow  # they wait for seconds to pass


@contextmanager
def wired(**bounds):
    """The port of such a process."""
    with process_of(bounds) as process:
        yield int(process.stdout.readline())


@contextmanager
def process_of(bounds):
    """It tells its port, and then each request for the slow page that it answers."""
    command = [sys.executable, str(Path(__file__).with_name("wired.py")), json.dumps(bounds)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL,
                               env={**os.environ, "PYTHONPATH": str(child.ROOT)})
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


@contextmanager
def line(port, said=b""):
    with socket.create_connection(("127.0.0.1", port), timeout=120) as connection:
        connection.sendall(said)
        yield connection


def heard(connection):
    """Everything until the other end closes, or a whole answer of the app's."""
    data = b""
    while not data.endswith(b"ada") and (more := connection.recv(65536)):
        data += more
    return data


def is_cut(connection):
    try:
        return connection.recv(10) == b""
    except ConnectionResetError:
        return True


@contextmanager
def lines(port, count, said=b""):
    held = [socket.create_connection(("127.0.0.1", port), timeout=120) for _ in range(count)]
    for each in held:
        each.sendall(said)
    try:
        yield held
    finally:
        for each in held:
            each.close()


def test_a_socket_that_says_nothing_is_closed_and_one_that_asks_now_and_then_is_not():
    with wired(IDLE_FOR=2.0) as port, line(port) as silent, line(port, GET) as asking:
        assert heard(asking).endswith(b"ada")
        assert heard(silent) == b""


def test_headers_that_do_not_end_are_answered_with_the_reason():
    with wired(HEADERS_WITHIN=1.5) as port, line(port, b"GET / HTTP/1.1\r\nHost: x\r\nX-") as slow:
        said = heard(slow)
        with line(port, GET) as again:
            assert heard(again).endswith(b"ada")
    assert said.startswith(b"HTTP/1.1 408 ")
    assert "terlalu lama tiba" in said.decode()


def test_a_body_that_does_not_arrive_in_time_ends_its_line():
    with wired(BODY_WITHIN=1.5) as port:
        with line(port, b"POST /isi HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc") as slow:
            assert b" 408 " in heard(slow).split(b"\r\n")[0]
        with line(port, b"POST /isi HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 3\r\n\r\nabc") as quick:
            assert heard(quick).endswith(b"3")


def test_a_body_that_nobody_reads_is_cut_at_a_bound_after_the_answer():
    with wired(DISCARDED=100_000) as port, line(port, b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n") as long:
        long.sendall(b"x" * 200_000)
        assert b" 200 " in heard(long).split(b"\r\n")[0]
        assert is_cut(long)


@pytest.mark.parametrize(("said", "status", "words"), [
    (b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\n\r\n", b"414", "terlalu panjang"),
    (b"SALAH\r\n\r\n", b"400", "tidak dimengerti"),
])
def test_what_is_no_request_is_answered_in_words(said, status, words):
    with wired() as port, line(port, said) as odd:
        answer = heard(odd)
        with line(port, GET) as front:
            assert heard(front).endswith(b"ada")
    assert answer.split()[1] == status
    assert words in answer.decode()


IN_DOUBT = (b"Content-Length: 3\r\nContent-Length: 3", b"Content-Length: 3\r\nContent-Length: 90", b"Content-Length: +3",
            b"Content-Length: 3, 3", b"Content-Length : 3", b"Transfer-Encoding: chunked\r\nContent-Length: 3",
            b"Transfer-Encoding: xchunked", b"Transfer-Encoding : chunked\r\nContent-Length: 3",
            b"Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked")


def test_a_request_whose_end_can_be_seen_in_two_places_is_refused_and_nothing_after_it_is_answered():
    begun, found = b"POST / HTTP/1.1\r\nHost: x\r\n", []
    with wired() as port:
        for headers in IN_DOUBT:
            with line(port, begun + headers + b"\r\n\r\na=b" + GET) as odd:
                answer = heard(odd)
                found.append((answer.count(b"HTTP/1.1"), answer.count(b"GL-400"), is_cut(odd)))
        for plain in (b"Content-Length: 3\r\n\r\na=b", b"Transfer-Encoding: chunked\r\n\r\n3\r\na=b\r\n0\r\n\r\n"):
            with line(port, begun + plain) as sure:
                assert heard(sure).endswith(b"ada")
    assert found == [(1, 2, True)] * len(IN_DOUBT), "its name stands in the title and on the page"


def test_newcomers_are_served_in_the_place_of_those_that_wait_longest():
    with wired(sockets={"most": 20, "an_address": 20}) as port, lines(port, 60):
        for _ in range(30):
            with line(port, GET) as visitor:
                assert heard(visitor).endswith(b"ada")


def test_half_a_request_is_no_way_to_keep_a_place():
    with wired(sockets={"most": 20, "an_address": 20}) as port, lines(port, 60, b"GET / HTTP/1.1\r\nHost: x\r\n"), \
            line(port, GET) as visitor:
        assert heard(visitor).endswith(b"ada")


@pytest.mark.parametrize(("bounds", "code"), [
    ({"most": 5, "an_address": 9}, "GL-503S"), ({"most": 9, "an_address": 5}, "GL-503A")])
def test_when_all_are_being_answered_a_newcomer_is_told_so_and_none_of_them_is_cut(bounds, code):
    with process_of({"sockets": bounds}) as process, lines(port := int(process.stdout.readline()), 5, SLOW) as held:
        for _ in held:
            assert process.stdout.readline() == b"lama\n"
        with line(port, GET) as visitor:
            said = heard(visitor)
        assert code in said.decode()
        assert b" 503 " in said.split(b"\r\n")[0]
        for each in held:
            each.settimeout(0.05)
            with pytest.raises(TimeoutError):
                each.recv(1)


def test_2700_silent_sockets_keep_no_visitor_out_of_a_process_that_may_open_1024_files():
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < 4000:
        pytest.skip("this machine lets nobody open 2,700 sockets")
    resource.setrlimit(resource.RLIMIT_NOFILE, (4000, hard))
    most = 1024 - wire.FILES_BESIDE - wire.FILES_A_CONNECTION * 200
    with wired(sockets={"most": most, "an_address": most}) as port, lines(port, 2700), line(port, GET) as visitor:
        assert heard(visitor).endswith(b"ada")
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_a_whole_hall_behind_one_address_never_meets_the_bound_of_an_address():
    everybody = 74 + 10  # seats, and staff with board, projector and cards open
    assert everybody * BROWSERS_LINES < wire.AN_ADDRESS < wire.ALL


def test_a_hall_of_idle_browsers_behind_one_address_loses_none_of_its_lines():
    sockets = wire.Sockets()

    class Browser:
        address = "10.0.0.1"
        heard = True

        def hear_no_more(self):
            self.heard = False

    hall = [Browser() for _ in range(84 * BROWSERS_LINES)]
    assert [sockets.enter(each) for each in hall] == [None] * len(hall)
    assert all(each.heard for each in hall)
