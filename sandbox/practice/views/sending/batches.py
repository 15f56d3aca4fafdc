"""Kiriman borongan: what is ready and what not, send it with one deed, the batches and one of them with its receipts."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from sandbox.deeds import BATCH, BATCH_PLAN, BATCHES, SUBMIT_ALL
from sandbox.details import BatchDetails
from sandbox.errors import Rejected
from sandbox.practice.batches import listing
from sandbox.practice.batches.models import called
from sandbox.practice.batches.plan import FAMILIES, SCOPES, BatchPlan, BatchScope, plan_of, scope_of
from sandbox.practice.batches.sending import BatchSent, send
from sandbox.practice.households import households
from sandbox.practice.records import SENDABLE
from sandbox.practice.sheets.sheet import parts
from sandbox.practice.views.blueprint import bp, change, look
from sandbox.practice.words import when
from sandbox.web import current_desk

SHOWN = 40
"""Lines of either list of the page; what is more is counted."""


@bp.get("/kirim-semua/<what>")
def batch_plan(what: str) -> ResponseReturnValue:
    scope = _scope(what, request.args)

    def work(session: Session, now: datetime) -> tuple[BatchPlan, Any]:
        choices = households.places(session) if what == FAMILIES else [(part.id, part.title) for part in parts(what)]
        return plan_of(session, scope), choices

    plan, choices = look(BATCH_PLAN, work)
    return render_template("practice/batch_plan.html", active="kotak-keluar", plan=plan, choices=choices, scopes=SCOPES,
                           most=SHOWN, thing=SENDABLE[scope.kind].thing)


@bp.post("/kirim-semua/<what>")
def submit_all(what: str) -> ResponseReturnValue:
    scope = _scope(what, request.form)

    def work(session: Session, now: datetime) -> BatchSent:
        done = send(session, scope, request.form.get("_kunci", ""), by=current_desk().role_label, now=now)
        action = g.practice_action
        action.record = done.batch.number
        action.detail = replace(action.detail, sent=done.sent, left_out=len(done.batch.left_out) if done.is_new else 0)
        return done

    try:
        done = change(SUBMIT_ALL, BATCH_PLAN, work, detail=BatchDetails(scope="/".join(filter(None, (scope.what, scope.part)))),
                      keeps_typing=False)
    except Rejected as rejected:
        for problem in rejected.problems:
            flash(f"{problem.text} {problem.code}", "error")
        return redirect(url_for(".batch_plan", what=what, bagian=scope.part or None))
    flash(*_told(done))
    return redirect(url_for(".batch", batch_id=done.batch.id))


@bp.get("/kiriman-borongan")
def batches() -> ResponseReturnValue:
    lines = look(BATCHES, listing.batches)
    return render_template("practice/batches.html", active="kotak-keluar", lines=lines)


@bp.get("/kiriman-borongan/<int:batch_id>")
def batch(batch_id: int) -> ResponseReturnValue:
    page = look(BATCH, lambda session, now: listing.page_of(session, batch_id, now), record=called(batch_id))
    return render_template("practice/batch.html", active="kotak-keluar", page=page, thing=SENDABLE[page.line.batch.kind].thing)


@bp.get("/kiriman-borongan/<int:batch_id>/tanda-terima")
def batch_receipts(batch_id: int) -> ResponseReturnValue:
    prints = current_desk().may_write

    def work(session: Session, now: datetime) -> listing.BatchPage:
        page = listing.page_of(session, batch_id, now)
        if prints and any(where.has_arrived for _, where in page.sent):
            page.line.batch.printed += 1
        return page

    page = look(BATCH, work, record=called(batch_id))
    return render_template("practice/batch_receipts.html", active="kotak-keluar", page=page, kind=SENDABLE[page.line.batch.kind])


def _scope(what: str, typed: Any) -> BatchScope:
    return scope_of(what, typed.get("bagian", "")[:60])


def _told(done: BatchSent) -> tuple[str, str]:
    at = when(done.batch.sent_at, done.batch.sent_at)
    if not done.is_new:
        return f"{done.batch.number} sudah dikirim {at}. Tidak dibuat kiriman baru. Tidak perlu tindakan. KRM-208", "info"
    behind = f" {len(done.batch.left_out)} tidak ikut: alasannya di bawah." if done.batch.left_out else ""
    text = f"{done.batch.number}: {done.sent} kiriman masuk antrean {at}, masing-masing dengan nomornya sendiri.{behind}"
    return text, "success"
