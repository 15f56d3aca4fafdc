"""The tables of the helpdesk: a trouble told to it, and what was written of it at each moment."""

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
