"""What every room's views share: the services of this app, the desk of this request, and the filters of the templates."""

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from threading import Event
from typing import cast
from urllib.parse import urlsplit

from flask import Flask, current_app, g, request
from flask_babel import format_date
from jinja2.ext import Extension
from markupsafe import Markup

from sandbox.actions import Desk, Gate
from sandbox.clock import WIB, Clock
from sandbox.errors import NotAllowed
from sandbox.files.templates_kept import KeptTemplates
from sandbox.settings import Settings
from sandbox.store.base import Store
from sandbox.words.digits import MONTHS, grouped, unbroken

COPY_SEEN = "copy"
"""Where a browser's session keeps which copy its last page was of."""
KEPT = 500
"""Pieces of each kind that a process keeps drawn."""
SECRETS = ("pin", "password", "new", "again")
"""Fields that no page shows again."""


@dataclass(frozen=True, slots=True)
class Services:
    """What the composition root built for this app."""

    settings: Settings
    clock: Clock
    store: Store
    gate: Gate
    secret: bytes
    """The instance's secret, for card PINs."""
    stopping: Event = field(default_factory=Event)
    """Set when the server drains: event streams end, so that it can."""


def services() -> Services:
    """The services of the running app."""
    return cast(Services, current_app.extensions["gladi"])


def incident() -> str:
    """Names this request, on its error page and in the log."""
    if "incident" not in g:
        g.incident = secrets.token_hex(4)
    return cast(str, g.incident)


def current_desk() -> Desk:
    """The desk of this request, set by the root in one place. Raises NotAllowed where nobody sits."""
    desk = g.get("desk")
    if desk is None:
        raise NotAllowed()
    return cast(Desk, desk)


def form_token() -> int | None:
    """The generation that the submitted form was shown for; None if the form carries none."""
    return request.form.get("_generation", type=int)


def typed() -> list[tuple[str, str]]:
    """What was typed into the submitted form, in order, without tokens and without what only its owner may read."""
    return [(name, value) for name, value in request.form.items(multi=True)
            if not name.startswith(("_", "csrf_token")) and name not in SECRETS]


def own_page(target: str | None) -> str | None:
    """Path and query of a page of this server; None for anything else: what comes from outside sends nobody elsewhere."""
    # A browser drops control characters and reads a backslash as a slash: /<tab>/elsewhere is //elsewhere to it.
    if not target or "\\" in target or any(letter <= " " for letter in target):
        return None
    try:
        parts = urlsplit(target)
    except ValueError:
        return None
    inside = parts.scheme in ("", "http", "https") and parts.netloc in ("", request.host)
    if not inside or not parts.path.startswith("/") or parts.path.startswith("//"):
        return None
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def clock_filter(moment: datetime | None) -> str:
    """10.42.18, in the hall's zone."""
    return "" if moment is None else f"{moment.astimezone(WIB):%H.%M.%S}"


def clock_short_filter(moment: datetime | None) -> str:
    """10.42"""
    return "" if moment is None else f"{moment.astimezone(WIB):%H.%M}"


def spoken_date(day: date | datetime) -> str:
    """17 Agustus 2026, or 17 August 2026, in the language of whoever reads, as `dateformat` says it on a page."""
    return str(format_date(day.astimezone(WIB).date() if isinstance(day, datetime) else day, "d MMMM y"))


def date_filter(day: date | datetime | None) -> str:
    """17 Agustus 2026, where everything is Indonesian."""
    if day is None:
        return ""
    if isinstance(day, datetime):
        day = day.astimezone(WIB).date()
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def number_filter(number: float | None) -> str:
    """1.204 and 31,5: dots for thousands, a comma for decimals."""
    if number is None:
        return ""
    text = f"{number:,.0f}" if number == int(number) else f"{number:,.2f}".rstrip("0")
    return text.translate(str.maketrans(",.", ".,"))


FILTERS: dict[str, Callable[..., str]] = {
    "clock": clock_filter, "clock_short": clock_short_filter, "date_id": date_filter, "number_id": number_filter,
    "digits": grouped, "unbroken": unbroken,
}


class Unindented(Extension):
    """Takes a template's indentation, its blank lines and those of mere commands and comments off the page, 160 bytes packed.

    What stands in a page's own texts is none of a template's lines, so it is not touched. Lines keep their numbers.
    """

    SAYING_NOTHING = re.compile(r"^((?:\{%(?!-)[^%]*[^-%]%\}|\{#(?:(?!#\}).)*#\})*)\n", re.MULTILINE | re.DOTALL)

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return self.SAYING_NOTHING.sub(r"\1{#\n#}", re.sub(r"\n[ ]+", "\n", source))


def drawn_once(macro: Callable[..., Markup]) -> Callable[..., Markup]:
    """The macro, which draws what it is asked for once: for small pieces that are equal in many lines of a list."""
    return lru_cache(KEPT, typed=True)(macro)  # by type too: what is marked as safe is another value than the same letters


def init_app(app: Flask, built: Services) -> None:
    """Hand the services to the app and its filters to the templates."""
    app.extensions["gladi"] = built
    app.jinja_env.bytecode_cache = KeptTemplates()
    app.jinja_env.add_extension(Unindented)
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals["drawn_once"] = drawn_once
