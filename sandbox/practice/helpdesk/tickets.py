"""Reports to the helpdesk as rows: sent, completed, found. What is added to one is a writing of its own, beside the first."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from sandbox.errors import NoSuchRecord
from sandbox.practice import drafts, records
from sandbox.practice.drafts import DraftKey
from sandbox.practice.forms.reading import Parsed, Typed, parse, shown
from sandbox.practice.helpdesk import desk
from sandbox.practice.helpdesk.desk import Prepared, ReportText
from sandbox.practice.helpdesk.models import PreparedReply, TroubleReport, TroubleWriting
from sandbox.practice.households.checking import require
from sandbox.practice.keys import NEW_REPORT, RecordKey
from sandbox.practice.parts import report_part
from sandbox.practice.submissions import submissions
from sandbox.words.digits import names

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
    return [ReportText(row.at, row.answers, _prepared(row)) for row in ticket.writings]


def _prepared(row: TroubleWriting) -> Prepared | None:
    said = row.reply
    return Prepared(said.text, timedelta(seconds=said.after_s), said.asks_back) if said else None


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
        found.writings.append(TroubleWriting(at=now, by=by, answers=answers, reply=_reply_to(session, answers)))
    session.flush()
    return found


def prepare(session: Session, key: RecordKey, text: str, *, after: timedelta = desk.ANSWERS_AFTER, codes: str = "",
            asks_back: bool = False) -> None:
    """Let the helpdesk say this to reports that name the record: its own number, or that of a submission of it."""
    session.add(PreparedReply(kind=key.kind, record_id=key.id, codes=codes.upper(), text=text, after_s=after.total_seconds(),
                              asks_back=asks_back))


def _reply_to(session: Session, answers: Mapping[str, Any]) -> PreparedReply | None:
    """What was prepared for a report that says this; the newest that fits."""
    code, named = str(answers.get(desk.CODE) or "").upper(), str(answers.get(desk.REFERENCE) or "")
    prepared = session.scalars(select(PreparedReply).order_by(PreparedReply.id.desc())).all() if named else ()
    return next((each for each in prepared if code.startswith(each.codes) and _is_named(session, each, named)), None)


def _is_named(session: Session, prepared: PreparedReply, named: str) -> bool:
    key = RecordKey(prepared.kind, prepared.record_id)
    sent = submissions.of_record(session, key)
    try:
        known = [records.find(session, key).number]
    except NoSuchRecord:
        known = []  # gone from the village: its submissions are still known
    known += [number for each in sent for number in (each.reference, each.number)]
    return any(number and names(named, number) for number in known)


def _just_sent(session: Session, person: int, answers: dict[str, object], now: datetime) -> TroubleReport | None:
    last = session.scalar(select(TroubleReport).where(TroubleReport.person == person).order_by(TroubleReport.id.desc()).limit(1))
    if last is None:
        return None
    latest = last.writings[-1]
    return last if latest.answers == answers and now - latest.at <= AT_ONCE else None
