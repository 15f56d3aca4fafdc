"""Progres: how far each part of the forms is."""

from flask import render_template
from flask.typing import ResponseReturnValue

from sandbox.deeds import PROGRESS
from sandbox.details import RecordDetails
from sandbox.practice.overviews import progress as overview
from sandbox.practice.views.blueprint import bp, look
from sandbox.practice.views.records.sheets import FORMS


@bp.get("/progres", endpoint="progress")
@bp.get(f"/progres/{FORMS}", endpoint="progress")
def progress_page(form: str = "") -> ResponseReturnValue:
    page = look(PROGRESS, lambda session, now: overview.of_village(session, form), detail=RecordDetails(section=form))
    return render_template("practice/progress.html", active="progres", page=page, chosen=form)
