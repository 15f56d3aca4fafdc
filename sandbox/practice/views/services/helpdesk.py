"""Bantuan: the reports to the helpdesk, a new one, one with its answers, and what is added to it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from sandbox.deeds import HELPDESK, REPORT, TICKET
from sandbox.details import ReportDetails
from sandbox.practice.forms.reading import Parsed, Typed
from sandbox.practice.forms.values import words
from sandbox.practice.helpdesk import desk, tickets
from sandbox.practice.helpdesk.desk import HelpAnswer, ReportState
from sandbox.practice.helpdesk.models import TroubleReport
from sandbox.practice.households import checking
from sandbox.practice.keys import NEW_REPORT
from sandbox.practice.parts import report_part
from sandbox.practice.views.blueprint import Subject, bp, change, look, peek
from sandbox.practice.views.forms.form_page import FormPage, draft_deed, pending, shown_again
from sandbox.web import current_desk

PREFILLED = {"code": "kode", "time": "jam", "page": "halaman", "reference": "nomor"}
"""What the link of a trouble page fills in: the field, and its word in the address."""
LONGEST = 120


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One report in the list."""

    ticket: TroubleReport
    state: ReportState
    page: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Writing:
    """What was written at one moment, in words, and what the helpdesk said to it."""

    at: datetime
    by: str
    told: Sequence[tuple[str, str]]
    answer: HelpAnswer | None


@bp.get("/bantuan")
def helpdesk() -> ResponseReturnValue:
    def work(session: Session, now: datetime) -> list[ReportLine]:
        return [_line(ticket, now) for ticket in tickets.newest_first(session)]

    return render_template("practice/helpdesk.html", active="bantuan", lines=look(HELPDESK, work))


@bp.get("/bantuan/<int:ticket_id>")
def ticket(ticket_id: int) -> ResponseReturnValue:
    def work(session: Session, now: datetime) -> tuple[TroubleReport, ReportState, list[Writing]]:
        found = tickets.get(session, ticket_id)
        written = tickets.writings(found)
        return found, desk.state(written, now), [
            Writing(row.at, row.by, _told(row.answers), answer)
            for row, answer in zip(found.writings, desk.answers_by(written, now), strict=True)]

    found, state, thread = look(TICKET, work, record=_record(ticket_id))
    return render_template("practice/ticket.html", active="bantuan", ticket=found, state=state, thread=thread, states=ReportState)


@bp.route("/bantuan/baru", methods=["GET", "POST"])
def ticket_new() -> ResponseReturnValue:
    return _report(None)


@bp.route("/bantuan/<int:ticket_id>/lengkapi", methods=["GET", "POST"])
def ticket_more(ticket_id: int) -> ResponseReturnValue:
    return _report(ticket_id)


def _report(ticket_id: int | None) -> ResponseReturnValue:
    """The form of a report, or what comes back with it."""
    def find(session: Session) -> TroubleReport | None:
        return tickets.get(session, ticket_id) if ticket_id else None

    peek(find)
    here = Subject(NEW_REPORT, part=report_part(ticket_id))
    if answer := draft_deed(TICKET, here, lambda session: tickets.stored(find(session))):
        return answer
    if request.method == "GET":
        def read(session: Session, now: datetime) -> tuple[TroubleReport | None, FormPage]:
            found = find(session)
            stored = tickets.stored(found)
            return found, FormPage.of(here, stored, 0, pending(session, here, stored))

        found, page = look(TICKET, read, **here.named())
        page = replace(page, typed=_with_facts(page.typed))
        return render_template("practice/ticket_form.html", active="bantuan", ticket=found, page=page, section=desk.report_form(),
                               lacking=desk.missing(found.writings[-1].answers) if found else [])
    seat, parsed = current_desk(), tickets.read(request.form)

    def work(session: Session, now: datetime) -> TroubleReport:
        sent = tickets.send(session, find(session), parsed, person=seat.person, by=seat.role_label, now=now)
        g.practice_action.record = _record(sent.id)
        return sent

    try:
        sent = change(REPORT, TICKET, work, record=here.record, detail=_details(here, parsed))
    except checking.Unfit:
        return shown_again()
    flash(f"Laporan {sent.number} terkirim ke Bantuan. Jawabannya tampak di halaman ini dalam beberapa menit.", "success")
    return redirect(url_for(".ticket", ticket_id=sent.id))


def _record(ticket_id: int) -> str:
    """How the journal names a report."""
    return f"ticket/{ticket_id}"


def _details(here: Subject, parsed: Parsed) -> ReportDetails:
    told = parsed.values
    return ReportDetails(part=here.part, code=told.get(desk.CODE) or "", reference=told.get(desk.REFERENCE) or "",
                         lacks=tuple(field.name for field in desk.missing(told)))


def _with_facts(typed: Typed) -> Typed:
    """The form with the facts of a trouble page where nothing stands yet."""
    facts = {name: request.args.get(word, "")[:LONGEST] for name, word in PREFILLED.items()}
    empty = {name: (text,) for name, text in facts.items() if text and not typed.answered(name) and not typed.none(name)}
    return Typed({**typed.values, **empty})


def _line(ticket: TroubleReport, now: datetime) -> ReportLine:
    latest = ticket.writings[-1]
    return ReportLine(ticket, desk.state(tickets.writings(ticket), now), latest.answers[desk.PAGE], latest.at)


def _told(answers: dict[str, str | None]) -> list[tuple[str, str]]:
    return [(field.label, words(field, answers[field.name])) for field in desk.report_form().fields if field.name in answers]
