"""What a sheet was at the hall's last midnight, which classification/ computes of: kept by the first save of the day."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, Session, mapped_column

from sandbox.base import AwareTime, Practice
from sandbox.clock import WIB
from sandbox.practice.models import SheetEntry
from sandbox.practice.sheets import cells
from sandbox.practice.words import BASELINE


class SheetNight(Practice):
    """The cells of a sheet as they stood at the midnight before it was saved again."""

    __tablename__ = "sheet_night"

    entry_id: Mapped[int] = mapped_column(ForeignKey("sheet_entry.id", ondelete="CASCADE"), primary_key=True)
    night: Mapped[AwareTime]
    """That midnight, in hall time. If it is an earlier one, the sheet has not been saved since the last midnight."""
    cells: Mapped[list[Any]] = mapped_column(JSON)
    """As in SheetPast."""


def midnight_before(now: datetime) -> datetime:
    """The beginning of the day of `now` (hall time)."""
    return now.astimezone(WIB).replace(hour=0, minute=0, second=0, microsecond=0)


def stood_at(midnight: datetime, saved_at: datetime, saved_by: str) -> bool:
    """Whether what was saved then was there at that midnight. What came with the village was, whatever day it tells."""
    return saved_by == BASELINE or saved_at < midnight


def keep(session: Session, entry: SheetEntry, now: datetime) -> None:
    """Before the sheet's cells become others: keep them, if they are those of the last midnight."""
    midnight = midnight_before(now)
    if entry.filled and stood_at(midnight, entry.saved_at, entry.saved_by):
        session.merge(SheetNight(entry_id=entry.id, night=midnight, cells=[list(cell) for cell in cells.of(entry)]))
