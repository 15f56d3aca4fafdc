"""Reports to the helpdesk as rows: sent, completed, found. What is added to one is a writing of its own, beside the first."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from sandbox.errors import NoSuchRecord
from sandbox.practice import drafts
from sandbox.practice.drafts import DraftKey
from sandbox.practice.forms.reading import Parsed, Typed, parse, shown
from sandbox.practice.helpdesk import desk
from sandbox.practice.helpdesk.desk import ReportText
from sandbox.practice.helpdesk.models import TroubleReport, TroubleWriting
from sandbox.practice.households.checking import require
from sandbox.practice.keys import NEW_REPORT
from sandbox.practice.parts import report_part

AT_ONCE = timedelta(minutes=1)
"""The same report within that time is one press too many, not a second report."""


def get(session: Session, ticket_id: int) -> TroubleReport:
    """Raises NoSuchRecord."""
    found = session.get(TroubleReport, ticket_id)
    if found is None:
        raise NoSuchRecord()
    return found


def newest_first(session: Session) -> Sequence[TroubleReport]:
    """All reports of the village, with what was written."""
    reports = select(TroubleReport).options(selectinload(TroubleReport.writings)).order_by(TroubleReport.id.desc())
    return session.scalars(reports).all()


def writings(ticket: TroubleReport) -> list[ReportText]:
    """What was written, oldest first."""
    return [ReportText(row.at, row.answers) for row in ticket.writings]


def read(form: object) -> Parsed:
    """What was typed into the form of a report."""
    return parse(desk.report_form(), form)


def stored(ticket: TroubleReport | None) -> Typed:
    """The form of a report as it was last written; empty for a new one."""
    return shown(desk.report_form(), ticket.writings[-1].answers) if ticket else Typed({})


def send(session: Session, ticket: TroubleReport | None, parsed: Parsed, *, person: int, by: str, now: datetime) -> TroubleReport:
    """Send a new report, or complete that one. The same once more at once sends nothing. Raises Unfit."""
    require(parsed.errors)
    drafts.forget(session, DraftKey(person, NEW_REPORT, report_part(ticket.id if ticket else None)))
    answers = dict(parsed.values)
    found = ticket or _just_sent(session, person, answers, now) or TroubleReport(person=person, sent_by=by)
    session.add(found)
    if not found.writings or found.writings[-1].answers != answers:
        found.writings.append(TroubleWriting(at=now, by=by, answers=answers))
    session.flush()
    return found


def _just_sent(session: Session, person: int, answers: dict[str, object], now: datetime) -> TroubleReport | None:
    last = session.scalar(select(TroubleReport).where(TroubleReport.person == person).order_by(TroubleReport.id.desc()).limit(1))
    if last is None:
        return None
    latest = last.writings[-1]
    return last if latest.answers == answers and now - latest.at <= AT_ONCE else None
