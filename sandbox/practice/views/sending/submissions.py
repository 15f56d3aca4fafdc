"""Kiriman: send from the household's page; outbox, one submission, its receipt; resend, correct, withdraw."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from http import HTTPStatus
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from sandbox.deeds import HOUSEHOLD, OUTBOX, RECEIPT, REOPEN, RESEND, SHEET, SUBMISSION, SUBMIT, WITHDRAW, PageKind
from sandbox.details import RecordDetails
from sandbox.errors import Problem, Rejected
from sandbox.practice.batches.models import called
from sandbox.practice.counter import costs
from sandbox.practice.forms.instruments import load
from sandbox.practice.models import Submission
from sandbox.practice.parts import REASON
from sandbox.practice.records import SENDABLE, HouseholdRecord, Sendable, SheetRecord
from sandbox.practice.sheets.page import sent_lines
from sandbox.practice.small_forms import REVISE
from sandbox.practice.small_forms import WITHDRAW as WITHDRAWING
from sandbox.practice.submissions import history, outbox, submissions
from sandbox.practice.submissions.mending import fixes
from sandbox.practice.submissions.tracking import Track, track
from sandbox.practice.views.blueprint import Subject, bp, change, id_of, look, of_household, of_sheet_row, peek
from sandbox.practice.views.forms.form_page import reason
from sandbox.practice.views.forms.small_page import shown
from sandbox.practice.words import when
from sandbox.web import current_desk


@bp.post("/keluarga/<int:household_id>/kirim")
def submit(household_id: int) -> ResponseReturnValue:
    return _send(HouseholdRecord, HOUSEHOLD, of_household(household_id))


@bp.post("/lembar/<int:entry_id>/kirim")
def submit_sheet(entry_id: int) -> ResponseReturnValue:
    return _send(SheetRecord, SHEET, of_sheet_row(entry_id))


def _send(kind: type[Sendable], page: PageKind, here: Subject) -> ResponseReturnValue:
    """Send that record up, or say how much of it must be put right first."""
    def work(session: Session, now: datetime) -> Submission:
        record = kind.find(session, id_of(here))
        obstacles = record.obstacles(session)
        if obstacles:
            raise Rejected([Problem(found.name, found.code, found.text, found.label) for found in obstacles])
        why = _explained(session, record)
        sent = submissions.submit(session, record, by=current_desk().role_label, now=now, explained=why)
        g.practice_action.detail = replace(g.practice_action.detail, reference=sent.reference, reason=why)
        return sent

    try:
        sent = change(SUBMIT, page, work, **here.named())
    except Rejected as rejected:
        is_asked = rejected.problems[0].field == REASON
        flash(f"Belum dikirim. {rejected.problems[0].text}" if is_asked
              else f"Belum dikirim: {len(rejected.problems)} hal perlu dibetulkan dulu.", "error")
        back = kind.page(id_of(here))
        return redirect(url_for(f".{back.view}", **back.arguments))
    flash(f"Kiriman {sent.reference} masuk antrean {when(sent.queued_at, sent.queued_at)}. "
          "Lihat tahapnya di Kotak Keluar.", "success")
    return redirect(url_for(".submission", reference=sent.reference))


@bp.get("/kotak-keluar", endpoint="outbox")
def outbox_page() -> ResponseReturnValue:
    chip, text = request.args.get("tahap", "")[:20], request.args.get("cari", "")[:100]
    kind, batch = request.args.get("jenis", "")[:20], request.args.get("borongan", type=int)
    number = request.args.get("hal", 1, type=int)

    page = look(OUTBOX, lambda session, now: outbox.page_of(
        session, now, chip=chip, text=text, page=number, kind=kind, batch=batch))
    return render_template("practice/outbox.html", active="kotak-keluar", page=page, chip=chip, text=text, kind=kind, batch=batch,
                           chips=outbox.CHIPS, kinds=[(key, each.thing.capitalize()) for key, each in SENDABLE.items()],
                           batches=[(id_, called(id_)) for id_ in range(page.batches, 0, -1)])


@bp.get("/kiriman/<reference>")
def submission(reference: str) -> ResponseReturnValue:
    page = look(SUBMISSION, _read(reference), **_named(reference))
    return render_template("practice/submission.html", active="kotak-keluar", member_form=load("ddk_member"),
                           **page)


@bp.get("/kiriman/<reference>/tanda-terima")
def receipt(reference: str) -> ResponseReturnValue:
    prints = current_desk().may_write

    def work(session: Session, now: datetime) -> tuple[history.Paper, Track]:
        found = submissions.get(session, reference)
        where = track(found, now)
        if prints and where.has_arrived:
            submissions.reprint(found, now)
        return history.paper(found, submissions.sent_record(session, found), now), where

    page, where = look(RECEIPT, work, **_named(reference))
    return render_template("practice/receipt.html", active="kotak-keluar", paper=page, track=where)


@bp.post("/kiriman/<reference>/kirim-ulang")
def resend(reference: str) -> ResponseReturnValue:
    def work(session: Session, now: datetime) -> submissions.Resent:
        return submissions.resend(session, submissions.get(session, reference), now)

    try:
        resent = change(RESEND, SUBMISSION, work, **_named(reference))
    except Rejected as rejected:
        return _refused(reference, rejected)
    flash(resent.text if resent.moved else f"{resent.text} KRM-208", "success" if resent.moved else "info")
    return redirect(url_for(".outbox"))


@bp.post("/kiriman/<reference>/revisi")
def revise(reference: str) -> ResponseReturnValue:
    def work(session: Session, now: datetime) -> Submission:
        found = submissions.get(session, reference)
        record = submissions.sent_record(session, found)
        why = _explained(session, record) if record else ""
        g.practice_action.detail = replace(g.practice_action.detail, reason=why)
        return submissions.revise(session, found, by=current_desk().role_label, now=now, explained=why)

    try:
        revised = change(REOPEN, SUBMISSION, work, **_named(reference))
    except Rejected as rejected:
        return _refused(reference, rejected)
    at = when(revised.queued_at, revised.queued_at)
    flash(f"Revisi {revised.revision} dari kiriman {reference} masuk antrean {at}. Nomornya tetap.", "success")
    return redirect(url_for(".submission", reference=reference))


@bp.post("/kiriman/<reference>/batalkan")
def withdraw(reference: str) -> ResponseReturnValue:
    why = reason()

    def work(session: Session, now: datetime) -> Submission:
        return submissions.withdraw(session, submissions.get(session, reference), why=why, now=now)

    try:
        change(WITHDRAW, SUBMISSION, work, **_named(reference))
    except Rejected as rejected:
        return _refused(reference, rejected)
    flash(f"Kiriman {reference} dibatalkan. Data yang dikirim tidak berubah.", "success")
    return redirect(url_for(".submission", reference=reference))


def _explained(session: Session, record: Sendable) -> str:
    """The written reason for what rules ask of the record; empty if they ask nothing. Raises Rejected where it is missing."""
    asked, why = record.asked(session), reason()
    if asked and not why:
        raise Rejected([Problem(REASON, "VAL-34", f"{asked[0]} Bila memang begitu, tulis alasannya di kotak Alasan.")])
    return why if asked else ""


def _named(reference: str) -> dict[str, Any]:
    """How the journal names a deed to a submission: by its reference, and of which record it is. Raises NoSuchRecord."""
    def called(session: Session) -> RecordDetails:
        found = submissions.get(session, reference)
        return RecordDetails(reference=reference, of=str(found.record), number=submissions.number_of(session, found))

    return {"record": reference, "detail": peek(called)}


def _read(reference: str) -> Callable[[Session, datetime], dict[str, Any]]:
    def work(session: Session, now: datetime) -> dict[str, Any]:
        found = submissions.get(session, reference)
        record, may_be_revised = submissions.sent_record(session, found), submissions.may_be_revised(session, found, now)
        where, asked = track(found, now), record.asked(session) if record and may_be_revised else ()
        return {
            "submission": found, "thing": submissions.thing_of(found), "lines": sent_lines(found.content),
            "track": where, "waiting": costs.of_submission(session, found, now),
            "history": history.events(found, now), "fixes": fixes(session, found, now),
            "record": record, "asked": asked,
            "revising": shown(session, REVISE, reference) if asked else None,
            "withdrawing": shown(session, WITHDRAWING, reference) if where.state != "none" else None,
            "changed": submissions.has_changed(session, found),
            "may_be_revised": may_be_revised,
            "revision_button": submissions.revision_button(found),
            "others": [one.reference for one in submissions.of_record(session, found.record)
                       if one.reference != reference and one.withdrawn_at is None]}

    return work


def _refused(reference: str, rejected: Rejected) -> ResponseReturnValue:
    """The submission's page, asked for anew, with the reason on top."""
    for problem in rejected.problems:
        flash(f"{problem.text} {problem.code}", "error")
    return redirect(url_for(".submission", reference=reference), HTTPStatus.SEE_OTHER)
