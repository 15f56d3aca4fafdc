"""The design language keeps its promises: contrast, nothing inline, nothing from outside, no picture that is not there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "sandbox" / "static"
TEMPLATES = sorted(path for room in ("sandbox", "scenarios", "instructor") for path in (ROOT / room).rglob("*.html"))
WHITE = "#FFF"


def tokens(world: str) -> dict[str, str]:
    """The colours that hold inside a world: the shared ones, then its own."""
    css = (STATIC / "css" / "base.css").read_text(encoding="utf-8")
    found: dict[str, str] = {}
    for selector in (":root", f".{world}"):
        block = re.search(rf"^{re.escape(selector)} \{{(.*?)^\}}", css, re.MULTILINE | re.DOTALL)
        assert block is not None, selector
        found.update(re.findall(r"--g-([a-z-]+):\s*(#[0-9A-F]{3,6})\b", block[1]))
    return found


def luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    channels = [int(digits[place:place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


TEXT = [
    ("practice", "ink", "ground"), ("practice", "muted", "ground"), ("practice", "link", "ground"), ("practice", "dark", "pale"),
    ("practice", "surface", "main"), ("practice", "waiting", "surface"),
    ("lesson", "ink", "ground"), ("lesson", "muted", "ground"), ("lesson", "muted", "foot"), ("lesson", "main", "ground"),
    ("lesson", "main", "pale"), ("lesson", "surface", "main"),
    ("lesson", "paper-ink", "surface"), ("lesson", "paper-label", "surface"),
    ("hall", "ink", "ground"), ("hall", "muted", "ground"), ("hall", "muted", "pale"), ("hall", "main", "surface"),
    ("hall", "surface", "bar"), ("hall", "bar-muted", "bar"), ("hall", "working", "working-ground"),
    ("practice", "unsaved", "unsaved-ground"), ("practice", "saved", "saved-ground"), ("practice", "unknown", "unknown-ground"),
    ("practice", "brown", "surface"), ("hall", "surface", "raised"), ("hall", "surface", "brown"), ("hall", "amber-ink", "amber"),
    ("practice", "surface", "plum"),
]
EDGES = [
    ("practice", "edge", "surface"), ("practice", "edge", "ground"), ("lesson", "edge", "ground"), ("hall", "edge", "surface"),
    ("practice", "unknown-edge", "unknown-ground"), ("hall", "not-yet", "surface"), ("hall", "amber-edge", "surface"),
]


def pale(pairs: list[tuple[str, str, str]], least: float) -> list[tuple[str, str, str]]:
    """Those of the pairs (world, colour, its ground) with less contrast than that."""
    worlds = {world: tokens(world) for world, _, _ in pairs}
    return [pair for pair in pairs if contrast(worlds[pair[0]][pair[1]], worlds[pair[0]][pair[2]]) < least]


def test_text_stands_out_enough_to_be_read() -> None:
    assert pale(TEXT, 4.5) == []


def test_edges_of_controls_and_icons_stand_out() -> None:
    assert pale(EDGES, 3) == []


def test_one_half_of_the_focus_ring_shows_on_every_ground() -> None:
    colours = tokens("practice")
    assert [ground for ground in (WHITE, "#0B5563", "#6A1B5D", "#1B1F2A", "#FFF8E8", "#24439A")
            if max(contrast(colours["ring"], ground), contrast(colours["ring-inner"], ground)) < 3] == []


def test_a_template_holds_nothing_inline_and_nothing_from_outside() -> None:
    """The page's policy would silently drop it. A paper to download is no page: its looks come along in the file."""
    found = []
    for path in TEMPLATES:
        html = re.sub(r"\{#.*?#\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        html = re.sub("<style>.*?</style>", "", html, flags=re.DOTALL) if path.name == "paper.html" else html
        found += [(path.name, said) for said in re.findall(
            r"""\sstyle=|\son[a-z]+=["']|<style|<script(?![^>]*\ssrc=)|javascript:|(?:src|href)=["']https?:""", html)]
    assert len(TEMPLATES) > 100
    assert found == []


def test_a_stylesheet_fetches_nothing() -> None:
    sheets = list(STATIC.glob("css/*.css"))
    assert len(sheets) > 10
    assert [path.name for path in sheets if re.search(r"url\(|@import", path.read_text(encoding="utf-8"))] == []


def test_every_glyph_that_a_template_names_is_in_our_sprite() -> None:
    ours = set(re.findall(r'<symbol id="([^"]+)"', (STATIC / "icons.svg").read_text(encoding="utf-8")))
    html = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES)
    assert set(re.findall(r'\bmark\("([a-z-]+)"[,)]', html)) - ours == set()


def test_a_date_on_a_page_has_its_year():
    asked = [(path.name, form) for path in TEMPLATES
             for form in re.findall(r'dateformat\("([^"]+)"', path.read_text(encoding="utf-8"))]
    assert len(asked) > 10
    assert [each for each in asked if "y" not in each[1]] == []
