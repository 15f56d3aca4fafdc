"""Table tents: a sheet a village, folded in the middle, read from both sides of the table."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from sandbox.paper.sheet import MUTED, RULE, PaperSheet
from sandbox.paper.size import PaperSize

LARGEST, LEAST, EDGE = 72.0, 30.0, 18


def draw(needed: Mapping[str, Any]) -> bytes:
    """A lying page a village."""
    sheet = PaperSheet(PaperSize(needed["size"]), title=needed["title"], lies=True)
    for tent in needed["rows"]:
        sheet.add_page()
        sheet.rule(0, sheet.h / 2, sheet.w, dashed=True, colour=RULE)
        _half(sheet, tent, needed["group"])
        with sheet.rotation(180, sheet.w / 2, sheet.h / 2):
            _half(sheet, tent, needed["group"])
    return sheet.done()


def name_lines(sheet: PaperSheet, name: str) -> tuple[float, list[str]]:
    """The size of the village's name, and its lines: one, or two where one would be too small to be read across a room."""
    width = sheet.w - 2 * EDGE
    size = sheet.fitting(name, width, LARGEST, 46, "B")
    if sheet.wide(name, size, "B") <= width:
        return size, [name]
    return sheet.fitted(name, width, 46, LEAST, "B")


def _half(sheet: PaperSheet, tent: Mapping[str, Any], group: int) -> None:
    """The lower half of the page."""
    top, middle = sheet.h / 2, sheet.w / 2
    sheet.put(EDGE, top + 18, tent["kind"], 20, colour=MUTED)
    sheet.put_right(sheet.w - EDGE, top + 18, _("Meja %(table)s", table=tent["table"]), 34, "B")
    size, lines = name_lines(sheet, tent["village"])
    for number, line in enumerate(lines):
        sheet.put_centred(middle, top + (58 if len(lines) == 1 else 47 + 20 * number), line, size, "B")
    sheet.put_centred(middle, top + 82, _("Kecamatan %(district)s", district=tent["district"]), 20)
    sheet.put_centred(middle, top + 94, _("Kelompok %(number)s · LATIHAN", number=group), 11, colour=MUTED)
