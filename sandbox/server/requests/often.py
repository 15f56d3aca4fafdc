"""What a page asks of Flask and Jinja dozens of times, answered once: its texts, the addresses of its menus, imported macros.

Each of these calls costs little; a page makes more than a hundred, which was a fifth of its time.
"""

import re
from collections.abc import Mapping
from functools import partial
from typing import Any, TypeVar, cast

from flask import Flask, g, request, url_for
from flask_babel import get_locale, get_translations
from jinja2 import Template
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from markupsafe import Markup
from werkzeug.routing import BuildError

T = TypeVar("T")
PLAIN = re.compile("[A-Za-z0-9_-]+")
MARK = 87654320
"""Stands, with the place of a value added, in an address for that value: no other part of one is called so."""


class OurFlask(Flask):
    """Flask asks of each function that it calls, some thirty a request, whether it is asynchronous: none of ours is."""

    def ensure_sync(self, func: T) -> T:
        return func


class OurTemplate(Template):
    """One that is imported is the same for every page: none of ours has globals of its own, which Jinja compares each time."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        return super()._get_default_module()


class Said:
    """Texts in one language, each translated and marked safe once a process."""

    def __init__(self) -> None:
        self._plain: dict[str, Markup] = {}

    def text(self, translations: Any, text: str, values: dict[str, Any]) -> Markup:
        """The text with its values, which are escaped."""
        if values:
            return Markup(translations.ugettext(text)) % values
        known = self._plain.get(text)
        return known if known is not None else self._plain.setdefault(text, Markup(translations.ugettext(text)) % {})


def init_app(app: Flask) -> None:
    """Let the templates ask here. After Babel, whose functions these are put before."""
    env, languages = app.jinja_env, dict[str, Said]()
    env.template_class = OurTemplate

    def gettext(text: str, /, **values: Any) -> Markup:
        translations, said = _speaking(languages)
        return said.text(translations, text, values)

    env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=gettext, ngettext=lambda one, many, n: _speaking(languages)[0].ungettext(one, many, n), newstyle=True)
    # Jinja's own way to it looks each text up by two more calls in the page's context.
    env.globals |= {"_": gettext, "gettext": gettext, "url_for": partial(address, {})}


def _speaking(languages: dict[str, Said]) -> tuple[Any, Said]:
    """The translations into this page's language, which may change in the middle of it, and what was said in it."""
    mine = cast(Any, g)._get_current_object()  # each question to `g` itself costs three calls
    kept, babel = mine.get("speaking"), mine.get("_flask_babel")
    if kept is None or kept[0] is not getattr(babel, "babel_locale", None):
        here = get_locale()
        kept = mine.speaking = here, (get_translations(), languages.setdefault(str(here), Said()))
    found: tuple[Any, Said] = kept[1]
    return found


def address(known: dict[tuple[Any, ...], str], endpoint: str, **values: Any) -> str:
    """As url_for. An address is the same on every page of its room but for the numbers and names in it, unless somebody is
    looked at in that room."""
    if "looked_at" in g or not all(map(_stands_as_it_is, values.values())):
        return url_for(endpoint, **values)
    named = (request.root_path, f"{request.blueprint}{endpoint}" if endpoint.startswith(".") else endpoint,
             *values, *map(type, values.values()))
    frame = known.get(named)
    if frame is None:
        frame = known[named] = _frame(endpoint, values)
    return frame.format_map(values) if frame else url_for(endpoint, **values)


def _frame(endpoint: str, values: Mapping[str, int | str]) -> str:
    """The address with {name} in the place of each value; empty where a place takes certain words alone."""
    marks = {name: type(value)(MARK + place) for place, (name, value) in enumerate(values.items())}
    try:
        frame = url_for(endpoint, **marks)  # type: ignore[arg-type]
    except (BuildError, ValueError):
        return ""
    for name, mark in marks.items():
        frame = frame.replace(str(mark), f"{{{name}}}")
    return frame


def _stands_as_it_is(value: object) -> bool:
    """Whether it stands in an address as it is: a record's number, the name of one of its parts."""
    return type(value) is int or (type(value) is str and PLAIN.fullmatch(value) is not None)
