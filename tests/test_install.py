"""What is installed: every imported package is declared, the tried versions are pinned, and a pin that can't be had is told."""

import ast
import importlib.util
import os
import re
import sys
import sysconfig
import tomllib
import venv
import zipfile
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distributions, packages_distributions, requires, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import start

pytestmark = pytest.mark.slow
HOUSE = Path(__file__).parent.parent
OURS = {"sandbox", "scenarios", "seed", "instructor", "tests", "bench", "start", "palette"}
PROJECT = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
RUN = [Requirement(text) for text in PROJECT["dependencies"]]
POSTGRES = [Requirement(text) for text in PROJECT["optional-dependencies"]["postgres"]]
TEST = [Requirement(text) for text in PROJECT["optional-dependencies"]["test"]]
PINS = dict(line.split("==") for line in start.TRIED.read_text(encoding="utf-8").split())
PINNED = {canonicalize_name(name): text for name, text in PINS.items()}


def names(requirements: list[Requirement]) -> set[str]:
    return {canonicalize_name(each.name) for each in requirements}


def imported(folders: tuple[str, ...]) -> set[str]:
    """Top-level modules that the code of these folders imports, without Python's own and ours."""
    found: set[str] = set()
    for path in (path for folder in folders for path in (HOUSE / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.partition(".")[0])
    return found - sys.stdlib_module_names - OURS


def undeclared(folders: tuple[str, ...], declared: set[str]) -> set[str]:
    homes = packages_distributions()
    return {module for module in imported(folders)
            if not declared & {canonicalize_name(home) for home in homes.get(module, ["nobody's"])}}


def test_every_package_that_runs_is_declared():
    of_tests = undeclared(("sandbox", "scenarios", "seed", "instructor"), names(RUN + POSTGRES))
    assert of_tests == {"playwright"}, "gladi scenario check --browser says so where the tests' packages are not installed"
    assert canonicalize_name("playwright") in names(TEST)


def test_every_package_of_the_tests_and_tools_is_declared():
    assert undeclared(("tests", "bench", "docs", ".ci"), names(RUN) | names(TEST)) == set()


def test_the_tests_take_the_driver_of_postgresql_as_a_province_does():
    assert {str(each) for each in POSTGRES} <= {str(each) for each in TEST}


def wanted(one: Requirement, extras: set[str]) -> bool:
    return one.marker is None or any(one.marker.evaluate({"extra": extra}) for extra in extras)


def needed(requirements: list[Requirement], seen: set[str]) -> Iterator[str]:
    """Everything that these pull in on this machine, themselves included."""
    for each in requirements:
        name = canonicalize_name(each.name)
        if name in seen or not wanted(each, {""}):
            continue
        seen.add(name)
        yield name
        try:
            pulled = [Requirement(text) for text in requires(name) or ()]
            yield from needed([one for one in pulled if wanted(one, {"", *each.extras})], seen)
        except PackageNotFoundError:
            pytest.fail(f"{name} is declared, but not installed")


def test_the_tried_versions_are_within_the_declared_bounds():
    outside = [str(each) for each in RUN + TEST if not each.specifier.contains(PINNED[canonicalize_name(each.name)])]
    assert outside == []


@pytest.mark.skipif(sys.platform != "linux", reason="the pins were taken on Linux; other systems add packages of their own")
def test_what_is_installed_is_what_is_pinned():
    untried = start.VENV / "untried.txt"
    excused = {line.partition("==")[0] for line in untried.read_text(encoding="utf-8").split()} if untried.exists() else set()
    here = {name: version(name) for name in needed(RUN + TEST, set()) if name not in map(canonicalize_name, excused)}
    assert here == {name: PINNED.get(name) for name in here}, "run: python3 .ci/renew_constraints.py, then python3 start.py test"


def test_nothing_names_an_address():
    texts = [start.TRIED.read_text(encoding="utf-8"), (HOUSE / "pyproject.toml").read_text(encoding="utf-8")]
    assert [found for text in texts for found in re.findall(r"\S*(?://|@)\S*", text)] == []


# A tiny index of our own: the real pip, in a real environment, without a network.

def a_wheel(folder: Path, name: str, version_: str, needs: str = "") -> None:
    info = f"{name}-{version_}.dist-info"
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version_}\n" + (f"Requires-Dist: {needs}\n" if needs else "")
    with zipfile.ZipFile(folder / f"{name}-{version_}-py3-none-any.whl", "w") as wheel:
        wheel.writestr(f"{name}.py", "")
        wheel.writestr(f"{info}/METADATA", metadata)
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/RECORD", "")


def environment(folder: Path) -> None:
    """An environment with the pip of this one, where it has one: installing pip takes longer than all that is asked of it."""
    found = importlib.util.find_spec("pip")
    venv.create(folder, with_pip=found is None)
    if found is not None and found.origin is not None:
        (site_of(folder) / "pip").symlink_to(Path(found.origin).parent, target_is_directory=True)


def site_of(folder: Path) -> Path:
    """Where its packages are."""
    return Path(sysconfig.get_path("purelib", "venv", {"base": str(folder), "platbase": str(folder)}))


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """An environment with pip, and a folder of wheels that is the only index it knows."""
    folder = tmp_path_factory.mktemp("place")
    environment(folder / "env")
    wheels = folder / "wheels"
    wheels.mkdir()
    a_wheel(wheels, "rapat", "1.0")
    a_wheel(wheels, "rapat", "2.0")
    a_wheel(wheels, "lepas", "1.5", needs="rapat>=1.0")
    a_wheel(wheels, "pasangan", "1.0", needs="rapat==2.0")
    return folder


@pytest.fixture
def offline(monkeypatch, place):
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(place / "wheels"))
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)


def installed(place: Path) -> dict[str, str]:
    return {each.name: each.version for each in distributions(path=[str(site_of(place / "env"))])}


def pinned(place: Path, *pins: str) -> Path:
    path = place / "pins.txt"
    path.write_text("\n".join(pins), encoding="utf-8")
    return path


@pytest.mark.usefixtures("offline")
def test_the_pinned_version_is_installed_though_a_newer_one_is_there(place, capsys):
    assert start.install_tried(place / "env", ["rapat"], pinned(place, "rapat==1.0"))
    assert installed(place)["rapat"] == "1.0"
    assert capsys.readouterr().out == ""


@pytest.mark.usefixtures("offline")
def test_a_pin_that_cant_be_had_is_named_and_left_to_its_bounds_while_the_others_hold(place, capsys):
    assert start.install_tried(place / "env", ["lepas>=1"], pinned(place, "lepas==9.9", "rapat==1.0"))
    assert {"lepas": "1.5", "rapat": "1.0"}.items() <= installed(place).items()
    assert "lepas==9.9" in capsys.readouterr().out
    assert (place / "env" / "untried.txt").read_text(encoding="utf-8") == "lepas==9.9\n"


@pytest.mark.usefixtures("offline")
def test_where_the_other_pins_insist_on_what_cant_be_had_all_are_left_to_their_bounds(place, capsys):
    assert start.install_tried(place / "env", ["pasangan"], pinned(place, "pasangan==9.9", "rapat==1.0"))
    assert installed(place)["rapat"] == "2.0"
    assert "pasangan==9.9" in capsys.readouterr().out


@pytest.mark.usefixtures("offline")
def test_what_fails_for_another_reason_is_told_and_nothing_is_called_untried(place, capsys):
    assert not start.install_tried(place / "env", ["tidak-ada"], pinned(place, "rapat==1.0"))
    assert "tidak-ada" in capsys.readouterr().out
