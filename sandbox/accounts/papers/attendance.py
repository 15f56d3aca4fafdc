"""The attendance list on paper: every village by table number, each person with room to sign in the morning and afternoon."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from sandbox.paper.sheet import MUTED, RULE, PaperSheet
from sandbox.paper.size import PaperSize

ROW, EDGE, TOP, BOTTOM = 8.0, 12.0, 38.0, 16.0
LOWEST = 12.0
"""Of a village: its name may take two lines, and its subdistrict stands below."""
TABLE, VILLAGE, ROLE, NAME = 12, 48, 18, 46
SIGN_AT = EDGE + TABLE + VILLAGE + ROLE + NAME


def draw(needed: Mapping[str, Any]) -> bytes:
    """As many pages as it takes; a village is never parted."""
    sheet = PaperSheet(PaperSize(needed["size"]), title=needed["title"])
    y = _page(sheet, needed)
    for village in needed["rows"]:
        if y + _high(village) > sheet.h - BOTTOM:
            y = _page(sheet, needed)
        y = _village(sheet, y, village)
    sheet.foot(_("Daftar hadir · Kelompok %(number)s", number=needed["group"]), needed["printed"])
    return sheet.done()


def _page(sheet: PaperSheet, needed: Mapping[str, Any]) -> float:
    sheet.add_page()
    sheet.put(EDGE, 18, _("Daftar hadir Kelompok %(number)s", number=needed["group"]), 16, "B")
    sheet.put(EDGE, 24.5, sheet.cut(f"{needed['training']} · {needed['day']}", sheet.w - 2 * EDGE, 10), 10, colour=MUTED)
    half = (sheet.w - EDGE - SIGN_AT) / 2
    heads = ((EDGE, _("Meja")), (EDGE + TABLE, _("Desa")), (EDGE + TABLE + VILLAGE, _("Peran")),
             (EDGE + TABLE + VILLAGE + ROLE, _("Nama")), (SIGN_AT + 2, _("Pagi")), (SIGN_AT + half + 2, _("Siang")))
    for x, words in heads:
        sheet.put(x, TOP - 2.5, words, 9, "B")
    sheet.rule(EDGE, TOP, sheet.w - EDGE, width=0.4)
    return TOP


def _high(village: Mapping[str, Any]) -> float:
    return max(ROW * len(village["people"]), LOWEST)


def _village(sheet: PaperSheet, y: float, village: Mapping[str, Any]) -> float:
    """Gives where the next one begins."""
    under, people_x = y + _high(village), EDGE + TABLE + VILLAGE
    sheet.put(EDGE, y + 5.3, str(village["table"]), 10, "B")
    size, told = sheet.fitted(village["village"], VILLAGE - 2, 9, 6.5, "B")
    for number, line in enumerate(told):
        sheet.put(EDGE + TABLE, y + 4.1 + 3.6 * number, line, size, "B")
    sheet.put(EDGE + TABLE, y + 3.9 + 3.6 * len(told), sheet.cut(village["district"], VILLAGE - 2, 7.5), 7.5, colour=MUTED)
    for number, person in enumerate(village["people"]):
        _person(sheet, people_x, y + ROW * number, person)
        sheet.rule(people_x, y + ROW * number, sheet.w - EDGE, colour=RULE)
    for x in (SIGN_AT, (SIGN_AT + sheet.w - EDGE) / 2):
        sheet.rule(x, y, x, under, colour=RULE)
    sheet.rule(EDGE, y, sheet.w - EDGE)
    sheet.rule(EDGE, under, sheet.w - EDGE)
    return under


def _person(sheet: PaperSheet, x: float, y: float, person: Mapping[str, Any]) -> None:
    sheet.put(x, y + 5.3, sheet.cut(person["role"], ROLE - 1, 9), 9)
    size, lines = sheet.fitted(person["name"], NAME - 2, 8.5, 6)
    for number, line in enumerate(lines):
        sheet.put(x + ROLE, y + (5.3 if len(lines) == 1 else 3.6 + 3.4 * number), line, size)
