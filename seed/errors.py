"""What can go wrong when villages are made. One line each, in the words of the person who has to mend it."""

import errno
from pathlib import Path

from flask_babel import gettext

from sandbox.errors import GladiError
from sandbox.words.texts import lazy_gettext as _l

FULL, NOT_WRITABLE, FAILED = _l("ruang simpan penuh"), _l("tidak bisa ditulisi"), _l("gagal menulis")
_NOT_A_FOLDER = _l("bukan folder")
WHY = {errno.ENOSPC: FULL, errno.EDQUOT: FULL, errno.EFBIG: FULL, errno.EIO: FAILED, errno.EROFS: NOT_WRITABLE,
       errno.EACCES: NOT_WRITABLE, errno.EPERM: NOT_WRITABLE, errno.ENOTDIR: _NOT_A_FOLDER, errno.EEXIST: _NOT_A_FOLDER}
"""What the system says when nothing can be written, in words."""


class SeedError(GladiError):
    """A template could not be built. Nothing half-made is left."""

    code = "GL-SEED"
    text = _l("Data latihan belum bisa dibuat: %(why)s.")


class NoRoom(SeedError):
    code = "GL-SEED-1"
    text = _l("Data latihan tidak bisa disimpan di %(folder)s: %(why)s. Kosongkan ruang atau pilih folder lain (GLADI_INSTANCE).")

    def __str__(self) -> str:
        """A builder knows no languages and passes on the reason as it stands in the code."""
        return str(self.text) % {**self.values, "why": gettext(str(self.values["why"]))}


class ReportNotWritten(SeedError):
    code = "GL-SEED-4"
    text = _l("Laporan %(file)s tidak bisa ditulis: %(why)s. Desanya sudah siap; pilih file atau folder lain.")

    def __init__(self, file: Path, error: OSError) -> None:
        missing = {errno.ENOENT: _l("foldernya tidak ada")}
        super().__init__(file=file, why=(WHY | missing).get(error.errno or 0, error.strerror))


class Stopped(SeedError):
    code = "GL-SEED-5"
    text = _l("Dihentikan. %(ready)d dari %(wanted)d desa sudah siap; perintah yang sama meneruskannya.")


class OtherList(SeedError):
    """A template that is there tells of the village as another list of villages did: another name, or other neighbours."""

    code = "GL-SEED-3"
    text = _l("%(village)s untuk %(day)s sudah dibuat dari daftar desa yang lain: nama atau desa tetangganya berbeda. "
              "Kosongkan %(folder)s bila belum dipakai pelatihan, atau pilih folder lain (GLADI_INSTANCE).")
