"""What a browser fetches once: for each world one stylesheet and one script, and the icons of all.

The sources in sandbox/static/ stay small files; they are joined here when a process starts, and packed once. Their address
holds a hash of what is in them, so that a browser may keep them for a year and never ask again: `asset("practice.css")` in a
template.
"""

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from flask import Flask
from markupsafe import Markup
from werkzeug.exceptions import MethodNotAllowed, NotFound
from werkzeug.wrappers import Request, Response

from sandbox.server.sending.packing import packed, takes_packed

STATIC = Path(__file__).resolve().parents[2] / "static"
UNDER = "/static/"
FOR_A_YEAR = "public, max-age=31536000, immutable"

_SHARED = ("css/bootstrap.css", "css/base.css")
FILES: dict[str, tuple[str, ...]] = {
    "practice.css": (*_SHARED, "css/practice.css", "css/form.css", "css/lesson.css", "css/card.css", "css/sheets.css",
                     "css/exchange.css", "css/statistics.css", "css/sides.css",
                     "css/counter.css"),
    "practice.js": ("js/typing.js", "js/form.js", "js/combobox.js", "js/rows.js", "js/sides.js", "js/counter.js",
                    "js/sheet.js", "js/copy.js",
                    "js/print.js", "js/drawer.js", "js/upload.js", "js/clock.js", "js/panel.js"),
    "public.css": (*_SHARED, "css/statistics.css", "css/public.css"),
    "public.js": ("js/print.js",),
    "door.css": (*_SHARED, "css/hall.css"),
    "door.js": ("js/copy.js", "js/village.js", "js/pressed.js", "js/again.js"),
    "hall.css": (*_SHARED, "css/hall.css", "css/board.css", "css/speak.css", "css/office.css", "css/people.css", "css/deal.css"),
    "hall.js": ("js/copy.js", "js/print.js", "js/drops.js", "js/draft.js", "js/deal.js", "js/board.js", "js/speak.js",
                "js/trainee.js", "js/back.js", "js/going.js", "js/line.js", "js/live.js"),
    "line.js": ("js/line.js", "js/shared_line.js"),
    "cards.css": (*_SHARED, "css/hall.css", "css/cards.css"),
    "report.css": (*_SHARED, "css/hall.css", "css/report.css"),
    "takehome.css": (*_SHARED, "css/hall.css", "css/takehome.css"),
    "icons.svg": ("icons.svg", "bootstrap-icons.svg"),
    "favicon.svg": ("favicon.svg",),
}
"""What is served, and the sources that it is joined from, in this order. door: before one sits down; cards: for the printer;
report: tables and bars; takehome: one page of paper; line: the worker that keeps the hall's one stream a browser."""


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it goes over the wire. `name` holds the hash: practice.1f3a9c2b.css."""

    name: str
    mimetype: str
    plain: bytes
    packed: bytes


def joined(name: str) -> str:
    """The text of one of FILES. Comments stay in the sources, a licence goes along."""
    return JOIN[Path(name).suffix]([(STATIC / source).read_text(encoding="utf-8") for source in FILES[name]])


def _stylesheet(parts: Iterable[str]) -> str:
    return re.sub(r"/\*(?!!).*?\*/\s*", "", "".join(parts), flags=re.DOTALL)


def _script(parts: Iterable[str]) -> str:
    """Each source in a block of its own: names of one are unknown to the others, as between modules."""
    bare = (re.sub(r"^ *//.*\n", "", part, flags=re.MULTILINE) for part in parts)
    return "".join(f"{{\n{part}}}\n" for part in bare)


def _picture(parts: list[str]) -> str:
    """One drawing, or the symbols of several sprites in one."""
    if len(parts) == 1:
        return parts[0]
    symbols = "".join(re.sub(r"</?svg[^>]*>|<!--(?! Bootstrap).*?-->", "", part, flags=re.DOTALL) for part in parts)
    return f'<svg xmlns="http://www.w3.org/2000/svg">{symbols}</svg>'


JOIN: dict[str, Callable[[list[str]], str]] = {".css": _stylesheet, ".js": _script, ".svg": _picture}
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
"""Said here: Windows' registry, which `mimetypes` asks, may hold that a script is plain text, and no browser runs that."""


@cache
def assets() -> dict[str, Asset]:
    """All of FILES by their plain name, ready to be sent."""
    return {name: _asset(name, joined(name).encode()) for name in FILES}


def _asset(name: str, content: bytes) -> Asset:
    path, digest = Path(name), hashlib.sha256(content).hexdigest()[:10]
    return Asset(f"{path.stem}.{digest}{path.suffix}", TYPES[path.suffix], content, packed(content, 9))


def asset_url(name: str) -> str:
    """The address of one of FILES, good for ever. Raises KeyError for another name."""
    return UNDER + assets()[name].name


def drawn_icon(name: str, label: str = "", classes: str = "") -> Markup:
    """An icon of the sprite. Beside a word `label` is empty: the picture is then hidden from screen readers."""
    return _drawn(str(name), str(label), str(classes))


@lru_cache(maxsize=1024)
def _drawn(name: str, label: str, classes: str) -> Markup:
    told = Markup('role="img" aria-label="{}"').format(label) if label else Markup('aria-hidden="true"')
    return Markup('<svg class="icon {}" {}><use href="{}#{}"/></svg>').format(classes, told, asset_url("icons.svg"), name)


class AssetsFirst:
    """Answers for the assets before the app is asked: no session, no database, no cookie that makes the answer one person's."""

    def __init__(self, app: Callable[..., Iterable[bytes]]) -> None:
        self.app = app

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if not environ.get("PATH_INFO", "").startswith(UNDER):
            return self.app(environ, start_response)
        return answer(Request(environ))(environ, start_response)


def answer(request: Request) -> Response | NotFound | MethodNotAllowed:
    """The asset at this address. The hash of another version (on a page from before an update) gets today's, not to be kept."""
    asked = request.path.removeprefix(UNDER)
    found = assets().get(re.sub(r"\.[0-9a-f]{10}(?=\.\w+$)", "", asked))
    if found is None:
        return NotFound()
    if request.method not in ("GET", "HEAD"):
        return MethodNotAllowed(["GET", "HEAD"])
    takes = takes_packed(request)
    response = Response(found.packed if takes else found.plain, mimetype=found.mimetype)
    if takes:
        response.content_encoding = "gzip"
    response.vary.add("Accept-Encoding")
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = FOR_A_YEAR if asked == found.name else "no-cache"
    return response


def init_app(app: Flask) -> None:
    """Serve the assets, and let templates name them."""
    app.wsgi_app = AssetsFirst(app.wsgi_app)  # type: ignore[method-assign]
    app.jinja_env.globals |= {"asset": asset_url, "drawn_icon": drawn_icon}
