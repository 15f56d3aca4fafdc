"""What stands in the panel, as plain values, and the same as HTML.

On one person's pages it mostly stays as it was on the page before; so it is kept as it was drawn, for as long as the values are
equal. What differs on every page, the token and the moments, stands outside (`lesson/panel.html`), or is put in as it goes out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app, url_for
from flask_babel import get_locale
from markupsafe import Markup, escape

from scenarios.file.schema import Scenario
from scenarios.panel import answers, others
from scenarios.panel.answers import Asked
from scenarios.panel.day_shown import DayShown
from scenarios.panel.others import Others
from scenarios.panel.papers_shown import PaperShown, sheets

KEPT_AS = "panels drawn"
"""The key under which a copy's memory has them, each person's latest."""
CARRIER, MINUTE = "\x01", "\x02"
"""Letters that nobody can type: where the page's form and the attempt's minute stand in what is kept."""


@dataclass(frozen=True, slots=True)
class Queued:
    """A raised hand: since when, at which place of the queue, and whether somebody is on the way."""

    at: datetime
    place: int
    taken: bool
    said: str
    """The word that went with it."""
    shown: str
    """What stands in that word's input, which may not be sent yet; `too_long`: see answers.too_long."""
    too_long: int


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A goal as the macro takes it: done, partial or open."""

    text: str
    state: str
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class MessageLine:
    """What staff told, unread as yet. `id`: of its journal row."""

    id: int
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class MistakeLine:
    """A mistake as the macro takes it."""

    text: str
    repaired: bool


@dataclass(frozen=True, slots=True)
class Running:
    """The attempt as the panel shows it."""

    attempt: int
    """Its id."""
    go: int
    """1 for the person's first go at this exercise."""
    scenario: Scenario
    exam: bool
    """Whether it belongs to an examination: no hints, no way back."""
    kept_before: bool
    """Whether the moment before its beginning is kept, to which Mulai dari awal leads back."""
    rated: bool
    brief: Markup
    goals: Sequence[GoalLine]
    said: str
    mistakes: Sequence[MistakeLine]
    hints: Sequence[str]
    questions: Sequence[Asked]
    waiting: str
    solved: bool
    alone: bool
    skill: str
    """What people call the skill that it trains; `step` is how far the person is in it."""
    step: str
    papers: Sequence[Mapping[str, Any]]
    given: Mapping[str, Mapping[str, Any]]
    strayed: Mapping[str, Mapping[str, Any]]
    """Of sheets whose other cells are to stay: those that were changed all the same, with what stood there."""
    anew: str
    """From the second go at this exercise on: the family that it is about now."""

    def sheets(self, *, marked: bool) -> Sequence[PaperShown]:
        """Its papers; `marked`: for a machine."""
        return sheets(self.papers, self.given, marked=marked, strayed=self.strayed)


@dataclass(frozen=True, slots=True)
class Body:
    """All that is drawn, and nothing besides: what is equal looks the same."""

    person: int
    generation: int
    companion: str
    """How the other is called who works in the same copy; empty where nobody does."""
    day: DayShown
    running: Running | None
    messages: Sequence[MessageLine]
    hand: Queued | None
    hand_seen: int
    """Journal id of the person's last raising or lowering, 0 if there is none: which state of the hand its button changes."""
    login: tuple[str, str]
    """Code and password of the practice login, for who has to come in; empty for who is in."""
    placement: str
    """Which Cek kemampuan is offered: awal, akhir, or none."""
    still_at: datetime | None
    """The hall time that stands still in a pause; None while it runs."""


def drawn(body: Body, kept: dict[str, Any], *, carrier: str, minute: int) -> Markup:
    """The body as HTML. `carrier`: id of the form that its buttons take along without script.

    `kept`: what this process remembers of the copy. Where each button brings a form of its own, with a token, nothing is kept.
    """
    if not carrier:
        return _draw(body, "", str(minute))
    mine: dict[int, tuple[object, str]] = kept.setdefault(KEPT_AS, {})
    seen = body, url_for("lesson.start"), str(get_locale())
    before, html = mine.get(body.person, (None, ""))
    if before != seen:
        html = str(_draw(body, CARRIER, MINUTE))
        mine[body.person] = seen, html
    return Markup(html.replace(CARRIER, escape(carrier)).replace(MINUTE, str(minute)))  # noqa: S704 - escaped as it was drawn


def _draw(body: Body, carrier: str, minute: str) -> Markup:
    running, coming = body.running, body.day.next
    above = coming.id if coming is not None and (running is None or running.solved) else ""
    shown = Others(body.day.blocks, above, body.generation, running.attempt if running else 0, url_for("lesson.start"), carrier,
                   str(get_locale()))
    # The template alone: nothing of this request may get into what other pages show.
    return Markup(current_app.jinja_env.get_template("lesson/body.html").render(
        body=body, carrier=carrier, minute=minute, other_exercises=lambda: others.drawn(shown), longest=answers.LONGEST,
        hand_input=answers.HAND_INPUT))
