"""What runs beside gevent's loop: staff logins at once all answer, and nothing there takes a lock that gevent has patched."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[2]
ROOMS = ("sandbox", "scenarios", "seed", "instructor")
PATCHED = {"threading", "_thread", "queue", "gevent", "multiprocessing", "concurrent"}

EIGHT_AT_ONCE = """
from gevent import monkey
monkey.patch_all()
import sys
from pathlib import Path
import gevent
from sandbox.accounts import staff
from tests.conftest import a_platform

app = a_platform(Path(sys.argv[1]))

def come_in(password):
    with app.app_context():
        return staff.by_password("rini", password)

with app.app_context():
    staff.create("rini", "Rini", "instructor", "sandi")
found = [gevent.spawn(come_in, password) for password in ["sandi", "keliru"] * 4]
gevent.joinall(found, raise_error=True)
print(sum(each.value is not None for each in found), len(found))
"""

TOO_SLOW = """
from gevent import monkey
monkey.patch_all()
import gevent
from sandbox.machine.loop import off_loop_in_turn

begun = monkey.get_original("threading", "Event")()
over = monkey.get_original("threading", "Event")()

def hold():
    begun.set()
    over.wait()

first = gevent.spawn(off_loop_in_turn, 60, hold)
while not begun.is_set():
    gevent.sleep(0)
try:
    off_loop_in_turn(0.01, int)
except TimeoutError:
    over.set()
first.get()
print(off_loop_in_turn(60, int))
"""

NOWHERE_TO_PRINT = """
from gevent import monkey
monkey.patch_all()
import sys
from functools import partial
from sandbox.machine.loop import off_loop, off_loop_in_turn

sys.stderr = open("/dev/full", "w")
for hand_over in (off_loop, partial(off_loop_in_turn, 60)):
    try:
        hand_over(int, "x")
    except ValueError as error:
        print(error, end=" ")
print()
"""


def run(program: str, *words: object) -> str:
    """What a fresh process prints; a process that hangs fails the test."""
    done = subprocess.run([sys.executable, "-c", program, *map(str, words)], cwd=HOUSE, capture_output=True, text=True,
                          timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.split("\n")[-2]


def test_eight_logins_at_once_in_a_fresh_process_all_answer(tmp_path):
    assert run(EIGHT_AT_ONCE, tmp_path) == "4 8"


def test_who_waits_too_long_for_a_turn_is_told_and_the_next_one_gets_it():
    assert run(TOO_SLOW) == "0"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs Linux's full disk")
def test_an_error_beside_the_loop_is_told_although_the_disk_that_standard_error_goes_to_is_full():
    assert run(NOWHERE_TO_PRINT) == 2 * "invalid literal for int() with base 10: 'x' "


def sources() -> Iterator[tuple[Path, ast.Module]]:
    """What hands something over: its functions for that are named off_loop, off_loop_in_turn and _in_turn."""
    for room in ROOMS:
        for path in (HOUSE / room).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            if "off_loop" in text or "_in_turn" in text:
                yield path, ast.parse(text)


def handed_over(tree: ast.Module) -> Iterator[str]:
    """The name of each function of ours that a module hands to a thread beside the loop, as it is written there."""
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.args:
            place = {"off_loop": 0, "off_loop_in_turn": 1, "_in_turn": 0}.get(call.func.id)
            if place is not None:
                yield ast.unparse(call.args[place])


def imports(tree: ast.Module) -> dict[str, str]:
    """Name in this module → the module it comes from, or is."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                inner = HOUSE / f"{node.module}.{alias.name}".replace(".", "/")
                found[alias.asname or alias.name] = (
                    f"{node.module}.{alias.name}" if inner.with_suffix(".py").exists() else node.module)
        if isinstance(node, ast.Import):
            found.update({alias.asname or alias.name: alias.name for alias in node.names})
    return found


def homes_of_what_runs_beside_the_loop() -> dict[str, Path]:
    """function → the file that it stands in."""
    homes = {}
    for path, tree in sources():
        known = imports(tree)
        for name in handed_over(tree):
            first = name.partition(".")[0]
            if first.startswith("super()") or first in ("work", "self"):
                continue
            module = known.get(first)
            homes[name] = HOUSE / f"{module.replace('.', '/')}.py" if module else path
    return homes


def locks_of(path: Path) -> set[str]:
    return {module for module in imports(ast.parse(path.read_text(encoding="utf-8"))).values()
            if module.partition(".")[0] in PATCHED}


def test_no_module_whose_functions_run_beside_the_loop_has_a_lock_of_the_loop():
    homes = homes_of_what_runs_beside_the_loop()
    assert {"_verify", "clone", "copy_live"} <= set(homes)
    assert {name: locks for name, path in homes.items() if (locks := locks_of(path))} == {}
