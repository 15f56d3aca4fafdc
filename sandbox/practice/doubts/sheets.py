"""Doubts about a sheet of this year."""

from collections.abc import Iterator

from sandbox.practice.doubts.base import ASKED, SHEET, Doubt, DoubtKind
from sandbox.practice.doubts.looked_at import LookedAt


def not_looked_at(village: LookedAt) -> Iterator[Doubt]:
    """Cells that were copied from another year, and that nobody has looked at since."""
    for sheet in village.sheets:
        text = f"{sheet.cells} sel masih salinan dari {sheet.year} dan belum dilihat"
        yield Doubt(sheet.key, sheet.title, text, (str(sheet.cells), str(sheet.year)))


KINDS: tuple[DoubtKind, ...] = (
    DoubtKind("salinan", SHEET, ASKED, "Disalin dari tahun lain, belum diperiksa", not_looked_at),
)
