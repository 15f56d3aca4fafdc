"""The rows of the counter: who was seen there, and what they were told."""

from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from sandbox.base import AwareTime, Practice


class Visitor(Practice):
    """Warga: somebody who came to the counter for a letter, as they were first seen there."""

    __tablename__ = "visitor"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    """Names the arrival, so that nobody comes twice: pukul/29534410, kiriman/K-2026-0011/1."""
    ticket: Mapped[str]
    """The number of their turn: A-47."""
    household_id: Mapped[int] = mapped_column(index=True)
    person_id: Mapped[int]
    """Who asks. No foreign keys: a family that has gone is what the counter has to see."""
    name: Mapped[str]
    letter: Mapped[str]
    """Id of the letter: domisili."""
    purpose: Mapped[str]
    about: Mapped[dict[str, Any]] = mapped_column(JSON)
    """Whom the letter is about, where that is another person: citizens.Newborn or citizens.Deceased as JSON."""
    arrived_at: Mapped[AwareTime] = mapped_column(index=True)
    leaves_at: Mapped[AwareTime]
    """Until when they wait for an answer."""

    answers: Mapped[list["CounterAnswer"]] = relationship(order_by="CounterAnswer.id", cascade="all, delete-orphan")

    @property
    def answer(self) -> "CounterAnswer | None":
        """The newest one, which counts."""
        return self.answers[-1] if self.answers else None


class CounterAnswer(Practice):
    """What a citizen was told at one moment."""

    __tablename__ = "counter_answer"

    id: Mapped[int] = mapped_column(primary_key=True)
    visitor_id: Mapped[int] = mapped_column(ForeignKey("visitor.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str]
    """layani, kembali or lengkapi (standing.AnswerKind)."""
    at: Mapped[AwareTime]
    by: Mapped[str]
    back_at: Mapped[AwareTime | None]
    """The hour that was promised."""
    reason: Mapped[str]
    """Why somebody was served though the data was not ready."""
    was_ready: Mapped[bool]
    """Whether all that the letter needs was there at that moment."""
