"""Beranda and the public profile."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import g, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from sandbox.deeds import HOME, PROFILE
from sandbox.practice import handing
from sandbox.practice.households import households
from sandbox.practice.overviews import profile
from sandbox.practice.sheets import page as figures
from sandbox.practice.submissions import outbox
from sandbox.practice.views.blueprint import bp, look
from sandbox.practice.views.forms import kept
from sandbox.practice.views.overviews.public import link_of
from sandbox.web import current_desk


@dataclass(frozen=True, slots=True)
class Home:
    """What Beranda shows. `forms`: Potensi and Tingkat Perkembangan."""

    complete: int
    total: int
    saved_at: datetime | None
    outbox: outbox.OutboxTotals
    forms: list[figures.Progress]
    drafts: Sequence[kept.Kept]
    handed: Sequence[handing.Handed]
    """What the operator handed over and nobody has sent yet."""


@bp.get("/")
def home() -> ResponseReturnValue:
    desk = current_desk()

    def work(session: Session, now: datetime) -> Home:
        sheets, unsaved = figures.progress(session), kept.here(session, desk)
        return Home(*households.progress(session), outbox.totals(session, now), sheets, unsaved,
                    handing.lines(session) if g.has_handed else ())

    page = look(HOME, work)
    unsaved = len(page.drafts) + len(kept.elsewhere(desk, page.drafts))
    return render_template("practice/home.html", active="beranda", page=page, drafts=unsaved, chips=outbox.CHIPS)


@bp.get("/profil", endpoint="profile")
def public_profile() -> ResponseReturnValue:
    page = look(PROFILE, profile.of_village)
    return render_template("practice/profile.html", active="profil", page=page, link=link_of(current_desk().person))
