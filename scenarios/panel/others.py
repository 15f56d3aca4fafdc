"""Latihan lain hari ini: the exercises of the day, each with its button.

A day has thirty of them, which take four times as long as all else of the panel; and they are the same for most people of a hall
who come in or begin at the same time.
"""

from dataclasses import dataclass
from functools import lru_cache

from flask import current_app
from markupsafe import Markup

from scenarios.panel.day_shown import BlockLine

KEPT = 100
"""So many are kept drawn, which is more than a hall of 74 needs at once."""


@dataclass(frozen=True, slots=True)
class Others:
    """All that is drawn, and nothing besides: what is equal looks the same."""

    blocks: tuple[BlockLine, ...]
    coming: str
    """Id of the exercise that stands above already, as the next one; empty if none does."""
    generation: int
    begun: int
    """Journal id of the attempt that was begun last; 0 before the first."""
    start: str
    """Where a button leads."""
    carrier: str
    """Id of the form that its buttons take along without script."""
    lang: str


def drawn(others: Others) -> Markup:
    """As HTML; kept, unless each button brings a form of its own along: its token is another one on every page."""
    return _kept(others) if others.carrier else _draw(others)


def _draw(others: Others) -> Markup:
    # The template alone: nothing of this request may get into what other pages show.
    return Markup(current_app.jinja_env.get_template("lesson/others.html").render(others=others, carrier=others.carrier))


_kept = lru_cache(KEPT)(_draw)
