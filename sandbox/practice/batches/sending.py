"""Send a batch: all that is ready in one transaction, or nothing; pressed twice, it is one batch."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from sandbox.errors import Problem, Rejected
from sandbox.practice.batches.models import Batch
from sandbox.practice.batches.plan import BatchScope, plan_of
from sandbox.practice.submissions import submissions


@dataclass(frozen=True, slots=True)
class BatchSent:
    """The batch, and how much went with it. `is_new` is False where it had been sent before and nothing was done now."""

    batch: Batch
    sent: int
    is_new: bool


def send(session: Session, scope: BatchScope, key: str, *, by: str, now: datetime) -> BatchSent:
    """Send what the page with that key showed as ready. Raises Rejected where something else is ready by now, or nothing."""
    known = session.scalar(select(Batch).where(Batch.key == key))
    if known is not None:
        return BatchSent(known, 0, False)
    plan = plan_of(session, scope)
    if plan.key != key:
        raise _rejected("KRM-409B", "Daftar ini berubah sejak halamannya dibuka: ada yang disimpan atau dikirim. Belum ada yang "
                                    "dikirim. Periksa daftarnya, lalu tekan Kirim semua sekali lagi.")
    if not plan.ready:
        raise _rejected("KRM-422B", "Belum ada yang siap, jadi tidak ada yang dikirim. Betulkan dulu yang tertulis di bawah.")
    left_out = [[*each.record.key, each.record.number, each.record.title, list(each.why)] for each in plan.not_ready]
    batch = Batch(key=key, kind=scope.kind, what=scope.words, sent_at=now, sent_by=by, left_out=left_out)
    session.add(batch)
    session.flush()
    submissions.submit_all(session, [each.record for each in plan.ready], by=by, now=now, batch=batch.id)
    return BatchSent(batch, len(plan.ready), True)


def _rejected(code: str, text: str) -> Rejected:
    return Rejected([Problem("", code, text, "Kiriman borongan")])
