"""The table of what saves put aside."""

from typing import Any

from sqlalchemy import JSON, Index
from sqlalchemy.orm import Mapped, mapped_column

from sandbox.base import AwareTime, Practice


class PutAside(Practice):
    """What one save put aside: the inputs of a part that it changed, as they stood before. Kept with the copy."""

    __tablename__ = "put_aside"
    __table_args__ = (Index("put_aside_part", "record", "part"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    record: Mapped[str]
    """Key of the record as text."""
    part: Mapped[str]
    at: Mapped[AwareTime]
    by: Mapped[str]
    """Who saved over it, in words: Operator, Sekdes."""
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    """The texts of each input by its name; none where it was empty."""
