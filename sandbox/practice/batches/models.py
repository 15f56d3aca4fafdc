"""The table of batches. What went with one names it (models.Submission.batch)."""

from typing import Any

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from sandbox.base import AwareTime, Practice


class Batch(Practice):
    """Kiriman borongan: what was sent with one deed."""

    __tablename__ = "batch"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    """Which page it was pressed on (plan.BatchPlan.key): a second press finds it by this."""
    kind: Mapped[str]
    """The kind of its records."""
    what: Mapped[str]
    """What was sent, in words: Keluarga · RT 01 RW 02."""
    sent_at: Mapped[AwareTime]
    sent_by: Mapped[str]
    left_out: Mapped[list[Any]] = mapped_column(JSON)
    """What stayed behind, as it was then: [[kind, id, number, title, [why, …]], …]."""
    printed: Mapped[int] = mapped_column(default=0)
    """How often its list of receipts was printed."""

    @property
    def number(self) -> str:
        """What people call it by."""
        return called(self.id)


def called(batch_id: int) -> str:
    """KB-0001."""
    return f"KB-{batch_id:04d}"
