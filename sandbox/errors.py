"""Three kinds of errors, told apart by type and by code.

GladiError  Gladi's own (GL-…): wakes somebody, shown in the hall's look, first words "Ini bukan bagian latihan".
Trouble     what the practice system tells a trainee when a deed failed; a lesson may stage one (GW-504, SES-401 …).
Rejected    what was typed does not fit: the form comes back filled in, every bad field named.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sandbox.deeds import AT_FORM, Look
from sandbox.words.texts import LaterText
from sandbox.words.texts import lazy_gettext as _l


class GladiError(Exception):
    """An error of Gladi itself. Subclasses set code, status (HTTP) and text; keyword arguments fill the text."""

    code = "GL-000"
    status = 500
    text: str | LaterText = _l("Gladi belum bisa melanjutkan.")

    def __init__(self, **values: Any) -> None:
        super().__init__()
        self.values = values

    def __str__(self) -> str:
        return str(self.text) % self.values


class StaleForm(GladiError):
    """The form was shown for another generation than today's: nothing is written, the typing is kept."""

    code = "GL-409"
    status = 409
    text = _l("Latihan ini dimulai lagi pukul %(at)s dengan salinan desa yang baru, jadi yang tadi tidak disimpan. Ketikan Anda "
              "tetap ada di halaman Draf.")


class LateSave(GladiError):
    """The deed was committed, but to a copy that had been replaced meanwhile."""

    code = "GL-410"
    status = 409
    text = _l("Data tersimpan di salinan desa yang lama, sebab latihan ini dimulai lagi pukul %(at)s. Ketik lagi bila perlu.")


class TemplateNotReady(GladiError):
    """The village's template is still being built."""

    code = "GL-202"
    status = 503
    text = _l("Data %(village)s sedang disiapkan. Halaman ini terbuka sendiri.")


class StoreBusy(GladiError):
    code = "GL-503"
    status = 503
    text = _l("Gladi belum bisa menyimpan: masih ada yang sedang disimpan. Tunggu sebentar, lalu simpan sekali lagi.")


class StoreUndone(StoreBusy):
    """The database gave the transaction up, or was lost in the middle of it. Surely nothing is stored: the same again helps."""

    code = "GL-503U"


class StoreFull(GladiError):
    code = "GL-507"
    status = 507
    text = _l("Gladi belum bisa menyimpan: ruang simpan penuh atau tidak bisa ditulisi. Panggil pelatih.")


class NotAllowed(GladiError):
    code = "GL-403"
    status = 403
    text = _l("Halaman ini bukan untuk akun Anda. Kembali, atau masuk dengan akun yang lain.")


class ReadOnly(GladiError):
    code = "GL-403R"
    status = 403
    text = _l("Anda hanya melihat layar peserta. Tombol di layar ini tidak bekerja; kembali ke halaman peserta itu.")


class Fate(StrEnum):
    """What became of the data. Nearly all harm comes from mixing these up."""

    NOT_SAVED = "not_saved"
    SAVED = "saved"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        return {"not_saved": "BELUM tersimpan", "saved": "TERSIMPAN", "unknown": "BELUM DIKETAHUI"}[self.value]


class Manner(StrEnum):
    """How a trouble reaches the person."""

    PAGE = "page"
    """On a page of its own: a reload tells it again and sends nothing."""
    IN_PLACE = "in_place"
    """As the answer to the button itself: a reload sends the form once more."""
    BROKEN = "broken"
    """Not at all: the answer breaks off, and the browser says so in its own words."""
    FOREIGN = "foreign"
    """Somebody else's page stands in its place, a hotspot's."""
    WELL = "well"
    """As if all were well."""


class Trouble(Exception):
    """A deed failed, or its answer was lost. Says code, fate, words and where to look; never what one will find there.

    `fate` is None where only something was to be read. `status` is the HTTP status. `loses_typing`: what was typed is not kept
    as a draft, as it is otherwise. `look`: where to look. `until`: when trying again helps, in hall time.
    """

    def __init__(self, *, code: str, fate: Fate | None, text: str, look: Look = AT_FORM, status: int = 500,
                 loses_typing: bool = False, fault: str | None = None, manner: Manner = Manner.PAGE,
                 until: datetime | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.fate = fate
        self.text = text
        self.look = look
        self.status = status
        self.loses_typing = loses_typing
        self.fault = fault
        self.manner = manner
        self.until = until


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that does not fit. `field` is the field's name in the form ('' for the whole record)."""

    field: str
    code: str
    text: str
    label: str = ""


class Rejected(Exception):
    """What was typed does not fit. Raised by the work of an action; its transaction is rolled back."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = tuple(problems)


class NoSuchRecord(Exception):
    """There is no such household, member or submission in this sandbox: a 404 of the practice system.

    `record`: its key as text, `part`: of its form, where these are known: what became of it can be told then.
    """

    def __init__(self, record: str = "", part: str = "") -> None:
        super().__init__(record, part)
        self.record, self.part = record, part
