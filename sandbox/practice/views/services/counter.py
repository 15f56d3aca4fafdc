"""Loket kecamatan: the queue, one citizen with what the letter needs, and the answer."""

from dataclasses import replace
from datetime import datetime
from http import HTTPStatus
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from sandbox.deeds import ASK_PAPERS, CITIZEN, COUNTER, PROMISE, SERVE
from sandbox.details import CounterDetails
from sandbox.errors import Rejected
from sandbox.practice.counter import answering, needs, queue
from sandbox.practice.counter.answering import CHOICE, HOUR, REASON, Given
from sandbox.practice.counter.models import CounterAnswer, Visitor
from sandbox.practice.counter.queue import CounterQueue
from sandbox.practice.counter.standing import AnswerKind, CitizenPlace
from sandbox.practice.keys import household_key
from sandbox.practice.small_forms import ANSWER
from sandbox.practice.views.blueprint import bp, change, hall_now, look, peek
from sandbox.practice.views.forms.small_page import shown
from sandbox.practice.views.forms.unsaved import keep_sent
from sandbox.web import current_desk

DONE_BY = {AnswerKind.SERVE: SERVE, AnswerKind.PROMISE: PROMISE, AnswerKind.PAPERS: ASK_PAPERS}
LONGEST_HOUR = 20


@bp.get("/loket")
def counter() -> ResponseReturnValue:
    queue = look(COUNTER, _queue)
    return render_template("practice/counter.html", active="loket", places=CitizenPlace, queue=queue,
                           closes=answering.closes(hall_now()))


@bp.get("/loket/<int:visitor_id>")
def citizen(visitor_id: int) -> ResponseReturnValue:
    """One citizen beside the queue, with what was typed and not sent."""
    def work(session: Session, now: datetime) -> dict[str, Any]:
        line, everybody = queue.beside(session, visitor_id, now)
        found = line.visitor
        g.practice_action.record, g.practice_action.detail = _subject(found)
        case, small = needs.case_of(session, line, village=_village(), now=now), shown(session, ANSWER, visitor_id)
        hour = small.value(HOUR)[:LONGEST_HOUR]
        return {"line": line, "queue": everybody, "case": case, "about": needs.about(found), "small": small,
                "says": {kind.value: answering.sentence(found, case, kind, hour) for kind in AnswerKind}}

    return render_template("practice/citizen.html", active="loket", places=CitizenPlace, **look(CITIZEN, work))


@bp.post("/loket/<int:visitor_id>")
def tell_citizen(visitor_id: int) -> ResponseReturnValue:
    """Give the answer that was chosen."""
    record, detail = peek(lambda session: _subject(queue.get(session, visitor_id)))
    given, here = _given(), redirect(url_for(".citizen", visitor_id=visitor_id), HTTPStatus.SEE_OTHER)
    if given is None:
        keep_sent()
        flash("Jawaban BELUM diberikan: pilih dulu satu dari tiga jawaban.", "error")
        return here

    def work(session: Session, now: datetime) -> CounterAnswer:
        line, _ = queue.beside(session, visitor_id, now)
        case = needs.case_of(session, line, village=_village(), now=now)
        g.practice_action.detail = replace(detail, was_ready=case.is_ready)
        told = answering.answer(session, line.visitor, case, given, by=current_desk().role_label, now=now)
        g.practice_action.detail = replace(detail, was_ready=case.is_ready, reason=told.reason, back_at=told.back_at)
        return told

    try:
        told = change(DONE_BY[given.kind], CITIZEN, work, record=record, detail=detail)
    except Rejected as rejected:
        for problem in rejected.problems:
            flash(f"Jawaban BELUM diberikan. {problem.text} {problem.code}", "error")
        return here
    flash(f"Jawaban diberikan pukul {told.at.astimezone(current_desk().clock.zone):%H.%M.%S}.", "success")
    return here


def _queue(session: Session, now: datetime) -> CounterQueue:
    """Whom a person sees is kept; who only looks on keeps nobody."""
    return queue.look(session, now, keep=current_desk().may_write)


def _subject(visitor: Visitor) -> tuple[str, CounterDetails]:
    """How the journal names the citizen: by the family."""
    return str(household_key(visitor.household_id)), CounterDetails(section=visitor.ticket, letter=visitor.letter)


def _given() -> Given | None:
    """What was chosen and typed; None where nothing was chosen."""
    chosen = request.form.get(CHOICE, "")
    if chosen not in DONE_BY:
        return None
    return Given(AnswerKind(chosen), request.form.get(HOUR, ""), request.form.get(REASON, ""))


def _village() -> str:
    desk = current_desk()
    return f"{desk.kind} {desk.village_name}"
