"""Memang begitu: somebody looked and gave a reason. It holds until the record changes."""

from datetime import datetime

from sqlalchemy.orm import Session

from sandbox.errors import NoSuchRecord, Problem, Rejected
from sandbox.practice.doubts.base import Doubt, DoubtKind
from sandbox.practice.doubts.looked_at import look
from sandbox.practice.households import checking, households, members
from sandbox.practice.models import Accepted
from sandbox.practice.rules.check import check_member

MOST = 200
"""Letters of a reason."""


def accept(session: Session, kind: DoubtKind, subject: str, reason: str, *, shown: str, by: str, now: datetime) -> Doubt:
    """Note the reason for that doubt. `shown`: the state (Doubt.state) that the person saw. Raises Rejected without a reason or
    where it is another by now, NoSuchRecord where nothing is doubtful any more."""
    doubt = next((each for each in kind.find(look(session)) if each.subject == subject), None)
    if doubt is None:
        raise NoSuchRecord()
    if not reason:
        raise Rejected([Problem("alasan", "VAL-37", "Alasannya belum diisi. Tulis dari siapa dan apa keadaannya.", "Alasan")])
    if shown != doubt.state:
        text = ("Datanya berubah sesudah Anda membuka halaman ini. Alasan BELUM dicatat. "
                "Baca keadaannya sekarang, lalu tekan Memang begitu bila masih benar.")
        raise Rejected([Problem("alasan", "DAT-409", text, "Alasan")])
    answer = session.get(Accepted, (kind.id, subject)) or Accepted(kind=kind.id, subject=subject)
    answer.state, answer.reason, answer.by, answer.at = doubt.state, reason[:MOST], by, now
    session.add(answer)
    if kind.rule:
        _explain(session, doubt, kind.rule, reason[:MOST])
    return doubt


def take_back(session: Session, kind: DoubtKind, subject: str) -> None:
    """The doubt counts again. Raises NoSuchRecord if it was not answered."""
    answer = session.get(Accepted, (kind.id, subject))
    if answer is None:
        raise NoSuchRecord()
    session.delete(answer)


def _explain(session: Session, doubt: Doubt, rule: str, reason: str) -> None:
    """Answer the same question of the member's form, so that nobody is asked twice, and it may be sent."""
    household = households.get(session, doubt.record.id)
    person = members.get(household, doubt.person or 0)
    others = [members.data_of(other) for other in household.members if other is not person]
    facts = checking.facts_for(session, household.id)
    found = check_member(members.data_of(person), households.data_of(household), facts, others=others)
    members.explain(person, checking.explained([finding for finding in found if finding.rule == rule], reason))
