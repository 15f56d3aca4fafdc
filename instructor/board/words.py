"""Names of pages, deeds and states as the hall says them."""

from enum import StrEnum

from sandbox.texts import LaterText
from sandbox.texts import lazy_gettext as _l

PAGES = {
    "home": _l("Beranda"), "households": _l("Daftar Keluarga"), "household": _l("Keluarga"), "ddk": _l("Keluarga"),
    "member": _l("Anggota"), "outbox": _l("Kotak Keluar"), "submission": _l("Kiriman"), "receipt": _l("Tanda Terima"),
    "profile": _l("Profil Publik"), "draft": _l("Draf"), "drafts": _l("Draf"), "login": _l("Halaman masuk"),
    "sheets": _l("Daftar lembar"), "sheet": _l("Lembar"),
}

DEEDS = {
    "save": _l("Simpan"), "delete": _l("Hapus"), "submit": _l("Kirim"), "resend": _l("Kirim ulang"),
    "withdraw": _l("Batalkan kiriman"), "restore_draft": _l("Pulihkan draf"), "login": _l("Masuk"), "logout": _l("Keluar"),
    "open": _l("Buka"), "search": _l("Cari"),
}


class State(StrEnum):
    """Of a seat. In the order of need."""

    HAND = "minta_tolong"
    LOST = "tersesat"
    STRUGGLING = "berjuang"
    IDLE = "diam"
    WAITING = "menunggu"
    WORKING = "bekerja"
    DONE = "selesai"
    NOT_YET = "belum_masuk"
    ABSENT = "tidak_hadir"

    @property
    def label(self) -> str:
        return str(STATES[self])


STATES = {
    State.HAND: _l("minta tolong"), State.LOST: _l("tersesat"), State.STRUGGLING: _l("berjuang"), State.IDLE: _l("diam"),
    State.WAITING: _l("menunggu"), State.WORKING: _l("bekerja"), State.DONE: _l("selesai"),
    State.NOT_YET: _l("belum masuk"), State.ABSENT: _l("tidak hadir"),
}
NEEDS_SOMEBODY = (State.HAND, State.LOST, State.STRUGGLING, State.IDLE)


def page(form: str | None) -> str | LaterText:
    """The page's name; the form's own name if it has none."""
    return PAGES.get(form or "", form or "")


def deed(action: str) -> str | LaterText:
    """What was done, as its button says it."""
    return DEEDS.get(action, action)
