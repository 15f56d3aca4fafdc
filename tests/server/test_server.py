"""The server as it is started and stopped: drains, refuses a second one, and comes back as it was."""

import json
import signal
import subprocess
import sys
import time
import urllib.request
from threading import Thread

import pytest
from urllib3 import PoolManager

from scenarios.bots.bot import Bot
from scenarios.bots.browser import Browser, Response
from tests.servers import free_port, server, wait_until_ready

pytestmark = pytest.mark.slow


@pytest.fixture
def running(tmp_path):
    """A server of one's own, to be stopped or killed."""
    with server(tmp_path / "gladi", villages=1, workers=1, speed=10.0) as started:
        yield started


@pytest.fixture(scope="module")
def standing(tmp_path_factory):
    """A server that several tests share; none of them stops it."""
    with server(tmp_path_factory.mktemp("standing") / "gladi", villages=1, workers=1) as started:
        yield started


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


def run(running, *words, **settings):
    environment = {**running.environment, **{f"GLADI_{name}": str(value) for name, value in settings.items()}}
    return subprocess.run([sys.executable, "-m", "sandbox.server", *words], env=environment, capture_output=True, text=True,
                          timeout=60, check=False)


def test_a_second_start_on_the_same_instance_refuses_with_one_clear_line(standing):
    second = run(standing, "start", PORT=free_port())
    assert second.returncode == 1
    (line,) = second.stderr.strip().splitlines()
    assert "sudah berjalan" in line
    assert standing.url.split("//")[1] in line


def test_a_port_in_use_is_one_clear_line_that_offers_another(standing, tmp_path):
    port = int(standing.url.rsplit(":", 1)[1])
    second = run(standing, "start", INSTANCE=tmp_path / "lain", PORT=port)
    assert second.returncode == 1
    assert f"GLADI_PORT={port + 1}" in second.stderr
    assert len(second.stderr.strip().splitlines()) == 1


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
    time.sleep(0.1)  # the request is under way: this exercise holds the list for 25 seconds of hall time
    assert answers == []
    running.process.send_signal(signal.SIGTERM)
    asking.join(60)
    assert running.process.wait(60) == 0
    assert answers[0].status == 200
    running.process = subprocess.Popen([sys.executable, "-m", "sandbox.server", "start"], env=running.environment,
                                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait_until_ready(running)
    assert (running.seats()[0], running.pin(seat), running.password()) == (seat, pin, password)
    running.process.send_signal(signal.SIGTERM)
    running.process.wait(60)


def test_health_readiness_and_metrics_are_served(standing):
    def read(path):
        with urllib.request.urlopen(standing.url + path, timeout=10) as answer:
            return answer.read().decode()

    assert json.loads(read("/healthz")) == {"ok": True, "database": True}
    assert json.loads(read("/readyz")) == {"ok": True, "villages": 1, "missing": 0}
    assert "gladi_requests_total" in read("/metrics")


def test_resetting_a_group_and_all_while_the_server_runs_names_every_sandbox(standing):
    for words in (("--group", "1"), ("--all",)):
        done = run(standing, "reset", *words, "--json")
        assert json.loads(done.stdout)["sandboxes"] == 2, done.stderr
