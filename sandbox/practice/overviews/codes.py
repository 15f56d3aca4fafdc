"""What people look for among the families though it is no family's: what that is called, and on which page it stands."""

import re
from dataclasses import dataclass
from functools import lru_cache

from sandbox.words.digits import REFERENCE, plain


@dataclass(frozen=True, slots=True)
class KindOfCode:
    """What is written like `pattern`. `view` shows what it belongs to; `argument` asks that page for it, if it has a search."""

    pattern: str
    name: str
    page: str
    view: str
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """A code as it stands on its page, and its kind."""

    text: str
    kind: KindOfCode

    @property
    def asked(self) -> dict[str, str]:
        return {self.kind.argument: self.text} if self.kind.argument else {}


CODES = (
    KindOfCode(REFERENCE, "nomor kiriman", "Kotak Keluar", ".outbox", "cari"),
    KindOfCode(r"B-0[0-9]{3}", "nomor laporan", "Bantuan", ".helpdesk"),
    KindOfCode(r"B-[0-9]+(/[0-9]+)?", "nomor antrean warga", "Loket", ".counter"),
    KindOfCode(r"[A-Z]{2,3}-[0-9]{1,3}", "kode gangguan", "Bantuan", ".helpdesk"),
)
"""The first that fits; whoever looks for one here is told so."""


@lru_cache(maxsize=64)
def code_in(text: str) -> Code | None:
    """The code that somebody typed, in whatever letters; None if it is none."""
    shown = plain(text).upper()
    return next((Code(shown, kind) for kind in CODES if re.fullmatch(kind.pattern, shown)), None)
