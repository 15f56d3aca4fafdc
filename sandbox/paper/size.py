"""The papers that a village office has."""

from enum import StrEnum


class PaperSize(StrEnum):
    """A4, and what shops sell as F4 or folio."""

    A4 = "a4"
    F4 = "f4"

    @property
    def millimetres(self) -> tuple[float, float]:
        """Width and height of a page that stands upright."""
        return (210, 297) if self is PaperSize.A4 else (215, 330)

    @property
    def label(self) -> str:
        return "A4" if self is PaperSize.A4 else "F4 (folio)"


def size_of(name: str | None) -> PaperSize:
    """The paper of that name; A4 for any other word."""
    return PaperSize(name) if name in list(PaperSize) else PaperSize.A4
