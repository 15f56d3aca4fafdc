"""Reads what stands in a PDF of ours: each page's texts, in the order in which they were put, and its size."""

import re
import zlib
from dataclasses import dataclass

OBJECT = re.compile(rb"(?:^|\n)(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
STREAM = re.compile(rb"stream\n(.*)\nendstream", re.DOTALL)
SHOWN = re.compile(rb"/(F\d+) ([\d.]+) Tf|\((.*?)(?<!\\)\) Tj", re.DOTALL)
ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


@dataclass(frozen=True)
class PdfPage:
    """Texts as they were put; width and height in millimetres."""

    texts: list[str]
    width: int
    height: int

    @property
    def text(self) -> str:
        return " ".join(self.texts)


def pages_of(content: bytes) -> list[PdfPage]:
    objects = {int(number): body for number, body in OBJECT.findall(content)}
    fonts = {name.decode(): _letters(objects, int(number)) for body in objects.values()
             for name, number in re.findall(rb"/(F\d+) (\d+) 0 R", body)}
    return [_page(objects, body, fonts) for body in objects.values() if re.search(rb"/Type /Page\b", body)]


def text_of(content: bytes) -> list[str]:
    """Each page's text."""
    return [page.text for page in pages_of(content)]


def _page(objects, body, fonts):
    inside = _stream(objects[int(re.search(rb"/Contents (\d+) 0 R", body).group(1))])
    box = next(re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", each) for each in (body, *objects.values())
               if b"/MediaBox" in each)
    font, texts = "", []
    for name, _size, shown in SHOWN.findall(inside):
        if name:
            font = name.decode()
        else:
            codes = re.sub(rb"\\(.)", lambda found: ESCAPED.get(found[1], found[1]), shown, flags=re.DOTALL)
            texts.append("".join(fonts[font].get(code, "?") for code in zip(codes[::2], codes[1::2], strict=True)))
    return PdfPage(texts, *(round(float(side) * 25.4 / 72) for side in box.groups()))


def _letters(objects, number):
    """What each two bytes of that font stand for."""
    table = _stream(objects[int(re.search(rb"/ToUnicode (\d+) 0 R", objects[number]).group(1))])
    pairs = re.findall(rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>", table)
    return {tuple(bytes.fromhex(code.decode())): bytes.fromhex(letter.decode()).decode("utf-16-be") for code, letter in pairs}


def _stream(body):
    found = STREAM.search(body).group(1)
    return zlib.decompress(found) if b"/FlateDecode" in body else found
