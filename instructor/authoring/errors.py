"""What can be refused while exercises are written, with its wording."""

from sandbox.errors import GladiError
from sandbox.words.texts import lazy_gettext as _l


class NoSuchDraft(GladiError):
    code = "GL-404KS"
    status = 404
    text = _l("Konsep latihan %(id)s tidak ada. Mungkin sudah dihapus orang lain.")


class DraftChanged(GladiError):
    """Somebody else saved it meanwhile."""

    code = "GL-409KS"
    status = 409
    text = _l("Konsep %(id)s disimpan orang lain sesudah halaman ini dibuka. Tulisan Anda masih di bawah; simpan lagi bila itu "
              "yang berlaku.")


class ProofRunning(GladiError):
    code = "GL-409BK"
    status = 409
    text = _l("Sebuah konsep sedang dibuktikan. Tunggu sampai selesai, kira-kira satu menit, lalu coba lagi.")


class NotProved(GladiError):
    code = "GL-409TB"
    status = 409
    text = _l("Konsep %(id)s belum terbukti seperti isinya sekarang. Buktikan dulu, lalu pakai.")


class TrialRunning(GladiError):
    code = "GL-409CB"
    status = 409
    text = _l("%(who)s sedang mencoba %(id)s. Tunggu sampai selesai, lalu coba lagi.")


class TrialGone(GladiError):
    """A browser asks for a page of something that nobody tries any more."""

    code = "GL-410CB"
    status = 410
    text = _l("Percobaan ini sudah selesai, dan salinannya sudah dibuang.")
