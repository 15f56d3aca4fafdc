"""The server as it is started and stopped: drains, refuses a second one, and comes back as it was."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from threading import Thread

import pytest
from urllib3 import PoolManager

from sandbox.machine import child
from sandbox.server import cli
from sandbox.server.processes.supervisor import bind_after_a_kill
from scenarios.bots.bot import Bot
from scenarios.bots.browser import Browser, Response
from scenarios.file.loader import OWN
from tests.servers import free_port, server, wait_until_ready

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def only(tmp_path_factory):
    """The one server of these tests, in a terminal without our letters; hall time runs ten times as fast."""
    folder = tmp_path_factory.mktemp("standing") / "gladi"
    with server(folder, villages=1, workers=2, speed=10.0, environment={"PYTHONIOENCODING": "ascii"}) as started:
        yield started


@pytest.fixture
def running(only):
    """It serves, whatever the test before has done to it."""
    if only.process.poll() is not None:
        only.start()
    return only


class Http:
    """A bot's transport over real HTTP, one seat."""

    def __init__(self, base):
        self.base, self.pool, self.cookie = base, PoolManager(), ""

    def get(self, url):
        return self._send("GET", url)

    def post(self, url, data):
        return self._send("POST", url, fields=list(data), encode_multipart=False)

    def _send(self, method, url, **more):
        answer = self.pool.request(method, self.base + url, headers={"Cookie": self.cookie}, redirect=False, retries=False,
                                   **more)
        if "set-cookie" in answer.headers:
            self.cookie = answer.headers["set-cookie"].split(";")[0]
        return Response(answer.status, {k.lower(): v for k, v in answer.headers.items()}, answer.data)


@pytest.fixture
def gladi(running, monkeypatch, capsys):
    """A command on its instance, in this process, in which its words are known already: exit status, output, complaints."""
    def run(*words, **settings):
        told = {**running.environment, **{f"GLADI_{name}": str(value) for name, value in settings.items()}}
        for name, value in told.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv(OWN, "")  # the command sets it, for its server
        monkeypatch.setattr(sys, "argv", ["gladi", *words])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        return ended.value.code, *capsys.readouterr()
    return run


def test_a_second_start_on_the_same_instance_refuses_with_one_clear_line(running, gladi):
    status, _, said = gladi("start", PORT=free_port())
    assert status == 1
    (line,) = said.strip().splitlines()
    assert "sudah berjalan" in line
    assert running.url.split("//")[1] in line


def test_a_port_in_use_is_one_clear_line_that_offers_another(running, gladi, tmp_path):
    port = int(running.url.rsplit(":", 1)[1])
    status, _, said = gladi("start", INSTANCE=tmp_path / "lain", PORT=port)
    assert status == 1
    assert f"GLADI_PORT={port + 1}" in said
    assert len(said.strip().splitlines()) == 1


def test_a_terminal_without_our_letters_still_gets_address_and_logins(running):
    said = said_by(running, "ascii")
    assert "/pelatih/masuk" in said
    assert running.password() in said


def said_by(running, encoding):
    """What it has printed once its banner is there, which comes a moment after the first worker answers."""
    give_up = time.monotonic() + 120
    while "/pelatih/masuk" not in (said := (running.folder / "server.log").read_bytes().decode(encoding)):
        if time.monotonic() > give_up:
            break
        time.sleep(0.05)
    return said


def test_a_stop_finishes_what_is_being_answered_and_started_again_everything_is_as_it_was(running):
    transport = Http(running.url)
    bot = Bot(Browser(transport), lambda _seconds: None)
    bot.sit_down(running.card(running.seats()[0]))
    seat = running.seats()[0]
    pin, password = running.pin(seat), running.password()
    bot.begin("daftar-yang-lambat")
    answers = []
    asking = Thread(target=lambda: answers.append(transport.get("/desa/keluarga")))
    asking.start()
    asking.join(1.0)  # this exercise holds the list for 25 seconds of hall time, here a tenth of that
    assert answers == []
    running.process.send_signal(signal.SIGTERM)
    asking.join(300)
    assert running.process.wait(300) == 0
    assert answers[0].status == 200
    running.process = subprocess.Popen(child.command("sandbox.server", "start"), env=running.environment,
                                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait_until_ready(running)
    assert (running.seats()[0], running.pin(seat), running.password()) == (seat, pin, password)


def test_health_readiness_and_metrics_are_served(running):
    def read(path):
        with urllib.request.urlopen(running.url + path, timeout=60) as answer:
            return answer.read().decode()

    assert json.loads(read("/healthz")) == {"ok": True, "database": True}
    assert json.loads(read("/readyz")) == {"ok": True, "villages": 1, "missing": 0}
    assert "gladi_requests_total" in read("/metrics")


def test_resetting_a_group_and_all_while_the_server_runs_names_every_sandbox(running, gladi):
    for words in (("--group", "1"), ("--all",)):
        _, told, said = gladi("reset", *words, "--json")
        assert json.loads(told)["sandboxes"] == 2, said


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc to find the workers")
def test_when_the_parent_is_killed_the_port_is_free_at_once_though_somebody_still_waits_and_the_workers_end(running):
    workers = running.workers()
    port = int(running.url.rsplit(":", 1)[1])
    assert len(workers) == 2
    with socket.create_connection(("127.0.0.1", port)) as half:
        half.sendall(b"POST /masuk HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                     b"Content-Length: 10\r\nExpect: 100-continue\r\n\r\n")
        assert half.recv(100).startswith(b"HTTP/1.1 100")  # a worker reads, and will not end before it has
        os.kill(running.process.pid, signal.SIGKILL)
        running.process.wait()
        bind_after_a_kill("127.0.0.1", port, tell=lambda: None, wait_s=60.0).close()
    give_up = time.monotonic() + 120
    while any(alive(pid) for pid in workers) and time.monotonic() < give_up:
        time.sleep(0.05)
    assert not any(alive(pid) for pid in workers)


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    with open(f"/proc/{pid}/stat", encoding="ascii") as file:
        return file.read().rsplit(")", 1)[1].split()[0] != "Z"
