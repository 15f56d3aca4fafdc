"""A document of ours: black on white, in millimetres, with text that is measured before it is put.

Text goes where its baseline is told, never flows by itself: a page looks the same whatever is on it, and a test can ask the
width of every line.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise

import segno
from flask_babel import gettext as _
from fpdf import FPDF

from sandbox.paper.letters import FILES, FONTS, Face, printable
from sandbox.paper.size import PaperSize

PLUM, INK, MUTED, RULE = (0x6A, 0x1B, 0x5D), (0, 0, 0), (0x52, 0x5A, 0x6B), (0x99, 0x9E, 0xA8)
STEP = 0.25
"""By how much a font shrinks at a time, in points."""


class PaperSheet(FPDF):
    """A PDF in the making. `put`, `put_right` and `put_centred` take the baseline's place, sizes are points."""

    def __init__(self, size: PaperSize, *, title: str, lies: bool = False, made_at: datetime | None = None) -> None:
        super().__init__("landscape" if lies else "portrait", "mm", size.millimetres)
        self.set_auto_page_break(False)
        self.set_margin(0)
        for (face, style), name in FILES.items():
            self.add_font(face, style, FONTS / name)
        self.set_title(title)
        self.set_creator("Gladi")
        self.set_lang("id")
        if made_at is not None:
            self.set_creation_date(made_at)
        self.set_draw_color(*INK)

    def write(self, *_args: object, **_named: object) -> None:  # type: ignore[override]
        raise NotImplementedError("text that flows is not measured: use put")

    def wide(self, text: str, size: float, style: str = "", face: Face = Face.SANS) -> float:
        """How wide the text is, in millimetres."""
        self.set_font(face, style, size)
        return float(self.get_string_width(printable(text, face)))

    def put(self, x: float, y: float, text: str, size: float, style: str = "", *, face: Face = Face.SANS,
            colour: tuple[int, int, int] = INK) -> float:
        """The text from `x` on; its right end is given back."""
        width = self.wide(text, size, style, face)
        self.set_text_color(*colour)
        self.text(x, y, printable(text, face))
        return x + width

    def put_right(self, x: float, y: float, text: str, size: float, style: str = "", *, face: Face = Face.SANS,
                  colour: tuple[int, int, int] = INK) -> None:
        """The text so that it ends at `x`."""
        self.put(x - self.wide(text, size, style, face), y, text, size, style, face=face, colour=colour)

    def put_centred(self, x: float, y: float, text: str, size: float, style: str = "", *, face: Face = Face.SANS,
                    colour: tuple[int, int, int] = INK) -> None:
        """The text with its middle at `x`."""
        self.put(x - self.wide(text, size, style, face) / 2, y, text, size, style, face=face, colour=colour)

    def fitting(self, text: str, width: float, most: float, least: float, style: str = "", face: Face = Face.SANS) -> float:
        """The largest size from `most` down at which the text is no wider; `least` where even that is too wide."""
        size = most
        while size > least and self.wide(text, size, style, face) > width:
            size -= STEP
        return max(size, least)

    def lines(self, text: str, width: float, size: float, style: str = "", *, face: Face = Face.SANS,
              most: int = 99) -> list[str]:
        """The text in lines no wider than `width`, broken between words; the last of `most` ends with … where more follows."""
        found = list(self._broken(printable(text, face), width, size, style, face))
        if len(found) <= most:
            return found
        return [*found[:most - 1], self.cut(" ".join(found[most - 1:]), width, size, style, face)]

    def fitted(self, text: str, width: float, size: float, least: float, style: str = "", *,
               most: int = 2) -> tuple[float, list[str]]:
        """The largest size, from `size` down to `least`, in which the text takes at most so many lines; and these lines."""
        while size > least and len(self.lines(text, width, size, style)) > most:
            size -= 0.5
        return size, self.lines(text, width, size, style, most=most)

    def cut(self, text: str, width: float, size: float, style: str = "", face: Face = Face.SANS) -> str:
        """As much of the text as fits, with … where some of it doesn't."""
        if self.wide(text, size, style, face) <= width:
            return text
        while text and self.wide(text + "…", size, style, face) > width:
            text = text[:-1]
        return text.rstrip() + "…"

    def _broken(self, text: str, width: float, size: float, style: str, face: Face) -> Iterator[str]:
        line = ""
        for word in text.split(" "):
            longer = f"{line} {word}".strip()
            if not line or self.wide(longer, size, style, face) <= width:
                line = longer
            else:
                yield line
                line = word
            while self.wide(line, size, style, face) > width and len(line) > 1:
                head = self._head(line, width, size, style, face)
                yield head
                line = line[len(head):]
        if line:
            yield line

    def _head(self, word: str, width: float, size: float, style: str, face: Face) -> str:
        """The beginning of a word that is wider than a line."""
        return next((word[:end] for end in range(len(word) - 1, 1, -1) if self.wide(word[:end], size, style, face) <= width),
                    word[:1])

    def stripes(self, x: float, y: float, width: float, height: float, step: float = 3) -> None:
        """Plum stripes: Gladi says that this is practice. They need no background to be printed."""
        self.set_fill_color(*PLUM)
        with self.rect_clip(x, y, width, height):
            for start in range(int((width + height) / step) + 1):
                left = x + start * step - height
                self.polygon(((left, y + height), (left + height, y), (left + height + step / 2, y),
                              (left + step / 2, y + height)), style="F")
        self.set_draw_color(*PLUM)
        self.set_line_width(0.2)
        self.rect(x, y, width, height)
        self.set_draw_color(*INK)

    def qr(self, x: float, y: float, side: float, content: str) -> None:
        """A QR code at error level M, as wide as `side` without its quiet edge."""
        rows = [list(row) for row in segno.make(content, error="m", micro=False, boost_error=False).matrix]
        module = side / len(rows)
        self.set_fill_color(*INK)
        for down, row in enumerate(rows):
            for begin, end in _runs(row):
                # A hair wider, or viewers draw white lines between modules.
                self.rect(x + begin * module, y + down * module, (end - begin) * module + 0.02, module + 0.02, style="F")

    def rule(self, x: float, y: float, to_x: float, to_y: float | None = None, *, width: float = 0.2,
             colour: tuple[int, int, int] = INK, dashed: bool = False) -> None:
        """A line, level unless `to_y` says where it ends."""
        self.set_draw_color(*colour)
        self.set_line_width(width)
        if dashed:
            self.set_dash_pattern(dash=1.2, gap=0.8)
        self.line(x, y, to_x, y if to_y is None else to_y)
        self.set_dash_pattern()
        self.set_draw_color(*INK)

    def foot(self, what: str, right: str) -> None:
        """What this page is, and at its right when it was made and which page of how many. Put on every page at the end."""
        for number in range(1, self.pages_count + 1):
            self.page = number
            self.font_family = ""  # else a font that was set on another page would not be set on this one
            y = self.h - 8
            self.rule(12, y - 4, self.w - 12, colour=RULE)
            self.put(12, y, what, 8, colour=MUTED)
            of = _("halaman %(page)s dari %(pages)s", page=number, pages=self.pages_count)
            self.put_right(self.w - 12, y, f"{right} · {of}", 8, colour=MUTED)

    def done(self) -> bytes:
        """The file."""
        return bytes(self.output())


def _runs(row: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where the dark modules of a row begin and end."""
    edges = [at for at, (before, now) in enumerate(pairwise([0, *row, 0])) if before != now]
    return zip(edges[::2], edges[1::2], strict=True)
