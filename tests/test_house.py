"""The house itself: the linters are clean, imports run only downwards, no file outgrows its question."""

import ast
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent
LONGEST = 400
SOURCES = ("sandbox", "scenarios", "seed", "instructor", "docs", "bench")
ROOMS = ("sandbox", "scenarios", "seed", "instructor")


@pytest.mark.slow
@pytest.mark.parametrize("command", [
    pytest.param([sys.executable, "-m", "ruff", "check", "."], id="ruff"),
    pytest.param([sys.executable, "-m", "mypy"], id="mypy"),
    pytest.param([sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"], id="imports"),
])
def test_a_linter_finds_nothing(command):
    done = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_source_file_is_longer_than_a_reader_s_patience():
    long = {str(path.relative_to(HOUSE)): lines for folder in SOURCES for path in (HOUSE / folder).rglob("*.py")
            if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST}
    assert long == {}


def test_a_class_name_stands_for_one_thing():
    names = Counter(node.name for room in ROOMS for path in (HOUSE / room).rglob("*.py")
                    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.ClassDef))
    assert {name for name, times in names.items() if times > 1} == set()


def test_the_top_level_is_the_design_s():
    tracked = subprocess.run(["git", "ls-files"], cwd=HOUSE, capture_output=True, text=True, check=False)
    if tracked.returncode != 0:
        pytest.skip("not a git checkout")
    names = {line.split("/")[0] for line in tracked.stdout.splitlines()}
    assert {name for name in names if not name.startswith(".")} == {
        "sandbox", "scenarios", "seed", "instructor", "tests", "docs", "bench", "pyproject.toml", "README.md", "start.py"}


QUERIES = {"select", "execute", "scalar", "scalars", "get_one", "query"}


def test_a_view_holds_no_query():
    views = [path for room in ("sandbox", "scenarios", "instructor") for path in (HOUSE / room).rglob("*.py")
             if path.stem.startswith("views") or path.parent.name.startswith("views")]
    assert len(views) > 10
    asked = [f"{path.relative_to(HOUSE)}:{node.lineno}" for path in views
             for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
             if isinstance(node, ast.Call) and _called(node) in QUERIES]
    assert asked == [], "a query stands beside its model, in a function with a name"


def _called(node: ast.Call) -> str:
    return getattr(node.func, "attr", getattr(node.func, "id", ""))
