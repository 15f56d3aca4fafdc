"""Cuts what our pages use out of Bootstrap-Flask's files: 13 of its 2,000 classes, some fifty of its 2,000 icons.

    python -m sandbox.server.sending.bootstrap_cut

A page that names another class or icon: add it here, run that, commit both. tests/sandbox/test_bootstrap_cut.py names what is
missing or no longer used, and fails when the committed files are not what this makes of the installed Bootstrap-Flask.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import flask_bootstrap

BOOTSTRAP = Path(flask_bootstrap.__file__).parent / "static" / "bootstrap5"
STATIC = Path(__file__).resolve().parents[2] / "static"
STYLESHEET = STATIC / "css" / "bootstrap.css"
SPRITE = STATIC / "bootstrap-icons.svg"

CLASSES = frozenset({
    "btn", "btn-link", "btn-outline-primary", "btn-primary", "btn-sm", "d-none", "d-print-none", "flex-nowrap", "form-check",
    "form-check-input", "form-check-label", "form-control", "form-select", "text-end", "text-nowrap", "visually-hidden"})
ICONS = (
    "arrow-counterclockwise", "arrow-left", "arrow-left-right", "arrow-return-left", "arrow-right", "arrow-up-square",
    "box-arrow-in-right", "box-arrow-right", "broadcast", "chat-left-text", "chat-left-text-fill", "check-circle",
    "check-circle-fill", "check-lg", "check2", "check2-circle", "chevron-down", "circle", "clipboard", "clock", "dash",
    "dash-circle", "dot", "download", "emoji-smile", "exclamation-octagon-fill", "exclamation-triangle-fill", "eye", "file-text",
    "files", "floppy",
    "graph-up", "hourglass-split", "house-door", "info-circle", "key", "lightbulb", "lightbulb-fill", "lightning-fill", "list",
    "lock", "map", "megaphone",
    "pause-circle", "pause-circle-fill", "pause-fill", "pencil-fill", "pencil-square", "people", "person-check",
    "person-circle", "person-dash", "play-fill", "plus-lg", "printer", "projector", "qr-code", "qr-code-scan", "record-circle",
    "search", "send", "trash", "trash3", "unlock", "upload", "wifi-off", "x-circle", "x-lg", "x-octagon-fill", "x-square")

ICONS_BY = "Bootstrap Icons, Copyright 2019-2024 The Bootstrap Authors, licensed under MIT"


def stylesheet() -> str:
    """Bootstrap's rules for bare elements and for CLASSES, one a line; without dark theme, animations and pictures."""
    whole = (BOOTSTRAP / "css" / "bootstrap.min.css").read_text(encoding="utf-8")
    _, licence, css = re.split(r"(/\*!.*?\*/)", whole, maxsplit=1, flags=re.DOTALL)
    ours = "".join(path.read_text(encoding="utf-8") for path in STATIC.glob("css/*.css") if path != STYLESHEET)
    licence = re.sub(r" +v[\d.]+", "", licence)
    return f"{licence}\n{_without_idle_variables(_rules(re.sub(r'/[*].*?[*]/', '', css, flags=re.DOTALL)), ours)}"


def sprite() -> str:
    """The symbols of ICONS, one a line. Raises KeyError for a name that Bootstrap does not have."""
    whole = (BOOTSTRAP / "icons" / "bootstrap-icons.svg").read_text(encoding="utf-8")
    known = {name: (box, inner) for box, name, inner in
             re.findall(r'<symbol class="[^"]*" viewBox="([^"]*)" id="([^"]+)">(.*?)</symbol>', whole, re.DOTALL)}
    lines = (f'<symbol id="{name}" viewBox="{known[name][0]}">{known[name][1]}</symbol>\n' for name in ICONS)
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n<!-- {ICONS_BY} -->\n{"".join(lines)}</svg>\n'


def _rules(css: str) -> str:
    return "".join(f"{head}{{{inner}}}\n" for head, body in _blocks(css) for head, inner in [_kept(head, body)] if head and inner)


def _blocks(css: str) -> Iterator[tuple[str, str]]:
    """Head and body of each block, outermost ones only."""
    depth = start = opened = 0
    for place, letter in enumerate(css):
        if letter == "{":
            depth, opened = depth + 1, opened if depth else place
        elif letter == "}":
            depth -= 1
            if depth == 0:
                yield css[start:opened].strip(), css[opened + 1:place]
                start = place + 1


def _kept(head: str, body: str) -> tuple[str, str]:
    """The part of a block that stays; empty where nothing does."""
    if head.startswith("@media"):
        return head, _rules(body).strip()
    if head.startswith("@"):
        return "", ""
    selectors = [each for each in head.split(",") if _is_used(each)]
    return ",".join(selectors), ";".join(each for each in re.split(r";(?![^(]*\))", body) if "url(" not in each)


def _is_used(selector: str) -> bool:
    bare = re.sub(r":not\([^)]*\)", "", selector)
    return set(re.findall(r"\.([\w-]+)", bare)) <= CLASSES and "data-bs-theme=dark" not in bare


def _without_idle_variables(css: str, ours: str) -> str:
    """Drops custom properties that no rule reads, and then those that only they read."""
    read = set(re.findall(r"var\((--bs-[\w-]+)", css + ours))
    fewer = re.sub(r"(?<=[{;])(--bs-[\w-]+):[^;}]*;?", lambda found: found[0] if found[1] in read else "", css)
    fewer = re.sub(r"^[^{}\n]+\{\}\n", "", fewer, flags=re.MULTILINE)
    return css if fewer == css else _without_idle_variables(fewer, ours)


def main() -> None:
    STYLESHEET.write_text(stylesheet(), encoding="utf-8")
    SPRITE.write_text(sprite(), encoding="utf-8")
    for path in (STYLESHEET, SPRITE):
        print(f"{path.relative_to(STATIC.parent.parent)}: {path.stat().st_size} B")


if __name__ == "__main__":
    main()
