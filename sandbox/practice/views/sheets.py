"""Potensi and Tingkat Perkembangan, to read: the sheets of a form part by part, and one sheet."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from sandbox.deeds import SHEET, SHEETS
from sandbox.details import RecordDetails
from sandbox.practice.sheets import page as figures
from sandbox.practice.views.blueprint import bp, look

FORMS = "<any(potensi, perkembangan):form>"


@bp.get(f"/{FORMS}", endpoint="sheets")
@bp.get(f"/{FORMS}/bagian/<part_id>", endpoint="sheets")
def sheet_list(form: str, part_id: str | None = None) -> ResponseReturnValue:
    part = figures.part_of(form, part_id)
    page = look(SHEETS, lambda session, now: figures.list_of(session, form, part), record=form,
                detail=RecordDetails(section=part.id))
    return render_template("practice/sheets.html", active=form, page=page)


@bp.get("/lembar/<sheet_id>")
def sheet(sheet_id: str) -> ResponseReturnValue:
    place, year = figures.place_of(sheet_id), request.args.get("tahun", type=int)
    page = look(SHEET, lambda session, now: figures.sheet_page(session, place, year), record=sheet_id)
    return render_template("practice/sheet.html", active=place.book.id, page=page)
