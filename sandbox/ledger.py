"""The defect ledger: what is wrong in a village on purpose, and what would be right.

The seed writes it into the template; exercises pick their cases from it and judge by it. The practice system never reads it: in
its world nobody knows which data are wrong.
"""

from typing import Any, Literal

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from sandbox.base import Practice

FamilyDefect = Literal[
    "nik-15-angka", "nik-karangan", "nik-ganda", "tanggal-lahir-tertukar", "tahun-lahir-tertukar", "kelamin-terbalik",
    "ibu-kosong", "ijazah-terlalu-dini", "dua-kepala", "tanpa-kepala", "kepala-meninggal", "istri-belum-kawin",
    "nama-kepala-beda", "kepala-perempuan-tidak-ditandai", "sertifikat-tanpa-tanah", "nol-berlebih"]
"""Kinds that concern a family or one of its members."""
SheetDefect = Literal["jumlah-dibulatkan", "satuan-kuintal", "agama-kurang-hitung", "salinan-tahun-lalu"]
"""Kinds that concern a sheet of this year."""


class Defect(Practice):
    """One wrong value. A defect of several values (a swapped pair) has one row for each, with the same `number`."""

    __tablename__ = "defect"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(index=True)
    """Which defect of the village this row belongs to, from 1."""
    kind: Mapped[str] = mapped_column(index=True)
    """A FamilyDefect or a SheetDefect; docs/scenarios.md says what each is."""
    household_id: Mapped[int | None] = mapped_column(index=True)
    person_id: Mapped[int | None]
    """Ids of household and person in the template. Both are empty for a cell of a sheet."""
    sheet: Mapped[str | None]
    period: Mapped[int | None]
    row: Mapped[int | None]
    column: Mapped[int | None]
    field: Mapped[str | None]
    """nik, birth_date, head_name …; a question's number for an answer; ada: whether the person belongs here. Empty for a cell."""
    found: Mapped[Any] = mapped_column(JSON(none_as_null=False))
    """What stands there, as it is stored; null: nothing."""
    truth: Mapped[Any] = mapped_column(JSON(none_as_null=False))
    """What should stand there."""
