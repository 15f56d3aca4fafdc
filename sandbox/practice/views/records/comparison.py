"""Bandingkan dengan keluarga: a sheet beside a count of the entered families; a figure of theirs is taken over as typing."""

from dataclasses import dataclass
from datetime import datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from sandbox.deeds import ADOPT, COMPARISON
from sandbox.errors import NoSuchRecord
from sandbox.practice import drafts
from sandbox.practice.consistency import comparing
from sandbox.practice.consistency.comparing import ComparedSheet
from sandbox.practice.consistency.counting import by_neighbourhood, counted
from sandbox.practice.consistency.families import counts_of
from sandbox.practice.drafts import DraftKey
from sandbox.practice.forms.reading import parse
from sandbox.practice.forms.values import written
from sandbox.practice.households.households import village
from sandbox.practice.models import SheetEntry
from sandbox.practice.records import SheetRecord
from sandbox.practice.sheets import entries, questions
from sandbox.practice.sheets.sheet import SheetPlace, places
from sandbox.practice.views.blueprint import Subject, bp, change, id_of, look, of_sheet_row
from sandbox.practice.views.forms.form_page import FormPage, pending
from sandbox.web import current_desk

MANY = 40
"""Of a sheet with more cells only those that differ are shown, until all are asked for."""


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """The page of one sheet. `form`: the sheet's own, with what is typed and not saved."""

    place: SheetPlace
    entry: SheetEntry
    form: FormPage
    page: ComparedSheet
    here: Subject


@bp.get("/lembar/<int:entry_id>/keluarga")
def comparison(entry_id: int) -> ResponseReturnValue:
    here = of_sheet_row(entry_id)
    shown = look(COMPARISON, lambda session, now: _view(session, here), **here.named())
    is_short = len(shown.page.cells) > MANY and "semua" not in request.args
    return render_template("practice/comparison.html", active=shown.place.book.id, shown=shown,
                           cells=shown.page.different if is_short else shown.page.cells)


@bp.get("/lembar/<int:entry_id>/keluarga/<cell_id>")
def comparison_by_rt(entry_id: int, cell_id: str) -> ResponseReturnValue:
    """Where the counted families of one cell live, RT by RT."""
    here, cell = of_sheet_row(entry_id), questions.place_from(cell_id)

    def work(session: Session, now: datetime) -> tuple[SheetPlace, str, list[tuple[str, str, int]]]:
        place = places()[SheetRecord.find(session, id_of(here)).row.sheet]
        field = questions.fields(place.sheet).get(cell_id)
        if cell is None or field is None or not any(cell in block.places for block in counts_of(place.sheet.id)):
            raise NoSuchRecord()
        return place, field.label, by_neighbourhood(session, place.sheet.id, cell, village(session).as_of)

    place, label, lines = look(COMPARISON, work, **here.named(section=cell_id))
    return render_template("practice/comparison_by_rt.html", active=place.book.id, place=place, label=label, lines=lines,
                           entry_id=entry_id)


@bp.post("/lembar/<int:entry_id>/keluarga")
def adopt(entry_id: int) -> ResponseReturnValue:
    """Type the counted figure into the sheet's form, or take it out again. Saves nothing."""
    here, name, takes_back = of_sheet_row(entry_id), request.form.get("isian", ""), "kembalikan" in request.form

    def work(session: Session, now: datetime) -> bool:
        record = SheetRecord.find(session, id_of(here))
        stored = record.stored(here.part)
        texts = stored.all(name) if takes_back else _counted(session, record.row, name)
        key = DraftKey(current_desk().person, here.record, here.part)
        return drafts.type_into(session, key, stored, name, texts, now=now)

    if not change(ADOPT, COMPARISON, work, **here.named(), keeps_typing=False):
        flash("Ada draf lain di lembar ini. Buka lembarnya, lalu pulihkan atau buang draf itu dulu.", "error")
    return redirect(url_for(".comparison", entry_id=entry_id, semua=request.form.get("semua") or None) + f"#{name}")


def _view(session: Session, here: Subject) -> ComparisonView:
    record = SheetRecord.find(session, id_of(here))
    place = places()[record.row.sheet]
    if not counts_of(place.sheet.id):
        raise NoSuchRecord()
    stored = record.stored(here.part)
    form = FormPage.of(here, stored, record.version, pending(session, here, stored))
    values = parse(questions.section(place.sheet), form.typed).values
    typed = {cell: value for name, value in values.items() if (cell := questions.place_from(name))}
    page = comparing.compared(session, place.sheet, typed, entries.figures_of(record.row), as_of=record.row.as_of,
                              on=village(session).as_of)
    return ComparisonView(place, record.row, form, page, here)


def _counted(session: Session, entry: SheetEntry, name: str) -> tuple[str, ...]:
    """The count of that cell, as its input holds it. Raises NoSuchRecord for a cell that is not counted."""
    cell, sheet = questions.place_from(name), places()[entry.sheet].sheet
    figures = counted(session, sheet.id, village(session).as_of).figures
    if cell is None or cell not in figures:
        raise NoSuchRecord()
    return written(questions.fields(sheet)[name], figures[cell])
