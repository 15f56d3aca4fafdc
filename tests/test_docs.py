"""The docs forget nothing and promise nothing: every command, option, printed key and setting stands there, and no other."""

import re
from collections.abc import Iterator
from dataclasses import fields
from inspect import getsource
from pathlib import Path

import click
import pytest

from instructor.days.groups import GroupInfo
from instructor.days.rotation import Rotated
from instructor.rehearsal.figures import Figures
from sandbox.server.cli import gladi
from sandbox.settings import Settings
from scenarios.faults.connection import ServerError
from scenarios.file import guide
from scenarios.file.loader import library
from scenarios.proof.proof import Proof
from seed.commands import Built

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
COMMANDS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
LINK = re.compile(r"\]\((?!https?:)([^)\s]+)\)")
PATH = re.compile(r"`((?:sandbox|scenarios|instructor|seed|tests|docs|bench)/[\w./*-]+|start\.py)`")
LARGEST = 200_000

def commands(group: click.Group, name: str = "gladi") -> Iterator[tuple[str, click.Command]]:
    for word, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{name} {word}")
        else:
            yield f"{name} {word}", command


ALL = dict(commands(gladi))


def section(name: str) -> str:
    """The text below the command's heading; a heading may go on with what the command takes."""
    found = re.search(rf"^## {name}(?: [A-Z\[…\]]+)?\n(.*?)(?=^## |\Z)", COMMANDS, re.DOTALL | re.MULTILINE)
    assert found is not None, f"docs/commands.md has no section: ## {name}"
    return found.group(1)


def test_a_command_has_its_section_and_says_what_it_does():
    assert [name for name in ALL if not section(name) or not ALL[name].help] == []


def test_every_option_of_a_command_is_described():
    assert [(name, word) for name in ALL for param in ALL[name].params if isinstance(param, click.Option) for word in param.opts
            if f"`{word}" not in section(name)] == []


def test_no_option_is_described_that_the_command_lacks():
    described = {(name, word) for name in ALL for word in re.findall(r"^\| `(--[\w-]+)", section(name), re.MULTILINE)}
    assert described - {(name, word) for name in ALL for param in ALL[name].params for word in param.opts} == set()


def test_no_command_is_described_that_does_not_exist():
    headings = re.findall(r"^## (gladi(?: [a-z-]+)+)", COMMANDS, re.MULTILINE)
    assert sorted(headings) == sorted(ALL)


@pytest.mark.parametrize(("name", "printed"), [
    ("gladi rehearse", Figures), ("gladi seed", Built), ("gladi scenario check", Proof), ("gladi group rotate", Rotated),
    ("gladi group undo", Rotated), ("gladi group close", Rotated)])
def test_every_key_that_a_command_prints_is_named(name, printed):
    assert [field.name for field in fields(printed) if field.name not in re.findall(r"\w+", section(name))] == []


def test_every_key_of_a_group_is_named():
    keys = {"group" if field.name == "number" else field.name for field in fields(GroupInfo)} - {"id"}
    assert keys <= set(re.findall(r"\w+", section("gladi group list")))


def test_every_setting_is_described_and_no_other():
    assert set(re.findall(r"^\| `GLADI_(\w+)` \|", COMMANDS, re.MULTILINE)) == {field.name.upper() for field in fields(Settings)}


def test_the_default_of_a_setting_is_the_one_described():
    rows = dict(re.findall(r"^\| `GLADI_(\w+)` .*\|(.*)\|$", COMMANDS, re.MULTILINE))
    assert [(field.name, rows[field.name.upper()]) for field in fields(Settings)
            if field.name not in ("instance", "database_url") and str(field.default) not in rows[field.name.upper()]] == []


def test_every_link_and_picture_of_a_page_leads_somewhere():
    assert [(page.name, target) for page in PAGES for target in LINK.findall(page.read_text(encoding="utf-8"))
            if not leads_somewhere(page, target)] == []


def test_every_file_that_a_page_names_exists():
    named = {(page.name, path) for page in PAGES for path in PATH.findall(page.read_text(encoding="utf-8"))}
    assert [(page, path) for page, path in named if not list(ROOT.glob(path.rstrip("/")))] == []


def test_a_guide_for_users_has_the_same_parts_in_both_languages():
    for name in ("pelatih", "kantor"):
        assert shape(f"{name}.md") == shape(f"{name}.en.md"), name


def test_the_trainers_guides_close_every_exercise_with_a_question_as_its_file_has_it():
    asked = {name: each.scenario.trainers.asks for name, each in library().items() if each.scenario.trainers}
    assert [name for name in library() if not asked.get(name, "").endswith("?")] == []
    for path, text in guide.texts(library()).items():
        assert path.read_text(encoding="utf-8") == text, "run: gladi scenario schema"
        assert text.count("\n| 8.") == 4, "between its marks"


def test_the_fault_that_is_shown_in_full_stands_so_in_its_file():
    assert f"```python\n{getsource(ServerError)}```" in (ROOT / "docs" / "developing.md").read_text(encoding="utf-8")


def test_pictures_are_small_and_all_are_shown():
    pictures = sorted((ROOT / "docs" / "images").glob("*.png"))
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert [picture.name for picture in pictures if picture.stat().st_size > LARGEST] == []
    assert [picture.name for picture in pictures if f"images/{picture.name}" not in text] == []


def shape(name: str) -> list[str]:
    """Headings, rows, pictures and steps of a page, in order."""
    return re.findall(r"^#+ |^\| |^!\[|^\d\. ", (ROOT / "docs" / name).read_text(encoding="utf-8"), re.MULTILINE)


def leads_somewhere(page: Path, target: str) -> bool:
    path, _, anchor = target.partition("#")
    file = (page.parent / path).resolve() if path else page
    if not file.exists():
        return False
    return not anchor or anchor in anchors(file)


def anchors(file: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
