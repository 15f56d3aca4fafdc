"""The board's pieces as HTML, in the language that a browser asked for; outside a request too, for the hub."""

import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, TypeVar

from flask import Flask, current_app, g, get_template_attribute
from flask_babel import force_locale, format_decimal
from flask_babel import gettext as _
from markupsafe import Markup

from instructor.board.hall import Hall
from instructor.board.picture import Picture, SeatLine, spoken
from instructor.board.words import NEEDS_SOMEBODY, State
from sandbox.words.texts import LaterText

Text = TypeVar("Text", str, Markup)

TOKEN_PLACE = secrets.token_hex(24)
"""Stands in HTML made for everybody where each browser's own token against forgery belongs. Nobody is ever sent it, so nobody
can type it into a text and find there the token of whoever reads that text."""
COUNTED = (*NEEDS_SOMEBODY, State.WAITING, State.WORKING, State.DONE, State.NOT_YET, State.ABSENT)
MISSING_NAMED = 8
"""So many of those who have not come are named in the list; the page Kehadiran names them all."""
ALWAYS_COUNTED = frozenset({*NEEDS_SOMEBODY, State.WAITING, State.WORKING})


@contextmanager
def for_everybody(app: Flask, lang: str) -> Iterator[None]:
    """A place to render in that belongs to no browser."""
    # An app context of its own first: the request that asks for a page must not find our placeholder in its `g`.
    with app.app_context(), app.test_request_context("/papan"), force_locale(lang):
        g.csrf_token = TOKEN_PLACE  # where Flask-WTF keeps this request's token
        yield


def with_token(html: Text, token: str) -> Text:
    """The HTML for one browser."""
    return html.replace(TOKEN_PLACE, token)


def seat_html(line: SeatLine, exercises: int, places: Sequence[int] = ()) -> Markup:
    """One person's line. `places`: in which stretch of the day each cell is, where it has several."""
    return _macro("line")(line=line, words=spoken(line, exercises), places=places)


def list_html(picture: Picture, hall: Hall, now: datetime, notices: Iterable[LaterText] = ()) -> Markup:
    """The list at the right: what the hall's clock met, and who needs somebody."""
    needs = picture.needs()
    hands = [line for line in needs if line.state is State.HAND]
    others = [line for line in needs if line.state is not State.HAND]
    return _macro("need_lists")(hands=hands, others=others, now=now, calm=_calm(picture),
                                notices=list(notices), damaged=hall.damaged, missing=picture.missing, named=MISSING_NAMED)


def counts(picture: Picture) -> list[tuple[State, int]]:
    """The chips above the grid: the states that matter always, the others when somebody is in them."""
    return [(state, picture.counts[state]) for state in COUNTED if state in ALWAYS_COUNTED or picture.counts[state]]


def lag_words(seconds: float) -> str:
    """'langsung · tertinggal 0,2 dtk'"""
    return _("langsung · tertinggal %(seconds)s dtk", seconds=format_decimal(seconds, "0.0"))


def _calm(picture: Picture) -> str:
    return _("Tidak ada yang perlu dibantu saat ini. %(working)s bekerja, %(waiting)s menunggu.",
             working=picture.counts[State.WORKING], waiting=picture.counts[State.WAITING])


def _macro(name: str) -> Any:
    # From the running app's own templates: a module of macros is kept by Jinja, so this costs a lookup.
    assert current_app
    return get_template_attribute("hall/pieces.html", name)
