"""Impor & Ekspor: the template, a file checked without storing anything, the check's page, and a checked file stored."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import Any

from flask import Response, flash, g, jsonify, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from sandbox.deeds import CHECK_FILE, DELETE, EXCHANGE, EXPORT, FILE_CHECK, IMPORT, SHEET, SHEETS, PageKind
from sandbox.details import FileDetails
from sandbox.errors import NoSuchRecord, Problem, Rejected
from sandbox.practice.exchange import asking, off_loop, past, progress, saving, uploads
from sandbox.practice.exchange.opensid_sample import sample
from sandbox.practice.exchange.report import Report
from sandbox.practice.exchange.sheets import asking as of_sheets
from sandbox.practice.exchange.sheets.saving import base_of
from sandbox.practice.exchange.template import template
from sandbox.practice.exchange.uploads import Checked
from sandbox.practice.households import households
from sandbox.practice.models import Upload
from sandbox.practice.nik import practice_prefix
from sandbox.practice.sheets import entries
from sandbox.practice.sheets import page as figures
from sandbox.practice.sheets.sheet import BOOKS
from sandbox.practice.sheets.sheet import parts as sheet_parts
from sandbox.practice.small_forms import IMPORT as WHY
from sandbox.practice.statistics import areas
from sandbox.practice.statistics.areas import Hamlet, Locality
from sandbox.practice.views.blueprint import bp, change, end_visit, look, of_sheet, peek, require_free_together
from sandbox.practice.views.forms import small_page
from sandbox.practice.views.forms.form_page import reason
from sandbox.practice.views.forms.small_page import SmallPage
from sandbox.practice.views.records.sheets import FORMS
from sandbox.spreadsheets.cells import NoSpreadsheet
from sandbox.web import current_desk, services

MIME = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv"}
ENDINGS = "<any(xlsx, csv):ending>"
SHOWN = 50
"""Cells that the page of a check lists at first."""
NOTHING_STORED = "Belum ada satu baris pun yang tersimpan."


@dataclass(frozen=True, slots=True)
class CheckPage:
    """What the page of a check shows. `is_out_of_date`: the village changed since."""

    upload: Upload
    report: Report
    is_out_of_date: bool
    small: SmallPage | None
    """The reason for what the check asks; None where it asks nothing."""


@bp.get("/impor")
def exchange() -> ResponseReturnValue:
    desk = current_desk()

    def work(session: Session, now: datetime) -> dict[str, Any]:
        return {"kept": uploads.find(session, desk.person), "past": past.imports(session),
                "numbers": households.progress(session), "areas": areas.counted(session, asking.WHOLE).hamlets}

    return render_template("practice/exchange.html", active="impor", forms=BOOKS, **look(EXCHANGE, work))


@bp.get("/impor/templat.xlsx", endpoint="template")
def empty_template() -> ResponseReturnValue:
    return _download(template(), "templat-keluarga")


@bp.get("/impor/contoh-opensid.xlsx")
def opensid_sample() -> ResponseReturnValue:
    def ask(session: Session) -> bytes:
        [first, *_] = areas.counted(session, asking.WHOLE).hamlets or [Hamlet("Krajan", (("01", "01"),))]
        return sample(practice_prefix(households.village(session).district_code), first.name, *first.places[0])

    return _download(peek(ask), "contoh-opensid")


@bp.post("/impor")
def check_file() -> ResponseReturnValue:
    """Check what was uploaded, and keep it with what came of that. Nothing of it is stored."""
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        flash("Pilih dulu filenya, lalu tekan Periksa file.", "error")
        return redirect(url_for(".exchange"), HTTPStatus.SEE_OTHER)
    return _check(sent.filename, sent.read())


@bp.post("/impor/pemeriksaan/lagi")
def check_again() -> ResponseReturnValue:
    """Check the kept file against the village as it is now."""
    person = current_desk().person
    upload = peek(lambda session: uploads.find(session, person, whole=True))
    if upload is None:
        raise NoSuchRecord()
    return _check(upload.name, upload.content)


def _check(name: str, content: bytes) -> ResponseReturnValue:
    person = current_desk().person
    found, refused = _checked(name, content) if g.practice_open else (None, None)
    report = found.report if found else Report()

    def work(session: Session, now: datetime) -> None:
        if refused is not None:
            raise Rejected([Problem("file", refused.code, f"{refused.why} {refused.remedy}")])
        if found is not None:
            uploads.keep(session, person, found, now)

    try:
        change(CHECK_FILE, FILE_CHECK, work, detail=_details(name, report), keeps_typing=False)
    except Rejected as why:
        flash(f"{why.problems[0].text} {NOTHING_STORED} {why.problems[0].code}", "error")
        return redirect(url_for(".exchange"), HTTPStatus.SEE_OTHER)
    return redirect(url_for(".file_check"), HTTPStatus.SEE_OTHER)


def _checked(name: str, content: bytes) -> tuple[Checked | None, NoSpreadsheet | None]:
    """What came of it, outside any transaction; or why it is not read."""
    village, of_families, sheets = peek(lambda session: (asking.told(session), asking.fingerprint(session),
                                                         of_sheets.told(session)))
    end_visit()
    try:
        with progress.told_in(_progress_file()) as tell:
            report, plan = off_loop.checked(content, {**village, "of_sheets": sheets}, tell)
    except NoSpreadsheet as refused:
        return None, refused
    base = base_of(uploads.sheets_in(plan)) if report.is_of_sheets else of_families
    return Checked(name, content, report, plan, base), None


@bp.get("/impor/kemajuan")
def check_progress() -> ResponseReturnValue:
    """How far this person's check is; nothing where none is going on."""
    end_visit()
    far = progress.read(_progress_file())
    if far is None:
        return jsonify({})
    return jsonify(count=far.done, of=far.of, words=f"{far.done} dari {far.of} diperiksa")


def _progress_file() -> Path:
    desk = current_desk()
    return services().settings.instance / "impor" / f"{desk.pin.sandbox}-{desk.person}"


@bp.get("/impor/pemeriksaan")
def file_check() -> ResponseReturnValue:
    person = current_desk().person

    def work(session: Session, now: datetime) -> CheckPage:
        upload = uploads.find(session, person)
        if upload is None:
            raise NoSuchRecord()
        report = uploads.report_of(upload)
        why = small_page.shown(session, WHY, person, upload.checked_at.isoformat()) if report.asked else None
        return CheckPage(upload, report, saving.is_out_of_date(session, upload, report), why)

    try:
        page = look(FILE_CHECK, work)
    except NoSuchRecord:
        flash("Tidak ada file yang menunggu disimpan. Unggah filenya lagi.", "info")
        return redirect(url_for(".exchange"))
    shown = len(page.report.problems) if "semua" in request.args else SHOWN
    return render_template("practice/file_check.html", active="impor", page=page, shown=shown)


@bp.post("/impor/pemeriksaan")
def import_file() -> ResponseReturnValue:
    """Store the checked file, all or nothing."""
    desk = current_desk()
    found = peek(lambda session: uploads.find(session, desk.person))
    if found is None:
        return _nothing_to_store()
    name, report = found.name, uploads.report_of(found)
    details = _details(name, report, reason())

    def work(session: Session, now: datetime) -> None:
        shown = request.form.get("_file")
        kept = uploads.find(session, desk.person)
        if kept is not None and shown and kept.checked_at.isoformat() != shown:
            raise Rejected([Problem("file", "IMP-409", f"File {kept.name} diperiksa sesudah halaman tadi dibuka. Lihat dulu "
                                    f"pemeriksaannya di bawah ini. {NOTHING_STORED}")])
        if desk.companion:
            require_free_together(session, saving.touched(session, desk.person), now)
        made = saving.save(session, desk.person, reason=reason(), by=desk.role_label, now=now)
        g.practice_action.detail = replace(details, made=made)

    try:
        change(IMPORT, FILE_CHECK, work, detail=details)
    except Rejected as why:
        flash(" ".join(problem.text for problem in why.problems), "error")
        return redirect(url_for(".file_check"), HTTPStatus.SEE_OTHER)
    flash(_saved_words(report), "success")
    return redirect(url_for(".exchange"), HTTPStatus.SEE_OTHER)


def _nothing_to_store() -> ResponseReturnValue:
    """Saying so is a refusal like others: whoever presses twice finds it in the journal."""
    def work(session: Session, now: datetime) -> None:
        raise Rejected([Problem("file", "IMP-409", "Tidak ada file yang menunggu disimpan. Lihat Riwayat impor: mungkin sudah "
                                "tersimpan.")])

    try:
        change(IMPORT, FILE_CHECK, work, detail=FileDetails())
    except Rejected as why:
        flash(why.problems[0].text, "info")
    return redirect(url_for(".exchange"), HTTPStatus.SEE_OTHER)


@bp.post("/impor/pemeriksaan/buang")
def throw_file_away() -> ResponseReturnValue:
    person = current_desk().person
    change(DELETE, FILE_CHECK, lambda session, now: uploads.forget(session, person), keeps_typing=False)
    flash("File yang diperiksa sudah dibuang. Data desa tidak berubah.", "info")
    return redirect(url_for(".exchange"), HTTPStatus.SEE_OTHER)


@bp.get("/impor/pemeriksaan/bertanda.xlsx")
def marked_file() -> ResponseReturnValue:
    """The person's own file with coloured cells."""
    person = current_desk().person
    upload = peek(lambda session: uploads.find(session, person, whole=True))
    if upload is None:
        raise NoSuchRecord()
    end_visit()
    try:
        made = off_loop.marked(upload.content, uploads.report_of(upload))
    except NoSpreadsheet as refused:
        return _not_made(refused, ".file_check")
    return _download(made, f"{upload.name.rsplit('.', 1)[0]}-bertanda")


@bp.get("/ekspor/keluarga.xlsx")
def export() -> ResponseReturnValue:
    """All families and members, or those of a part of the village, as they are imported again."""
    desk, area = current_desk(), Locality(request.args.get("wilayah", ""))
    village = peek(lambda session: asking.told(session, area))
    end_visit()
    try:
        made = off_loop.exported(village)
    except NoSpreadsheet as refused:
        return _not_made(refused, ".exchange")
    detail = FileDetails(rows=village["rows"], people=village["people"])
    look(EXCHANGE, lambda session, now: None, kind=EXPORT, detail=detail)
    part = "".join(letter if letter.isalnum() else "-" for letter in area.text.partition(":")[2]) if area.conditions else ""
    return _download(made, f"keluarga-{desk.village_code}{part and f'-{part}'}")


@bp.get(f"/ekspor/{FORMS}.{ENDINGS}", endpoint="export_sheets")
@bp.get(f"/ekspor/{FORMS}/<part_id>.{ENDINGS}", endpoint="export_sheets")
def export_sheets(form: str, ending: str, part_id: str = "") -> ResponseReturnValue:
    """All sheets of a form or of one of its parts, as they are imported again."""
    parts = [figures.part_of(form, part_id)] if part_id else sheet_parts(form)
    wanted = [each.id for part in parts for each in part.sheets]
    return _sheets(wanted, ending, part_id or form, SHEETS, record=form, detail=FileDetails(section=part_id, rows=len(wanted)))


@bp.get(f"/ekspor/lembar/<sheet_id>.{ENDINGS}")
def export_sheet(sheet_id: str, ending: str) -> ResponseReturnValue:
    figures.place_of(sheet_id)
    here = peek(lambda session: of_sheet(entries.of_sheet(session, households.village(session).period, sheet_id=sheet_id)))
    detail = FileDetails(number=here.number, part=here.part, rows=1)
    return _sheets([sheet_id], ending, sheet_id, SHEET, record=here.record, detail=detail)


def _sheets(wanted: Sequence[str], ending: str, name: str, page: PageKind, *, record: str,
            detail: FileDetails) -> ResponseReturnValue:
    """The file with these sheets."""
    kept = peek(lambda session: of_sheets.told(session, wanted))
    end_visit()
    try:
        made = off_loop.exported_sheets(kept, wanted, ending)
    except NoSpreadsheet as refused:
        return _not_made(refused, ".exchange")
    look(page, lambda session, now: None, kind=EXPORT, record=record, detail=detail)
    return _download(made, f"{name}-{current_desk().village_code}", ending)


def _not_made(why: NoSpreadsheet, back: str) -> ResponseReturnValue:
    """The page that the file was asked from, saying why there is none."""
    flash(f"{why.why} {why.remedy} {why.code}", "error")
    return redirect(url_for(back), HTTPStatus.SEE_OTHER)


def _download(content: bytes, name: str, ending: str = "xlsx") -> Response:
    return send_file(BytesIO(content), MIME[ending], as_attachment=True, download_name=f"{name}.{ending}")


def _details(name: str, report: Report, why: str = "") -> FileDetails:
    counts = report.counts
    return FileDetails(file=name, rows=counts.read, new=counts.new, changed=counts.changed, same=counts.same,
                       skipped=counts.skipped, wrong=counts.wrong, people=report.people, reason=why)


def _saved_words(report: Report) -> str:
    """Tersimpan 214 baris: 40 keluarga baru, 174 anggota baru, 3 baris mengubah data lama."""
    parts = ([f"{report.sheets} lembar", f"{report.counts.new} baris baru"] if report.is_of_sheets
             else [f"{report.families} keluarga baru", f"{report.people} anggota baru"])
    if report.counts.changed:
        parts.append(f"{report.counts.changed} baris mengubah data lama")
    if report.counts.same:
        parts.append(f"{report.counts.same} baris sama dengan yang sudah tersimpan")
    return f"Tersimpan: {', '.join(parts)}."
