"""The defect ledger: what is wrong in a village on purpose, and what would be right.

The seed writes it into the template; exercises pick their cases from it and judge by it. The practice system never reads it: in
its world nobody knows which data are wrong.
"""

from typing import Any

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from sandbox.base import Practice


class Defect(Practice):
    """One wrong value. A defect of several values (a swapped pair) has one row for each, with the same `number`."""

    __tablename__ = "defect"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(index=True)
    """Which defect of the village this row belongs to, from 1."""
    kind: Mapped[str] = mapped_column(index=True)
    """nik-ganda, ibu-kosong …: the kinds stand in seed/defects.py and docs/scenarios.md."""
    household_id: Mapped[int | None] = mapped_column(index=True)
    person_id: Mapped[int | None]
    """Of the ids in the template. Both are empty for a cell of a sheet."""
    sheet: Mapped[str | None]
    period: Mapped[int | None]
    row: Mapped[int | None]
    column: Mapped[int | None]
    field: Mapped[str | None]
    """nik, birth_date, name …; a question's number for an answer. Empty for a cell."""
    found: Mapped[Any] = mapped_column(JSON(none_as_null=False))
    """What stands there, as it is stored; null: nothing."""
    truth: Mapped[Any] = mapped_column(JSON(none_as_null=False))
    """What should stand there."""
