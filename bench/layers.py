"""Where a page's processor time goes, from the request's beginning to its end.

    python bench/layers.py [--day 30] [--clicks 300] [PAGE …]

Inside a running exercise of a throwaway hall, in this one process, without HTTP (which adds half a millisecond a request). While
a page is asked again and again, what runs is looked at every 0.7 ms of processor time; it counts for the innermost layer that it
was called by. Milliseconds a page. Not on Windows.
"""

import argparse
import signal
import sys
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import CodeType, FrameType

sys.path.insert(0, str(Path(__file__).parent.parent))  # this file's own folder would hide the rooms

from rich.console import Console
from rich.table import Table

from bench.pages import asking, now_ms
from tests.server.test_clicks import seated_in_an_exercise

EVERY_S = 0.0007
PAGES = ("home", "list", "part", "outbox", "panel's version")
LAYERS: dict[str, tuple[str, ...]] = {
    "packing": ("server/sending/packing.py",),
    "copy to the feed": ("store/feed.py:_add", "store/feed.py:add"),
    "commit": (":commit",),
    "panel, as HTML": ("/templates/lesson/", "macros/lesson.html", "panel/body.py", "panel/others.py", "panel.py:_drawn"),
    "panel, read": ("/scenarios/panel/",),
    "exercise, judged": ("/scenarios/play/", "/scenarios/checks/"),
    "journal, read and written": ("/scenarios/attempt/", "sandbox/journal.py"),
    "seat": ("sandbox/accounts/users.py", "sandbox/seats.py"),
    "practice login": ("practice/logins.py",),
    "templates of the page": (".html:", "flask/templating.py"),
    "what the page reads": ("/sandbox/practice/",),
    "gate, transaction": ("sandbox/actions.py", "sandbox/visit.py", "/sandbox/store/"),
    "sessions, tokens": ("requests/sessions.py", "flask/sessions.py", "/flask_wtf/"),
    "Flask, Werkzeug, headers, metrics": ("/flask/", "/werkzeug/", "/sandbox/server/"),
}
"""Each with how files, or file:function, of it look. Of a function in two of them the first one counts."""


@cache
def layer_of(code: CodeType) -> str | None:
    name = f"{code.co_filename}:{code.co_name}"
    return next((layer for layer, of in LAYERS.items()
                 if any(name.endswith(each) if each.startswith(":") else each in name for each in of)), None)


def sampled(work: Callable[[], object], clicks: int) -> dict[str, float]:
    """Milliseconds that a click spends in each layer."""
    found: Counter[str] = Counter()

    def look(_signal: int, frame: FrameType | None) -> None:
        while frame is not None and (layer := layer_of(frame.f_code)) is None:
            frame = frame.f_back
        found[layer if frame is not None and layer else "else"] += 1

    before = signal.signal(signal.SIGPROF, look)
    began = now_ms()
    signal.setitimer(signal.ITIMER_PROF, EVERY_S, EVERY_S)
    try:
        for _ in range(clicks):
            work()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    a_click = (now_ms() - began) / clicks
    return {layer: a_click * seen / found.total() for layer, seen in found.items()}


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--day", type=int, default=30)
    arguments.add_argument("--clicks", type=int, default=300)
    arguments.add_argument("pages", nargs="*")
    chosen = arguments.parse_args()
    pages = chosen.pages or PAGES
    table = Table("layer", *pages)
    with seated_in_an_exercise(chosen.day) as seated:
        asked = {page: asking(seated, page) for page in pages}
        for ask in [*asked.values()] * 3:
            ask()
        found = {page: sampled(ask, chosen.clicks) for page, ask in asked.items()}
    for layer in [*LAYERS, "else"]:
        table.add_row(layer, *(f"{found[page].get(layer, 0):.2f}" for page in pages))
    table.add_row("all", *(f"{sum(found[page].values()):.1f}" for page in pages))
    Console().print(table)


if __name__ == "__main__":
    main()
