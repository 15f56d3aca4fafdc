"""Potensi and Tingkat Perkembangan: the sheets of a form part by part, and one sheet, which is entered on its page."""

from dataclasses import dataclass
from datetime import date, datetime

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from sandbox.clock import WIB
from sandbox.deeds import SAVE, SHEET, SHEETS
from sandbox.details import RecordDetails
from sandbox.practice.forms.instruments import FormField
from sandbox.practice.forms.values import written_date
from sandbox.practice.households.checking import Unfit
from sandbox.practice.models import SheetEntry, Submission
from sandbox.practice.parts import sheet_of
from sandbox.practice.records import SheetRecord
from sandbox.practice.rules.check import Finding
from sandbox.practice.sheets import page as figures
from sandbox.practice.sheets import questions, saving
from sandbox.practice.submissions import submissions
from sandbox.practice.submissions.tracking import Track, track
from sandbox.practice.views.blueprint import Subject, bp, change, hall_now, id_of, look, looked, of_sheet
from sandbox.practice.views.form_page import FormPage, draft_deed, pending, shown_again, version
from sandbox.practice.words import moment
from sandbox.web import current_desk

FORMS = "<any(potensi, perkembangan):form>"


@bp.get(f"/{FORMS}", endpoint="sheets")
@bp.get(f"/{FORMS}/bagian/<part_id>", endpoint="sheets")
def sheet_list(form: str, part_id: str | None = None) -> ResponseReturnValue:
    part = figures.part_of(form, part_id)

    def work(session: Session, now: datetime) -> figures.SheetList:
        looked(session)
        return figures.list_of(session, form, part)

    page = look(SHEETS, work, record=form, detail=RecordDetails(section=part.id))
    return render_template("practice/sheets.html", active=form, page=page, today=_today())


@dataclass(frozen=True, slots=True)
class SheetView:
    """One sheet's page: its figures, its form, and what became of it. `as_of`: the field of its date."""

    page: figures.SheetPage
    form: FormPage
    key: str
    entry: SheetEntry
    as_of: FormField
    obstacles: list[Finding]
    submissions: list[tuple[Submission, Track]]


@bp.route("/lembar/<int:entry_id>", methods=["GET", "POST"])
@bp.route("/lembar/<sheet_id>", methods=["GET", "POST"])
def sheet(sheet_id: str = "", entry_id: int = 0) -> ResponseReturnValue:
    here = of_sheet(entry_id, sheet_id)
    if answer := draft_deed(SHEET, here, lambda session: SheetRecord.find(session, id_of(here)).stored(here.part)):
        return answer
    place = figures.place_of(sheet_of(here.part) or "")
    if request.method == "GET":
        year, per = request.args.get("tahun", type=int), request.args.get("per", type=date.fromisoformat)
        shown = look(SHEET, lambda session, now: _view(session, here, now, year, per), **here.named())
        return render_template("practice/sheet.html", active=place.book.id, shown=shown, today=_today(),
                               only_copies="salinan" in request.args)
    desk, parsed = current_desk(), saving.read(place.sheet, request.form)

    def work(session: Session, now: datetime) -> saving.SavedSheet:
        entry = SheetRecord.find(session, id_of(here)).row
        return saving.save(session, entry, place.sheet, parsed, version=version(), person=desk.person, by=desk.role_label,
                           now=now)

    try:
        saved = change(SAVE, SHEET, work, **here.named())
    except Unfit:
        return shown_again()
    flash(_saved_words(saved), "success" if saved.counts else "warning")
    return redirect(request.path)


def _view(session: Session, here: Subject, now: datetime, year: int | None, per: date | None) -> SheetView:
    record = SheetRecord.find(session, id_of(here))
    looked(session)
    stored = record.stored(here.part)
    form = FormPage.of(here, stored, record.version, pending(session, here, stored))
    shown = figures.sheet_page(session, record.row, year=year, per=per)
    sent = [(one, track(one, now)) for one in reversed(submissions.of_record(session, record.key))]
    as_of = questions.fields(shown.place.sheet)[questions.AS_OF]
    return SheetView(shown, form, here.record, record.row, as_of, list(record.obstacles(session)), sent)


def _today() -> date:
    return hall_now().astimezone(WIB).date()


def _saved_words(saved: saving.SavedSheet) -> str:
    """Tersimpan pukul 10.12.33 per 31-10-2026. 153 isian terisi."""
    entry, day = saved.entry, written_date(saved.as_of)
    if saved.counts or entry.as_of is None:
        return f"Tersimpan pukul {moment(entry.saved_at, entry.saved_at)} sebagai keadaan per {day}. {entry.filled} sel terisi."
    return (f"Tersimpan sebagai keadaan per {day}, di Riwayat. Yang dipakai tetap keadaan per {written_date(entry.as_of)}, "
            "karena tanggalnya lebih baru.")
