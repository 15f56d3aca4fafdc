"""How what people type and paste is compared: one folding for names, after what cannot be seen is let go.

Two texts that a clerk would call the same name fold to the same text. Folded texts are compared and searched, never shown.
"""

import unicodedata

INVISIBLE = dict.fromkeys([0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202D), 0x2060, *range(0x2066, 0x206A), 0xFEFF])
"""Zero-width letters and marks of direction that come along when a text is copied. An override (U+202E) is none of them: it
changes what one reads, so nobody may type it unseen."""
APOSTROPHES = dict.fromkeys(map(ord, "\u2018\u2019\u201b\u02bb\u02bc\u02bd\u02b9\u2032\u00b4`\uff07"), "'")


def seen(text: str) -> str:
    """The text as one sees it: composed, without invisible letters, with single plain spaces and none around it."""
    return " ".join(unicodedata.normalize("NFC", text.translate(INVISIBLE)).split())


def folded(name: str) -> str:
    """'SITI  MA'RIFAH' and 'Siti Ma’rifah' alike."""
    if name.isascii():
        return " ".join(name.translate(APOSTROPHES).casefold().split())
    bare = unicodedata.normalize("NFD", seen(name).translate(APOSTROPHES)).casefold()
    return seen(bare)
