"""The server's processes on a bad day: unable to start, started twice, in a strange folder."""

import os
import subprocess
import sys

import pytest

from sandbox.machine import child
from sandbox.platform import instance
from sandbox.server.processes.slots import PAUSES, Slot
from sandbox.server.processes.supervisor import PortHeld, bind, bind_after_a_kill

AS_A_WORKER_WOULD = "import sys; print('ready', flush=True); sys.stdin.read(); print('ModuleNotFoundError: nothing there')"


def worker(code):
    return lambda: subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)


class Clock:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


def lost(slot):
    """Let its worker end, and look."""
    slot.worker.stdin.close()
    slot.worker.wait()
    return slot.has_lost()


def test_a_worker_that_served_is_replaced_at_once():
    slot = Slot(worker(AS_A_WORKER_WOULD), Clock())
    for _ in range(3):
        slot.fill()
        assert slot.serves.wait(120)
        assert lost(slot)
    slot.fill()
    assert slot.worker is not None
    slot.worker.kill()
    slot.worker.wait()


def test_one_that_ends_before_it_serves_is_told_with_its_cause_and_waits_longer_each_time(caplog):
    clock = Clock()
    slot = Slot(worker("print('ModuleNotFoundError: argon2'); raise SystemExit(1)"), clock)
    for times, pause in enumerate([*PAUSES, PAUSES[-1]], start=1):
        slot.fill()
        assert lost(slot)
        said = caplog.records[-1].getMessage()
        assert "GL-WORK" in said
        assert "ModuleNotFoundError: argon2" in said
        assert f"{times} kali" in said
        clock.now += pause - 0.01
        slot.fill()
        assert slot.worker is None
        clock.now += 0.01


def test_one_that_says_nothing_is_told_by_the_signal_that_ended_it(caplog):
    slot = Slot(worker("import os; os.kill(os.getpid(), 9)"), Clock())
    slot.fill()
    assert lost(slot)
    assert "SIGKILL" in caplog.records[-1].getMessage()


def test_a_worker_holds_nothing_of_what_only_commands_need():
    """Migrations, printing, tables in a terminal, drawn names: each takes megabytes of every process."""
    told = subprocess.run([sys.executable, "-c", "import sandbox.server.processes.worker, sys; print(*sys.modules)"],
                          capture_output=True, text=True, check=True).stdout
    assert {"sandbox.server.processes.worker", "flask"} < set(told.split())
    assert not {"alembic", "flask_migrate", "mako", "pygments", "rich", "fpdf", "openpyxl", "faker"} & set(told.split())


def test_a_child_process_imports_nothing_from_the_folder_in_which_the_command_was_typed(tmp_path):
    (tmp_path / "argon2.py").write_text("raise SystemExit('the wrong one')", encoding="utf-8")
    (tmp_path / "sandbox").mkdir()
    (tmp_path / "sandbox" / "__init__.py").write_text("raise SystemExit('the wrong one')", encoding="utf-8")
    done = subprocess.run(child.command("sandbox.accounts.staff"), cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_after_a_killed_run_the_port_is_waited_for_and_nobody_else_is_blamed():
    with bind("127.0.0.1", 0) as held:
        port, told = held.getsockname()[1], []
        with pytest.raises(PortHeld) as error:
            bind_after_a_kill("127.0.0.1", port, tell=lambda: told.append(1), wait_s=0.0)
        assert "program lain" not in str(error.value)
        with pytest.raises(PortHeld):
            bind_after_a_kill("127.0.0.1", port, tell=lambda: told.append(1), wait_s=0.5)
    assert told == [1, 1][:len(told)]
    with bind_after_a_kill("127.0.0.1", port, tell=lambda: told.append(2)) as again:
        assert again.getsockname()[1] == port
    assert 2 not in told


def test_a_run_that_ended_by_itself_leaves_no_sign_and_a_killed_one_does(tmp_path):
    with instance.lock(tmp_path, url="http://10.0.0.5:8010") as killed:
        assert not killed
    with instance.lock(tmp_path, url="http://10.0.0.5:8010") as killed:
        assert not killed
    (tmp_path / "gladi.pid").write_text("123 http://10.0.0.5:8010", encoding="utf-8")
    with instance.lock(tmp_path, url="http://10.0.0.5:8010") as killed:
        assert killed


TWO_AT_ONCE = """
import os, sys
from sandbox.server import cli

sys.argv = ["gladi", "group", "list", "--json"]
both = []
for _ in range(2):
    both.append(os.fork())
    if not both[-1]:
        cli.main()
sys.exit(any(os.waitpid(each, 0)[1] for each in both))
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no fork")
def test_commands_given_at_the_same_moment_to_a_new_instance_all_end_well(tmp_path):
    """They are forked from a process that is loaded, so that they come at the same moment indeed."""
    done = subprocess.run([sys.executable, "-c", TWO_AT_ONCE], cwd=child.ROOT, capture_output=True, text=True, check=False,
                          env={**os.environ, "GLADI_INSTANCE": str(tmp_path / "gladi")})
    assert (done.returncode, done.stdout, done.stderr) == (0, "[]\n" * 2, "")
