"""What there is not, or no longer: the page that says so, and what was typed for it."""

from http import HTTPStatus

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from sandbox.errors import NoSuchRecord
from sandbox.practice import drafts, removed
from sandbox.practice.keys import key_from
from sandbox.practice.views.blueprint import end_visit
from sandbox.practice.views.forms.unsaved import keep_sent, ticket_sent
from sandbox.web import current_desk, incident, services

CODE = "DAT-404"


def answer(error: NoSuchRecord) -> ResponseReturnValue:
    """To where the typing is that came for it, if any did; else a page that says what became of it."""
    end_visit()
    desk, ticket = current_desk(), ticket_sent()
    is_kept = desk.may_write and request.method != "GET" and keep_sent()
    record, part = (ticket.record, ticket.part) if is_kept and ticket else (error.record, error.part)

    def read(session: Session) -> tuple[str, bool]:
        row = removed.find(session, record, part) if key_from(record) else None
        has_typing = any(draft.record == record for draft in drafts.of_person(session, desk.person)) if row else False
        return removed.in_words(row, role=desk.role_label, now=desk.clock.now()) if row or is_kept else "", has_typing

    with services().store.open(desk.pin) as session:
        told, has_typing = read(session)
    if is_kept:
        flash(f"{told} Isian Anda BELUM tersimpan, tetapi tidak hilang: ada di bawah, bisa disalin. {CODE}", "error")
        return redirect(url_for(".drafts"), HTTPStatus.SEE_OTHER)
    return render_template("practice/not_found.html", incident=incident(), told=told,
                           has_typing=has_typing), HTTPStatus.NOT_FOUND
