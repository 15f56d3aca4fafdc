"""A report on paper: one page of figures, then everybody in a table."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _

from instructor.reports.table import RUNGS
from sandbox.paper.sheet import MUTED, RULE, PaperSheet
from sandbox.paper.size import PaperSize

EDGE, BAR, HIGH = 12.0, 82.0, 5.0
FILLS = {"mahir": (0x17, 0x61, 0x3A), "mandiri": (0x8F, 0xC7, 0xA4), "dibantu": (0xFF, 0xFF, 0xFF), "belum": (0xFF, 0xFF, 0xFF)}
NUMBER_FROM = 3
"""People from which on a part of a bar is wide enough for its number."""
MOST = 8
"""Mistakes, and people to call, on the first page."""
COLUMNS = ((3, 34.0), (4, 30.0), (5, 17.0), (6, 44.0), (7, 13.0), (8, 13.0), (9, 14.0), (12, 17.5), (14, 12.0), (15, 72.5))
"""Of the table of people: which column of the report, and how wide it is on a lying page."""
ROW, SECOND = 5.2, 2.8
"""A row of one line, and how much lower a second line stands."""
PlacedCell = tuple[float, float, list[str]]
"""Where a cell begins, its size, and its lines."""


def draw(needed: Mapping[str, Any]) -> bytes:
    """The file."""
    sheet = PaperSheet(PaperSize(needed["size"]), title=needed["title"], lies=True)
    sheet.add_page()
    _head(sheet, needed)
    under = _skills(sheet, needed["figures"])
    _mistakes(sheet, needed["figures"])
    _calls(sheet, max(under, 120), needed["figures"])
    _people(sheet, needed["title"], needed["table"])
    sheet.foot(needed["title"], needed["printed"])
    return sheet.done()


def _head(sheet: PaperSheet, needed: Mapping[str, Any]) -> None:
    found = needed["figures"]
    sheet.put(EDGE, 18, needed["title"], 17, "B")
    sheet.put_right(sheet.w - EDGE, 18, needed["state"], 9, colour=MUTED)
    said = _("%(able)s dari %(present)s orang layak sertifikat.", able=found["able"], present=found["present"])
    if found["weak"]:
        said += " " + _("Perlu dilatih lagi: %(skills)s.", skills=f" {_('dan')} ".join(found["weak"]))
    if found["untrained"]:
        said = _("Belum ada yang bisa layak: %(skills)s tidak dilatih.", skills=", ".join(found["untrained"])) + " " + said
    size, (line,) = sheet.fitted(said, sheet.w - 2 * EDGE, 11, 7, "B", most=1)
    sheet.put(EDGE, 26.5, line, size, "B")
    x = EDGE
    for key, words in (("invited", _("diundang")), ("present", _("hadir")), ("absent", _("tidak hadir")),
                       ("able", _("layak")), ("not_able", _("belum layak"))):
        x = sheet.put(x, 36, str(found[key]), 18, "B") + 1.5
        x = sheet.put(x, 36, words, 10, colour=MUTED) + 7
    sheet.rule(EDGE, 40, sheet.w - EDGE)


def _skills(sheet: PaperSheet, found: Mapping[str, Any]) -> float:
    """Gives where the list ends."""
    sheet.put(EDGE, 47, _("Keterampilan, %(people)s orang", people=found["present"]), 11, "B")
    _legend(sheet, 47)
    y = 52.0
    for skill in found["skills"]:
        if skill["certificate"]:
            sheet.put(EDGE, y + 3.7, "◆", 7)
        sheet.put(EDGE + 4, y + 3.7, sheet.cut(skill["title"], 36, 9), 9)
        _bar(sheet, EDGE + 42, y, skill["counts"])
        sheet.put_right(EDGE + 42 + BAR + 9, y + 3.7, str(skill["alone"]), 9, "B")
        y += HIGH + 1.4
    sheet.put(EDGE, y + 4, "◆ " + _("wajib untuk sertifikat") + " · " + _("di kanan: mandiri dan mahir"), 8, colour=MUTED)
    return y + 8


def _legend(sheet: PaperSheet, y: float) -> None:
    x = EDGE + 62.0
    for rung, word in RUNGS.items():
        _part(sheet, x, y - 3, 3.5, 3.5, rung)
        x = sheet.put(x + 4.5, y, str(word), 8) + 3


def _bar(sheet: PaperSheet, x: float, y: float, counts: Mapping[str, int]) -> None:
    people = sum(counts.values())
    for rung in RUNGS:
        wide = BAR * counts[rung] / people if people else 0
        if wide:
            _part(sheet, x, y, wide, HIGH, rung)
        if counts[rung] >= NUMBER_FROM:
            _number(sheet, x + wide / 2, y + 3.7, str(counts[rung]), rung)
        x += wide


def _number(sheet: PaperSheet, x: float, y: float, text: str, rung: str) -> None:
    if rung == "dibantu":
        half = sheet.wide(text, 8, "B") / 2 + 0.6
        sheet.set_fill_color(255, 255, 255)
        sheet.rect(x - half, y - 3, 2 * half, 3.6, style="F")
    sheet.put_centred(x, y, text, 8, "B", colour=(255, 255, 255) if rung == "mahir" else (0, 0, 0))


def _part(sheet: PaperSheet, x: float, y: float, wide: float, high: float, rung: str) -> None:
    """A piece of a bar: dark, pale, hatched or empty, so that it is told without colour too."""
    sheet.set_fill_color(*FILLS[rung])
    sheet.set_line_width(0.2)
    sheet.rect(x, y, wide, high, style="DF")
    if rung == "dibantu":
        with sheet.rect_clip(x, y, wide, high):
            for step in range(int((wide + high) / 1.6) + 1):
                sheet.rule(x + step * 1.6 - high, y + high, x + step * 1.6, y, width=0.15, colour=(0x7A, 0x9E, 0x88))


def _mistakes(sheet: PaperSheet, found: Mapping[str, Any]) -> None:
    x, y = EDGE + 148, 47.0
    right = sheet.w - EDGE
    sheet.put(x, y, _("Kekeliruan tersering"), 11, "B")
    sheet.put_right(right, y, _("orang"), 8, colour=MUTED)
    for mistake in found["mistakes"][:MOST]:
        y += 5.4
        lines = sheet.lines(f"{mistake['exercise']} {mistake['text']}", right - x - 12, 8.5, most=2)
        for number, line in enumerate(lines):
            sheet.put(x, y + 3.6 * number, line, 8.5)
        sheet.put_right(right, y, str(mistake["people"]), 9, "B")
        y += 3.6 * len(lines)
        sheet.put(x, y, _("%(mended)s orang sudah membetulkannya", mended=mistake["mended"]), 7.5, colour=MUTED)
    if not found["mistakes"]:
        sheet.put(x, y + 6, _("Belum ada kekeliruan."), 9, colour=MUTED)


def _calls(sheet: PaperSheet, y: float, found: Mapping[str, Any]) -> None:
    rows = int((sheet.h - 22 - y) / 4.6) - 1
    calls = found["calls"][:max(rows, 0)]
    sheet.put(EDGE, y, _("Hubungi"), 11, "B")
    sheet.put(EDGE + 22, y, _("%(shown)s dari %(all)s orang, paling perlu dulu", shown=len(calls), all=len(found["calls"])), 8,
              colour=MUTED)
    for call in calls:
        y += 4.6
        after = sheet.put(EDGE, y, f"{call['village']} · {call['role']}", 8.5, "B")
        size, (line,) = sheet.fitted(f"{call['name']} · {call['why']}", 144 - after, 8.5, 6, most=1)
        sheet.put(after + 2, y, line, size)


def _people(sheet: PaperSheet, title: str, table: Mapping[str, Any]) -> None:
    y = sheet.h
    for row in table["rows"]:
        cells = _cells(sheet, row, "", 8)
        high = ROW + SECOND * any(len(lines) > 1 for _x, _size, lines in cells)
        if y + high > sheet.h - 15:
            y = _table_head(sheet, title, table["columns"])
        _put(sheet, y, cells, "")
        y += high
        sheet.rule(EDGE, y - ROW + 1.5, sheet.w - EDGE, colour=RULE)


def _table_head(sheet: PaperSheet, title: str, columns: Sequence[str]) -> float:
    sheet.add_page()
    sheet.put(EDGE, 16, title, 11, "B")
    _put(sheet, 22, _cells(sheet, columns, "B", 7), "B")
    sheet.rule(EDGE, 26.5, sheet.w - EDGE, width=0.4)
    return 31.0


def _cells(sheet: PaperSheet, row: Sequence[Any], style: str, size: float) -> list[PlacedCell]:
    """A row's cells as they are put: in one line or two, small enough to be whole where that can be."""
    x, room, found = EDGE, (sheet.w - 2 * EDGE) / sum(wide for _column, wide in COLUMNS), []
    for column, wide in COLUMNS:
        text = "" if row[column] is None else str(row[column])
        found.append((x, *sheet.fitted(text, wide * room - 1, size, 5.5, style)))
        x += wide * room
    return found


def _put(sheet: PaperSheet, y: float, cells: Sequence[PlacedCell], style: str) -> None:
    for x, size, lines in cells:
        for number, line in enumerate(lines):
            sheet.put(x, y + SECOND * number, line, size, style)
