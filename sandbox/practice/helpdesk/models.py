"""The tables of the helpdesk: troubles told to it, what was written of each, and what it is to say to some reports."""

from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from sandbox.base import AwareTime, Practice


class TroubleReport(Practice):
    """Laporan: a trouble told to the helpdesk (helpdesk/). What was added later is a writing of its own; the newest counts."""

    __tablename__ = "ticket"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    person: Mapped[int] = mapped_column(index=True)
    sent_by: Mapped[str]

    writings: Mapped[list["TroubleWriting"]] = relationship(order_by="TroubleWriting.id", cascade="all, delete-orphan")

    @property
    def number(self) -> str:
        """What people call it by: B-0001."""
        return f"B-{self.id:04d}"


class TroubleWriting(Practice):
    """What was written to the helpdesk at one moment: the whole form of the report."""

    __tablename__ = "ticket_writing"

    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id", ondelete="CASCADE"), index=True)
    at: Mapped[AwareTime]
    by: Mapped[str]
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    """By the names of the fields of instruments/helpdesk/report.yaml."""
    reply_id: Mapped[int | None] = mapped_column(ForeignKey("prepared_reply.id"))
    reply: Mapped["PreparedReply | None"] = relationship(lazy="joined")
    """What the helpdesk had to say of this beforehand, found when it was sent."""


class PreparedReply(Practice):
    """What the helpdesk says to a report that names this record, instead of its ordinary answer. The newest counts.

    Neutral: who put it there is nobody's business here.
    """

    __tablename__ = "prepared_reply"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    record_id: Mapped[int]
    codes: Mapped[str]
    """The letters that the report's code begins with; empty: any code, and none."""
    text: Mapped[str]
    """{code}, {reference} and {page} are those of the report."""
    after_s: Mapped[float]
    """Hall seconds after the writing."""
    asks_back: Mapped[bool]
    """Whether it asks for something, and the report is still open."""
