"""Drafts: kept as one types, and all of them on one page."""

from http import HTTPStatus

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from sandbox.deeds import DRAFT
from sandbox.practice.views.blueprint import bp, look
from sandbox.practice.views.forms import kept
from sandbox.practice.views.forms.unsaved import keep_sent, throw_away
from sandbox.web import current_desk


@bp.post("/ketikan")
def keep_typing() -> ResponseReturnValue:
    """What stands in a form at this moment. Nothing is acknowledged as saved by it, so it waits for no disk."""
    keep_sent(durable=False)
    return "", HTTPStatus.NO_CONTENT


@bp.get("/draf", endpoint="drafts")
def draft_list() -> ResponseReturnValue:
    """What this person typed and did not save: with the way to its form, or, from a copy of before, to be copied."""
    desk = current_desk()
    here = look(DRAFT, lambda session, now: kept.here(session, desk))
    return render_template("practice/drafts.html", active="draf", here=here, elsewhere=kept.elsewhere(desk, here))


@bp.post("/draf/buang")
def throw_draft_away() -> ResponseReturnValue:
    """Of a copy of before, where it is no deed any more, or of a small form."""
    if throw_away():
        flash("Draf sudah dibuang. Data yang tersimpan tidak berubah.", "info")
    return redirect(url_for(".drafts"), HTTPStatus.SEE_OTHER)
