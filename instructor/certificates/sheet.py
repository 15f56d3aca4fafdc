"""The certificate on paper: a lying page a person."""

from collections.abc import Mapping, Sequence
from typing import Any

from sandbox.paper.letters import Face
from sandbox.paper.sheet import MUTED, PaperSheet
from sandbox.paper.size import PaperSize

EDGE, FRAME, INSIDE = 9.5, 3.2, 15.0
NAME, NAME_LEAST, NAME_WIDE = 27.0, 18.0, 215.0
DARK = (0x1B, 0x1F, 0x2A)


def draw(needed: Mapping[str, Any]) -> bytes:
    """The file. What stands on a certificate is Indonesian, whatever the hall speaks."""
    sheet = PaperSheet(PaperSize(needed["size"]), title="Sertifikat", lies=True)
    for each in needed["certificates"]:
        sheet.add_page()
        _frame(sheet)
        _head(sheet, each)
        _skills(sheet, each["skills"])
        _foot(sheet, each)
    return sheet.done()


def name_lines(sheet: PaperSheet, name: str) -> tuple[float, list[str]]:
    """The size of the name and its lines: up to 48 letters stand on one, whatever it takes; a longer name on two."""
    size = sheet.fitting(name, NAME_WIDE, NAME, NAME_LEAST, "B", Face.SERIF)
    if sheet.wide(name, size, "B", Face.SERIF) <= NAME_WIDE:
        return size, [name]
    return NAME_LEAST, sheet.lines(name, NAME_WIDE, NAME_LEAST, "B", face=Face.SERIF, most=2)


def _frame(sheet: PaperSheet) -> None:
    wide, high = sheet.w - 2 * EDGE, sheet.h - 2 * EDGE
    for x, y, w, h in ((EDGE, EDGE, wide, FRAME), (EDGE, sheet.h - EDGE - FRAME, wide, FRAME), (EDGE, EDGE, FRAME, high),
                       (sheet.w - EDGE - FRAME, EDGE, FRAME, high)):
        sheet.stripes(x, y, w, h)
    sheet.set_line_width(0.25)
    sheet.rect(INSIDE, INSIDE, sheet.w - 2 * INSIDE, sheet.h - 2 * INSIDE)


def _head(sheet: PaperSheet, each: Mapping[str, Any]) -> None:
    middle, left, right = sheet.w / 2, 30.0, sheet.w - 30.0
    _ring(sheet, left + 3.4, 25.5)
    sheet.put(left + 9.5, 27.5, "Gladi", 15, "B", colour=DARK)
    sheet.put_right(right, 27, f"Nomor {each['number']}", 11, colour=MUTED)
    sheet.put_centred(middle, 46, "Sertifikat", 44, "B", face=Face.SERIF, colour=DARK)
    sheet.put_centred(middle, 58, "diberikan kepada", 13, colour=MUTED)
    size, lines = name_lines(sheet, each["name"])
    for number, line in enumerate(lines):
        sheet.put_centred(middle, (70 if len(lines) == 1 else 66 + 8 * number), line, size, "B", face=Face.SERIF, colour=DARK)
    sheet.rule(middle - NAME_WIDE / 2, 76.5, middle + NAME_WIDE / 2, width=0.5)
    _of_where(sheet, middle, each)
    sheet.put_centred(middle, 97, "telah berlatih menyimpan, memeriksa, dan memulihkan data Profil Desa", 12.5)
    sheet.put_centred(
        middle, 104, f"pada pelatihan hari {each['day']}, dan menguasai {_count(each['skills'])} keterampilan wajib:", 12.5)


def _count(skills: Sequence[Any]) -> str:
    words = ("satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan")
    return words[len(skills) - 1] if 0 < len(skills) <= len(words) else str(len(skills))


def _of_where(sheet: PaperSheet, middle: float, each: Mapping[str, Any]) -> None:
    """The office and the village, the village in bold; as one centred line."""
    parts = ((f"{each['title']} ", ""), (each["village"], "B"), (f", Kecamatan {each['district']}", ""))
    size = 13.5
    while size > 9 and sum(sheet.wide(text, size, style) for text, style in parts) > NAME_WIDE:
        size -= 0.25
    x = middle - sum(sheet.wide(text, size, style) for text, style in parts) / 2
    for text, style in parts:
        x = sheet.put(x, 85, text, size, style)


def _ring(sheet: PaperSheet, x: float, y: float) -> None:
    """Gladi's ring: a circle that is not closed."""
    sheet.set_draw_color(*DARK)
    sheet.set_line_width(1.8)
    sheet.arc(x - 2.6, y - 2.6, 5.2, 90, 360)
    sheet.set_draw_color(0, 0, 0)


def _skills(sheet: PaperSheet, skills: Sequence[Sequence[str]]) -> None:
    wide, gap = 72.0, 9.0
    left = sheet.w / 2 - (3 * wide + 2 * gap) / 2
    for number, (title, rung) in enumerate(skills):
        down, across = divmod(number, 3)
        x, y = left + across * (wide + gap), 117 + 11 * down
        sheet.put(x + 1, y, "★" if rung == "mahir" else "✓", 13, colour=(0x17, 0x61, 0x3A))
        sheet.put(x + 8, y, sheet.cut(title, wide - 30, 12), 12)
        sheet.put_right(x + wide - 1, y, rung, 12, "B")
        sheet.rule(x, y + 3.5, x + wide, colour=(0x80, 0x80, 0x80))


def _foot(sheet: PaperSheet, each: Mapping[str, Any]) -> None:
    left, right, low = 30.0, sheet.w - 30.0, sheet.h - 22.0
    terms = each["terms"]
    sheet.qr(left, low - 27.5, 27.5, each["link"])
    x = left + 32
    sheet.put(x, low - 21.5, "Kode pemeriksaan", 10, colour=MUTED)
    sheet.put(x, low - 14.5, each["code"], 15, "B", face=Face.MONO)
    # The hall's address is gone the day after: whom to ask must not be cut.
    asked = f"Keaslian bisa ditanyakan dengan kode ini kepada {terms['office']}."
    for number, line in enumerate(sheet.lines(asked, 118, 10, most=3)):
        sheet.put(x, low - 8.5 + 4.6 * number, line, 10, colour=MUTED)
    middle = right - 38
    sheet.put_centred(middle, low - 31.5, ", ".join(part for part in (terms["place"], each["date"]) if part), 11)
    sheet.put_centred(middle, low - 26, "Penyelenggara pelatihan", 11)
    sheet.rule(middle - 38, low - 6.5, middle + 38)
    size, lines = sheet.fitted(terms["signer"], 76, 11, 7, "B")
    for number, line in enumerate(lines):
        sheet.put_centred(middle, low - 1.5 + 4.2 * number, line, size, "B")
