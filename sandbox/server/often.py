"""What a page asks of Flask dozens of times, answered once: its language, the addresses of its menus.

Each of these calls costs little; a page makes more than a hundred, which was a tenth of its time.
"""

from functools import partial
from typing import Any

from flask import Flask, g, request, url_for
from flask_babel import get_locale, get_translations


def init_app(app: Flask) -> None:
    """Let the templates ask here. After Babel, whose functions these are put before."""
    env = app.jinja_env
    env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=lambda text: _said().ugettext(text), ngettext=lambda one, many, n: _said().ungettext(one, many, n), newstyle=True)
    env.globals["url_for"] = partial(address, {})


def _said() -> Any:
    """The translations into this page's language, which may change in the middle of it."""
    here, kept = get_locale(), g.get("said")
    if kept is None or kept[0] is not here:
        kept = g.said = here, get_translations()
    return kept[1]


def address(known: dict[tuple[str, str], str], endpoint: str, **values: Any) -> str:
    """As url_for. An address without parts is the same on every page of its room, unless somebody is looked at in it."""
    if values or "looked_at" in g:
        return url_for(endpoint, **values)
    named = request.root_path, f"{request.blueprint}{endpoint}" if endpoint.startswith(".") else endpoint
    return known.get(named) or known.setdefault(named, url_for(endpoint))
