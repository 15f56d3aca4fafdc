"""The fonts of our papers, and the letters that they have. The core fonts of PDF know only Western European ones."""

import re
import unicodedata
from enum import StrEnum
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
LACKING = "□"
"""Stands where a letter is in no font of ours, so that whoever prints sees that something is missing."""


class Face(StrEnum):
    """A typeface of ours."""

    SANS = "sans"
    SERIF = "serif"
    MONO = "mono"


FILES = {
    (Face.SANS, ""): "DejaVuSansCondensed.ttf", (Face.SANS, "B"): "DejaVuSansCondensed-Bold.ttf",
    (Face.SERIF, "B"): "DejaVuSerifCondensed-Bold.ttf",
    (Face.MONO, ""): "DejaVuSansMono.ttf", (Face.MONO, "B"): "DejaVuSansMono-Bold.ttf",
}


def missing() -> list[str]:
    """Font files that are not where they belong, for gladi doctor."""
    return [name for name in FILES.values() if not (FONTS / name).is_file()]


def printable(text: str, face: Face = Face.SANS) -> str:
    """The text in letters that this face has: in one line, a letter that it lacks as its plain form, else as □."""
    plain = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text))
    return "".join(_printable(letter, known(face)) for letter in plain)


def _printable(letter: str, has: frozenset[int]) -> str:
    kind = unicodedata.category(letter)
    if kind in ("Cf", "Cc"):
        return ""  # invisible: a soft hyphen, or what turns the writing round
    if ord(letter) in has:
        return letter
    if kind in ("Mn", "Me"):
        return ""  # an accent that no font of ours has
    parts = unicodedata.normalize("NFKD", letter)
    base = "".join(part for part in parts if ord(part) in has and not unicodedata.combining(part))
    return base or LACKING


@cache
def known(face: Face = Face.SANS) -> frozenset[int]:
    """What that face can print in each of its styles."""
    from fontTools.ttLib import TTFont  # a sixth of a second, which a server process does not need at its start

    found = [frozenset(TTFont(FONTS / name, lazy=True).getBestCmap()) for (of, _style), name in FILES.items() if of is face]
    return frozenset.intersection(*found)
