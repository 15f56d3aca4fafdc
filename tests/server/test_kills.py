"""Workers killed under bots: nothing acknowledged is lost or doubled, and the feed equals the journals.

Three kills here; GLADI_KILLS=30 for the long run.
"""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import asdict
from random import Random

import pytest
from sqlalchemy import select

from instructor.rehearsal.stage import environment
from instructor.rehearsal.task import Task
from sandbox import journal
from sandbox.platform import db as platform
from sandbox.platform.models import Feed, Sandbox
from sandbox.settings import Settings
from sandbox.store.base import Pin
from sandbox.store.sqlite import SqliteStore
from tests.servers import server

KILLS = int(os.environ.get("GLADI_KILLS", "3"))
EVERY = 2.0
SPEED = 12.0

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="reads /proc to find the workers")]


def test_killed_workers_lose_and_double_nothing_and_the_feed_equals_the_journals(tmp_path):
    rng = Random(5)
    with server(tmp_path / "gladi", villages=4, speed=SPEED) as running:
        origin = float(running.environment["GLADI_CLOCK_ORIGIN"])
        task = Task(instance=str(running.folder), url=running.url, trainees=8, seconds=KILLS * EVERY + 4, think=0.15, boards=1,
                    clock_speed=SPEED, clock_origin=origin)
        driver = subprocess.Popen([sys.executable, "-m", "instructor.rehearsal.driver"], stdin=subprocess.PIPE,
                                  stdout=subprocess.PIPE, env=environment(Settings(running.folder)), text=True)
        assert driver.stdin is not None
        driver.stdin.write(json.dumps(asdict(task)))
        driver.stdin.close()
        killed = kill_now_and_then(running, driver, rng)
        output = driver.stdout.read() if driver.stdout else ""
        assert driver.wait(120) == 0
    figures = json.loads(output.splitlines()[-1])
    assert killed == KILLS
    assert figures["requests"] > task.trainees
    assert (figures["lost"], figures["duplicated"]) == (0, 0), figures["problems"]
    assert feed_of(running) == journals_of(running)


def kill_now_and_then(running, driver, rng):
    """Kill one worker every `EVERY` seconds, `KILLS` times; how often a process really died."""
    killed = 0
    time.sleep(1.5)
    while killed < KILLS and driver.poll() is None:
        workers = running.workers()
        if workers:
            os.kill(rng.choice(workers), signal.SIGKILL)
            killed += 1
        deadline = time.monotonic() + EVERY
        while time.monotonic() < deadline and driver.poll() is None:
            time.sleep(0.05)
    return killed


def feed_of(running):
    with running.platform().app_context(), platform.read() as session:
        return {(row.sandbox_id, row.generation, row.journal_id, row.action) for row in session.scalars(select(Feed))}


def journals_of(running):
    """Every journal row of every generation, read straight from the sandboxes' files."""
    store = SqliteStore(running.folder / "sandboxes", running.folder / "templates")
    with running.platform().app_context(), platform.read() as session:
        templates = {row.id: row.template for row in session.execute(select(Sandbox.id, Sandbox.template))}
    found = set()
    for sandbox, generation in store.touched_since(0.0):
        with store.open(Pin(sandbox, generation, templates[sandbox])) as session:
            found |= {(sandbox, generation, deed.id, deed.action) for deed in journal.deeds(session)}
    store.close()
    return found
