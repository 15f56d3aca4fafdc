"""Siapa mengubah apa: the audit log, by person and kind."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from instructor.diary import reading
from instructor.diary.words import KINDS, WORDS
from sandbox.accounts.guards import current_staff, staff_required
from sandbox.words.roles import ORGANISER


@staff_required(ORGANISER, of_all=True)
def diary() -> ResponseReturnValue:
    """Its newest rows, or those before `sebelum`; with `oleh` of one account, with `tentang` of one kind."""
    by, kind = request.args.get("oleh", type=int), request.args.get("tentang", "")
    kind = kind if kind in KINDS else ""
    found = reading.lines(by=by, kind=kind, before=request.args.get("sebelum", type=int))
    return render_template("hall/diary.html", lines=found, words=WORDS, kinds=KINDS, people=reading.people(), by=by, kind=kind,
                           more=found[-1].id if len(found) == reading.AT_ONCE else None, staff=current_staff())
