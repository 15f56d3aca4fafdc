"""The house itself: the linters are clean, imports run only downwards, no file outgrows its question."""

import ast
import os
import subprocess
import sys
from collections import Counter
from functools import cache
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
    if "mypy" in command and not (HOUSE / ".mypy_cache").exists():
        command = [*command, f"--cache-dir={os.devnull}"]  # on a new machine nobody runs it again
    done = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_source_file_is_longer_than_a_reader_s_patience():
    long = {str(path.relative_to(HOUSE)): lines for folder in SOURCES for path in (HOUSE / folder).rglob("*.py")
            if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST}
    assert long == {}


@cache
def _classes() -> tuple[ast.ClassDef, ...]:
    return tuple(node for room in ROOMS for path in (HOUSE / room).rglob("*.py")
                 for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.ClassDef))


def test_a_class_name_stands_for_one_thing():
    names = Counter(node.name for node in _classes())
    assert {name for name, times in names.items() if times > 1} == set()


def test_an_error_has_a_code_and_no_other_error_has_it():
    bases = {node.name: [getattr(base, "id", "") for base in node.bases] for node in _classes()}
    codes = {node.name: code for node in _classes() if (code := _code(node)) is not None}
    shared = {code for code, times in Counter(codes.values()).items() if times > 1}
    assert shared == set()
    further = {base for above in bases.values() for base in above}
    assert len(errors := _below("GladiError", bases)) > 80
    assert errors - further - codes.keys() == set()


def _code(node: ast.ClassDef) -> str | None:
    """The code of Gladi's own that a class of errors sets."""
    for line in node.body:
        if isinstance(line, ast.Assign) and getattr(line.targets[0], "id", "") == "code" and isinstance(line.value, ast.Constant):
            return line.value.value if str(line.value.value).startswith("GL-") else None
    return None


def _below(name: str, bases: dict[str, list[str]]) -> set[str]:
    found = {each for each, above in bases.items() if name in above}
    return found.union(*(_below(each, bases) for each in found))


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
