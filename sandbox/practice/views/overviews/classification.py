"""Klasifikasi: the village's class, each variable sheet by sheet, each sheet figure by figure."""

from flask import render_template
from flask.typing import ResponseReturnValue

from sandbox.deeds import CLASSIFICATION
from sandbox.details import RecordDetails
from sandbox.errors import NoSuchRecord
from sandbox.practice.classification import formula as formulas
from sandbox.practice.classification import page as pages
from sandbox.practice.sheets.sheet import places
from sandbox.practice.views.blueprint import bp, look


@bp.get("/klasifikasi")
def classification() -> ResponseReturnValue:
    page = look(CLASSIFICATION, pages.of_village)
    return render_template("practice/classification.html", active="klasifikasi", page=page)


@bp.get("/klasifikasi/<variable_id>")
def class_variable(variable_id: str) -> ResponseReturnValue:
    variable = formulas.load().variable(variable_id)
    if variable is None:
        raise NoSuchRecord()
    page = look(CLASSIFICATION, lambda session, now: pages.of_variable(session, variable, now),
                detail=RecordDetails(section=variable_id))
    return render_template("practice/class_variable.html", active="klasifikasi", page=page)


@bp.get("/klasifikasi/lembar/<measured_id>")
def class_sheet(measured_id: str) -> ResponseReturnValue:
    place, formula = places().get(measured_id), formulas.load()
    variable = formula.variable_of(place.sheet) if place else None
    if place is None or variable is None:
        raise NoSuchRecord()
    page = look(CLASSIFICATION, lambda session, now: pages.of_sheet(session, place.sheet, variable, now),
                detail=RecordDetails(section=measured_id))
    return render_template("practice/class_sheet.html", active="klasifikasi", page=page)
