"""Pesan Singkat."""

from flask import render_template
from flask.typing import ResponseReturnValue

from sandbox.deeds import NOTICES
from sandbox.practice.notices import newest_first
from sandbox.practice.views.blueprint import bp, look


@bp.get("/pesan")
def notices() -> ResponseReturnValue:
    return render_template("practice/notices.html", active="pesan", notices=look(NOTICES, newest_first))
