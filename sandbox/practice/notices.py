"""Pesan Singkat: what the offices and the helpdesk have told the village lately, each as one short message with its way.

Nothing is stored for it: a message is what stands at its place anyway (the stages of a submission, an answer of the helpdesk),
and says when it came. What is still on its way sends none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from sandbox.practice.helpdesk import desk, tickets
from sandbox.practice.helpdesk.desk import ReportState
from sandbox.practice.models import Submission
from sandbox.practice.records import Address
from sandbox.practice.submissions.returning import OFFICES
from sandbox.practice.submissions.stages import Stage, reached_at, sent_back_at, stage_at
from sandbox.practice.submissions.submissions import WITH_STAGE, given_back, way_of

MOST = 60
"""Submissions and reports that are looked at, and messages that are shown: the newest."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One message. `asks`: whether somebody has to do something."""

    at: datetime
    sender: str
    text: str
    page: Address
    asks: bool = False


def newest_first(session: Session, now: datetime) -> Sequence[Notice]:
    """What has come by `now`."""
    sent = session.scalars(
        select(Submission).where(Submission.withdrawn_at.is_(None)).options(defer(Submission.content), *WITH_STAGE)
        .order_by(Submission.queued_at.desc(), Submission.reference.desc()).limit(MOST)).unique()
    found = [*(each for one in sent for each in _of_submission(one, now)), *_of_helpdesk(session, now)]
    return sorted(found, key=lambda each: each.at, reverse=True)[:MOST]


def _of_submission(submission: Submission, now: datetime) -> Iterator[Notice]:
    way = way_of(submission)
    stage, about = stage_at(way, now), f"Kiriman {submission.reference} ({submission.title or submission.number})"
    page = Address("submission", {"reference": submission.reference})
    if stage is Stage.VALIDATED:
        yield Notice(reached_at(way, stage), "Kabupaten", f"{about} tervalidasi. Tidak perlu tindakan.", page)
    elif stage is Stage.RETURNED and (at := sent_back_at(way)) is not None:
        back = given_back(submission, now)
        more = f" Ada {len(back) - 1} hal lain." if len(back) > 1 else ""
        office = OFFICES[Stage[back[0].stage.upper()]].capitalize()
        yield Notice(at, office, f"{about} dikembalikan: {back[0].reason}{more}", page, asks=True)


def _of_helpdesk(session: Session, now: datetime) -> Iterator[Notice]:
    for ticket in tickets.newest_first(session)[:MOST]:
        for answer in filter(None, desk.answers_by(tickets.writings(ticket), now)):
            page = Address("ticket", {"ticket_id": ticket.id})
            yield Notice(answer.at, "Bantuan", f"Laporan {ticket.number}: {answer.text}", page,
                         asks=answer.state is ReportState.ASKED_BACK)
