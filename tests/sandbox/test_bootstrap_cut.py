"""What is served of Bootstrap is what our pages use: nothing that is missing, nothing that is idle."""

import re
from importlib.metadata import version
from pathlib import Path

import pytest

import start
from sandbox.server.sending import bootstrap_cut
from sandbox.server.sending.bootstrap_cut import BOOTSTRAP, CLASSES, ICONS, SPRITE, STATIC, STYLESHEET

ROOT = Path(__file__).parents[2]
SOURCES = [path for room in ("sandbox", "scenarios", "instructor") for path in (ROOT / room).rglob("*")
           if path.suffix in (".html", ".py", ".js") and path.name != "bootstrap_cut.py"]
TEXTS = {path: re.sub(r"\{#.*?#\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL) for path in SOURCES}
ALL = "\n".join(TEXTS.values())
OUR_MARKS = set(re.findall(r'<symbol id="([^"]+)"', (STATIC / "icons.svg").read_text(encoding="utf-8")))


def icons_of_bootstrap() -> set[str]:
    return set(re.findall(r' id="([^"]+)"', (BOOTSTRAP / "icons" / "bootstrap-icons.svg").read_text(encoding="utf-8")))


def classes_of_bootstrap() -> set[str]:
    return set(re.findall(r"\.([a-zA-Z][\w-]*)", (BOOTSTRAP / "css" / "bootstrap.min.css").read_text(encoding="utf-8")))


def named_icons() -> set[str]:
    """Names given to `icon`; and, where a name is chosen from a table, every quoted word with a hyphen that Bootstrap has."""
    called = set(re.findall(r"""\bicon(?:Href)?\(["']([a-z0-9-]+)["']""", ALL))
    chosen = set(re.findall(r"""["']([a-z0-9]+(?:-[a-z0-9]+)+)["']""", ALL)) & icons_of_bootstrap()
    return (called | chosen) - OUR_MARKS


def named_classes() -> set[str]:
    """Words of class attributes, what an expression in them may choose included."""
    found: set[str] = set()
    for path, text in TEXTS.items():
        if path.suffix == ".html":
            for value in re.findall(r'\bclass(?:es)?="((?:\{\{.*?\}\}|\{%.*?%\}|[^"])*)"', text):
                chosen = " ".join(re.findall(r"'([^']*)'", value))
                found |= set(f"{re.sub(r'{{.*?}}|{%.*?%}', ' ', value)} {chosen}".split())
        elif path.suffix == ".js":
            for value in re.findall(r'className\W+"([^"]*)"|classList\.\w+\("([^"]*)"|class="([^"$]*)"', text):
                found |= set(" ".join(value).split())
    return found


PIN = dict(line.split("==") for line in start.TRIED.read_text(encoding="utf-8").split())["Bootstrap-Flask"]


@pytest.mark.skipif(version("Bootstrap-Flask") != PIN, reason=f"it was cut from Bootstrap-Flask {PIN}, another one is installed")
@pytest.mark.parametrize(("path", "made"), [(STYLESHEET, bootstrap_cut.stylesheet), (SPRITE, bootstrap_cut.sprite)],
                         ids=lambda each: getattr(each, "name", ""))
def test_the_committed_file_is_what_the_command_makes_of_the_installed_bootstrap(path, made):
    assert path.read_text(encoding="utf-8") == made(), "python -m sandbox.server.sending.bootstrap_cut"


def test_every_icon_that_is_named_anywhere_is_in_the_sprite():
    assert named_icons() - set(ICONS) == set()


def test_no_icon_in_the_sprite_is_named_nowhere():
    assert {name for name in ICONS if not re.search(rf"""["']{name}["']""", ALL)} == set()


def test_no_glyph_of_ours_has_the_name_of_an_icon():
    assert set(ICONS) & OUR_MARKS == set()


def test_every_class_of_bootstrap_that_a_page_uses_has_its_rules():
    assert (named_classes() & classes_of_bootstrap()) - CLASSES == set()


def test_no_class_has_rules_that_no_page_uses():
    assert CLASSES - named_classes() == set()


def test_a_rule_for_another_class_is_left_out_and_one_for_a_bare_element_stays():
    css = STYLESHEET.read_text(encoding="utf-8")
    assert ".modal" not in css
    assert ".btn-check:checked" not in css
    assert re.search(r"^legend\{", css, re.MULTILINE)
    assert ".btn-primary{" in css
